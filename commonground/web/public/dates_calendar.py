"""The last days as a calendar file. It names no child, no council and no decision: others may see a calendar."""

from hashlib import sha256

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from commonground.web.components.calendar import Line, calendar_response
from commonground.web.components.filters import telephone
from commonground.web.public.dates_answer import Answer, LastDay


def file_of(found: Answer, *, only: str = "") -> HttpResponse:
    """All last days, or the one of the kind `only`."""
    chosen = [day for day in found.last_days if day.what == only] or found.last_days
    return calendar_response([_line(found, day) for day in chosen], of="Check your dates", name="dates")


def _line(found: Answer, day: LastDay) -> Line:
    provider = settings.PROVIDER
    titles = {
        "contact": _("Last day to contact %(name)s") % {"name": provider.name},
        "appeal": _("Last day: an appeal must have arrived before 5pm"),
        "claim": _("Last day: a claim must have arrived"),
    }
    description = _("Not sure, or is it too late? Call %(number)s (%(hours)s). It is free.")
    return Line(
        mark=sha256(f"{found.asked.address}:{day.what}".encode()).hexdigest()[:32],
        title=titles[day.what],
        description=description % {"number": telephone(provider.telephone), "hours": provider.hours},
        starts=day.on,
    )
