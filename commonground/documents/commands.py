"""Keeping files, giving them to what they are about, and taking them away."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, Sum

from commonground.documents.answers import Refused
from commonground.documents.kinds import LETTERS, MEGABYTE, MOST_IN, CannotTake, Content, Why, content_of
from commonground.documents.letter_dates import dates_in
from commonground.documents.models import File
from commonground.documents.names import safe_name, shown_name
from commonground.documents.sandbox import Cleaned, clean
from commonground.record.days import london_day, now


@dataclass(frozen=True)
class Room:
    """How much there is room for, of one sender: so many files, so large together."""

    files: int
    size: int


OF_A_REQUEST = Room(files=20, size=60 * MEGABYTE)
OF_A_CASE = Room(files=100, size=200 * MEGABYTE)

REFUSED = {
    Content.APPLE_PHOTO: Why.APPLE_PHOTO,
    Content.WORD: Why.WORD,
    Content.ARCHIVE: Why.ARCHIVE,
    Content.OTHER: Why.OTHER,
    Content.RECORDING: Why.RECORDING,
}
WANTED = {frozenset({Content.PHOTO}): Why.NO_PHOTO, frozenset({Content.RECORDING}): Why.NO_RECORDING}
"""Where one kind alone is taken, that is said of any other."""


class Upload(Protocol):
    """A file as it was sent: Django's `UploadedFile`, or anything like it."""

    @property
    def name(self) -> str | None:
        """What whoever sent it called it."""

    @property
    def size(self) -> int | None:
        """How many bytes it has."""

    def read(self) -> bytes:
        """All of it."""


def keep(
    upload: Upload, *, about: UUID, by: str, takes: frozenset[Content] = LETTERS, room: Room = OF_A_REQUEST
) -> File:
    """Make a photo, PDF or recording anew and keep that, for the draft, enquiry or case with the id `about`.

    Photos become upright JPEGs without anything a telephone hides in them; PDFs lose whatever acts; of recordings the
    sound alone stays. The file as it came is not kept. Sent twice, it is there once. `by` is the opaque id of who sent
    it, and `room` how much of theirs there is room for; `takes` are the kinds that are taken here. Raises Refused.
    """
    try:
        cleaned = _cleaned(upload, takes)
        return _keep(cleaned, name=upload.name or "", about=about, by=by, room=room)
    except CannotTake as answer:
        raise Refused(answer.why, name=shown_name(upload.name or "")) from None


def _cleaned(upload: Upload, takes: frozenset[Content]) -> Cleaned:
    if (upload.size or 0) > MOST_IN:
        raise CannotTake(Why.TOO_LONG if takes == {Content.RECORDING} else Why.TOO_LARGE)
    data = upload.read()
    if not data:
        raise CannotTake(Why.EMPTY)
    content = content_of(data)
    if content not in takes:
        raise CannotTake(WANTED.get(takes) or REFUSED[content])
    return clean(data, content)


@transaction.atomic
def _keep(cleaned: Cleaned, *, name: str, about: UUID, by: str, room: Room) -> File:
    digest = sha256(cleaned.data).hexdigest()
    # Two sendings at once are put in order by the id that they are about.
    _take_turns(about)
    there = File.objects.filter(about=about).defer("data")
    known = there.filter(sha256=digest).first()
    if known is not None:
        return known
    theirs = there.filter(given_by=by).aggregate(files=Count("pk"), size=Sum("size", default=0))
    if theirs["files"] >= room.files or theirs["size"] + len(cleaned.data) > room.size:
        raise CannotTake(Why.ENOUGH)
    at = now()
    return File.objects.create(
        about=about,
        name=safe_name(name, ending=cleaned.media.ending),
        media=cleaned.media.value,
        pages=cleaned.pages,
        size=len(cleaned.data),
        sha256=digest,
        data=cleaned.data,
        dates=[day.isoformat() for day in dates_in(cleaned.text, today=london_day(at))],
        given_by=by,
        received_at=at,
        received_on=london_day(at),
    )


def remove(file: UUID, *, about: UUID) -> bool:
    """Take a file away for good. False where what it is said to be about has no such file."""
    return bool(File.objects.filter(pk=file, about=about).delete()[0])


@transaction.atomic
def move(*, about_from: UUID, about_to: UUID) -> int:
    """Give the files of a draft to the enquiry it became, or of an enquiry to its case. Returns how many there were."""
    _take_turns(about_to)
    there = File.objects.filter(about=about_to).values("sha256")
    File.objects.filter(about=about_from, sha256__in=there).delete()
    return File.objects.filter(about=about_from).update(about=about_to)


def forget(*abouts: UUID) -> int:
    """Delete every file of what is deleted itself, in its transaction. Returns how many went."""
    return File.objects.filter(about__in=abouts).delete()[0]


def _take_turns(about: UUID) -> None:
    """Until the transaction ends, nobody else changes the files of the same thing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [about.int % 2**63])
