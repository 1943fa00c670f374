"""Calls are kept as long as the enquiry or case that they are about."""

from collections.abc import Collection
from uuid import UUID

from commonground.calls.models import Call
from commonground.record.days import now


def forget(about: UUID) -> int:
    """Delete the calls about this enquiry or case, with their interpreters. Returns how many there were."""
    return Call.objects.filter(about=about).delete()[1].get(Call._meta.label, 0)


def still_to_come(abouts: Collection[UUID]) -> set[UUID]:
    """About which of these a call is booked and still to come."""
    ahead = Call.objects.filter(cancelled_at=None, held_on=None, outcome="", during__endswith__gt=now())
    return set(ahead.filter(about__in=abouts).values_list("about", flat=True))
