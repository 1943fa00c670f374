"""The table of rules R1-R60 and doubts D1-D23, read once from `rules.toml` and `doubts.toml` beside this
file.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

HERE = Path(__file__).parent

Basis = Literal["T", "T2", "E", "S", "M", "I"]
WhenBroken = Literal["unlawful", "ask_a_person"]

CERTAINTY: Mapping[str, str] = MappingProxyType(
    {"T": "settled", "T2": "settled", "E": "settled", "S": "accepted", "M": "inference", "I": "inference"}
)
"""What the basis of a rule makes of its certainty."""


@dataclass(frozen=True)
class Rule:
    """One rule of the reference: what it says in one plain sentence, where it stands, and how that was seen."""

    id: str
    says: str
    cite: str
    basis: Basis

    @property
    def certainty(self) -> str:
        """`settled`, `accepted` or `inference`."""
        return CERTAINTY[self.basis]

    @property
    def when_broken(self) -> WhenBroken:
        """How a command that would break this rule is answered: only what was seen in official words refuses."""
        return "unlawful" if self.certainty == "settled" else "ask_a_person"


@dataclass(frozen=True)
class Doubt:
    """A question the sources leave open, what is done safely meanwhile, and where that is held."""

    id: str
    doubt: str
    safe: str
    held_by: str


def _table(name: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


RULES: Mapping[str, Rule] = MappingProxyType(
    {key: Rule(key, row["says"], row["cite"], row["basis"]) for key, row in _table("rules.toml").items()}  # type: ignore[arg-type]
)
DOUBTS: Mapping[str, Doubt] = MappingProxyType({key: Doubt(key, **row) for key, row in _table("doubts.toml").items()})


def answer_for(rule_id: str) -> WhenBroken:
    """How a command that would break rule `rule_id` is answered: `unlawful` ([T], [T2], [E]) or `ask_a_person`."""
    return RULES[rule_id].when_broken
