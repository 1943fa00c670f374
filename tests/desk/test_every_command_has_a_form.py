"""Nobody has to go online: whatever can be done with a case, somebody at the desk can do for them."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from commonground.cases import choosing, commands, taking_part
from commonground.cases.apply import Acting
from commonground.casework import arranging, closing, disagreement, failures, intake
from commonground.certificates import commands as certificates
from commonground.meetings import commands as meetings

DESK = Path(__file__).resolve().parent.parent.parent / "commonground" / "web" / "desk"
ROOMS: tuple[ModuleType, ...] = (
    choosing, commands, taking_part, arranging, closing, disagreement, failures, intake, certificates, meetings,
)  # fmt: skip

BY_ANOTHER: dict[str, str] = {
    "meetings.commands.fix_meeting": "arranging.fix_meeting, which also sends the notice of it",
    "certificates.commands.ruling_on": "nothing: it only asks what the law says",
    "meetings.commands.call_off": "the reaction to a withdrawal or a council that cannot arrange",
}
"""Commands that a person reaches through another one."""


def commands_of(module: ModuleType) -> Iterator[str]:
    """The public functions of a room that change something for somebody who acts."""
    for name, function in inspect.getmembers(module, inspect.isfunction):
        by = inspect.signature(function).parameters.get("by")
        if function.__module__ == module.__name__ and not name.startswith("_") and by and by.annotation is Acting:
            yield name


def called_at_the_desk() -> set[str]:
    """Every `module.function` that the desk's code names, by the function's name and its module's."""
    found = set()
    for path in DESK.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        homes = {
            alias.asname or alias.name: f"{node.module}.{alias.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module
            for alias in node.names
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                found.add(f"{homes.get(node.value.id, '')}.{node.attr}".removeprefix("commonground."))
            elif isinstance(node, ast.Name):
                found.add(homes.get(node.id, "").removeprefix("commonground."))
    return found


ALL = [f"{module.__name__.removeprefix('commonground.')}.{name}" for module in ROOMS for name in commands_of(module)]


@pytest.mark.parametrize("command", ALL)
def test_a_command_can_be_run_from_the_desk(command: str) -> None:
    assert command in called_at_the_desk() or command in BY_ANOTHER


def test_what_is_said_to_be_reached_through_another_is_there() -> None:
    assert set(BY_ANOTHER) <= set(ALL)
