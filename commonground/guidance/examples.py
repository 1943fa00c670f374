"""Date examples: a page says what happened on which day, and `law` says the dates that follow."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commonground.guidance.schema import DatedRow, DateExample
from commonground.law import (
    Action,
    agreed_action_by,
    appeal_by,
    arrange_by,
    certificate_by,
    contact_by,
    notice_by,
)

SENT = _("The council sends its letter")


def date_example(given: Mapping[str, Any]) -> DateExample:
    """The dates that follow from `given`: its `kind` (a key of KINDS) and the days that kind needs.

    Raises ValueError with a sentence for a kind, a key or a value that does not fit.
    """
    kind = str(given.get("kind"))
    if kind not in KINDS:
        raise ValueError(f"kind is one of {', '.join(KINDS)}, not {kind!r}.")
    needs, work_out = KINDS[kind]
    days = {key: value for key, value in given.items() if key != "kind"}
    if set(days) != set(needs):
        raise ValueError(f"{kind} takes {' and '.join(needs)}, not {' and '.join(days) or 'nothing'}.")
    for key, value in days.items():
        if key != "action" and type(value) is not date:
            raise ValueError(f"{key} is a day like 2026-07-01, not {value!r}.")
    return work_out(**days)


def _letter(sent: date) -> DateExample:
    """The two last days that run from one letter, with no certificate yet."""
    contact, appeal = contact_by(sent), appeal_by(sent)
    return _example(
        DatedRow(SENT, sent),
        DatedRow(_("Contact us by"), _settled(contact.date)),
        DatedRow(_("Appeal by, if no certificate makes it later"), appeal.date, appeal.at),
        sources=("R11", "R42", "R46"),
    )


def _with_certificate(sent: date, certificate: date) -> DateExample:
    """What a certificate does to the last day to appeal."""
    appeal = appeal_by(sent, certificates=[certificate])
    return _example(
        DatedRow(SENT, sent),
        DatedRow(_("Date on the certificate"), certificate),
        DatedRow(_("Appeal by"), appeal.date, appeal.at),
        sources=("R42", "R43"),
    )


def _sixty_days(sent: date) -> DateExample:
    """Two months against the wrong count that many people are told."""
    return _example(
        DatedRow(SENT, sent),
        DatedRow(_("60 days later (the wrong way to count)"), sent + timedelta(days=60)),
        DatedRow(_("Two months later (the right way): contact us by"), _settled(contact_by(sent).date)),
        sources=("R11", "R46"),
    )


def _certificate(told: date) -> DateExample:
    """Three working days to a certificate."""
    return _example(
        DatedRow(_("You tell us you do not want mediation"), told),
        DatedRow(_("You have your certificate by"), _settled(certificate_by(told).date)),
        sources=("R14",),
    )


def _meeting(told: date) -> DateExample:
    """Thirty days to a meeting, every day counted."""
    return _example(
        DatedRow(_("The council is told you want mediation"), told),
        DatedRow(_("The meeting is by"), _settled(arrange_by(told).date)),
        sources=("R19", "R20", "D3"),
    )


def _place(meeting: date) -> DateExample:
    """Five working days to be told where and when."""
    return _example(
        DatedRow(_("You are told the day and the place by"), notice_by(meeting).date),
        DatedRow(_("The meeting"), meeting),
        sources=("R24", "D18"),
    )


def _agreed(agreed: date, action: str) -> DateExample:
    """What follows from an agreement."""
    follows = agreed_action_by(agreed, Action(action)).dates
    rows = [DatedRow(format_lazy(_("The council must {what} by"), what=thing.what), thing.date) for thing in follows]
    return _example(DatedRow(_("You and the council agree"), agreed), *rows, sources=("R36", "R40"))


KINDS: Mapping[str, tuple[tuple[str, ...], Callable[..., DateExample]]] = {
    "letter": (("sent",), _letter),
    "with_certificate": (("sent", "certificate"), _with_certificate),
    "sixty_days": (("sent",), _sixty_days),
    "certificate": (("told",), _certificate),
    "meeting": (("told",), _meeting),
    "place": (("meeting",), _place),
    "agreed": (("agreed", "action"), _agreed),
}
"""Each kind of example with what it takes."""


def _example(*rows: DatedRow, sources: tuple[str, ...]) -> DateExample:
    return DateExample(rows, sources)


def _settled(day: date | None) -> date:
    if day is None:
        raise ValueError("the law sets no date for this.")
    return day
