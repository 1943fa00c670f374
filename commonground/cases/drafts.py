"""Requests that are still being written: kept for a week, found by an unguessable code, sent once."""

import secrets
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from commonground.cases.models import Draft, Enquiry
from commonground.cases.references import ALPHABET
from commonground.documents import commands as documents
from commonground.documents.commands import Upload
from commonground.documents.models import File
from commonground.record.batches import delete_over
from commonground.record.days import today

DAYS_KEPT = 7
AT_ONCE = 200
"""Drafts forgotten in one transaction, with their files."""
LENGTH = 12
"""Letters of a code: few enough to type from one phone into another, 56 bits, where tries are counted for a week."""


def begin(answers: Mapping[str, Any]) -> Draft:
    """A new draft with what is known already, page by page."""
    key = uuid4()
    return Draft.objects.create(
        id=key,
        code_digest=_digest(_code(key)),
        token=secrets.token_urlsafe(16),
        answers=dict(answers),
        keep_until=_until(),
    )


def code_of(draft: Draft) -> str:
    """The code that leads back to this draft, in three groups: 56 bits, made from a key outside the database."""
    code = _code(draft.pk)
    return "-".join(code[at : at + 4] for at in range(0, LENGTH, 4))


def with_code(typed: str) -> Draft | None:
    """The draft this code leads to, in capitals or not, with any spaces and dashes. The caller counts the tries."""
    code = "".join(letter for letter in typed.upper() if letter.isalnum())
    return _kept().filter(code_digest=_digest(code)).first() if len(code) == LENGTH else None


def with_id(draft: UUID) -> Draft | None:
    """The draft that a browser remembers, or None where it is no longer kept."""
    return _kept().filter(pk=draft).first()


def with_token(token: str) -> Draft | None:
    """The draft whose pages carry this token, or None where it is no longer kept."""
    return _kept().filter(token=token).first()


def _kept() -> QuerySet[Draft]:
    return Draft.objects.select_related("enquiry__authority").filter(keep_until__gte=today())


@transaction.atomic
def answer(draft: Draft, changes: Mapping[str, Any]) -> Draft:
    """Keep the answers of some pages; None takes a page's away. Other pages stay, whatever another tab does.

    A draft that was sent is left as it is.
    """
    locked = Draft.objects.select_for_update().get(pk=draft.pk)
    if locked.enquiry_id is None:
        kept = {**locked.answers, **changes}
        locked.answers = {page: given for page, given in kept.items() if given is not None}
        locked.keep_until = _until()
        locked.save(update_fields=["answers", "keep_until"])
    return locked


def add_file(draft: Draft, upload: Upload, *, by: str) -> File | None:
    """Keep a photo or PDF with the draft, or with the enquiry where it was sent meanwhile; None where it was deleted.

    `by` is the opaque id of who sends it. Raises documents.answers.Refused.
    """
    file = documents.keep(upload, about=draft.pk, by=by)
    with transaction.atomic():
        now_there = Draft.objects.select_for_update().filter(pk=draft.pk).first()
        if now_there is None:
            documents.forget(draft.pk)
            return None
        if now_there.enquiry_id is not None:
            documents.move(about_from=draft.pk, about_to=now_there.enquiry_id)
    return file


def lock(draft: Draft) -> Draft:
    """The draft as it stands, held until the caller's transaction ends. Draft.DoesNotExist once it is forgotten."""
    return Draft.objects.select_for_update().get(pk=draft.pk)


def close(draft: Draft, enquiry: Enquiry) -> None:
    """It was sent and became this enquiry, which holds words and files from now on; the draft keeps none."""
    documents.move(about_from=draft.pk, about_to=enquiry.pk)
    draft.enquiry, draft.answers, draft.keep_until = enquiry, {}, _until()
    draft.save(update_fields=["enquiry", "answers", "keep_until"])


@transaction.atomic
def delete(draft: Draft) -> None:
    """Whoever wrote it wants it gone, with its files. What was sent is no draft any more and stays."""
    Draft.objects.filter(pk=draft.pk, enquiry=None).delete()
    documents.forget(draft.pk)


def forget_old() -> int:
    """Delete the drafts whose week is over, with their files. Returns how many drafts went."""
    return delete_over(
        lambda: Draft.objects.filter(keep_until__lt=today()),
        at_once=AT_ONCE,
        also=lambda keys: documents.forget(*keys),
    )


def _until() -> date:
    return today() + timedelta(days=DAYS_KEPT)


def _code(key: UUID) -> str:
    number = int.from_bytes(salted_hmac("commonground.cases.drafts.code", key.hex, algorithm="sha256").digest())
    letters = []
    for _place in range(LENGTH):
        number, letter = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[letter])
    return "".join(letters)


def _digest(code: str) -> str:
    return salted_hmac("commonground.cases.drafts.digest", code, algorithm="sha256").hexdigest()
