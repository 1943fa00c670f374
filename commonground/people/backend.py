"""How Django finds again who is signed in: the person and the staff roles they hold today, in one query."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from commonground.people.models import Person
from commonground.people.queries import staff_roles_on
from commonground.people.roles import Role
from commonground.record.days import today


class PeopleBackend(ModelBackend):
    """Django's own, but that the roles come with the person: every request behind a door asks for both."""

    def get_user(self, user_id: Any) -> Person | None:
        """The person of a session, with their roles for this request; None where they are gone or inactive."""
        held = staff_roles_on(today()).filter(person=OuterRef("pk")).values("role")
        person = Person.objects.filter(pk=user_id).annotate(held=ArraySubquery(held)).first()
        if person is None or not self.user_can_authenticate(person):
            return None
        person.roles_of_this_request = frozenset(Role(role) for role in person.held)
        return person
