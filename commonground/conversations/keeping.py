"""How long conversations are kept that became no enquiry. One that did goes with its enquiry."""

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


def somebody_waits(about: UUID) -> bool:
    """Whether what was written in it has no answer yet."""
    return Conversation.objects.filter(enquiry=about, waiting_since__isnull=False).exists()
