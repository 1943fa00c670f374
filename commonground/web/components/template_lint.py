"""Reads every template of ours and names what would hurt a reader.

`python -m commonground.web.components.template_lint [FOLDER]` finds: syntax errors; words that no translator can reach;
markup let through unescaped; styles, scripts and handlers written into the page (the content security policy refuses
them); pages without a title; addresses of other people's sites.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import jinja2
from jinja2 import nodes

HOUSE = Path(__file__).resolve().parents[2]
ELSEWHERE = (
    "https://councilfordisabledchildren.org.uk/",
    "https://www.bbc.co.uk/weather",
    "https://www.gov.uk/",
    "https://www.ipsea.org.uk/",
    "https://www.legislation.gov.uk/",
)
SPOKEN = ("alt", "title", "placeholder", "aria-label", "aria-description")
TRANSLATED = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
QUIET = {"script", "style", "code", "pre", "kbd"}  # what stands in these is the same in every language
GAP = "\ue000"  # a sign nobody writes; stands where an expression or a translated block was
PIECE = "/_"  # a template whose name begins so is no page: pages fill it or take it in
MESSAGES = "notices"  # e-mails carry their styles with them, and have no title


@dataclass(frozen=True, order=True)
class Finding:
    """What is wrong, and where."""

    path: Path
    line: int
    words: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.words}"


class _Page(HTMLParser):
    """Walks through the HTML of a template in which every expression has become a gap."""

    def __init__(self, *, message: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self.message = message
        self.quiet = 0

    def note(self, words: str) -> None:
        self.found.append((self.getpos()[0], words))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and "src" not in given:
            self.note("a script written into the page: the content security policy refuses it")
        if tag == "style" and not self.message:
            self.note("a style sheet written into the page: the content security policy refuses it")
        self.quiet += tag in QUIET
        for name, value in given.items():
            self._attribute(name, value or "")

    def _attribute(self, name: str, value: str) -> None:
        if name == "style" and not self.message:
            self.note("a style attribute: give it a class")
        if name.startswith("on"):
            self.note(f"{name}: a script in an attribute is refused by the content security policy")
        if name in SPOKEN and _is_words(value):
            self.note(f"{name}={value.strip()!r} is not translated")
        if name in {"href", "src", "action"} and re.match(r"(https?:)?//", value) and not value.startswith(ELSEWHERE):
            self.note(f"{value} is somebody else's site (see ELSEWHERE)")

    def handle_endtag(self, tag: str) -> None:
        self.quiet -= tag in QUIET

    def handle_data(self, data: str) -> None:
        if not self.quiet and _is_words(data):
            self.note(f"{' '.join(data.replace(GAP, ' … ').split())!r} is not translated")


def _is_words(text: str) -> bool:
    """Two letters together are words; an arrow, a dot or a single letter for a key is not."""
    return re.search(r"[^\W\d_]{2,}", text.replace(GAP, " ")) is not None


def _html(env: jinja2.Environment, source: str) -> str:
    """The template's own HTML, lines kept, with gaps for expressions and for what is translated."""
    parts: list[str] = []
    translated, opening = False, False
    for _line, kind, value in env.lex(source):
        if kind == "name" and opening and value in {"trans", "endtrans"}:
            translated = value == "trans"
        opening = kind == "block_begin" or (opening and kind == "whitespace")
        if kind == "data" and not translated:
            parts.append(value)
        else:
            parts.append(GAP * (kind in {"variable_begin", "data"}) + "\n" * value.count("\n"))
    return "".join(parts)


def _sentences(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """Strings that begin like a sentence and are not inside `_()`."""
    inside = {
        id(const)
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in TRANSLATED
        for const in call.find_all(nodes.Const)
    }
    for const in tree.find_all(nodes.Const):
        if isinstance(const.value, str) and re.match(r"[A-Z][a-z]+( |$)", const.value) and id(const) not in inside:
            yield const.lineno, f"{const.value!r} is not translated: _({const.value!r})"


def _structure(tree: nodes.Template, *, untitled: bool) -> Iterator[tuple[int, str]]:
    """What the template does, beside its HTML. A page that fills a layout must give its title."""
    for found in tree.find_all(nodes.Filter):
        if found.name == "safe":
            yield found.lineno, "|safe lets anything through: build Markup in Python, where it can be tested"
    extends = tree.find(nodes.Extends)
    filled = str(getattr(extends.template, "value", "")) if extends is not None else ""
    fills_layout = "layout" in filled or PIECE in filled
    if fills_layout and not untitled and "title" not in {block.name for block in tree.find_all(nodes.Block)}:
        yield 1, "no {% block title %}"


def lint(path: Path, env: jinja2.Environment) -> Iterator[Finding]:
    """Everything wrong with one template."""
    source = path.read_text()
    message = MESSAGES in path.parts
    try:
        tree = env.parse(source)
    except jinja2.TemplateSyntaxError as error:
        yield Finding(path, error.lineno, f"does not parse: {error.message}")
        return
    untitled = message or path.stem.endswith("layout") or path.name.startswith("_")
    page = _Page(message=message)
    page.feed(_html(env, source))
    page.close()
    for line, words in (*page.found, *_sentences(tree), *_structure(tree, untitled=untitled)):
        yield Finding(path, line, words)


def templates(folder: Path) -> list[Path]:
    """Every HTML template below a folder."""
    return sorted(path for path in folder.rglob("*.html") if "templates" in path.parts)


def main(arguments: list[str]) -> int:
    """Prints each finding on a line; 1 if there is any, else 0."""
    env = jinja2.Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True)
    paths = templates(Path(arguments[0]) if arguments else HOUSE)
    found = sorted(finding for path in paths for finding in lint(path, env))
    sys.stdout.writelines(f"{finding}\n" for finding in found)
    sys.stdout.write(f"{len(paths)} templates read, {len(found)} findings\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
