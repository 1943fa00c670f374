"""Interpreters at the desk: which calls wait for one, one form for how far it is, and what is said where none comes."""

from typing import Any

import pytest
from django.test import Client

from commonground.calls import interpreting, queries
from commonground.calls.interpreting import Arranged
from commonground.calls.models import Call, Way
from commonground.cases.models import Case
from commonground.notices.models import Notice
from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.record.queries import entries_of
from commonground.web.components.call_times import value_of
from tests.calls.making import THURSDAY, WEDNESDAY, booked, london
from tests.desk.working import faults
from tests.family.worlds import hidden, parent_of
from tests.made_up import a_case, staff
from tests.signing_in import client_for

pytestmark = [pytest.mark.usefixtures("wednesday"), pytest.mark.django_db, pytest.mark.feature(16)]
TEN, ELEVEN = london(THURSDAY, 10), london(THURSDAY, 11)
NOON = london(WEDNESDAY, 12)
URDU = {
    "language": "Urdu", "way": "three_way", "with_whom": "Example Interpreters", "their_reference": "EI-100",
    "joining": "",
}  # fmt: skip


@pytest.fixture
def call(ada: Person) -> Call:
    case = a_case(ada)
    person = parent_of(case)
    made = booked(TEN, about=case.pk, person=person, name=person.name, interpreter="Urdu")
    Notice.objects.all().delete()
    return made


def written(client: Client, call: Call, **given: str) -> Any:
    address = f"/desk/calls/{call.pk}/interpreter/"
    return client.post(address, {**hidden(client, address), **URDU, **given})


def said_after(client: Client, answer: Any) -> str:
    assert answer.status_code == 302, faults(answer)
    return " ".join(client.get(answer["Location"]).text.split())


def test_the_list_of_calls_says_in_words_that_an_interpreter_is_not_booked(call: Call, desk: Client) -> None:
    booked(NOON, name="Needs None")
    page = " ".join(desk.get("/desk/calls/").text.split())
    assert "Interpreter</strong> Urdu, not booked yet." in page
    assert 'href="/desk/calls/interpreters/"><span class="cg-counts__number">1</span> interpreter to book' in page


def test_the_interpreters_to_book_stand_in_order_of_the_calls(call: Call, desk: Client) -> None:
    booked(NOON, name="Early Caller", interpreter="BSL")
    booked(london(WEDNESDAY, 13), name="Needs None")
    page = desk.get("/desk/calls/interpreters/").text
    assert page.index("Early Caller") < page.index("Sam Sample")
    assert "Needs None" not in page
    assert f"/desk/calls/{call.pk}/interpreter/" in page


def test_asked_then_confirmed_and_the_family_is_told_once(call: Call, desk: Client) -> None:
    assert "Come back when they confirm" in said_after(desk, written(desk, call, state="asked"))
    assert "Urdu, asked for, not confirmed yet." in " ".join(desk.get("/desk/calls/").text.split())
    assert not Notice.objects.exists()
    page = said_after(desk, written(desk, call, state="confirmed"))
    assert "A message to Sam Sample is on its way." in page
    for said in ("Urdu, confirmed", "Example Interpreters, their reference EI-100", "Written down by Ada Adviser"):
        assert said in page
    assert "No new message goes to Sam Sample." in said_after(desk, written(desk, call, state="confirmed"))
    assert Notice.objects.get().template == "interpreter_confirmed"
    listed = " ".join(desk.get("/desk/calls/").text.split())
    assert "Urdu, confirmed. On the telephone, three of us on one line." in listed
    assert "interpreters to book" not in listed
    assert "Every call that needs an interpreter has one." in desk.get("/desk/calls/interpreters/").text


def test_where_none_can_be_had_a_person_is_to_offer_another_time_or_way(call: Call, desk: Client) -> None:
    page = said_after(desk, written(desk, call, state="not_had", way="", with_whom=""))
    assert "Now offer another time or another way" in page
    assert "Offer Sam Sample another time, or another way" in page
    assert Notice.objects.get().template == "interpreter_not_had"
    assert "could not be had: offer another time or way" in " ".join(desk.get("/desk/calls/interpreters/").text.split())


def test_bsl_never_comes_by_telephone_and_begins_as_video_relay(call: Call, desk: Client) -> None:
    refused = written(desk, call, state="asked", language="BSL")
    assert refused.status_code == 422
    assert "BSL must be seen: choose video relay, or in person." in refused.text
    bsl = booked(NOON, interpreter="BSL", name="Signs Sample")
    page = desk.get(f"/desk/calls/{bsl.pk}/interpreter/").text
    assert page.split('value="video_relay"')[1].split(">")[0].strip().startswith("checked")


def test_without_whom_or_state_the_form_asks_and_keeps_what_was_typed(call: Call, desk: Client) -> None:
    assert "Choose how far it is" in written(desk, call).text
    refused = written(desk, call, state="confirmed", with_whom="", their_reference="EI-9")
    assert refused.status_code == 422
    assert "Say with whom the interpreter is booked" in refused.text
    assert "EI-9" in refused.text


def test_a_moved_call_says_that_the_interpreter_is_to_be_asked_again(call: Call, desk: Client) -> None:
    written(desk, call, state="confirmed")
    address = f"/desk/calls/{call.pk}/move/"
    page = said_after(desk, desk.post(address, {**hidden(desk, address), "when": value_of(ELEVEN)}))
    assert "The call has moved: ask the interpreter for the new time." in page
    assert "Urdu, to be confirmed for the new time" in page
    assert "Nothing more is to be booked for it." in desk.get(f"/desk/calls/{call.pk}/interpreter/").text
    assert written(desk, queries.calls_about(call.about).get(), state="confirmed").status_code == 302


def test_a_cancelled_call_leaves_somebody_to_call_off_until_they_know(call: Call, desk: Client) -> None:
    written(desk, call, state="confirmed")
    page = said_after(desk, desk.post(f"/desk/calls/{call.pk}/cancel/"))
    assert "An interpreter was to come: call them off." in page
    assert "1</span> interpreter to call off" in page
    (booking,) = queries.interpreters_to_call_off()
    listed = " ".join(desk.get("/desk/calls/interpreters/").text.split())
    assert "Urdu: Example Interpreters, their reference EI-100." in listed
    page = said_after(desk, desk.post(f"/desk/calls/interpreters/{booking.pk}/"))
    assert "Example Interpreters knows" in page
    assert "Call these off" not in page


def test_who_wants_none_after_all(call: Call, desk: Client) -> None:
    assert "Written down: no interpreter." in said_after(desk, written(desk, call, state="not_needed"))
    assert "Book one" in desk.get(f"/desk/calls/{call.pk}/").text
    assert entries_of(call.about)[-1].what == "call.interpreter_not_needed"


def test_the_case_shows_each_step_on_its_timeline(call: Call, ada: Person, desk: Client) -> None:
    interpreting.confirm(call, Arranged("Urdu", Way.THREE_WAY, "Example Interpreters"), by=ada)
    reference = a_case_of(call)
    page = desk.get(f"/desk/cases/{reference}/").text
    assert "Interpreter for a call confirmed" in page
    assert "three of us on one line" in page


def a_case_of(call: Call) -> str:
    return Case.objects.get(pk=call.about).reference


def test_nobody_but_the_desk_sees_or_books_an_interpreter(call: Call, ada: Person) -> None:
    interpreting.confirm(call, Arranged("Urdu", Way.THREE_WAY, "Example Interpreters"), by=ada)
    booking = queries.interpreter_of(call)
    assert booking is not None
    for person in (parent_of_call(call), staff(Role.MEDIATOR, "Mel"), staff(Role.ADMINISTRATOR, "Olu")):
        client = client_for(person)
        for page in ("interpreters/", f"interpreters/{booking.pk}/", f"{call.pk}/interpreter/"):
            assert client.get(f"/desk/calls/{page}").status_code == 403
            assert client.post(f"/desk/calls/{page}", {**URDU, "state": "not_had"}).status_code == 403
    assert client_for(ada).get("/desk/calls/999999/interpreter/").status_code == 404
    assert client_for(ada).get("/desk/calls/interpreters/999999/").status_code == 404


def parent_of_call(call: Call) -> Person:
    assert call.person is not None
    return call.person
