"""Which times are free: tables, clock changes, and what must hold whatever the hours are."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonground import law
from commonground.calls.slots import LENGTH, SOONEST, Absence, Stretch, Taken, days_ahead, free, times_of
from commonground.record.days import LONDON, london_day
from tests.calls.making import NOW, london

ADA, BEN = UUID(int=1), UUID(int=2)


def stretch(weekday: int = 2, starts: int = 9, ends: int = 12, adviser: UUID = ADA, **more: date) -> Stretch:
    return Stretch(adviser, weekday, time(starts), time(ends), more.get("from_on", date(2026, 1, 1)), more.get("to_on"))


def walls(days: list, on: date) -> list[str]:
    """The free times of a day as London's clocks show them."""
    return [f"{s.starts.astimezone(LONDON):%H:%M}" for day in days for s in day.slots if day.on == on]


@pytest.mark.feature(12, how="partly")
@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param(time(7, 0), ["09:00", "09:30", "10:00", "10:30", "11:00", "11:30"], id="early"),
        pytest.param(time(9, 10), ["10:30", "11:00", "11:30"], id="not within the hour"),
        pytest.param(time(9, 30), ["10:30", "11:00", "11:30"], id="an hour to the minute is enough"),
        pytest.param(time(10, 31), [], id="too late for today"),
    ],
)
def test_a_time_today_is_offered_an_hour_ahead_at_least(now: time, expected: list[str]) -> None:
    moment = datetime.combine(date(2026, 11, 25), now, tzinfo=LONDON)
    days = free(now=moment, hours=[stretch()], away=[], taken=[])
    assert walls(days, date(2026, 11, 25)) == expected


def test_ten_working_days_ahead_and_no_bank_holiday_among_them() -> None:
    days = days_ahead(london(date(2026, 12, 21), 8))
    assert days[0] == date(2026, 12, 21)
    assert date(2026, 12, 25) not in days
    assert date(2026, 12, 28) not in days
    assert len(days) == 11
    assert days[-1] == law.add_working_days(date(2026, 12, 21), 10)


def test_on_a_saturday_the_first_day_is_monday() -> None:
    assert days_ahead(london(date(2026, 11, 28), 12))[0] == date(2026, 11, 30)


def test_no_day_after_the_last_day() -> None:
    until = date(2026, 11, 27)
    assert days_ahead(NOW, until=until) == [date(2026, 11, 25), date(2026, 11, 26), until]
    assert days_ahead(NOW, until=date(2026, 11, 24)) == []


def test_half_past_midnight_on_the_first_of_july_in_london_is_july_already() -> None:
    now = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    days = free(now=now, hours=[stretch(weekday=2)], away=[], taken=[])
    assert days[0].on == date(2026, 7, 1)
    assert walls(days, date(2026, 7, 1))[0] == "09:00"
    assert days[0].slots[0].starts == datetime(2026, 7, 1, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("friday", "before", "after"),
    [
        pytest.param(date(2026, 3, 27), 9, 8, id="clocks go forward"),
        pytest.param(date(2026, 10, 23), 8, 9, id="clocks go back"),
    ],
)
def test_nine_in_the_morning_stays_nine_when_the_clocks_change(friday: date, before: int, after: int) -> None:
    monday = friday + timedelta(days=3)
    hours = [stretch(weekday=4), stretch(weekday=0)]
    days = {day.on: day for day in free(now=london(friday, 0, 30), hours=hours, away=[], taken=[])}
    assert days[friday].slots[0].starts == datetime.combine(friday, time(before), tzinfo=UTC)
    assert days[monday].slots[0].starts == datetime.combine(monday, time(after), tzinfo=UTC)
    assert walls(list(days.values()), friday)[0] == walls(list(days.values()), monday)[0] == "09:00"


@pytest.mark.parametrize("sunday", [date(2026, 3, 29), date(2026, 10, 25)])
def test_a_time_that_a_changing_clock_leaves_out_or_shows_twice_is_never_made(sunday: date) -> None:
    made = [at.astimezone(LONDON) for at in times_of(stretch(weekday=6, starts=0, ends=4), sunday)]
    assert [f"{at:%H:%M}" for at in made] == ["00:00", "02:00", "02:30", "03:00", "03:30"]
    assert all(LONDON.utcoffset(at.replace(tzinfo=None)) == at.utcoffset() for at in made)


def test_a_slot_is_free_when_any_adviser_has_it_free() -> None:
    on = date(2026, 11, 26)
    hours = [stretch(weekday=3), stretch(weekday=3, adviser=BEN, starts=11, ends=13)]
    taken = [Taken(ADA, london(on, 11), london(on, 11, 30)), Taken(ADA, london(on, 9), london(on, 9, 30))]
    days = free(now=NOW, hours=hours, away=[], taken=taken)
    assert walls(days, on) == ["09:30", "10:00", "10:30", "11:00", "11:30", "12:00", "12:30"]
    at = {slot.starts.astimezone(LONDON).hour * 60 + slot.starts.minute: slot.advisers for slot in days[0].slots}
    assert at[11 * 60] == {BEN}
    assert at[11 * 60 + 30] == {ADA, BEN}


def test_whoever_is_away_is_not_offered_and_back_on_the_day_they_said() -> None:
    hours = [stretch(weekday=weekday) for weekday in range(5)]
    away = [Absence(ADA, date(2026, 11, 26), date(2026, 11, 30))]
    days = [day.on for day in free(now=NOW, hours=hours, away=away, taken=[])]
    assert days[:2] == [date(2026, 11, 25), date(2026, 11, 30)]


def test_hours_that_end_or_begin_on_a_day() -> None:
    hours = [stretch(weekday=3, to_on=date(2026, 12, 3)), stretch(weekday=4, from_on=date(2026, 12, 4))]
    assert [day.on for day in free(now=NOW, hours=hours, away=[], taken=[])] == [date(2026, 11, 26), date(2026, 12, 4)]


ADVISERS = st.sampled_from([UUID(int=n) for n in range(1, 4)])
HALVES = st.integers(0, 47).map(lambda n: time(n // 2, n % 2 * 30))
DAYS = st.dates(date(2026, 3, 20), date(2026, 11, 10))


@st.composite
def stretches(draw: st.DrawFn) -> Stretch:
    starts, ends = sorted([draw(HALVES), draw(HALVES)])
    return Stretch(draw(ADVISERS), draw(st.integers(0, 4)), starts, ends, draw(DAYS), draw(st.none() | DAYS))


@st.composite
def absences(draw: st.DrawFn) -> Absence:
    first = draw(DAYS)
    return Absence(draw(ADVISERS), first, first + timedelta(days=draw(st.integers(1, 9))))


@st.composite
def calls(draw: st.DrawFn) -> Taken:
    starts = datetime.combine(draw(DAYS), draw(HALVES), tzinfo=LONDON).astimezone(UTC)
    return Taken(draw(ADVISERS), starts, starts + LENGTH)


@pytest.mark.feature(12, how="partly")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    now=st.builds(datetime.combine, DAYS, st.times(), tzinfo=st.just(UTC)),
    hours=st.lists(stretches(), max_size=8),
    away=st.lists(absences(), max_size=3),
    taken=st.lists(calls(), max_size=6),
)
def test_whatever_the_hours_nobody_is_offered_a_time_that_nobody_can_take(
    now: datetime, hours: list[Stretch], away: list[Absence], taken: list[Taken]
) -> None:
    days = free(now=now, hours=hours, away=away, taken=taken)
    assert [day.on for day in days] == sorted({day.on for day in days})
    for slot in (slot for day in days for slot in day.slots):
        wall = slot.starts.astimezone(LONDON)
        assert slot.on == wall.date() == london_day(slot.starts)
        assert law.is_working_day(slot.on)
        assert now + SOONEST <= slot.starts
        assert slot.on <= law.add_working_days(london_day(now), 10)
        assert slot.advisers
        for adviser in slot.advisers:
            assert any(
                s.adviser == adviser and s.holds_on(slot.on) and s.starts <= wall.time()
                and (slot.ends.astimezone(LONDON).time() <= s.ends)
                for s in hours
            )  # fmt: skip
            assert not any(a.adviser == adviser and a.from_on <= slot.on < a.to_on for a in away)
            assert not any(t.adviser == adviser and t.starts < slot.ends and slot.starts < t.ends for t in taken)


def test_an_adviser_booked_at_a_time_leaves_it_to_nobody() -> None:
    on = date(2026, 11, 26)
    taken = [Taken(ADA, london(on, 9), london(on, 12))]
    assert walls(free(now=NOW, hours=[stretch(weekday=3)], away=[], taken=taken), on) == []
    assert walls(free(now=NOW, hours=[stretch(weekday=3, adviser=uuid4())], away=[], taken=taken), on) != []
