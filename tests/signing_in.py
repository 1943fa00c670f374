"""Browsers of people who are signed in, as if they had come through the door themselves."""

from django.conf import settings
from django.http import HttpRequest
from django.test import Client

from commonground.people.models import Person
from commonground.people.queries import staff_roles_of
from commonground.people.sessions import SessionStore
from commonground.web.components import seat


def session_of(person: Person) -> str:
    """The key of a new session in which this person is signed in; staff with both steps."""
    request = HttpRequest()
    request.session = SessionStore()
    steps = seat.Steps.PASSWORD_AND_APP if staff_roles_of(person) else seat.Steps.CODE
    seat.take(request, person, steps)
    request.session.save()
    key = request.session.session_key
    assert key is not None
    return key


def client_for(person: Person | None) -> Client:
    """A browser with this person signed in, or a stranger's."""
    client = Client()
    if person is not None:
        client.cookies[settings.SESSION_COOKIE_NAME] = session_of(person)
    return client
