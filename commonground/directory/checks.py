"""What a person may write about a council: each check gives back what is kept, or raises `Refused` with a sentence."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from commonground.directory.errors import Refused
from commonground.record.models import BY


def known(by: str) -> None:
    """Raises ValueError for what is neither a person nor a job of the program."""
    if not re.fullmatch(BY, by):
        raise ValueError(f"by= takes 'person:<uuid>' or 'system:<job>', not {by!r}")


def in_order(starts_on: date, ends_on: date | None) -> None:
    """The last day, where there is one, is not before the first."""
    if ends_on is not None and ends_on < starts_on:
        raise Refused(_("Its last day cannot be before its first day."))


def name(text: str) -> str:
    """The name of a person, a team or a service, in one line."""
    text = " ".join(text.split())  # a line break would end a mail header
    if not text:
        raise Refused(_("Enter the name of the person or the team."))
    return short(text, 120)


def short(text: str, most: int) -> str:
    """The text, if there is room for it."""
    if len(text) > most:
        raise Refused(_("Use no more than %(most)d characters.") % {"most": most})
    return text


def telephone(number: str) -> str:
    """A telephone number as it was written, or nothing."""
    number = number.strip()
    if number and len(re.sub(r"\D", "", number)) < 6:
        raise Refused(_("Enter a telephone number with at least 6 digits, like 01632 960 001."))
    return short(number, 40)


def website(address: str) -> str:
    """The address of a website, or nothing."""
    address = address.strip()
    if address:
        try:
            URLValidator(schemes=["https", "http"])(address)
        except ValidationError:
            raise Refused(_("Enter a website in the right form, like https://example.org.")) from None
    return short(address, 200)


def email(address: str) -> str:
    """An e-mail address."""
    address = address.strip()
    try:
        validate_email(address)
    except ValidationError:
        raise Refused(_("Enter an e-mail address in the right form, like name@example.org.")) from None
    return short(address, 254)


def email_or_none(address: str) -> str:
    """An e-mail address, or nothing."""
    return email(address) if address.strip() else ""
