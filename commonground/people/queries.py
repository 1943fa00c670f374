"""Reading people and the roles they hold today."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from commonground.people.keys import address_key
from commonground.people.models import Employer, Independence, MessagesBy, Person, StaffRole
from commonground.people.roles import Role
from commonground.record.days import today


def staff_roles_on(day: date) -> QuerySet[StaffRole]:
    """Every staff role held on that London day; a role's last day is the day before `to_on`."""
    return StaffRole.objects.filter(Q(to_on__isnull=True) | Q(to_on__gt=day), from_on__lte=day)


def staff_roles_of(person: Person) -> frozenset[Role]:
    """The roles this person holds for an organisation today. Nobody inactive holds one."""
    if person.roles_of_this_request is not None:
        return person.roles_of_this_request
    if not person.is_active:
        return frozenset()
    held = staff_roles_on(today()).filter(person=person).values_list("role", flat=True)
    return frozenset(Role(role) for role in held)


def staff_with(roles: Iterable[Role]) -> QuerySet[Person]:
    """Active people who hold any of these roles today, by name."""
    held = staff_roles_on(today()).filter(role__in=[role.value for role in roles])
    return Person.objects.filter(is_active=True, pk__in=held.values("person")).order_by("name_key", "pk")


def remember_roles(person: Person) -> frozenset[Role]:
    """Their staff roles, read once for as long as this very object lives: a request asks many times."""
    person.roles_of_this_request = staff_roles_of(person)
    return person.roles_of_this_request


def people_at(address: str) -> list[Person]:
    """Who may sign in by a code sent to this e-mail address or telephone, by name: active, and no member of staff.

    Several people may share one. A telephone leads only to those who asked for texts: to send one to anybody else
    might not be safe. Staff are left out: they have a password and a second step.
    """
    key = address_key(address)
    if not key:
        return []
    theirs = Q(email_key=key) if "@" in key else Q(telephone_key=key, messages_by=MessagesBy.TEXT)
    at_it = Person.objects.filter(theirs, is_active=True)
    staff = staff_roles_on(today()).filter(person__in=at_it).values("person")
    found = at_it.exclude(pk__in=staff)
    return list(found.order_by("name_key", "pk"))


def names_of(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of these people. One query, and none where nobody is asked for."""
    wanted = list(ids)
    return dict(Person.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def telephones_of(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The telephone numbers of these people. One query, and none where nobody is asked for."""
    wanted = list(ids)
    return dict(Person.objects.filter(pk__in=wanted).values_list("pk", "telephone")) if wanted else {}


def employer_of(person: Person, on: date) -> str | None:
    """Who else employed them on that day, as last declared: none, la, icb or nhs_england. None if never declared."""
    declared = Independence.objects.filter(person=person, from_on__lte=on).order_by("-from_on", "-pk").first()
    return None if declared is None else str(declared.employed_by)


def is_independent(person: Person, on: date) -> bool | None:
    """Whether they could give information about mediation on that day as an independent person (R10).

    False when they were employed by any local authority in England (not only the one in dispute), an
    integrated care board or NHS England: Children and Families Act 2014 s.56(2)-(3). None when they had
    declared nothing yet.
    """
    employer = employer_of(person, on)
    return None if employer is None else employer == Employer.NONE
