"""Advisers with hours, and calls, for tests that stand on a day of their own."""

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID, uuid4

from commonground.calls import commands
from commonground.calls.commands import Asked
from commonground.calls.models import Call
from commonground.calls.queries import free_slots
from commonground.people.models import Person
from commonground.record.days import LONDON, today
from tests.made_up import staff

NOW = datetime(2026, 11, 25, 9, 10, tzinfo=UTC)
"""A Wednesday morning."""
WEDNESDAY, THURSDAY = date(2026, 11, 25), date(2026, 11, 26)
WEEK = range(5)


def london(on: date, hour: int, minute: int = 0) -> datetime:
    """A time on London's clocks."""
    return datetime.combine(on, time(hour, minute), tzinfo=LONDON)


def an_adviser(name: str = "Ada Adviser", starts: int = 9, ends: int = 17, **more: Any) -> Person:
    """An adviser who takes calls between these hours on every weekday."""
    person = staff(name=name)
    given = {"weekdays": WEEK, "starts": time(starts), "ends": time(ends), "from_on": today(), **more}
    commands.set_hours(person, by=person, **given)
    return person


def booked(starts: datetime, *, about: UUID | None = None, name: str = "Sam Sample", **more: Any) -> Call:
    """A call booked by the service itself."""
    given = {key: more.pop(key) for key in ("prefer", "token") if key in more}
    asked = Asked(starts=starts, name=name, **{"telephone": "01632 960001", **more})
    return commands.book(about or uuid4(), asked, **{"by": "system:tests", "token": uuid4().hex, **given})


def offered(**asked: Any) -> dict[date, list[str]]:
    """The free times as London's clocks show them, day by day."""
    return {day.on: [f"{slot.starts.astimezone(LONDON):%H:%M}" for slot in day.slots] for day in free_slots(**asked)}
