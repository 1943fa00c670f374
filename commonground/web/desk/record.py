"""The record of a case as lines a person can read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from commonground.people.models import Person
from commonground.record.queries import EntryLine
from commonground.web.desk.words import ENTRIES, Words, said

QUIET = {"told", "reference", "participant", "issue"}
"""Parts of an entry's words that say nothing more than its title."""


@dataclass(frozen=True)
class Line:
    """One line of the timeline."""

    title: Words
    by: str
    at: datetime
    text: str
    kind: str


def lines(entries: Iterable[EntryLine]) -> list[Line]:
    """Entries as lines, newest first, with the names of those who acted in one query."""
    known = list(entries)
    ids = {UUID(e.by.removeprefix("person:")) for e in known if e.by.startswith("person:")}
    names = {f"person:{p.pk}": p.name for p in Person.objects.filter(pk__in=ids)}
    made = [
        Line(said(ENTRIES, e.what), names.get(e.by, _("The service")), e.at, _text(e), e.what.split(".")[0])
        for e in known
    ]
    return made[::-1]


def _text(entry: EntryLine) -> str:
    """The personal words in one paragraph, or that they have been erased."""
    if entry.words is None:
        return _("The words of this entry have been erased.")
    parts = []
    for key, value in entry.words.items():
        if key in QUIET or value in ("", None, [], False):
            continue
        parts.append(_part(key, value))
    return ". ".join(parts)


def _part(key: str, value: object) -> str:
    shown = ", ".join(str(v) for v in value) if isinstance(value, list) else str(value)
    if key == "reason":
        return _("Reason: %(why)s") % {"why": shown}
    if key == "recorded_for":
        return _("Recorded for %(who)s") % {"who": shown}
    if value is True:
        return key.replace("_", " ")
    return shown if key in {"text", "why", "what"} else f"{key.replace('_', ' ')}: {shown}"
