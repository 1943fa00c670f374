"""How far somebody is on their way in, kept in the session until they are in or the time is up.

Each way has its own place, so that one half done can never be taken for the other.
"""

from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Self, TypeVar

from django.http import HttpRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.record.days import now
from commonground.web.components import kept, seat
from commonground.web.components.navigation import work_of

MINUTES = 15


@dataclass(frozen=True)
class Step:
    """What is known so far; `onward` is the page they came for, `until` when it is forgotten (seconds)."""

    place: ClassVar[str]

    def remember(self, request: HttpRequest) -> None:
        """Keep it in the session."""
        request.session[self.place] = asdict(self) | {"until": now().timestamp() + MINUTES * 60}

    @classmethod
    def of(cls, request: HttpRequest) -> Self | None:
        """What this session remembers of the step, if its time is not up."""
        found = dict(request.session.get(cls.place) or {})
        if not found or found.pop("until") <= now().timestamp():
            return None
        return cls(**found)


S = TypeVar("S", bound=Step)


@dataclass(frozen=True)
class Asked(Step):
    """A code was asked for, in this browser; `clock` is the instant it runs out."""

    place: ClassVar[str] = "signin.asked"
    ticket: str
    address: str
    runs_out: float
    onward: str = ""


@dataclass(frozen=True)
class Proved(Step):
    """The code was right, so they read what is sent to this address; `person` once it is known which of them."""

    place: ClassVar[str] = "signin.proved"
    address_key: str
    person: str = ""
    onward: str = ""


@dataclass(frozen=True)
class StaffKnown(Step):
    """A member of staff gave the right password. `secret` is of an app being set up, `enrolled` when it is."""

    place: ClassVar[str] = "signin.staff"
    person: str
    onward: str = ""
    secret: str = ""
    enrolled: bool = False


def forget_all(request: HttpRequest) -> None:
    """They are in, or begin anew."""
    for step in (Asked, Proved, StaffKnown):
        request.session.pop(step.place, None)


def asked_onward(request: HttpRequest) -> str:
    """The page of ours they wanted before they were sent to sign in; empty for anything else."""
    wanted = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return wanted if ours and not wanted.startswith(("/sign-in/", "/sign-out/")) else ""


def home_of(roles: frozenset[Role]) -> str:
    """Where their work is: the desk, the office, their case, or one plain page where their role has no face yet."""
    return work_of(roles)[0] if roles else "/case/"


def let_in(
    request: HttpRequest, person: Person, how: seat.Steps, *, roles: frozenset[Role], onward: str
) -> HttpResponseRedirect:
    """Sign them in and send them on: to what they were sending, the page they wanted, or their own front page."""
    seat.take(request, person, how)
    forget_all(request)
    if kept.kept_for(request, person) is not None:
        return HttpResponseRedirect("/sign-in/carry-on/")
    return HttpResponseRedirect(onward or home_of(roles))


def explained(request: HttpRequest) -> dict[str, Any]:
    """Why they are here, if they did not come by themselves, for the page to say."""
    why = request.GET.get("why", "")
    return {"why": why if why in {"idle", "left", "everywhere"} else "", "something_kept": kept.KEPT in request.session}
