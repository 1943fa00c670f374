"""The gallery: every component on one page, for those who build pages and for tests. In the demo alone."""

from datetime import UTC, date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from .doors import DEMO, door
from .gallery_form import EveryField
from .navigation import Link
from .pages import form_page

STEPS = [
    {"state": "done", "title": _("You told us about the decision"), "date": date(2026, 9, 1)},
    {"state": "done", "title": _("You chose mediation"), "date": date(2026, 9, 3)},
    {
        "state": "now",
        "title": _("Exampleshire Council finds a date"),
        "date": date(2026, 10, 5),
        "text": _("We asked the council for dates. Nothing is needed from you."),
        "late": _("The council is late: it should have answered by Monday 5 October 2026."),
    },
    {"state": "later", "title": _("The meeting")},
    {"state": "later", "title": _("Your certificate")},
]
HISTORY = [
    {
        "title": _("Message sent"),
        "by": "Ada Example",
        "at": datetime(2026, 9, 3, 13, 30, tzinfo=UTC),
        "text": _("To the council."),
    },
    {"title": _("Enquiry received"), "at": date(2026, 9, 1)},
]

FACTS = [
    {"label": _("Child"), "value": "Sam Example"},
    {"label": _("Right-holder"), "value": "Robin Example"},
    {"label": _("Council"), "value": "Exampleshire"},
    {"label": _("Decision"), "value": _("Refuses to assess")},
    {"label": _("Letter"), "value": "Tuesday 1 September 2026"},
    {"label": _("Last day to appeal"), "value": "Monday 2 November 2026"},
    {"label": _("Contact"), "value": _("Text only, not after 6pm"), "mark": "attention"},
]
LAWS = ("SEND Regulations 2014, reg. 39", "Children and Families Act 2014, s.53(3)")
ROWS = [
    {
        "href": "?case=1",
        "cells": ["Sam Example", _("Issue the certificate, late"), "Exampleshire", {"text": 3, "numeric": True}],
        "state": "late",
    },
    {
        "href": "?case=2",
        "cells": ["Kit Sample", _("Call the family by Friday"), "Sampleton", {"text": 1, "numeric": True}],
        "state": "near",
    },
    {"href": "?case=3", "cells": ["Żaneta Överby", _("Nothing is due"), "Exampleshire", {"text": 0, "numeric": True}]},
]


@door(DEMO)
def gallery(request: HttpRequest) -> HttpResponse:
    """The pieces of public and family pages, and a form with one field of each kind."""
    return form_page(
        request,
        EveryField,
        "components/gallery.html",
        lambda form: redirect(request.path),
        context={"steps": STEPS, "history": HISTORY},
    )


@door(DEMO)
def desk(request: HttpRequest) -> HttpResponse:
    """The pieces of staff pages."""
    menu = [Link("/demo/components/desk/", str(_("Pieces")), True), Link("/demo/components/", str(_("Public pieces")))]
    context = {"menu": menu, "history": HISTORY, "facts": FACTS, "laws": LAWS, "rows": ROWS}
    return render(request, "components/gallery_desk.html", context)


@door(DEMO)
def error(request: HttpRequest, kind: str) -> HttpResponse:
    """One of the error pages, as it looks."""
    return render(request, f"errors/{kind}.html", {"back": "/demo/components/", "minutes": 2})
