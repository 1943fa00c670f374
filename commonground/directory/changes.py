"""What was changed, when and by whom: written beside each change, in its transaction, by `commands` alone."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model

from commonground.directory.errors import SomebodyElse
from commonground.directory.models import (
    AdviceService,
    Change,
    Contract,
    IntegratedCareBoard,
    LocalAuthority,
    MediationContact,
    NoticeAddress,
    OtherProvider,
)
from commonground.record.days import now

_SERVICES = ("information", "mediation", "disagreement_resolution")
TOLD: Mapping[type[Model], tuple[Change.Fact, tuple[str, ...]]] = {
    AdviceService: (Change.Fact.ADVICE_SERVICE, ("name", "telephone", "email", "website", "source")),
    OtherProvider: (
        Change.Fact.OTHER_PROVIDER, ("name", "telephone", "website", *_SERVICES, "starts_on", "ends_on"),
    ),
    NoticeAddress: (Change.Fact.NOTICE_ADDRESS, ("purpose", "name", "email")),
    MediationContact: (Change.Fact.MEDIATION_CONTACT, ("name", "email", "telephone")),
    Contract: (Change.Fact.CONTRACT, (*_SERVICES, "starts_on", "ends_on")),
    IntegratedCareBoard: (Change.Fact.ICB, ("name", "email")),
}  # fmt: skip
"""Which of its fields a row says something with. When it was checked is none: that alone confirms the rest."""


def said(row: Model) -> dict[str, Any]:
    """What a row says, as it is kept with a change; nothing for one that is not saved yet."""
    if row._state.adding:
        return {}
    values = {name: getattr(row, name) for name in TOLD[type(row)][1]}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def note(row: Model, *, before: Mapping[str, Any], after: Mapping[str, Any], done: Change.Done, by: str) -> Change:
    """Writes down one change of a council's fact, or of an NHS board."""
    board = row if isinstance(row, IntegratedCareBoard) else None
    return Change.objects.create(
        authority=None if board else getattr(row, "authority"),  # noqa: B009 - every other model of TOLD has one
        icb=board,
        fact=TOLD[type(row)][0],
        done=done,
        before=dict(before),
        after=dict(after),
        by=by,
        at=now(),
    )


def latest_of(authority: LocalAuthority) -> int:
    """The number of the council's latest change, 0 before the first: what a form carries to say what it was shown."""
    newest = Change.objects.filter(authority=authority).order_by("-pk").values_list("pk", flat=True).first()
    return newest or 0


@contextmanager
def nobody_else_since(authority: LocalAuthority, *, seen: int, by: str) -> Iterator[None]:
    """What is done inside is done only where nobody else changed this council after the change `seen`.

    Raises `SomebodyElse` otherwise. The council is locked meanwhile: of two people sending at once, one is told.
    """
    with transaction.atomic():
        LocalAuthority.objects.select_for_update().get(pk=authority.pk)
        since = list(Change.objects.filter(authority=authority, pk__gt=seen).exclude(by=by).select_related("authority"))
        if since:
            raise SomebodyElse(since)
        yield
