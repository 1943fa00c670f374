"""The record of a case as lines a person can read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from commonground.calls.models import Way
from commonground.cases.words import About, Agreed, Basis, Channel, Outcome, PartyKind, Wish
from commonground.meetings.models import WhoseReason
from commonground.people.roles import ROLE_NAMES
from commonground.record.days import london_day
from commonground.record.queries import EntryLine
from commonground.safekeeping.models import Reason
from commonground.voice.words import With
from commonground.web.components.filters import day, moment
from commonground.web.components.forms.base import Words
from commonground.web.desk.words import DECISIONS, ENTRIES, KINDS, PARTS, TRUE, said

QUIET = {"told", "read", "reference", "participant", "issue", "giver", "with_whom", "on_behalf", "meant_for", "helps"}
"""Parts of an entry's words that say nothing more than its title, or are numbers and ids that no person reads."""
DAYS = {"on", "next", "hearing", "letter_on", "sent_on", "born"}
MOMENTS = {"at", "meeting"}
CODES: dict[str, dict[str, Words]] = {
    "decision": DECISIONS,
    "how": dict(Channel.choices),
    "channel": dict(Channel.choices),
    "came_by": dict(Channel.choices),
    "about": dict(About.choices),
    "answer": dict(Wish.choices),
    "basis": dict(Basis.choices),
    "role": {role.value: name for role, name in ROLE_NAMES.items()},
    "whose": dict(WhoseReason.choices),
    "outcome": dict(Outcome.choices),
    "kind": {**KINDS, **dict(PartyKind.choices)},
    "way": dict(Way.choices),
    "hold": dict(Reason.choices),
}


SHOWN: dict[str, frozenset[str]] = {
    "talks": frozenset({"call", "note", "contact", "information", "question", "voice"}),
    "path": frozenset({"enquiry", "case", "choice", "council", "icb", "meeting", "parties", "party"}),
    "people": frozenset({"participant", "authority", "right", "young_person", "independence", "issue"}),
    "papers": frozenset({"certificate", "appeal", "notice", "paper"}),
}
"""What the filter of the timeline shows, by the first part of an entry's code."""


@dataclass(frozen=True)
class Line:
    """One line of the timeline."""

    title: Words
    by: str
    at: datetime
    text: str
    kind: str


def lines(entries: Iterable[EntryLine]) -> list[Line]:
    """Entries that came with names as lines, newest first."""
    made = [
        Line(said(ENTRIES, e.what), e.name or _("The service"), e.at, _text(e), e.what.split(".")[0])
        for e in entries
        if not _between_others(e)
    ]
    return made[::-1]


def _between_others(entry: EntryLine) -> bool:
    """Whether somebody of the case shared something with another than the desk: that it happened is theirs too."""
    shared = entry.what in {"voice.shared", "voice.unshared"}
    return shared and (entry.words or {}).get("with_whom") != With.THE_SERVICE


def _text(entry: EntryLine) -> str:
    """The personal words in one paragraph, or that they have been erased."""
    if entry.words is None:
        return _("The words of this entry have been erased.")
    same = {"on": london_day(entry.at).isoformat()}
    kept = {key: value for key, value in entry.words.items() if value not in ("", None, [], False, same.get(key))}
    parts = [
        _change(key, value, entry.words) if isinstance(value, dict) else _part(key, value)
        for key, value in kept.items()
    ]
    *before, last = [part for part in parts if part] or [""]
    return ". ".join([*(part.rstrip(".") for part in before), last])


def _change(key: str, value: dict[str, object], words: Mapping[str, Any]) -> str:
    """What is other than before, part by part. What was before is told with it and needs no line of its own."""
    if key == "before":
        return ""
    before = words.get("before", {})
    other = {part: now for part, now in value.items() if now != before.get(part)}
    lines = []
    for part, now in other.items():
        said_now, said_before = _said_or_not(part, now), _said_or_not(part, before.get(part))
        words_of = {"what": PARTS.get(part, part), "now": said_now, "before": said_before}
        lines.append(_("%(what)s: %(now)s (was: %(before)s)") % words_of)
    return ". ".join(lines)


def _said_or_not(key: str, value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _("not given") if value in ("", None) else _shown(key, value)


def _part(key: str, value: object) -> str:
    """One of an entry's words with what it is; empty where it says no more than the entry's title."""
    if key in QUIET:
        return ""
    shown = ", ".join(_shown(key, v).rstrip(".") for v in value) if isinstance(value, list) else _shown(key, value)
    label = PARTS.get(key)
    if value is True:
        return str(TRUE.get(key, key.replace("_", " ")))
    return f"{label}: {shown}" if label else shown


def _shown(key: str, value: object) -> str:
    """A value as a person says it: a day with its weekday, a code in its words."""
    if key == "agreed" and value in Agreed.values:
        return str(Agreed(str(value)).theirs)
    words = CODES.get(key, {}).get(str(value))
    if words is not None:
        return str(words)
    if key in MOMENTS:
        return moment(datetime.fromisoformat(str(value)))
    return day(date.fromisoformat(str(value))) if key in DAYS else str(value)
