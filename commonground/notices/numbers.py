"""Telephone numbers that take text messages, and the hours in which none is sent."""

from datetime import datetime, time

import phonenumbers
from django.conf import settings
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from commonground.record.days import LONDON

MORNING, EVENING = time(8), time(20)
"""Between these, by the clocks in London, a telephone may make a noise."""

_TAKES_TEXTS = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}
_MADE_UP = "+447700900"
"""Ofcom keeps these mobile numbers for stories: nobody has one, and the library knows none of them."""


def mobile(typed: str) -> str:
    """The number as +447700900982 where it is a mobile's, British unless it names another country; else empty.

    A landline gets no texts: somebody would hear them read out.
    """
    try:
        number = phonenumbers.parse(typed, "GB")
    except phonenumbers.NumberParseException:
        return ""
    written = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    if written.startswith(_MADE_UP) and len(written) == len(_MADE_UP) + 3:
        return written
    known = phonenumbers.is_valid_number(number) and phonenumbers.number_type(number) in _TAKES_TEXTS
    return written if known else ""


def texts_are_possible() -> bool:
    """Whether texts go anywhere: to a supplier, or the demo's own page. Without, people get e-mails or letters."""
    return settings.TEXTS is not None or bool(settings.DEMO)


def is_night(now: datetime) -> bool:
    """Whether a text would wake somebody: before eight in the morning and from eight in the evening, in London."""
    return not MORNING <= now.astimezone(LONDON).time() < EVENING
