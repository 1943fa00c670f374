"""What a piece of guidance is made of. Everything here is frozen: content is read once, at start."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from django.utils.functional import Promise

from commonground.law import DOUBTS, RULES

OURS = "ours"
"""The source of what this service itself promises or does; the provider answers for it, not the law."""


class Audience(StrEnum):
    """Whom a page speaks to. Families read plainer words than councils do."""

    FAMILY = "family"
    PROFESSIONAL = "professional"
    SERVICE = "service"  # about the service itself: privacy, complaints, accessibility


@dataclass(frozen=True)
class Source:
    """Where something stands: a rule or doubt of the law reference, a named page elsewhere, or ourselves."""

    id: str
    says: str
    cite: str
    address: str = ""


@dataclass(frozen=True)
class Review:
    """Who has read it for rightness and when, and when it is read again. Both blank: nobody has yet."""

    by: str
    on: date | None
    again_on: date

    @property
    def done(self) -> bool:
        """Whether a named person has reviewed it."""
        return bool(self.by)


@dataclass(frozen=True)
class Span:
    """A run of text; `href` makes it a link. `{provider}` and the like are filled in when it is shown."""

    text: str
    strong: bool = False
    href: str = ""


@dataclass(frozen=True)
class Line:
    """One paragraph or list item, and the ids of the sources of what it says."""

    spans: tuple[Span, ...]
    sources: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True)
class Heading:
    """A heading inside a page; the page's own title is level 1."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True)
class Paragraph:
    """Plain text; `inset` sets it apart."""

    line: Line
    inset: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list, numbered where the order matters."""

    lines: tuple[Line, ...]
    numbered: bool = False


@dataclass(frozen=True)
class DatedRow:
    """One date of an example, and the hour where one counts."""

    label: str | Promise
    on: date
    at: str = ""


@dataclass(frozen=True)
class DateExample:
    """Dates worked out by `law` when the content is read, never typed by hand."""

    rows: tuple[DatedRow, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Way:
    """One of the things a family can do, told in the same shape as every other, so that none weighs more."""

    key: str
    title: str
    what: Line
    can: tuple[Line, ...]
    cannot: tuple[Line, ...]
    cost: Line
    dates: Line
    href: str
    action: str

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line of it."""
        return (self.what, *self.can, *self.cannot, self.cost, self.dates)


@dataclass(frozen=True)
class Ways:
    """All ways side by side."""

    ways: tuple[Way, ...]


Block = Heading | Paragraph | Bullets | DateExample | Ways


@dataclass(frozen=True)
class Part:
    """A stretch of a page that can be shown alone, beside its picture: one heading and what stands under it."""

    key: str
    title: str
    anchor: str
    picture: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Page:
    """One page of guidance. `parts` is empty but for a page that is read one part at a time."""

    slug: str
    title: str
    summary: str
    audience: Audience
    language: str
    review: Review
    notes: str
    confirm: tuple[str, ...]
    sources: Mapping[str, Source]
    blocks: tuple[Block, ...]
    parts: tuple[Part, ...] = ()

    @property
    def path(self) -> str:
        """Its address on the site."""
        return f"/{self.slug}/"

    @property
    def opening(self) -> tuple[Block, ...]:
        """What stands before the first part."""
        inside = sum(1 + len(part.blocks) for part in self.parts)
        return self.blocks[: len(self.blocks) - inside]


@dataclass(frozen=True)
class EasyReadLine:
    """One or two short sentences beside a picture; `part` is the part of the page that they tell."""

    picture: str
    line: Line
    part: str = ""


@dataclass(frozen=True)
class EasyRead:
    """The Easy Read version of the page with the same slug."""

    slug: str
    title: str
    review: Review
    lines: tuple[EasyReadLine, ...]


@dataclass(frozen=True)
class Offer:
    """The line "We can call you with an interpreter, free" in one language."""

    lang: str
    dir: str
    name: str
    english: str
    text: str
    review: Review


@dataclass(frozen=True)
class Signed:
    """The page with the same slug in British Sign Language: the film, who signs in it, when, and how long it is."""

    slug: str
    film: Path
    signer: str
    on: date
    minutes: int
    review: Review

    @property
    def size(self) -> int:
        """How many megabytes there are to fetch, at least one."""
        return max(1, round(self.film.stat().st_size / 1_000_000))


class BadContent(Exception):
    """A content file that cannot be used; `where` is file and line, `sentence` says what is wrong and why."""

    def __init__(self, where: str, sentence: str) -> None:
        super().__init__(f"{where}: {sentence}")
        self.where = where
        self.sentence = sentence


def lines_of(block: Block) -> tuple[Line, ...]:
    """Every line of text in a block, headings and examples aside."""
    match block:
        case Paragraph(line=line):
            return (line,)
        case Bullets(lines=lines):
            return lines
        case Ways(ways=ways):
            return tuple(line for way in ways for line in way.lines)
        case _:
            return ()


def source_of(id_: str, named: Mapping[str, Source]) -> Source | None:
    """The source with this id: R11 and D20 from `law`, S1 from the page's own list, "ours"; None: unknown."""
    if id_ in RULES:
        return Source(id_, RULES[id_].says, RULES[id_].cite)
    if id_ in DOUBTS:
        return Source(id_, DOUBTS[id_].doubt, "")
    if id_ == OURS:
        return Source(OURS, "How this service works.", "")
    return named.get(id_)
