"""The two places in which something is said: a young person's own, and a child's with a parent's help."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse

from commonground.voice import queries
from commonground.voice.models import Saying
from commonground.web.components.doors import CaseRequest


@dataclass(frozen=True)
class Space:
    """Where its pages are. `own`: the young person's; in the other, what others share is read too."""

    name: str
    own: bool

    def url(self, request: CaseRequest, page: str = "", **more: Any) -> str:
        """The address of one of its pages in this case."""
        name = f"family:{self.name}_{page}" if page else f"family:{self.name}"
        return reverse(name, kwargs={"reference": request.case.reference, **more})

    def may_say(self, request: CaseRequest) -> bool:
        """Whether this person can say something here. The young person's own door has asked already."""
        return self.own or queries.speaks_for_child(request.case, request.person)

    def context(self, request: CaseRequest) -> dict[str, Any]:
        """What all its pages know."""
        return {"case": request.case, "space": self, "child": request.case.child, "at": Addresses(self, request)}


@dataclass(frozen=True)
class Addresses:
    """The addresses of a space, for its templates."""

    space: Space
    request: CaseRequest

    def __call__(self, page: str = "", **more: Any) -> str:
        return self.space.url(self.request, page, **more)


MY_SPACE = Space("my_space", own=True)
VIEWS = Space("views", own=False)


def mine(request: CaseRequest, saying: UUID) -> Saying:
    """One of the viewer's own, or there is no such page."""
    found = queries.sayings_of(request.case, request.person).filter(pk=saying).first()
    if found is None:
        raise Http404
    return found
