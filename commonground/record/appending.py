"""Adding an entry to the record of a case: the one door through which everything enters it."""

import hmac
import re
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from commonground.record import days
from commonground.record.encoding import NO_WORDS, entry_hash, first_hash, head_mac, plain, words_digest
from commonground.record.models import BY, WHAT, Entry, Head, Words


class BrokenRecord(Exception):
    """The record of a case does not fit its signature, so nothing may be written on top of it."""


def append(
    *,
    case: UUID,
    what: str,
    by: str,
    words: Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> Entry:
    """Add one entry to the record of `case`, in the caller's transaction, and return it.

    `what` is a dotted code (`certificate.issued`), `by` is `person:<uuid>` or `system:<job>`, `words` are
    the personal words (text, whole numbers, dates, lists; kept apart and erasable), `at` is when it
    happened if that was not now. The head of the case stays locked until the caller commits: a command
    that writes to several cases does so in the order of their ids.

    ValueError where an argument cannot be kept; BrokenRecord where the case no longer fits its signature.
    """
    _check(case=case, what=what, by=by)
    said = plain(words or {})
    written = days.now()
    happened = written if at is None else at
    on = days.london_day(happened)
    if happened > written:
        raise ValueError("An entry cannot be about a time that has not come.")
    with transaction.atomic(savepoint=False):
        head = _locked_head(case)
        salt = secrets.token_bytes(32)
        entry = Entry(
            case=case,
            seq=head.seq + 1,
            what=what,
            by=by,
            at=happened,
            on=on,
            written=written,
            digest=words_digest(salt=salt, words=said) if said else NO_WORDS,
            prev=bytes(head.hash),
        )
        entry.hash = hash_of(entry)
        entry.save(force_insert=True)
        if said:
            Words.objects.create(entry=entry, salt=salt, words=said)
        _move_head(head, entry)
    return entry


def hold(case: UUID) -> None:
    """Lock the record of this case, which has an entry already, until the caller commits.

    For a command that must look before it knows whether there is anything to enter: whoever writes to the case next
    waits, as with `append`. BrokenRecord where the case no longer fits its signature.
    """
    _locked_head(case)


def hash_of(entry: Entry) -> bytes:
    """The hash that this entry ought to have."""
    return entry_hash(
        case=entry.case,
        seq=entry.seq,
        what=entry.what,
        by=entry.by,
        at=entry.at,
        on=entry.on,
        written=entry.written,
        digest=bytes(entry.digest),
        prev=bytes(entry.prev),
    )


def _check(*, case: UUID, what: str, by: str) -> None:
    if not isinstance(case, UUID):
        raise ValueError(f"A case is known by its id, and {case!r} is none.")
    if len(what) > 80 or not re.fullmatch(WHAT, what):
        raise ValueError(f"What happened is a dotted code such as certificate.issued, not {what!r}.")
    if len(by) > 80 or not re.fullmatch(BY, by):
        raise ValueError(f"Who did it is person:<id> or system:<job>, not {by!r}.")


def _locked_head(case: UUID) -> Head:
    """The head of the case, locked; made when this is the first entry, whoever else is making it too."""
    head = Head.objects.select_for_update().filter(case=case).first()
    if head is None:
        Head.objects.bulk_create([_new_head(case)], ignore_conflicts=True)
        head = Head.objects.select_for_update().get(case=case)
    # Signing on top of a head that we did not sign would make a case written anew look like ours.
    if not is_signed(head):
        raise BrokenRecord(f"The record of case {case} does not fit its signature: run `commonground verify`.")
    return head


def _new_head(case: UUID) -> Head:
    head = Head(case=case, seq=0, hash=first_hash(case))
    head.mac = _mac(head)
    return head


def _move_head(head: Head, entry: Entry) -> None:
    head.seq, head.hash = entry.seq, entry.hash
    head.mac = _mac(head)
    head.save(update_fields=["seq", "hash", "mac"])


def is_signed(head: Head) -> bool:
    """Whether the program itself, holding the key, left the case at this head."""
    return hmac.compare_digest(bytes(head.mac), _mac(head))


def _mac(head: Head) -> bytes:
    return head_mac(key=settings.RECORD_KEY, case=head.case, seq=head.seq, hash=bytes(head.hash))
