"""Counting time as English law counts it (R46): the day of the event itself is never counted."""

import calendar
from datetime import date, timedelta

FRIDAY = 4


def add_months(day: date, months: int) -> date:
    """The day with the same number, `months` calendar months on; the month's last day where there is none.

    *Dodds v Walker* [1981] (R46): two months from 31 December end on 28 or 29 February. Two months are not 60
    days.
    """
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def add_days(day: date, days: int) -> date:
    """`days` calendar days on (*Lester v Garland*, R46)."""
    return day + timedelta(days=days)


def add_weeks(day: date, weeks: int) -> date:
    """`weeks` weeks of seven days on (R46)."""
    return day + timedelta(weeks=weeks)


def last_friday(year: int, month: int) -> date:
    """The last Friday of a month."""
    last = date(year, month, calendar.monthrange(year, month)[1])
    return last - timedelta(days=(last.weekday() - FRIDAY) % 7)


def birthday(born: date, age: int) -> date:
    """The day on which someone reaches `age`; 1 March for a birthday on 29 February in a year without one."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)
