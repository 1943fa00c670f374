"""What a model says about the people whose data it holds.

Every model of the project carries `personal = Personal(...)` or `personal = NOTHING_PERSONAL`;
`tests/record/test_personal.py` demands an answer of each new one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db import models


class Basis(StrEnum):
    """The lawful basis of UK GDPR article 6(1) on which personal data are kept."""

    PUBLIC_TASK = "public task"  # (e): mediation and certificates under the Children and Families Act 2014
    LEGAL_DUTY = "legal duty"  # (c)
    CONTRACT = "contract"  # (b): the people who work here
    CONSENT = "consent"  # (a): anything a person may take back at any time
    LEGITIMATE_INTERESTS = "legitimate interests"  # (f): keeping the service safe


class Kept(StrEnum):
    """How long, by kind of record. The periods are the defaults; the provider confirms its own."""

    ENQUIRY = "1 year after an enquiry that did not become a case"
    CERTIFICATE = "3 years after the certificate was issued"
    CASE = "6 years after the case closed"
    NOTES = "30 days after the meeting"
    WITH_THE_PERSON = "as long as anything else is kept about the person"
    EMPLOYMENT = "6 years after the person stopped working here"
    CONTRACT = "as long as the contract runs, and 6 years after"
    MESSAGE = "2 weeks after it was written"
    CONVERSATION = "90 days after its last line"
    SHORT = "a few days at most: codes, tokens, drafts"
    LEDGER = "as long as a backup could bring back what it says was erased"


YEARS = {Kept.ENQUIRY: 1, Kept.CERTIFICATE: 3, Kept.CASE: 6}
"""The same in figures, for what is counted in years from a day in the life of a case."""


def kept_until(kept: Kept, since: date) -> date:
    """The last day on which something of this kind is kept, counted from `since`. KeyError for what has no years."""
    year = since.year + YEARS[kept]
    try:
        return since.replace(year=year)
    except ValueError:
        return since.replace(year=year, month=3, day=1)  # 29 February


def latest_over(kept: Kept, on: date) -> date:
    """The latest day from which something of this kind may count and be over on `on`: its last day was before that.

    What counts from this day or an earlier one is to be erased on `on`; nothing else is. KeyError as in `kept_until`.
    """
    year = on.year - YEARS[kept]
    near = on.replace(year=year) if (on.month, on.day) != (2, 29) else date(year, 2, 28)
    days = (near + timedelta(days=more) for more in (0, -1, -2))
    return next(day for day in days if kept_until(kept, day) < on)


@dataclass(frozen=True)
class Personal:
    """The personal `fields` of a model, why they may be kept (`basis`) and how long (`kept`).

    `without_case` is how long at most where a row is about no case and no enquiry, so that no closing starts its time.
    """

    fields: tuple[str, ...]
    basis: Basis
    kept: Kept
    without_case: Kept | None = None


NOTHING_PERSONAL = Personal(fields=(), basis=Basis.LEGAL_DUTY, kept=Kept.CASE)


def unanswered(models_: Iterable[type[models.Model]]) -> list[str]:
    """One sentence for each model that does not answer, or answers wrongly. Empty when all is said.

    A model answers wrongly when it names a field that it does not have, when it names none and is not
    NOTHING_PERSONAL, or when it points at a person and leaves that field out.
    """
    return [sentence for model in models_ for sentence in _faults(model)]


def _faults(model: type[models.Model]) -> list[str]:
    name = model._meta.label
    answer = model.__dict__.get("personal")
    if not isinstance(answer, Personal):
        return [f"{name} does not say which of its fields are personal: set `personal = Personal(...)`."]
    if not answer.fields and answer is not NOTHING_PERSONAL:
        return [f"{name} names no personal field: set `personal = NOTHING_PERSONAL`."]
    faults = [f"{name} has no field {field}." for field in answer.fields if not _has(model, field)]
    pointing = {field.name for field in model._meta.get_fields() if _points_at_a_person(field)}
    faults += [f"{name}.{field} points at a person." for field in sorted(pointing - set(answer.fields))]
    return faults


def _has(model: type[models.Model], field: str) -> bool:
    try:
        return bool(model._meta.get_field(field))
    except FieldDoesNotExist:
        return False


def _points_at_a_person(field: object) -> bool:
    if not isinstance(field, models.ForeignKey | models.ManyToManyField):
        return False
    target = field.related_model
    label = target if isinstance(target, str) else target._meta.label
    return label == settings.AUTH_USER_MODEL
