"""How long messages are kept that are about no case: last days mailed to a stranger, a request saved, sign-in codes.

What is about a case or an enquiry is kept and goes with it.
"""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from commonground.notices.models import Hold, Notice, State
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


@transaction.atomic
def forget(about: UUID) -> int:
    """Delete every message about this enquiry or case, sent or waiting, and whatever held them. Returns how many."""
    Hold.objects.filter(about=about).delete()
    return _delete(Notice.objects.filter(about=about))


@transaction.atomic
def forget_people(people: Collection[UUID]) -> int:
    """Delete the messages to these people that are about nothing else, and whatever held them. Returns how many."""
    Hold.objects.filter(person__in=people).delete()
    return _delete(Notice.objects.filter(person__in=people, about=None))


def going_out(abouts: Collection[UUID]) -> set[UUID]:
    """About which of these a message is going out this moment, so that nobody can call it back."""
    going = Notice.objects.filter(about__in=abouts, state=State.SENDING)
    return {key for key in going.values_list("about", flat=True) if key is not None}


def _delete(rows: QuerySet[Notice]) -> int:
    keys = list(rows.values_list("pk", flat=True))
    Notice.objects.filter(Q(pk__in=keys) | Q(instead_of__in=keys)).update(instead_of=None)
    return Notice.objects.filter(pk__in=keys).delete()[1].get(Notice._meta.label, 0)
