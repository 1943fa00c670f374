"""For whoever watches the service: alive, and ready."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from commonground.web.components.doors import EVERYONE, door


@door(EVERYONE)
def healthz(request: HttpRequest) -> JsonResponse:
    """This process answers."""
    return JsonResponse({"alive": True})


@door(EVERYONE)
def readyz(request: HttpRequest) -> JsonResponse:
    """This process reaches the database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"ready": False}, status=503)
    return JsonResponse({"ready": True})
