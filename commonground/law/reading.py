"""Reading what a question is given: each kind of value with the words that say what it takes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal

from commonground.law.words import section_letters

FIRST_DAY = date(2014, 9, 1)
LAST_DAY = date(2099, 12, 31)
FIRST_BIRTH = date(1900, 1, 1)
MOST_WEEKS = 520
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SECTION = re.compile(r"[A-Ka-k]|[Hh][12]")
WHOLE_NUMBER = re.compile(r"[0-9]{1,4}")
SHOWN = 40

Kind = Literal["date", "birth", "dates", "choice", "sections", "weeks"]


class BadInput(ValueError):
    """A question that cannot be answered as given. `sentence` says which key, and what it takes."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Key:
    """One thing a question is given. `read` turns its text into a value, or raises ValueError."""

    name: str
    kind: Kind
    takes: str
    read: Callable[[str], Any]
    required: bool = True
    choices: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What the key takes, as one sentence."""
        return f"`{self.name}` takes {self.takes}."


def shown(text: str) -> str:
    """Somebody's own word, short enough to stand in a sentence and on one line."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"


def _date(text: str, first: date = FIRST_DAY) -> date:
    if not ISO_DATE.fullmatch(text):
        raise ValueError("not a date")
    day = date.fromisoformat(text)
    if not first <= day <= LAST_DAY:
        raise ValueError("out of range")
    return day


def with_commas(one: re.Pattern[str]) -> str:
    """The pattern for one of these or several with commas, with or without spaces beside them."""
    return f" *({one.pattern}) *(, *({one.pattern}) *)*"


def _dates(text: str) -> tuple[date, ...]:
    return tuple(_date(part.strip(" ")) for part in text.split(","))


def _sections(text: str) -> frozenset[str]:
    parts = [part.strip(" ") for part in text.split(",")]
    if not all(SECTION.fullmatch(part) for part in parts):
        raise ValueError("not sections")
    return section_letters(frozenset(parts))


def _yes_or_no(text: str) -> bool:
    return {"yes": True, "no": False}[text]


def _weeks(text: str) -> int:
    if not WHOLE_NUMBER.fullmatch(text) or not 1 <= int(text) <= MOST_WEEKS:
        raise ValueError("not a number of weeks")
    return int(text)


RANGE = f"from {FIRST_DAY} to {LAST_DAY}"


def a_date(name: str, *, required: bool = True) -> Key:
    """A key that takes one date."""
    return Key(name, "date", f"a date such as 2026-09-01, {RANGE}", _date, required)


def a_birth_date(name: str) -> Key:
    """A key that takes a date of birth; it says nothing of when the law was asked."""
    takes = f"a date such as 2010-09-01, from {FIRST_BIRTH} to {LAST_DAY}"
    return Key(name, "birth", takes, lambda text: _date(text, FIRST_BIRTH))


def some_dates(name: str) -> Key:
    """A key that takes one date or several with commas; may be left out."""
    takes = f"one date such as 2026-09-01, or several with commas, {RANGE}"
    return Key(name, "dates", takes, _dates, required=False)


def a_choice(name: str, words: type[StrEnum], *, required: bool = True) -> Key:
    """A key that takes one of a closed list of words."""
    choices = tuple(word.value for word in words)
    return Key(name, "choice", f"one of {', '.join(choices)}", words, required, choices)


def plan_sections() -> Key:
    """The key for the sections of the plan in dispute; may be left out."""
    takes = "letters from A to K with commas, for example B,F,I"
    return Key("sections", "sections", takes, _sections, required=False)


def yes_or_no(name: str) -> Key:
    """A key that takes yes or no; left out means no."""
    return Key(name, "choice", "yes or no", _yes_or_no, False, ("yes", "no"))


def some_weeks(name: str) -> Key:
    """A key that takes a number of weeks; may be left out."""
    return Key(name, "weeks", f"a whole number from 1 to {MOST_WEEKS}", _weeks, required=False)
