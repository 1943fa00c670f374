"""What messages say: the same in text and HTML, and nothing that people typed can change their shape."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import html5lib
import pytest
from pytest_django import Settings

from commonground.guidance.reading import hardest, measure
from commonground.guidance.wording import STAFF_WORDS, STEERING
from commonground.notices import blocks, checks
from commonground.notices.kinds import DAY, BadNotice, maybe
from commonground.notices.models import Channel
from commonground.notices.render import Words, render
from commonground.notices.templates import SPECS, Reader
from tests.notices.samples import DATE, dates_in

ALL = sorted(SPECS)
FAMILY = sorted(name for name, spec in SPECS.items() if spec.reader == Reader.FAMILY)


def written(name: str, *, to_name: str = "Sam Sample", channel: Channel = Channel.EMAIL, **words: Any) -> Words:
    context = {**checks.sample_of(SPECS[name]), **words}
    return render(name, to_name=to_name, channel=channel, context=context)


def seen(html: str) -> str:
    """What a reader of the HTML sees."""
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    return re.sub(r"\s+", " ", "".join(tree.find("body").itertext())).strip()


@pytest.mark.feature(71, how="partly")
@pytest.mark.parametrize("name", ALL)
def test_text_and_html_say_the_same(name: str) -> None:
    words = written(name)
    shown = seen(words.html)
    for line in words.text.splitlines():
        said = line.removeprefix("- ").strip()
        if said and not said.startswith("http"):
            assert said.removesuffix(":") in shown
    assert dates_in(shown) == dates_in(words.text)
    assert set(re.findall(r"https?://\S+", words.text)) == set(re.findall(r'href="([^"]+)"', unescape(words.html)))


@pytest.mark.parametrize("name", ALL)
def test_every_date_given_is_named_with_its_weekday(name: str) -> None:
    days = [value for value in SPECS[name].sample.values() if type(value) is date]
    said = dates_in(written(name).text)
    assert all(f"{day:%A} {day.day} {day:%B %Y}" in said for day in days)


@pytest.mark.parametrize("name", ALL)
def test_the_provider_and_its_telephone_stand_in_both_parts(name: str, settings: Settings) -> None:
    words = written(name)
    for part in (words.text, seen(words.html)):
        assert settings.PROVIDER.name in part
        assert settings.PROVIDER.telephone in part


@pytest.mark.parametrize("name", ALL)
def test_html_carries_its_own_style_and_fetches_nothing(name: str) -> None:
    html = written(name).html
    assert "style=" in html
    assert not re.search(r"<(script|link|img|style|iframe|form)\b|url\(|@import|\bclass=", html)


@pytest.mark.parametrize("name", FAMILY)
def test_a_message_to_a_family_has_no_place_for_the_child_or_a_need(name: str) -> None:
    spec = SPECS[name]
    assert not {"child", "issues", "health_wanted", "born", "needs"} & (spec.keys.keys() | spec.may.keys())


@pytest.mark.parametrize("name", sorted(set(ALL) - set(FAMILY)))
def test_a_subject_never_names_the_child(name: str) -> None:
    words = written(name, child="Zebedee Sample") if "child" in SPECS[name].keys else written(name)
    assert "Zebedee" not in words.subject


def letter_of(words: Words) -> list[str]:
    """What a family reads as sentences, between the greeting and the signature, without headings and dates."""
    body = words.text.split("\n\n")[1:-1]
    lines = [line.removeprefix("- ") for block in body for line in block.splitlines()]
    return [DATE.sub("that day", line) for line in lines if not line.startswith("http")]


IN_OTHER_WORDS = [
    ("enquiry_received", {"contact_by": None, "appeal_by": None, "claim_by": date(2026, 11, 29)}),
    ("choice_recorded", {"choice": "mediation", "certificate_by": None}),
    ("choice_recorded", {"choice": "withdrew"}),
    ("choice_recorded", {"choice": "declined", "whose": "another"}),
    ("choice_recorded", {"choice": "mediation", "whose": "another", "certificate_by": None}),
    ("certificate_issued", {"kind": "took_part", "appeal_by": None}),
    ("certificate_issued", {"kind": "not_arranged"}),
    ("not_arranged", {"certificate_by": None, "appeal_by": None}),
    ("undecided", {"call_on": None, "appeal_by": None}),
    ("party_said_no", {"why": "no"}),
]


@pytest.mark.feature(71, how="partly")
@pytest.mark.parametrize(("name", "other"), [*((name, {}) for name in FAMILY), *IN_OTHER_WORDS])
def test_a_message_to_a_family_reads_at_eleven_or_younger(name: str, other: dict[str, Any]) -> None:
    lines = letter_of(written(name, **other))
    worst = "\n".join(f"{age:5.1f} {sentence}" for age, sentence in hardest(lines))
    assert measure(lines).age <= 11, worst


@pytest.mark.parametrize(("name", "other"), [*((name, {}) for name in FAMILY), *IN_OTHER_WORDS])
def test_a_message_to_a_family_uses_no_word_for_staff_and_leans_no_way(name: str, other: dict[str, Any]) -> None:
    words = written(name, **other)
    said = "\n".join([words.subject, *letter_of(words)])
    assert [found.group(0) for found in (*STAFF_WORDS.finditer(said), *STEERING.finditer(said))] == []


@pytest.mark.parametrize("name", ["party_said_no"])
def test_a_reason_that_may_hold_a_need_is_not_put_in_an_email(name: str) -> None:
    words = written(name, why="His autism is none of our business")
    assert "autism" not in words.text + words.html
    assert "gave a reason" in words.text


@pytest.mark.feature(20, how="partly")
def test_a_written_attempt_names_both_last_days() -> None:
    said = dates_in(written("not_reached", contact_by=date(2026, 12, 18), appeal_by=date(2027, 1, 4)).text)
    assert {"Friday 18 December 2026", "Monday 4 January 2027"} <= set(said)


@pytest.mark.parametrize("name", sorted(n for n in ALL if "appeal_by" in {**SPECS[n].keys, **SPECS[n].may}))
def test_where_the_last_day_to_appeal_is_not_certain_none_is_printed(name: str) -> None:
    words = written(name, appeal_by=None)
    assert "before 5pm" not in words.text
    assert dates_in(written(name, appeal_by=date(2027, 3, 9)).text).count("Tuesday 9 March 2027") == 1


def test_a_moment_is_told_by_the_clocks_of_london() -> None:
    summer = written("meeting_fixed", starts_at=datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
    assert "Thursday 2 July 2026 at 12:30am" in summer.text


def test_what_people_typed_is_shown_and_never_run() -> None:
    words = written("la_mediation_request", issues=["<script>alert(1)</script> & more"])
    assert "<script>" not in words.html
    assert "<script>alert(1)</script> & more" in seen(words.html)
    assert "- <script>alert(1)</script> & more" in words.text


def test_what_people_typed_cannot_become_a_list_a_heading_or_a_link() -> None:
    words = written("la_mediation_request", child="Alex\n\n# Pay here\nhttp://evil.example/\n- now")
    assert "Alex # Pay here http://evil.example/ - now" in words.text
    assert "evil.example" not in "".join(re.findall(r"<(?:a|h2)[^>]*>[^<]*", words.html))


def test_only_an_address_of_this_site_given_as_a_link_becomes_one() -> None:
    body = "Your council:\nhttp://localhost:8000/case/CG-4F7K-2M/"
    assert [block.kind for block in blocks.read(body, links={"http://localhost:8000/case/CG-4F7K-2M/"})] == ["link"]
    assert [block.kind for block in blocks.read(body, links=set())] == ["paragraph"]
    words = written("case_opened", adviser="http://localhost:8000/", case_url="http://localhost:8000/case/x/")
    assert re.findall(r'href="([^"]+)"', words.html) == ["http://localhost:8000/case/x/"]


def test_a_name_that_is_really_an_address_greets_nobody() -> None:
    assert written("closed", to_name="Win at www.evil.example/x").text.startswith("Hello,")
    assert written("closed", to_name="J. R. O'Brien-Nguyễn").text.startswith("Dear J. R. O'Brien-Nguyễn,")


def test_a_subject_is_one_line_whatever_is_in_it() -> None:
    words = written("closed", reference="CG-1\r\nBcc: all@evil.example\u2028x")
    assert words.subject == "Your case is closed: CG-1 Bcc: all@evil.example x"


@pytest.mark.feature(72, how="partly")
def test_a_letter_says_that_the_certificate_is_in_the_envelope() -> None:
    letter = written("certificate_issued", channel=Channel.LETTER)
    assert "in this envelope" in letter.text
    assert "Sign in" not in letter.text
    assert "in this envelope" not in written("certificate_issued").text


@pytest.mark.parametrize(
    ("name", "wrong", "sentence"),
    [
        ("closed", {"reference": 5}, "In the notice closed, reference takes text, not int."),
        ("closed", {"refrence": "CG-1"}, "The notice closed does not know refrence."),
        ("closed", {"case_url": "https://evil.example/"}, "case_url takes an address of this site"),
        ("case_opened", {"appeal_by": "1 May"}, "appeal_by takes a date or None, not str."),
        ("choice_recorded", {"choice": "perhaps"}, "choice takes one of declined, mediation, withdrew"),
        ("meeting_fixed", {"starts_at": date(2026, 1, 1)}, "starts_at takes a time with its time zone"),
    ],
)
def test_words_that_do_not_fit_are_refused_by_name(name: str, wrong: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadNotice, match=re.escape(sentence)):
        written(name, **wrong)


def test_a_key_left_out_and_an_unknown_notice_are_refused_by_name() -> None:
    with pytest.raises(BadNotice, match="The notice closed needs council: text"):
        render("closed", to_name="", channel=Channel.EMAIL, context={"reference": "CG-1", "case_url": "x"})
    with pytest.raises(BadNotice, match="There is no notice called hello"):
        render("hello", to_name="", channel=Channel.EMAIL, context={})


def test_all_notices_pass_the_check_that_runs_at_every_start() -> None:
    assert checks.check_templates() == []


def test_the_check_names_a_text_without_a_notice_and_a_notice_without_a_text(tmp_path: Any) -> None:
    (tmp_path / "stray.txt").write_text("Subject: x")
    faults = list(checks._strays({"closed"}, tmp_path))
    assert [fault.id for fault in faults] == ["notices.E001", "notices.E002"]
    assert "stray.txt" in faults[0].msg
    assert "closed" in faults[1].msg


def test_the_check_finds_a_text_that_needs_what_may_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = SPECS["enquiry_received"]
    needed = {key: kind for key, kind in spec.keys.items() if key != "answer_by"}
    bare = replace(spec, keys=needed, may={**spec.may, "answer_by": maybe(DAY)})
    monkeypatch.setattr("commonground.notices.render.SPECS", {**SPECS, spec.name: bare})
    assert [fault.id for fault in checks._faults(bare)] == ["notices.E003"]
