"""A mark in a browser where somebody has signed in: codes can be asked for there, whoever else asks for too many.

The mark is a number drawn by chance, with a seal that only its own person can be held against: by itself it says
nothing of anybody, and it signs nobody in. It goes when they sign out, so that a borrowed phone keeps nothing.
"""

import secrets
from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from commonground.people.models import Person
from commonground.people.queries import people_at

DAYS = 90
_COOKIE = "mark"


def remember(response: HttpResponse, person: Person) -> None:
    """This person has signed in at the browser that gets this response."""
    drawn = secrets.token_urlsafe(16)
    response.set_cookie(
        _name(), f"{drawn}.{_seal(drawn, person)}", max_age=DAYS * 24 * 3600,
        secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
    )  # fmt: skip


def forget(response: HttpResponse) -> None:
    """The browser that gets this response keeps no mark."""
    response.delete_cookie(_name(), samesite="Lax")


def count_of(request: HttpRequest, people: Iterable[Person]) -> str:
    """What is counted for this browser alone, where one of these people has signed in at it; empty where none has."""
    drawn, _dot, seal = request.COOKIES.get(_name(), "").partition(".")
    theirs = any(constant_time_compare(seal, _seal(drawn, person)) for person in people)
    return f"marked:{drawn}" if theirs else ""


def count_of_typed(request: HttpRequest) -> str:
    """The same by the address that was typed. It is looked up only where there is a mark."""
    return count_of(request, people_at(request.POST.get("address", ""))) if _name() in request.COOKIES else ""


def _name() -> str:
    return f"__Host-{_COOKIE}" if settings.SECURE else _COOKIE


def _seal(drawn: str, person: Person) -> str:
    return salted_hmac("commonground.web.signin.known", f"{drawn}:{person.pk}", algorithm="sha256").hexdigest()[:32]
