"""Issues in the words of who raised them: kept up by themselves, read by no other parent."""

import pytest

from commonground.cases import issues, taking_part
from commonground.cases.answers import Impossible, NotTheirs
from commonground.cases.models import Case
from commonground.cases.words import Agreed, Basis
from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.record.queries import entries_of
from tests.made_up import a_case, a_supporter, acting, staff

pytestmark = pytest.mark.django_db


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def two_parents(by: Person) -> tuple[Case, Person, Person]:
    case = a_case(by)
    case = taking_part.add_participant(
        case, by=acting(by), role=Role.FAMILY, name="Jo Sample", basis=Basis.PARENT, email="jo@family.example"
    )
    sam, jo = (case.participants.get(person__name=name).person for name in ("Sam Sample", "Jo Sample"))
    return case, sam, jo


@pytest.mark.feature(29, how="partly")
def test_each_parent_reads_and_changes_their_own_alone() -> None:
    case, sam, jo = two_parents(staff())
    issues.add_issue(fresh(case), by=acting(sam), what="Section F names no hours", section="F")
    issues.add_issue(fresh(case), by=acting(jo), what="The school is too far", section="I")
    assert [row.what for row in issues.issues_of(case, sam)] == ["Section F names no hours"]
    assert [row.what for row in issues.issues_of(case, jo)] == ["The school is too far"]
    theirs = issues.issues_of(case, jo)[0]
    with pytest.raises(NotTheirs):
        issues.change_issue(fresh(case), by=acting(sam), issue=theirs.pk, what="It is near enough")
    with pytest.raises(NotTheirs):
        issues.drop_issue(fresh(case), by=acting(sam), issue=theirs.pk)


def test_a_change_keeps_the_words_from_before_on_the_record() -> None:
    by = staff()
    case = a_case(by)
    sam = case.participants.get(role=Role.FAMILY).person
    issues.add_issue(fresh(case), by=acting(sam), what="No hours", section="F")
    row = issues.issues_of(case, sam)[0]
    issues.change_issue(fresh(case), by=acting(sam), issue=row.pk, what="No hours at all", section="F")
    words = entries_of(case.pk)[-1].words
    assert words is not None
    assert (words["before"]["what"], words["what"]) == ("No hours", "No hours at all")


def test_what_the_desk_writes_down_is_whose_words_they_are() -> None:
    by = staff()
    case, sam, jo = two_parents(by)
    issues.add_issue(fresh(case), by=acting(by, recorded_for=jo.name, on_behalf=jo.actor), what="Too far", section="I")
    issues.add_issue(fresh(case), by=acting(by), what="The desk's own summary")
    assert [row.what for row in issues.issues_of(case, jo)] == ["Too far"]
    assert issues.issues_of(case, sam) == []


def test_a_supporter_writes_for_whom_they_help_where_that_was_agreed() -> None:
    by = staff()
    case, _sam, jo = two_parents(by)
    silent = a_supporter(case, by, "Quiet Friend", helps="Jo Sample")
    speaks = a_supporter(case, by, "Sia Adviser", helps="Jo Sample", agreed=[Agreed.SPEAK])
    with pytest.raises(NotTheirs):
        issues.add_issue(fresh(case), by=acting(silent.person), what="Too far")
    issues.add_issue(fresh(case), by=acting(speaks.person), what="Too far")
    assert [row.raised_by_id for row in issues.issues_of(case, jo)] == [jo.pk]


def test_the_same_words_twice_stand_once_and_no_words_not_at_all() -> None:
    by = staff()
    case = a_case(by)
    sam = case.participants.get(role=Role.FAMILY).person
    for _ in range(2):
        issues.add_issue(fresh(case), by=acting(sam), what="No hours", section="F")
    assert case.issues.count() == 1
    with pytest.raises(Impossible):
        issues.add_issue(fresh(case), by=acting(sam), what="  ")
