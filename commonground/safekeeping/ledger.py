"""The ledger of what was erased, outside the database: an older backup that is restored is held against it.

One signed line for each erasure, ids and codes alone, in `erasures.txt` beside the record's roots. `docs/record.md`
shows one. A line that is not signed with our key erases nothing.
"""

import fcntl
import hashlib
import hmac
import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction

from commonground.safekeeping.models import Erasure

log = structlog.get_logger(__name__)

FIRST = "common-ground erasure 1"
AT_ONCE = 500


def path() -> Path:
    """Where the ledger is kept."""
    return Path(settings.DATA_DIR) / "erasures.txt"


def write_down() -> int:
    """Add to the file what the database has and nobody has written down yet. Returns how many lines.

    Cut off between the file and the commit, a line is there twice, which says nothing more than once.
    """
    written = 0
    while found := _write_some():
        written += found
    return written


@transaction.atomic
def _write_some() -> int:
    rows = Erasure.objects.select_for_update(skip_locked=True).filter(in_file=False)
    some = list(rows.order_by("at", "id")[:AT_ONCE])
    _append(some)
    Erasure.objects.filter(pk__in=[row.pk for row in some]).update(in_file=True)
    return len(some)


def make_whole() -> int:
    """Write down again what the file has lost, a new machine's for instance. Returns how many lines were missing."""
    there = {line.pk for line in lines()}
    lost = [key for key in Erasure.objects.filter(in_file=True).values_list("pk", flat=True) if key not in there]
    for start in range(0, len(lost), AT_ONCE):
        Erasure.objects.filter(pk__in=lost[start : start + AT_ONCE]).update(in_file=False)
    write_down()
    return len(lost)


def lines() -> Iterator[Erasure]:
    """What the file says was erased, in order, as rows that are not saved. What we did not sign is logged, not read."""
    if not path().exists():
        return
    with open(path(), encoding="ascii", errors="replace") as file:
        for number, line in enumerate(file, start=1):
            read = _read(line.rstrip("\n"))
            if read is not None:
                yield read
            elif line.strip():
                log.error("ledger_line_not_ours", line=number)


def _append(rows: Iterable[Erasure]) -> None:
    text = "".join(f"{_line(row)}\n" for row in rows)
    if not text:
        return
    path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(os.open(path(), os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "rb+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if file.seek(0, os.SEEK_END) and not _ends_whole(file.fileno(), file.tell()):
            text = f"\n{text}"  # what was cut off while it was written is a line of its own, and is not ours
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())


def _ends_whole(handle: int, size: int) -> bool:
    return os.pread(handle, 1, size - 1) == b"\n"


def _line(row: Erasure) -> str:
    body = f"{FIRST} {row.pk} {row.kind} {row.about} {row.because} {row.by} {row.at.isoformat()}"
    return f"{body} {_mac(body)}"


def _read(line: str) -> Erasure | None:
    body, _, mac = line.rpartition(" ")
    if not hmac.compare_digest(mac.encode(), _mac(body).encode()):
        return None
    key, kind, about, because, by, at = body.removeprefix(f"{FIRST} ").split(" ")
    return Erasure(
        id=UUID(key), kind=kind, about=UUID(about), because=because, by=by, at=datetime.fromisoformat(at), in_file=True
    )


def _mac(body: str) -> str:
    return hmac.new(settings.RECORD_KEY, body.encode(), hashlib.sha256).hexdigest()
