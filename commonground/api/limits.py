"""How often one internet address may ask, so that nobody can wear the service out."""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from ninja.throttling import BaseThrottle

from commonground.record.days import now

A_MINUTE = 120
"""Questions a minute from one address."""

WINDOW = 60


def address_of(request: HttpRequest) -> str:
    """The client's own address: as many places from the right of X-Forwarded-For as we have proxies.

    Without any it is the peer's. What stands further left was written by the client and is not believed.
    """
    proxies = int(getattr(settings, "TRUSTED_PROXIES", 0))
    forwarded = [
        part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()
    ]
    if proxies and len(forwarded) >= proxies:
        return forwarded[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


class PerMinute(BaseThrottle):
    """At most so many requests of one address in each minute. Of the address only a digest is kept."""

    def __init__(self, most: int) -> None:
        self.most = most

    def allow_request(self, request: HttpRequest) -> bool:
        """Count this request and say whether it may go on."""
        minute = int(now().timestamp()) // WINDOW
        key = salted_hmac("api.limits", f"{minute} {address_of(request)}", algorithm="sha256").hexdigest()
        cache.add(key, 0, timeout=2 * WINDOW)
        try:
            return cache.incr(key) <= self.most
        except ValueError:  # the cache forgot the key in between: nothing to hold against anybody
            return True

    def wait(self) -> float:
        """Seconds until the next minute at the latest."""
        return float(WINDOW)
