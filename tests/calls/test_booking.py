"""Booking, moving, handing over, cancelling, and what became of a call."""

from datetime import date, time, timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test.utils import CaptureQueriesContext

from commonground.calls import commands, queries
from commonground.calls.models import Call, Outcome
from commonground.cases.answers import Impossible, NotTheirs
from commonground.people.commands import end_role
from commonground.people.roles import Role
from commonground.record.queries import entries_of
from tests.calls.making import THURSDAY, WEDNESDAY, an_adviser, booked, london, offered
from tests.made_up import staff

pytestmark = [pytest.mark.usefixtures("wednesday"), pytest.mark.feature(13, how="partly")]
TEN = london(THURSDAY, 10)


@pytest.mark.django_db
def test_a_booked_time_is_offered_no_more_and_a_cancelled_one_is_again() -> None:
    an_adviser()
    assert "10:00" in offered()[THURSDAY]
    call = booked(TEN)
    assert "10:00" not in offered()[THURSDAY]
    commands.cancel(call, by="system:tests")
    assert "10:00" in offered()[THURSDAY]
    assert [entry.what for entry in entries_of(call.about)] == ["call.booked", "call.cancelled"]


@pytest.mark.django_db
def test_the_cases_own_adviser_is_chosen_else_who_has_fewest_calls_that_day() -> None:
    ada, ben = an_adviser("Ada Adviser"), an_adviser("Ben Adviser")
    assert booked(TEN).adviser == ada
    assert booked(london(THURSDAY, 11)).adviser == ben
    assert booked(london(THURSDAY, 12), prefer=ben.pk).adviser == ben
    assert booked(london(THURSDAY, 13)).adviser == ada
    assert booked(london(THURSDAY, 13), prefer=ada.pk).adviser == ben


@pytest.mark.django_db
def test_a_time_just_taken_too_soon_or_after_the_last_day_is_refused_in_a_sentence() -> None:
    an_adviser()
    booked(TEN)
    for starts in (TEN, london(WEDNESDAY, 9, 30), london(THURSDAY, 3), london(date(2026, 11, 28), 10)):
        with pytest.raises(Impossible, match="not free any more"):
            booked(starts)
    with pytest.raises(Impossible, match="not free any more"):
        booked(london(date(2026, 11, 27), 10), not_after=THURSDAY)
    with pytest.raises(Impossible, match="telephone number"):
        booked(london(THURSDAY, 11), telephone="")
    assert Call.objects.count() == 1


@pytest.mark.django_db
def test_one_press_more_books_no_second_call() -> None:
    an_adviser()
    first = booked(TEN, token="the-same")
    assert booked(TEN, token="the-same") == first
    assert len(entries_of(first.about)) == 1


@pytest.mark.django_db
def test_who_has_a_call_ahead_moves_it_instead_of_booking_another() -> None:
    an_adviser()
    about = uuid4()
    booked(TEN, about=about)
    with pytest.raises(Impossible, match="Move it"):
        booked(london(THURSDAY, 11), about=about)
    assert booked(london(THURSDAY, 11), about=about, name="Lee Sample").on == THURSDAY


def test_two_who_book_one_time_at_once_one_wins(committing: str) -> None:
    an_adviser()
    start, answers = Barrier(3), []

    def book(number: int) -> None:
        try:
            start.wait(timeout=20)
            booked(TEN, name=f"Caller {number}")
            answers.append("booked")
        except Impossible as no:
            answers.append(no.sentence)
        finally:
            connection.close()

    threads = [Thread(target=book, args=[number]) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(answers) == ["That time is not free any more. Choose another one."] * 2 + ["booked"]
    assert Call.objects.count() == 1


@pytest.mark.django_db
def test_the_database_itself_refuses_an_adviser_two_calls_at_one_time() -> None:
    ada, ben = an_adviser(), an_adviser("Ben Adviser", starts=10)
    call = booked(TEN, prefer=ada.pk)
    same = {
        "about": uuid4(), "name": "X", "telephone": "1", "on": call.on, "made_on": call.made_on,
        "during": DateTimeTZRange(TEN + timedelta(minutes=15), TEN + timedelta(minutes=45)),
    }  # fmt: skip
    with pytest.raises(IntegrityError, match="adviser_called_upon_once"), transaction.atomic():
        Call.objects.create(adviser=ada, token="a", **same)
    Call.objects.create(adviser=ben, token="b", **same)
    commands.cancel(call, by="system:tests")
    Call.objects.create(adviser=ada, token="c", **same)


@pytest.mark.django_db
def test_a_moved_call_keeps_its_adviser_where_they_are_free_and_frees_its_old_time() -> None:
    an_adviser("Ada Adviser")
    ben = an_adviser("Ben Adviser")
    call = booked(TEN, prefer=ben.pk, notes="No voicemail.", interpreter="Polish")
    again = commands.move(call, by="system:tests", starts=london(THURSDAY, 15), token="t")
    assert (again.adviser, again.notes, again.interpreter) == (ben, "No voicemail.", "Polish")
    call.refresh_from_db()
    assert call.outcome == Outcome.MOVED
    assert call.cancelled_at is not None
    assert commands.move(call, by="system:tests", starts=london(THURSDAY, 15), token="t") == again
    with pytest.raises(Impossible, match="already"):
        commands.move(call, by="system:tests", starts=london(THURSDAY, 16), token="u")


@pytest.mark.django_db
def test_a_move_to_a_time_that_went_leaves_the_call_where_it_was() -> None:
    an_adviser()
    call = booked(TEN)
    booked(london(THURSDAY, 11))
    with pytest.raises(Impossible, match="not free"):
        commands.move(call, by="system:tests", starts=london(THURSDAY, 11), token="t")
    assert queries.calls_about(call.about).get() == call
    assert [entry.what for entry in entries_of(call.about)] == ["call.booked"]


@pytest.mark.django_db
def test_spoken_or_not_is_written_down_once_and_on_the_day() -> None:
    an_adviser()
    call = booked(TEN)
    with pytest.raises(Impossible, match="has not come yet"):
        commands.record_outcome(call, by="system:tests", outcome=Outcome.SPOKE)
    with time_machine.travel(TEN + timedelta(minutes=5), tick=False):
        commands.record_outcome(call, by="system:tests", outcome=Outcome.NO_ANSWER)
        with pytest.raises(Impossible, match="already"):
            commands.record_outcome(call, by="system:tests", outcome=Outcome.SPOKE)
        with pytest.raises(Impossible, match="choose the new time"):
            commands.record_outcome(call, by="system:tests", outcome=Outcome.MOVED)
    call.refresh_from_db()
    assert (call.held_on, call.outcome) == (THURSDAY, Outcome.NO_ANSWER)
    assert [entry.what for entry in entries_of(call.about)] == ["call.booked", "call.no_answer"]
    assert not queries.calls_about(call.about).exists()


@pytest.mark.django_db
def test_whoever_goes_away_leaves_calls_that_another_takes_with_one_press() -> None:
    ada, ben = an_adviser("Ada Adviser"), an_adviser("Ben Adviser", starts=10, ends=12)
    early, late = booked(london(THURSDAY, 9)), booked(TEN, prefer=ada.pk)
    alone = commands.go_away(ada, by=ada, from_on=THURSDAY, to_on=date(2026, 11, 27), why="Training")
    assert {call.pk for call in alone} == {early.pk, late.pk} == queries.without_adviser(Call.objects.all())
    assert offered()[THURSDAY] == ["10:00", "10:30", "11:00", "11:30"]
    assert commands.hand_over(late, by="system:tests").adviser == ben
    assert queries.without_adviser(Call.objects.all()) == {early.pk}
    with pytest.raises(Impossible, match="not free"):
        commands.hand_over(early, by="system:tests")
    commands.come_back(ada.away.get(), by=ada)
    assert queries.without_adviser(Call.objects.all()) == set()


@pytest.mark.django_db
def test_a_call_within_the_hour_can_still_be_handed_over() -> None:
    ada, ben = an_adviser("Ada Adviser"), an_adviser("Ben Adviser")
    call = booked(london(WEDNESDAY, 11), prefer=ada.pk)
    with time_machine.travel(london(WEDNESDAY, 10, 50), tick=False):
        assert commands.hand_over(call, by="system:tests").adviser == ben


@pytest.mark.django_db
def test_whoever_is_an_adviser_no_more_is_not_offered_and_their_calls_stand_out() -> None:
    ada = an_adviser()
    call = booked(TEN)
    end_role(person=ada, role=Role.ADVISER, by="system:tests")
    assert offered() == {}
    assert queries.without_adviser([call]) == {call.pk}


@pytest.mark.django_db
def test_hours_are_ones_own_a_coordinators_or_nobodys() -> None:
    ada, cora, ben = an_adviser(), staff(Role.COORDINATOR, "Cora Coordinator"), staff(name="Ben Adviser")
    given = {"weekdays": [3], "starts": time(18), "ends": time(19), "from_on": THURSDAY}
    with pytest.raises(NotTheirs):
        commands.set_hours(ada, by=ben, **given)
    with pytest.raises(Impossible, match="not an adviser"):
        commands.set_hours(cora, by=cora, **given)
    (evening,) = commands.set_hours(ada, by=cora, **given)
    assert offered()[THURSDAY][-2:] == ["18:00", "18:30"]
    with pytest.raises(NotTheirs):
        commands.end_hours(evening, by=ben, to_on=THURSDAY)
    with pytest.raises(NotTheirs):
        commands.go_away(ada, by=ben, from_on=THURSDAY, to_on=THURSDAY + timedelta(days=1))
    assert commands.end_hours(evening, by=cora, to_on=THURSDAY) == []
    assert offered()[THURSDAY][-1] == "16:30"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"starts": time(12), "ends": time(11)}, "end later"),
        ({"starts": time(7, 15), "ends": time(8)}, "half hour"),
        ({"from_on": WEDNESDAY - timedelta(days=1)}, "has passed"),
        ({"starts": time(16), "ends": time(18)}, "hours from 09:00 to 17:00 already"),
    ],
)
def test_hours_that_cannot_be(change: dict, said: str) -> None:
    ada = an_adviser()
    given = {"weekdays": [3], "starts": time(18), "ends": time(19), "from_on": THURSDAY, **change}
    with pytest.raises(Impossible, match=said):
        commands.set_hours(ada, by=ada, **given)


@pytest.mark.django_db
def test_the_same_hours_or_days_away_set_twice_are_there_once() -> None:
    ada = an_adviser()
    commands.set_hours(ada, by=ada, weekdays=range(5), starts=time(9), ends=time(17), from_on=WEDNESDAY)
    assert queries.hours_of(ada).count() == 5
    for _press in range(2):
        commands.go_away(ada, by=ada, from_on=THURSDAY, to_on=date(2026, 11, 27))
    assert queries.away_of(ada).count() == 1
    for first, back in ((THURSDAY, THURSDAY), (date(2026, 11, 1), date(2026, 11, 5))):
        with pytest.raises(Impossible):
            commands.go_away(ada, by=ada, from_on=first, to_on=back)


@pytest.mark.django_db
def test_free_times_cost_three_queries_with_one_adviser_and_with_twelve() -> None:
    an_adviser()
    with CaptureQueriesContext(connection) as one:
        queries.free_slots()
    for number in range(11):
        booked(london(THURSDAY, 9 + number % 8), prefer=an_adviser(f"Adviser {number}").pk)
    with CaptureQueriesContext(connection) as twelve:
        queries.free_slots()
    assert len(one) == len(twelve) == 3


@pytest.mark.parametrize(
    ("sent", "on", "expected"),
    [
        (None, WEDNESDAY, None),
        (date(2026, 10, 1), WEDNESDAY, date(2026, 12, 1)),
        (date(2026, 9, 20), WEDNESDAY, None),
        (date(2026, 11, 30), WEDNESDAY, None),
    ],
)
def test_the_last_day_for_a_call_is_the_first_last_day_still_ahead(sent: date, on: date, expected: date) -> None:
    assert queries.last_day_for_a_call(sent, decision="refuse_to_assess", on=on) == expected
    assert queries.last_day_for_a_call(sent, decision="", on=on) is None
