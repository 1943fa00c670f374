"""Calls are kept as long as the enquiry or case that they are about."""

from uuid import UUID

from commonground.calls.models import Call
from commonground.record.days import now


def forget(about: UUID) -> int:
    """Delete the calls about this enquiry or case, with their interpreters. Returns how many there were."""
    return Call.objects.filter(about=about).delete()[1].get(Call._meta.label, 0)


def somebody_waits(about: UUID) -> bool:
    """Whether a call about it is booked and still to come."""
    return Call.objects.filter(
        about=about, cancelled_at=None, held_on=None, outcome="", during__endswith__gt=now()
    ).exists()  # fmt: skip
