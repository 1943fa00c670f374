"""Booking a call, moving it, cancelling it, and saying what became of it.

Whoever books waits for whoever books with the same advisers: two never get one time. The record of the enquiry or case
has an entry for each of these.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Count
from django.utils.translation import gettext as _

from commonground.calls import interpreting, queries
from commonground.calls.hours import come_back, end_hours, go_away, set_hours
from commonground.calls.models import Call, How, Outcome
from commonground.calls.slots import LENGTH, SOONEST
from commonground.cases.answers import Impossible
from commonground.people.keys import name_key, telephone_key
from commonground.people.models import Person
from commonground.record import commands as record
from commonground.record.days import london_day, now, today

__all__ = [
    "Asked",
    "book",
    "cancel",
    "come_back",
    "end_hours",
    "go_away",
    "hand_over",
    "move",
    "record_outcome",
    "set_hours",
    "take_over",
]


@dataclass(frozen=True)
class Asked:
    """A call as somebody asks for it. `person` is who they are, where a case knows them.

    `not_after` is their last day: no call is booked after it.
    """

    starts: datetime
    name: str
    telephone: str
    person: Person | None = None
    channel: How = How.TELEPHONE
    interpreter: str = ""
    notes: str = ""
    not_after: date | None = None


@transaction.atomic
def book(about: UUID, asked: Asked, *, by: str, token: str, prefer: UUID | None = None, recorded_for: str = "") -> Call:
    """Book a call about an enquiry or case, and return it; the same token answers with the first.

    The adviser is `prefer` (the case's own) where they are free, else whoever is free and has fewest calls that day.
    `by` is the opaque id of who books. Raises Impossible where there is no number, a call is booked already, or the
    time is not free any more.
    """
    known = Call.objects.filter(token=token).first()
    if known is not None:
        return known
    if not asked.telephone:
        raise Impossible(_("To call, we need a telephone number."))
    _enter(about, "call.booked", by, asked.starts, name=asked.name, recorded_for=recorded_for)
    # The head of the record is locked now: of two who book for one person at once, the second sees the first's call.
    waiting = queries.calls_about(about)
    if waiting.filter(person=asked.person, name=asked.name).exists():
        raise Impossible(_("A call is booked already. Move it to another time instead."))
    adviser = _somebody_free(asked.starts, not_after=asked.not_after, prefer=prefer)
    return _write(about, asked, adviser=adviser, token=token)


@transaction.atomic
def move(
    call: Call, *, by: str, starts: datetime, token: str, not_after: date | None = None, recorded_for: str = ""
) -> Call:
    """Move a call that is still ahead to another time, with the same adviser where they are free then.

    An interpreter is to be confirmed again for the new time. Returns the call at its new time. Raises Impossible where
    it is over or cancelled, or the time is not free.
    """
    known = Call.objects.filter(token=token).first()
    if known is not None:
        return known
    _enter(call.about, "call.moved", by, starts, name=call.name, recorded_for=recorded_for)
    locked = queries.still_ahead(call)
    locked.cancelled_at, locked.outcome = now(), Outcome.MOVED
    locked.save(update_fields=["cancelled_at", "outcome"])
    asked = Asked(
        starts=starts, name=locked.name, telephone=locked.telephone, person=locked.person,
        channel=How(locked.channel), interpreter=locked.interpreter, notes=locked.notes,
    )  # fmt: skip
    adviser = _somebody_free(starts, not_after=not_after, prefer=locked.adviser_id)
    moved = _write(locked.about, asked, adviser=adviser, token=token)
    interpreting.carry(locked, moved, by=by)
    return moved


@transaction.atomic
def hand_over(call: Call, *, by: str) -> Call:
    """Give a call to another adviser at the same time. Raises Impossible where nobody else is free then."""
    _enter(call.about, "call.handed_over", by, call.during.lower, name=call.name)
    locked = queries.still_ahead(call)
    able = set(queries.advisers().values_list("pk", flat=True)) - {locked.adviser_id}
    locked.adviser = _somebody_free(locked.during.lower, only=able, soon=True)
    locked.save(update_fields=["adviser"])
    return locked


@transaction.atomic
def cancel(call: Call, *, by: str, recorded_for: str = "") -> Call:
    """Take a call that is still ahead off the list, and its interpreter with it.

    Raises Impossible where it is over or was cancelled before.
    """
    _enter(call.about, "call.cancelled", by, call.during.lower, name=call.name, recorded_for=recorded_for)
    locked = queries.still_ahead(call)
    locked.cancelled_at = now()
    locked.save(update_fields=["cancelled_at"])
    interpreting.end_with(locked, by=by)
    return locked


@transaction.atomic
def record_outcome(call: Call, *, by: str, outcome: Outcome) -> Call:
    """Say that they spoke, or that nobody answered. Raises Impossible before the day, or where it was said before."""
    if outcome == Outcome.MOVED:
        raise Impossible(_("To move a call, choose the new time."))
    what = "call.spoke" if outcome == Outcome.SPOKE else "call.no_answer"
    _enter(call.about, what, by, call.during.lower, name=call.name)
    locked = queries.locked(call)
    if locked.cancelled_at is not None or locked.held_on is not None:
        raise Impossible(_("What became of this call has been written down already."))
    if locked.on > today():
        raise Impossible(_("This call is on a day that has not come yet."))
    locked.held_on, locked.outcome = today(), outcome
    locked.save(update_fields=["held_on", "outcome"])
    return locked


def take_over(about: UUID, people: Iterable[Person]) -> None:
    """A case was opened from an enquiry: its calls belong to whoever of these has that name or number.

    They then see it in their case. A call that fits nobody, or several, stays with the desk alone.
    """
    known = list(people)
    for call in Call.objects.filter(about=about, person=None):
        named = [each for each in known if each.name_key == name_key(call.name)]
        reached = [each for each in known if each.telephone_key == telephone_key(call.telephone)]
        fitting = named or reached
        if len(fitting) == 1:
            call.person = fitting[0]
            call.save(update_fields=["person"])


def _write(about: UUID, asked: Asked, *, adviser: Person, token: str) -> Call:
    return Call.objects.create(
        about=about,
        person=asked.person,
        name=asked.name,
        telephone=asked.telephone,
        adviser=adviser,
        during=DateTimeTZRange(asked.starts, asked.starts + LENGTH),
        on=london_day(asked.starts),
        channel=asked.channel,
        interpreter=asked.interpreter,
        notes=asked.notes,
        token=token,
        made_on=today(),
    )


def _somebody_free(
    starts: datetime,
    *,
    not_after: date | None = None,
    prefer: UUID | None = None,
    only: set[UUID] | None = None,
    soon: bool = False,
) -> Person:
    """The adviser who takes a call then, locked until the caller commits. Raises Impossible where nobody is free.

    `soon`: the family was promised this time before, so that it may be within the hour.
    """
    moment = min(now(), starts - SOONEST) if soon else now()
    slot = queries.slot_at(starts, queries.free_slots(on_or_after=moment, until=not_after, only=only))
    if slot is not None:
        people = Person.objects.select_for_update(no_key=True).filter(pk__in=slot.advisers).order_by("pk")
        locked = {person.pk: person for person in people}
        slot = queries.slot_at(starts, queries.free_slots(on_or_after=moment, until=not_after, only=locked))
    if slot is None:
        raise Impossible(_("That time is not free any more. Choose another one."))
    if prefer in slot.advisers:
        return locked[prefer]
    busy = Call.objects.filter(on=slot.on, cancelled_at=None, adviser__in=slot.advisers).order_by()
    counts = dict(busy.values_list("adviser").annotate(Count("pk")))
    return min((locked[pk] for pk in slot.advisers), key=lambda one: (counts.get(one.pk, 0), one.name_key, one.pk))


def _enter(about: UUID, what: str, by: str, starts: datetime, *, name: str, recorded_for: str = "") -> None:
    words = {"at": starts.isoformat(), "name": name}
    record.append(
        case=about, what=what, by=by, words={**words, **({"recorded_for": recorded_for} if recorded_for else {})}
    )
