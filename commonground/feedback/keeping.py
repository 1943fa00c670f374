"""How long patterns are kept: as long as a case, from the day they were raised, since they are about none."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from commonground.feedback.models import Pattern


def raised_by(day: date) -> QuerySet[Pattern]:
    """The patterns that were raised on this day or before, the oldest first."""
    return Pattern.objects.filter(raised_on__lte=day).order_by("raised_on", "id")


def forget(pattern: UUID) -> int:
    """Delete a pattern, with what was passed on of it and what came back. Returns how many there were."""
    return Pattern.objects.filter(pk=pattern).delete()[0]
