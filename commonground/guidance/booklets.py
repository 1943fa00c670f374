"""The same pages as PDFs, for paper: large print, and Easy Read with its pictures.

Made from the content itself when somebody asks, and kept under a digest of the words that went in, so that they never
say something else than the page.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from commonground.guidance import library
from commonground.guidance.render import Words, filled, said, said_at
from commonground.guidance.schema import (
    Block,
    Bullets,
    DateExample,
    EasyRead,
    Heading,
    Line,
    Page,
    Paragraph,
    Review,
    Way,
    Ways,
)
from commonground.typesetting.setting import typeset

PAPERS = Path(__file__).resolve().parent / "papers"
Told = Mapping[str, Any]
_kept: dict[str, "Booklet"] = {}


@dataclass(frozen=True)
class Booklet:
    """One PDF, and the digest of what it was made from."""

    digest: str
    pdf: bytes

    @property
    def size(self) -> int:
        """How many kilobytes there are to fetch, at least one."""
        return max(1, round(len(self.pdf) / 1024))


class Raw:
    """What a template needs and nobody reads as words, each told by its number: addresses, drawings."""

    def __init__(self) -> None:
        self.all: list[str] = []

    def number(self, text: str) -> int:
        """The number by which the template finds it."""
        if text not in self.all:
            self.all.append(text)
        return self.all.index(text)


def large_print(page: Page, words: Words, *, site: str, on: date) -> Booklet:
    """A page in letters of 18 points and more. `site` stands before links to our own pages; `on` is the day it is.

    Raises FontsMissing where the house has not been set up.
    """
    raw = Raw()
    told = {
        **_around(words, page.review),
        "title": page.title,
        "summary": page.summary,
        "parts": [part for block in page.blocks for part in _block(block, words, site, raw)],
    }
    return _made("large_print", page.title, told, raw, on)


def easy_read(easy: EasyRead, words: Words, *, site: str, on: date) -> Booklet:
    """The Easy Read version in large letters, each line beside its picture. Raises FontsMissing."""
    raw, before = Raw(), ""
    page = library.page(easy.slug)
    heads = {part.key: part.title for part in page.parts} if page else {}
    lines = []
    for row in easy.lines:
        lines.append({
            "head": heads.get(row.part, "") if row.part != before else "",
            "picture": raw.number(library.picture(row.picture)),
            "says": raw.number(library.picture_says(row.picture)),
            "spans": _spans(row.line, words, site, raw),
        })  # fmt: skip
        before = row.part
    told = {**_around(words, easy.review), "title": easy.title, "kind": _("Easy Read"), "lines": lines}
    told["phone"] = raw.number(library.picture("phone"))
    told["phone_says"] = raw.number(library.picture_says("phone"))
    return _made("easy_read", _("%(title)s: Easy Read") % {"title": easy.title}, told, raw, on)


def _made(template: str, title: str, told: Told, raw: Raw, on: date) -> Booklet:
    """Set it, or take the one that was set from the same words: as many are kept as there are versions of pages."""
    digest = hashlib.sha256(json.dumps([template, title, told, raw.all]).encode()).hexdigest()
    if digest not in _kept:
        numbered = {str(number): text for number, text in enumerate(raw.all)}
        pdf = typeset(PAPERS / f"{template}.typ", told, title=title, dated=on, raw=numbered)
        _kept[digest] = Booklet(digest, pdf)
    return _kept[digest]


def _around(words: Words, review: Review) -> dict[str, Any]:
    """What stands at the head and the end of every booklet."""
    checked = _("Checked by %(name)s on %(day)s.") % {"name": review.by, "day": said(review.on)} if review.on else ""
    return {
        "provider": words["provider"],
        "checked": checked,
        "call": _("Ask a person"),
        "ways": [
            _("Telephone: %(number)s") % {"number": words["telephone"]},
            words["hours"],
            _("Text relay: %(number)s") % {"number": words["text_relay"]},
            _("E-mail: %(email)s") % {"email": words["email"]},
        ],
        "interpreter": _("We can call you with an interpreter, free."),
        "foot": words["telephone"],
        "page": _("Page"),
    }


def _block(block: Block, words: Words, site: str, raw: Raw) -> Iterator[Told]:
    match block:
        case Heading(level=level, text=text):
            yield {"head": text, "level": level}
        case Paragraph(line=line, inset=inset):
            yield {"spans": _spans(line, words, site, raw), "inset": inset}
        case Bullets(lines=lines, numbered=numbered):
            yield {"points": [_spans(line, words, site, raw) for line in lines], "numbered": numbered}
        case DateExample(rows=rows):
            yield {"rows": [{"key": str(row.label), "value": said_at(row.on, row.at)} for row in rows]}
        case Ways(ways=ways):
            for way in ways:
                yield from _way(way, words, site, raw)


def _way(way: Way, words: Words, site: str, raw: Raw) -> Iterator[Told]:
    def points(lines: Iterable[Line]) -> Told:
        return {"points": [_spans(line, words, site, raw) for line in lines], "numbered": False}

    def told(line: Line) -> Told:
        return {"spans": _spans(line, words, site, raw), "inset": False}

    yield {"head": way.title, "level": 2}
    yield told(way.what)
    for head, part in (
        (_("What it can give"), points(way.can)),
        (_("What it cannot give"), points(way.cannot)),
        (_("Cost to you"), told(way.cost)),
        (_("Your last dates"), told(way.dates)),
    ):
        yield {"head": head, "level": 3}
        yield part


def _spans(line: Line, words: Words, site: str, raw: Raw) -> list[Told]:
    """The runs of a line. A template's text loses the spaces at its edges, so they are told apart."""
    told: list[Told] = []
    space = False
    for span in line.spans:
        text = filled(span.text, words)
        href = f"{site}{span.href}" if span.href.startswith("/") else span.href
        told.append({
            "text": text.strip(),
            "space": space or text[:1].isspace(),
            "strong": span.strong,
            "link": raw.number(href) if href else None,
        })  # fmt: skip
        space = text[-1:].isspace()
    return told
