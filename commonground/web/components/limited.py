"""How often one internet address may send a form: generous, since a mobile network shows many homes as one."""

import ipaddress
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from commonground.people.limits import limit
from commonground.web.components import errors

V = TypeVar("V", bound=Callable[..., HttpResponseBase])


def limited(name: str, *, times: int, per: int, count: tuple[str, ...] = ("POST",)) -> Callable[[V], V]:
    """At most `times` requests in `per` seconds from one internet address; then a page that says what to do.

    Counts only the methods in `count`: looking at a page is free unless said otherwise.
    """

    def decorate(view: V) -> V:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method in count:
                verdict = limit(f"{name}:{network_of(request)}", per=per, times=times)
                if not verdict.allowed:
                    return errors.too_many(request, retry_after=verdict.retry_after)
            return view(request, *args, **kwargs)

        return cast(V, counted)

    return decorate


def network_of(request: HttpRequest) -> str:
    """Whom to count: an IPv4 address, or the /64 of an IPv6 one, which is what one home is given."""
    try:
        address = ipaddress.ip_address(_address(request))
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def _address(request: HttpRequest) -> str:
    """What connected to us, or, behind our own proxies, what the outermost of them saw.

    Only as many entries of X-Forwarded-For are believed as there are proxies of ours: anybody can send the rest.
    """
    proxies = int(settings.TRUSTED_PROXIES)
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies and len(seen) >= proxies:
        return seen[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))
