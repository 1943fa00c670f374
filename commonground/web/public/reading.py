"""Guidance as pages, and the other ways to read each: Easy Read, large print, and languages where there are any."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import get_language_info

from commonground.guidance import library
from commonground.guidance.booklets import Booklet, easy_read, large_print
from commonground.guidance.render import html
from commonground.guidance.schema import Audience, EasyRead, Page
from commonground.record.days import today
from commonground.web.components.doors import EVERYONE, door
from commonground.web.components.files import film_response
from commonground.web.components.pdf import public_pdf
from commonground.web.components.reading import easy_lines, shown, words

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
    "prompt-cards",
    "for-schools",
    "for-councils",
    "not-one-of-ours",
)
"""How the pages follow one another; what is not named here comes last."""


@dataclass(frozen=True)
class Tongue:
    """Another language in which a page can be read."""

    code: str
    name: str
    dir: str


@door(EVERYONE)
def page(request: HttpRequest, slug: str, language: str = library.ENGLISH) -> HttpResponse:
    """One page of guidance. In another language only once a named person has checked it."""
    found = library.page(slug, language) if language in library.languages_of(slug) else None
    if found is None:
        raise Http404
    easy_version = library.easy_read(slug)
    context = {
        "page": found,
        "body": html(found.opening, words()),
        "parts": [shown(part) for part in found.parts],
        "easy": easy_version,
        "large_print": _large(_found(slug)),
        "easy_print": _easy(easy_version) if easy_version else None,
        "signed": library.signed(slug),
        "tongue": tongue(language),
        "tongues": [tongue(code) for code in library.languages_of(slug)],
        "others": [each for each in in_order() if each.audience is not Audience.SERVICE],
    }
    return render(request, "public/reading.html", context)


@door(EVERYONE)
def easy(request: HttpRequest, slug: str) -> HttpResponse:
    """The same in Easy Read: short lines, each beside a picture."""
    found = _found_easy(slug)
    context = {
        "page": _found(slug),
        "easy": found,
        "lines": list(easy_lines(found.lines)),
        "easy_print": _easy(found),
        "others": [each for one in in_order() if (each := library.easy_read(one.slug))],
    }
    return render(request, "public/easy_read.html", context)


@door(EVERYONE)
def film(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The page in British Sign Language, once a named person has checked it."""
    found = library.signed(slug)
    if found is None:
        raise Http404
    return film_response(found.film, request)


@door(EVERYONE)
def large_print_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The page in large print, for paper."""
    return public_pdf(request, _large(_found(slug)), f"{slug}-large-print.pdf")


@door(EVERYONE)
def easy_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The Easy Read version, for paper."""
    return public_pdf(request, _easy(_found_easy(slug)), f"{slug}-easy-read.pdf")


def tongue(code: str) -> Tongue:
    """A language by its code, as its speakers call it."""
    known = get_language_info(code)
    return Tongue(code, str(known["name_local"]), "rtl" if known["bidi"] else "ltr")


def _large(found: Page) -> Booklet:
    return large_print(found, words(), site=settings.SITE_URL, on=today())


def _easy(found: EasyRead) -> Booklet:
    return easy_read(found, words(), site=settings.SITE_URL, on=today())


def in_order() -> list[Page]:
    """Every page, as they follow one another."""
    places = {slug: place for place, slug in enumerate(ORDER)}
    return sorted(library.pages(), key=lambda each: places.get(each.slug, len(places)))


def _found(slug: str) -> Page:
    found = library.page(slug)
    if found is None:
        raise Http404
    return found


def _found_easy(slug: str) -> EasyRead:
    found = library.easy_read(slug)
    if found is None:
        raise Http404
    return found


urlpatterns: list[URLPattern] = [
    address
    for slug in library.slugs()
    for address in (
        path(f"{slug}/", page, {"slug": slug}, name=f"read_{slug}"),
        path(f"{slug}/in/<str:language>/", page, {"slug": slug}, name=f"in_{slug}"),
        path(f"{slug}/large-print.pdf", large_print_pdf, {"slug": slug}, name=f"large_{slug}"),
    )
] + [
    address
    for slug in library.easy_read_slugs()
    for address in (
        path(f"{slug}/easy-read/", easy, {"slug": slug}, name=f"easy_{slug}"),
        path(f"{slug}/easy-read.pdf", easy_pdf, {"slug": slug}, name=f"easy_pdf_{slug}"),
    )
]
urlpatterns += [path("<slug:slug>/signed.mp4", film, name="signed")]
