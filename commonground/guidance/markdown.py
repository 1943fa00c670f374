"""Markdown into blocks, by a short list of what is allowed; anything else is refused by name.

A line ends with the ids of its sources in braces: `The council must take part. {R22}`. Content is text and
links alone: no HTML, no images, no emphasis but strong, no nested lists, and links only to known places.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from commonground.guidance.examples import date_example
from commonground.guidance.schema import (
    BadContent,
    Block,
    Bullets,
    Heading,
    Line,
    Paragraph,
    Span,
    Ways,
)

SOURCES = re.compile(r"\s*\{((?:[RDS]\d+|ours)(?:\s+(?:[RDS]\d+|ours))*)\}\s*$")
FILLED_IN = ("provider", "telephone", "email", "hours", "text_relay", "address")
_BRACES = re.compile(r"\{([^}]*)\}?")
OUTSIDE = (
    "https://www.gov.uk/",
    "https://www.legislation.gov.uk/",
    "https://www.ipsea.org.uk/",
    "https://sossen.org.uk/",
    "https://councilfordisabledchildren.org.uk/",
    "https://www.lgo.org.uk/",
    "https://ico.org.uk/",
    "https://civilmediation.org/",
    "https://www.childline.org.uk/",
    "https://mcmw.abilitynet.org.uk/",
    "https://www.equalityadvisoryservice.com/",
)
"""The sites a page may send a reader to. Add one here and say in its page why."""

Fault = Callable[[int, str], BadContent]


def blocks(text: str, *, ways: Ways, where: Callable[[int], str]) -> tuple[Block, ...]:
    """The blocks of a Markdown text. `where(n)` names its line n (from 0) for a person.

    Raises BadContent for the first construct that is not allowed.
    """

    def fault(line: int, sentence: str) -> BadContent:
        return BadContent(where(line), sentence)

    # With HTML read as HTML, so that a tag is refused and not shown as text.
    tokens = MarkdownIt("commonmark", {"html": True}).parse(text)
    return tuple(_blocks(tokens, ways, fault))


def _blocks(tokens: Sequence[Token], ways: Ways, fault: Fault) -> Iterator[Block]:
    at, anchors = 0, set[str]()
    while at < len(tokens):
        token, line = tokens[at], _line(tokens[at])
        inside = tokens[at + 1 : _end(tokens, at)]
        match token.type:
            case "heading_open":
                yield _heading(token, inside, anchors, fault)
            case "paragraph_open":
                yield Paragraph(_one_line(inside, fault))
            case "blockquote_open":
                yield Paragraph(_only_paragraph(inside, line, fault, "An inset"), inset=True)
            case "bullet_list_open" | "ordered_list_open":
                yield Bullets(tuple(_items(inside, fault)), numbered=token.type.startswith("ordered"))
            case "fence":
                yield _computed(token, ways, fault)
            case other:
                raise fault(line, f"Guidance has no place for {_named(other)}.")
        at = _end(tokens, at) + 1


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _end(tokens: Sequence[Token], at: int) -> int:
    """Where the token at `at` is closed; itself, when it opens nothing."""
    depth = 0
    for n in range(at, len(tokens)):
        depth += tokens[n].nesting
        if depth == 0:
            return n
    return len(tokens) - 1


def _named(kind: str) -> str:
    names = {"html_block": "HTML", "html_inline": "HTML", "em_open": "italics", "code_inline": "code"}
    return names.get(kind, kind.removesuffix("_open").replace("_", " "))


def _heading(token: Token, inside: Sequence[Token], anchors: set[str], fault: Fault) -> Heading:
    level, line = int(token.tag[1]), _line(token)
    if level not in (2, 3):
        raise fault(line, "Use ## or ### for a heading; the page's title is the one first heading.")
    text = _one_line(inside, fault).text
    anchor = re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")
    if anchor in anchors:
        raise fault(line, f"Two headings read {text!r}; a link to the second would open the first.")
    anchors.add(anchor)
    return Heading(level, text, anchor)


def _only_paragraph(inside: Sequence[Token], line: int, fault: Fault, what: str) -> Line:
    kinds = [token.type for token in inside]
    if kinds != ["paragraph_open", "inline", "paragraph_close"]:
        raise fault(line, f"{what} holds one paragraph and nothing else.")
    return _one_line(inside[1:2], fault)


def _items(inside: Sequence[Token], fault: Fault) -> Iterator[Line]:
    at = 0
    while at < len(inside):
        end = _end(inside, at)
        yield _only_paragraph(inside[at + 1 : end], _line(inside[at]), fault, "A list item")
        at = end + 1


def _computed(token: Token, ways: Ways, fault: Fault) -> Block:
    if token.info == "ways" and not token.content.strip():
        return ways
    if token.info != "date-example":
        raise fault(_line(token), f"A fenced block is `date-example` or an empty `ways`, not {token.info!r}.")
    try:
        return date_example(tomllib.loads(token.content))
    except (tomllib.TOMLDecodeError, ValueError) as wrong:
        raise fault(_line(token), f"This date example cannot be worked out: {wrong}") from None


def _one_line(tokens: Sequence[Token], fault: Fault) -> Line:
    inline = tokens[0]
    text, sources = inline_line(inline, _line(inline), fault)
    return Line(text, sources)


def inline_line(inline: Token, line: int, fault: Fault) -> tuple[tuple[Span, ...], tuple[str, ...]]:
    """The spans of an inline token and the ids that end it."""
    spans: list[Span] = []
    strong, href = False, ""
    for child in inline.children or []:
        match child.type:
            case "text":
                spans.append(Span(child.content, strong, href))
            case "softbreak":
                spans.append(Span(" ", strong, href))
            case "strong_open" | "strong_close":
                strong = child.type == "strong_open"
            case "link_open":
                href = _link(str(child.attrs["href"]), line, fault)
            case "link_close":
                href = ""
            case other:
                raise fault(line, f"Guidance has no place for {_named(other)}.")
    return _parted(_joined(spans), line, fault)


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and (joined[-1].strong, joined[-1].href) == (span.strong, span.href):
            joined[-1] = Span(joined[-1].text + span.text, span.strong, span.href)
        elif span.text:
            joined.append(span)
    return joined


def _parted(spans: list[Span], line: int, fault: Fault) -> tuple[tuple[Span, ...], tuple[str, ...]]:
    sources: tuple[str, ...] = ()
    found = SOURCES.search(spans[-1].text) if spans else None
    if found:
        sources = tuple(found.group(1).split())
        last = Span(spans[-1].text[: found.start()], spans[-1].strong, spans[-1].href)
        spans = [*spans[:-1], *([last] if last.text else [])]
    for span in spans:
        for brace in _BRACES.finditer(span.text):
            if brace.group(1) not in FILLED_IN:
                raise fault(line, f"{brace.group(0)} is neither a source at the end nor {_either(FILLED_IN)}.")
    return tuple(spans), sources


def _either(words: Sequence[str]) -> str:
    return ", ".join(f"{{{word}}}" for word in words)


def _link(href: str, line: int, fault: Fault) -> str:
    inside = href.startswith("/") and not href.startswith("//")
    if inside or href.startswith(("tel:", *OUTSIDE)):
        return href
    raise fault(line, f"A link may go to a page here or to a site in OUTSIDE, not to {href}.")


def line_of(text: str, fault: Fault) -> Line:
    """One line written as in a page: for the data files beside the pages. Raises BadContent."""
    tokens = MarkdownIt("commonmark", {"html": True}).parse(text)
    return _only_paragraph(tokens, 0, fault, "This text")
