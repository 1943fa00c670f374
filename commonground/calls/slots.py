"""When a call can be: half hours in advisers' hours, worked out from plain data. Nothing here asks what time it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from uuid import UUID

from commonground import law
from commonground.record.days import LONDON, london_day

LENGTH = timedelta(minutes=30)
"""How long a call may last."""
SOONEST = timedelta(minutes=60)
"""Nobody is promised a call sooner than this: an adviser must see it first."""
DAYS_AHEAD = 10
"""Working days ahead of today on which calls can be booked."""


@dataclass(frozen=True)
class Stretch:
    """One adviser's hours on one weekday, as London's clocks show them; `to_on` is the first day without them."""

    adviser: UUID
    weekday: int
    starts: time
    ends: time
    from_on: date
    to_on: date | None = None

    def holds_on(self, on: date) -> bool:
        """Whether these are hours of that day."""
        running = self.from_on <= on and (self.to_on is None or on < self.to_on)
        return running and on.weekday() == self.weekday


@dataclass(frozen=True)
class Absence:
    """Days on which an adviser is away; `to_on` is the first day back."""

    adviser: UUID
    from_on: date
    to_on: date


@dataclass(frozen=True)
class Taken:
    """A time at which an adviser has a call."""

    adviser: UUID
    starts: datetime
    ends: datetime


@dataclass(frozen=True)
class Slot:
    """A time at which somebody is free, and who."""

    starts: datetime
    advisers: frozenset[UUID]

    @property
    def ends(self) -> datetime:
        """When it is over."""
        return self.starts + LENGTH

    @property
    def on(self) -> date:
        """Its day in London."""
        return london_day(self.starts)


T = TypeVar("T", Absence, Taken)


@dataclass(frozen=True)
class Day:
    """A day with its free times, the first one first."""

    on: date
    slots: tuple[Slot, ...]


def days_ahead(now: datetime, *, until: date | None = None) -> list[date]:
    """The working days on which a call can be booked at that moment, none of them after `until`."""
    today = london_day(now)
    last = law.add_working_days(today, DAYS_AHEAD)
    last = last if until is None else min(last, until)
    days: list[date] = []
    on = today if law.is_working_day(today) else law.next_working_day(today)
    while on <= last:
        days.append(on)
        on = law.next_working_day(on)
    return days


def times_of(stretch: Stretch, on: date) -> Iterator[datetime]:
    """The beginnings of the calls that fit into these hours on that day, in UTC.

    Hours are what the clock on the wall shows, so that 9am stays 9am when the clocks change; a time that a changing
    clock leaves out or shows twice is never offered.
    """
    at = datetime.combine(on, stretch.starts)
    end = datetime.combine(on, stretch.ends)
    while at + LENGTH <= end:
        if _shown_once(at) and _shown_once(at + LENGTH):
            yield at.replace(tzinfo=LONDON).astimezone(UTC)
        at += LENGTH


def _shown_once(wall: datetime) -> bool:
    first, second = (wall.replace(tzinfo=LONDON, fold=fold).utcoffset() for fold in (0, 1))
    return first == second


def free(
    *,
    now: datetime,
    hours: Sequence[Stretch],
    away: Iterable[Absence],
    taken: Iterable[Taken],
    until: date | None = None,
) -> list[Day]:
    """The days ahead with the times at which an adviser is free. A day without any is left out."""
    absences = _by_adviser(away)
    busy = _by_adviser(taken)
    found: list[Day] = []
    for on in days_ahead(now, until=until):
        at: dict[datetime, set[UUID]] = {}
        for stretch in hours:
            if not stretch.holds_on(on) or any(a.from_on <= on < a.to_on for a in absences.get(stretch.adviser, ())):
                continue
            for starts in times_of(stretch, on):
                clash = any(b.starts < starts + LENGTH and starts < b.ends for b in busy.get(stretch.adviser, ()))
                if starts >= now + SOONEST and not clash:
                    at.setdefault(starts, set()).add(stretch.adviser)
        if at:
            found.append(Day(on, tuple(Slot(starts, frozenset(at[starts])) for starts in sorted(at))))
    return found


def _by_adviser(things: Iterable[T]) -> Mapping[UUID, list[T]]:
    found: dict[UUID, list[T]] = {}
    for thing in things:
        found.setdefault(thing.adviser, []).append(thing)
    return found
