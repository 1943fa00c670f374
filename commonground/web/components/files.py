"""A file that somebody sent, as an answer: to be saved, or shown within a page; never as a page of ours."""

import re
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from commonground.documents.kinds import Media
from commonground.documents.models import File

SHOWN = {Media.JPEG, Media.WAV}
"""What a page of ours shows or plays."""
FILM = "video/mp4"
PIECE = 1_000_000
"""Bytes of a film that one answer holds; players ask again."""
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
    part = part_asked_for(request, len(data))
    if part is None:
        response = _answer(file, data, as_attachment=False)
        response["Accept-Ranges"] = "bytes"
        return response
    first, last = part
    if first > last:
        return no_such_part(len(data))
    return as_part(_answer(file, data[first : last + 1], as_attachment=False), first, last, len(data))


def film_response(film: Path, request: HttpRequest) -> HttpResponseBase:
    """A film of our own for a page to play: whole, or the part that was asked for, in pieces of at most PIECE."""
    size = film.stat().st_size
    part = part_asked_for(request, size)
    if part is not None and part[0] > part[1]:
        return no_such_part(size)
    response: HttpResponseBase
    if part is None:
        response = FileResponse(film.open("rb"), content_type=FILM)
        response["Accept-Ranges"] = "bytes"
    else:
        first, last = part[0], min(part[1], part[0] + PIECE - 1)
        with film.open("rb") as opened:
            opened.seek(first)
            response = as_part(HttpResponse(opened.read(last + 1 - first), content_type=FILM), first, last, size)
    response["Content-Encoding"] = "identity"  # a film is small already, and a part of it must keep its length
    response["Cache-Control"] = "public, max-age=3600"
    return response


def part_asked_for(request: HttpRequest, size: int) -> tuple[int, int] | None:
    """The first and last byte of the part that a player asks for; None: all of it. First after last: no such part."""
    found = PART.fullmatch(request.headers.get("Range", ""))
    if found is None or found[0] == "bytes=-":
        return None
    return _part(found[1], found[2], size)


def as_part(response: HttpResponse, first: int, last: int, size: int) -> HttpResponse:
    """The answer, saying which part of the whole it is."""
    response.status_code = 206
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Accept-Ranges"] = "bytes"
    return response


def no_such_part(size: int) -> HttpResponse:
    """The answer to whoever asks for what lies behind the end."""
    return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})


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
