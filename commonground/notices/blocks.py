"""A message as blocks: headings, lists, links and paragraphs, read from the text and written back as text.

Both parts of an e-mail are made from the same blocks, so the plain text and the HTML say the same thing.
"""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True)
class Block:
    """One block: its `kind` (heading, list, link, paragraph) and its lines; `link` is where a link leads."""

    kind: str
    lines: tuple[str, ...]
    link: str = ""

    def as_text(self) -> str:
        """The block as it stands in plain text."""
        if self.kind == "list":
            return "\n".join(f"- {line}" for line in self.lines)
        return "\n".join([*self.lines, self.link] if self.link else self.lines)


def read(text: str, *, links: Collection[str]) -> list[Block]:
    """The blocks of `text`. Only an address in `links` becomes a link, whatever else looks like one.

    `# ` begins a heading, `- ` a line of a list (blank lines between them make no second list), anything else
    is a paragraph that runs to the next blank line.
    """
    lines = [line.strip() for line in text.splitlines()]
    blocks: list[Block] = []
    for kind, group in groupby(lines, key=_kind):
        if kind == "paragraph":
            blocks.append(_paragraph(list(group), links))
        elif kind == "heading":
            blocks += [Block("heading", (line[2:],)) for line in group]
        elif kind == "list":
            items = tuple(line[2:] for line in group)
            if blocks and blocks[-1].kind == "list":
                items = (*blocks.pop().lines, *items)
            blocks.append(Block("list", items))
    return blocks


def _kind(line: str) -> str:
    if not line:
        return "gap"
    return {"# ": "heading", "- ": "list"}.get(line[:2], "paragraph")


def _paragraph(lines: list[str], links: Collection[str]) -> Block:
    if len(lines) > 1 and lines[-1] in links:
        return Block("link", tuple(lines[:-1]), lines[-1])
    return Block("paragraph", tuple(lines))


def as_text(blocks: list[Block]) -> str:
    """The blocks as plain text, a blank line between them; a heading stands right above what it heads."""
    ends = {"heading": "\n"}
    return "".join(block.as_text() + ends.get(block.kind, "\n\n") for block in blocks).strip()
