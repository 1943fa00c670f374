"""Every address stands behind exactly one door: who may come in, said once beside the view, held here.

`@door(DESK_CASE)` marks a view. The middleware reads the mark before the view runs and answers itself where the
person may not pass: strangers are sent to sign in, staff without the role get a page that says so, and a case
that is not theirs does not exist for them. A view without a door is refused, and `manage.py check` names it.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver

from commonground.cases.models import Case
from commonground.cases.queries import as_participant, roles_in, visible_to
from commonground.people.models import Person
from commonground.people.permissions import Scope, Thing, roles_with
from commonground.people.roles import CASE_ROLES, Role
from commonground.record.access import looks_this_hour, note_access
from commonground.voice.queries import has_space
from commonground.web.components import kept
from commonground.web.components.seat import Seat, seat_of

View = Callable[..., HttpResponseBase]
V = TypeVar("V", bound=View)
NOT_IN_AN_ADDRESS = re.compile("[\\x00-\\x1f\\x7f]")
"""What no page of ours has in its address, and PostgreSQL takes no part of."""


@dataclass(frozen=True)
class Door:
    """Who may come in. `roles` None: everybody, signed in or not; empty: whoever is signed in.

    `case`: the address names a case by `reference`, and it must be one that they may see. `staff`: strangers are
    sent to the staff's way in. `demo`: there is no such address outside the demo. `own`: it is for the one whom the
    case is about, in it themselves; for everybody else there is no such address, and no visit is noted.
    """

    name: str
    roles: frozenset[Role] | None = None
    case: bool = False
    staff: bool = False
    demo: bool = False
    own: bool = False

    def lets_in(self, roles: frozenset[Role]) -> bool:
        """Whether somebody signed in with these staff roles may pass, before any case is looked at.

        Who has no staff role is family or supporter; which of the two, or neither, the case says.
        """
        return not self.roles or bool(self.roles & (roles or CASE_ROLES))


_DESK = roles_with(Thing.CASE, Scope.ALL)

EVERYONE = Door("everyone")
SIGNED_IN = Door("signed in", frozenset())
FAMILY = Door("family", CASE_ROLES)
FAMILY_CASE = Door("family case", CASE_ROLES, case=True)
OWN_SPACE = Door("own space", CASE_ROLES, case=True, own=True)
DESK = Door("desk", _DESK, staff=True)
DESK_CASE = Door("desk case", _DESK, case=True, staff=True)
COORDINATOR = Door("coordinator", frozenset({Role.COORDINATOR}), staff=True)
ADVISER_CASE = Door("adviser case", frozenset({Role.ADVISER}), case=True, staff=True)
SHARED_VIEWS = Door("shared views", _DESK | {Role.MEDIATOR}, case=True, staff=True)
OFFICE = Door("office", frozenset({Role.ADMINISTRATOR}), staff=True)
DIRECTORY = Door("directory", roles_with(Thing.DIRECTORY, Scope.ALL), staff=True)
DEMO = Door("demo", demo=True)
DOORS = (
    EVERYONE, SIGNED_IN, FAMILY, FAMILY_CASE, OWN_SPACE, DESK, DESK_CASE, COORDINATOR, ADVISER_CASE, SHARED_VIEWS,
    OFFICE, DIRECTORY, DEMO,
)  # fmt: skip


class PersonRequest(HttpRequest):
    """What a view behind any door but EVERYONE and DEMO is given."""

    person: Person
    roles: frozenset[Role]


class CaseRequest(PersonRequest):
    """What a view behind a door of a case is given."""

    case: Case


def door(through: Door) -> Callable[[V], V]:
    """Marks a view with the door it stands behind."""

    def mark(view: V) -> V:
        view.door = through  # type: ignore[attr-defined]
        return view

    return mark


def behind(through: Door, patterns: Any) -> Any:
    """Puts everything included from elsewhere (its views carry no mark of ours) behind one door.

    Takes what `include()` takes: a list of patterns, or a tuple of it with an app's name and namespace.
    """
    found = patterns[0] if isinstance(patterns, tuple) else patterns
    for pattern in found:
        if isinstance(pattern, URLResolver):
            behind(through, pattern.url_patterns)
        else:
            pattern.callback = door(through)(_copy(pattern.callback))
    return patterns


def _copy(view: View) -> View:
    @wraps(view)
    def marked(*args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(*args, **kwargs)

    return marked


def door_of(view: object) -> Door | None:
    """The door a view stands behind, if it has one."""
    found = getattr(view, "door", None)
    return found if isinstance(found, Door) else None


def addresses(patterns: Iterable[Any], before: str = "") -> Iterable[tuple[str, URLPattern]]:
    """Every address below these patterns: its route as written, and its pattern."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        else:
            yield route, pattern


class DoorMiddleware:
    """Says who is at the browser, opens or keeps shut, and keeps personal pages out of every cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        seat = seat_of(request)
        request.seat, request.person, request.roles = seat, seat.person, seat.roles  # type: ignore[attr-defined]
        response = self.get_response(request)
        if _personal(request):
            response["Cache-Control"] = "no-store"
        return response

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """What keeps the person out, or None where they may pass."""
        through = door_of(view)
        if through is None:
            raise ImproperlyConfigured(f"{request.path} stands behind no door: mark its view with @door(...).")
        request.door = through  # type: ignore[attr-defined]
        if (through.demo and not settings.DEMO) or NOT_IN_AN_ADDRESS.search(request.path):
            raise Http404
        if through.roles is None:
            return None
        seat: Seat = request.seat  # type: ignore[attr-defined]
        if seat.person is None:
            return _to_sign_in(request, through, seat.gone)
        if not through.lets_in(seat.roles):
            raise Http404 if through.own else PermissionDenied
        if through.case:
            request.case = _case(through, seat, kwargs["reference"])  # type: ignore[attr-defined]
        return None


def _case(through: Door, seat: Seat, reference: str) -> Case:
    """The case of that reference if this person may see it through this door; who looked is noted."""
    assert through.roles is not None
    assert seat.person is not None
    person = seat.person
    found = (
        visible_to(person)
        .filter(reference=reference)
        .annotate(
            as_participant=ArraySubquery(as_participant(OuterRef("pk"), person)),
            looked_this_hour=Exists(looks_this_hour(case=OuterRef("pk"), by=person.actor)),
        )
    )
    case = found.select_related("child", "authority", "adviser", "mediator", "beside").first()
    if case is None:
        raise Http404
    held = seat.roles & through.roles or roles_in(case, person, held=case.as_participant) & through.roles
    if not held or (through.own and not has_space(case, person)):
        raise Http404
    if not through.own and not case.looked_this_hour:
        note_access(case=case.pk, by=person.actor, as_role=min(held))
    return case


def _to_sign_in(request: HttpRequest, through: Door, gone: Person | None) -> HttpResponse:
    """Off to sign in, and back here afterwards. What was being sent when the session ran out is kept."""
    query = {"why": "idle"} if gone else {}
    if request.method in {"GET", "HEAD"}:
        query["next"] = request.get_full_path()
    elif gone and request.method == "POST":
        kept.keep(request, gone)
    way_in = "/sign-in/staff/" if through.staff else "/sign-in/"
    return HttpResponseRedirect(way_in + ("?" + urlencode(query) if query else ""))


def _personal(request: HttpRequest) -> bool:
    """Whether the answer may hold anything about a person: behind a door, signed in, or from their session."""
    through = getattr(request, "door", None)
    shut = through is not None and through.roles is not None
    return shut or getattr(request, "person", None) is not None or bool(request.session.accessed)
