"""The bytes that are hashed, held fixed: what was written years ago must still be found right."""

import hashlib
import hmac
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.record.encoding import (
    access_digest,
    entry_hash,
    first_hash,
    head_mac,
    plain,
    words_digest,
)

CASE = UUID("7b0e5f3c-2f4e-4f57-9a53-0d9d7b1f3a10")
ANNA = "person:11111111-1111-4111-8111-111111111111"
AT = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
# Worked out once with sha256sum and openssl, not with this program.
GOLDEN_ENTRY = "a7c6c9d3a3c58721286eb054769dcd918311001ef0469dc8608d43e96b5ac5f1"
GOLDEN_WORDS = "65376cd646c5184e75ac8268b499b43432ffe81d912008bb54bab7cfb564e367"
GOLDEN_HEAD = "653d91ae4dd65b9b4f04809865df54bd6f86034194f24e230470721b69dc901a"
GOLDEN_ACCESS = "c56b5db034bc36391f55daac996640573bb5ee489aa3069f4dbda187c95d869d"


def _entry(**other: Any) -> bytes:
    values: dict[str, Any] = {
        "case": CASE,
        "seq": 1,
        "what": "case.opened",
        "by": ANNA,
        "at": AT,
        "on": date(2026, 7, 1),
        "written": AT + timedelta(microseconds=5),
        "digest": b"\x01" * 32,
        "prev": first_hash(CASE),
    }
    return entry_hash(**{**values, **other})


def test_golden_entry() -> None:
    """As a person would do it with a text editor and sha256sum."""
    first = hashlib.sha256(b"common-ground case 1\ncase 7b0e5f3c-2f4e-4f57-9a53-0d9d7b1f3a10\n").hexdigest()
    text = (
        "common-ground entry 1\n"
        "case 7b0e5f3c-2f4e-4f57-9a53-0d9d7b1f3a10\n"
        "seq 1\n"
        "what case.opened\n"
        "by person:11111111-1111-4111-8111-111111111111\n"
        "at 2026-06-30T23:30:00.000000Z\n"
        "on 2026-07-01\n"
        "written 2026-06-30T23:30:00.000005Z\n"
        f"digest {'01' * 32}\n"
        f"prev {first}\n"
    )
    assert first_hash(CASE).hex() == first
    assert _entry().hex() == hashlib.sha256(text.encode()).hexdigest() == GOLDEN_ENTRY
    page = (Path(__file__).parents[2] / "docs" / "record.md").read_text(encoding="utf-8")
    assert f"```\n{text}```" in page
    assert GOLDEN_ENTRY in page


def test_golden_words() -> None:
    said = '{"after":{"a":null,"b":true},"name":"Zoë O\'Brien 🎈","seen":[1,2]}'
    words = {"name": "Zoë O'Brien 🎈", "seen": [1, 2], "after": {"b": True, "a": None}}
    by_hand = hmac.new(b"salt" * 8, said.encode(), hashlib.sha256).hexdigest()
    assert words_digest(salt=b"salt" * 8, words=words).hex() == by_hand == GOLDEN_WORDS


def test_golden_head() -> None:
    text = f"common-ground head 1\ncase {CASE}\nseq 7\nhash {'ab' * 32}\n"
    by_hand = hmac.new(b"k" * 32, text.encode(), hashlib.sha256).hexdigest()
    assert head_mac(key=b"k" * 32, case=CASE, seq=7, hash=b"\xab" * 32).hex() == by_hand == GOLDEN_HEAD


def test_golden_access() -> None:
    person = UUID("11111111-1111-4111-8111-111111111111")
    text = f"common-ground access 1\nperson {person}\nas_role adviser\nhour 2026-06-30T23:00:00.000000Z\n"
    by_hand = hashlib.sha256(text.encode()).hexdigest()
    assert access_digest([(person, "adviser", AT.replace(minute=0))]) == by_hand == GOLDEN_ACCESS


@pytest.mark.parametrize(
    "other",
    [
        {"case": UUID(int=1)},
        {"seq": 2},
        {"what": "case.closed"},
        {"by": "system:access"},
        {"at": AT + timedelta(microseconds=1)},
        {"on": date(2026, 6, 30)},
        {"written": AT},
        {"digest": b""},
        {"prev": b"\x02" * 32},
    ],
)
def test_every_field_of_an_entry_is_in_its_hash(other: dict[str, Any]) -> None:
    assert _entry(**other) != _entry()


def test_an_instant_is_the_same_in_whatever_zone_it_is_said() -> None:
    assert _entry(at=AT.astimezone(timezone(timedelta(hours=1)))) == _entry()


def test_dates_and_ids_become_text_and_tuples_lists() -> None:
    assert plain({"on": date(2026, 7, 1), "at": AT, "who": UUID(int=1), "both": (1, "b")}) == {
        "on": "2026-07-01",
        "at": "2026-06-30T23:30:00.000000Z",
        "who": "00000000-0000-0000-0000-000000000001",
        "both": [1, "b"],
    }


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (1.5, "not 1.5"),
        ({"a": [float("nan")]}, "not nan"),
        ({1: "a"}, "1 is not text"),
        ("a\x00b", "NUL"),
        ("\ud83d", "half a character"),
        ({"a\x00": 1}, "NUL"),
        (datetime(2026, 7, 1), "time zone"),  # noqa: DTZ001
        (10**400, "too long"),
        (object(), "not <object"),
    ],
)
def test_what_a_database_might_give_back_otherwise_is_refused(value: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        plain(value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(1 - 2**63, 2**63 - 1) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(first=st.dictionaries(st.text("abc"), JSON), second=st.dictionaries(st.text("abc"), JSON))
def test_other_words_have_another_digest(first: dict[str, Any], second: dict[str, Any]) -> None:
    same = words_digest(salt=b"s" * 32, words=first) == words_digest(salt=b"s" * 32, words=second)
    assert same == (repr(_sorted(first)) == repr(_sorted(second)))


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return sorted((key, _sorted(inner)) for key, inner in value.items())
    return [_sorted(inner) for inner in value] if isinstance(value, list) else value
