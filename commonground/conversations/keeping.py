"""How long conversations are kept that became no enquiry. One that did goes with its enquiry."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from commonground.conversations.models import Conversation
from commonground.record.batches import delete_over
from commonground.record.days import now

KEPT = timedelta(days=90)
"""After the last line, whoever wrote it."""
AT_ONCE = 500


def clear() -> int:
    """Delete the conversations whose time is over, with their lines. Returns how many."""
    return delete_over(lambda: Conversation.objects.filter(enquiry=None, last_at__lte=now() - KEPT), at_once=AT_ONCE)


def forget(about: UUID) -> int:
    """Delete the conversation that became this enquiry, with its lines. Returns how many there were."""
    return Conversation.objects.filter(enquiry=about).delete()[1].get(Conversation._meta.label, 0)


def unanswered(abouts: Collection[UUID]) -> set[UUID]:
    """In the conversations of which of these enquiries something has no answer yet."""
    waiting = Conversation.objects.filter(enquiry__in=abouts, waiting_since__isnull=False)
    return {key for key in waiting.values_list("enquiry", flat=True) if key is not None}
