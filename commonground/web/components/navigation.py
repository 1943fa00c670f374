"""Where the pages of every face lead: the public menu and footer, by the addresses that others rely on."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.people.permissions import Scope, Thing, scopes
from commonground.people.roles import DESK_ROLES, Role

PUBLIC = (
    ("/check-your-dates/", gettext_lazy("Check your dates")),
    ("/side-by-side/", gettext_lazy("What you can do")),
    ("/ask/", gettext_lazy("Ask us")),
    ("/certificates/check/", gettext_lazy("Check a certificate")),
)
DESK = (
    ("/desk/", gettext_lazy("Work list")),
    ("/desk/enquiries/", gettext_lazy("Enquiries")),
    ("/desk/calls/", gettext_lazy("Calls")),
    ("/desk/conversations/", gettext_lazy("Written")),
    ("/desk/patterns/", gettext_lazy("Patterns")),
    ("/desk/post/", gettext_lazy("Post")),
    ("/desk/register/", gettext_lazy("Certificates")),
)
ERASING = ("/desk/keeping/", gettext_lazy("Erasing"))
OFFICE = (
    ("/office/", gettext_lazy("Office")),
    ("/office/councils/", gettext_lazy("Councils")),
)
FOOTER = (
    ("/complaints/", gettext_lazy("Complaints")),
    ("/accessibility/", gettext_lazy("Accessibility")),
    ("/privacy/", gettext_lazy("Privacy")),
)


@dataclass(frozen=True)
class Link:
    """One entry of a menu. `current` is true on the page itself and on those below it."""

    href: str
    text: str
    current: bool = False


def url(name: str, /, *, query: dict[str, Any] | None = None, fragment: str | None = None, **kwargs: Any) -> str:
    """The address of a named page, with a `query` and `fragment` at its end. The rest are the page's own arguments."""
    return reverse(name, kwargs=kwargs or None, query=query, fragment=fragment)


def work_of(roles: frozenset[Role]) -> tuple[str, str]:
    """Where the work of staff with these roles is, and what it is called; one plain page where they have none yet."""
    if roles & DESK_ROLES:
        return "/desk/", _("Work list")
    return ("/office/", _("Office")) if keeps_the_directory(roles) else ("/your-work/", _("Your work"))


def keeps_the_directory(roles: frozenset[Role]) -> bool:
    """Whether they look after what is kept of councils."""
    return Scope.ALL in scopes(Thing.DIRECTORY, roles)


def public_links(here: str, *, person: object = None, roles: frozenset[Role] | None = None) -> list[Link]:
    """The menu of public and family pages, the part marked in which `here` lies, and one's own pages."""
    last = ("/sign-in/", _("Sign in"))
    if person:
        last = work_of(roles) if roles else ("/case/", _("Your case"))
    return [_link(here, *each) for each in (*PUBLIC, last)]


def desk_links(here: str, roles: frozenset[Role] | None = None) -> list[Link]:
    """The menu of the desk; what is to be erased for coordinators, the way to the councils for those who keep them."""
    held = roles or frozenset()
    erasing = (ERASING,) if Role.COORDINATOR in held else ()
    councils = OFFICE[1:] if keeps_the_directory(held) else ()
    return [_link(here, *each) for each in (*DESK, *erasing, *councils)]


def office_links(here: str, roles: frozenset[Role]) -> list[Link]:
    """The menu of the office, and the way to the desk for those who work there."""
    return [_link(here, *each) for each in (*OFFICE, *(DESK[:1] if roles & DESK_ROLES else ()))]


def _link(here: str, href: str, text: object) -> Link:
    # What stands above all others is marked only on itself.
    return Link(href, str(text), here == href if href in {"/", "/desk/", "/office/"} else here.startswith(href))


def footer_links() -> list[Link]:
    """The small print that stands under every page."""
    return [Link(href, str(text)) for href, text in FOOTER]
