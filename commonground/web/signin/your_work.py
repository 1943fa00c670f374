"""Where staff come who have no pages of their own yet: what they can do here today, and whom they call."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from commonground.people.roles import ROLE_NAMES, Role
from commonground.voice.queries import cases_shared_with_mediator
from commonground.web.components.doors import SIGNED_IN, PersonRequest, door
from commonground.web.signin.steps import home_of


@door(SIGNED_IN)
def shown(request: PersonRequest) -> HttpResponse:
    """The plain page of a mediator, or of others without pages yet; everybody else is sent to their own work."""
    home = home_of(request.roles)
    if home != request.path:
        return redirect(home)
    context = {
        "names": [ROLE_NAMES[role] for role in sorted(request.roles)],
        "mediator": Role.MEDIATOR in request.roles,
        "shared": cases_shared_with_mediator(request.person),
    }
    return render(request, "signin/your_work.html", context)
