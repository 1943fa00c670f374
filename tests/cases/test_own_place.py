"""How somebody can be reached safely is said by themselves or by the desk, never by another of the family."""

from collections.abc import Callable

import pytest

from commonground.cases import taking_part
from commonground.cases.answers import NotTheirs
from commonground.cases.apply import Acting
from commonground.cases.models import Case, Participant
from commonground.cases.words import Basis
from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.record.queries import entries_of
from tests.made_up import a_case, acting, staff

pytestmark = pytest.mark.django_db

Says = Callable[[Case, Acting, int | None], Case]


def contact(case: Case, by: Acting, participant: int | None) -> Case:
    """Says how somebody can be reached."""
    assert participant is not None
    return taking_part.record_contact(
        case, by=by, participant=participant, safe_contact="Ring at noon", needs="", address="2 Sample Road"
    )


def stop(case: Case, by: Acting, participant: int | None) -> Case:
    """Stops all contact."""
    return taking_part.stop_all_contact(case, by=by, participant=participant)


def two_parents() -> tuple[Case, Participant, Participant, Person]:
    """A case with Sam, Pat and their adviser."""
    adviser = staff()
    case = taking_part.add_participant(
        a_case(adviser), by=acting(adviser), role=Role.FAMILY, name="Pat Sample", basis=Basis.PARENT,
        email="pat@family.example",
    )  # fmt: skip
    sam, pat = case.participants.filter(role=Role.FAMILY).order_by("id")
    return case, sam, pat, adviser


def state(case: Case) -> tuple[object, ...]:
    """What could have changed."""
    places = case.participants.order_by("id").values_list("safe_contact", "address", "contact_stopped")
    now = Case.objects.get(pk=case.pk)
    return list(places), now.contact_stopped, now.version, len(entries_of(case.pk))


@pytest.mark.parametrize("says", [contact, stop])
def test_nobody_of_the_family_says_it_for_another(says: Says) -> None:
    # Given two parents in one case
    case, sam, pat, _adviser = two_parents()
    before = state(case)
    # When one names the other's place
    with pytest.raises(NotTheirs):
        says(case, acting(sam.person), pat.pk)
    # Then nothing has changed
    assert state(case) == before


def test_nobody_of_the_family_stops_contact_with_everyone() -> None:
    case, sam, _pat, _adviser = two_parents()
    before = state(case)
    with pytest.raises(NotTheirs):
        stop(case, acting(sam.person), None)
    assert state(case) == before


@pytest.mark.parametrize("says", [contact, stop])
def test_they_say_it_for_themselves_and_the_desk_for_anyone(says: Says) -> None:
    case, sam, pat, adviser = two_parents()
    case = says(case, acting(sam.person), sam.pk)
    says(case, acting(adviser), pat.pk)
    changed = case.participants.exclude(safe_contact="", contact_stopped=False)
    assert {row.pk for row in changed} == {sam.pk, pat.pk}


def test_the_safeguarding_lead_stops_contact_for_anyone() -> None:
    case, _sam, pat, _adviser = two_parents()
    lead = staff(Role.SAFEGUARDING_LEAD, "Lee Lead")
    stop(case, acting(lead), pat.pk)
    assert case.participants.get(pk=pat.pk).contact_stopped
