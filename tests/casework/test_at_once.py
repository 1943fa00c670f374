"""Two people at one case in the same moment: one is done, the other is told, nothing is lost or doubled."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from commonground.cases import choosing, queries
from commonground.cases.answers import NotDone, NotTheirs, Stale
from commonground.cases.enquiries import EnquiryWords
from commonground.cases.models import Case, Enquiry
from commonground.cases.words import Basis, Stage
from commonground.casework import arranging
from commonground.casework.intake import receive_enquiry
from commonground.certificates import commands as certificates
from commonground.certificates.models import Certificate
from commonground.notices.queries import sent_about
from commonground.people.commands import give_role
from commonground.people.roles import Role
from commonground.record.queries import entries_of
from commonground.record.verify import verify
from tests.made_up import a_case, a_council, acting, certified, declined, informed, staff, told


def together(*works: Callable[[], object]) -> list[object]:
    """Start them in the same moment, each in a thread and transaction of its own; what each gave or raised."""
    start, answers = Barrier(len(works)), []

    def one(work: Callable[[], object]) -> None:
        try:
            start.wait(timeout=20)
            answers.append(work())
        except NotDone as no:
            answers.append(no)
        finally:
            connection.close()

    threads = [Thread(target=one, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=90)
    assert len(answers) == len(works)
    return answers


def test_of_two_choices_at_once_one_stands_and_the_other_is_shown_it(committing: str) -> None:
    adviser, other = staff(), staff(name="Bo Adviser")
    case = informed(a_case(adviser), adviser)
    seen = case.version
    answers = together(
        lambda: choosing.decline(case, by=acting(adviser, version=seen)),
        lambda: choosing.ask_mediation(case, by=acting(other, version=seen)),
    )
    stale = [answer for answer in answers if isinstance(answer, Stale)]
    done = [answer for answer in answers if isinstance(answer, Case)]
    assert (len(stale), len(done)) == (1, 1)
    assert [e.what for e in stale[0].since] == [entries_of(case.pk)[-1].what]
    case.refresh_from_db()
    assert case.stage == done[0].stage
    assert case.stage in {Stage.DECLINED, Stage.ASKED}
    assert sent_about(case.pk).filter(template="choice_recorded").count() == 1
    assert not [finding for finding in verify() if finding.case == case.pk]


def test_two_who_open_a_case_from_one_enquiry_at_once_open_one(committing: str) -> None:
    adviser = staff()
    enquiry = receive_enquiry(EnquiryWords(name="Sam", email="sam@f.example"), token="a", by="system:web")
    council = a_council()

    def open_it() -> Case:
        return a_case(adviser, authority=council, enquiry=Enquiry.objects.get(pk=enquiry.pk))

    answers = together(open_it, open_it)
    assert sorted(type(answer).__name__ for answer in answers) == ["Case", "Impossible"]
    assert Case.objects.count() == 1
    assert sent_about(enquiry.pk).filter(template="case_opened").count() == 1


def test_a_certificate_corrected_while_it_is_withdrawn_stays_withdrawn(committing: str) -> None:
    adviser = staff()
    made = certified(declined(a_case(adviser), adviser), adviser)
    one, two = Certificate.objects.get(pk=made.pk), Certificate.objects.get(pk=made.pk)
    together(
        lambda: certificates.withdraw(one, by=acting(adviser), because="Wrong child"),
        lambda: certificates.correct(two, by=acting(adviser), because="Name"),
    )
    made.refresh_from_db()
    assert made.withdrawn_on is not None


@pytest.mark.django_db
def test_an_officer_of_another_council_has_no_say_here() -> None:
    adviser, officer = staff(), staff(Role.LA_OFFICER, "Olly Officer")
    case = told(a_case(adviser), adviser)
    with pytest.raises(NotTheirs):
        arranging.cannot_arrange(case, by=acting(officer), why="x")
    case.participants.create(person=officer, role=Role.LA_OFFICER, basis=Basis.OFFICE, from_on=case.opened_on)
    assert Role.LA_OFFICER in queries.roles_in(case, officer)
    assert arranging.cannot_arrange(case, by=acting(officer), why="x").stage == Stage.NOT_ARRANGED


@pytest.mark.django_db
def test_a_member_of_staff_without_a_part_in_it_is_told_so() -> None:
    adviser = staff()
    nobody = staff(Role.INTERPRETER, "Ina Interpreter")
    give_role(person=nobody, role=Role.SCHOOL, by="system:tests")
    with pytest.raises(NotTheirs):
        choosing.say_about_appeal(a_case(adviser), by=acting(nobody), wish=choosing.Wish.NO)
