"""Who may bring a supporter in, change what they may do and end it; and what they see meanwhile: nothing afterwards."""

import pytest

from commonground.cases import helping, queries, taking_part
from commonground.cases.answers import AskAPerson, Impossible, NotTheirs
from commonground.cases.models import Case, Participant
from commonground.cases.words import Agreed, Basis
from commonground.notices.models import Notice
from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.record.queries import entries_of
from tests.made_up import a_case, a_supporter, acting, staff

pytestmark = pytest.mark.django_db


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def parent(case: Case, name: str = "Sam Sample") -> Participant:
    return case.participants.get(person__name=name, role=Role.FAMILY)


def two_parents(by: Person) -> Case:
    case = a_case(by)
    return taking_part.add_participant(
        case, by=acting(by), role=Role.FAMILY, name="Jo Sample", basis=Basis.PARENT, email="jo@family.example"
    )


@pytest.mark.feature(24, how="partly")
def test_one_of_the_family_brings_somebody_in_and_they_are_told_by_email() -> None:
    case = a_case(staff())
    mine = parent(case)
    row = helping.bring_in(
        case, by=acting(mine.person), helps=mine.pk, name="Pat Helper", email="pat@helper.example",
        agreed=[Agreed.SPEAK],
    )  # fmt: skip
    assert (row.helps_id, row.agreed, row.role) == (mine.pk, ["speak"], Role.SUPPORTER)
    assert case in queries.visible_to(row.person)
    notice = Notice.objects.get(template="supporter_invited")
    assert notice.person == row.person_id
    assert case.child.name not in notice.text + notice.subject


def test_sent_twice_it_is_one_supporter_and_one_message() -> None:
    case = a_case(staff())
    mine = parent(case)
    for _ in range(2):
        helping.bring_in(
            fresh(case), by=acting(mine.person), helps=mine.pk, name="Pat Helper", email="pat@helper.example"
        )
    assert case.participants.filter(role=Role.SUPPORTER).count() == 1
    assert Notice.objects.filter(template="supporter_invited").count() == 1


def test_nobody_speaks_for_the_other_parent_about_help() -> None:
    by = staff()
    case = two_parents(by)
    sam, jo = parent(case), parent(case, "Jo Sample")
    row = a_supporter(case, by, helps="Jo Sample")
    with pytest.raises(NotTheirs):
        helping.bring_in(fresh(case), by=acting(sam.person), helps=jo.pk, name="Sly Friend")
    with pytest.raises(NotTheirs):
        helping.change_agreed(fresh(case), by=acting(sam.person), supporter=row.pk, agreed=[Agreed.CONTACT])
    with pytest.raises(NotTheirs):
        helping.end_help(fresh(case), by=acting(sam.person), supporter=row.pk)
    assert case in queries.visible_to(row.person)


def test_the_desk_names_whose_consent_it_writes_down() -> None:
    by = staff()
    case = a_case(by)
    with pytest.raises(AskAPerson, match="who agreed"):
        helping.bring_in(case, by=acting(by), helps=parent(case).pk, name="Pat Helper")
    assert not case.participants.filter(role=Role.SUPPORTER).exists()


def test_a_supporter_cannot_be_brought_in_without_whom_they_help() -> None:
    by = staff()
    with pytest.raises(Impossible, match="whom they help"):
        taking_part.add_participant(
            a_case(by), by=acting(by), role=Role.SUPPORTER, name="Pat Helper", basis=Basis.CONSENT
        )


@pytest.mark.feature(51, how="partly")
@pytest.mark.parametrize("who", ["the one they help", "themselves", "the desk"])
def test_help_ends_at_once(who: str) -> None:
    by = staff()
    case = a_case(by)
    row = a_supporter(case, by)
    actor = {"the one they help": parent(case).person, "themselves": row.person, "the desk": by}[who]
    helping.end_help(fresh(case), by=acting(actor), supporter=row.pk)
    assert case not in queries.visible_to(row.person)
    assert Notice.objects.filter(template="supporter_ended", person=row.person_id).exists()
    assert [e.what for e in entries_of(case.pk)][-1] == "supporter.ended"


def test_whoever_helps_somebody_who_leaves_leaves_with_them() -> None:
    by = staff()
    case = two_parents(by)
    row = a_supporter(case, by, helps="Jo Sample")
    taking_part.end_participation(fresh(case), by=acting(by), participant=parent(case, "Jo Sample").pk)
    assert case not in queries.visible_to(row.person)


@pytest.mark.feature(50, how="partly")
def test_one_adviser_of_two_families_signs_in_once_for_both() -> None:
    by = staff()
    first, second = a_case(by), a_case(by, child_name="Alex Other")
    one = a_supporter(first, by, "Sia Adviser", email="sia@sendiass.example")
    two = a_supporter(second, by, "sia  adviser", email="Sia@sendiass.example")
    assert one.person == two.person
    assert set(queries.family_cases(one.person)) == {first, second}


def test_a_parent_elsewhere_of_the_same_address_does_not_become_a_supporter_here() -> None:
    by = staff()
    other = a_case(by, child_name="Alex Other", family_name="Pat Helper", family_email="pat@helper.example")
    row = a_supporter(a_case(by), by, "Pat Helper", email="pat@helper.example")
    assert row.person != parent(other, "Pat Helper").person
