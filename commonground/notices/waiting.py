"""Messages that wait when something changes that they depend on: where somebody is reached, or that they take part.

An address is put right because it was wrong, and often because somebody else reads it: what waits, or is held back,
must not go there any more. Whoever takes part no longer gets nothing more about the case.
"""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from commonground.notices import commands, tasks
from commonground.notices.models import Channel, Notice, State, Step
from commonground.people.models import Person
from commonground.record import days

WAITS = (State.QUEUED, State.UNCERTAIN, State.HELD)
MOVED = "It goes to where they are reached now."
NO_PART = "They take no part any more, so this does not go."
_WHERE = ("channel", "to_email", "to_number", "to_address")


@transaction.atomic
def readdress(person: Person, *, by: str, about: UUID | None = None, address: str | None = None) -> int:
    """What waits for this person goes the way they asked for, to where they are reached now. Returns how much did move.

    With `about`, only what is about that case, and letters of it to `address` where that is given.
    """
    rows = _waiting(person.pk)
    moved = [row for row in (rows if about is None else rows.filter(about=about)) if _moved(row, person, address)]
    for row in moved:
        row.save(update_fields=[*_WHERE, "state", "last_error"])
        Step.objects.create(notice=row, at=days.now(), state=row.state, by=by, detail=row.last_error or MOVED)
    if moved:
        tasks.wake()
    return len(moved)


@transaction.atomic
def withdraw(*, person: UUID, about: UUID, by: str) -> int:
    """What waits for somebody about a case in which they take no part any more does not go. Returns how much that was.

    Nobody need see to it: it stands among the messages as one that never went, with why.
    """
    rows = list(_waiting(person).filter(about=about))
    now = days.now()
    for row in rows:
        row.state, row.last_error, row.reported_at, row.seen_to_at = State.FAILED, NO_PART, now, now
        row.save(update_fields=["state", "last_error", "reported_at", "seen_to_at"])
        Step.objects.create(notice=row, at=now, state=row.state, by=by, detail=NO_PART)
    return len(rows)


def _waiting(person: UUID) -> QuerySet[Notice]:
    """What has not gone yet; what is going out this moment cannot be called back."""
    return Notice.objects.select_for_update(of=("self",)).filter(person=person, fresh=False, state__in=WAITS)


def _moved(row: Notice, person: Person, address: str | None) -> bool:
    """Write into the row where it goes now. False where that is where it went before."""
    before = [getattr(row, name) for name in _WHERE]
    to = commands.to_person(person, address=row.to_address if address is None else address)
    now = commands.addressed(to, now=row.created_at, no_text=not row.short)
    for name in _WHERE:
        setattr(row, name, getattr(now, name))
    if row.channel == Channel.EMAIL and now.state == State.FAILED:
        row.state, row.last_error = State.FAILED, now.last_error
    return before != [getattr(row, name) for name in _WHERE]
