"""Held at start: every address has its door, and the middleware that opens it is there."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.urls import get_resolver

from commonground.web.components.doors import addresses, door_of

MIDDLEWARE = "commonground.web.components.doors.DoorMiddleware"
BEFORE = "django.contrib.auth.middleware.AuthenticationMiddleware"


@register("security")
def every_address_has_a_door(app_configs: Sequence[Any] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """doors.E001 for each address without a door; doors.E003 for a case's door without a `reference`."""
    faults: list[CheckMessage] = []
    for route, pattern in addresses(get_resolver().url_patterns):
        through = door_of(pattern.callback)
        if through is None:
            faults.append(
                Error(
                    f"/{route} stands behind no door, so it is refused.",
                    hint="Mark the view with @door(...), or what you include with behind(..., patterns).",
                    id="doors.E001",
                )
            )
        elif through.case and ":reference>" not in route:
            faults.append(
                Error(
                    f"/{route} stands behind the door of a case and does not say which case.",
                    hint="Name the case in the address: <str:reference>.",
                    id="doors.E003",
                )
            )
    return faults


@register("security")
def the_doors_are_held(app_configs: Sequence[Any] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """doors.E002 where the middleware is missing, or stands before the one that says who is signed in."""
    order = list(settings.MIDDLEWARE)
    if MIDDLEWARE in order and BEFORE in order and order.index(BEFORE) < order.index(MIDDLEWARE):
        return []
    return [
        Error(
            "Nothing holds the doors: every page would be open to everybody.",
            hint=f"Put {MIDDLEWARE} into MIDDLEWARE, after {BEFORE}.",
            id="doors.E002",
        )
    ]
