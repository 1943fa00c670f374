"""A mistake on a page of the request is said in one sentence that says what to do, and nothing typed is lost."""

from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commonground.cases import drafts
from commonground.web.components.forms import signed
from commonground.web.public.ask.journey import PAGES
from tests.ask.walk import Answer
from tests.components.shown import by_class, parsed, text_of

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
LONG = "word " * 1000
NAMED = {"given_by": "parent", "given_name": "Sam", "how": "voice"}
HELPS = {"who": {"who": "helper"}, "permission": {"agreed": "yes"}}
PLAN = {"decision": {"decision": "plan_contents"}, "sections": {"sections": ["B"]}}
REFUSED = {"decision": {"decision": "refuse_to_assess"}}
REACHED = {"reach": {"telephone": "+447700900982"}, "safe-contact": {"ways": ["call"]}}
SURE = "Choose yes, no or “I am not sure”"
WAY = "Tell us a telephone number or an e-mail address"
NUMBER, ADDRESS = "like 01632 960 001 or 07700 900 982", "Enter an e-mail address like name@example.com"


def day(field: str, *typed: str) -> Answer:
    """The three boxes of a date as they were typed."""
    return {f"{field}-{part}": each for part, each in zip(("day", "month", "year"), typed, strict=True)}


MISTAKES: list[tuple[str, dict[str, Any], Answer, str]] = [
    ("who", {}, {}, "Choose who you are"),
    ("deputy", {"who": {"who": "deputy"}}, {"paper": "yes"}, "Choose deputy, attorney or “I am not sure”"),
    ("helper", HELPS, {"relationship": "An aunt", "email": "hal@x.example"}, "Tell us your name"),
    ("helper", HELPS, {"helper_name": "Hal", "email": "hal@x.example"}, "Tell us where you work, or how you know"),
    ("helper", HELPS, {"helper_name": "Hal", "relationship": "An aunt"}, WAY),
    ("permission", HELPS, {}, "Choose yes or “Not yet”"),
    ("permission-given", HELPS, {"given_by": "parent", "how": "voice"}, "Tell us the name of the person who agreed"),
    ("permission-given", HELPS, NAMED | day("given_on", "1", "12", "2026"), "Check the month and the year"),
    ("family-contact", HELPS, {"contact": "yes", "times": "Not on Fridays"}, "or choose “No, only through me”"),
    ("child", {}, day("child_born", "4", "5", "2016"), "Tell us their name"),
    ("child", {}, {"child_name": "x" * 201}, "The name must be 200 characters or fewer. It is 201 now"),
    ("child", {}, {"child_name": "Robin"} | day("child_born", "31", "2", "2016"), "February 2016 has days 1 to 29"),
    ("child", {}, {"child_name": "Robin"} | day("child_born", "4", "", "2016"), "must include a month"),
    ("child", {}, {"child_name": "Robin"} | day("child_born", "4", "5", "2030"), "in the past. Check the year"),
    ("child", {}, {"child_name": "Robin"} | day("child_born", "4", "5", "1980"), "not their parent"),
    ("young-person", {"who": {"who": "young_person"}}, {}, "Tell us your name"),
    ("council", {}, {}, "Choose the council, or “I am not sure”"),
    ("decision", {}, {}, "Choose what it is about, or “I am not sure”"),
    ("letter", REFUSED, {}, "or tick that you do not have it here"),
    ("letter", REFUSED, day("letter_on", "first", "of", "June"), "must have a year of 4 numbers"),
    ("letter", REFUSED, day("letter_on", "26", "11", "2026"), "must be today or before. Check the month and the year"),
    ("letter", REFUSED, day("letter_on", "1", "1", "1999"), "must be 1 September 2014 or after. Check the year"),
    ("sections", PLAN, {}, "Choose the parts, or “I am not sure”"),
    ("sections", PLAN, {"sections": ["B", "not_sure"]}, "Choose “I am not sure” or the others, not both"),
    ("wanted", REFUSED, {"wanted": LONG}, "must be 4,000 characters or fewer. It is 4,999 now"),
    (
        "wanted-by-section",
        PLAN,
        {"section_B": LONG},
        "What you wrote about section B must be 2,000 characters or fewer",
    ),
    ("health", PLAN, {"health_wanted": "Speech therapy"}, SURE),
    ("earlier-certificate", REFUSED, {}, SURE),
    (
        "earlier-certificate",
        REFUSED,
        {"earlier": "yes"} | day("earlier_on", "1", "1", "2030"),
        "today or before. Check",
    ),
    ("appeal", REFUSED, {}, SURE),
    ("want", REFUSED, {}, "Choose what you would like, or “I am not sure”"),
    ("interpreter", {}, {"interpreter": "language"}, "Choose the language, or write it below"),
    ("reach", {}, {"your_name": "Sam"}, WAY),
    ("reach", {}, {"your_name": "Sam", "telephone": "12"}, NUMBER),
    ("reach", {}, {"your_name": "Sam", "telephone": "960001"}, "Enter the whole telephone number"),
    ("reach", {}, {"your_name": "Sam", "email": "sam at example"}, ADDRESS),
    ("safe-contact", REACHED, {"ways": ["call"]}, SURE),
    ("safe-contact", REACHED, {"reads": "yes"}, "Choose at least one way that is safe"),
    ("supporter", {}, {}, "Choose yes or no"),
    ("supporter-who", {"supporter": {"helped": "yes"}}, {"relationship": "My aunt"}, "Tell us their name"),
    ("about-you", {}, {"upsets": LONG}, "must be 200 characters or fewer"),
    ("more", {}, {"more": LONG}, "must be 4,000 characters or fewer"),
]
NOTHING_TO_GET_WRONG = {"other-parent", "needs"}
HELD_ELSEWHERE = {"happened", "letter-dates", "letter-copy", "call", "other-parent-more"}


def wrong(client: Client, slug: str, known: dict[str, Any], given: dict[str, Any]) -> Any:
    """What comes back for these answers on this page, by somebody who has answered `known` before."""
    draft = drafts.begin({"who": {"who": "parent"}, **known})
    return client.post(f"/ask/{slug}/", {**given, "token": signed(draft.token)})


@pytest.mark.parametrize(
    ("slug", "known", "given", "sentence"),
    MISTAKES,
    ids=[f"{number}: {each[0]}" for number, each in enumerate(MISTAKES)],
)
def test_each_mistake_is_said_above_and_beside_the_question_and_what_was_typed_stands_there_still(
    client: Client, slug: str, known: dict[str, Any], given: Answer, sentence: str
) -> None:
    with time_machine.travel(NOON, tick=False):
        answer = wrong(client, slug, known, given)
    page = parsed(answer.text)
    title = page.find(".//title")
    assert answer.status_code == 422
    assert title is not None
    assert text_of(title).startswith("Error: ")
    (summary,) = by_class(page, "govuk-error-summary")
    links = {text_of(link): link.get("href", "").removeprefix("#") for link in summary.iter("a")}
    assert [words for words in links if sentence in words], links
    assert {each.get("id") for each in page.iter()} >= set(links.values()), "a link of the summary leads nowhere"
    beside = [text_of(each).removeprefix("Error: ") for each in by_class(page, "govuk-error-message")]
    assert set(links) <= {" ".join(each.split()) for each in beside}
    typed = [str(each) for value in given.values() for each in (value if isinstance(value, list) else [value])]
    shown = unescape(answer.text)
    assert [each for each in typed if each.strip() and each.strip() not in shown] == []


def test_a_file_that_is_no_letter_is_said_with_what_to_send_instead(client: Client) -> None:
    told = wrong(client, "letter-copy", REFUSED, {"copies": SimpleUploadedFile("notes.txt", b"hello"), "add": "yes"})
    assert told.status_code == 422
    assert "“notes.txt” is not a photo or a PDF. Send a photo of the letter, or a PDF" in unescape(told.text)


def test_every_page_on_which_something_can_be_wrong_is_in_the_table() -> None:
    asks = {page.slug for page in PAGES if not page.note}
    assert asks == {slug for slug, *_rest in MISTAKES} | NOTHING_TO_GET_WRONG | HELD_ELSEWHERE
