"""People to sign in as, and how to read the code they were sent."""

import re
from collections.abc import Callable

import pytest

from commonground.notices.models import Notice
from commonground.people import second_step
from commonground.people.commands import add_person, give_role, set_password
from commonground.people.models import Person
from commonground.people.roles import Role

PASSWORD = "seven quiet herons"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

CodeOf = Callable[[str], str]


@pytest.fixture
def sam(db: None) -> Person:
    """A parent."""
    return add_person(name="Sam Sample", email="Sam@family.example")


@pytest.fixture
def ada(db: None) -> Person:
    """An adviser with a password, who has not set up an app."""
    person = add_person(name="Ada Adviser", email="Ada@commonground.example")
    give_role(person=person, role=Role.ADVISER, by="system:tests")
    person.refresh_from_db()
    set_password(person=person, password=PASSWORD, by="system:tests")
    return person


@pytest.fixture
def ada_with_app(ada: Person) -> Person:
    """The same, with an app."""
    second_step.enrol(person=ada, secret=SECRET)
    return ada


@pytest.fixture
def code_of(db: None) -> CodeOf:
    """The code in the last message to an address, as it would be typed."""

    def read(email: str) -> str:
        sent = Notice.objects.filter(template="sign_in_code", to_email=email).latest("created_at")
        found = re.search(r"\b(\d{3} \d{3})\b", sent.text)
        assert found, sent.text
        return found[1]

    return read
