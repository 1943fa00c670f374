"""Somebody of a council or school is in a case for others: the family's pages are not theirs."""

import pytest

from commonground.cases.models import Case
from commonground.cases.taking_part import add_participant
from commonground.cases.words import Basis
from commonground.people.models import Person
from commonground.people.roles import Role
from tests.made_up import a_case, acting, staff, told
from tests.signing_in import client_for

pytestmark = pytest.mark.django_db


def officer_in(case: Case, by: Person) -> Person:
    """Somebody of the council joins the case."""
    fresh = Case.objects.get(pk=case.pk)
    email = "olly@exampleshire.example"
    add_participant(fresh, by=acting(by), role=Role.LA_OFFICER, name="Olly Officer", basis=Basis.OFFICE, email=email)
    return case.participants.get(role=Role.LA_OFFICER).person


def test_an_officer_is_shown_no_list_of_cases_and_no_case() -> None:
    by = staff()
    case = told(a_case(by), by)
    client = client_for(officer_in(case, by))
    home = client.get("/case/")
    assert home.status_code == 200
    assert "We have no case for this e-mail address." in home.text
    assert case.reference not in home.text
    assert "Robin" not in home.text
    assert client.get(f"/case/{case.reference}/").status_code == 404
