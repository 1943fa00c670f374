"""Sessions in the database, each with who is signed in there, so that all of somebody's can be found and ended."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as InTheDatabase

from commonground.people.codes import forget_those_of
from commonground.people.models import Person, Session
from commonground.record.days import now


class SessionStore(InTheDatabase):
    """Writes who is signed in beside what it keeps, each time it keeps it."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Our own table."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row for `data`."""
        row = super().create_model_instance(data)
        assert isinstance(row, Session)
        row.person_id = data.get(SESSION_KEY)
        return row


def sessions_of(person: Person) -> list[Session]:
    """The sessions in which this person is signed in, in no order. How long one lasts unused, the caller knows."""
    return list(Session.objects.filter(person=person, expire_date__gt=now()))


def sign_out(person: Person, *, but: str = "") -> int:
    """End every sign-in of this person at once, but for the session with the key `but`. Returns how many were ended.

    A code on its way to them dies too: who asked for it may have read it, and be about to type it.
    """
    forget_those_of(person)
    return Session.objects.filter(person=person).exclude(pk=but).delete()[0]
