"""How dates, times, telephone numbers, references and lists are written on every page."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import Any

import phonenumbers
from django.utils.dateformat import format as formatted
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commonground.record import days
from commonground.record.days import LONDON


def _in_london(value: date | datetime) -> date | datetime:
    """An instant as London tells it; a plain date as it is. Raises ValueError for an instant without its zone."""
    if not isinstance(value, datetime):
        return value
    if value.tzinfo is None:
        raise ValueError(f"{value!r} has no time zone: nobody can say which day it is")
    return value.astimezone(LONDON)


def day(value: date | datetime) -> str:
    """Tuesday 1 September 2026."""
    return formatted(_in_london(value), "l j F Y")


def day_short(value: date | datetime) -> str:
    """1 September."""
    return formatted(_in_london(value), "j F")


def weekday_short(value: date | datetime) -> str:
    """Tue 1 Sep, in one piece: in a narrow column no day stands apart from its month."""
    return formatted(_in_london(value), "D j M").replace(" ", "\N{NO-BREAK SPACE}")


def month(value: date | datetime) -> str:
    """September 2026."""
    return formatted(_in_london(value), "F Y")


def clock(value: datetime | time) -> str:
    """2pm, 2:30pm, midday, midnight."""
    told = _in_london(value) if isinstance(value, datetime) else value
    assert isinstance(told, datetime | time)
    return days.clock(told.time() if isinstance(told, datetime) else told)


def moment(value: datetime) -> str:
    """Tuesday 1 September 2026 at 2:30pm."""
    return _("%(day)s at %(time)s") % {"day": day(value), "time": clock(value)}


def iso(value: date | datetime) -> str:
    """2026-09-01 or 2026-09-01T14:30:00+01:00, for a machine to read."""
    return _in_london(value).isoformat()


def _parsed(number: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(number, "GB")
    except phonenumbers.NumberParseException:
        return None


def tel(number: str) -> str:
    """The address that a telephone dials: tel:+443001234567."""
    parsed = _parsed(number)
    if parsed is None:
        return "tel:" + "".join(sign for sign in number if sign.isdigit() or sign == "+")
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.RFC3966).replace("-", "")


def telephone(number: str) -> str:
    """The number as it is read out: 0300 123 4567; a foreign one with its country's code."""
    parsed = _parsed(number)
    if parsed is None:
        return number
    style = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(parsed, style.NATIONAL if parsed.country_code == 44 else style.INTERNATIONAL)


def whole(reference: str) -> SafeString:
    """A reference in one piece: no line ends at its hyphens, and no other direction of writing turns it round."""
    return format_html("<bdi>{}</bdi>", reference)


def listed(things: Iterable[object]) -> str:
    """a, b and c."""
    words = [str(thing) for thing in things]
    if len(words) < 2:
        return "".join(words)
    return _("%(all_but_last)s and %(last)s") % {"all_but_last": ", ".join(words[:-1]), "last": words[-1]}


FILTERS: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (day, day_short, weekday_short, month, clock, moment, iso, tel, telephone, whole, listed)
}
