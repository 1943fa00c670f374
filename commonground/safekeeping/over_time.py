"""Each night: what a restored backup brought back is erased again, and what was kept for its whole time is erased.

Each thing in a transaction of its own; what somebody works on just now is left to the next night; one that cannot be
erased keeps no other from it, and is logged by its id alone.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import islice
from uuid import UUID

import structlog
from django.db import transaction

from commonground.cases import keeping as cases
from commonground.certificates import keeping as certificates
from commonground.certificates.models import Certificate
from commonground.record.days import today
from commonground.record.personal import Kept, latest_over
from commonground.safekeeping import ledger
from commonground.safekeeping.erasing import JOB, a_line, erase, still_there
from commonground.safekeeping.models import Because, Erasure, Kind
from commonground.safekeeping.queries import SOURCES, in_the_way, is_over, over

log = structlog.get_logger(__name__)

AT_ONCE = 500


def erase_due(on: date | None = None) -> int:
    """Erase what was kept for its whole time by `on` (or today) and nothing holds. Returns how much that was.

    Twice is once. UK GDPR article 5(1)(e): kept no longer than is necessary.
    """
    day = on or today()
    certificates.forget_notes(until=latest_over(Kept.CERTIFICATE, day))
    # Asked for kind by kind: a certificate whose case has just gone is no longer found.
    return sum(_safely(kind, about, partial(_erase_one, kind, about, day)) for kind, about in _over(day))


def _over(day: date) -> Iterator[tuple[Kind, UUID]]:
    for kind in SOURCES:
        for about in over(kind, on=day):
            yield kind, about


@transaction.atomic
def _erase_one(kind: Kind, about: UUID, day: date) -> bool:
    """Erase one, unless that changed while we waited or somebody works on it. It is locked before it is looked at."""
    subject = _subject(kind, about)
    if subject is not None and (cases.lock_if_free(subject) is None or in_the_way(subject)):
        return False
    if not is_over(kind, about, on=day):
        return False
    erase(a_line(kind, about, because=Because.TIME, by=JOB))
    return True


def _subject(kind: Kind, about: UUID) -> UUID | None:
    """The case or enquiry on which whoever works on this works; None where there is none."""
    if kind == Kind.CERTIFICATE:
        return Certificate.objects.filter(pk=about).values_list("case", flat=True).first()
    return None if kind == Kind.PATTERN else about


def erase_again() -> int:
    """Erase again whatever the ledger says was erased and is here all the same. Returns how much that was.

    It was decided once and is not asked again: no hold and no opening of an older day brings it back.
    """
    found = ledger.lines()
    again = 0
    while some := list(islice(found, AT_ONCE)):
        again += _again(some)
    return again


def _again(lines: list[Erasure]) -> int:
    back = still_there(lines)
    Erasure.objects.bulk_create([line for line in lines if line.about not in back], ignore_conflicts=True)
    done = (_safely(Kind(line.kind), line.about, partial(_erase_line, line)) for line in lines if line.about in back)
    return sum(done)


@transaction.atomic
def _erase_line(line: Erasure) -> bool:
    if not still_there([line]):
        return False
    erase(line)
    return True


def _safely(kind: Kind, about: UUID, act: Callable[[], bool]) -> bool:
    """Whether it was done; what goes wrong is logged without a word of what it is about."""
    try:
        return act()
    except Exception as wrong:  # one that cannot be erased must not keep the others
        log.error("not_erased", kind=str(kind), about=str(about), error=type(wrong).__name__)
        return False
