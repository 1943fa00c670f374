"""The tables: every rule and doubt once, with its class, and the page for lawyers that is written from them."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest

from commonground import law
from commonground.law.page import CHAPTERS, as_markdown
from commonground.law.reasons import DOUBTS_FIRST, counted, in_words, weakest, why

ROOT = Path(__file__).parent.parent.parent
LAW = ROOT / "commonground/law"

REFUSES = {
    "R1", "R2", "R3", "R4", "R5", "R6", "R8", "R10", "R11", "R12", "R17", "R24", "R25", "R28", "R29", "R32", "R35",
    "R36", "R37", "R38", "R39", "R40", "R41", "R42", "R43", "R44", "R45", "R46", "R47", "R48", "R49", "R50", "R52",
    "R53", "R54", "R57", "R58", "R60",
}  # fmt: skip
"""The rules whose official words were seen, read from the reference a second time."""


def test_each_rule_and_each_doubt_stands_once_and_in_order() -> None:
    assert list(law.RULES) == [f"R{n}" for n in range(1, 61)]
    assert list(law.DOUBTS) == [f"D{n}" for n in range(1, 24)]


@pytest.mark.parametrize("rule", law.RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_is_one_plain_sentence_with_its_source(rule: law.Rule) -> None:
    assert rule.says.endswith(".")
    assert not re.search(r"\. [A-Z]", rule.says), "one sentence"
    assert rule.cite
    assert rule.certainty == {"T": "settled", "T2": "settled", "E": "settled", "S": "accepted"}.get(
        rule.basis, "inference"
    )


def test_only_what_was_seen_in_official_words_refuses() -> None:
    assert {rule for rule in law.RULES if law.answer_for(rule) == "unlawful"} == REFUSES
    assert {law.answer_for(rule) for rule in set(law.RULES) - REFUSES} == {"ask_a_person"}


def test_the_page_for_lawyers_still_fits_the_tables() -> None:
    """If not: `python -m commonground.law.page > docs/law.md`."""
    assert (ROOT / "docs/law.md").read_text(encoding="utf-8") == as_markdown()


def test_the_page_has_every_rule_and_doubt() -> None:
    page = as_markdown()
    assert [n for _, first, last in CHAPTERS for n in range(first, last + 1)] == list(range(1, 61))
    for name in (*law.RULES, *law.DOUBTS):
        assert f"\n| {name} | " in page


def test_an_answer_is_as_sure_as_its_least_sure_step() -> None:
    settled, accepted, inferred = why("R42", "."), why("R14", "."), why("R6", ".", basis="I")
    assert weakest([]) == "settled"
    assert weakest([settled, accepted]) == "accepted"
    assert weakest([inferred, settled, accepted]) == "inference"
    assert weakest([why("R42", ".", doubt="D6"), inferred, why("R15", ".", doubt="D1")]) == "doubt:D1"
    assert weakest([why("R24", ".", doubt="D18"), why("R25", ".", doubt="D16")]) == "doubt:D18"
    assert set(DOUBTS_FIRST) <= set(law.DOUBTS)


def test_durations_and_days_are_in_words() -> None:
    assert [counted(n, "month") for n in (1, 2, 12, 30)] == ["one month", "two months", "twelve months", "30 months"]
    assert in_words(date(2026, 9, 1)) == "Tuesday 1 September 2026"


def test_no_function_of_the_law_reads_the_clock() -> None:
    forbidden = {"now", "today", "utcnow", "time", "localtime", "monotonic"}
    for path in LAW.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert node.func.attr not in forbidden, f"{path.name}:{node.lineno}"
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = {alias.name for alias in node.names} | {getattr(node, "module", None) or ""}
                assert not names & {"time", "zoneinfo"}, path.name


def test_every_public_function_says_what_it_does() -> None:
    for path in LAW.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), path.name
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{path.name}: {node.name}"


def test_all_that_is_offered_is_there() -> None:
    assert len(law.__all__) == len(set(law.__all__))
    assert all(hasattr(law, name) for name in law.__all__)
