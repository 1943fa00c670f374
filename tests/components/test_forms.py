"""Each field draws itself, names itself, keeps what was typed and says plainly what to put right."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.safestring import SafeString

from commonground.web.components import forms
from commonground.web.components.forms import base
from commonground.web.components.gallery_form import EveryField
from tests.components.shown import by_class, by_id, fragment, gallery, parsed, text_of

FIELDS = [name for name in EveryField.base_fields if name != "token"]
PLAIN = ("name", "email", "telephone", "call_at", "code", "password", "story", "council")
GROUPED = ("sent_on", "decision", "sections")


def sent(**data: object) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, value in data.items():
        key = name.replace("__", "-")
        query.setlist(key, value) if isinstance(value, list) else query.update({key: str(value)})
    return query


@pytest.mark.parametrize("name", PLAIN)
def test_a_field_has_a_label_for_its_input(name: str) -> None:
    body = fragment(EveryField()[name])
    label = next(body.iter("label"))
    assert label.get("for") == f"f-{name}"
    assert by_id(body, f"f-{name}").get("name") == name
    assert str(EveryField.base_fields[name].label) in text_of(label)


@pytest.mark.parametrize("name", GROUPED)
def test_a_group_of_inputs_has_its_question_as_legend(name: str) -> None:
    body = fragment(EveryField()[name])
    assert str(EveryField.base_fields[name].label) in text_of(next(body.iter("legend")))


@pytest.mark.parametrize("name", [name for name in FIELDS if EveryField.base_fields[name].required])
def test_no_answer_gets_the_sentence_of_the_field(name: str) -> None:
    form = EveryField({})
    words = str(EveryField.base_fields[name].error_messages["required"])
    message = by_class(fragment(form[name]), "govuk-error-message")[0]
    assert text_of(message) == f"Error: {words}"
    assert (message.get("id") or "none") in described_by(form, name)


def described_by(form: forms.Form, name: str) -> str:
    body = fragment(form[name])
    return " ".join(each.get("aria-describedby") or "" for each in body.iter())


def test_every_problem_is_linked_from_the_summary_to_an_input_of_its_field() -> None:
    page = parsed(gallery({}))
    links = {text_of(link): link.get("href") or "" for link in by_class(page, "govuk-error-summary")[0].iter("a")}
    wrong = [name for name in FIELDS if EveryField.base_fields[name].required]
    assert len(links) == len(wrong)
    for name, href in zip(wrong, links.values(), strict=True):
        target = by_id(page, href.removeprefix("#"))
        assert target.tag in {"input", "select", "textarea"}
        assert (target.get("name") or "").split("-")[0] == name


def test_a_form_without_errors_has_no_summary() -> None:
    assert EveryField().errors_summary() == ""


def test_a_field_that_needs_no_answer_says_so() -> None:
    assert "(optional)" in text_of(fragment(EveryField()["telephone"]))
    assert "(optional)" not in text_of(fragment(EveryField()["email"]))


def test_filters_do_not_say_optional() -> None:
    class Filter(forms.Form):
        mark_optional = False
        q = forms.TextField(label="Name", required=False)

    assert "optional" not in str(Filter()["q"])


def test_one_question_a_page_has_its_label_as_heading() -> None:
    bound = EveryField()["decision"]
    assert isinstance(bound, forms.Bound)
    assert text_of(next(fragment(bound.as_heading()).iter("h1"))) == "What does the letter say?"
    assert not list(fragment(bound).iter("h1"))


@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", '"><img src=x>', "Zoë 👩‍👧 O’Brien & Søn", "{{ 7*7 }}", "%(called)s"]
)
def test_what_was_typed_is_kept_and_escaped(typed: str) -> None:
    form = EveryField(sent(name=typed, story=typed))
    page = fragment(form.everything())
    assert by_id(page, "f-name").get("value") == typed
    assert (by_id(page, "f-story").text or "").strip() == typed
    assert "name" not in form.errors
    assert form.cleaned_data["name"] == typed


def test_ten_thousand_letters_are_kept_and_answered_in_a_sentence() -> None:
    form = EveryField(sent(name="x" * 10_000))
    assert form.errors["name"] == ["Your name must be 100 characters or fewer. It is 10,000 now"]
    assert by_id(fragment(form["name"]), "f-name").get("value") == "x" * 10_000


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\u202e", "\u2066", "\x85"])
def test_a_sign_that_cannot_be_printed_is_taken_out_with_a_sentence(sign: str) -> None:
    form = EveryField(sent(name=f"Ann{sign}e"))
    shown = by_id(fragment(form["name"]), "f-name").get("value") or ""
    if sign == "\x85":  # an old way of writing a new line: a space in a line of words
        assert form.fields["name"].clean(f"Ann{sign}e") == "Ann e"
        return
    assert "cannot be printed" in form.errors["name"][0]
    assert shown == "Anne"
    assert EveryField(sent(name=shown)).errors.get("name") is None


def test_signs_that_words_need_are_not_control_characters() -> None:
    joined, persian = "👩\u200d👧", "می\u200cخواهم"
    field = forms.TextField(label="Name")
    assert field.clean(joined) == joined
    assert field.clean(persian) == persian


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ann   Example ", "Ann Example"),
        ("Ann\tExample", "Ann Example"),
        ("\ufeffAnn\u200b", "Ann"),
        ("Zoe\u0308", "Zoë"),
    ],
)
def test_a_line_of_words_is_kept_in_one_way_of_writing(typed: str, kept: str) -> None:
    assert forms.TextField(label="Name").clean(typed) == kept


def test_lines_stay_lines_in_a_long_answer() -> None:
    assert forms.TextareaField(label="Story").clean(" one\r\ntwo\rthree ") == "one\ntwo\nthree"


def test_a_line_break_counts_as_one_character() -> None:
    assert forms.TextareaField(label="Story", max_length=3).clean("a\r\nb") == "a\nb"


def test_what_only_looks_like_an_answer_is_none() -> None:
    with pytest.raises(ValidationError, match="Tell us"):
        forms.TextField(label="Name", if_empty="Tell us").clean(" \u200b\ufeff ")


@pytest.mark.parametrize("typed", ["ann@example.org", "a.b+c@exampleshire.example", "zoë@example.org"])
def test_an_address_is_kept_as_it_was_typed(typed: str) -> None:
    assert forms.EmailField(label="E-mail").clean(typed) == typed


@pytest.mark.parametrize(
    "typed",
    ["ann", "ann@", "@example.org", "ann@example", "Ann <ann@example.org>", "a@b@example.org", "a b@example.org"],
)
def test_what_is_no_address_is_answered_with_an_example(typed: str) -> None:
    with pytest.raises(ValidationError, match=r"like name@example\.com"):
        forms.EmailField(label="E-mail").clean(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("07700 900 982", "+447700900982"),
        ("(01632) 960001", "+441632960001"),
        ("+44 1632 960 001", "+441632960001"),
        ("0044 1632 960001", "+441632960001"),
        ("+48 22 123 45 67", "+48221234567"),
    ],
)
def test_a_number_is_kept_as_it_is_dialled(typed: str, kept: str) -> None:
    assert forms.TelephoneField(label="Telephone").clean(typed) == kept


@pytest.mark.parametrize("typed", ["123", "my mobile", "07700 900 9821234", "12345678901234567890"])
def test_what_is_no_number_is_answered_with_an_example(typed: str) -> None:
    with pytest.raises(ValidationError, match="like 01632 960 001"):
        forms.TelephoneField(label="Telephone").clean(typed)


@pytest.mark.parametrize("typed", ["960001", "12345"])
def test_a_number_without_its_first_part_reaches_nobody_and_is_asked_whole(typed: str) -> None:
    with pytest.raises(ValidationError, match="Enter the whole telephone number with its first part"):
        forms.TelephoneField(label="Telephone").clean(typed)


@pytest.mark.parametrize(("typed", "kept"), [("123456", "123456"), ("123 456", "123456"), (" 12-34-56 ", "123456")])
def test_a_code_may_have_spaces(typed: str, kept: str) -> None:
    assert forms.CodeField(label="Code", called="the code").clean(typed) == kept


@pytest.mark.parametrize("typed", ["12345", "1234567", "12345a", "１２３４５６"])
def test_a_code_of_the_wrong_shape_is_told(typed: str) -> None:
    with pytest.raises(ValidationError, match="The code is 6 numbers"):
        forms.CodeField(label="Code", called="the code").clean(typed)


def test_a_password_is_taken_as_it_is_and_never_shown_again() -> None:
    assert forms.PasswordField(label="Password").clean("  two  spaces ") == "  two  spaces "
    assert "hunter2" not in str(EveryField(sent(password="hunter2"))["password"])


def test_an_answer_that_was_not_offered_is_no_answer() -> None:
    form = EveryField(sent(decision="appeal", council="X99", sections=["B", "Z"]))
    assert form.errors["decision"] == ["Choose what the letter says, or “I am not sure”"]
    assert form.errors["council"] == ["Choose the council that sent the letter"]
    assert "sections" in form.errors


def test_the_word_or_is_not_an_answer() -> None:
    assert "" not in EveryField().fields["decision"].values  # type: ignore[attr-defined]
    assert "or" in text_of(by_class(fragment(EveryField()["decision"]), "govuk-radios__divider")[0])


def test_what_was_chosen_stays_chosen() -> None:
    page = fragment(EveryField(sent(decision="issue", council="X02", sections=["B", "I"], agreed="yes")).everything())
    ticked = [each.get("value") for each in page.iter("input") if each.get("checked") is not None]
    assert ticked == ["issue", "B", "I", "yes"]
    assert [each.get("value") for each in page.iter("option") if each.get("selected") is not None] == ["X02"]


def test_none_of_these_stands_alone() -> None:
    form = EveryField(sent(sections=["B", "none"]))
    assert form.errors["sections"] == ["Choose “None of these” or the others, not both"]
    assert "sections" not in EveryField(sent(sections=["none"])).errors


def test_choices_may_be_worked_out_for_each_form() -> None:
    asked: list[int] = []

    def councils() -> list[tuple[str, str]]:
        asked.append(1)
        return [("A", "Exampleshire")]

    class Councils(forms.Form):
        council = forms.SelectField(label="Council", choices=councils)

    for _each in range(2):
        form = Councils({"council": "A"})
        assert form.is_valid()
        assert "Exampleshire" in str(form["council"])
    assert len(asked) == 2


def test_a_long_list_can_have_groups() -> None:
    class Councils(forms.Form):
        council = forms.SelectField(
            label="Council",
            choices=[("", "Any"), forms.Choice("A", "Aa", group="Ours"), forms.Choice("B", "Bb", group='Others "<')],
        )

    (select,) = fragment(Councils({"council": "B"})["council"]).iter("select")
    groups = {each.get("label"): [one.get("value") for one in each] for each in select.iter("optgroup")}
    assert groups == {"Ours": ["A"], 'Others "<': ["B"]}
    assert [each.get("value") for each in select.iter("option") if each.get("selected") is not None] == ["B"]


def test_the_one_chosen_of_a_long_list_is_marked_whatever_is_in_it() -> None:
    class Councils(forms.Form):
        council = forms.SelectField(label="Council", choices=[("A", "Exampleshire"), ('B"<', "Otherton & Co")])

    for chosen in ("", "A", 'B"<', "no answer of ours"):
        options = fragment(Councils({"council": chosen})["council"]).iter("option")
        marked = [each.get("value") for each in options if each.get("selected") is not None]
        assert marked == [chosen] * (chosen in {"A", 'B"<'})


def test_an_empty_field_is_drawn_once_and_what_somebody_typed_is_never_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[object] = []
    real = base.component
    monkeypatch.setattr(base, "component", lambda name, params: drawn.append(params) or real(name, params))
    base._drawn_before.cache_clear()
    assert str(EveryField()["name"]) == str(EveryField()["name"])
    assert len(drawn) == 1
    for form in (EveryField(initial={"name": "Robin"}), EveryField(sent(name="Robin")), EveryField(sent(name=""))):
        before = len(drawn)
        assert str(form["name"]) == str(form["name"])
        assert len(drawn) == before + 2


def test_words_are_not_taken_for_the_markup_that_they_look_like() -> None:
    def label(words: str) -> str:
        return base.kept_component("label", {"html" if isinstance(words, SafeString) else "text": words, "for": "a"})

    assert "<b>" in label(SafeString("<b>A</b>"))
    assert "<b>" not in label("<b>A</b>")
    assert base._key({"text": "A"}) != base._key({"text": SafeString("A")})


def test_a_box_that_must_be_ticked_is_asked_for() -> None:
    assert EveryField(sent(agreed="yes")).errors.get("agreed") is None
    assert EveryField(sent(agreed="no")).errors["agreed"] == ["Tick the box if you know that this is not an appeal"]


def test_a_birthday_may_be_filled_in_by_the_browser() -> None:
    class Born(forms.Form):
        born = forms.DateField(label="Born", birthday=True)

    page = fragment(Born(initial={"born": date(2010, 2, 3)})["born"])
    assert [(each.get("autocomplete"), each.get("value")) for each in page.iter("input")] == [
        ("bday-day", "3"),
        ("bday-month", "2"),
        ("bday-year", "2010"),
    ]


def test_a_field_may_not_be_called_what_every_form_has() -> None:
    class Wrong(forms.Form):
        problems = forms.TextField(label="Problems")  # type: ignore[assignment]

    with pytest.raises(TypeError, match=r"Wrong\.problems"):
        Wrong()


def test_two_forms_on_one_page_have_ids_of_their_own() -> None:
    page = fragment(str(EveryField(prefix="a")["name"]) + str(EveryField(prefix="b")["name"]))
    assert by_id(page, "f-a-name").get("name") == "a-name"
    assert by_id(page, "f-b-name").get("name") == "b-name"
