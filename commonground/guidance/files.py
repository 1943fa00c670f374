"""Content files into what `schema` describes. Each function raises BadContent naming file and line."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from commonground.guidance import wording
from commonground.guidance.markdown import blocks, line_of
from commonground.guidance.schema import (
    Audience,
    BadContent,
    Block,
    EasyRead,
    EasyReadLine,
    Heading,
    Line,
    Offer,
    Page,
    Part,
    Review,
    Signed,
    Source,
    Way,
    Ways,
    lines_of,
    source_of,
)

FENCE = "+++"
Shape = Mapping[str, type | tuple[type, ...]]
REVIEW: Shape = {"reviewed_by": str, "reviewed_on": (str, date), "review_again_on": date}
PAGE: Shape = {
    "title": str,
    "slug": str,
    "summary": str,
    "audience": str,
    "sources": list,
    "notes": str,
    **REVIEW,
}
PAGE_MAY: Shape = {"source": list, "confirm": list, "part": list}
PART: Shape = {"key": str, "picture": str}
SOURCE: Shape = {"id": str, "says": str, "cite": str, "address": str}
WAY: Shape = {
    "key": str,
    "title": str,
    "what": str,
    "can": list,
    "cannot": list,
    "cost": str,
    "dates": str,
    "href": str,
    "action": str,
}
EASY_READ: Shape = {"title": str, "line": list, **REVIEW}
EASY_LINE: Shape = {"picture": str, "text": str}
EASY_LINE_MAY: Shape = {"part": str}
OFFER: Shape = {"lang": str, "dir": str, "name": str, "english": str, "text": str, **REVIEW}
SIGNED: Shape = {"film": str, "signer": str, "signed_on": date, "minutes": int, **REVIEW}
FILM = ".mp4"
NOTHING: Shape = {}


def read_page(file: Path, *, ways: Ways, pictures: Path) -> Page:
    """A page from its Markdown file with TOML front matter between two lines of +++."""
    head, body, first = _parted(file)
    _fits(head, PAGE, file.name, may=PAGE_MAY)
    if head["slug"] != file.stem:
        raise BadContent(file.name, f"slug is {head['slug']!r}, but the file is called {file.stem}.md.")
    named = {}
    for row in head.get("source", []):
        _fits(row, SOURCE, f"{file.name}, [[source]]")
        named[row["id"]] = Source(row["id"], row["says"], row["cite"], row["address"])
    audience = Audience(_one_of(head["audience"], [a.value for a in Audience], file.name, "audience"))
    body_blocks = blocks(body, ways=ways, where=lambda n: f"{file.name}, line {first + n}")
    page = Page(
        slug=head["slug"],
        title=head["title"],
        summary=head["summary"],
        audience=audience,
        language=file.parent.name,
        review=_review(head, file.name),
        notes=head["notes"],
        confirm=tuple(head.get("confirm", ())),
        sources=_sources(head["sources"], named, file.name),
        blocks=body_blocks,
        parts=_parts(head.get("part", []), body_blocks, file.name, pictures),
    )
    _sources_fit(page, file.name)
    if page.language == "en":
        wording.check(page, file.name)
    return page


def read_ways(file: Path) -> Ways:
    """The ways side by side. All take one shape, with the same number of things each can and cannot give."""
    rows = _toml(file).get("way", [])
    found = tuple(_way(row, f"{file.name}, {row.get('key', 'a way without a key')}") for row in rows)
    if len({(len(way.can), len(way.cannot)) for way in found}) != 1:
        raise BadContent(file.name, "The ways weigh the same: give each as many things it can, and cannot, give.")
    return Ways(found)


def read_easy_read(file: Path, *, pictures: Path) -> EasyRead:
    """The Easy Read version of one page."""
    data = _toml(file)
    _fits(data, EASY_READ, file.name)
    lines = tuple(
        _easy_line(row, f"{file.name}, line {n} of the text", pictures) for n, row in enumerate(data["line"], 1)
    )
    return EasyRead(file.stem, data["title"], _review(data, file.name), lines)


def read_signed(file: Path) -> Signed:
    """The film of one page in British Sign Language, from the file that says who signs; the film lies beside it."""
    data = _toml(file)
    _fits(data, SIGNED, file.name)
    film = file.parent / data["film"]
    if film.name != data["film"] or film.suffix != FILM or not film.is_file():
        raise BadContent(file.name, f"film is the name of a {FILM} file beside this one, not {data['film']!r}.")
    if not data["signer"]:
        raise BadContent(file.name, "signer is the name of whoever signs in the film.")
    return Signed(file.stem, film, data["signer"], data["signed_on"], data["minutes"], _review(data, file.name))


def read_offers(file: Path) -> tuple[Offer, ...]:
    """The offer of an interpreter in each language of the file."""
    found = []
    for row in _toml(file).get("offer", []):
        where = f"{file.name}, {row.get('english', 'an offer without a name')}"
        _fits(row, OFFER, where)
        _one_of(row["dir"], ["ltr", "rtl"], where, "dir")
        words = {key: row[key] for key in ("lang", "dir", "name", "english", "text")}
        found.append(Offer(**words, review=_review(row, where)))
    return tuple(found)


def read_pictures(file: Path, *, pictures: Path) -> dict[str, str]:
    """What each picture shows, by its name. Raises BadContent for words without a picture."""
    said = _toml(file)
    for name, words in said.items():
        _drawn(name, file.name, pictures)
        _fits({name: words}, {name: str}, file.name)
    return said


def _parted(file: Path) -> tuple[dict[str, Any], str, int]:
    lines = file.read_text(encoding="utf-8").split("\n")
    if lines[0] != FENCE or FENCE not in lines[1:]:
        raise BadContent(file.name, f"A page begins with its front matter between two lines of {FENCE}.")
    end = lines.index(FENCE, 1)
    head = _parsed("\n".join(lines[1:end]), file.name)
    return head, "\n".join(lines[end + 1 :]), end + 2


def _toml(file: Path) -> dict[str, Any]:
    return _parsed(file.read_text(encoding="utf-8"), file.name)


def _parsed(text: str, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise BadContent(where, f"This is not TOML: {wrong}.") from None


def _fits(row: Mapping[str, Any], need: Shape, where: str, may: Shape = NOTHING) -> None:
    if missing := sorted(set(need) - set(row)):
        raise BadContent(where, f"It does not say {', '.join(missing)}.")
    for key, value in row.items():
        if key not in need and key not in may:
            raise BadContent(where, f"Nothing here is called {key}.")
        if not isinstance(value, need.get(key) or may[key]):
            raise BadContent(where, f"{key} cannot be {value!r}.")


def _one_of(value: str, allowed: list[str], where: str, key: str) -> str:
    if value not in allowed:
        raise BadContent(where, f"{key} is one of {', '.join(allowed)}, not {value!r}.")
    return value


def _review(row: Mapping[str, Any], where: str) -> Review:
    by, on, again = row["reviewed_by"], row["reviewed_on"] or None, row["review_again_on"]
    if isinstance(on, str):
        raise BadContent(where, "reviewed_on is a day like 2027-02-24, without quotation marks.")
    if bool(by) != bool(on):
        raise BadContent(where, "A review has a name and a day: fill in reviewed_by and reviewed_on, or neither.")
    if on and again <= on:
        raise BadContent(where, "review_again_on comes after reviewed_on.")
    return Review(by, on, again)


def _sources(ids: list[str], named: Mapping[str, Source], where: str) -> Mapping[str, Source]:
    found = {id_: source_of(id_, named) for id_ in ids}
    for id_, source in found.items():
        if source is None:
            raise BadContent(where, f"Source {id_} is no rule or doubt of the law and no [[source]] of this page.")
    for id_ in named:
        if id_ not in found:
            raise BadContent(where, f"[[source]] {id_} is described but not listed in sources.")
    return {id_: source for id_, source in found.items() if source is not None}


def _sources_fit(page: Page, where: str) -> None:
    used = {id_ for block in page.blocks for line in lines_of(block) for id_ in line.sources}
    used |= {id_ for block in page.blocks for id_ in getattr(block, "sources", ())}
    if unlisted := sorted(used - set(page.sources)):
        raise BadContent(where, f"The text rests on {', '.join(unlisted)}, which sources does not list.")
    if unused := sorted(set(page.sources) - used):
        raise BadContent(where, f"sources lists {', '.join(unused)}, on which nothing in the text rests.")


def _parts(rows: list[Any], found: tuple[Block, ...], where: str, pictures: Path) -> tuple[Part, ...]:
    """The parts of a page, each from its [[part]] and the heading that stands at the same place."""
    if not rows:
        return ()
    heads = [n for n, block in enumerate(found) if isinstance(block, Heading) and block.level == 2]
    if len(heads) != len(rows):
        raise BadContent(where, f"There are {len(rows)} of [[part]] and {len(heads)} headings: each heading is a part.")
    parts = []
    for row, start, end in zip(rows, heads, [*heads[1:], len(found)], strict=True):
        _fits(row, PART, f"{where}, [[part]]")
        _drawn(row["picture"], f"{where}, [[part]]", pictures)
        heading = found[start]
        assert isinstance(heading, Heading)
        parts.append(Part(row["key"], heading.text, heading.anchor, row["picture"], found[start + 1 : end]))
    if len({part.key for part in parts}) < len(parts):
        raise BadContent(where, "Two of [[part]] have the same key.")
    return tuple(parts)


def _drawn(picture: str, where: str, pictures: Path) -> None:
    if not (pictures / f"{picture}.svg").is_file():
        raise BadContent(where, f"There is no picture {picture}.svg.")


def _fault(where: str) -> Callable[[int, str], BadContent]:
    return lambda _line, sentence: BadContent(where, sentence)


def _way(row: Mapping[str, Any], where: str) -> Way:
    _fits(row, WAY, where)
    fault = _fault(where)

    def many(key: str) -> tuple[Line, ...]:
        return tuple(line_of(text, fault) for text in row[key])

    way = Way(
        key=row["key"],
        title=row["title"],
        what=line_of(row["what"], fault),
        can=many("can"),
        cannot=many("cannot"),
        cost=line_of(row["cost"], fault),
        dates=line_of(row["dates"], fault),
        href=row["href"],
        action=row["action"],
    )
    wording.check_lines(way.lines, where)
    return way


def _easy_line(row: Mapping[str, Any], where: str, pictures: Path) -> EasyReadLine:
    _fits(row, EASY_LINE, where, may=EASY_LINE_MAY)
    _drawn(row["picture"], where, pictures)
    line = line_of(row["text"], _fault(where))
    wording.check_lines((line,), where)
    wording.check_easy(line, where)
    return EasyReadLine(row["picture"], line, row.get("part", ""))
