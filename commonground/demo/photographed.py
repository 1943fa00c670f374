"""Papers and drawings of the made-up world: a few lines of writing or of paint, photographed."""

import io
from collections.abc import Iterable, Sequence

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

from commonground.cases.apply import Acting
from commonground.cases.models import Case
from commonground.papers import commands
from commonground.papers.models import Paper
from commonground.papers.readers import who_could_read
from commonground.people.models import Person

SIDE, TALL, SIZE = 1000, 1400, 32
PAPER = "#fbfaf6"
Line = tuple[str, Sequence[tuple[int, int]]]
"""A colour, and the dots it goes through."""


def photo_of(lines: Iterable[str]) -> SimpleUploadedFile:
    """A sheet of paper with these lines on it, as a telephone would send it."""
    sheet = Image.new("RGB", (SIDE, TALL), PAPER)
    drawing, font = ImageDraw.Draw(sheet), ImageFont.load_default(size=SIZE)
    for number, line in enumerate(lines):
        drawing.text((90, 110 + number * SIZE * 1.7), line, fill="#222222", font=font)
    return _sent(sheet)


def drawing_of(lines: Iterable[Line]) -> SimpleUploadedFile:
    """A drawing of these lines, as a telephone would send it."""
    sheet = Image.new("RGB", (SIDE, SIDE * 3 // 4), PAPER)
    drawing = ImageDraw.Draw(sheet)
    for colour, dots in lines:
        drawing.line(dots, fill=colour, width=14, joint="curve")
    return _sent(sheet)


def _sent(sheet: Image.Image) -> SimpleUploadedFile:
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=80)
    return SimpleUploadedFile("photo.jpg", out.getvalue())


def give(case: Case, *, by: Acting, giver: Person, title: str, lines: Iterable[str], to: Iterable[str] = ()) -> Paper:
    """A paper that the giver handed in, shared with those of the offered readers whose names begin so."""
    paper = commands.give(case, by=by, given_by=giver, title=title, upload=photo_of(lines))
    for reader in who_could_read(case, giver):
        if reader.name.startswith(tuple(to)):
            commands.share(paper, by=by, reader=reader)
    return paper
