"""Who can sign in as whom, and what was sent. Everybody may look: all of it is made up."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from commonground.demo.sign_ins import FAMILIES, PASSWORD, STAFF, secret_of
from commonground.notices.models import Notice
from commonground.notices.queries import how_many, late, latest
from commonground.people.keys import address_key
from commonground.people.second_step import code_now
from commonground.web.components.doors import DEMO, door

SHOWN = 60


@door(DEMO)
def home(request: HttpRequest) -> HttpResponse:
    """People, their codes of now, and the messages, newest first."""
    to = request.GET.get("to", "")
    context: dict[str, Any] = {
        "staff": [(each, code_now(secret_of(each.email))) for each in STAFF],
        "families": FAMILIES,
        "password": PASSWORD,
        "kept": _kept(to),
        "to": to,
        "late": late().exists(),
        "states": how_many(),
    }
    return render(request, "demo/home.html", context)


def _kept(address: str) -> list[Notice]:
    """The newest messages of all, or to one address."""
    if not address:
        return list(latest(SHOWN))
    return [each for each in latest(1000) if address_key(each.to_where) == address_key(address)][:SHOWN]


@door(DEMO)
def message(request: HttpRequest, notice: UUID) -> HttpResponse:
    """One message: its words, and the way to it as a mail program shows it."""
    return render(request, "demo/message.html", {"notice": get_object_or_404(Notice, pk=notice)})


@door(DEMO)
def page(request: HttpRequest, notice: UUID) -> HttpResponse:
    """The message's own HTML, as it is sent."""
    answer = HttpResponse(get_object_or_404(Notice, pk=notice).html)
    # Mail has its styles written beside each word; it may do nothing else here.
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
    return answer
