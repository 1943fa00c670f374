"""Dates in three boxes and times in one, taken as people write them."""

import re
from calendar import month_name, monthrange
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from commonground.web.components.filters import day, listed

from .base import Bound, Params, Piece, Words
from .text import TextField, without_control

Limit = date | Callable[[], date] | None
WIDTHS = {"day": 2, "month": 5, "year": 4}  # the month may be a word
PARTS = tuple(WIDTHS)


class Typed(NamedTuple):
    """The three boxes as they were filled in."""

    day: str = ""
    month: str = ""
    year: str = ""


class DateWrong(ValidationError):
    """What is wrong with a date, and in which of its boxes."""

    def __init__(self, message: str, code: str, parts: tuple[str, ...] = PARTS) -> None:
        super().__init__(message, code)
        self.parts = parts


class DateBoxes(forms.Widget):
    """Reads the three boxes. A whole date pasted into the first box counts as if it were spread over them."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed:
        typed = Typed(*(without_control(str(data.get(f"{name}-{part}") or "")).strip() for part in PARTS))
        if typed.day and not typed.month and not typed.year:
            return _spread(typed.day) or typed
        return typed

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}-{part}" in data for part in PARTS)


def _spread(pasted: str) -> Typed | None:
    """2026-09-01, 1/9/2026, 1.9.2026, 1 September 2026 or Tuesday 1st Sept 2026 in its parts."""
    if match := re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)", pasted):
        return Typed(match[3], match[2], match[1])
    if match := re.fullmatch(r"(\d\d?)[/.-](\d\d?)[/.-](\d{4})", pasted):
        return Typed(*match.groups())
    if match := re.fullmatch(r"(?:[^\W\d]+,?\s+)?(\d\d?(?:st|nd|rd|th)?)\s+([^\W\d]+),?\s+(\d{4})", pasted):
        return Typed(*match.groups())
    return None


def _number(text: str) -> int | None:
    """A whole number of at most four digits, in any script's digits. None for anything else."""
    return int(text) if re.fullmatch(r"\d{1,4}", text) else None


def _day_number(text: str) -> int | None:
    """9, 09 or 9th."""
    return _number(re.sub(r"(?<=\d)(st|nd|rd|th)$", "", text, flags=re.IGNORECASE))


def _month_number(text: str) -> int | None:
    """9, 09, Sep, sept. or September, in English or the language of the page."""
    if (number := _number(text)) is not None:
        return number
    word = text.rstrip(".").casefold()
    for index, name in MONTHS.items():
        if word == str(name).casefold() or (len(word) >= 3 and month_name[index].casefold().startswith(word)):
            return index
    return None


class DateField(Piece):
    """A date in three boxes. Months may be words. `latest` and `earliest` are dates or functions that give one.

    `if_later` and `if_earlier` are the sentences for dates beyond them; without, a general one is made from `called`.
    """

    component = "date-input"
    grouped = True
    widget = DateBoxes
    usually_called = gettext_lazy("the date")

    def __init__(
        self,
        *,
        earliest: Limit = None,
        if_earlier: Words = "",
        latest: Limit = None,
        if_later: Words = "",
        birthday: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.earliest, self.if_earlier = earliest, if_earlier
        self.latest, self.if_later = latest, if_later
        self.birthday = birthday

    def to_python(self, value: Any) -> date | None:
        """The date that was typed; None for three empty boxes. Raises DateWrong, which names the boxes."""
        typed = value if isinstance(value, Typed) else Typed()
        missing = tuple(part for part in PARTS if not getattr(typed, part))
        if len(missing) == len(PARTS):
            return None
        if missing:
            raise self._missing(missing)
        number, month, year = _day_number(typed.day), _month_number(typed.month), _number(typed.year)
        if year is None or not re.fullmatch(r"\d{4}", typed.year) or year == 0:
            raise self._wrong(_("%(called)s must have a year of 4 numbers, like 2026"), "year")
        if month is None or not 1 <= month <= 12:
            raise self._wrong(_("%(called)s must have a month from 1 to 12, or its name"), "month")
        last = monthrange(year, month)[1]
        if number is None or not 1 <= number <= last:
            text = _("%(called)s must be a real date: %(month)s %(year)s has days 1 to %(last)s")
            raise self._wrong(text, "day", month=MONTHS[month], year=year, last=last)
        return date(year, month, number)

    def validate(self, value: Any) -> None:
        """Given where it is needed, and within its limits."""
        super().validate(value)
        if value is None:
            return
        earliest, latest = (limit() if callable(limit) else limit for limit in (self.earliest, self.latest))
        if latest and value > latest:
            made = self.told(_("%(called)s must be %(limit)s or before"), limit=day(latest))
            raise DateWrong(str(self.if_later or made), "later")
        if earliest and value < earliest:
            made = self.told(_("%(called)s must be %(limit)s or after"), limit=day(earliest))
            raise DateWrong(str(self.if_earlier or made), "earlier")

    def _wrong(self, words: Words, *parts: str, **params: object) -> DateWrong:
        return DateWrong(self.told(words, **params), parts[0], parts)

    def _missing(self, missing: tuple[str, ...]) -> DateWrong:
        names = {"day": _("a day"), "month": _("a month"), "year": _("a year")}
        parts = listed(names[part] for part in missing)
        return self._wrong(_("%(called)s must include %(parts)s"), *missing, parts=parts)

    def first_id(self, bound: Bound) -> str:
        return f"{bound.auto_id}-{self._wrong_parts(bound)[0]}"

    def _wrong_parts(self, bound: Bound) -> tuple[str, ...]:
        for error in bound.form.errors.as_data().get(bound.name, ()):
            if isinstance(error, DateWrong):
                return error.parts
        return PARTS

    def params(self, bound: Bound) -> Params:
        value = bound.value()
        if isinstance(value, date):
            value = Typed(str(value.day), str(value.month), str(value.year))
        typed = value or Typed()
        wrong = self._wrong_parts(bound) if bound.errors else ()
        names = {"day": _("Day"), "month": pgettext("part of a date", "Month"), "year": _("Year")}
        return {
            "namePrefix": bound.html_name,
            "items": [
                {
                    "name": part,
                    "label": names[part],
                    "value": getattr(typed, part),
                    "classes": f"govuk-input--width-{WIDTHS[part]}" + (" govuk-input--error" if part in wrong else ""),
                    "autocomplete": f"bday-{part}" if self.birthday else "",
                    "inputmode": "text" if part == "month" else "numeric",
                }
                for part in PARTS
            ],
        }


_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap])?\.?(?:m\.?)?", re.IGNORECASE)


class TimeField(TextField):
    """A time of day as people write it: 2pm, 2:30 pm, 14.30, midday."""

    usually_called = gettext_lazy("the time")

    def __init__(self, **options: Any) -> None:
        usual: Params = {"max_length": 20, "width": 5, "spellcheck": False}
        super().__init__(**(usual | options))

    def clean(self, value: Any) -> time | None:
        """The time; None for an empty box. Raises ValidationError where it could be morning or afternoon."""
        typed = super().clean(value)
        if not typed:
            return None
        if typed.casefold() in {"midday", "noon", str(_("midday"))}:
            return time(12)
        match = _TIME.fullmatch(typed)
        hour, minute = (int(match[1]), int(match[2] or 0)) if match else (99, 0)
        half = match[3].casefold() if match and match[3] else ""
        if hour > 23 or minute > 59 or (half and not 1 <= hour <= 12):
            raise self.wrong(_("Enter a time like 10am or 2:30pm"), "time")
        if not half and match and 1 <= hour <= 7 and not match[1].startswith("0"):
            raise self.wrong(_("Say whether %(typed)s is am or pm, like 2:30pm"), "half", typed=typed)
        return time(hour % 12 + (12 if half == "p" else 0) if half else hour, minute)
