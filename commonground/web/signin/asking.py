"""How often a code may be asked for and typed, and the page for whoever has to wait: it may not be their doing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonground.notices.numbers import texts_are_possible
from commonground.people.keys import address_key
from commonground.people.limits import Verdict, limit
from commonground.people.models import Person
from commonground.people.networks import network_of
from commonground.web.signin import known
from commonground.web.signin.steps import Asked, Proved

HOUR = 3600
DAY = 24 * HOUR


def may_ask(request: HttpRequest, address: str, people: list[Person]) -> Verdict:
    """Few codes for one address from one place, more from everywhere together: a stranger locks nobody out.

    Nor does somebody at home: a browser in which one of these `people` signed in before has a count of its own.
    """
    here = known.count_of(request, people)
    if here:
        soon = limit(f"code:{here}", per=HOUR, times=6)
        return soon if not soon.allowed else limit(f"code-day:{here}", per=DAY, times=20)
    key = address_key(address)
    soon = limit(f"code:{key}:{network_of(request)}", per=HOUR, times=6)
    return soon if not soon.allowed else limit(f"code:{key}", per=DAY, times=40)


def by_ticket(request: HttpRequest) -> str:
    """Whoever waits for a code types it on a count of their own: nobody else in their home can use it up."""
    asked = Asked.of(request)
    return f"ticket:{asked.ticket}" if asked else ""


def by_address(request: HttpRequest) -> str:
    """So does whoever has typed the right code, and is asked for a password as well."""
    proved = Proved.of(request)
    return f"proved:{proved.address_key}" if proved else ""


def please_wait(request: HttpRequest, *, retry_after: int) -> HttpResponse:
    """No more codes for a while, and what works meanwhile."""
    context = {
        "minutes": max(1, round(retry_after / 60)),
        "asked": Asked.of(request),
        "by_text": texts_are_possible(),
    }
    response = render(request, "signin/please_wait.html", context, status=429)
    response["Retry-After"] = str(retry_after)
    return response
