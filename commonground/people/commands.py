"""Everything that adds or changes a person or a role."""

from datetime import date

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    NumericPasswordValidator,
    UserAttributeSimilarityValidator,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from commonground.people.errors import Refused
from commonground.people.keys import email_key, telephone_key
from commonground.people.models import Employer, Independence, MessagesBy, Person, StaffRole
from commonground.people.queries import staff_roles_of
from commonground.people.roles import STAFF_ROLES, Role
from commonground.record.days import today

PASSWORD_RULES = (
    MinimumLengthValidator(min_length=12),
    CommonPasswordValidator(),
    NumericPasswordValidator(),
    UserAttributeSimilarityValidator(user_attributes=("name", "email", "telephone")),
)


def actor_of(by: Person | str) -> str:
    """Who did it, as the record names them: `person:<uuid>` or `system:<job>`."""
    name = by.actor if isinstance(by, Person) else by
    if not name.startswith(("person:", "system:")):
        raise ValueError(f"by= takes a Person, 'person:<uuid>' or 'system:<job>', not {name!r}")
    return name


def add_person(
    *, name: str, email: str = "", telephone: str = "", born: date | None = None, messages_by: str = ""
) -> Person:
    """A person we have not met before. Two people with one address are two people.

    They can sign in by a code as soon as they have an address, or get texts; nobody gets a password by this.
    """
    person = Person(
        name=name.strip(), email=email.strip(), telephone=telephone.strip(), born=born, messages_by=messages_by
    )
    person.set_unusable_password()
    person.save()
    return person


def put_right(*, person: Person, name: str, born: date | None) -> Person:
    """Their name as they write it, and their date of birth, where we had them wrong or not at all."""
    person.name, person.born = name.strip(), born
    person.save(update_fields=["name", "born"])
    return person


def reach_at(*, person: Person, email: str, telephone: str) -> Person:
    """Their e-mail address and telephone number, put right.

    With another address, or another telephone that gets their texts, everyone who signed in by the old one is signed
    out: it may have been a stranger's. Raises `Refused` for a member of staff, who signs in with their address and a
    password.
    """
    email, telephone = email.strip(), telephone.strip()
    if email_key(email) != person.email_key:
        if staff_roles_of(person):
            raise Refused(_("They work for the service. An administrator changes the address they sign in with."))
        person.set_unusable_password()
    elif person.gets_texts and telephone_key(telephone) != person.telephone_key:
        person.set_unusable_password()
    person.email, person.telephone = email, telephone
    person.save(update_fields=["email", "telephone", "password"])
    return person


def want_messages(*, person: Person, by: MessagesBy) -> Person:
    """How our messages to them travel from now on; the caller has seen that there is a mobile for texts."""
    person.messages_by = by.value
    person.save(update_fields=["messages_by"])
    return person


@transaction.atomic
def give_role(*, person: Person, role: Role, by: Person | str, from_on: date | None = None) -> StaffRole:
    """The person holds `role` from `from_on` (today when left out). Giving it twice changes nothing.

    From now on they sign in with their e-mail address, a password and a second step, no longer by code.
    Raises `Refused` for a role that is held in a case, a person without an address, an address by which
    another member of staff already signs in, and when `by` is a person who is no administrator.
    """
    given_by = _administrator(by)
    if role not in STAFF_ROLES:
        raise Refused(_("This role is held by taking part in a case. It cannot be given."))
    person = Person.objects.select_for_update().get(pk=person.pk)
    _signs_in_by_address(person)
    held = StaffRole.objects.filter(person=person, role=role.value, to_on=None).first()
    if held is not None:
        return held
    return StaffRole.objects.create(person=person, role=role.value, from_on=from_on or today(), given_by=given_by)


@transaction.atomic
def end_role(*, person: Person, role: Role, by: Person | str) -> None:
    """Takes the role away at once. Raises `Refused` when `by` is a person who is no administrator."""
    _administrator(by)
    for held in StaffRole.objects.select_for_update().filter(person=person, role=role.value, to_on=None):
        held.to_on = max(today(), held.from_on)
        held.save(update_fields=["to_on"])


@transaction.atomic
def declare_independence(*, person: Person, employed_by: str, by: Person | str, on: date | None = None) -> Independence:
    """Keep who else employs a member of staff, from `on` (today when left out) until they declare anew.

    `employed_by`: none, la, icb, nhs_england; any other word is a ValueError. Somebody employed by any local
    authority in England, an integrated care board or NHS England is not independent (R10; Children and
    Families Act 2014 s.56(2)-(3)).
    It is kept, not refused: what follows from it is asked with `queries.is_independent`.
    """
    return Independence.objects.create(
        person=person, employed_by=Employer(employed_by), from_on=on or today(), declared_by=actor_of(by)
    )


def set_password(*, person: Person, password: str, by: Person | str) -> None:
    """Give the person a password: staff sign in with it and a second step, others need it after the code.

    A person sets their own, an administrator somebody else's. Every other browser they were signed in with is
    signed out. Raises `Refused` with what is wrong with the password.
    """
    if not (isinstance(by, Person) and by.pk == person.pk):
        _administrator(by)
    try:
        validate_password(password, person, password_validators=PASSWORD_RULES)
    except ValidationError as wrong:
        raise Refused(" ".join(wrong.messages)) from wrong
    person.set_password(password)
    person.save(update_fields=["password"])


def _administrator(by: Person | str) -> str:
    if isinstance(by, Person) and Role.ADMINISTRATOR not in staff_roles_of(by):
        raise Refused(_("Only an administrator can do this."))
    return actor_of(by)


def _signs_in_by_address(person: Person) -> None:
    key = email_key(person.email)
    if not key:
        raise Refused(_("%(name)s needs an e-mail address to sign in with.") % {"name": person.name})
    if Person.objects.filter(sign_in=key).exclude(pk=person.pk).exists():
        raise Refused(_("Another member of staff already signs in with this e-mail address."))
    if person.sign_in != key:
        person.sign_in = key
        person.save(update_fields=["sign_in"])
