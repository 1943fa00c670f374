"""Guidance on a page of any face: its words filled in, its parts beside their pictures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from markupsafe import Markup

from commonground.guidance import library
from commonground.guidance.render import html, line_html
from commonground.guidance.schema import EasyReadLine, Part
from commonground.web.components.filters import telephone


@dataclass(frozen=True)
class Shown:
    """One part of a page, ready to be written: the drawing, and the words as HTML."""

    key: str
    title: str
    anchor: str
    picture: Markup
    body: Markup


def words() -> dict[str, str]:
    """What the braces in guidance stand for."""
    provider = settings.PROVIDER
    return {
        "provider": provider.name,
        "telephone": telephone(provider.telephone),
        "email": provider.email,
        "hours": provider.hours,
        "text_relay": provider.text_relay,
        "address": provider.address,
    }


def shown(part: Part) -> Shown:
    """One part with its picture and its words."""
    return Shown(part.key, part.title, part.anchor, drawing(part.picture), html(part.blocks, words()))


def easy_lines(lines: Iterable[EasyReadLine]) -> Iterator[tuple[Markup, Markup]]:
    """Each line of Easy Read as its picture and its words."""
    return ((drawing(line.picture), line_html(line.line, words())) for line in lines)


def drawing(name: str) -> Markup:
    """One of our own pictures, as SVG to stand in a page."""
    return Markup(library.picture(name))  # noqa: S704
