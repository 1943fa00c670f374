"""Nothing typed is lost, nothing is sent twice, and a stranger's guess leads nowhere."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

from commonground.cases import drafts
from commonground.cases.models import Draft, Enquiry
from commonground.notices.models import Notice
from commonground.notices.queries import goes_now
from commonground.record.days import now, today
from commonground.web.components.forms import signed
from commonground.web.public.ask import coming_back
from tests.ask.walk import OTHERS, PARENT, Walk, code_shown_to, token_of

pytestmark = pytest.mark.django_db


@pytest.mark.feature(9)
def test_a_browser_killed_at_any_page_is_come_back_from_by_the_code_with_everything_there() -> None:
    walk = Walk(Client()).begin()
    code = code_shown_to(walk.client)
    assert code in walk.client.get(walk.at).text
    answered: list[str] = []
    while walk.at != "/ask/check/":
        walk = Walk(Client())
        assert walk.client.get("/ask/check/")["Location"] == "/ask/none/"
        back = walk.client.post(f"/ask/come-back/{code}/", {"code": code.lower()}, follow=True)
        walk.at = back.request["PATH_INFO"]
        (draft,) = Draft.objects.all()
        assert sorted(draft.answers) == sorted(answered)
        slug = walk.at.strip("/").split("/")[-1]
        assert walk.answer({**OTHERS, **PARENT}[slug]).status_code == 302
        answered.append(slug)
    assert "Robin Sample" in walk.client.get("/ask/check/").text
    assert walk.send().status_code == 200
    assert Enquiry.objects.count() == 1


def test_opening_the_link_changes_and_tells_nothing_before_the_button_is_pressed(client: Client) -> None:
    Walk(client).begin().through({})
    code, stranger = code_shown_to(client), Client()
    for linked in (code, "2222-2222-2222"):
        page = stranger.get(f"/ask/come-back/{linked}/")
        assert (page.status_code, f'value="{linked}"' in page.text, "Robin" in page.text) == (200, True, False)
    assert stranger.get("/ask/check/")["Location"] == "/ask/none/"


def test_guesses_at_codes_get_nothing_and_soon_an_end(client: Client) -> None:
    Walk(Client()).begin().through({})
    answers = [client.post("/ask/come-back/", {"code": f"2222-2222-{n:04}"}) for n in range(1000, 1030)]
    assert {answer.status_code for answer in answers} == {422, 429}
    assert [answer.status_code for answer in answers].count(422) == 20
    assert "We do not know this code" in answers[0].text
    assert 'value="2222-2222-1000"' in answers[0].text
    assert int(answers[-1]["Retry-After"]) > 60
    assert client.get("/ask/check/")["Location"] == "/ask/none/"


def test_the_link_is_sent_by_e_mail_on_wish_and_only_so_often(client: Client) -> None:
    Walk(client).begin()
    code = code_shown_to(client)
    page = client.post("/ask/saved/", {"address": "sam@family.example"}, follow=True)
    assert "The e-mail is on its way" in page.text
    notice = Notice.objects.get()
    assert (notice.template, notice.to_email, notice.about) == ("request_saved", "sam@family.example", None)
    assert f"http://localhost:8000/ask/come-back/{code}/" in notice.text
    assert "sam@family.example" not in str(Draft.objects.values())
    statuses = [client.post("/ask/saved/", {"address": "sam@family.example"}).status_code for _each in range(6)]
    assert statuses == [302] * 4 + [429] * 2
    assert client.post("/ask/saved/", {"address": "sam"}).status_code == 422


NIGHT = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)


def sends(client: Client, to: str, *, at: str = "127.0.0.1") -> int:
    return client.post("/ask/saved/", {"address": to}, REMOTE_ADDR=at).status_code


@pytest.mark.feature(9)
@time_machine.travel(NIGHT, tick=False)
def test_the_link_goes_as_a_text_at_once_by_night_too_with_a_code_for_another_phone(client: Client) -> None:
    Walk(client).begin()
    code = code_shown_to(client)
    assert re.fullmatch(r"(\w{4}-){2}\w{4}", code)
    assert "Your e-mail address or mobile number" in client.get("/ask/saved/").text
    page = client.post("/ask/saved/", {"address": "07700 900982"}, follow=True)
    assert "The text is on its way" in page.text
    text = Notice.objects.get()
    assert (text.channel, text.to_number, text.to_email, text.about) == ("text", "+447700900982", "", None)
    assert f"http://localhost:8000/ask/come-back/{code}/ Or type {code} on our page." in text.short
    assert goes_now(text)
    assert "900982" not in str(Draft.objects.values())
    other_phone = Client()
    assert other_phone.post("/ask/come-back/", {"code": code.lower().replace("-", " ")})["Location"] == "/ask/check/"


def test_texts_go_so_often_from_one_request_and_to_one_number(client: Client) -> None:
    Walk(client).begin()
    assert [sends(client, "07700 900982") for _each in range(4)] == [302] * 3 + [429]
    other = Client()
    Walk(other).begin()
    assert sends(other, "+44 7700 900982") == 429, "the number has had its three"
    assert sends(other, "07700 900983") == 302
    assert sends(client, "sam@family.example") == 302, "an e-mail costs nothing"
    assert Notice.objects.filter(channel="text").count() == 4
    third = Client()
    Walk(third).begin()
    assert [sends(third, f"07700 90000{n}") for n in range(4)] == [302] * 3 + [429], "whichever number it names"


@pytest.mark.parametrize(
    ("what", "changing"), [("TEXTS_HERE", False), ("TEXTS_OF_A_DAY", True)], ids=["one internet address", "everybody"]
)
def test_all_texts_together_cannot_cost_more_than_so_much(
    monkeypatch: pytest.MonkeyPatch, what: str, changing: bool
) -> None:
    monkeypatch.setattr(coming_back, what, 2)
    statuses = []
    for n in range(4):
        browser = Client()
        Walk(browser).begin()
        statuses.append(sends(browser, f"07700 90098{n}", at=f"192.0.2.{n if changing else 1}"))
    assert statuses == [302, 302, 429, 429]


def test_what_one_address_is_refused_uses_up_nobody_elses_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coming_back, "TEXTS_HERE", 1)
    monkeypatch.setattr(coming_back, "TEXTS_OF_A_DAY", 2)
    greedy, other = Client(), Client()
    Walk(greedy).begin()
    Walk(other).begin()
    assert [sends(greedy, f"07700 90098{n}", at="192.0.2.1") for n in range(3)] == [302, 429, 429]
    assert sends(other, "07700 900989", at="192.0.2.2") == 302


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("+353 85 123 4567", "We can send it to a UK mobile only"),
        ("01632 960001", "or a mobile number like 07700 900 982"),
        ("Sam", "Enter an e-mail address like name@example.com, or"),
        ("sam@", "Enter an e-mail address like name@example.com"),
        ("", "Enter your e-mail address or mobile number"),
    ],
)
def test_what_takes_no_text_of_ours_is_told_in_a_sentence(client: Client, typed: str, sentence: str) -> None:
    Walk(client).begin()
    answer = client.post("/ask/saved/", {"address": typed})
    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert not Notice.objects.exists()


def test_where_no_text_can_be_sent_the_page_speaks_of_e_mail_alone(client: Client, settings: Settings) -> None:
    Walk(client).begin()
    settings.DEMO, settings.TEXTS = False, None
    page = client.get("/ask/saved/").text
    assert "Send it to me by e-mail" in page
    assert "mobile number" not in page
    assert "by e-mail or text" not in page
    assert sends(client, "07700 900982") == 422


def test_the_field_holds_what_they_said_is_safe(client: Client) -> None:
    reach = {"your_name": "Sam", "email": "sam@family.example", "telephone": "07700 900982"}
    walk = Walk(client).begin().through({"reach": reach}, until="/ask/safe-contact/")
    assert 'value="sam@family.example"' in client.get("/ask/saved/").text
    walk.answer({"reads": "no", "ways": ["text"]})
    assert 'value="+447700900982"' in client.get("/ask/saved/").text


def test_save_and_come_back_keeps_what_stands_on_the_page(client: Client) -> None:
    walk = Walk(client).begin()
    token = token_of(client.get("/ask/who/").text)
    assert client.post("/ask/who/", {"token": token, "save": "yes"})["Location"] == "/ask/saved/"
    assert Draft.objects.get().answers == {}
    saved = client.post("/ask/who/", {"token": token, "save": "yes", "who": "parent"})
    assert saved["Location"] == "/ask/saved/"
    assert Draft.objects.get().answers == {"who": {"who": "parent"}}
    long = client.post("/ask/child/", {"token": token, "save": "yes", "child_name": "R" * 10_000})
    assert (long.status_code, "R" * 10_000 in long.text) == (422, True)
    assert walk.client.get("/ask/").text.count("You have begun a request") == 1


def test_what_was_written_can_be_deleted_and_is_gone_for_everybody(client: Client) -> None:
    Walk(client).begin().through({})
    code = code_shown_to(client)
    assert "Delete what you wrote?" in client.get("/ask/delete/").text
    assert Draft.objects.count() == 1
    assert "What you wrote is deleted" in client.post("/ask/delete/", follow=True).text
    assert Draft.objects.count() == 0
    assert client.get("/ask/check/")["Location"] == "/ask/none/"
    assert Client().post("/ask/come-back/", {"code": code}).status_code == 422


def test_what_was_sent_cannot_be_deleted_by_the_browser(client: Client) -> None:
    walk = Walk(client).begin().through({})
    walk.send()
    assert client.post("/ask/delete/")["Location"] == "/ask/"
    assert Enquiry.objects.count() == 1
    assert Enquiry.objects.get().reference in client.get("/ask/sent/").text


def test_sent_twice_and_after_going_back_is_one_enquiry(client: Client) -> None:
    walk = Walk(client).begin().through({})
    token = token_of(client.get("/ask/check/").text)
    other = token_of(client.get("/ask/more/").text)
    first = walk.send()
    reference = Enquiry.objects.get().reference
    again = client.post("/ask/check/", {"token": token}, follow=True)
    late = client.post("/ask/more/", {"token": other, "more": "One thing more"}, follow=True)
    third = client.post("/ask/check/", {"token": token}, follow=True)
    assert all(reference in page.text for page in (first, again, late, third))
    assert "What you changed after that is not in it" in late.text
    assert Enquiry.objects.count() == 1
    assert Notice.objects.filter(template="enquiry_received").count() == 1


def test_two_requests_in_two_tabs_never_mix_their_children(client: Client) -> None:
    ours = Walk(client).begin().through({}, until="/ask/council/")
    council_of_ours = client.get("/ask/council/").text
    theirs = Walk(client).begin().through(
        {"child": {"child_name": "Alex Other"}}, until="/ask/council/"
    )  # fmt: skip
    client.post(ours.at, {"council": "not_sure", "token": token_of(council_of_ours)})
    assert 'value="Robin Sample"' in client.get("/ask/child/").text
    kept = {d.answers["child"]["child_name"]: "council" in d.answers for d in Draft.objects.all()}
    assert kept == {"Robin Sample": True, "Alex Other": False}
    assert theirs.at == "/ask/council/"


def test_a_request_is_forgotten_after_its_week(client: Client) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        Walk(client).begin().through({})
        clock.shift(timedelta(days=drafts.DAYS_KEPT + 1))
        assert client.get("/ask/check/")["Location"] == "/ask/none/"
        assert "What you wrote is kept for 7 days" in client.get("/ask/none/").text


@pytest.mark.parametrize("address", ["/ask/who/", "/ask/check/", "/ask/sent/", "/ask/saved/"])
def test_a_stranger_without_a_request_is_led_to_the_beginning(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 302
    assert client.get(answer["Location"]).status_code == 200
    assert client.get("/ask/nothing-of-the-kind/").status_code == 404


def test_a_token_that_is_not_ours_sends_nothing(client: Client) -> None:
    Walk(client).begin().through({})
    for token in ("", "x" * 5000, "made-up:up", "\x00"):
        assert client.post("/ask/check/", {"token": token}).status_code == 422
    assert client.post("/ask/check/", {"token": signed("nobody's")})["Location"] == "/ask/none/"
    assert Enquiry.objects.count() == 0


SCRIPT = "<script>alert(1)</script>"
FUTURE = today() + timedelta(days=2)
BAD: list[tuple[str, dict[str, Any], str]] = [
    ("who", {}, "Choose who you are"),
    ("who", {"who": SCRIPT}, "Choose who you are"),
    ("child", {"child_name": "R" * 10_000}, "The name must be 200 characters"),
    ("child", {"child_name": "R", "child_born-day": "1", "child_born-month": "1", "child_born-year": "2199"}, "past"),
    ("council", {"council": "E99"}, "Choose the council"),
    ("decision", {"decision": ""}, "Choose what it is about"),
    ("letter", {}, "Tell us the date on the letter, or tick"),
    ("letter", {"letter_on-day": "31", "letter_on-month": "2", "letter_on-year": "2026"}, "must be a real date"),
    ("letter", {"letter_on-day": "1", "letter_on-month": "9", "letter_on-year": "26"}, "year of 4 numbers"),
    ("letter", {"letter_on-day": "1", "letter_on-month": "9", "letter_on-year": "1926"}, "Check the year"),
    ("letter", {f"letter_on-{p}": str(getattr(FUTURE, p)) for p in ("day", "month", "year")}, "today or before"),
    ("wanted", {"wanted": "w" * 10_000}, "must be 4,000 characters or fewer. It is 10,000 now"),
    ("reach", {"your_name": ""}, "Tell us your name"),
    ("reach", {"your_name": "Sam"}, "Tell us a telephone number or an e-mail address"),
    ("reach", {"your_name": "Sam", "email": "sam@"}, "Enter an e-mail address like"),
    ("reach", {"your_name": "Sam", "telephone": "12"}, "Enter a telephone number like"),
    ("reach", {"your_name": SCRIPT, "telephone": "call me"}, "Enter a telephone number like"),
    ("safe-contact", {"reads": "no"}, "Choose at least one way that is safe"),
    ("interpreter", {}, "Choose whether you want an interpreter"),
    ("interpreter", {"interpreter": "language"}, "Choose the language, or write it below"),
    ("interpreter", {"interpreter": "language", "other_language": "x" * 61}, "The language must be 60 characters"),
    ("about-you", {"upsets": "x" * 201}, "must be 200 characters or fewer"),
    ("supporter", {}, "Choose yes or no"),
]  # fmt: skip


@pytest.mark.parametrize(("slug", "given", "sentence"), BAD)
def test_a_wrong_answer_is_told_in_one_sentence_and_what_was_typed_is_kept(
    client: Client, slug: str, given: dict[str, Any], sentence: str
) -> None:
    Walk(client).begin().through({}, until=f"/ask/{slug}/")
    page = client.get(f"/ask/{slug}/").text
    answer = client.post(f"/ask/{slug}/", {**given, "token": token_of(page)})
    assert answer.status_code == 422
    assert sentence in answer.text.replace("&#39;", "'")
    assert "<title>Error:" in re.sub(r"<title>\s+", "<title>", answer.text)
    assert SCRIPT not in answer.text
    typed = [value for value in given.values() if value and slug not in {"who", "council", "decision"}]
    escaped = answer.text.replace("&lt;", "<").replace("&gt;", ">")
    assert [value for value in typed if isinstance(value, str) and value not in escaped] == []


BAD_FOR_OTHERS: list[tuple[dict[str, Any], str, dict[str, Any], str]] = [
    ({"who": {"who": "deputy"}}, "deputy", {"paper": "yes"}, "Choose deputy, attorney or"),
    ({"who": {"who": "helper"}}, "helper", {"helper_name": "Hal"}, "Tell us where you work, or how you know"),
    ({"who": {"who": "helper"}}, "helper", {"helper_name": "Hal", "relationship": "A friend"}, "telephone number or"),
    ({"who": {"who": "helper"}}, "permission", {}, "Choose yes or “Not yet”"),
    ({"who": {"who": "helper"}}, "permission-given", {"given_by": "parent", "how": "voice"}, "who agreed"),
    ({"who": {"who": "helper"}}, "permission-given", {
        "given_by": "parent", "given_name": "Sam", "how": "voice",
        **{f"given_on-{p}": str(getattr(FUTURE, p)) for p in ("day", "month", "year")},
    }, "must be today or before"),
    ({"who": {"who": "helper"}}, "family-contact", {"contact": "yes"}, "or choose “No, only through me”"),
    ({"supporter": {"helped": "yes"}}, "supporter-who", {"supporter_name": ""}, "Tell us their name"),
    ({"other-parent": {"shares": "yes"}}, "other-parent-more", {"untold_words": "x" * 501}, "500 characters or fewer"),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "slug", "given", "sentence"), BAD_FOR_OTHERS)
def test_pages_for_some_tell_a_wrong_answer_as_well(
    client: Client, answers: dict[str, Any], slug: str, given: dict[str, Any], sentence: str
) -> None:
    Walk(client).begin().through(answers, until=f"/ask/{slug}/")
    page = client.get(f"/ask/{slug}/").text
    answer = client.post(f"/ask/{slug}/", {**given, "token": token_of(page)})
    assert answer.status_code == 422
    assert sentence in answer.text.replace("&#39;", "'")


@pytest.mark.parametrize("name", [SCRIPT, "💚 Ünï Ø'Brien", "محمد", "Robin\u200d", "-- ' OR 1=1;"])
def test_strange_words_are_taken_safely_and_shown_as_they_are(client: Client, name: str) -> None:
    walk = Walk(client).begin().through({"child": {"child_name": name}, "more": {"more": name}})
    assert SCRIPT not in client.get("/ask/check/").text
    walk.send()
    enquiry = Enquiry.objects.get()
    assert (enquiry.child_name, enquiry.message.endswith(name)) == (name, True)
