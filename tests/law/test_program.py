"""`commonground law`: quick, streaming, in order, and plain about bad input."""

import io
import json
import resource
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from commonground import law
from commonground.law import program

ROOT = Path(__file__).parent.parent.parent
MANY = 10_000
RUN = (
    "import sys; from commonground.law.program import main; "
    "sys.exit(main(sys.argv[1:], sys.stdin, sys.stdout, sys.stderr))"
)


def processor_time() -> float:
    """Seconds of the processor that the programs started here have had: a busy machine does not count."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def run(*words: str, given: str = "") -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    code = program.main(list(words), io.StringIO(given), out, err)
    return code, out.getvalue(), err.getvalue()


def batch(*lines: Any) -> list[Any]:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    code, out, err = run("--batch", given=text)
    assert (code, err) == (0, "")
    return [json.loads(line) for line in out.splitlines()]


def test_one_answer_as_json() -> None:
    code, out, err = run("contact-by", "sent=2026-07-01")
    assert (code, err) == (0, "")
    assert json.loads(out) == law.ask("contact-by", {"sent": "2026-07-01"})


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["contact-by", "sent"], "`sent` must be written as key=value, for example sent=2026-09-01."),
        (["contact-by", "sent=2026-07-01", "sent=2026-07-02"], "`sent` is given twice."),
        (["contact-by"], "contact-by needs `sent`: a date such as 2026-09-01, from 2014-09-01 to 2099-12-31."),
        (["contact-by", "sent=a=b"], "`sent` takes a date such as 2026-09-01, from 2014-09-01 to 2099-12-31."),
    ],
)
def test_bad_input_ends_with_2_and_one_sentence(words: list[str], sentence: str) -> None:
    assert run(*words) == (2, "", f"{sentence}\n")


def test_no_question_shows_how_to_ask() -> None:
    code, out, err = run()
    assert (code, out) == (2, "")
    asked = run("--help")
    assert asked[0] == 0
    assert asked[1] == err
    for name in law.QUESTIONS:
        assert name in err
    assert "sent [certificate] [decision] [sections] [contacted]" in err


def test_a_bad_file_of_days_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COMMONGROUND_DAYS_FILE", str(tmp_path / "nowhere.csv"))
    code, out, err = run("contact-by", "sent=2026-07-01")
    assert (code, out) == (2, "")
    assert "nowhere.csv cannot be read" in err


def test_the_installations_days_are_counted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    days = tmp_path / "days.csv"
    days.write_text("day,working,what,source\n2026-04-02,no,A day,A proclamation\n")
    monkeypatch.setenv("COMMONGROUND_DAYS_FILE", str(days))
    try:
        assert json.loads(run("certificate-by", "told=2026-04-01")[1])["answer"]["date"] == "2026-04-09"
    finally:
        law.use_days_file(None)
    assert law.certificate_by(date(2026, 4, 1)).date == date(2026, 4, 8)


def test_a_batch_goes_on_after_bad_lines_and_keeps_each_id() -> None:
    replies = batch(
        {"id": "a", "question": "contact-by", "given": {"sent": "2026-07-01"}},
        {"id": 2, "question": "contact-by", "given": {}},
        "not json",
        "",
        [1],
        {"id": {"any": [None, "thing", 1.5, "\U0001f600"]}, "question": "claim-by", "given": {"act": "2026-02-27"}},
        {"question": "nonsense"},
        {"id": 7, "question": "routes", "given": ["decision"]},
        {"id": 8, "question": "routes", "given": {"decision": "draft_plan"}, "extra": 1},
        '{"id": 9, "question": "claim-by", "given": {"act": "2026-02-27", "act": "2026-02-28"}}',
        '{"id": NaN, "question": "claim-by", "given": {"act": "2026-02-27"}}',
        '{"id": 1e999, "question": "claim-by", "given": {"act": "2026-02-27"}}',
        "[" * 100_000,
    )
    assert replies[0] == {"id": "a", **law.ask("contact-by", {"sent": "2026-07-01"})}
    assert replies[1]["id"] == 2
    assert replies[1]["error"].startswith("contact-by needs `sent`")
    assert replies[2] == {"id": None, "error": "This line is not JSON."}
    assert replies[3] == {"id": None, "error": 'A line takes {"id", "question", "given"}.'}
    assert replies[4]["id"] == {"any": [None, "thing", 1.5, "\U0001f600"]}
    assert replies[4]["answer"] == {"date": "2026-08-26"}
    assert replies[5]["error"].startswith("There is no such question")
    assert replies[6] == {"id": 7, "error": "`given` takes an object with the keys of the question."}
    assert replies[7] == {"id": 8, "error": "`extra` is not known here; a line takes id, question, given."}
    assert replies[8] == {"id": None, "error": "`act` is given twice."}
    assert [reply["error"] for reply in replies[9:]] == ["This line is not JSON."] * 3


def test_ten_thousand_questions_in_one_process_in_order() -> None:
    first = date(2014, 9, 1)
    asked = [
        json.dumps(
            {
                "id": n,
                "question": "appeal-by",
                "given": {
                    "sent": str(first + timedelta(days=3 * n)),
                    "certificate": str(first + timedelta(days=3 * n + 20)),
                },
            }
        )
        for n in range(MANY)
    ]
    began = processor_time()
    done = subprocess.run(
        [sys.executable, "-c", RUN, "--batch"],
        input="\n".join(asked),
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    took = processor_time() - began
    replies = [json.loads(line) for line in done.stdout.splitlines()]
    assert [reply["id"] for reply in replies] == list(range(MANY))
    assert replies[4_000]["given"]["sent"] == str(first + timedelta(days=12_000))
    assert all("answer" in reply for reply in replies)
    assert took < 10, f"{took:.1f} seconds for {MANY} questions"


def test_each_answer_leaves_before_the_next_question_is_read() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", RUN, "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for n in range(3):
            question = {"id": n, "question": "claim-by", "given": {"act": "2026-02-27"}}
            process.stdin.write(json.dumps(question) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == n
        process.stdin.close()
        assert process.wait(timeout=20) == 0


def test_bytes_that_are_no_text_spoil_one_line_only() -> None:
    good = b'{"id": 1, "question": "claim-by", "given": {"act": "2026-02-27"}}\n'
    done = subprocess.run(
        [sys.executable, "-c", RUN, "--batch"],
        input=b"\xef\xbb\xbf" + good + b"\xff\xfe\n" + good,
        capture_output=True,
        cwd=ROOT,
        check=True,
    )
    assert [("answer" in json.loads(line)) for line in done.stdout.splitlines()] == [True, False, True]


def test_a_reader_that_goes_away_is_no_accident() -> None:
    line = json.dumps({"id": 1, "question": "claim-by", "given": {"act": "2026-02-27"}}) + "\n"
    command = f"{sys.executable} -c '{RUN}' --batch | head -1"
    done = subprocess.run(command, shell=True, input=line * 2_000, capture_output=True, text=True, cwd=ROOT, check=True)
    assert json.loads(done.stdout)["id"] == 1
    assert done.stderr == ""


def test_the_command_is_quick_and_starts_no_django() -> None:
    look = RUN.replace("sys.exit(", "code = ").replace("sys.stderr))", "sys.stderr)")
    look += "; print([m for m in sys.modules if m.split('.')[0] in ('django', 'ninja', 'psycopg')], file=sys.stderr)"
    began = processor_time()
    done = subprocess.run(
        [sys.executable, "-c", look, "contact-by", "sent=2026-07-01"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    took = processor_time() - began
    assert done.stderr.strip() == "[]"
    assert json.loads(done.stdout)["answer"] == {"date": "2026-09-01"}
    assert took < 3
