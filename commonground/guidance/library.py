"""All guidance, read once and kept. The public face asks here and nowhere else."""

from collections.abc import Callable
from datetime import date
from functools import cache, partial
from pathlib import Path

from commonground.guidance.files import read_easy_read, read_offers, read_page, read_pictures, read_signed, read_ways
from commonground.guidance.schema import BadContent, EasyRead, Offer, Page, Signed, Ways, lines_of

HERE = Path(__file__).parent
ENGLISH = "en"
ELSEWHERE = ("/", "/check-your-dates/", "/councils/", "/ask/", "/certificates/check/", "/sign-in/")
"""Addresses of the site that are not guidance, to which a page may link."""


def slugs() -> tuple[str, ...]:
    """The slug of every English page, by the names of the files alone: a bad file is for `faults` to name."""
    return tuple(sorted(file.stem for file in (HERE / "content" / ENGLISH).glob("*.md")))


def easy_read_slugs() -> tuple[str, ...]:
    """The slugs of the pages that have an Easy Read version, by the names of the files alone."""
    return tuple(sorted(file.stem for file in (HERE / "easy_read").glob("*.toml")))


@cache
def pages(language: str = ENGLISH) -> tuple[Page, ...]:
    """Every page in the language, by slug; one not in English only once a named person has reviewed it."""
    folder = HERE / "content" / language
    found = (_read(file) for file in sorted(folder.glob("*.md")))
    return tuple(page for page in found if language == ENGLISH or page.review.done)


@cache
def _read(file: Path) -> Page:
    return read_page(file, ways=ways(), pictures=HERE / "pictures")


def page(slug: str, language: str = ENGLISH) -> Page | None:
    """The page at this slug, or None."""
    return next((page for page in pages(language) if page.slug == slug), None)


def languages_of(slug: str) -> tuple[str, ...]:
    """The codes of the languages in which the page can be read, English first."""
    others = sorted(folder.name for folder in (HERE / "content").iterdir() if folder.name != ENGLISH)
    return tuple(code for code in (ENGLISH, *others) if page(slug, code))


@cache
def ways() -> Ways:
    """Mediation, disagreement resolution, appeal, complaint and waiting, in one shape."""
    return read_ways(HERE / "ways.toml")


@cache
def easy_reads() -> tuple[EasyRead, ...]:
    """Every Easy Read version, by slug."""
    files = sorted((HERE / "easy_read").glob("*.toml"))
    return tuple(read_easy_read(file, pictures=HERE / "pictures") for file in files)


def easy_read(slug: str) -> EasyRead | None:
    """The Easy Read version of the page at this slug, or None."""
    return next((easy for easy in easy_reads() if easy.slug == slug), None)


@cache
def every_signed() -> tuple[Signed, ...]:
    """Every film of a page in British Sign Language, checked or not, by slug."""
    return tuple(read_signed(file) for file in _signed_files())


def signed(slug: str) -> Signed | None:
    """The page at this slug in British Sign Language, once a named person has checked the film; else None."""
    return next((film for film in every_signed() if film.slug == slug and film.review.done), None)


def _signed_files() -> list[Path]:
    return sorted((HERE / "signed").glob("*.toml"))


@cache
def offers() -> tuple[Offer, ...]:
    """The line "We can call you with an interpreter, free", in the order of the languages most spoken."""
    return read_offers(HERE / "interpreters.toml")


@cache
def picture(name: str) -> str:
    """The SVG text of one of our own pictures. Raises FileNotFoundError for an unknown name."""
    return (HERE / "pictures" / f"{name}.svg").read_text(encoding="utf-8")


def picture_says(name: str) -> str:
    """What the picture shows, in words. Raises KeyError for an unknown name."""
    return _said_of_pictures()[name]


@cache
def _said_of_pictures() -> dict[str, str]:
    return read_pictures(HERE / "pictures.toml", pictures=HERE / "pictures")


def due_for_review(on: date) -> tuple[Page, ...]:
    """English pages that nobody has reviewed, or whose review was to be done again by `on`: for staff."""
    return tuple(p for p in pages() if not p.review.done or p.review.again_on <= on)


def faults() -> list[BadContent]:
    """Everything that is wrong with the content, each with its file; empty when all is well."""
    found: list[BadContent] = []

    def tried(read: Callable[[], object]) -> None:
        try:
            read()
        except BadContent as wrong:
            found.append(wrong)

    tried(ways)
    if found:
        return found
    for file in sorted((HERE / "content").glob("*/*.md")):
        tried(partial(_read, file))
    for file in sorted((HERE / "easy_read").glob("*.toml")):
        tried(partial(read_easy_read, file, pictures=HERE / "pictures"))
    for file in _signed_files():
        tried(partial(read_signed, file))
    tried(offers)
    tried(_said_of_pictures)
    return found or [*_dead_links(), *_orphans(), *_unsaid()]


def _dead_links() -> list[BadContent]:
    known = {*ELSEWHERE, *(page.path for page in pages())}
    lines = [(f"{p.slug}.md", line) for p in pages() for block in p.blocks for line in lines_of(block)]
    hrefs = [(where, span.href) for where, line in lines for span in line.spans]
    hrefs += [("ways.toml", way.href) for way in ways().ways]
    return [
        BadContent(where, f"Nothing stands at {href}.")
        for where, href in hrefs
        if href.startswith("/") and href.split("#")[0] not in known
    ]


def _orphans() -> list[BadContent]:
    found = []
    for easy in easy_reads():
        told = page(easy.slug)
        parts = {part.key for part in told.parts} or {""} if told else set()
        if told is None:
            found.append(BadContent(f"{easy.slug}.toml", "There is no page of this name."))
        elif {line.part for line in easy.lines} != parts:
            found.append(BadContent(f"{easy.slug}.toml", "Its lines do not tell each part of its page, and no other."))
    found += [
        BadContent(f"{film.slug}.toml", "There is no page of this name to sign.")
        for film in every_signed()
        if page(film.slug) is None
    ]
    return found


def _unsaid() -> list[BadContent]:
    used = {line.picture for easy in easy_reads() for line in easy.lines} | {"phone"}
    return [
        BadContent("pictures.toml", f"It does not say what {name}.svg shows.")
        for name in sorted(used - set(_said_of_pictures()))
    ]
