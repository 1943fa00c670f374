"""How often a form may be sent: by each person who is signed in, and by everybody else from one internet address.

Generous, since a mobile network shows many homes as one. Whoever is signed in has a count of their own: two parents in
one home, or a whole office, must not be able to keep one another out. A page may know others who have one too.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from commonground.people.limits import limit
from commonground.people.networks import network_of
from commonground.web.components import errors

V = TypeVar("V", bound=Callable[..., HttpResponseBase])


def limited(
    name: str,
    *,
    times: int,
    per: int,
    count: tuple[str, ...] = ("POST",),
    own: Callable[[HttpRequest], str] | None = None,
    refused: Callable[..., HttpResponseBase] = errors.too_many,
) -> Callable[[V], V]:
    """At most `times` requests in `per` seconds from one person or internet address; then a page that says what to do.

    Counts only the methods in `count`: looking at a page is free unless said otherwise. `own` names the count of
    whoever has one of their own here, and is empty for everybody else. `refused(request, retry_after=...)` makes the
    page.
    """

    def decorate(view: V) -> V:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method in count:
                theirs = own(request) if own else ""
                verdict = limit(f"{name}:{theirs or _whose(request)}", per=per, times=times)
                if not verdict.allowed:
                    return refused(request, retry_after=verdict.retry_after)
            return view(request, *args, **kwargs)

        return cast(V, counted)

    return decorate


def _whose(request: HttpRequest) -> str:
    """Whose count it is."""
    person = getattr(request, "person", None)
    return network_of(request) if person is None else f"person:{person.pk}"
