"""Whose request it is, as far as counting goes: one internet address, or one home's worth of them."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


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
