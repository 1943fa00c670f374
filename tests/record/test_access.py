"""Who opened a case."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from commonground.record.commands import digest_access, note_access
from commonground.record.models import Access
from commonground.record.queries import Look, entries_of, who_looked
from commonground.record.verify import verify
from tests.record.conftest import ANNA

pytestmark = pytest.mark.django_db
BEN = "person:22222222-2222-4222-8222-222222222222"
HALF_PAST = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # 00:30 on 1 July in London


def _look(at: datetime, case: UUID, by: str = ANNA, as_role: str = "adviser") -> None:
    with time_machine.travel(at, tick=False):
        note_access(case=case, by=by, as_role=as_role)


@pytest.mark.feature(142, how="partly")
def test_one_line_for_a_person_a_case_and_an_hour(case: UUID) -> None:
    _look(HALF_PAST, case)
    _look(HALF_PAST.replace(minute=59), case)
    _look(HALF_PAST, case, by=BEN, as_role="mediator")
    _look(HALF_PAST.replace(hour=22), case)
    assert who_looked(case) == [
        Look(ANNA, "adviser", HALF_PAST.replace(minute=0), date(2026, 7, 1)),
        Look(BEN, "mediator", HALF_PAST.replace(minute=0), date(2026, 7, 1)),
        Look(ANNA, "adviser", HALF_PAST.replace(hour=22, minute=0), date(2026, 6, 30)),
    ]
    assert who_looked(uuid4()) == []


def test_looking_costs_one_statement(case: UUID, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(2):
        with django_assert_num_queries(1):
            note_access(case=case, by=ANNA, as_role="adviser")


@pytest.mark.parametrize("by", ["system:notices", "anna", ANNA.replace("person", "system"), "person:anna"])
def test_only_a_person_looks(case: UUID, by: str) -> None:
    with pytest.raises(ValueError, match="badly formed" if by == "person:anna" else "Only a person"):
        note_access(case=case, by=by, as_role="adviser")


def test_a_day_that_is_over_enters_the_record_of_each_case_once(case: UUID) -> None:
    other = uuid4()
    _look(HALF_PAST, case)
    _look(HALF_PAST, case, by=BEN)
    _look(HALF_PAST, other)
    with time_machine.travel(datetime(2026, 7, 2, 2, 0, tzinfo=UTC)):
        assert digest_access(day=date(2026, 7, 1)) == 2
        assert digest_access(day=date(2026, 7, 1)) == 0
    [line] = entries_of(case)
    assert (line.what, line.by) == ("access.digested", "system:access")
    assert line.words is not None
    assert (line.words["day"], line.words["lines"]) == ("2026-07-01", 2)
    assert len(entries_of(other)) == 1
    assert verify() == []


def test_days_missed_are_made_up_for_each_by_itself(case: UUID) -> None:
    _look(HALF_PAST.replace(hour=22), case)
    _look(HALF_PAST, case)
    with time_machine.travel(datetime(2026, 7, 9, 2, 0, tzinfo=UTC)):
        assert digest_access(day=date(2026, 7, 8)) == 2
    assert [(line.words or {})["day"] for line in entries_of(case)] == ["2026-06-30", "2026-07-01"]
    assert verify() == []


def test_later_days_wait(case: UUID) -> None:
    _look(HALF_PAST, case)
    with time_machine.travel(datetime(2026, 7, 2, 2, 0, tzinfo=UTC)):
        assert digest_access(day=date(2026, 6, 30)) == 0
    assert Access.objects.filter(case=case, digest_seq=None).exists()


def test_a_day_is_digested_only_when_it_is_over(case: UUID) -> None:
    with (
        time_machine.travel(datetime(2026, 7, 1, 22, 59, tzinfo=UTC)),  # 23:59 in London
        pytest.raises(ValueError, match="not over"),
    ):
        digest_access(day=date(2026, 7, 1))
