"""`commonground law`: one answer as JSON, or with --batch a stream of them. Starts no Django."""

import io
import json
import math
import os
from collections.abc import Sequence
from typing import Any, TextIO

from commonground.law.questions import QUESTIONS, ask
from commonground.law.reading import BadInput, shown
from commonground.law.working_days import DaysFileError, use_days_file_of

DONE = 0
BAD_INPUT = 2
LINE_KEYS = ("id", "question", "given")
USAGE = (
    "commonground law QUESTION key=value ...   one answer as JSON\n"
    "commonground law --batch                  JSON lines in, JSON lines out, in order; a line in is\n"
    '                                          {"id": ..., "question": ..., "given": {...}}\n\n'
    "Questions and what they are given (those in brackets may be left out; each also takes [decided]):\n"
)


def main(argv: Sequence[str], stdin: TextIO, stdout: TextIO, stderr: TextIO) -> int:
    """Run the command with the words after `law`. Returns the exit code: 0, or 2 for bad input.

    Bad input is one plain sentence on `stderr`. In a batch it is `{"id", "error"}` in that line's place; the
    rest go on, and the exit code is 0.
    """
    try:
        use_days_file_of(os.environ)
        if list(argv) == ["--batch"]:
            return _batch(stdin, stdout)
        if not argv or argv[0] in {"-h", "--help"}:
            (stdout if argv else stderr).write(_usage())
            return DONE if argv else BAD_INPUT
        reply = ask(argv[0], _given(argv[1:]))
    except (BadInput, DaysFileError) as error:
        stderr.write(f"{error}\n")
        return BAD_INPUT
    stdout.write(json.dumps(reply, indent=2) + "\n")
    return DONE


def _usage() -> str:
    lines = []
    for question in QUESTIONS.values():
        keys = " ".join(key.name if key.required else f"[{key.name}]" for key in question.keys)
        lines.append(f"  {question.name:<17} {keys}\n{'':<20}{question.asks}\n")
    return USAGE + "".join(lines)


def _given(words: Sequence[str]) -> dict[str, str]:
    """`key=value` words as a mapping. Raises BadInput for a word without `=` and for a key given twice."""
    pairs = []
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            raise BadInput(f"`{shown(word)}` must be written as key=value, for example sent=2026-09-01.")
        pairs.append((name, value))
    return _once(pairs)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Pairs as a mapping. Raises BadInput where a key comes twice, since nobody can say which was meant."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise BadInput(f"`{shown(name)}` is given twice.")
        found[name] = value
    return found


def _batch(stdin: TextIO, stdout: TextIO) -> int:
    """Answer line by line: each is written, and sent on, before the next is read."""
    if isinstance(stdin, io.TextIOWrapper):
        stdin.reconfigure(encoding="utf-8-sig", errors="replace")
    try:
        for line in stdin:
            if line.strip():
                stdout.write(json.dumps(_line(line)) + "\n")
                stdout.flush()
    except BrokenPipeError:
        # Whoever read the answers has gone, as with `| head`: nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return DONE


def _not_json(word: str) -> float:
    """NaN and Infinity are Python's, not JSON's; an `id` with one could not be given back."""
    raise ValueError(word)


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _not_json(text)


def _line(line: str) -> dict[str, Any]:
    """The reply to one line of a batch."""
    try:
        asked = json.loads(line, object_pairs_hook=_once, parse_constant=_not_json, parse_float=_finite)
    except BadInput as error:
        return {"id": None, "error": error.sentence}
    except (ValueError, RecursionError):
        return {"id": None, "error": "This line is not JSON."}
    if not isinstance(asked, dict):
        return {"id": None, "error": 'A line takes {"id", "question", "given"}.'}
    try:
        return {"id": asked.get("id"), **_answer(asked)}
    except BadInput as error:
        return {"id": asked.get("id"), "error": error.sentence}


def _answer(asked: dict[str, Any]) -> dict[str, Any]:
    for name in asked:
        if name not in LINE_KEYS:
            raise BadInput(f"`{shown(name)}` is not known here; a line takes {', '.join(LINE_KEYS)}.")
    given = asked.get("given", {})
    if not isinstance(given, dict):
        raise BadInput("`given` takes an object with the keys of the question.")
    return ask(asked.get("question", ""), given)
