"""Codes to sign in with: six digits, for fifteen minutes, once, in the browser that asked.

A code is made afresh each time; nobody can read one back from the database, and no message repeats one.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from commonground.people.keys import address_key
from commonground.people.models import Person, SignInCode
from commonground.record.days import now

MINUTES = 15
DIGITS = 6
TRIES = 5


@dataclass(frozen=True)
class Made:
    """`ticket` for the browser that asked; `code` for the message, None where nobody has this address."""

    ticket: UUID
    code: str | None
    expires_at: datetime


class Result(StrEnum):
    """What became of a code that was typed."""

    RIGHT = "right"
    WRONG = "wrong"
    ENDED = "ended"  # ran out, used, replaced by a newer one, or tried too often


@dataclass(frozen=True)
class Tried:
    """The result; the address or number proved where it is right; how many tries are left where it is wrong."""

    result: Result
    address_key: str = ""
    tries_left: int = 0


@transaction.atomic
def make_code(address: str, *, known: bool, instead_of: UUID | None = None) -> Made:
    """A new code for this e-mail address or telephone. The same for one nobody has.

    `instead_of` is the ticket of the code that the same browser asked for before, which is dead from now. Those that
    other browsers asked for stay good: whoever asks once more for somebody else's address takes nothing from them. The
    caller counts how often codes are asked for, and with it how often anybody can guess.
    """
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    ticket = uuid4()
    expires = now() + timedelta(minutes=MINUTES)
    key = address_key(address)
    if instead_of is not None:
        SignInCode.objects.filter(ticket=instead_of, address_key=key).delete()
    SignInCode.objects.create(
        ticket=ticket,
        address_key=key,
        digest=_digest(ticket, code if known else secrets.token_hex()),
        expires_at=expires,
    )
    return Made(ticket=ticket, code=code if known else None, expires_at=expires)


@transaction.atomic
def try_code(ticket: UUID, typed: str) -> Tried:
    """Hold what was typed against the code of this ticket. A right one is used up; five wrong ones end it."""
    row = SignInCode.objects.select_for_update().filter(ticket=ticket).first()
    if row is None or row.expires_at <= now() or row.wrong_tries >= TRIES:
        return Tried(Result.ENDED)
    if constant_time_compare(row.digest, _digest(ticket, typed)):
        proved = row.address_key
        row.delete()
        return Tried(Result.RIGHT, address_key=proved)
    row.wrong_tries += 1
    row.save(update_fields=["wrong_tries"])
    left = TRIES - row.wrong_tries
    return Tried(Result.WRONG if left else Result.ENDED, tries_left=left)


def forget_old() -> int:
    """Delete the codes that ran out, with the addresses they were asked for. Returns how many went."""
    return SignInCode.objects.filter(expires_at__lte=now()).delete()[0]


def forget_those_of(person: Person) -> None:
    """Codes on their way to this person's addresses no longer work. Whoever else is reached there asks anew."""
    keys = {key for key in (person.email_key, person.telephone_key) if key}
    SignInCode.objects.filter(address_key__in=keys).delete()


def _digest(ticket: UUID, code: str) -> str:
    return salted_hmac("commonground.people.codes", f"{ticket}:{code}", algorithm="sha256").hexdigest()
