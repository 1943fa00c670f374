"""On the morning after the right has passed, the work list says so, though nobody has touched the case (R9)."""

from collections.abc import Callable
from datetime import date, datetime, time

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django import app

from commonground.cases import by_the_day, queries, tasks
from commonground.cases.apply import settle
from commonground.cases.models import Case
from commonground.people.models import Person
from commonground.record.days import LONDON
from tests.made_up import a_case, declined, staff

pytestmark = pytest.mark.django_db

BORN = date(2011, 3, 4)
CHANGES = date(2027, 6, 25)
"""The last Friday in June of the school year in which they are sixteen: the parent's through that day."""
LONG_AFTER = date(2027, 7, 9)


@pytest.fixture
def ada(db: None) -> Person:
    """The adviser, in May before the right passes."""
    return staff()


def at(day: date, hour: int = 10) -> time_machine.travel:
    """That day in London."""
    return time_machine.travel(datetime.combine(day, time(hour, 5), tzinfo=LONDON), tick=True)


def before(make: Callable[[], Case]) -> Case:
    """What was made in May."""
    with at(date(2027, 5, 12)):
        return make()


def next_of(case: Case) -> str:
    """What the work list says is next."""
    return str(Case.objects.get(pk=case.pk).next_duty)


def test_what_the_day_makes_owed_is_on_the_work_list_that_night_and_no_sooner(ada: Person) -> None:
    # Given a case in which all is done but that the right will pass
    case = before(lambda: a_case(ada, child_born=BORN))
    # When the parent's last day begins, nothing is different
    with at(CHANGES, 0):
        tasks.settle_by_the_day(timestamp=0)
        assert not case.duties.filter(kind="right_passed").exists()
    # When the next day begins, it is owed, without anybody doing anything
    with at(date(2027, 6, 26), 0):
        tasks.settle_by_the_day(timestamp=0)
        duty = case.duties.get(kind="right_passed")
        assert (duty.since, duty.settled_on) == (CHANGES, None)
        # And the list shows whichever of the open duties comes first, as the case page does
        work = case.duties.filter(settled_on=None).exclude(owed_by="family").order_by("due_on", "kind")
        assert next_of(case) == work[0].kind
        assert duty in work
        assert queries.work_list(on=date(2027, 6, 26)).filter(pk=case.pk).exists()


def test_twice_is_once_and_what_is_not_touched_by_the_day_is_left_alone(ada: Person) -> None:
    passing = before(lambda: a_case(ada, child_born=BORN, child_name="Kit Sample"))
    before(lambda: a_case(ada, child_born=date(2019, 1, 1), child_name="Little Sample"))
    before(lambda: a_case(ada, child_born=date(2008, 1, 1), child_name="Grown Sample"))
    assert by_the_day.settle_open_cases(on=LONG_AFTER) == 1
    version = Case.objects.get(pk=passing.pk).version
    assert by_the_day.settle_open_cases(on=LONG_AFTER) == 0
    # Nobody who has the case open is told that somebody changed it
    assert version == passing.version


def test_cases_are_taken_in_batches_and_one_that_is_wrong_keeps_no_other(
    ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_the_day, "AT_ONCE", 2)
    cases = [before(lambda n=n: a_case(ada, child_born=BORN, child_name=f"Kit {n}")) for n in range(5)]

    def or_fail(case: Case, *, as_of: date) -> None:
        if case.pk == cases[2].pk:
            raise ValueError("wrong")
        settle(case, as_of=as_of)

    monkeypatch.setattr(by_the_day, "settle", or_fail)
    assert by_the_day.settle_open_cases(on=LONG_AFTER) == 4
    monkeypatch.setattr(by_the_day, "settle", settle)
    assert by_the_day.settle_open_cases(on=LONG_AFTER) == 1


def test_a_night_on_which_nothing_passes_costs_one_query_however_many_cases_there_are(ada: Person) -> None:
    for n in range(3):
        before(lambda n=n: declined(a_case(ada, child_name=f"Robin {n}"), ada))
    with CaptureQueriesContext(connection) as asked:
        assert by_the_day.settle_open_cases(on=LONG_AFTER) == 0
    assert len(asked) == 1


def test_the_worker_does_it_just_after_midnight_in_london() -> None:
    crons = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert crons["cases.settle_by_the_day"] == "5 0,23 * * *"
