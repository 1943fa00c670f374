"""How a line of the record becomes bytes, and those bytes a hash. `docs/record.md` tells it in prose.

Everything signed or hashed is text a person could type: one `name value` a line, in a fixed order, UTF-8,
each line ended by a newline, the first line naming the kind and its version. No value can hold a newline,
so no two entries share an encoding. Change nothing here without a new version number: every hash ever
written depends on it, and `tests/record/test_encoding.py` holds the bytes fixed.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

NO_WORDS = b""


def _text(kind: str, **lines: object) -> bytes:
    body = "".join(f"{name} {value}\n" for name, value in lines.items())
    return f"common-ground {kind} 1\n{body}".encode()


def _instant(instant: datetime) -> str:
    if instant.tzinfo is None:
        raise ValueError(f"The record needs to know the time zone of {instant}.")
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def plain(value: Any) -> Any:
    """`value` as JSON that PostgreSQL gives back unchanged; ValueError names what cannot be kept.

    Dates, instants and ids become text, tuples become lists. A float is refused, because a database may
    write it differently; so is text that UTF-8 or PostgreSQL cannot hold.
    """
    if isinstance(value, int) and abs(value) >= 2**63:
        raise ValueError("The record cannot keep a number that is too long for a database.")
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, str):
        return _keepable(value)
    if isinstance(value, datetime):
        return _instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {_key(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    raise ValueError(f"The record keeps text, whole numbers, dates and lists of them, not {value!r}.")


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise ValueError(f"The record keeps words under names, and {key!r} is not text.")
    return _keepable(key)


def _keepable(text: str) -> str:
    if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValueError("The record cannot keep text with a NUL or half a character in it.")
    return str(text)


def words_digest(*, salt: bytes, words: Mapping[str, Any]) -> bytes:
    """HMAC-SHA-256 under the salt of the words as JSON: keys sorted, no blanks, UTF-8 without escapes.

    The salt keeps a digest from telling what was said: a name can be guessed, 32 random bytes cannot.
    """
    said = json.dumps(words, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hmac.digest(salt, said.encode(), hashlib.sha256)


def first_hash(case: UUID) -> bytes:
    """What the first entry of a case follows from."""
    return hashlib.sha256(_text("case", case=case)).digest()


def entry_hash(
    *,
    case: UUID,
    seq: int,
    what: str,
    by: str,
    at: datetime,
    on: date,
    written: datetime,
    digest: bytes,
    prev: bytes,
) -> bytes:
    """SHA-256 of one entry, which by `prev` covers every entry before it."""
    return hashlib.sha256(
        _text(
            "entry",
            case=case,
            seq=seq,
            what=what,
            by=by,
            at=_instant(at),
            on=on.isoformat(),
            written=_instant(written),
            digest=digest.hex() or "-",
            prev=prev.hex(),
        )
    ).digest()


def head_mac(*, key: bytes, case: UUID, seq: int, hash: bytes) -> bytes:
    """HMAC-SHA-256 that says: the program itself left this case at this entry."""
    return hmac.digest(key, _text("head", case=case, seq=seq, hash=hash.hex()), hashlib.sha256)


def access_digest(lines: Iterable[tuple[UUID, str, datetime]]) -> str:
    """SHA-256, in hex, of who looked at a case: (person, role, hour) in order of hour and person."""
    said = b"".join(_text("access", person=who, as_role=role, hour=_instant(hour)) for who, role, hour in lines)
    return hashlib.sha256(said).hexdigest()
