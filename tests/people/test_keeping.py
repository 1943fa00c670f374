"""Forgetting people: what a browser remembers of them, their codes, and that nobody who works here goes."""

import pytest
from django.test import Client

from commonground.people import keeping
from commonground.people.codes import make_code
from commonground.people.commands import add_person, end_role
from commonground.people.models import Person, Session, SignInCode
from commonground.people.roles import Role
from commonground.people.sessions import SessionStore
from tests.made_up import staff
from tests.signing_in import client_for, session_of

pytestmark = [pytest.mark.django_db, pytest.mark.feature(143, how="partly")]


def forget(*people: Person) -> set[str]:
    """As whoever erases does it; gives the names of those who may be forgotten."""
    may = keeping.lock([person.pk for person in people])
    names = set(Person.objects.filter(pk__in=may).values_list("name", flat=True))
    keeping.forget(may)
    return names


def test_nobody_who_works_here_or_did_is_forgotten() -> None:
    ada, ben = staff(), staff(name="Ben Adviser")
    end_role(person=ben, role=Role.ADVISER, by="system:tests")
    lou = add_person(name="Lou Loose", email=ada.email)
    assert forget(lou, ada, ben) == {"Lou Loose"}
    assert not Person.objects.filter(pk=lou.pk).exists()
    assert Person.objects.filter(pk__in=[ada.pk, ben.pk]).count() == 2


def test_they_are_signed_out_and_what_they_were_sending_is_gone_from_browsers() -> None:
    lou, sue = add_person(name="Lou", email="lou@family.example"), add_person(name="Sue", email="sue@family.example")
    browser, others = client_for(lou), session_of(sue)
    kept = SessionStore()
    kept["kept"] = {"person": str(lou.pk), "path": "/case/", "fields": [["text", "My name is Lou"]]}
    kept.save()
    kept_for_sue = SessionStore()
    kept_for_sue["kept"] = {"person": str(sue.pk), "path": "/case/", "fields": []}
    kept_for_sue.save()
    make_code(lou.email, known=True)
    make_code(sue.email, known=True)
    forget(lou)
    assert {session.pk for session in Session.objects.all()} == {others, kept_for_sue.session_key}
    assert [code.address_key for code in SignInCode.objects.all()] == ["sue@family.example"]
    assert browser.get("/case/").status_code == 302
    assert Client().get("/sign-in/").status_code == 200
