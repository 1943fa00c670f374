"""Pages for when something went wrong. Each says in plain words what to do next; none blames the reader.

The page for a fault of ours (500) is made without the database and without the session.
"""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def _page(request: HttpRequest, status: int, template: str, **context: Any) -> HttpResponse:
    return render(request, f"errors/{template}.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request made no sense. A body that is too large gets its own page."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return _page(request, 400, "bad_request")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: signed in, but this page is not for them."""
    return _page(request, 403, "forbidden")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such page, or not one that this person may know of."""
    return _page(request, 404, "not_found")


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more was sent than we take at once."""
    return _page(request, 413, "too_large")


def too_many(request: HttpRequest, *, retry_after: int) -> HttpResponse:
    """429: too many tries. `retry_after` is in seconds."""
    response = _page(request, 429, "too_many", minutes=max(1, round(retry_after / 60)))
    response["Retry-After"] = str(retry_after)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours. Nothing is read from the request but its address."""
    return HttpResponse(render_to_string("errors/server_error.html", {"here": request.path}), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form came without the mark that it is ours, most often because the page was open for long.

    What was typed cannot be taken, since nobody knows who typed it; the page says how to get back to it.
    """
    return _page(request, 403, "csrf_failure", back="/" + request.path.lstrip("/"))
