"""The page of people says truly what the council knows: nothing where no mediation was chosen."""

import pytest

from commonground.cases.models import Case
from tests.made_up import a_case, declined, informed, staff, told
from tests.signing_in import client_for

pytestmark = pytest.mark.django_db
NOTHING = "Exampleshire Council sees nothing here until mediation is chosen."
KNOWS = "Exampleshire Council knows that mediation was chosen"


def people_page(case: Case) -> str:
    """The page as the parent sees it."""
    parent = case.participants.get(role="family").person
    return client_for(parent).get(f"/case/{case.reference}/people/").text


def test_before_a_choice_and_after_no_mediation_it_knows_nothing_of_mediation() -> None:
    by = staff()
    case = informed(a_case(by), by)
    assert NOTHING in people_page(case)
    other = declined(a_case(by, child_name="Alex Other"), by)
    assert NOTHING in people_page(other)
    assert KNOWS not in people_page(other)


def test_once_it_is_told_it_knows() -> None:
    by = staff()
    assert KNOWS in people_page(told(a_case(by), by))
