"""An interpreter for a call: asked for, confirmed, not to be had; and never lost when the call moves or ends."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from commonground.calls import commands, interpreting, queries
from commonground.calls.interpreting import Arranged
from commonground.calls.models import Arranging, Call, InterpreterBooking, Outcome, Way
from commonground.cases.answers import Impossible
from commonground.people.models import Person
from commonground.record.queries import entries_of
from tests.calls.making import THURSDAY, booked, london

pytestmark = [pytest.mark.usefixtures("wednesday"), pytest.mark.django_db, pytest.mark.feature(16)]
TEN, ELEVEN = london(THURSDAY, 10), london(THURSDAY, 11)
URDU = Arranged("Urdu", Way.THREE_WAY, "Example Interpreters", "EI-100")
BSL = Arranged("BSL", Way.VIDEO_RELAY, "Example Signs", joining="Open the link in our text.")


@pytest.fixture
def call(ada: Person) -> Call:
    return booked(TEN, interpreter="Urdu")


def state_of(call: Call) -> str:
    found = queries.interpreter_of(call)
    return found.state if found else ""


def entered(call: Call) -> list[str]:
    return [entry.what for entry in entries_of(call.about)]


def test_asked_then_confirmed_is_one_booking_with_an_entry_for_each(call: Call, ada: Person) -> None:
    assert list(queries.interpreters_to_book()) == [call]
    asked, new = interpreting.ask(call, URDU, by=ada)
    assert (new, asked.state, list(queries.interpreters_to_book())) == (True, Arranging.ASKED, [call])
    confirmed, new = interpreting.confirm(call, URDU, by=ada)
    assert (new, confirmed.pk, confirmed.state) == (True, asked.pk, Arranging.CONFIRMED)
    assert (confirmed.with_whom, confirmed.their_reference, confirmed.recorded_by) == (
        "Example Interpreters", "EI-100", ada,
    )  # fmt: skip
    assert not queries.interpreters_to_book().exists()
    assert entered(call) == ["call.booked", "call.interpreter_asked", "call.interpreter_confirmed"]
    words = entries_of(call.about)[-1].words
    assert words == {"at": TEN.isoformat(), "name": "Sam Sample", "language": "Urdu", "way": "three_way"}


@pytest.mark.parametrize("command", [interpreting.ask, interpreting.confirm, interpreting.could_not])
def test_the_same_twice_is_written_once(call: Call, ada: Person, command: Callable[..., Any]) -> None:
    first, new = command(call, URDU, by=ada)
    again, still_new = command(call, URDU, by=ada)
    assert (new, still_new, again) == (True, False, first)
    assert len(entered(call)) == 2


def test_what_could_not_be_had_can_be_tried_again_in_another_way(call: Call, ada: Person) -> None:
    interpreting.confirm(call, URDU, by=ada)
    gone, new = interpreting.could_not(call, Arranged("Urdu"), by=ada)
    assert (new, gone.state, gone.with_whom) == (True, Arranging.NOT_HAD, "Example Interpreters")
    assert list(queries.interpreters_to_book()) == [call]
    other, _new = interpreting.confirm(call, Arranged("Urdu", Way.IN_PERSON, "Ola Example"), by=ada)
    assert other.pk != gone.pk
    assert [row.state for row in call.interpreters.all()] == [Arranging.NOT_HAD, Arranging.CONFIRMED]


def test_a_moved_call_has_its_interpreter_to_be_confirmed_again(call: Call, ada: Person) -> None:
    interpreting.confirm(call, URDU, by=ada)
    moved = commands.move(call, by=ada.actor, starts=ELEVEN, token="moved")
    again = queries.interpreter_of(moved)
    assert again is not None
    assert (again.state, again.with_whom, again.their_reference) == (Arranging.AGAIN, "Example Interpreters", "EI-100")
    assert state_of(call) == Arranging.CALLED_OFF
    assert list(queries.interpreters_to_book()) == [moved]
    assert entered(moved)[-2:] == ["call.moved", "call.interpreter_again"]
    interpreting.confirm(moved, URDU, by=ada)
    assert state_of(moved) == Arranging.CONFIRMED


def test_a_moved_call_whose_interpreter_could_not_be_had_begins_anew(call: Call, ada: Person) -> None:
    interpreting.could_not(call, Arranged("Urdu"), by=ada)
    moved = commands.move(call, by=ada.actor, starts=ELEVEN, token="moved")
    assert (moved.interpreter, state_of(moved)) == ("Urdu", "")
    assert list(queries.interpreters_to_book()) == [moved]


def test_a_cancelled_call_leaves_an_interpreter_to_call_off(call: Call, ada: Person) -> None:
    interpreting.confirm(call, URDU, by=ada)
    commands.cancel(call, by="system:tests")
    assert entered(call)[-2:] == ["call.cancelled", "call.interpreter_ended"]
    (waiting,) = queries.interpreters_to_call_off()
    assert waiting.call == call
    interpreting.called_off(waiting, by=ada)
    interpreting.called_off(waiting, by=ada)
    assert not queries.interpreters_to_call_off().exists()
    assert state_of(call) == Arranging.CALLED_OFF
    assert len(entered(call)) == 4


def test_a_cancelled_call_without_a_booking_leaves_nothing(call: Call) -> None:
    commands.cancel(call, by="system:tests")
    assert not queries.interpreters_to_call_off().exists()
    assert not queries.interpreters_to_book().exists()


def test_who_needs_none_after_all_is_off_the_list(call: Call, ada: Person) -> None:
    interpreting.ask(call, URDU, by=ada)
    ended = interpreting.not_needed(call, by=ada)
    assert ended is not None
    assert ended.state == Arranging.CALLED_OFF
    assert interpreting.not_needed(call, by=ada) is None
    call.refresh_from_db()
    assert call.interpreter == ""
    assert not queries.interpreters_to_book().exists()
    assert entered(call)[-1] == "call.interpreter_not_needed"


def test_a_call_that_asked_for_none_can_have_one(ada: Person) -> None:
    call = booked(TEN)
    assert not queries.interpreters_to_book().exists()
    interpreting.ask(call, BSL, by=ada)
    call.refresh_from_db()
    assert call.interpreter == "BSL"
    assert list(queries.interpreters_to_book()) == [call]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (Arranged("", Way.THREE_WAY, "Example Interpreters"), "Say which language"),
        (Arranged("Urdu", None, "Example Interpreters"), "how they join"),
        (Arranged("Urdu", Way.THREE_WAY, "  "), "with whom"),
        (Arranged("British Sign Language", Way.THREE_WAY, "Example Signs"), "BSL must be seen"),
    ],
)
def test_what_is_missing_or_cannot_be_is_refused(call: Call, ada: Person, given: Arranged, sentence: str) -> None:
    for command in (interpreting.ask, interpreting.confirm):
        with pytest.raises(Impossible, match=sentence):
            command(call, given, by=ada)
    assert not InterpreterBooking.objects.exists()


def test_nobody_is_booked_for_a_call_that_is_over_or_cancelled(call: Call, ada: Person) -> None:
    other = booked(TEN - timedelta(hours=23), interpreter="Urdu")
    commands.record_outcome(other, by=ada.actor, outcome=Outcome.SPOKE)
    commands.cancel(call, by=ada.actor)
    for over in (call, other):
        for command in (interpreting.ask, interpreting.confirm, interpreting.could_not):
            with pytest.raises(Impossible, match="cancelled or held already"):
                command(over, URDU, by=ada)
        with pytest.raises(Impossible):
            interpreting.not_needed(over, by=ada)


def test_the_database_refuses_two_live_ones_for_one_call(call: Call, ada: Person) -> None:
    row, _new = interpreting.ask(call, URDU, by=ada)
    row.pk, row.state = None, Arranging.CONFIRMED
    with pytest.raises(IntegrityError, match="one_live_interpreter"), transaction.atomic():
        row.save(force_insert=True)


def test_the_list_is_in_order_of_the_calls_and_leaves_out_what_is_over(ada: Person, call: Call) -> None:
    first = booked(london(THURSDAY, 9), interpreter="BSL", name="Early Else")
    booked(london(THURSDAY, 12), name="Needs None")
    assert list(queries.interpreters_to_book()) == [first, call]
    with time_machine.travel(ELEVEN, tick=False):
        assert not queries.interpreters_to_book().exists()


def test_the_bookings_of_many_calls_cost_one_query(ada: Person) -> None:
    calls = [booked(london(THURSDAY, at), interpreter="Urdu", name=f"Caller {at}") for at in (9, 10, 11)]
    for each in calls[:2]:
        interpreting.could_not(each, URDU, by=ada)
        interpreting.confirm(each, URDU, by=ada)
    with CaptureQueriesContext(connection) as counted:
        found = queries.interpreters_of(calls)
    assert {pk: row.state for pk, row in found.items()} == {each.pk: Arranging.CONFIRMED for each in calls[:2]}
    assert len(counted) == 1
    with CaptureQueriesContext(connection) as counted:
        assert queries.interpreters_of([booked(london(THURSDAY, 14), name="Needs None")][:0]) == {}
    assert queries.is_bsl("British Sign Language (BSL)")
    assert not queries.is_bsl("Bislama")
