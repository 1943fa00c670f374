"""Every worked case of the law reference gives the answer written there, in code and by the command alike."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from commonground import law
from commonground.law import program

from .cases import ASKED, BY_HAND, CASES, OWNERS, fits

ROOT = Path(__file__).parent.parent.parent


def name(case: dict[str, Any]) -> str:
    return f"case-{case['n']}"


@pytest.mark.feature(3, 4, 5)
@pytest.mark.parametrize("case", ASKED, ids=name)
def test_worked_case_in_code(case: dict[str, Any]) -> None:
    if case.get("error"):
        with pytest.raises(law.BadInput):
            law.ask(case["question"], case["given"])
        return
    answer = law.ask(case["question"], case["given"])["answer"]
    assert fits(case["answer"], answer), answer


@pytest.mark.parametrize("case", ASKED, ids=name)
def test_worked_case_by_command(case: dict[str, Any]) -> None:
    out, err = io.StringIO(), io.StringIO()
    words = [case["question"], *(f"{key}={value}" for key, value in case["given"].items())]
    code = program.main(words, io.StringIO(), out, err)
    if case.get("error"):
        assert (code, out.getvalue()) == (2, "")
        return
    assert (code, err.getvalue()) == (0, "")
    assert json.loads(out.getvalue()) == law.ask(case["question"], case["given"])


def test_worked_cases_in_one_batch() -> None:
    lines = [json.dumps({"id": c["n"], "question": c["question"], "given": c["given"]}) for c in ASKED]
    out = io.StringIO()
    assert program.main(["--batch"], io.StringIO("\n".join(lines)), out, io.StringIO()) == 0
    replies = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [reply["id"] for reply in replies] == [case["n"] for case in ASKED]
    for case, reply in zip(ASKED, replies, strict=True):
        if case.get("error"):
            assert set(reply) == {"id", "error"}
        else:
            assert fits(case["answer"], reply["answer"]), case
            assert reply == {"id": case["n"], **law.ask(case["question"], case["given"])}


def test_every_case_without_a_question_has_a_test_in_its_room_that_bears_its_number() -> None:
    assert {case["n"] for case in BY_HAND} == set(OWNERS)
    assert len(ASKED) + len(BY_HAND) == len(CASES) == 90
    for number, where in OWNERS.items():
        assert f"@pytest.mark.worked_case({number})" in (ROOT / where).read_text(encoding="utf-8"), (number, where)


def test_a_wrong_answer_would_be_seen() -> None:
    assert not fits({"date": "2026-01-01"}, {"date": "2026-01-02"})
    assert not fits({"date": "2026-01-01"}, {})
    assert not fits({"dates": [{"date": "2026-01-01"}]}, {"dates": []})
    assert fits({"dates": [{"date": "2026-01-01"}]}, {"dates": [{"what": "x", "date": "2026-01-01"}]})
