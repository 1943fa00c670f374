"""Going out, and coming back to what was being sent when the session ran out."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from commonground.web.components import kept, seat
from commonground.web.components.doors import EVERYONE, SIGNED_IN, PersonRequest, door
from commonground.web.signin.steps import home_of


@door(EVERYONE)
def sign_out(request: HttpRequest) -> HttpResponse:
    """Signs out when the button is pressed; only asked for, it shows the button."""
    if request.method != "POST":
        return render(request, "signin/sign_out.html")
    staff = bool(getattr(request, "roles", None))
    seat.leave(request)
    return HttpResponseRedirect(reverse("signin:staff" if staff else "signin:sign_in", query={"why": "left"}))


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
