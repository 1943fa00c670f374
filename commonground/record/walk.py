"""One case read from its first entry to its last, each held against the one before and against the roots."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from commonground.record.appending import is_signed
from commonground.record.encoding import entry_hash, first_hash, words_digest
from commonground.record.findings import Finding, Kind
from commonground.record.models import Head


class HeadRow(NamedTuple):
    """The head of a case as the database has it; its fields are None where there is none."""

    seq: int | None
    hash: bytes | None
    mac: bytes | None


class EntryRow(NamedTuple):
    """An entry with its words as the database has them; `salt` and `words` (JSON) are None without any."""

    seq: int
    what: str
    by: str
    at: datetime
    on: date
    written: datetime
    digest: bytes
    prev: bytes
    hash: bytes
    salt: bytes | None
    words: str | None


@dataclass
class Walk:
    """How far one case has been read, and what is open: call `step` for each entry in order, then `end`."""

    case: UUID
    held: Mapping[int, list[tuple[int, bytes]]]
    seq: int = 0
    hash: bytes = b""
    spoken: list[int] = field(default_factory=list)
    silent: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.hash = first_hash(self.case)

    def step(self, row: EntryRow) -> Iterator[Finding]:
        """What is wrong with this entry, seen from the ones before."""
        yield from self._place(row)
        if row.hash != _hash(self.case, row):
            yield self._found(Kind.CHANGED, row.seq, row.what)
        yield from self._words(row)
        for root, half in self.held.get(row.seq, []):
            if half != row.hash[:16]:
                yield Finding(Kind.NOT_IN_ROOT, case=self.case, seq=row.seq, root=root)
        self.seq, self.hash = row.seq, row.hash

    def end(self, head: HeadRow) -> Iterator[Finding]:
        """What is wrong with the case as a whole, now that its last entry has been read."""
        yield from (self._found(Kind.WORDS_GONE, seq) for seq in self.silent)
        cut = max([head.seq or 0, *self.held])
        if cut > self.seq:
            yield self._found(Kind.TAIL_CUT, self.seq + 1, f"there were {cut} entries")
        yield from self._head(head)

    def _place(self, row: EntryRow) -> Iterator[Finding]:
        if row.seq <= self.seq:
            yield self._found(Kind.TWICE, row.seq)
        elif row.seq > self.seq + 1:
            yield from (self._found(Kind.MISSING, gone) for gone in range(self.seq + 1, row.seq))
        elif row.prev != self.hash:
            yield self._found(Kind.UNLINKED, row.seq, row.what)

    def _words(self, row: EntryRow) -> Iterator[Finding]:
        if row.what == "words.erased":
            yield from (self._found(Kind.WORDS_BACK, seq) for seq in self.spoken)
            self.spoken, self.silent = [], []
        if row.words is None or row.salt is None:
            self.silent += [row.seq] if row.digest else []
            return
        self.spoken.append(row.seq)
        if not row.digest:
            yield self._found(Kind.WORDS_ADDED, row.seq)
        elif not _fits(row.words, row.salt, row.digest):
            yield self._found(Kind.WORDS_CHANGED, row.seq, row.what)

    def _head(self, head: HeadRow) -> Iterator[Finding]:
        if head.seq is None or head.hash is None or head.mac is None:
            yield Finding(Kind.HEAD_GONE, case=self.case)
            return
        if not is_signed(Head(case=self.case, seq=head.seq, hash=head.hash, mac=head.mac)):
            yield Finding(Kind.HEAD_UNSIGNED, case=self.case)
        elif head.seq < self.seq:
            yield self._found(Kind.TAIL_ADDED, head.seq + 1)
        elif head.seq == self.seq and head.hash != self.hash:
            yield self._found(Kind.HEAD_ELSEWHERE, self.seq)

    def _found(self, kind: Kind, seq: int, more: str = "") -> Finding:
        return Finding(kind, case=self.case, seq=seq, more=more)


def _fits(words: str, salt: bytes, digest: bytes) -> bool:
    try:
        return words_digest(salt=salt, words=json.loads(words)) == digest
    except ValueError:  # such as a number of more digits than Python reads: none that we wrote
        return False


def _hash(case: UUID, row: EntryRow) -> bytes:
    return entry_hash(
        case=case,
        seq=row.seq,
        what=row.what,
        by=row.by,
        at=row.at,
        on=row.on,
        written=row.written,
        digest=row.digest,
        prev=row.prev,
    )
