"""Every address of the service, and one page behind each door, so that doors no face uses yet are walked too."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import path

from commonground.settings.urls import handler400, handler403, handler404, handler500, urlpatterns
from commonground.web.components.doors import DOORS, Door, door

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def page_behind(through: Door) -> Callable[..., HttpResponseBase]:
    """A page that says whose case it is, behind this door."""

    @door(through)
    def page(request: HttpRequest, reference: str = "") -> HttpResponse:
        return HttpResponse(str(getattr(request, "case", "no case")))

    return page


def address_of(through: Door) -> str:
    """Where that page stands, as written in the list of addresses."""
    return f"try/{through.name.replace(' ', '-')}/" + ("<str:reference>/" if through.case else "")


urlpatterns = [*urlpatterns, *(path(address_of(through), page_behind(through)) for through in DOORS)]
