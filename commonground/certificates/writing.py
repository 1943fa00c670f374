"""Small words that every paper needs: days, lists, names beside their Latin spelling."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from commonground.typesetting.lettering import clean, missing_glyphs

PAPERS = Path(__file__).resolve().parent / "papers"
"""The templates of this room."""

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def english_day(day: date) -> str:
    """ "Tuesday 1 September 2026", in English whatever the reader's language: legal papers are English."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def joined(parts: Sequence[str]) -> str:
    """ "B, F and I"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def name_and_latin(name: str, latin: str = "") -> str:
    """The name as the person writes it, with their Latin spelling behind it; that spelling alone when no
    font has the name's letters. Without one the name is kept, and its missing letters will show as [?]."""
    own, plain = clean(name), clean(latin)
    if not plain or plain == own:
        return own
    return plain if missing_glyphs(own) else f"{own} ({plain})"
