"""The last days as a calendar file. It names no child, no council and no decision: others may see a calendar."""

from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from commonground.record.days import now
from commonground.web.components.filters import telephone
from commonground.web.public.dates_answer import Answer, LastDay

if TYPE_CHECKING:
    from icalendar import Event

WARN = (timedelta(days=-7), timedelta(days=-1))
"""How long before a last day the calendar reminds its owner."""


def file_of(found: Answer, *, only: str = "") -> HttpResponse:
    """All last days, or the one of the kind `only`."""
    # Loaded when a calendar is first asked for: it takes half a second that every start would pay.
    from icalendar import Calendar

    chosen = [day for day in found.last_days if day.what == only] or found.last_days
    calendar = Calendar()
    calendar.add("prodid", "-//Common Ground//Check your dates//EN")
    calendar.add("version", "2.0")
    for day in chosen:
        calendar.add_component(_event(found, day))
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="dates.ics"'
    return response


def _event(found: Answer, day: LastDay) -> "Event":
    from icalendar import Alarm, Event

    provider = settings.PROVIDER
    titles = {
        "contact": _("Last day to contact %(name)s") % {"name": provider.name},
        "appeal": _("Last day: an appeal must have arrived before 5pm"),
        "claim": _("Last day: a claim must have arrived"),
    }
    event = Event()
    mark = sha256(f"{found.asked.address}:{day.what}".encode()).hexdigest()[:32]
    event.add("uid", f"{mark}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", now())
    event.add("dtstart", day.on)
    event.add("summary", titles[day.what])
    event.add("transp", "TRANSPARENT")
    description = _("Not sure, or is it too late? Call %(number)s (%(hours)s). It is free.")
    event.add("description", description % {"number": telephone(provider.telephone), "hours": provider.hours})
    for before in WARN:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", before)
        alarm.add("description", titles[day.what])
        event.add_component(alarm)
    return event
