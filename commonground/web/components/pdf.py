"""A PDF as an answer: to be kept by nobody on the way, and saved under a name that says what it is."""

from django.http import HttpResponse


def pdf_response(contents: bytes, name: str) -> HttpResponse:
    """The bytes as a file to save or show. `name` is plain: letters, digits, dots and dashes."""
    response = HttpResponse(contents, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
