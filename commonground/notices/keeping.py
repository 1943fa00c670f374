"""How long messages are kept that are about no case: last days mailed to a stranger, a request saved, sign-in codes.

What is about a case or an enquiry is kept and goes with it.
"""

from datetime import timedelta

from django.db.models import Q, QuerySet

from commonground.notices.models import Notice, State
from commonground.record import days
from commonground.record.batches import delete_over

MESSAGES = timedelta(days=14)
"""After it was written: as long as somebody asks why it has not come."""
CODES = timedelta(days=1)
"""After a code ran out: as long as the desk can see that it never went."""
AT_ONCE = 1000

_ON_ITS_WAY = [State.QUEUED, State.SENDING, State.UNCERTAIN]


def clear() -> int:
    """Delete what is over its time, with what became of it. Returns how many.

    What still waits to go stays until it went.
    """
    return delete_over(_over, at_once=AT_ONCE)


def _over() -> QuerySet[Notice]:
    now = days.now()
    over = Q(fresh=False, created_at__lte=now - MESSAGES) | Q(fresh=True, expires_at__lte=now - CODES)
    # One that was sent again in another's place goes after that one.
    return Notice.objects.filter(over, about=None, followed_by=None).exclude(state__in=_ON_ITS_WAY)
