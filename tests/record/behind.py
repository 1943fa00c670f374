"""Tampering, as the owner of the database would do it who has everything but the key."""

import hashlib
import hmac
from typing import Any
from uuid import UUID

import psycopg

from commonground.record.encoding import entry_hash, first_hash, head_mac

TABLES = ("record_entry", "record_words", "record_head", "record_seal", "record_access")


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

    def hash_of(self, case: UUID, seq: int) -> bytes:
        """The hash of an entry as it stands."""
        row = self.owner.execute('SELECT hash FROM record_entry WHERE "case" = %s AND seq = %s', [case, seq]).fetchone()
        assert row
        return bytes(row[0])

    def forge_one(self, case: UUID, seq: int, *, by: str, prev: bytes | None = None) -> bytes:
        """Write one entry anew as done by `by`, with the hash that it ought to have then, and return that."""
        row = self.owner.execute(
            'SELECT id, what, at, "on", written, digest, prev FROM record_entry WHERE "case" = %s AND seq = %s',
            [case, seq],
        ).fetchone()
        assert row
        entry, what, at, on, written, digest, was = row
        before = was if prev is None else prev
        made = entry_hash(
            case=case,
            seq=seq,
            what=what,
            by=by,
            at=at,
            on=on,
            written=written,
            digest=digest,
            prev=before,
        )
        self.run(
            "UPDATE record_entry SET by = %(by)s, prev = %(prev)s, hash = %(made)s WHERE id = %(entry)s",
            by=by,
            prev=before,
            made=made,
            entry=entry,
        )
        return made

    def forge(self, case: UUID, *, by: str, key: bytes = b"a guess at the key, which is wrong") -> None:
        """Write the whole case anew as done by `by`, every hash worked out again, the head signed with `key`."""
        last = first_hash(case)
        seq = 0
        for seq in range(1, self.head(case)["seq"] + 1):
            last = self.forge_one(case, seq, by=by, prev=last)
        self.set_head(case, seq=seq, hash=last, mac=head_mac(key=key, case=case, seq=seq, hash=last))


def signed_again(body: bytes, key: bytes) -> bytes:
    """A root file with its signature made anew, under whatever key the forger has."""
    return body + b"mac " + hmac.new(key, body, hashlib.sha256).hexdigest().encode() + b"\n"
