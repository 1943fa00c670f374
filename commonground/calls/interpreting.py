"""An interpreter for a call: asked for, confirmed or not to be had, carried along when it moves, called off with it.

The record of the enquiry or case has an entry for each. Whom an interpreter comes from stands beside the call alone.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.calls import queries
from commonground.calls.models import LIVE, Arranging, Call, InterpreterBooking, Way
from commonground.calls.queries import is_bsl
from commonground.cases.answers import Impossible
from commonground.people.models import Person
from commonground.record import commands as record
from commonground.record.days import now


@dataclass(frozen=True)
class Arranged:
    """What is known of an interpreter. `joining` is what the family needs to join, in words that they read."""

    language: str
    way: Way | None = None
    with_whom: str = ""
    their_reference: str = ""
    joining: str = ""


@transaction.atomic
def ask(call: Call, given: Arranged, *, by: Person) -> tuple[InterpreterBooking, bool]:
    """Write down that an interpreter was asked for. Returns the booking, and whether that is new.

    Raises Impossible where the call is over or cancelled, where the language, with whom or how is missing, or where
    BSL was to come by telephone.
    """
    return _arrange(call, given, Arranging.ASKED, by=by)


@transaction.atomic
def confirm(call: Call, given: Arranged, *, by: Person) -> tuple[InterpreterBooking, bool]:
    """Write down that an interpreter comes, asked for before or not. Returns and raises what `ask` does."""
    return _arrange(call, given, Arranging.CONFIRMED, by=by)


@transaction.atomic
def could_not(call: Call, given: Arranged, *, by: Person) -> tuple[InterpreterBooking, bool]:
    """Write down that no interpreter can be had for this time; a person then offers another time or another way.

    Returns the booking, and whether that is new. Raises Impossible where the call is over or no language is named.
    """
    locked = _wanted(call, given.language)
    latest = queries.interpreter_of(locked)
    if latest is not None and latest.state == Arranging.NOT_HAD:
        return latest, False
    row = latest if latest is not None and latest.state in LIVE else InterpreterBooking(call=locked)
    known = {"way": row.way, "with_whom": row.with_whom, "their_reference": row.their_reference}
    said = {name: value for name, value in _fields(given).items() if value}
    return _write(row, {**known, **said}, Arranging.NOT_HAD, by=by), True


@transaction.atomic
def not_needed(call: Call, *, by: Person) -> InterpreterBooking | None:
    """Write down that they want no interpreter for this call; who writes it tells whoever was to come.

    Returns the booking that ended, or None. Raises Impossible where the call is over.
    """
    locked = _locked(call)
    if not locked.interpreter:
        return None
    live = locked.interpreters.filter(state__in=LIVE).first()
    if live is not None:
        _write(live, {}, Arranging.CALLED_OFF, by=by, enter=False)
    _enter(locked, "call.interpreter_not_needed", by.actor, language=locked.interpreter)
    locked.interpreter = ""
    locked.save(update_fields=["interpreter"])
    return live


@transaction.atomic
def called_off(booking: InterpreterBooking, *, by: Person) -> InterpreterBooking:
    """Write down that whoever was to come knows that the call is cancelled. The same twice is written once."""
    locked = InterpreterBooking.objects.select_for_update(of=("self",)).select_related("call").get(pk=booking.pk)
    if locked.state != Arranging.TO_CALL_OFF:
        return locked
    return _write(locked, {}, Arranging.CALLED_OFF, by=by, enter=False)


def carry(old: Call, new: Call, *, by: str) -> None:
    """The call moved: whoever was to come is asked again for the new time. For the command that moves a call."""
    live = old.interpreters.filter(state__in=LIVE).first()
    if live is None:
        return
    InterpreterBooking.objects.filter(pk=live.pk).update(state=Arranging.CALLED_OFF)
    again = InterpreterBooking(
        call=new, language=live.language, way=live.way, with_whom=live.with_whom,
        their_reference=live.their_reference, joining=live.joining, state=Arranging.AGAIN,
        recorded_by_id=live.recorded_by_id, recorded_at=now(),
    )  # fmt: skip
    again.save()
    _enter(new, "call.interpreter_again", by, language=again.language)


def end_with(call: Call, *, by: str) -> None:
    """The call is cancelled: whoever was to come is to be told. For the command that cancels a call."""
    live = call.interpreters.filter(state__in=LIVE).first()
    if live is not None:
        live.state = Arranging.TO_CALL_OFF
        live.save(update_fields=["state"])
        _enter(call, "call.interpreter_ended", by, language=live.language)


def _arrange(call: Call, given: Arranged, state: Arranging, *, by: Person) -> tuple[InterpreterBooking, bool]:
    if given.way is None or not given.with_whom.strip():
        raise Impossible(_("Say with whom the interpreter is booked, and how they join."))
    if is_bsl(given.language) and given.way == Way.THREE_WAY:
        raise Impossible(_("BSL must be seen: choose video relay, or in person."))
    locked = _wanted(call, given.language)
    row = locked.interpreters.filter(state__in=LIVE).first() or InterpreterBooking(call=locked)
    fields = _fields(given)
    if row.state == state and all(getattr(row, name) == value for name, value in fields.items()):
        return row, False
    return _write(row, fields, state, by=by), True


def _fields(given: Arranged) -> dict[str, str]:
    return {
        "language": given.language.strip(),
        "way": given.way or "",
        "with_whom": given.with_whom.strip(),
        "their_reference": given.their_reference.strip(),
        "joining": given.joining.strip(),
    }


def _wanted(call: Call, language: str) -> Call:
    """The call, locked and still ahead, with the language that it is to have an interpreter for."""
    if not language.strip():
        raise Impossible(_("Say which language, or BSL."))
    locked = _locked(call)
    if locked.interpreter != language.strip():
        locked.interpreter = language.strip()
        locked.save(update_fields=["interpreter"])
    return locked


def _locked(call: Call) -> Call:
    """The call, still ahead. Its record first, as whoever moves it does: so nobody waits for one who waits for them."""
    record.hold(call.about)
    return queries.still_ahead(call)


def _write(
    row: InterpreterBooking, fields: dict[str, str], state: Arranging, *, by: Person, enter: bool = True
) -> InterpreterBooking:
    for name, value in fields.items():
        setattr(row, name, value)
    row.state, row.recorded_by, row.recorded_at = state, by, now()
    row.save()
    if enter:
        _enter(row.call, f"call.interpreter_{state}", by.actor, language=row.language, way=row.way)
    return row


def _enter(call: Call, what: str, by: str, **more: str) -> None:
    words = {"at": call.during.lower.isoformat(), "name": call.name, **more}
    record.append(case=call.about, what=what, by=by, words=words)
