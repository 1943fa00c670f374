"""Unfair treatment because of a disability: when it happened is asked, and the last day for a claim follows from it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from commonground.cases.models import Draft, Enquiry
from commonground.notices.models import Notice
from commonground.people.roles import Role
from tests.ask.walk import Answer, Walk, token_of
from tests.made_up import a_council, staff
from tests.signing_in import client_for

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)  # a Wednesday
NEAR, FAR, PAST = date(2026, 5, 30), date(2026, 9, 14), date(2026, 4, 1)


def on(day: date) -> Answer:
    """The page of the day, with this day."""
    return {"happened_on-day": str(day.day), "happened_on-month": str(day.month), "happened_on-year": str(day.year)}


def a_claim(happened: Answer, **more: Answer) -> dict[str, Answer]:
    """The answers of somebody who asks about unfair treatment."""
    return {"decision": {"decision": "discrimination"}, "happened": happened, **more}


def sent(client: Client, happened: Answer) -> str:
    """The page after such a request was sent at noon."""
    with time_machine.travel(NOON, tick=False):
        return str(Walk(client, strict=True).begin().through(a_claim(happened)).send().text)


@pytest.mark.feature(7)
def test_a_claim_whose_last_day_is_near_is_urgent_at_the_desk_and_told_at_once(client: Client) -> None:
    with time_machine.travel(NOON, tick=False):
        a_council()
        walk = Walk(client, strict=True).begin().through(a_claim(on(NEAR)), until="/ask/last-days/")
        told = client.get(walk.at).text
        walk.through(a_claim(on(NEAR)))
        check = client.get("/ask/check/").text
        done = walk.send().text
        desk = client_for(staff(Role.ADVISER))
        enquiry = Enquiry.objects.get()
        shown, listed = desk.get(f"/desk/enquiries/{enquiry.reference}/").text, desk.get("/desk/enquiries/").text
    assert "Last day for a claim to arrive: <strong>Sunday 29 November 2026</strong>" in told
    for page in (check, done):
        assert "Sunday 29 November 2026" in page
        assert "It is counted from Saturday 30 May 2026." in page
    assert "You can send a claim now, without waiting for us." in done
    assert "late appeal" not in done
    assert (enquiry.happened_on, enquiry.letter_on) == (NEAR, None)
    assert (enquiry.urgent_from, enquiry.answer_by) == (date(2026, 11, 23), date(2026, 11, 25))
    assert "A last day of this family is near or has passed. Ring today." in shown
    assert "Sunday 29 November 2026 for a claim" in shown
    assert "Urgent" in listed
    assert "For a claim to arrive: Sunday 29 November 2026." in Notice.objects.get().text


def test_a_claim_with_time_left_names_its_day_and_is_not_urgent(client: Client) -> None:
    done = sent(client, on(FAR))
    enquiry = Enquiry.objects.get()
    assert "Saturday 13 March 2027" in done
    assert "What to do today" not in done
    assert enquiry.urgent_from is not None
    assert enquiry.urgent_from > enquiry.arrived_on


def test_a_claim_whose_time_is_over_is_told_kindly_and_is_urgent(client: Client) -> None:
    with time_machine.travel(NOON, tick=False):
        walk = Walk(client, strict=True).begin().through(a_claim(on(PAST)), until="/ask/last-days/")
        told = client.get(walk.at).text
        done = walk.through(a_claim(on(PAST))).send().text
    assert "By our count, the six months for a claim have passed." in told
    assert "A late claim can be asked for." in told
    assert "late appeal" not in told + done
    assert "By our count a last day has passed." in done
    assert "30 September 2026" not in done
    enquiry = Enquiry.objects.get()
    assert enquiry.urgent_from is not None
    assert enquiry.urgent_from <= enquiry.arrived_on
    assert "For a claim" not in Notice.objects.get().text


@pytest.mark.parametrize("given", [{}, {"unsure": "yes"}], ids=["left empty", "not sure of the day"])
def test_nobody_has_to_know_the_day(client: Client, given: Answer) -> None:
    done = sent(client, given)
    enquiry = Enquiry.objects.get()
    assert (enquiry.happened_on, enquiry.urgent_from) == (None, None)
    assert "A claim must arrive within six months of the day it happened." in done


def test_a_request_kept_before_the_question_was_there_still_goes_on(client: Client) -> None:
    with time_machine.travel(NOON, tick=False):
        walk = Walk(client).begin().through(a_claim(on(FAR)))
        draft = Draft.objects.get()
        del draft.answers["happened"]
        draft.save()
        assert client.get("/ask/check/")["Location"] == "/ask/happened/"
        walk.at = "/ask/happened/"
        walk.answer({})
        assert walk.at == "/ask/check/"
        assert "We have your request" in walk.send().text


def test_who_asks_about_something_else_is_not_asked_when_it_happened_and_what_was_said_does_not_count(
    client: Client,
) -> None:
    with time_machine.travel(NOON, tick=False):
        walk = Walk(client).begin().through(a_claim(on(NEAR)))
        walk.at = "/ask/decision/"
        walk.answer({"decision": "sen_support"})
        assert client.get("/ask/happened/").status_code == 302
        walk.through({}).send()
    enquiry = Enquiry.objects.get()
    assert (enquiry.happened_on, enquiry.urgent_from) == (None, None)


def test_a_call_is_offered_before_the_last_day_alone(client: Client) -> None:
    with time_machine.travel(NOON, tick=False):
        walk = Walk(client).begin().through(a_claim(on(NEAR)), until="/ask/call/")
        page = client.get(walk.at).text
    assert "before your last day, Sunday 29 November 2026" in page


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (on(date(2026, 11, 26)), "The day it happened must be today or before. Check the month and the year"),
        (on(date(2006, 5, 30)), "The day it happened must be 1 September 2014 or after. Check the year"),
        ({**on(NEAR), "happened_on-month": "13"}, "The day it happened must have a month from 1 to 12, or its name"),
    ],
    ids=["tomorrow", "twenty years ago", "the thirteenth month"],
)
def test_a_day_that_cannot_be_is_said_and_kept(client: Client, given: Any, sentence: str) -> None:
    with time_machine.travel(NOON, tick=False):
        walk = Walk(client, strict=True).begin().through(a_claim(on(NEAR)), until="/ask/happened/")
        page = client.get(walk.at).text
        answer = client.post(walk.at, {**given, "token": token_of(page)})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'value="{given["happened_on-month"]}"' in answer.text
