"""A file that somebody sent, as an answer: to be saved, or shown within a page; never as a page of ours."""

import re

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from commonground.documents.kinds import Media
from commonground.documents.models import File

SHOWN = {Media.JPEG, Media.WAV}
"""What a page of ours shows or plays."""
PART = re.compile(r"bytes=(\d*)-(\d*)")


def file_response(file: File) -> HttpResponse:
    """The file to save, under its safe name. ValueError for a kind that we did not make ourselves."""
    return _answer(file, bytes(file.data), as_attachment=True)


def shown_response(file: File, request: HttpRequest) -> HttpResponse:
    """A picture or recording for a page to show, or the part of it that was asked for (some players ask so).

    Any other kind is to be saved, as ever.
    """
    if Media(file.media) not in SHOWN:
        return file_response(file)
    data = bytes(file.data)
    found = PART.fullmatch(request.headers.get("Range", ""))
    if found is None or found[0] == "bytes=-":
        response = _answer(file, data, as_attachment=False)
    else:
        first, last = _part(found[1], found[2], len(data))
        if first > last:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{len(data)}"})
        response = _answer(file, data[first : last + 1], as_attachment=False)
        response.status_code = 206
        response["Content-Range"] = f"bytes {first}-{last}/{len(data)}"
    response["Accept-Ranges"] = "bytes"
    return response


def _part(first: str, last: str, size: int) -> tuple[int, int]:
    """The first and the last byte of a part: "0-99", "100-" or "-100" for the last hundred."""
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def _answer(file: File, data: bytes, *, as_attachment: bool) -> HttpResponse:
    response = HttpResponse(data, content_type=Media(file.media).value)
    disposition = content_disposition_header(as_attachment=as_attachment, filename=file.name)
    assert disposition is not None
    response["Content-Disposition"] = disposition
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
