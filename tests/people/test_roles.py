"""Roles held for an organisation: given, held for a while, taken away."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction

from commonground.people.commands import actor_of, add_person, end_role, give_role
from commonground.people.errors import Refused
from commonground.people.models import Person, StaffRole
from commonground.people.queries import remember_roles, staff_roles_of, staff_with
from commonground.people.roles import CASE_ROLES, ROLE_NAMES, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> Person:
    """Somebody who starts work here."""
    return add_person(name="Ada Adviser", email="Ada@Commonground.Example")


def test_a_role_given_is_held_from_today_and_signs_in_by_address(ada: Person) -> None:
    give_role(person=ada, role=Role.ADVISER, by="system:tests")
    ada.refresh_from_db()
    assert staff_roles_of(ada) == {Role.ADVISER}
    assert ada.sign_in == "ada@commonground.example"
    assert Person.objects.get_by_natural_key("ADA@commonground.example") == ada


def test_giving_a_role_twice_gives_it_once(ada: Person) -> None:
    first = give_role(person=ada, role=Role.ADVISER, by="system:tests")
    assert give_role(person=ada, role=Role.ADVISER, by="system:tests") == first
    assert StaffRole.objects.count() == 1


def test_the_database_itself_refuses_one_role_twice_at_a_time(ada: Person) -> None:
    give_role(person=ada, role=Role.ADVISER, by="system:tests")
    with pytest.raises(IntegrityError, match="staff_role_held_once"), transaction.atomic():
        StaffRole.objects.create(person=ada, role="adviser", from_on=date(2026, 1, 1), given_by="system:tests")


def test_a_role_taken_away_is_gone_the_same_day_and_can_be_given_again(ada: Person) -> None:
    give_role(person=ada, role=Role.ADVISER, by="system:tests")
    end_role(person=ada, role=Role.ADVISER, by="system:tests")
    assert staff_roles_of(ada) == frozenset()
    give_role(person=ada, role=Role.ADVISER, by="system:tests")
    assert staff_roles_of(ada) == {Role.ADVISER}


def test_a_role_that_begins_later_is_not_held_before(ada: Person) -> None:
    give_role(person=ada, role=Role.MEDIATOR, by="system:tests", from_on=date(2026, 7, 1))
    with time_machine.travel(datetime(2026, 6, 30, 22, 59, tzinfo=UTC), tick=False):
        assert staff_roles_of(ada) == frozenset()
    with time_machine.travel(datetime(2026, 6, 30, 23, 30, tzinfo=UTC), tick=False):  # 00:30 on 1 July, London
        assert staff_roles_of(ada) == {Role.MEDIATOR}


def test_nobody_who_left_holds_a_role(ada: Person) -> None:
    give_role(person=ada, role=Role.ADVISER, by="system:tests")
    ada.is_active = False
    ada.save()
    assert staff_roles_of(ada) == frozenset()
    assert list(staff_with([Role.ADVISER])) == []


def test_staff_are_listed_by_name(ada: Person) -> None:
    ali = add_person(name="ali adviser", email="ali@commonground.example")
    for person in (ada, ali):
        give_role(person=person, role=Role.ADVISER, by="system:tests")
    assert list(staff_with([Role.ADVISER, Role.COORDINATOR])) == [ada, ali]


@pytest.mark.parametrize("role", sorted(CASE_ROLES))
def test_family_and_supporter_are_not_given_but_held_in_a_case(ada: Person, role: Role) -> None:
    with pytest.raises(Refused, match="taking part in a case"):
        give_role(person=ada, role=role, by="system:tests")


def test_two_members_of_staff_cannot_sign_in_by_one_address(ada: Person) -> None:
    give_role(person=ada, role=Role.ADVISER, by="system:tests")
    other = add_person(name="Another", email="ada@commonground.example")
    with pytest.raises(Refused, match="already signs in"):
        give_role(person=other, role=Role.ADVISER, by="system:tests")


def test_somebody_without_an_address_cannot_become_staff() -> None:
    with pytest.raises(Refused, match="needs an e-mail address"):
        give_role(person=add_person(name="No Address"), role=Role.ADVISER, by="system:tests")


def test_only_an_administrator_gives_and_ends_roles(ada: Person) -> None:
    with pytest.raises(Refused, match="administrator"):
        give_role(person=ada, role=Role.ADMINISTRATOR, by=ada)
    head = add_person(name="Head", email="head@commonground.example")
    give_role(person=head, role=Role.ADMINISTRATOR, by="system:tests")
    assert give_role(person=ada, role=Role.ADVISER, by=head).given_by == head.actor
    with pytest.raises(Refused, match="administrator"):
        end_role(person=ada, role=Role.ADVISER, by=ada)


def test_who_did_it_is_a_person_or_a_named_job() -> None:
    with pytest.raises(ValueError, match="system:<job>"):
        actor_of("somebody")


def test_roles_remembered_for_a_request_are_asked_of_the_database_once(
    ada: Person, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    give_role(person=ada, role=Role.ADVISER, by="system:tests")
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert remember_roles(ada) == {Role.ADVISER}
        assert staff_roles_of(ada) == {Role.ADVISER}
    assert staff_roles_of(Person.objects.get(pk=ada.pk)) == {Role.ADVISER}


def test_every_role_has_a_name() -> None:
    assert set(ROLE_NAMES) == set(Role)
