"""What the roots outside the database hold of each case, and whether the roots themselves are whole."""

import struct
from collections.abc import Iterator
from uuid import UUID

from commonground.record import roots
from commonground.record.findings import Finding, Kind
from commonground.record.models import Seal

_LINE = struct.Struct(">II16s")  # root, entry, half its hash: millions of these stay in memory at once


class Holdings:
    """By case, every entry that some root holds. Half a hash (128 bits) is enough to know an entry by."""

    def __init__(self) -> None:
        self._lines: dict[bytes, bytes] = {}

    def add(self, root: roots.Root) -> None:
        """Take in what `root` holds."""
        for head in root.heads:
            line = _LINE.pack(root.number, head.seq, head.hash[:16])
            self._lines[head.case.bytes] = self._lines.get(head.case.bytes, b"") + line

    def take(self, case: UUID) -> dict[int, list[tuple[int, bytes]]]:
        """What is held of `case`, by entry: each root with half the hash. Taken out: what is left is gone."""
        held: dict[int, list[tuple[int, bytes]]] = {}
        for root, seq, half in _LINE.iter_unpack(self._lines.pop(case.bytes, b"")):
            held.setdefault(seq, []).append((root, half))
        return held

    def left(self) -> Iterator[Finding]:
        """One finding for each case that was never taken: it is in a root and not in the database."""
        for case in sorted(self._lines):
            held = self.take(UUID(bytes=case))
            last = max(held)
            yield Finding(Kind.CASE_GONE, case=UUID(bytes=case), root=held[last][0][0], more=f"it had {last} entries")


def read_roots() -> tuple[Holdings, list[Finding], int]:
    """All roots in order: what they hold, what is wrong with them, and how many there are to rely on."""
    sealed = {seal.number: bytes(seal.hash) for seal in Seal.objects.all()}
    holdings, findings, good = Holdings(), [], 0
    before: bytes | None = roots.NO_ROOT
    for number in range(1, max([*sealed, *roots.numbers()], default=0) + 1):
        try:
            root, file_hash = roots.read(number)
            _compare(root, file_hash, before=before, number=number, sealed=sealed.get(number))
        except roots.BadRoot as bad:
            findings.append(Finding(Kind.ROOT_BAD, root=number, more=f"it {bad}"))
            before = sealed.get(number)
        else:
            holdings.add(root)
            good += 1
            before = file_hash
    return holdings, findings, good


def _compare(root: roots.Root, file_hash: bytes, *, before: bytes | None, number: int, sealed: bytes | None) -> None:
    """BadRoot where a rightly signed root stands in another's place."""
    if root.number != number:
        raise roots.BadRoot(f"is really root {root.number}")
    if sealed is not None and sealed != file_hash:
        raise roots.BadRoot("is not the one that the database saw written")
    if before is not None and root.previous != before:
        raise roots.BadRoot("does not follow from the root before it")
