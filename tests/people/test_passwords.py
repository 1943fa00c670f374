"""Whose password may be set, by whom, and which are refused."""

import pytest

from commonground.people.commands import add_person, give_role, set_password
from commonground.people.errors import Refused
from commonground.people.models import Person
from commonground.people.roles import Role

pytestmark = pytest.mark.django_db
GOOD = "seven quiet herons"


@pytest.fixture
def ada() -> Person:
    """Somebody with a name and an address."""
    return add_person(name="Ada Adviser", email="ada@commonground.example")


def test_a_person_sets_their_own_password(ada: Person) -> None:
    set_password(person=ada, password=GOOD, by=ada)
    assert Person.objects.get(pk=ada.pk).check_password(GOOD)


@pytest.mark.parametrize("password", ["short", "qwerty123456", "123456789012", "ada adviser!"])
def test_a_weak_password_is_refused_with_the_reason(ada: Person, password: str) -> None:
    with pytest.raises(Refused, match="password"):
        set_password(person=ada, password=password, by=ada)
    assert not Person.objects.get(pk=ada.pk).has_usable_password()


def test_somebody_elses_password_is_set_by_an_administrator_alone(ada: Person) -> None:
    other = add_person(name="Other", email="other@commonground.example")
    with pytest.raises(Refused, match="administrator"):
        set_password(person=ada, password=GOOD, by=other)
    give_role(person=other, role=Role.ADMINISTRATOR, by="system:tests")
    set_password(person=ada, password=GOOD, by=other)
    assert Person.objects.get(pk=ada.pk).check_password(GOOD)
