"""A file that somebody sent, as an answer: to be saved, never shown as a page of ours."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from commonground.documents.kinds import Media
from commonground.documents.models import File


def file_response(file: File) -> HttpResponse:
    """The file to save, under its safe name. ValueError for a kind that we did not make ourselves."""
    response = HttpResponse(bytes(file.data), content_type=Media(file.media).value)
    disposition = content_disposition_header(as_attachment=True, filename=file.name)
    assert disposition is not None
    response["Content-Disposition"] = disposition
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
