"""A root: the heads of all cases that moved since the last root, as a signed text file outside the database.

Each file names the hash of the one before it, so the newest covers them all. A file once written is never
written again. `docs/record.md` shows one.
"""

import hashlib
import hmac
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

FIRST_LINE = "common-ground root 1"
NO_ROOT = bytes(32)
NAME = re.compile(r"root-(\d{8,})\.txt")


class BadRoot(Exception):
    """A file among the roots that is not, or is no longer, what the program wrote."""


@dataclass(frozen=True)
class HeldHead:
    """That the record of `case` stood at entry `seq` with this hash."""

    case: UUID
    seq: int
    hash: bytes


@dataclass(frozen=True)
class Root:
    """One root. `cases` and `entries` count all that is sealed by now; `heads` are those that moved."""

    number: int
    at: datetime
    previous: bytes
    cases: int
    entries: int
    heads: tuple[HeldHead, ...]


def folder() -> Path:
    """Where the roots are kept."""
    return Path(settings.DATA_DIR) / "roots"


def path_of(number: int) -> Path:
    """The file of root `number`."""
    return folder() / f"root-{number:08}.txt"


def numbers() -> list[int]:
    """The numbers of the root files there are, in order."""
    names = (NAME.fullmatch(path.name) for path in folder().glob("root-*.txt"))
    return sorted(int(name[1]) for name in names if name)


def write(root: Root) -> bytes:
    """Sign the root and keep it on disk, whole or not at all; returns the hash of the file."""
    body = _body(root)
    content = body + f"mac {_mac(body)}\n".encode()
    path = path_of(root.number)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    with open(unfinished, "wb", opener=_private) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.link(unfinished, path)  # refuses to replace a root that is there; a rename would not
    unfinished.unlink()
    _sync_folder(path.parent)
    return hashlib.sha256(content).digest()


def read(number: int) -> tuple[Root, bytes]:
    """Root `number` and the hash of its file; BadRoot when it is missing or not as it was signed."""
    try:
        content = path_of(number).read_bytes()
    except FileNotFoundError as missing:
        raise BadRoot("is missing") from missing
    body, _, signature = content.rpartition(b"mac ")
    if not hmac.compare_digest(signature, f"{_mac(body)}\n".encode()):
        raise BadRoot("was changed, or was signed with another key")
    return _parse(body.decode()), hashlib.sha256(content).digest()


def hash_of_file(number: int) -> bytes:
    """The hash of the file of root `number`, whatever stands in it."""
    return hashlib.sha256(path_of(number).read_bytes()).digest()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _sync_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _mac(body: bytes) -> str:
    return hmac.new(settings.RECORD_KEY, body, hashlib.sha256).hexdigest()


def _body(root: Root) -> bytes:
    lines = [
        FIRST_LINE,
        f"number {root.number}",
        f"at {root.at.astimezone(UTC).isoformat()}",
        f"previous {root.previous.hex()}",
        f"cases {root.cases}",
        f"entries {root.entries}",
        f"moved {len(root.heads)}",
        *(f"{head.case} {head.seq} {head.hash.hex()}" for head in root.heads),
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _parse(body: str) -> Root:
    first, *lines = body.splitlines()
    if first != FIRST_LINE:
        raise BadRoot(f"begins {first!r}, which this version cannot read")
    values = dict(line.split(" ", 1) for line in lines[:6])
    return Root(
        number=int(values["number"]),
        at=datetime.fromisoformat(values["at"]),
        previous=bytes.fromhex(values["previous"]),
        cases=int(values["cases"]),
        entries=int(values["entries"]),
        heads=tuple(_heads(lines[6:])),
    )


def _heads(lines: list[str]) -> Iterator[HeldHead]:
    for line in lines:
        case, seq, head = line.split()
        yield HeldHead(UUID(case), int(seq), bytes.fromhex(head))
