"""Writes `docs/features.md` from the marks on the tests: `python -m tests.features`, and a test that it is true.

A feature *works* when a test marked with its number shows it whole, works *partly* when every such test says
`how="partly"`, and is *not yet* there when no test shows it.
"""

import ast
import tomllib
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "features.md"
STATES = {"works": "works", "partly": "partly", "": "not yet"}

Marks = dict[int, dict[str, set[str]]]


def marks() -> Marks:
    """Number -> how -> the test files that show it, read from the sources without running them."""
    found: Marks = defaultdict(lambda: defaultdict(set))
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.mark.feature":
                how = next((ast.literal_eval(k.value) for k in call.keywords if k.arg == "how"), "works")
                for number in call.args:
                    found[ast.literal_eval(number)][how].add(str(path.relative_to(ROOT)))
    return found


def page() -> str:
    """The whole page as it ought to be."""
    catalogue = tomllib.loads((ROOT / "docs" / "features.toml").read_text(encoding="utf-8"))
    found = marks()
    known = {f["number"] for group in catalogue["group"] for f in group["features"]}
    assert set(found) <= known, f"no such feature: {sorted(set(found) - known)}"
    state = {n: "works" if found[n].get("works") else "partly" if found[n].get("partly") else "" for n in known}
    counts = {name: sum(1 for s in state.values() if s == key) for key, name in STATES.items()}
    lines = [
        "# What works already",
        "",
        "Made by `python -m tests.features` from the marks on the tests; a test fails when it is out of date.",
        "The numbers are those of the feature catalogue. A feature is said to work only where a test shows it.",
        "",
        "; ".join(f"{name}: **{count}**" for name, count in counts.items()) + f"; of {len(known)}.",
    ]
    for group in catalogue["group"]:
        lines += ["", f"## {group['name']}", "", "| | feature | state | shown by |", "|---|---|---|---|"]
        lines += [_row(f["number"], f["title"], state[f["number"]], found) for f in group["features"]]
    return "\n".join(lines) + "\n"


def _row(number: int, title: str, state: str, found: Marks) -> str:
    where = sorted(found[number].get("works", set()) | found[number].get("partly", set()))
    links = ", ".join(f"[{Path(w).parent.name}/{Path(w).stem}](../{w})" for w in where)
    return f"| {number} | {title} | {STATES[state]} | {links} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
