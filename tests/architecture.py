"""Writes the drawn parts of `docs/architecture.md` and `docs/settings.md` from the code's own tables.

`python -m tests.architecture` does it. The words between the drawings are written by hand; each drawing stands between
two marks and is made anew, and a test holds the pages against the tables.
"""

import ast
import os
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MARK = re.compile(r"(<!-- drawn: (?P<name>[a-z-]+) -->\n).*?(\n<!-- end -->)", re.DOTALL)


def layers() -> list[list[str]]:
    """The rooms as import-linter holds them, the topmost first; rooms of one layer stand together."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(c for c in project["tool"]["importlinter"]["contracts"] if c["type"] == "layers")
    return [[room.strip().removeprefix("commonground.") for room in row.split("|")] for row in contract["layers"]]


def purpose(room: str) -> str:
    """The first line of what a room says it is for."""
    source = (ROOT / "commonground" / room / "__init__.py").read_text(encoding="utf-8")
    words = ast.get_docstring(ast.parse(source)) or ""
    return words.split("\n\n")[0].replace("\n", " ")


def house() -> str:
    """The rooms from roof to ground, with what each is for."""
    lines = ["| layer | room | what it is for |", "|---|---|---|"]
    for number, rooms in enumerate(layers()):
        lines += [f"| {number + 1} | `{room}` | {purpose(room)} |" for room in rooms]
        if "web" in rooms:
            faces = sorted(p.parent.name for p in (ROOT / "commonground" / "web").glob("*/__init__.py"))
            lines += [f"| | `web/{face}` | {purpose(f'web/{face}')} |" for face in faces]
    return "\n".join(lines)


def _path(route: str) -> str:
    from commonground.cases.stages import STAGES
    from commonground.cases.words import Route

    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> enquiry"]
    arrows: dict[tuple[str, str], list[str]] = {}
    for (at, act), row in STAGES[Route(route)].items():
        to = "the stage before" if row.to is None else str(row.to.value)
        arrows.setdefault((at.value, to), []).append(act.value)
    for (at, to), acts in arrows.items():
        if to != "the stage before":
            lines.append(f"    {at} --> {to}: {', '.join(acts)}")
    return "\n".join([*lines, "    closed --> [*]", "```"])


def guarded() -> str:
    """The acts that a guard holds, with what it asks."""
    from commonground.cases import guards
    from commonground.cases.stages import STAGES

    found = {}
    for route, table in STAGES.items():
        for (at, act), row in table.items():
            if row.guard is not guards.always:
                words = (row.guard.__doc__ or "").split("\n")[0]
                found.setdefault((route.value, act.value, words), []).append(at.value)
    lines = ["| route | act | from | what is asked first |", "|---|---|---|---|"]
    return "\n".join(
        [*lines, *(f"| {route} | `{act}` | {', '.join(at)} | {words} |" for (route, act, words), at in found.items())]
    )


def clocks() -> str:
    """Every duty, in the words of the function that works it out."""
    from commonground.cases.duties import WORK

    lines = ["| duty | what it is |", "|---|---|"]
    return "\n".join([*lines, *(f"| `{w.__name__}` | {(w.__doc__ or '').split(chr(10))[0]} |" for w in WORK)])


def settings() -> str:
    """Every setting, what it is for, what it is when left out, and an example."""
    from commonground.settings.variables import VARIABLES

    lines = ["| setting | what it is for | when left out | for example |", "|---|---|---|---|"]
    rows = [
        f"| `{v.name}` | {v.says} | {f'`{v.default}`' if v.default else ''} | `{v.example}` |"
        for v in VARIABLES.values()
    ]
    return "\n".join([*lines, *rows])


DRAWINGS: dict[str, dict[str, Callable[[], str]]] = {
    "architecture.md": {
        "house": house,
        "mediation": lambda: _path("mediation"),
        "disagreement-resolution": lambda: _path("disagreement_resolution"),
        "guards": guarded,
        "duties": clocks,
    },
    "settings.md": {"settings": settings},
}


def page(name: str) -> str:
    """The whole page as it ought to be."""
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    drawings = DRAWINGS[name]
    named = [found["name"] for found in MARK.finditer(text)]
    assert sorted(named) == sorted(drawings), f"the page draws {named}, the code has {list(drawings)}"
    return MARK.sub(lambda found: found[1] + drawings[found["name"]]() + found[3], text)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    for each in DRAWINGS:
        (ROOT / "docs" / each).write_text(page(each), encoding="utf-8")
