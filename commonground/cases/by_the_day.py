"""What becomes owed because a day comes, put on the work list in the night before anybody looks.

Every command settles the duties of its case. One of them needs no command to arise: when the right has passed to the
young person (R9), the day alone makes it owed. The case page works it out for the day; the work list reads what is
stored.
"""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Exists, OuterRef

from commonground.cases.apply import settle
from commonground.cases.duties import BY_THE_DAY
from commonground.cases.models import Case, Duty
from commonground.cases.queries import holder_of

log = structlog.get_logger(__name__)

AT_ONCE = 100
_SETTLED = (
    "next_duty", "next_duty_on", "waits_for", "other_duty", "other_duty_on", "other_owes", "urgent_from",
)  # fmt: skip


def settle_open_cases(*, on: date) -> int:
    """Settle every open case in which something became owed by `on` because of the day. Returns how many.

    Twice is once. A case that somebody is changing just now is left to their command, and to the next night. One that
    cannot be settled is logged and keeps no other from it.
    """
    return sum(_settle_some(keys, on) for keys in _batches(list(_due(on))))


def _due(on: date) -> Iterator[UUID]:
    """Open cases in which the right has passed (R9) and that do not say so yet."""
    said = Duty.objects.filter(case=OuterRef("pk"), kind__in=BY_THE_DAY)
    cases = Case.objects.filter(~Exists(said), closed_on=None, child__born__isnull=False).select_related("child")
    for case in cases.iterator():
        holder = holder_of(case, on)
        if holder is not None and case.opened_on <= holder.changes_on < on:
            yield case.pk


def _batches(keys: list[UUID]) -> Iterator[list[UUID]]:
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))


@transaction.atomic
def _settle_some(keys: list[UUID], on: date) -> int:
    free = Case.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk__in=keys, closed_on=None)
    return sum(_settle(case, on) for case in free.select_related("child").order_by("pk"))


def _settle(case: Case, on: date) -> bool:
    try:
        with transaction.atomic():
            settle(case, as_of=on)
            case.save(update_fields=_SETTLED)
    except Exception:  # one case that is wrong must not keep the others from the work list
        log.exception("case_not_settled", case=str(case.pk))
        return False
    return True
