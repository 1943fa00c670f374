"""One file of many, made while it is sent: only one of them is in memory at a time, and nothing is on a disk."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import RawIOBase
from typing import Any

from commonground.record.days import LONDON


@dataclass(frozen=True)
class Part:
    """One file in it. `name` may have folders."""

    name: str
    data: bytes


class _Passing(RawIOBase):
    """Holds what was written until it is taken; knows how much that was in all, and cannot go back."""

    def __init__(self) -> None:
        self.held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        self.held += data
        return len(data)

    def taken(self) -> bytes:
        taken = bytes(self.held)
        self.held.clear()
        return taken


def zipped(parts: Iterable[Part], *, at: datetime) -> Iterator[bytes]:
    """A ZIP file of these parts in pieces, each part asked for when it is its turn. Of one name, the first counts.

    `at` is the time that stands beside each of them.
    """
    out, seen = _Passing(), set()
    local = at.astimezone(LONDON)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as whole:
        for part in parts:
            if part.name not in seen:
                seen.add(part.name)
                info = zipfile.ZipInfo(part.name, local.timetuple()[:6])
                info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
                whole.writestr(info, part.data)
                yield out.taken()
    yield out.taken()
