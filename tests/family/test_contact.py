"""Each of the family reads and changes how they themselves are reached, and can stop all contact."""

import pytest

from commonground.cases.models import Case, Participant
from commonground.cases.taking_part import add_participant
from commonground.cases.telling import tell_family
from commonground.cases.words import Basis
from commonground.notices.models import Channel, Hold
from commonground.people.commands import want_messages
from commonground.people.models import MessagesBy, Person
from commonground.people.roles import Role
from tests.made_up import a_case, acting, staff
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
    sent = {
        "safe_contact": "Text first",
        "needs": "Large print",
        "address": "1 Sample Street",
        "messages_by": "email",
    }
    answer = client_for(sam.person).post(f"/case/{case.reference}/contact/", sent)
    assert answer.status_code == 302
    sam.refresh_from_db()
    olaf.refresh_from_db()
    assert (sam.safe_contact, sam.needs, sam.address) == ("Text first", "Large print", "1 Sample Street")
    assert olaf.safe_contact == "Only at the office"


def test_two_tabs_lose_nothing() -> None:
    case, sam, _olaf = two_parents()
    sent = {
        "safe_contact": "Text first",
        "needs": "",
        "address": "",
        "version": "what they saw once",
        "messages_by": "email",
    }
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


@pytest.mark.feature(20)
def test_they_choose_texts_on_their_own_page_and_get_them_from_then_on() -> None:
    case, sam, olaf = two_parents()
    Person.objects.filter(pk__in=[sam.person_id, olaf.person_id]).update(telephone="+447700900982")
    client, address = client_for(sam.person), f"/case/{case.reference}/contact/"
    assert "To 07700 900982. You can then sign in by a code in a text too." in client.get(address).text
    sent = {"safe_contact": "", "needs": "", "address": "", "messages_by": "text"}
    assert client.post(address, sent).status_code == 302
    told = {notice.to_name: notice.channel for notice in tell_family(Case.objects.get(pk=case.pk), "closed")}
    assert told["Sam Sample"] == Channel.TEXT
    assert told.get("Olaf Other", Channel.EMAIL) == Channel.EMAIL


def test_texts_are_offered_to_a_mobile_alone() -> None:
    case, sam, _olaf = two_parents()
    Person.objects.filter(pk=sam.person_id).update(telephone="+441632960001")
    client, address = client_for(sam.person), f"/case/{case.reference}/contact/"
    assert "By text message" not in client.get(address).text
    sent = {"safe_contact": "", "needs": "", "address": "", "messages_by": "text"}
    assert client.post(address, sent).status_code == 422


def test_two_parents_with_one_telephone_do_not_both_get_texts_there_unless_a_person_says_why() -> None:
    case, sam, olaf = two_parents()
    Person.objects.filter(pk__in=[sam.person_id, olaf.person_id]).update(telephone="+447700900982")
    for row in (sam, olaf):
        row.person.refresh_from_db()
        row.person.save()
    want_messages(person=olaf.person, by=MessagesBy.TEXT)
    sent = {"safe_contact": "New words", "needs": "", "address": "", "messages_by": "text"}
    answer = client_for(sam.person).post(f"/case/{case.reference}/contact/", sent)
    assert "Somebody else in this case gets texts at this number too" in answer.text
    assert "New words" in answer.text
    sam.person.refresh_from_db()
    assert not sam.person.gets_texts
