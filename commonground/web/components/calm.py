"""Large and calm pages for whoever asks for them once: their browser keeps the choice, and we know nothing of it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "view"
CALM, USUAL = "calm", "usual"
YEAR = 365 * 24 * 3600


def view_of(request: HttpRequest) -> dict[str, Any]:
    """Whether the page is shown large and calm, and the address of the same page in the other view."""
    asked = request.GET.get("view") or request.COOKIES.get(COOKIE)
    calm = asked == CALM
    other = request.GET.copy()
    other["view"] = USUAL if calm else CALM
    return {"calm": calm, "other_view": f"{request.path}?{other.urlencode()}"}


class RememberView:
    """Middleware: the view that an address asks for holds for the pages after it, until the other one is asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        asked = request.GET.get("view")
        if asked == CALM:
            response.set_cookie(
                COOKIE, CALM, max_age=YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
            )
        elif asked == USUAL:
            response.delete_cookie(COOKIE, samesite="Lax")
        return response
