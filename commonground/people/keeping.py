"""Forgetting people of whom nothing else is kept. Nobody who works here or ever did is forgotten by this."""

import json
from collections.abc import Collection
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import ProtectedError

from commonground.people.codes import forget_those_of
from commonground.people.models import Independence, Person, Session, StaffRole


def lock(people: Collection[UUID]) -> set[UUID]:
    """Those of these people who may be forgotten, held until the caller commits: nobody who holds or held a staff role.

    Whoever brings one of them into a case meanwhile waits, and the caller looks again at who is still needed.
    """
    staff = set(StaffRole.objects.filter(person__in=people).values_list("person", flat=True))
    staff |= set(Independence.objects.filter(person__in=people).values_list("person", flat=True))
    rows = Person.objects.select_for_update().filter(pk__in=set(people) - staff).order_by("pk")
    return set(rows.values_list("pk", flat=True))


@transaction.atomic
def forget(people: Collection[UUID]) -> None:
    """Erase the names, addresses, numbers and ways to sign in of these people, whom the caller has locked.

    Where nothing refers to one of them any more their row goes too; else it stays, empty, and nobody signs in as them.
    """
    if not people:
        return
    _end_sessions(people)
    for person in Person.objects.filter(pk__in=people).order_by("pk"):
        forget_those_of(person)
        try:
            with transaction.atomic():
                person.delete()
        except ProtectedError:
            _empty(person)


def _empty(person: Person) -> None:
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    person.name = person.email = person.telephone = person.messages_by = ""
    person.sign_in, person.born, person.last_login, person.is_active = str(person.pk), None, None, False
    person.set_unusable_password()
    person.save()


def _end_sessions(people: Collection[UUID]) -> None:
    """Whatever a browser's session says of them: that they are signed in, or what they were sending when it ran out."""
    Session.objects.filter(person__in=people).delete()
    names = {str(key) for key in people}
    for session in Session.objects.filter(person=None).iterator():
        if any(name in json.dumps(session.get_decoded()) for name in names):
            session.delete()
