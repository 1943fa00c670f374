"""For whoever watches the service: alive, and ready."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from commonground.notices.queries import late
from commonground.web.components.doors import EVERYONE, door


@door(EVERYONE)
def healthz(request: HttpRequest) -> JsonResponse:
    """This process answers."""
    return JsonResponse({"alive": True})


@door(EVERYONE)
def readyz(request: HttpRequest) -> JsonResponse:
    """This process reaches the database; and whether messages wait too long, which says that no worker sends them.

    Late messages leave it ready: pages are answered all the same, and a proxy must not take them away.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        messages_late = late().exists()
    except DatabaseError:
        return JsonResponse({"ready": False}, status=503)
    return JsonResponse({"ready": True, "messages_late": messages_late})
