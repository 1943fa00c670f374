"""Guidance on a page of any face: its words filled in, its parts beside their pictures, large and calm on request."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
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


def view_of(request: HttpRequest) -> dict[str, Any]:
    """Whether the page is shown large and calm, and the address of the other view."""
    calm = request.GET.get("view") == "calm"
    other = request.GET.copy()
    other.pop("view", None)
    if not calm:
        other["view"] = "calm"
    return {"calm": calm, "other_view": f"{request.path}?{other.urlencode()}" if other else request.path}
