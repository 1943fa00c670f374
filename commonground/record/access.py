"""Who opened a case, by the hour: beside the chain, because looking is much more frequent than doing.

Once a day is over, a digest of its lines enters the record of the case: none can be taken out after that.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import OuterRef, QuerySet

from commonground.record import days
from commonground.record.appending import append
from commonground.record.encoding import access_digest
from commonground.record.models import Access


def note_access(*, case: UUID, by: str, as_role: str) -> None:
    """Note that `by` (`person:<uuid>`) has opened `case` as `as_role`; once an hour, however often they look.

    ValueError where `by` is no person: a job that reads a case does not look at it.
    """
    kind, _, person = by.partition(":")
    if kind != "person":
        raise ValueError(f"Only a person looks at a case, not {by!r}.")
    hour = _hour()
    line = Access(case=case, person=UUID(person), as_role=as_role, hour=hour, on=days.london_day(hour))
    Access.objects.bulk_create([line], ignore_conflicts=True)


def looks_this_hour(*, case: UUID | OuterRef, by: str) -> QuerySet[Access]:
    """The line of `by` (`person:<uuid>`) that this hour has for `case`, if it has one."""
    return Access.objects.filter(case=case, person=UUID(by.removeprefix("person:")), hour=_hour())


def _hour() -> datetime:
    return days.now().replace(minute=0, second=0, microsecond=0)


def digest_access(*, day: date) -> int:
    """Enter in the record who looked on `day` and on earlier days not entered yet; returns how many entries.

    For the worker, some hours after midnight in London, so that nothing of `day` is still being written.
    ValueError where `day` is not over. Each case is a transaction of its own.
    """
    if day >= days.today():
        raise ValueError(f"{day} is not over: who looks can only be counted afterwards.")
    waiting = Access.objects.filter(digest_seq=None, on__lte=day).order_by("on", "case")
    todo = list(waiting.values_list("on", "case").distinct())
    for on, case in todo:
        _digest(case=case, on=on)
    return len(todo)


@transaction.atomic
def _digest(*, case: UUID, on: date) -> None:
    lines = Access.objects.filter(case=case, on=on, digest_seq=None).order_by("hour", "person")
    seen = list(lines.values_list("person", "as_role", "hour"))
    words = {"day": on, "lines": len(seen), "sha256": access_digest(seen)}
    entry = append(case=case, what="access.digested", by="system:access", words=words)
    lines.order_by().update(digest_seq=entry.seq)
