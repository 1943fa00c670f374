"""A case whose only certificate was taken back says so where it says how far it has come."""

import pytest
from django.test import Client

from commonground.cases.models import Case
from commonground.certificates import commands as certificates
from commonground.people.models import Person
from tests.desk.working import text_of
from tests.made_up import a_case, acting, certified, declined, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(db: None) -> Person:
    """The adviser."""
    return staff(name="Ada Adviser")


def bar_of(desk: Client, case: Case) -> str:
    """The bar at the top of the case page."""
    page = text_of(desk, f"/desk/cases/{case.reference}/")
    start = page.index("cg-identity__facts")
    return page[start : page.index("</dl>", start)]


def test_the_bar_says_issued_then_taken_back_then_issued_again(ada: Person, desk: Client) -> None:
    # Given a certificate that is good
    case = declined(a_case(ada), ada)
    wrong = certified(case, ada)
    assert "Certificate issued" in bar_of(desk, case)
    # When it is taken back, the bar says so, and no longer that there is one
    certificates.withdraw(wrong, by=acting(ada), because="The name was wrong.")
    assert "Certificate taken back" in bar_of(desk, case)
    assert "Certificate issued" not in bar_of(desk, case)
    # When another is issued in its place, there is one again
    certified(Case.objects.get(pk=case.pk), ada)
    assert "Certificate issued" in bar_of(desk, case)
    assert "Certificate taken back" not in bar_of(desk, case)
