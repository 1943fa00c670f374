"""Guidance as pages: each with its Easy Read version where there is one, and the way to the others."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from commonground.guidance import library
from commonground.guidance.render import html
from commonground.guidance.schema import Audience, Page
from commonground.web.components.doors import EVERYONE, door
from commonground.web.components.reading import easy_lines, shown, view_of, words

ORDER = (
    "information",
    "mediation",
    "disagreement-resolution",
    "side-by-side",
    "certificates",
    "dates",
    "what-a-meeting-is-like",
    "for-young-people",
    "for-supporters",
    "for-schools",
    "for-councils",
    "not-one-of-ours",
)
"""How the pages follow one another; what is not named here comes last."""


@door(EVERYONE)
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """One page of guidance."""
    found = _found(slug)
    context = {
        "page": found,
        "body": html(found.opening, words()),
        "parts": [shown(part) for part in found.parts],
        "easy": library.easy_read(slug),
        "others": [each for each in in_order() if each.audience is not Audience.SERVICE],
        **view_of(request),
    }
    return render(request, "public/reading.html", context)


@door(EVERYONE)
def easy(request: HttpRequest, slug: str) -> HttpResponse:
    """The same in Easy Read: short lines, each beside a picture."""
    found = library.easy_read(slug)
    if found is None:
        raise Http404
    lines = list(easy_lines(found.lines))
    context = {"page": _found(slug), "easy": found, "lines": lines, "others": library.easy_reads(), **view_of(request)}
    return render(request, "public/easy_read.html", context)


def in_order() -> list[Page]:
    """Every page, as they follow one another."""
    places = {slug: place for place, slug in enumerate(ORDER)}
    return sorted(library.pages(), key=lambda each: places.get(each.slug, len(places)))


def _found(slug: str) -> Page:
    found = library.page(slug)
    if found is None:
        raise Http404
    return found


urlpatterns: list[URLPattern] = [
    *(path(f"{slug}/", page, {"slug": slug}, name=f"read_{slug}") for slug in library.slugs()),
    *(path(f"{slug}/easy-read/", easy, {"slug": slug}, name=f"easy_{slug}") for slug in library.easy_read_slugs()),
]
