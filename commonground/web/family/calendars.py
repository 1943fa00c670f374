"""One date of a case as a calendar file. It names no child, no council and no need: others may see a calendar."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from commonground.web.components.calendar import Line, calendar_response
from commonground.web.components.doors import FAMILY_CASE, CaseRequest, door
from commonground.web.components.filters import telephone
from commonground.web.family.cases import meeting_for
from commonground.web.family.dates import dates_of
from commonground.web.family.picture import picture_of


@door(FAMILY_CASE)
def calendar(request: CaseRequest, reference: str, slug: str) -> HttpResponse:
    """The calendar file of one of the dates that matter now."""
    p = picture_of(request.case, request.person)
    dates = [] if p.parted else dates_of(p, meeting_for(p))
    found = next((one for one in dates if one.slug == slug), None)
    if found is None:
        raise Http404
    provider = settings.PROVIDER
    words = {"name": provider.name, "number": telephone(provider.telephone), "hours": provider.hours}
    line = Line(
        mark=f"{reference}-{found.slug}",
        title=str(found.what),
        description=_("%(name)s: %(number)s (%(hours)s). Sign in to see more.") % words,
        starts=found.starts or found.on,
        ends=found.ends,
    )
    return calendar_response([line], of="Your case", name=slug)
