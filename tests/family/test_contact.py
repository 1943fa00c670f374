"""Each of the family reads and changes how they themselves are reached, and can stop all contact."""

import pytest

from commonground.cases.models import Case, Participant
from commonground.cases.taking_part import add_participant
from commonground.cases.words import Basis
from commonground.notices.models import Hold
from commonground.people.roles import Role
from tests.made_up import a_case, a_supporter, acting, staff
from tests.signing_in import client_for

pytestmark = [pytest.mark.django_db, pytest.mark.feature(22, how="partly")]


def two_parents() -> tuple[Case, Participant, Participant]:
    """A case with two parents, of whom each has said how they can be reached."""
    by = staff()
    case = a_case(by)
    add_participant(
        case, by=acting(by), role=Role.FAMILY, name="Olaf Other", basis=Basis.PARENT, email="olaf@family.example"
    )
    sam = case.participants.get(person__name="Sam Sample")
    olaf = case.participants.get(person__name="Olaf Other")
    Participant.objects.filter(pk=sam.pk).update(safe_contact="Never before nine")
    Participant.objects.filter(pk=olaf.pk).update(safe_contact="Only at the office")
    return Case.objects.get(pk=case.pk), sam, olaf


def test_each_parent_sees_their_own_and_not_the_others() -> None:
    case, sam, olaf = two_parents()
    text = client_for(sam.person).get(f"/case/{case.reference}/contact/").text
    assert "Never before nine" in text
    assert sam.person.email in text
    assert "Only at the office" not in text
    assert olaf.person.email not in text


def test_what_is_saved_is_their_own_alone() -> None:
    case, sam, olaf = two_parents()
    sent = {"safe_contact": "Text first", "needs": "Large print", "address": "1 Sample Street", "version": case.version}
    answer = client_for(sam.person).post(f"/case/{case.reference}/contact/", sent)
    assert answer.status_code == 302
    sam.refresh_from_db()
    olaf.refresh_from_db()
    assert (sam.safe_contact, sam.needs, sam.address) == ("Text first", "Large print", "1 Sample Street")
    assert olaf.safe_contact == "Only at the office"


def test_two_tabs_lose_nothing() -> None:
    case, sam, _olaf = two_parents()
    sent = {"safe_contact": "Text first", "needs": "", "address": "", "version": case.version + 7}
    answer = client_for(sam.person).post(f"/case/{case.reference}/contact/", sent)
    assert answer.status_code == 422
    sam.refresh_from_db()
    assert sam.safe_contact == "Never before nine"


def test_stopping_asks_first_and_then_holds_what_would_go_to_them() -> None:
    case, sam, olaf = two_parents()
    client = client_for(sam.person)
    assert "You can still sign in here." in client.get(f"/case/{case.reference}/stop-contact/").text
    assert not Hold.objects.exists()
    assert client.post(f"/case/{case.reference}/stop-contact/").status_code == 302
    assert Hold.objects.filter(person=sam.person_id, released_at=None).exists()
    assert not Hold.objects.filter(person=olaf.person_id).exists()
    assert "All contact with you is stopped." in client.get(f"/case/{case.reference}/contact/").text


def test_a_supporter_has_no_such_page() -> None:
    by = staff()
    case = a_case(by)
    supporter = a_supporter(case, by, "Suki Supporter").person
    text = client_for(supporter).get(f"/case/{case.reference}/contact/").text
    assert "This cannot be chosen here now" in text
    assert case.participants.get(role=Role.FAMILY).person.email not in text
