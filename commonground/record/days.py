"""The clock, and the London date of an instant. Nothing else in the project asks what time it is.

A date that matters in law is the date in London, not in UTC: at 00:30 on 1 July in London it is still
30 June in UTC. What happened is stored as an instant with its London date beside it, fixed when recorded.
"""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)


def london_day(instant: datetime) -> date:
    """The date it is in London at `instant`, which must know its time zone; ValueError if it does not."""
    if instant.tzinfo is None:
        raise ValueError("This time does not say its time zone, so its date in London is not known.")
    return instant.astimezone(LONDON).date()


def today() -> date:
    """Today's date in London."""
    return london_day(now())


def clock(told: time) -> str:
    """A time of day as people say it: 2pm, 2:30pm, midday, midnight. Pages and messages say it alike."""
    if (told.hour, told.minute) in {(0, 0), (12, 0)}:
        return _("midday") if told.hour else _("midnight")
    minutes = f":{told.minute:02}" if told.minute else ""
    return f"{told.hour % 12 or 12}{minutes}{'pm' if told.hour >= 12 else 'am'}"
