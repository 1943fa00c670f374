"""Erasing one thing with all that every room keeps of it, in one transaction, and saying so in the ledger.

Each room forgets what is its own (`forget` in its `keeping.py`); this one knows them all, and in which order they go.
"""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from commonground.calls import keeping as calls
from commonground.cases import keeping as cases
from commonground.cases.models import Case, Enquiry
from commonground.certificates import keeping as certificates
from commonground.certificates.models import Certificate
from commonground.conversations import keeping as conversations
from commonground.documents import commands as documents
from commonground.feedback import keeping as feedback
from commonground.feedback.models import Pattern
from commonground.meetings import keeping as meetings
from commonground.notices import keeping as notices
from commonground.papers import keeping as papers
from commonground.people import keeping as people
from commonground.record import commands as record
from commonground.record.days import now
from commonground.safekeeping.models import Because, Erasure, Hold, Kind
from commonground.voice import keeping as voice

JOB = "system:safekeeping"
ROOMS: dict[str, Callable[[UUID], object]] = {
    "certificates": certificates.forget,
    "meetings": meetings.forget,
    "papers": papers.forget,
    "voice": voice.forget,
    "calls": calls.forget,
    "conversations": conversations.forget,
    "cases": cases.forget,
    "documents": documents.forget,
    "notices": notices.forget,
}
"""Who forgets what is about a case or an enquiry, from the rooms above to those below."""


def a_line(kind: Kind, about: UUID, *, because: Because, by: str) -> Erasure:
    """What the ledger says of an erasure that happens now."""
    return Erasure(kind=kind, about=about, because=because, by=by, at=now())


@transaction.atomic
def erase(line: Erasure) -> None:
    """Erase what this line of the ledger names, whatever holds it, and keep the line. The caller asked whether it may.

    The chain of the record stays, without a word in it. Raises whatever goes wrong, with nothing erased.
    """
    kind = Kind(line.kind)
    if kind in {Kind.CASE, Kind.ENQUIRY}:
        _whole(line.about, by=line.by)
    elif kind == Kind.CERTIFICATE:
        _certificate(line.about, by=line.by)
    else:
        _pattern(line.about, by=line.by)
    Erasure.objects.bulk_create([line], ignore_conflicts=True)


def _whole(about: UUID, *, by: str) -> None:
    known = cases.people_in(about)
    for forget in ROOMS.values():
        forget(about)
    Hold.objects.filter(about=about).delete()
    record.erase_words(case=about, by=by)
    forget_people(known)


def forget_people(known: Iterable[UUID]) -> None:
    """Forget those of these people of whom nothing else is kept; never staff.

    They are locked before it is asked who is still needed, so that nobody is brought into another case meanwhile.
    """
    mine = people.lock(set(known))
    gone = mine - cases.still_known(mine)
    notices.forget_people(gone)
    people.forget(gone)


def _pattern(about: UUID, *, by: str) -> None:
    """A pattern is about no case, and has messages and a record of its own. Whoever raised it may be in no case now."""
    raised_by = set(Pattern.objects.filter(pk=about).values_list("raised_by", flat=True))
    feedback.forget(about)
    notices.forget(about)
    record.erase_words(case=about, by=by)
    forget_people(raised_by)


def _certificate(key: UUID, *, by: str) -> None:
    row = Certificate.objects.select_related("line").filter(pk=key).first()
    if row is not None and certificates.forget_details(key):
        words = {"number": row.line.number}
        record.append(case=row.case_id, what="certificate.details_erased", by=by, words=words)


def still_there(lines: Iterable[Erasure]) -> set[UUID]:
    """The ids of what these lines say was erased and what is in the database all the same. Four queries."""
    asked = [line.about for line in lines]
    found = set(Case.objects.filter(pk__in=asked).values_list("pk", flat=True))
    found |= set(Enquiry.objects.filter(pk__in=asked).values_list("pk", flat=True))
    found |= set(Certificate.objects.filter(Q(erased_on=None), pk__in=asked).values_list("pk", flat=True))
    return found | set(Pattern.objects.filter(pk__in=asked).values_list("pk", flat=True))
