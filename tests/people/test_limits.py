"""How often something may be done, counted in the database."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection

from commonground.people.limits import forget, limit
from commonground.people.models import Hit

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands at nine o'clock until it is moved."""
    with time_machine.travel(START, tick=False) as moved:
        yield moved


@pytest.mark.django_db
def test_the_time_after_the_last_allowed_one_is_refused_and_says_when_to_return(
    clock: time_machine.Traveller,
) -> None:
    assert [limit("a", per=60, times=2).allowed for _each in range(3)] == [True, True, False]
    clock.shift(timedelta(seconds=20))
    assert limit("a", per=60, times=2).retry_after == 40


@pytest.mark.django_db
def test_counting_starts_anew_when_the_window_is_over(clock: time_machine.Traveller) -> None:
    limit("a", per=60, times=1)
    clock.shift(timedelta(seconds=59))
    assert not limit("a", per=60, times=1).allowed
    clock.shift(timedelta(seconds=1))
    assert limit("a", per=60, times=1).allowed


@pytest.mark.django_db
def test_each_key_is_counted_apart() -> None:
    limit("a", per=60, times=1)
    assert limit("b", per=60, times=1).allowed


@pytest.mark.django_db
def test_what_is_left_is_told() -> None:
    assert [limit("a", per=60, times=2).left for _each in range(3)] == [1, 0, 0]


@pytest.mark.django_db
def test_a_forgotten_key_starts_anew() -> None:
    limit("a", per=60, times=1)
    forget("a")
    assert limit("a", per=60, times=1).allowed


@pytest.mark.django_db
def test_the_table_holds_no_address() -> None:
    limit("sign-in:192.0.2.7:sam@family.example", per=60, times=1)
    key = Hit.objects.get().key
    assert len(key) == 64
    assert "192.0.2.7" not in key


@pytest.mark.django_db
def test_counts_that_are_over_are_cleared_away(clock: time_machine.Traveller) -> None:
    limit("old", per=60, times=1)
    clock.shift(timedelta(seconds=61))
    limit("new", per=60, times=1)
    assert Hit.objects.count() == 1


def test_many_at_once_are_each_counted(committing: str) -> None:
    def once(_each: int) -> bool:
        try:
            return limit("a", per=60, times=5).allowed
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(once, range(24))) == 5
