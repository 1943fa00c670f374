"""Reading people and the roles they hold today."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from commonground.people.models import Person, StaffRole
from commonground.people.roles import Role
from commonground.record.days import today


def staff_roles_on(day: date) -> QuerySet[StaffRole]:
    """Every staff role held on that London day; a role's last day is the day before `to_on`."""
    return StaffRole.objects.filter(Q(to_on__isnull=True) | Q(to_on__gt=day), from_on__lte=day)


def staff_roles_of(person: Person) -> frozenset[Role]:
    """The roles this person holds for an organisation today. Nobody inactive holds one."""
    if not person.is_active:
        return frozenset()
    held = staff_roles_on(today()).filter(person=person).values_list("role", flat=True)
    return frozenset(Role(role) for role in held)


def staff_with(roles: Iterable[Role]) -> QuerySet[Person]:
    """Active people who hold any of these roles today, by name."""
    held = staff_roles_on(today()).filter(role__in=[role.value for role in roles])
    return Person.objects.filter(is_active=True, pk__in=held.values("person")).order_by("name_key", "pk")
