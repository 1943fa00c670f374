"""Going out, here or everywhere, and coming back to what was being sent when the session ran out."""

import logging

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.web.components import kept, seat
from commonground.web.components.doors import EVERYONE, SIGNED_IN, PersonRequest, door
from commonground.web.components.seat import Device
from commonground.web.signin import known
from commonground.web.signin.steps import home_of

log = logging.getLogger("commonground.signin")
DEVICES = {
    Device.PHONE: gettext_lazy("A phone"),
    Device.TABLET: gettext_lazy("A tablet"),
    Device.COMPUTER: gettext_lazy("A computer"),
    Device.COMPUTER_OR_TABLET: gettext_lazy("A computer or a tablet"),
    Device.UNKNOWN: gettext_lazy("A phone or a computer"),
}


@door(EVERYONE)
def sign_out(request: HttpRequest) -> HttpResponse:
    """Signs out when the button is pressed; only asked for, it shows the button."""
    if request.method != "POST":
        return render(request, "signin/sign_out.html")
    staff = bool(getattr(request, "roles", None))
    seat.leave(request)
    return _to_the_door(staff=staff, why="left")


@door(SIGNED_IN)
def signed_in(request: PersonRequest) -> HttpResponse:
    """Where they are signed in now, and the buttons that end it: everywhere else, or here as well.

    Nobody but themselves is ever meant: whose sign-ins end is never sent along.
    """
    staff = bool(request.roles)
    if request.method == "POST":
        but_here = "everywhere" not in request.POST
        log.info("signs out %s: %s", "everywhere else" if but_here else "everywhere", request.person.actor)
        seat.leave_everywhere(request, request.person, but_here=but_here)
        if not but_here:
            return _to_the_door(staff=staff, why="everywhere")
        messages.success(request, _("You are signed out everywhere but here."))
        return redirect("signin:signed_in")
    context = {
        "places": [(DEVICES[each.device], each) for each in seat.places_of(request, request.person, staff=staff)],
        "idle": seat.IDLE_STAFF if staff else seat.IDLE_FAMILY,
        "longest": seat.LONGEST,
        "home": home_of(request.roles),
    }
    return render(request, "signin/signed_in.html", context)


@door(SIGNED_IN)
def carry_on(request: PersonRequest) -> HttpResponse:
    """Offers to send what was kept, and sends it on as it was when the button is pressed."""
    waiting = kept.kept_for(request, request.person)
    if waiting is None:
        return redirect(home_of(request.roles))
    if request.method != "POST":
        return render(request, "signin/carry_on.html", {"kept": waiting})
    kept.forget(request)
    if "leave" in request.POST:
        return redirect(home_of(request.roles))
    answer = HttpResponse(status=307)  # the browser sends the same form again, to the page it was meant for
    answer["Location"] = waiting.path
    return answer


def _to_the_door(*, staff: bool, why: str) -> HttpResponse:
    response = HttpResponseRedirect(reverse("signin:staff" if staff else "signin:sign_in", query={"why": why}))
    known.forget(response)
    return response
