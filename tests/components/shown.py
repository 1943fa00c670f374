"""Pages as a browser gets them, made without a database, and read back as strictly as HTML can be read."""

from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.html import format_html

from commonground.web.components.gallery_form import EveryField
from commonground.web.components.views import FACTS, HISTORY, LAWS, ROWS, STEPS

GALLERY = "/demo/components/"


def parsed(html: str) -> Element:
    """The document; html5lib raises at the first mistake in it."""
    document: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    return document


def fragment(html: object) -> Element:
    """A piece of a page, read inside the smallest whole one."""
    page = f'<!DOCTYPE html><html lang="en"><head><title>A</title></head><body>{html}</body></html>'
    body = parsed(page).find("body")
    assert body is not None
    return body


def text_of(element: Element | None) -> str:
    """All words below an element, single spaces between them."""
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def by_id(element: Element, name: str) -> Element:
    """The one element with an id."""
    found = [each for each in element.iter() if each.get("id") == name]
    assert len(found) == 1, f"{len(found)} elements with id {name}"
    return found[0]


def by_class(element: Element, name: str) -> list[Element]:
    """All elements of a class, in order."""
    return [each for each in element.iter() if name in (each.get("class") or "").split()]


def request(path: str = GALLERY) -> HttpRequest:
    """A stranger's request, with a token for forms."""
    return RequestFactory().get(path)


def gallery(data: dict[str, Any] | None = None) -> str:
    """The page with every public piece; `data` is what was sent."""
    form = EveryField(data)
    context = {"form": form, "steps": STEPS, "history": HISTORY}
    return render_to_string("components/gallery.html", context, request())


def desk() -> str:
    """The page with every staff piece."""
    context = {"history": HISTORY, "facts": FACTS, "laws": LAWS, "rows": ROWS}
    return render_to_string("components/gallery_desk.html", context, request(GALLERY + "desk/"))


def escaped(text: str) -> str:
    """The text as it must stand in a page."""
    return str(format_html("{}", text))
