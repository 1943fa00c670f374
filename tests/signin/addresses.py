"""The service's own addresses, and one family page whose form takes anything."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from commonground.settings.urls import handler403, handler404, urlpatterns
from commonground.web.components.doors import FAMILY, door

__all__ = ["handler403", "handler404", "urlpatterns"]


@door(FAMILY)
def a_form(request: HttpRequest) -> HttpResponse:
    """A page with a form."""
    return HttpResponse("taken: " + ", ".join(request.POST.getlist("question")))


urlpatterns = [path("case/a-form/", a_form), *urlpatterns]
