"""How often one internet address may ask, so that nobody can wear the service out."""

from django.http import HttpRequest

from commonground.people.limits import limit
from commonground.people.networks import network_of

A_MINUTE = 120
"""Questions a minute from one address."""


class TooMany(Exception):
    """This address has asked too often; `retry_after` seconds from now it may ask again."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


def count(request: HttpRequest) -> None:
    """Count one question of this address. Raises TooMany."""
    verdict = limit(f"api:{network_of(request)}", per=60, times=A_MINUTE)
    if not verdict.allowed:
        raise TooMany(verdict.retry_after)
