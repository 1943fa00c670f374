"""What changes a contract, an address or another service of a council. The councils themselves: `loading`."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from commonground.directory.errors import Refused
from commonground.directory.models import (
    AdviceService,
    Contract,
    IntegratedCareBoard,
    LocalAuthority,
    MediationContact,
    NoticeAddress,
    OtherProvider,
)
from commonground.record.days import now, today
from commonground.record.models import BY


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
    _known(by)
    if not (information or mediation or disagreement_resolution):
        raise Refused(_("Choose at least one service that the contract covers."))
    _in_order(starts_on, ends_on)
    # Locked, so that two people adding at once get the sentence and not the database's own refusal.
    LocalAuthority.objects.select_for_update().get(pk=authority.pk)
    other = _overlapping(authority, starts_on, ends_on)
    if other is not None:
        raise Refused(
            _("%(council)s already has a contract from %(days)s. End that one first.")
            % {"council": authority.name, "days": _days(other)}
        )
    return Contract.objects.create(
        authority=authority,
        information=information,
        mediation=mediation,
        disagreement_resolution=disagreement_resolution,
        starts_on=starts_on,
        ends_on=ends_on,
        added_by=by,
        added_at=now(),
    )


@transaction.atomic
def end_contract(*, contract: Contract, ends_on: date, by: str) -> Contract:
    """The contract's last day is `ends_on`; days after that are free for another one. May be said again.

    Raises `Refused` for a day before its first, or when a longer contract would run into the next one.
    """
    _known(by)
    contract = Contract.objects.select_for_update().select_related("authority").get(pk=contract.pk)
    _in_order(contract.starts_on, ends_on)
    other = _overlapping(contract.authority, contract.starts_on, ends_on, but=contract)
    if other is not None:
        raise Refused(
            _("%(council)s has another contract from %(days)s. This one must end before it.")
            % {"council": contract.authority.name, "days": _days(other)}
        )
    contract.ends_on, contract.ended_by, contract.ended_at = ends_on, by, now()
    contract.save(update_fields=["ends_on", "ended_by", "ended_at"])
    return contract


@transaction.atomic
def set_notice_address(
    *, authority: LocalAuthority, purpose: NoticeAddress.Purpose, name: str, email: str, by: str
) -> NoticeAddress:
    """From now on the council reads messages of this `purpose` at `email`; `name` is the person or the team.

    Takes the place of the address that was there. Raises `Refused` without a name or with an address that
    is no e-mail address.
    """
    _known(by)
    name = _name(name)
    address, _made = NoticeAddress.objects.update_or_create(
        authority=authority,
        purpose=NoticeAddress.Purpose(purpose),
        defaults={"name": name, "email": _email(email), "set_by": by, "set_at": now()},
    )
    return address


@transaction.atomic
def set_mediation_contact(
    *, authority: LocalAuthority, name: str, email: str = "", telephone: str = "", by: str
) -> MediationContact:
    """Who acts for the council on mediation (R4, reg 32(f)), in the place of whoever was named before.

    Raises `Refused` without a name, without any way to reach them, or with one that cannot be right.
    """
    _known(by)
    name = _name(name)
    if not email.strip() and not telephone.strip():
        raise Refused(_("Enter an e-mail address or a telephone number, so that the council can be reached."))
    telephone = _telephone(telephone)
    contact, _made = MediationContact.objects.update_or_create(
        authority=authority,
        defaults={
            "name": name,
            "email": _email(email) if email.strip() else "",
            "telephone": telephone,
            "set_by": by,
            "set_at": now(),
        },
    )
    return contact


@transaction.atomic
def set_other_provider(
    *,
    authority: LocalAuthority,
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
    """Another service that this council's families can choose, in the place of what was said of it before.

    Raises `Refused` without a name, when it can be reached in no way or does nothing, when its days are in the wrong
    order, or when an address or number cannot be right.
    """
    _known(by)
    if not (information or mediation or disagreement_resolution):
        raise Refused(_("Choose at least one service that it gives."))
    _in_order(starts_on, ends_on)
    telephone, website = _telephone(telephone), _website(website)
    if not telephone and not website:
        raise Refused(_("Enter a telephone number or a website, so that a family can reach it."))
    provider, _made = OtherProvider.objects.update_or_create(
        authority=authority,
        name=_name(name),
        defaults={
            "telephone": telephone,
            "website": website,
            "information": information,
            "mediation": mediation,
            "disagreement_resolution": disagreement_resolution,
            "starts_on": starts_on,
            "ends_on": ends_on,
            "set_by": by,
            "set_at": now(),
        },
    )
    return provider


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
    _known(by)
    telephone, website = _telephone(telephone), _website(website)
    if not (telephone or website or email.strip()):
        raise Refused(_("Enter a telephone number, an e-mail address or a website, so that a family can reach it."))
    if not source.strip():
        raise Refused(_("Say where this was read, so that it can be checked again."))
    if checked_on > today():
        raise Refused(_("The day it was checked has not come yet."))
    service, _made = AdviceService.objects.update_or_create(
        authority=authority,
        defaults={
            "name": _name(name),
            "telephone": telephone,
            "email": _email(email) if email.strip() else "",
            "website": website,
            "source": _short(source.strip(), 200),
            "checked_on": checked_on,
            "set_by": by,
        },
    )
    return service


@transaction.atomic
def end_other_provider(*, provider: OtherProvider, ends_on: date, by: str) -> OtherProvider:
    """Families are shown this service through `ends_on`. Raises `Refused` for a day before its first."""
    _known(by)
    _in_order(provider.starts_on, ends_on)
    provider.ends_on, provider.set_by, provider.set_at = ends_on, by, now()
    provider.save(update_fields=["ends_on", "set_by", "set_at"])
    return provider


@transaction.atomic
def set_icb_address(*, icb: IntegratedCareBoard, email: str, by: str) -> IntegratedCareBoard:
    """Where the NHS board reads what we send it. Raises `Refused` for what is no e-mail address."""
    _known(by)
    icb.email = _email(email)
    icb.save(update_fields=["email"])
    return icb


def _known(by: str) -> None:
    if not re.fullmatch(BY, by):
        raise ValueError(f"by= takes 'person:<uuid>' or 'system:<job>', not {by!r}")


def _in_order(starts_on: date, ends_on: date | None) -> None:
    if ends_on is not None and ends_on < starts_on:
        raise Refused(_("The last day of a contract cannot be before its first day."))


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


def _name(name: str) -> str:
    name = " ".join(name.split())  # a line break would end a mail header
    if not name:
        raise Refused(_("Enter the name of the person or the team."))
    return _short(name, 120)


def _short(text: str, most: int) -> str:
    if len(text) > most:
        raise Refused(_("Use no more than %(most)d characters.") % {"most": most})
    return text


def _telephone(telephone: str) -> str:
    telephone = telephone.strip()
    if telephone and len(re.sub(r"\D", "", telephone)) < 6:
        raise Refused(_("Enter a telephone number with at least 6 digits, like 01632 960 001."))
    return _short(telephone, 40)


def _website(website: str) -> str:
    website = website.strip()
    if website:
        try:
            URLValidator(schemes=["https", "http"])(website)
        except ValidationError:
            raise Refused(_("Enter a website in the right form, like https://example.org.")) from None
    return _short(website, 200)


def _email(email: str) -> str:
    email = email.strip()
    try:
        validate_email(email)
    except ValidationError:
        raise Refused(_("Enter an e-mail address in the right form, like name@example.org.")) from None
    return _short(email, 254)
