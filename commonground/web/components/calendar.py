"""A calendar file of days and meetings. What goes in must name nobody: others may see a calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse

from commonground.record.days import now

if TYPE_CHECKING:
    from icalendar import Event

WARN = (timedelta(days=-7), timedelta(days=-1))
"""How long before the day the calendar reminds its owner."""


@dataclass(frozen=True)
class Line:
    """One day, or a meeting where it has hours. The same `mark` in every file moves it instead of showing it twice."""

    mark: str
    title: str
    description: str
    starts: date | datetime
    ends: datetime | None = None


def calendar_response(lines: Iterable[Line], *, of: str, name: str) -> HttpResponse:
    """The file to open or save. `of` says what it is a calendar of; `name` is the file's, without its ending."""
    # Loaded when a calendar is first asked for: it takes half a second that every start would pay.
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", f"-//Common Ground//{of}//EN")
    made.add("version", "2.0")
    for line in lines:
        made.add_component(_event(line))
    response = HttpResponse(made.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


def _event(line: Line) -> "Event":
    from icalendar import Alarm, Event

    event = Event()
    event.add("uid", f"{line.mark}@{urlsplit(settings.SITE_URL).hostname}".lower())
    event.add("dtstamp", now())
    event.add("dtstart", line.starts)
    if line.ends is not None:
        event.add("dtend", line.ends)
    event.add("summary", line.title)
    event.add("transp", "OPAQUE" if isinstance(line.starts, datetime) else "TRANSPARENT")
    event.add("description", line.description)
    for before in WARN:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", before)
        alarm.add("description", line.title)
        event.add_component(alarm)
    return event
