"""Every address of the service, and one page behind each door, so that doors no face uses yet are walked too.

Who is kept out gets a bare answer here. They are kept out thousands of times, and the pages that say so are the same at
each address: tests/components/test_errors.py reads them.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import path

from commonground.settings.urls import handler400, handler500, urlpatterns
from commonground.web.components.doors import DOORS, Door, door

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def handler403(request: HttpRequest, exception: Exception) -> HttpResponse:
    """They may not."""
    return HttpResponse(status=403)


def handler404(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such address, or not for them."""
    return HttpResponse(status=404)


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
