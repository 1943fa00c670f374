"""Sealing: what stands in the record goes, signed, into a file outside the database.

Whoever holds the database alone can roll a case back to an earlier state that was once rightly signed. They
cannot do so past the last root.
"""

from collections.abc import Sequence

from django.db import connection, transaction
from django.db.models import F

from commonground.record import days, roots
from commonground.record.appending import is_signed
from commonground.record.models import Head, Seal

_LOCK = 7_305_001  # of this command alone: two workers never write one root
_AT_ONCE = 10_000


@transaction.atomic
def seal() -> Seal | None:
    """Write a root of every case that moved since the last one; None when there is nothing new to say.

    Cheap: it reads the heads that moved and nothing else, so a worker may call it every few minutes. At least
    one root is written each London day, even an empty one, because silence would prove nothing. Cases in
    the middle of a command are left to the next root.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    moved = [head for head in _moved() if is_signed(head)]
    last = Seal.objects.order_by("-number").first()
    today = days.today()
    if not moved and last is not None and last.on == today:
        return None
    root = _root(moved, last)
    _mark(moved)
    written = roots.write(root)  # should the commit fail after this, there is one root too many, never too few
    return Seal.objects.create(
        number=root.number, at=root.at, on=today, cases=root.cases, entries=root.entries, hash=written
    )


def _moved() -> Sequence[Head]:
    heads = Head.objects.select_for_update(skip_locked=True)
    return list(heads.filter(seq__gt=F("sealed")).order_by("case"))


def _root(moved: Sequence[Head], last: Seal | None) -> roots.Root:
    """The next root. It follows the newest file, of which a database restored from a backup may not know."""
    number, previous = (last.number, bytes(last.hash)) if last else (0, roots.NO_ROOT)
    while roots.path_of(number + 1).exists():
        number += 1
        previous = roots.hash_of_file(number)
    return roots.Root(
        number=number + 1,
        at=days.now(),
        previous=previous,
        cases=(last.cases if last else 0) + sum(head.sealed == 0 for head in moved),
        entries=(last.entries if last else 0) + sum(head.seq - head.sealed for head in moved),
        heads=tuple(roots.HeldHead(head.case, head.seq, bytes(head.hash)) for head in moved),
    )


def _mark(moved: Sequence[Head]) -> None:
    cases = [head.case for head in moved]
    for start in range(0, len(cases), _AT_ONCE):
        Head.objects.filter(case__in=cases[start : start + _AT_ONCE]).update(sealed=F("seq"))
