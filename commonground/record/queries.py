"""How the record is read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Case as Choice
from django.db.models import OuterRef, QuerySet, Subquery, UUIDField, When
from django.db.models.functions import Cast, Substr

from commonground.record.models import Access, Entry


@dataclass(frozen=True)
class EntryLine:
    """One entry as it is shown. `words` is empty where none were said, and None where they were erased.

    `name` is that of the person who acted, where names were asked for; empty where no person did. `at` is when it
    happened, `on` that instant's date in London, `written` when it was recorded.
    """

    seq: int
    what: str
    by: str
    at: datetime
    on: date
    written: datetime
    words: Mapping[str, Any] | None
    name: str = ""


@dataclass(frozen=True)
class Look:
    """That somebody opened the case in the hour that begins at `hour` (UTC), which is `on` in London."""

    by: str
    as_role: str
    hour: datetime
    on: date


def entries_of(case: UUID, *, after_seq: int = 0, people: QuerySet[Any] | None = None) -> list[EntryLine]:
    """The entries of a case in order, those after `after_seq`. One query.

    `people` are rows with a `name`, of a room above that this one does not know: with them, each line says who acted.
    """
    found = Entry.objects.filter(case=case, seq__gt=after_seq).select_related("words").order_by("seq")
    if people is not None:
        actor = When(by__startswith="person:", then=Cast(Substr("by", len("person:") + 1), UUIDField()))
        name = people.filter(pk=OuterRef("actor")).values("name")
        found = found.annotate(actor=Choice(actor)).annotate(name=Subquery(name))
    return [_line(entry) for entry in found]


def entries_of_many(cases: Iterable[UUID], *, after_seq: int = 0) -> dict[UUID, list[EntryLine]]:
    """The entries of each case in order; a case without entries is left out. One query."""
    found = Entry.objects.filter(case__in=list(cases), seq__gt=after_seq).select_related("words")
    lines: dict[UUID, list[EntryLine]] = {}
    for entry in found.order_by("case", "seq"):
        lines.setdefault(entry.case, []).append(_line(entry))
    return lines


def _line(entry: Entry) -> EntryLine:
    said = getattr(entry, "words", None)  # the words of an entry go when they are erased
    words = said.words if said else (None if entry.digest else {})
    return EntryLine(
        entry.seq, entry.what, entry.by, entry.at, entry.on, entry.written, words, getattr(entry, "name", None) or ""
    )


def who_looked(case: UUID) -> list[Look]:
    """Everybody who opened the case, one line an hour, the latest first.

    All of them: which lines a viewer may see is for the room that knows the viewer.
    """
    lines = Access.objects.filter(case=case).order_by("-hour", "person")
    return [Look(f"person:{line.person}", line.as_role, line.hour, line.on) for line in lines]
