"""The worked cases of the law reference, copied as data, and how an answer is held against one."""

import json
from pathlib import Path
from typing import Any

CASES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("cases.json").read_text(encoding="utf-8"))
ASKED = [case for case in CASES if "question" in case]
BY_HAND = [case for case in CASES if "manual" in case]

OWNERS: dict[int, str] = {
    15: "tests/law/test_taking_part.py",
    22: "tests/certificates/test_issuing.py",
    25: "tests/certificates/test_issuing.py",
    28: "tests/law/test_taking_part.py",
    29: "tests/law/test_taking_part.py",
    30: "tests/casework/test_disagreement.py",
    72: "tests/casework/test_arranging.py",
    75: "tests/meetings/test_meetings.py",
    84: "tests/casework/test_arranging.py",
    85: "tests/certificates/test_issuing.py",
}
"""The worked cases that no question of the contract fits, each with the file whose test bears its number."""


def fits(expected: Any, given: Any) -> bool:
    """Whether `given` holds all that is expected: objects as a subset, lists one by one."""
    if isinstance(expected, dict):
        return isinstance(given, dict) and all(k in given and fits(v, given[k]) for k, v in expected.items())
    if isinstance(expected, list):
        return (
            isinstance(given, list)
            and len(expected) == len(given)
            and all(fits(one, other) for one, other in zip(expected, given, strict=True))
        )
    return bool(expected == given)
