"""What the program imports is what `make run` installs: nothing that only tests and checks bring along."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def imported(tree: ast.AST) -> Iterator[str]:
    """The names imported when the program runs; what stands under `if TYPE_CHECKING` is for the checker alone."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""
        yield from imported(node)


def pinned(lock: str) -> set[str]:
    """The distributions of a lock file, by their normalised names."""
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z0-9.-]+)==", text, re.MULTILINE))


def test_every_import_of_the_program_is_locked_for_running_it() -> None:
    locked, homes = pinned("base.txt"), packages_distributions()
    missing = set()
    for path in (ROOT / "commonground").rglob("*.py"):
        for name in imported(ast.parse(path.read_text(encoding="utf-8"))):
            top = name.split(".")[0]
            if top in sys.stdlib_module_names or top == "commonground":
                continue
            brought_by = {re.sub(r"[-_.]+", "-", home).lower() for home in homes.get(top, [])}
            if not brought_by & locked:
                missing.add(f"{path.relative_to(ROOT)} imports {name}")
    assert missing == set()
