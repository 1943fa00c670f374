"""Where the pages of every face lead: the public menu and footer, by the addresses that others rely on."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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


def public_links(here: str, *, person: object = None, roles: object = None) -> list[Link]:
    """The menu of public and family pages, the part marked in which `here` lies, and one's own pages."""
    last = ("/sign-in/", _("Sign in"))
    if person:
        last = ("/desk/", _("Work list")) if roles else ("/case/", _("Your case"))
    return [Link(href, str(text), here.startswith(href)) for href, text in (*PUBLIC, last)]


def desk_links(here: str) -> list[Link]:
    """The menu of the desk. The work list is `/desk/` itself, so it is marked only there."""
    return [Link(href, str(text), here == href if href == "/desk/" else here.startswith(href)) for href, text in DESK]


def footer_links() -> list[Link]:
    """The small print that stands under every page."""
    return [Link(href, str(text)) for href, text in FOOTER]
