"""Tampering, as the owner of the database would do it who has everything but the key."""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection

from commonground.record.encoding import entry_hash, first_hash, head_mac

TABLES = ("record_entry", "record_words", "record_head", "record_seal", "record_access")


@contextmanager
def as_owner(database: str) -> Iterator[psycopg.Connection[Any]]:
    """A connection of the role that owns the tables; every statement commits by itself."""
    have = connection.settings_dict
    with psycopg.connect(
        host=have["HOST"], port=have["PORT"], user="commonground_owner", dbname=database, autocommit=True
    ) as owner:
        yield owner


class Behind:
    """The owner at work, with the triggers switched off."""

    def __init__(self, owner: psycopg.Connection[Any]) -> None:
        self.owner = owner
        for table in TABLES:
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")

    def run(self, statement: str, **values: Any) -> int:
        """Run one statement and say how many rows it touched; a test that touches none shows nothing."""
        touched = self.owner.execute(statement, values).rowcount
        assert touched, statement
        return touched

    def drop(self, case: UUID, *seqs: int) -> None:
        """Take entries out, with their words."""
        found = {"case": case, "seqs": list(seqs)}
        self.owner.execute(
            "DELETE FROM record_words USING record_entry e WHERE e.id = entry_id "
            'AND e."case" = %(case)s AND e.seq = ANY(%(seqs)s)',
            found,
        )
        self.run('DELETE FROM record_entry WHERE "case" = %(case)s AND seq = ANY(%(seqs)s)', **found)

    def head(self, case: UUID) -> dict[str, Any]:
        """The head as it stands, to be put back later."""
        row = self.owner.execute('SELECT seq, hash, mac, sealed FROM record_head WHERE "case" = %s', [case]).fetchone()
        assert row
        return dict(zip(("seq", "hash", "mac", "sealed"), row, strict=True))

    def set_head(self, case: UUID, **head: Any) -> None:
        """Put a head, or some fields of it, in the place of what stands there."""
        fields = ", ".join(f"{name} = %({name})s" for name in head)
        self.run(f'UPDATE record_head SET {fields} WHERE "case" = %(case)s', case=case, **head)

    def forge(self, case: UUID, *, by: str, key: bytes = b"a guess at the key, which is wrong") -> None:
        """Write the whole case anew as done by `by`, every hash worked out again, the head signed with `key`."""
        prev = first_hash(case)
        rows = self.owner.execute(
            'SELECT id, seq, what, at, "on", written, digest FROM record_entry WHERE "case" = %s ORDER BY seq',
            [case],
        ).fetchall()
        seq = 0
        for entry, seq, what, at, on, written, digest in rows:
            remade = _remade(case, seq, what, by, at, on, written, digest, prev)
            self.run(
                "UPDATE record_entry SET by = %(by)s, prev = %(prev)s, hash = %(hash)s WHERE id = %(entry)s",
                by=by,
                prev=prev,
                hash=remade,
                entry=entry,
            )
            prev = remade
        self.set_head(case, seq=seq, hash=prev, mac=head_mac(key=key, case=case, seq=seq, hash=prev))


def _remade(
    case: UUID, seq: int, what: str, by: str, at: datetime, on: date, written: datetime, digest: bytes, prev: bytes
) -> bytes:
    return entry_hash(case=case, seq=seq, what=what, by=by, at=at, on=on, written=written, digest=digest, prev=prev)


def signed_again(body: bytes, key: bytes) -> bytes:
    """A root file with its signature made anew, under whatever key the forger has."""
    return body + b"mac " + hmac.new(key, body, hashlib.sha256).hexdigest().encode() + b"\n"
