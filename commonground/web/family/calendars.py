"""One date of a case as a calendar file. It names no child, no council and no need: others may see a calendar."""

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from commonground.record.days import now
from commonground.web.components.doors import FAMILY_CASE, CaseRequest, door
from commonground.web.components.filters import telephone
from commonground.web.family.cases import meeting_for
from commonground.web.family.dates import ADate, dates_of
from commonground.web.family.picture import picture_of

if TYPE_CHECKING:
    from icalendar import Event

WARN = (timedelta(days=-7), timedelta(days=-1))
"""How long before the day the calendar reminds its owner."""


@door(FAMILY_CASE)
def calendar(request: CaseRequest, reference: str, slug: str) -> HttpResponse:
    """The calendar file of one of the dates that matter now."""
    # Loaded when a calendar is first asked for: it takes half a second that every start would pay.
    from icalendar import Calendar

    p = picture_of(request.case, request.person)
    found = next((one for one in dates_of(p, meeting_for(p)) if one.slug == slug), None)
    if found is None:
        raise Http404
    made = Calendar()
    made.add("prodid", "-//Common Ground//Your case//EN")
    made.add("version", "2.0")
    made.add_component(_event(found, reference))
    response = HttpResponse(made.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}.ics"'
    return response


def _event(found: ADate, reference: str) -> "Event":
    """The same date has the same mark in every file, so that a calendar moves it instead of showing it twice."""
    from icalendar import Alarm, Event

    event = Event()
    event.add("uid", f"{reference}-{found.slug}@{urlsplit(settings.SITE_URL).hostname}".lower())
    event.add("dtstamp", now())
    event.add("dtstart", found.starts or found.on)
    if found.ends is not None:
        event.add("dtend", found.ends)
    event.add("summary", found.what)
    event.add("transp", "OPAQUE" if found.starts else "TRANSPARENT")
    provider = settings.PROVIDER
    words = {"name": provider.name, "number": telephone(provider.telephone), "hours": provider.hours}
    event.add("description", _("%(name)s: %(number)s (%(hours)s). Sign in to see more.") % words)
    for before in WARN:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", before)
        alarm.add("description", found.what)
        event.add_component(alarm)
    return event
