"""Tells the rooms above what failed, once for each failure, and again until they have taken it."""

from uuid import UUID

import structlog
from django.db import transaction

from commonground.notices.models import Notice, State
from commonground.notices.signals import notice_failed
from commonground.record import days

log = structlog.get_logger(__name__)


def report() -> int:
    """Send a signal for each failure not told yet. Returns how many were taken; others wait for next time."""
    untold = Notice.objects.filter(state=State.FAILED, reported_at=None)
    return sum(_report(key) for key in untold.order_by("created_at").values_list("pk", flat=True))


def _report(key: UUID) -> bool:
    try:
        with transaction.atomic():
            notice = Notice.objects.select_for_update(skip_locked=True).filter(pk=key, reported_at=None).first()
            if notice is None:
                return False
            notice_failed.send(sender=Notice, notice=notice)
            notice.reported_at = days.now()
            notice.save(update_fields=["reported_at"])
    except Exception:  # whatever a room above does wrong, the other failures must still be told
        log.exception("notice_failure_not_taken", notice=str(key))
        return False
    return True
