"""Dated rulebooks: durations, exemptions and kinds of decision as data, chosen by the date of the council's decision.

Each file in `rulebooks/` is one. A reform is a new file, so that a case keeps the rules it began under.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from commonground.law.reasons import Because, why
from commonground.law.words import Action, CertificateNeed, Decision

FOLDER = Path(__file__).parent / "rulebooks"


class NoRulebook(ValueError):
    """No rulebook was in force on that day."""


@dataclass(frozen=True)
class DecisionKind:
    """What can be done about one kind of decision."""

    appeal: bool
    certificate: CertificateNeed
    mediation: bool
    disagreement_resolution: bool
    form: str | None
    because: tuple[Because, ...]


@dataclass(frozen=True)
class Limits:
    """The durations, in the unit of their name."""

    contact_months: int
    certificate_working_days: int
    icb_told_working_days: int
    arrange_days: int
    notice_working_days: int
    appeal_months: int
    appeal_certificate_months: int
    claim_months: int


@dataclass(frozen=True)
class Season:
    """Days of the year, both ends included, in which an appeal's time does not end (R45); may run over New Year."""

    first: tuple[int, int]
    last: tuple[int, int]

    def end_for(self, day: date) -> date | None:
        """The season's last day if `day` lies in it, else None."""
        at = (day.month, day.day)
        if self.first <= self.last:
            inside, years = self.first <= at <= self.last, 0
        else:
            inside, years = at >= self.first or at <= self.last, int(at >= self.first)
        return date(day.year + years, *self.last) if inside else None


@dataclass(frozen=True)
class AgreedStep:
    """One thing that follows from an agreement, and by how many weeks after it."""

    what: str
    weeks: int


@dataclass(frozen=True)
class Detained:
    """What can be appealed about someone detained (R58-R60): which decisions, and there which sections."""

    form: str
    sections: frozenset[str]
    certificate: Mapping[Decision, CertificateNeed]


@dataclass(frozen=True)
class Age:
    """When the right passes to the young person, and when it ends (R8)."""

    over_school_age_in_year_of: int
    school_year_begins: tuple[int, int]
    too_old: int


@dataclass(frozen=True)
class Rulebook:
    """The law as it stood for decisions from `in_force_from` to `in_force_to` (None: still)."""

    id: str
    in_force_from: date
    in_force_to: date | None
    used_when_no_date_is_given: bool
    limits: Limits
    appeal_hour: str
    seasons: tuple[Season, ...]
    age: Age
    can_be_appealed: frozenset[str]
    placement: frozenset[str]
    detained: Detained
    agreed: Mapping[Action, tuple[AgreedStep, ...]]
    conceded: Mapping[Action, tuple[AgreedStep, ...]]
    decisions: Mapping[Decision, DecisionKind]

    @property
    def needs_certificate(self) -> frozenset[str]:
        """What can be appealed besides the placement: the sections that take its exemption away (R6(1))."""
        return self.can_be_appealed - self.placement

    def covers(self, day: date) -> bool:
        """Whether it governs a decision made on `day`."""
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)


def _month_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)


def _steps(table: Mapping[str, Any]) -> Mapping[Action, tuple[AgreedStep, ...]]:
    return MappingProxyType({Action(a): tuple(AgreedStep(**row) for row in rows) for a, rows in table.items()})


def _decision(row: Mapping[str, Any]) -> DecisionKind:
    return DecisionKind(
        appeal=row["appeal"],
        certificate=CertificateNeed(row["certificate"]),
        mediation=row["mediation"],
        disagreement_resolution=row.get("disagreement_resolution", True),
        form=row.get("form"),
        because=tuple(why(rule, step, basis=basis[0] if basis else None) for rule, step, *basis in row["because"]),
    )


def _detained(row: Mapping[str, Any]) -> Detained:
    needs = {Decision(d): CertificateNeed(n) for d, n in row["certificate"].items()}
    return Detained(row["form"], frozenset(row["sections"]), MappingProxyType(needs))


def read_rulebook(text: str) -> Rulebook:
    """A rulebook from the text of its file. Something wrong or missing raises KeyError, TypeError or ValueError."""
    data = tomllib.loads(text)
    return Rulebook(
        id=data["id"],
        in_force_from=data["in_force_from"],
        in_force_to=data.get("in_force_to"),
        used_when_no_date_is_given=data.get("used_when_no_date_is_given", False),
        limits=Limits(**data["limits"]),
        appeal_hour=data["appeal"]["hour"],
        seasons=tuple(Season(_month_day(s["from"]), _month_day(s["to"])) for s in data["appeal"]["seasons"]),
        age=Age(**{**data["age"], "school_year_begins": _month_day(data["age"]["school_year_begins"])}),
        can_be_appealed=frozenset(data["contents"]["can_be_appealed"]),
        placement=frozenset(data["contents"]["placement"]),
        detained=_detained(data["detained"]),
        agreed=_steps(data["agreed"]),
        conceded=_steps(data["conceded"]),
        decisions=MappingProxyType({Decision(d): _decision(row) for d, row in data["decisions"].items()}),
    )


@lru_cache(maxsize=1)
def rulebooks() -> tuple[Rulebook, ...]:
    """Every rulebook, the oldest first."""
    found = (read_rulebook(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.toml"))
    return tuple(sorted(found, key=lambda book: book.in_force_from))


def choose(books: Iterable[Rulebook], day: date | None) -> Rulebook:
    """The rulebook for a decision of `day`; for None the one marked for that. Raises NoRulebook."""
    for book in books:
        if book.covers(day) if day is not None else book.used_when_no_date_is_given:
            return book
    raise NoRulebook("There is no rulebook for a decision of that day.")


def rulebook_on(day: date | None) -> Rulebook:
    """The rulebook for a decision of `day` (D19). Without a day: the one marked for that. Raises NoRulebook."""
    return choose(rulebooks(), day)


rulebooks()  # read when the package is imported, never in the middle of an answer
