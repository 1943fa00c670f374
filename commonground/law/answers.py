"""The answers of the law package: frozen, each with the reasons that led to it."""

import datetime
from dataclasses import dataclass
from typing import Literal

from commonground.law.reasons import Because, Reasoned
from commonground.law.words import CertificateNeed, Holder

Allowed = Literal["yes", "impossible", "unlawful", "ask_a_person"]


@dataclass(frozen=True)
class Routes(Reasoned):
    """What can be done about a decision. `form` is the tribunal's form, or None."""

    appeal: bool
    certificate: CertificateNeed
    mediation: bool
    disagreement_resolution: bool
    form: str | None
    because: tuple[Because, ...]


@dataclass(frozen=True)
class RightHolder(Reasoned):
    """Whose right it is on a day. The parent holds it through `changes_on`; the day after, the young person."""

    holder: Holder
    changes_on: datetime.date
    because: tuple[Because, ...]


@dataclass(frozen=True)
class Dated(Reasoned):
    """A last day, or None where the law sets none."""

    date: datetime.date | None
    because: tuple[Because, ...]


@dataclass(frozen=True)
class NoticeBy(Reasoned):
    """When the family is told of a meeting: `date` safely (clear days), `latest` at the very last."""

    date: datetime.date
    latest: datetime.date
    because: tuple[Because, ...]


@dataclass(frozen=True)
class AppealBy(Reasoned):
    """The last day to appeal by the arithmetic, and the hour.

    Where `ask_a_person`, no page prints it to a family. `certainty` says why: `doubt:D1` after late contact, `doubt:D8`
    where it is doubtful whether the certificate counts.
    """

    date: datetime.date
    at: str
    ask_a_person: bool
    because: tuple[Because, ...]


@dataclass(frozen=True)
class DatedThing:
    """Something to be done and the day by which."""

    what: str
    date: datetime.date


@dataclass(frozen=True)
class ActionDates(Reasoned):
    """What follows from an agreement, in order of date."""

    dates: tuple[DatedThing, ...]
    because: tuple[Because, ...]


@dataclass(frozen=True)
class LastDay:
    """A last day of the family's: `what` is `contact` (R11), `appeal` (R42) or `claim` (R51)."""

    what: Literal["contact", "appeal", "claim"]
    date: datetime.date
    rule: str


@dataclass(frozen=True)
class Urgency(Reasoned):
    """Whether a last day has passed or is near, and which."""

    urgent: bool
    passed: tuple[LastDay, ...]
    near: tuple[LastDay, ...]
    because: tuple[Because, ...]


@dataclass(frozen=True)
class Ruling(Reasoned):
    """Whether something may be done, in one plain sentence if not.

    `impossible`: the data contradicts itself. `unlawful`: a rule whose words were seen forbids it.
    `ask_a_person`: it goes on when a named person gives a reason. `rule` is the source, or empty.
    """

    allowed: Allowed
    sentence: str
    rule: str
    because: tuple[Because, ...]
