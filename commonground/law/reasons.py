"""Reasons: every answer of this package says how it was reached, each step with its rule and source."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from commonground.law.rules import CERTAINTY, DOUBTS, RULES, Basis

ORDER = ("settled", "accepted", "inference")
DOUBTS_FIRST = ("D1", "D11", "D22", "D8", "D9", "D6", "D18", "D10", "D2")
"""Where several doubts touch one answer, the gravest for the family is the one it is marked with."""


@dataclass(frozen=True)
class Because:
    """One step towards an answer: what was done, under which rule, and where that stands."""

    step: str
    rule: str
    cite: str
    certainty: str = field(default="settled", compare=False)


def why(rule: str, step: str, *, basis: Basis | None = None, doubt: str = "") -> Because:
    """A step under `rule`. `basis` where the point at hand is less sure than the rule; `doubt` where it is open."""
    if doubt:
        return Because(step, rule, RULES[rule].cite, f"doubt:{DOUBTS[doubt].id}")
    return Because(step, rule, RULES[rule].cite, CERTAINTY[basis] if basis else RULES[rule].certainty)


def weakest(because: Iterable[Because]) -> str:
    """The certainty of an answer: that of its least certain step."""
    marks = {step.certainty for step in because}
    doubts = [mark for mark in marks if mark.startswith("doubt:")]
    if doubts:
        return min(doubts, key=_gravity)
    return max(marks, key=ORDER.index, default="settled")


def _gravity(mark: str) -> tuple[int, str]:
    doubt = mark.removeprefix("doubt:")
    return (DOUBTS_FIRST.index(doubt) if doubt in DOUBTS_FIRST else len(DOUBTS_FIRST), doubt)


WORDS = "one two three four five six seven eight nine ten eleven twelve"
NUMBERS = dict(enumerate(WORDS.split(), 1))


def counted(number: int, unit: str) -> str:
    """A duration as everybody reads it: one month, three working days, 30 days."""
    return f"{NUMBERS.get(number, number)} {unit}{'' if number == 1 else 's'}"


def in_words(day: date) -> str:
    """A day as everybody reads it: Tuesday 1 September 2026."""
    return f"{day:%A} {day.day} {day:%B %Y}"


class Reasoned:
    """What every answer has: `because`, and the certainty that follows from it."""

    because: Sequence[Because]

    @property
    def certainty(self) -> str:
        """`settled`, `accepted`, `inference` or `doubt:Dn`."""
        return weakest(self.because)
