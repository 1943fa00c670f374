"""A PDF as an answer, under a name that says what it is: what is somebody's own is kept by nobody on the way."""

from typing import Protocol

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response


class Made(Protocol):
    """A PDF for everybody, with the digest of what it was made from."""

    @property
    def digest(self) -> str: ...
    @property
    def pdf(self) -> bytes: ...


def pdf_response(contents: bytes, name: str) -> HttpResponse:
    """The bytes as a file to save or show. `name` is plain: letters, digits, dots and dashes."""
    response = HttpResponse(contents, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def public_pdf(request: HttpRequest, made: Made, name: str) -> HttpResponse:
    """A PDF that everybody may read and keep for an hour; whoever has it already is told so (304)."""
    response = HttpResponse(made.pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "public, max-age=3600"
    response["ETag"] = f'"{made.digest}"'
    known = get_conditional_response(request, etag=response["ETag"], response=response)
    return known if isinstance(known, HttpResponse) else response
