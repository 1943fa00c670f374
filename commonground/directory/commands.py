"""What changes a contract, an address or another service of a council. The councils themselves: `loading`.

Each change leaves a line that says what it was, when, and who made it (`Change`). Saying again what is said already
leaves the line that somebody checked it and found it right.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from commonground.directory import checks
from commonground.directory.changes import note, said
from commonground.directory.errors import Refused
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
from commonground.record.days import now, today

M = TypeVar("M", bound=Model)


@transaction.atomic
def add_contract(
    *,
    authority: LocalAuthority,
    information: bool = False,
    mediation: bool = False,
    disagreement_resolution: bool = False,
    starts_on: date,
    ends_on: date | None = None,
    by: str,
) -> Contract:
    """A contract for the services that are True, from `starts_on` through `ends_on` (None: no end yet).

    Raises `Refused` when no service is named, the days are in the wrong order, or the council has another
    contract on one of the days: one council, one contract at a time. `by`: `person:<uuid>` or `system:<job>`.
    """
    checks.known(by)
    if not (information or mediation or disagreement_resolution):
        raise Refused(_("Choose at least one service that the contract covers."))
    checks.in_order(starts_on, ends_on)
    # Locked, so that two people adding at once get the sentence and not the database's own refusal.
    _lock(authority)
    other = _overlapping(authority, starts_on, ends_on)
    if other is not None:
        raise Refused(
            _("%(council)s already has a contract from %(days)s. End that one first.")
            % {"council": authority.name, "days": _days(other)}
        )
    new = {
        "information": information,
        "mediation": mediation,
        "disagreement_resolution": disagreement_resolution,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "added_by": by,
        "added_at": now(),
    }
    return _put(Contract(authority=authority), new, by=by)


@transaction.atomic
def end_contract(*, contract: Contract, ends_on: date, by: str) -> Contract:
    """The contract's last day is `ends_on`; days after that are free for another one. May be said again.

    Raises `Refused` for a day before its first, or when a longer contract would run into the next one.
    """
    checks.known(by)
    contract = Contract.objects.select_for_update().select_related("authority").get(pk=contract.pk)
    checks.in_order(contract.starts_on, ends_on)
    other = _overlapping(contract.authority, contract.starts_on, ends_on, but=contract)
    if other is not None:
        raise Refused(
            _("%(council)s has another contract from %(days)s. This one must end before it.")
            % {"council": contract.authority.name, "days": _days(other)}
        )
    ended = {"ends_on": ends_on, "ended_by": by, "ended_at": now()}
    return _put(contract, ended, by=by, done=Change.Done.ENDED)


@transaction.atomic
def set_notice_address(
    *, authority: LocalAuthority, purpose: NoticeAddress.Purpose, name: str, email: str, by: str
) -> NoticeAddress:
    """From now on the council reads messages of this `purpose` at `email`; `name` is the person or the team.

    Takes the place of the address that was there. Raises `Refused` without a name or with an address that
    is no e-mail address.
    """
    checks.known(by)
    new = {"name": checks.name(name), "email": checks.email(email), "set_by": by, "set_at": now()}
    purpose = NoticeAddress.Purpose(purpose)
    _lock(authority)
    address = NoticeAddress.objects.filter(authority=authority, purpose=purpose).first()
    return _put(address or NoticeAddress(authority=authority, purpose=purpose), new, by=by)


@transaction.atomic
def end_notice_address(*, address: NoticeAddress, by: str) -> None:
    """The council reads messages of this kind there no more, and no other place is known. May be said again."""
    _take_away(address, by=by)


@transaction.atomic
def set_mediation_contact(
    *, authority: LocalAuthority, name: str, email: str = "", telephone: str = "", by: str
) -> MediationContact:
    """Who acts for the council on mediation (R4, reg 32(f)), in the place of whoever was named before.

    Raises `Refused` without a name, without any way to reach them, or with one that cannot be right.
    """
    checks.known(by)
    name = checks.name(name)
    if not email.strip() and not telephone.strip():
        raise Refused(_("Enter an e-mail address or a telephone number, so that the council can be reached."))
    new = {
        "name": name,
        "email": checks.email_or_none(email),
        "telephone": checks.telephone(telephone),
        "set_by": by,
        "set_at": now(),
    }
    _lock(authority)
    contact = MediationContact.objects.filter(authority=authority).first()
    return _put(contact or MediationContact(authority=authority), new, by=by)


@transaction.atomic
def end_mediation_contact(*, contact: MediationContact, by: str) -> None:
    """This person acts for the council on mediation no more, and no other is known. May be said again."""
    _take_away(contact, by=by)


@transaction.atomic
def set_other_provider(
    *,
    authority: LocalAuthority,
    instead_of: OtherProvider | None = None,
    name: str,
    telephone: str = "",
    website: str = "",
    information: bool = False,
    mediation: bool = False,
    disagreement_resolution: bool = False,
    starts_on: date,
    ends_on: date | None = None,
    by: str,
) -> OtherProvider:
    """Another service that this council's families can choose: a new one, or one that is there (`instead_of`) anew.

    Raises `Refused` without a name or with that of another service there, when it can be reached in no way or does
    nothing, when its days are in the wrong order, or when an address or number cannot be right.
    """
    checks.known(by)
    if not (information or mediation or disagreement_resolution):
        raise Refused(_("Choose at least one service that it gives."))
    checks.in_order(starts_on, ends_on)
    name, telephone, website = checks.name(name), checks.telephone(telephone), checks.website(website)
    if not telephone and not website:
        raise Refused(_("Enter a telephone number or a website, so that a family can reach it."))
    _lock(authority)
    known = OtherProvider.objects.filter(authority=authority, name=name).first()
    if known is not None and known != instead_of:
        raise Refused(
            _("%(council)s already has a service called %(name)s. Change that one.")
            % {"council": authority.name, "name": name}
        )
    new = {
        "name": name,
        "telephone": telephone,
        "website": website,
        "information": information,
        "mediation": mediation,
        "disagreement_resolution": disagreement_resolution,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "set_by": by,
        "set_at": now(),
    }
    return _put(instead_of or OtherProvider(authority=authority), new, by=by)


@transaction.atomic
def end_other_provider(*, provider: OtherProvider, ends_on: date, by: str) -> OtherProvider:
    """Families are shown this service through `ends_on`. Raises `Refused` for a day before its first."""
    checks.known(by)
    checks.in_order(provider.starts_on, ends_on)
    return _put(provider, {"ends_on": ends_on, "set_by": by, "set_at": now()}, by=by, done=Change.Done.ENDED)


@transaction.atomic
def set_advice_service(
    *,
    authority: LocalAuthority,
    name: str,
    telephone: str = "",
    email: str = "",
    website: str = "",
    source: str,
    checked_on: date,
    by: str,
) -> AdviceService:
    """The SENDIASS of this council's area, in the place of what was said of it before.

    `source` is where it was read, `checked_on` when. Raises `Refused` without a name or a source, when nobody could
    reach it, for a day that has not come, or when an address or number cannot be right.
    """
    checks.known(by)
    telephone, website = checks.telephone(telephone), checks.website(website)
    if not (telephone or website or email.strip()):
        raise Refused(_("Enter a telephone number, an e-mail address or a website, so that a family can reach it."))
    if not source.strip():
        raise Refused(_("Say where this was read, so that it can be checked again."))
    if checked_on > today():
        raise Refused(_("The day it was checked has not come yet."))
    new = {
        "name": checks.name(name),
        "telephone": telephone,
        "email": checks.email_or_none(email),
        "website": website,
        "source": checks.short(source.strip(), 200),
        "checked_on": checked_on,
        "set_by": by,
    }
    _lock(authority)
    service = AdviceService.objects.filter(authority=authority).first()
    return _put(service or AdviceService(authority=authority), new, by=by)


@transaction.atomic
def end_advice_service(*, service: AdviceService, by: str) -> None:
    """Nobody knows any more who the council area's SENDIASS is: families are told how to find it. May be said again."""
    _take_away(service, by=by)


@transaction.atomic
def set_icb_address(*, icb: IntegratedCareBoard, email: str, by: str) -> IntegratedCareBoard:
    """Where the NHS board reads what we send it. Raises `Refused` for what is no e-mail address."""
    checks.known(by)
    return _put(icb, {"email": checks.email(email)}, by=by)


def _lock(authority: LocalAuthority) -> None:
    LocalAuthority.objects.select_for_update().get(pk=authority.pk)


def _put(row: M, new: Mapping[str, Any], *, by: str, done: Change.Done = Change.Done.CHANGED) -> M:
    """The row as it says from now on, with the line of what was done: added, confirmed, or else what `done` says."""
    adding = row._state.adding
    if not adding:
        row.refresh_from_db()  # what it says may be newer than what the caller has read
    before = said(row)
    for name, value in new.items():
        setattr(row, name, value)
    row.save(update_fields=None if adding else list(new))
    after = said(row)
    if adding or before == after:
        done = Change.Done.ADDED if adding else Change.Done.CONFIRMED
    note(row, before=before, after=after, done=done, by=by)
    return row


def _take_away(row: Model, *, by: str) -> None:
    checks.known(by)
    gone = type(row)._default_manager.select_for_update().filter(pk=row.pk).first()
    if gone is not None:
        note(gone, before=said(gone), after={}, done=Change.Done.ENDED, by=by)
        gone.delete()


def _overlapping(
    authority: LocalAuthority, starts_on: date, ends_on: date | None, *, but: Contract | None = None
) -> Contract | None:
    others = Contract.objects.filter(authority=authority).exclude(ends_on__lt=starts_on)
    if but is not None:
        others = others.exclude(pk=but.pk)
    return (others if ends_on is None else others.exclude(starts_on__gt=ends_on)).first()


def _days(contract: Contract) -> str:
    first = _day(contract.starts_on)
    if contract.ends_on is None:
        return _("%(first)s with no end date") % {"first": first}
    return _("%(first)s to %(last)s") % {"first": first, "last": _day(contract.ends_on)}


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
