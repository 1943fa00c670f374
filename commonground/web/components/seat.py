"""Who sits at this browser: what a session remembers of a sign-in, and when it has run out.

A session runs out when nothing was asked for a while (`IDLE`), and after a working day whatever happens. Staff
are held to two steps: a session that did not take both is no session of theirs, however it came about.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth import login, logout
from django.http import HttpRequest

from commonground.people.models import Person
from commonground.people.queries import remember_roles
from commonground.people.roles import Role
from commonground.record.days import now

MARK = "seat"
BACKEND = "commonground.people.backend.PeopleBackend"
IDLE_STAFF = 45 * 60
IDLE_FAMILY = 2 * 60 * 60
LONGEST = 12 * 60 * 60
TOUCH = 60
"""Seconds between two writes of a session that is in use: looking at a page need not write each time."""


class Steps(StrEnum):
    """How they showed who they are."""

    CODE = "code"
    PASSWORD_AND_APP = "password+app"  # noqa: S105 - a word, no password


@dataclass(frozen=True)
class Seat:
    """The person at this browser and their staff roles. `gone`: who sat here until their session ran out."""

    person: Person | None = None
    roles: frozenset[Role] = frozenset()
    gone: Person | None = None


NOBODY = Seat()


def take(request: HttpRequest, person: Person, steps: Steps) -> None:
    """Sign the person in at this browser: a new session key, a new form token, and the clock starts."""
    login(request, person, backend=BACKEND)
    moment = now().timestamp()
    request.session[MARK] = {"steps": steps.value, "began": moment, "seen": moment}


def leave(request: HttpRequest) -> None:
    """Sign out: the session and all that was in it is gone."""
    logout(request)


def seat_of(request: HttpRequest) -> Seat:
    """Who is signed in. No query for a browser without a session; a session that ran out ends here."""
    if not request.session.session_key:
        return NOBODY
    person = request.user
    if not isinstance(person, Person):
        return NOBODY
    roles = remember_roles(person)
    if not _still_good(request, staff=bool(roles)):
        leave(request)
        return Seat(gone=person)
    return Seat(person=person, roles=roles)


def _still_good(request: HttpRequest, *, staff: bool) -> bool:
    mark = request.session.get(MARK)
    if mark is None or (staff and mark["steps"] != Steps.PASSWORD_AND_APP):
        return False
    moment = now().timestamp()
    idle = IDLE_STAFF if staff else IDLE_FAMILY
    if moment - mark["seen"] > idle or moment - mark["began"] > LONGEST:
        return False
    if moment - mark["seen"] > TOUCH:
        request.session[MARK] = {**mark, "seen": moment}
    return True
