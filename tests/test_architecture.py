"""`docs/architecture.md` is drawn from the code as it stands, and the code keeps the size that a reader can hold."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import architecture

ROOT = architecture.ROOT
LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 60


def ours(*endings: str) -> list[Path]:
    """Files of the project, as git knows them, that a person writes."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, check=True, text=True,
    ).stdout.split("\0")  # fmt: skip
    return [
        ROOT / name
        for name in listed
        if name.endswith(endings) and "/migrations/" not in name and (ROOT / name).exists()
    ]


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Every function of a file with its length in lines."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("name", architecture.DRAWINGS)
def test_a_page_is_what_the_tables_draw(name: str) -> None:
    written = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert written == architecture.page(name), "run: python -m tests.architecture"


def test_every_room_says_what_it_is_for() -> None:
    rooms = [room for row in architecture.layers() for room in row]
    standing = {p.parent.name for p in (ROOT / "commonground").glob("*/__init__.py")}
    assert standing == set(rooms), "a room stands outside the layers"
    assert [room for room in rooms if not architecture.purpose(room)] == []


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    long = {
        str(p.relative_to(ROOT)): n
        for p in ours(".py", ".html", ".scss", ".mjs", ".typ")
        if (n := len(p.read_text(encoding="utf-8").splitlines())) > LINES_OF_A_FILE
    }
    assert long == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{p.relative_to(ROOT)}: {name} has {length} lines"
        for p in ours(".py")
        for name, length in functions(p)
        if length > LINES_OF_A_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize("ending", [".txt", ".json", ".toml", ".md", ".py", ".mjs", ""])
def test_no_lock_file_and_no_other_names_a_registry(ending: str) -> None:
    names = re.compile(
        "|".join(["pypi" + r"\.org", "pythonhosted" + r"\.org", "registry" + r"\.npmjs", "--index" + "-url"])
    )
    paths = ours(ending) if ending else ours("Makefile", "setup", "run")
    named = [str(p.relative_to(ROOT)) for p in paths if names.search(p.read_text(encoding="utf-8"))]
    assert named == []
