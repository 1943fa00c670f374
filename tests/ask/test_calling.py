"""When may we call you: offered where a call is safe and somebody is free, booked when the request is sent."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from commonground.calls import commands
from commonground.calls.models import Call
from commonground.cases.models import Draft, Enquiry
from commonground.notices.models import Notice
from commonground.people.roles import Role
from commonground.web.components.call_times import value_of
from tests.ask.walk import Answer, Walk, token_of
from tests.calls.making import THURSDAY, WEDNESDAY, an_adviser, booked, london
from tests.made_up import staff

pytestmark = [pytest.mark.usefixtures("wednesday"), pytest.mark.django_db]
TEN = london(THURSDAY, 10)
AT_TEN = {"call": {"when": value_of(TEN)}}


def letter(on: date) -> dict[str, Answer]:
    return {"letter": {"letter_on-day": str(on.day), "letter_on-month": str(on.month), "letter_on-year": str(on.year)}}


def at_the_page(client: Client, answers: dict[str, Answer] | None = None) -> str:
    """The page, come to by somebody who gave these answers before it."""
    Walk(client, strict=True).begin().through(answers or {}, until="/ask/call/")
    return client.get("/ask/call/").text


@pytest.mark.feature(12)
@pytest.mark.feature(13, how="partly")
def test_a_time_that_was_chosen_is_booked_with_the_request_and_said_in_every_place(client: Client) -> None:
    ada = an_adviser()
    walk = Walk(client, strict=True).begin().through(AT_TEN)
    assert walk.slugs.index("call") == walk.slugs.index("safe-contact") + 1
    assert "Thursday 26 November 2026 at 10am" in client.get("/ask/check/").text
    assert not Call.objects.exists()
    sent = walk.send().text
    assert "An adviser calls you on Thursday 26 November 2026 at 10am, on 01632 960001" in sent
    call, enquiry = Call.objects.get(), Enquiry.objects.get()
    assert (call.about, call.adviser, call.during.lower, call.name) == (enquiry.pk, ada, TEN, "Sam Sample")
    assert (call.telephone, call.interpreter) == ("+441632960001", "Urdu")
    assert call.notes == enquiry.safe_contact
    assert "After 6pm" in call.notes
    mail = Notice.objects.get(template="enquiry_received")
    assert "An adviser calls you on Thursday 26 November 2026 at 10am." in mail.text
    assert Notice.objects.count() == 1
    event = next(iter(Calendar.from_ical(client.get("/ask/sent/call.ics").content).walk("VEVENT")))
    assert event["DTSTART"].dt == TEN
    told = f"{event['SUMMARY']} {event['DESCRIPTION']}"
    assert not re.search("mediation|appeal|council|SEND|Sample", told.replace("Common Ground", ""))


@pytest.mark.feature(12, how="partly")
def test_as_soon_as_you_can_books_no_time_and_stands_in_the_enquiry(client: Client) -> None:
    an_adviser()
    Walk(client, strict=True).begin().through({"call": {"when": "soon"}}).send()
    assert ["A time for the call", "As soon as you can"] in Enquiry.objects.get().answers["said"]
    assert not Call.objects.exists()
    assert client.get("/ask/sent/call.ics").status_code == 302


WITH_A_MOBILE: dict[str, Answer] = {"reach": {"your_name": "Sam", "telephone": "07700 900982", "email": "s@x.example"}}


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param({"safe-contact": {"reads": "yes", "ways": ["email"]}}, id="no call is safe"),
        pytest.param(
            {**WITH_A_MOBILE, "safe-contact": {"reads": "yes", "ways": ["text", "email"]}}, id="a text, but no call"
        ),
        pytest.param(
            {
                "reach": {"your_name": "Sam", "email": "s@family.example"},
                "safe-contact": {"reads": "no", "ways": ["email"]},
            },
            id="no number",
        ),
    ],
)
def test_where_a_call_is_no_safe_way_nobody_is_asked(client: Client, answers: dict[str, Answer]) -> None:
    an_adviser()
    walk = Walk(client).begin().through(answers)
    assert "call" not in walk.slugs
    assert client.get("/ask/call/").status_code == 302


def test_where_nobody_takes_calls_nobody_is_asked(client: Client) -> None:
    staff(Role.ADVISER)
    assert "call" not in Walk(client).begin().through({}).slugs


def test_who_no_longer_wants_to_be_called_is_not_called_however_they_answered_before(client: Client) -> None:
    an_adviser()
    walk = Walk(client).begin().through(AT_TEN)
    walk.at = "/ask/safe-contact/"
    walk.answer({"reads": "yes", "ways": ["email"], "times": ""})
    walk.send()
    assert Enquiry.objects.exists()
    assert not Call.objects.exists()


def test_a_time_that_went_is_told_before_sending_and_nothing_is_lost(client: Client) -> None:
    an_adviser()
    walk = Walk(client, strict=True).begin().through(AT_TEN)
    booked(TEN, name="Somebody Else")
    page = client.get("/ask/check/").text
    assert "Somebody else has taken the time that you chose" in page
    refused = client.post("/ask/check/", {"token": token_of(page)})
    assert refused.status_code == 422
    assert "That time is not free any more" in refused.text
    assert not Enquiry.objects.exists()
    assert Draft.objects.get().answers["call"]["when"] == value_of(TEN)
    walk.at = "/ask/call/"
    again = walk.answer({"when": value_of(TEN)})
    assert again.status_code == 422
    assert "That time is not free any more. Choose another one" in again.text
    walk.answer({"when": value_of(london(THURSDAY, 11))})
    walk.send()
    assert Call.objects.get(name="Sam Sample").during.lower == london(THURSDAY, 11)
    assert Enquiry.objects.get().child_name == "Robin Sample"


@pytest.mark.feature(12, how="partly")
def test_whoever_is_urgent_sees_today_first_and_no_time_after_the_last_day(client: Client) -> None:
    an_adviser()
    page = at_the_page(client, letter(date(2026, 9, 27)))
    assert "A last day is near: Friday 27 November 2026" in page
    assert (
        page.index("Wednesday 25 November")
        < page.index("Thursday 26 November")
        < page.index("Friday 27 November 2026 at")
    )
    assert "30 November" not in page
    assert "Choose a time today if you can, or call us now on" in page


def test_whoever_is_urgent_where_nobody_is_free_is_told_to_call_now(client: Client) -> None:
    ada = an_adviser()
    commands.go_away(ada, by=ada, from_on=WEDNESDAY, to_on=date(2026, 11, 30))
    page = at_the_page(client, letter(date(2026, 9, 27)))
    assert "No time is free before your last day, Friday 27 November 2026" in page
    assert "Please call us now on" in page
    assert 'value="soon"' in page
    assert "Later days" not in page


def test_after_the_last_day_any_time_is_better_than_none(client: Client) -> None:
    an_adviser()
    page = at_the_page(client, letter(date(2026, 7, 1)))
    assert "A last day has passed." in page
    assert value_of(london(WEDNESDAY, 10, 30)) in page


def test_six_days_are_shown_and_the_rest_stand_behind_later_days(client: Client) -> None:
    an_adviser()
    page = at_the_page(client)
    first, later = page.split("Later days")
    assert len(re.findall('<summary class="govuk-details__summary"><span[^>]*>[A-Z][a-z]+day ', first)) == 6
    assert len(re.findall('<summary class="govuk-details__summary"><span[^>]*>[A-Z][a-z]+day ', later)) == 5
    assert first.count("checked") == 0
    assert "9am to 4:30pm" in first


def test_the_day_of_the_chosen_time_is_open_when_they_come_back(client: Client) -> None:
    an_adviser()
    chosen = london(date(2026, 12, 7), 14)
    Walk(client, strict=True).begin().through({"call": {"when": value_of(chosen)}})
    page = client.get("/ask/call/").text
    opened = re.findall(r"<details[^>]* open>\s*<summary[^>]*><span[^>]*>([^<]+)<", page)
    assert opened == ["Later days", "Monday 7 December 2026"]
    assert re.search(rf'value="{value_of(chosen)}" checked', page)


def test_a_text_first_is_offered_where_a_text_is_safe(client: Client) -> None:
    an_adviser()
    safe = {**WITH_A_MOBILE, "safe-contact": {"reads": "no", "ways": ["call", "text"], "times": ""}}
    page = at_the_page(client, safe)
    assert "We send a text first, then ring" in page
    call = {"call": {"when": value_of(TEN), "channel": "text_first"}}
    Walk(client, strict=True).begin().through({**safe, **call}).send()
    assert Call.objects.get().channel == "text_first"


def test_what_is_no_answer_is_asked_for_again(client: Client) -> None:
    an_adviser()
    walk = Walk(client).begin().through({}, until="/ask/call/")
    for when in ("", "yesterday", value_of(london(THURSDAY, 3)), value_of(TEN - timedelta(days=7))):
        assert walk.answer({"when": when}).status_code == 422
    assert "Choose “As soon as you can”, or a time" in walk.answer({}).text


def test_somebody_who_asks_for_a_family_is_called_themselves(client: Client) -> None:
    an_adviser()
    helper = {"helper_name": "Hal Helper", "relationship": "SENDIASS", "telephone": "01632 960009", "email": ""}
    answers = {"who": {"who": "helper"}, "helper": helper, **AT_TEN}
    Walk(client, strict=True).begin().through(answers).send()
    call = Call.objects.get()
    assert (call.name, call.telephone) == ("Hal Helper", "+441632960009")


def test_the_page_costs_the_same_with_one_adviser_and_with_ten(client: Client) -> None:
    an_adviser()
    at_the_page(client)
    with CaptureQueriesContext(connection) as one:
        client.get("/ask/call/")
    for number in range(9):
        an_adviser(f"Adviser {number}")
    with CaptureQueriesContext(connection) as ten:
        client.get("/ask/call/")
    assert len(one) == len(ten) <= 6
