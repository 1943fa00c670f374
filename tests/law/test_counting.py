"""Months, weeks and birthdays are counted as the law counts them (R46, R8)."""

import calendar
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from commonground.law.counting import add_days, add_months, add_weeks, birthday, last_friday

DAYS = st.dates(date(2014, 9, 1), date(2099, 12, 31))


@given(DAYS, st.integers(0, 24))
def test_months_keep_the_day_or_end_with_the_month(day: date, months: int) -> None:
    end = add_months(day, months)
    last = calendar.monthrange(end.year, end.month)[1]
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == months
    assert end.day == min(day.day, last)


@given(DAYS, DAYS, st.integers(0, 24))
def test_a_later_day_never_ends_earlier(one: date, other: date, months: int) -> None:
    first, second = sorted((one, other))
    assert add_months(first, months) <= add_months(second, months)


def test_two_months_are_not_sixty_days() -> None:
    assert add_months(date(2026, 7, 1), 2) == date(2026, 9, 1) != add_days(date(2026, 7, 1), 60)


def test_months_over_new_year_and_into_february() -> None:
    assert add_months(date(2025, 12, 31), 2) == date(2026, 2, 28)
    assert add_months(date(2027, 12, 31), 2) == date(2028, 2, 29)
    assert add_months(date(2026, 11, 30), 1) == date(2026, 12, 30)


@given(DAYS, st.integers(0, 60))
def test_a_week_is_seven_days(day: date, weeks: int) -> None:
    assert add_weeks(day, weeks) - day == timedelta(days=7 * weeks)


@given(st.integers(2014, 2120), st.integers(1, 12))
def test_last_friday_is_the_last(year: int, month: int) -> None:
    friday = last_friday(year, month)
    assert friday.weekday() == 4
    assert friday.month == month != (friday + timedelta(days=7)).month


def test_a_leap_day_birthday_is_on_1_march_in_other_years() -> None:
    assert birthday(date(2004, 2, 29), 25) == date(2029, 3, 1)
    assert birthday(date(2004, 2, 29), 16) == date(2020, 2, 29)
