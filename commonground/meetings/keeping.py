"""Meetings are kept as long as their case."""

from uuid import UUID

from commonground.meetings.models import Meeting


def forget(about: UUID) -> int:
    """Delete the meetings of the case with this id, with who came. Returns how many there were."""
    return Meeting.objects.filter(case=about).delete()[1].get(Meeting._meta.label, 0)
