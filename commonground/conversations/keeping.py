"""How long conversations are kept that became no enquiry. One that did goes with its enquiry."""

from datetime import timedelta

from django.db import transaction

from commonground.conversations.models import Conversation
from commonground.record.days import now

KEPT = timedelta(days=90)
"""After the last line, whoever wrote it."""
AT_ONCE = 500


def clear() -> int:
    """Delete the conversations whose time is over, with their lines. Returns how many.

    In batches, each in a transaction of its own, so that nobody waits for it; two at once share the work.
    """
    cleared = 0
    while found := _clear_some():
        cleared += found
    return cleared


@transaction.atomic
def _clear_some() -> int:
    over = Conversation.objects.filter(enquiry=None, last_at__lte=now() - KEPT)
    some = over.select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True)[:AT_ONCE]
    return Conversation.objects.filter(pk__in=list(some)).delete()[1].get(Conversation._meta.label, 0)
