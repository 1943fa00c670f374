"""Who sits at this browser: what a session remembers of a sign-in, and when it has run out.

A session runs out when nothing was asked for a while (`IDLE`), and after a working day whatever happens. Staff
are held to two steps: a session that did not take both is no session of theirs, however it came about.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from django.contrib.auth import login, logout
from django.http import HttpRequest

from commonground.people import sessions
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


class Device(StrEnum):
    """What somebody signed in with, as far as it says so. No more is kept of it than this word."""

    PHONE = "phone"
    TABLET = "tablet"
    COMPUTER = "computer"
    COMPUTER_OR_TABLET = "computer or tablet"  # an iPad calls itself a Mac
    UNKNOWN = ""


_SAYS = (
    (re.compile("iPad|Tablet|Android(?!.*Mobile)"), Device.TABLET),
    (re.compile("iPhone|Mobi"), Device.PHONE),
    (re.compile("Macintosh"), Device.COMPUTER_OR_TABLET),
    (re.compile("Windows|CrOS|Linux"), Device.COMPUTER),
)


@dataclass(frozen=True)
class Place:
    """Where somebody is signed in now: on what, since when, and whether it is the very browser that asks."""

    device: Device
    since: datetime
    here: bool


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
    device = device_of(request.headers.get("User-Agent", ""))
    request.session[MARK] = {"steps": steps.value, "began": moment, "seen": moment, "device": device.value}


def leave(request: HttpRequest) -> None:
    """Sign out: the session and all that was in it is gone."""
    logout(request)


def leave_everywhere(request: HttpRequest, person: Person, *, but_here: bool) -> None:
    """Sign this person out at once wherever they are signed in; `but_here`: all but this browser."""
    sessions.sign_out(person, but=str(request.session.session_key) if but_here else "")
    if not but_here:
        leave(request)


def places_of(request: HttpRequest, person: Person, *, staff: bool) -> list[Place]:
    """Where this person is signed in now, this browser first, then the newest. What ran out unused is left out."""
    found = []
    for row in sessions.sessions_of(person):
        mark = row.get_decoded().get(MARK)
        if mark is not None and _lasts(mark, staff=staff):
            since = datetime.fromtimestamp(mark["began"], UTC)
            here = row.session_key == request.session.session_key
            found.append(Place(Device(mark.get("device", "")), since, here))
    return sorted(found, key=lambda place: (not place.here, -place.since.timestamp()))


def device_of(agent: str) -> Device:
    """What kind of device a browser says that it runs on. It may say anything: nothing rests on this."""
    return next((device for says, device in _SAYS if says.search(agent)), Device.UNKNOWN)


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
    if mark is None or not _lasts(mark, staff=staff):
        return False
    moment = now().timestamp()
    if moment - mark["seen"] > TOUCH:
        request.session[MARK] = {**mark, "seen": moment}
    return True


def _lasts(mark: dict[str, Any], *, staff: bool) -> bool:
    """Whether what a session remembers of a sign-in counts at this moment."""
    if staff and mark["steps"] != Steps.PASSWORD_AND_APP:
        return False
    moment = now().timestamp()
    idle = IDLE_STAFF if staff else IDLE_FAMILY
    return bool(moment - mark["seen"] <= idle and moment - mark["began"] <= LONGEST)
