"""How calls are read: which times are free, who is called today, what was booked about a case."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from commonground import law
from commonground.calls.models import Arranging, Away, Call, Hours, InterpreterBooking
from commonground.calls.slots import Absence, Day, Slot, Stretch, Taken, free
from commonground.cases.answers import Impossible
from commonground.law import Decision
from commonground.people.models import Person
from commonground.people.queries import staff_with
from commonground.people.roles import Role
from commonground.record.days import LONDON, london_day, now, today

TAKING_CALLS = frozenset({Role.ADVISER})
"""Who has hours for calls: what is said in them is information that an adviser gives (R5, R10)."""


TO_BOOK = "to_book"
"""An interpreter is wanted, and nobody was asked yet."""


@dataclass(frozen=True)
class Interpreted:
    """The interpreter that a call has or is to have, as the one we call reads it. `state` is as `arranging` says."""

    language: str
    state: str
    booking: InterpreterBooking | None

    @property
    def signed(self) -> bool:
        """Whether it is BSL."""
        return is_bsl(self.language)


def advisers() -> QuerySet[Person]:
    """Everybody who can have hours for calls today, by name."""
    return staff_with(TAKING_CALLS)


def hours_of(adviser: Person, *, on: date | None = None) -> QuerySet[Hours]:
    """An adviser's hours that run on that day (today when left out) or begin later, by weekday."""
    day = on or today()
    return Hours.objects.filter(Q(to_on=None) | Q(to_on__gt=day), adviser=adviser)


def away_of(adviser: Person) -> QuerySet[Away]:
    """The days on which an adviser is or will be away."""
    return Away.objects.filter(adviser=adviser, to_on__gt=today())


def free_slots(
    *, on_or_after: datetime | None = None, until: date | None = None, only: Iterable[UUID] | None = None
) -> list[Day]:
    """The days ahead with the times at which an adviser on duty is free, none after the day `until`.

    `on_or_after` is the moment to count from, now when left out; `only` asks about these advisers alone. Three queries,
    however many advisers there are.
    """
    moment = on_or_after or now()
    able = advisers().filter(pk__in=list(only)) if only is not None else advisers()
    on = london_day(moment)
    hours = Hours.objects.filter(Q(to_on=None) | Q(to_on__gt=on), adviser__in=able.order_by()).order_by("id")
    stretches = [Stretch(h.adviser_id, h.weekday, h.starts, h.ends, h.from_on, h.to_on) for h in hours]
    if not stretches:
        return []
    ids = {stretch.adviser for stretch in stretches}
    away = [Absence(a.adviser_id, a.from_on, a.to_on) for a in Away.objects.filter(adviser__in=ids, to_on__gt=on)]
    booked = Call.objects.filter(adviser__in=ids, cancelled_at=None, on__gte=on)
    taken = [Taken(c.adviser_id, c.during.lower, c.during.upper) for c in booked]
    return free(now=moment, hours=stretches, away=away, taken=taken, until=until)


def slot_at(starts: datetime, days: Sequence[Day]) -> Slot | None:
    """The free time that begins at this moment, or None where there is none."""
    return next((slot for day in days for slot in day.slots if slot.starts == starts), None)


def last_day_for_a_call(
    letter_on: date | None,
    *,
    decision: str,
    sections: frozenset[str] = frozenset(),
    happened_on: date | None = None,
    on: date,
) -> date | None:
    """The first of the family's last days (R11, R42, R51) that is still ahead: a call after it would come too late.

    `happened_on` is the day of what a claim of discrimination is about. None where no day is known, or all have passed:
    then the sooner the better, and any time is better than none.
    """
    if not decision or (letter_on is not None and letter_on > on):
        return None
    days = law.last_days(letter_on, decision=Decision(decision), sections=sections, act=happened_on)
    return min((day.date for day in days if day.date >= on), default=None)


def ahead() -> QuerySet[Call]:
    """Calls that are booked and not over, the next one first."""
    return Call.objects.filter(cancelled_at=None, held_on=None, during__endswith__gt=now())


def calls_of_the_day(on: date) -> QuerySet[Call]:
    """Every call of that day that was not cancelled, held or not, with its adviser."""
    return Call.objects.filter(on=on, cancelled_at=None).select_related("adviser")


def calls_to_come(*, after: date) -> QuerySet[Call]:
    """The calls booked on later days, with their advisers."""
    return Call.objects.filter(on__gt=after, cancelled_at=None, held_on=None).select_related("adviser")


def not_written_down() -> QuerySet[Call]:
    """Calls of days before today of which nobody has said what became of them, with their advisers."""
    return Call.objects.filter(on__lt=today(), cancelled_at=None, held_on=None).select_related("adviser")


def calls_about(about: UUID) -> QuerySet[Call]:
    """The calls ahead about this enquiry or case, the next one first, with their advisers."""
    return ahead().filter(about=about).select_related("adviser")


def call_with(about: UUID, person: Person) -> Call | None:
    """The call ahead that this person waits for, or None. Nobody is shown another's."""
    return calls_about(about).filter(person=person).first()


def locked(call: Call) -> Call:
    """The call as it stands now, locked until the caller commits."""
    return Call.objects.select_for_update(of=("self",)).select_related("person", "adviser").get(pk=call.pk)


def still_ahead(call: Call) -> Call:
    """The call, locked. Raises Impossible where it cannot be changed any more."""
    found = locked(call)
    if found.cancelled_at is not None or found.held_on is not None:
        raise Impossible(_("This call has been moved, cancelled or held already. Look at it again."))
    return found


def is_bsl(language: str) -> bool:
    """Whether this is British Sign Language, which no telephone carries."""
    said = language.casefold()
    return "bsl" in said or "sign language" in said


def interpreter_of(call: Call) -> InterpreterBooking | None:
    """The latest booking of an interpreter for this call, with who wrote it down; None where nobody was asked yet."""
    return call.interpreters.select_related("recorded_by").order_by("-id").first()


def arranging(call: Call, booking: InterpreterBooking | None) -> str:
    """How far the interpreter of this call is, given its latest booking; `to_book` before anybody was asked.

    Empty where none is wanted.
    """
    if not call.interpreter:
        return ""
    return TO_BOOK if booking is None or booking.state == Arranging.CALLED_OFF else booking.state


def interpreted(call: Call | None) -> Interpreted | None:
    """The interpreter of this call; None, without a query, where there is no call or none is wanted."""
    if call is None or not call.interpreter:
        return None
    booking = interpreter_of(call)
    return Interpreted(call.interpreter, arranging(call, booking), booking)


def interpreters_of(calls: Iterable[Call]) -> dict[int, InterpreterBooking]:
    """The latest booking of each of these calls that has one, by the call's number. One query, or none."""
    wanted = [call.pk for call in calls if call.interpreter]
    bookings = InterpreterBooking.objects.filter(call__in=wanted).select_related("recorded_by").order_by("id")
    found = bookings if wanted else ()
    return {booking.call_id: booking for booking in found}


def interpreters_to_book() -> QuerySet[Call]:
    """The calls ahead for which an interpreter is wanted and not confirmed, the next one first, with their advisers."""
    return ahead().filter(_to_book()).select_related("adviser").order_by("during", "pk")


def interpreters_to_call_off() -> QuerySet[InterpreterBooking]:
    """Interpreters of cancelled calls who have not been told, the next call first; none whose time has passed."""
    found = InterpreterBooking.objects.filter(state=Arranging.TO_CALL_OFF, call__during__endswith__gt=now())
    return found.select_related("call").order_by("call__during", "pk")


def interpreters_waiting() -> dict[str, int]:
    """How many calls ahead have an interpreter `to_book`, and how many cancelled ones one `to_call_off`. One query."""
    off = Exists(InterpreterBooking.objects.filter(call=OuterRef("pk"), state=Arranging.TO_CALL_OFF))
    calls = Call.objects.filter(during__endswith__gt=now())
    booked = Q(cancelled_at=None, held_on=None)
    return calls.aggregate(to_book=Count("pk", filter=booked & _to_book()), to_call_off=Count("pk", filter=Q(off)))


def _to_book() -> Q:
    """An interpreter is wanted, and none is confirmed."""
    confirmed = InterpreterBooking.objects.filter(call=OuterRef("pk"), state=Arranging.CONFIRMED)
    return ~Q(interpreter="") & ~Q(Exists(confirmed))


def interpreter_with_id(number: int) -> InterpreterBooking | None:
    """The booking of this number with its call, or None."""
    return InterpreterBooking.objects.select_related("call").filter(pk=number).first()


def without_adviser(calls: Iterable[Call]) -> set[int]:
    """Which of these calls stand where their adviser is no longer on duty: gone, away, or without these hours.

    Three queries, and none where there is no call.
    """
    found = list(calls)
    if not found:
        return set()
    ids = {call.adviser_id for call in found}
    able = set(advisers().filter(pk__in=ids).values_list("pk", flat=True))
    hours = list(Hours.objects.filter(adviser__in=able))
    away = list(Away.objects.filter(adviser__in=able))
    return {call.pk for call in found if not _on_duty(call, hours, away)}


def _on_duty(call: Call, hours: Iterable[Hours], away: Iterable[Away]) -> bool:
    here = call.during.lower.astimezone(LONDON)
    ends = call.during.upper.astimezone(LONDON).time()
    if any(a.adviser_id == call.adviser_id and a.from_on <= call.on < a.to_on for a in away):
        return False
    return any(
        h.adviser_id == call.adviser_id
        and h.weekday == here.weekday()
        and h.starts <= here.time()
        and ends <= h.ends
        and h.from_on <= call.on
        and (h.to_on is None or call.on < h.to_on)
        for h in hours
    )


def all_hours() -> QuerySet[Hours]:
    """Everybody's hours that run today or begin later, by weekday."""
    return Hours.objects.filter(Q(to_on=None) | Q(to_on__gt=today()))


def all_away() -> QuerySet[Away]:
    """Everybody's days away that are not over, the nearest last."""
    return Away.objects.filter(to_on__gt=today()).order_by("-from_on")
