"""Reading the whole record through, to find whatever was changed behind the program's back."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import connection

from commonground.record.encoding import access_digest
from commonground.record.findings import Finding, Kind
from commonground.record.holdings import Holdings, read_roots
from commonground.record.walk import EntryRow, HeadRow, Walk

# One statement, so that heads and entries are of one moment though others write meanwhile.
_EVERYTHING = """
SELECT coalesce(h."case", e."case"), h.seq, h.hash, h.mac,
       e.seq, e.what, e.by, e.at, e."on", e.written, e.digest, e.prev, e.hash, w.salt, w.words
FROM record_entry e
LEFT JOIN record_words w ON w.entry_id = e.id
FULL JOIN record_head h ON h."case" = e."case"
ORDER BY 1, e.seq
"""

_WHO_LOOKED = """
SELECT e."case", e.seq, w.words, a.person, a.as_role, a.hour
FROM record_entry e
JOIN record_words w ON w.entry_id = e.id
LEFT JOIN record_access a ON a."case" = e."case" AND a.digest_seq = e.seq
WHERE e.what = 'access.digested'
ORDER BY e."case", e.seq, a.hour, a.person
"""

_AT_ONCE = 2000


@dataclass
class Examination:
    """What was read through, and what was found."""

    findings: list[Finding]
    cases: int = 0
    entries: int = 0
    roots: int = 0


def verify() -> list[Finding]:
    """Everything that is wrong with the record, each naming its case and entry or its root."""
    return examine().findings


def examine() -> Examination:
    """Read every root, entry and word once and say what was read and found.

    The roots come first: they can only be older than the rows they are held against. Whatever was cut away
    again since the newest root, head and all, cannot be seen: seal often.
    """
    holdings, findings, good = read_roots()
    examined = Examination(findings=findings, roots=good)
    for case, rows in groupby(_stream(_EVERYTHING), key=lambda row: row[0]):
        _case(case, rows, holdings, examined)
    findings.extend(holdings.left())
    findings.extend(_access())
    return examined


def _case(case: UUID, rows: Iterator[tuple[Any, ...]], holdings: Holdings, examined: Examination) -> None:
    walk = Walk(case=case, held=holdings.take(case))
    head = HeadRow(None, None, None)
    for row in rows:
        head = HeadRow(*row[1:4])
        if row[4] is not None:
            examined.findings.extend(walk.step(EntryRow(*row[4:])))
            examined.entries += 1
    examined.findings.extend(walk.end(head))
    examined.cases += 1


def _access() -> Iterator[Finding]:
    for (case, seq, said), rows in groupby(_stream(_WHO_LOOKED), key=lambda row: row[:3]):
        lines = [(person, role, hour) for *_, person, role, hour in rows if person is not None]
        words = json.loads(said)
        if not isinstance(words, dict) or words.get("sha256") != access_digest(lines):
            yield Finding(Kind.ACCESS_CHANGED, case=case, seq=seq)


def _stream(statement: str) -> Iterator[tuple[Any, ...]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement)
        while rows := cursor.fetchmany(_AT_ONCE):
            yield from rows
