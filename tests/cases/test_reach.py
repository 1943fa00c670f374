"""A wrong e-mail address or telephone number of somebody in a case is put right, and the record keeps the old one."""

import pytest

from commonground.cases.answers import Impossible, NotTheirs
from commonground.cases.correcting import record_reach
from commonground.cases.models import Case, Participant
from commonground.cases.taking_part import end_participation
from commonground.notices.models import Notice
from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.record.queries import entries_of
from tests.made_up import a_case, acting, staff
from tests.signing_in import client_for

pytestmark = pytest.mark.django_db


def a_family() -> tuple[Case, Participant, Person]:
    """A case, its parent with an address that is wrong, and the adviser."""
    adviser = staff()
    case = a_case(adviser, family_email="sma@family.example", family_telephone="020 7946 0001")
    return case, case.participants.get(role=Role.FAMILY), adviser


def test_a_wrong_address_is_put_right_and_the_record_keeps_both() -> None:
    # Given a parent whose address was misheard, and a message to it
    case, sam, adviser = a_family()
    queued = list(Notice.objects.filter(person=sam.person_id).values_list("pk", "to_email"))
    assert queued
    # When the desk puts it right
    case = record_reach(case, by=acting(adviser), participant=sam.pk, email=" sam@family.example ")
    # Then it is another, the telephone number stays, and what was queued goes there and to no stranger
    person = Person.objects.get(pk=sam.person_id)
    assert (person.email, person.telephone) == ("sam@family.example", "020 7946 0001")
    now = list(Notice.objects.filter(person=sam.person_id).values_list("pk", "to_email"))
    assert now == [(pk, "sam@family.example") for pk, _was in queued]
    entry = entries_of(case.pk)[-1]
    assert entry.what == "participant.corrected"
    assert (entry.words["from"], entry.words["to"]) == (["sma@family.example"], ["sam@family.example"])


def test_who_signed_in_by_the_wrong_address_is_signed_out() -> None:
    case, sam, adviser = a_family()
    stranger = client_for(sam.person)
    assert stranger.get(f"/case/{case.reference}/").status_code == 200
    case = record_reach(case, by=acting(adviser), participant=sam.pk, telephone="020 7946 0002")
    assert stranger.get(f"/case/{case.reference}/").status_code == 200
    record_reach(case, by=acting(adviser), participant=sam.pk, email="sam@family.example")
    assert stranger.get(f"/case/{case.reference}/").status_code != 200


def test_an_address_is_taken_away() -> None:
    case, sam, adviser = a_family()
    record_reach(case, by=acting(adviser), participant=sam.pk, email="")
    assert Person.objects.get(pk=sam.person_id).email == ""


def test_what_is_no_change_or_not_theirs_changes_nothing() -> None:
    case, sam, adviser = a_family()
    before = len(entries_of(case.pk))
    with pytest.raises(Impossible, match="Nothing is different"):
        record_reach(case, by=acting(adviser), participant=sam.pk, email="sma@family.example")
    with pytest.raises(NotTheirs):
        record_reach(case, by=acting(sam.person), participant=sam.pk, email="other@family.example")
    case = end_participation(case, by=acting(adviser), participant=sam.pk)
    with pytest.raises(Impossible, match="does not take part"):
        record_reach(case, by=acting(adviser), participant=sam.pk, email="other@family.example")
    assert Person.objects.get(pk=sam.person_id).email == "sma@family.example"
    assert len(entries_of(case.pk)) == before + 1


def test_a_member_of_staffs_own_address_is_not_changed_from_a_case() -> None:
    case, sam, adviser = a_family()
    Participant.objects.filter(pk=sam.pk).update(person=staff(Role.MEDIATOR, "Mo Mediator"))
    with pytest.raises(Impossible, match="administrator"):
        record_reach(case, by=acting(adviser), participant=sam.pk, email="other@family.example")
