"""Dates read from the words of a letter. They are offered to the person, who says which one it is."""

import re
from collections.abc import Iterator
from datetime import date

EARLIEST = date(2014, 9, 1)
"""Part 3 of the Children and Families Act 2014 came into force on this day."""
MOST = 5

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_NAMED = "|".join((*MONTHS, *(month[:3] for month in MONTHS), "sept"))
_YEAR = r"(?P<year>\d{4}|\d{2})"
_DATES = (
    rf"\b(?P<day>\d{{1,2}})\s*(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_NAMED})\b\.?,?\s+{_YEAR}(?!\d)",
    rf"\b(?P<month>{_NAMED})\b\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}(?!\d)",
    r"(?<![\d./-])(?P<day>\d{1,2})\s?(?P<between>[./-])\s?(?P<month>\d{1,2})\s?(?P=between)\s?"
    + _YEAR
    + r"(?![\d/]|[.-]\d)",
    r"(?<![\d./-])(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?![\d/]|[.-]\d)",
)
_PATTERNS = tuple(re.compile(each, re.IGNORECASE) for each in _DATES)


def dates_in(text: str, *, today: date) -> list[date]:
    """The dates a letter could have, in the order in which they stand in it, each once, at most five.

    Days come before months, as in England. A date before this law or after `today` is not a letter's date.
    """
    found = (day for _at, day in sorted(_found(text)) if EARLIEST <= day <= today)
    return list(dict.fromkeys(found))[:MOST]


def _found(text: str) -> Iterator[tuple[int, date]]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            day = _date(match["year"], match["month"], match["day"])
            if day is not None:
                yield match.start(), day


def _date(year: str, month: str, day: str) -> date | None:
    full = int(year) + (2000 if len(year) == 2 else 0)
    number = int(month) if month.isdigit() else 1 + [name[:3] for name in MONTHS].index(month[:3].casefold())
    try:
        return date(full, number, int(day))
    except ValueError:
        return None
