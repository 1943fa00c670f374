"""What was not known or wrong when a case was opened is put right, and every date follows."""

from datetime import date, timedelta

import pytest

from commonground.cases import choosing, commands, queries
from commonground.cases.answers import AskAPerson, Impossible, NotTheirs
from commonground.cases.correcting import TheDecision, record_child, record_decision
from commonground.cases.words import Basis, Stage
from commonground.law import Decision
from commonground.people.roles import Role
from commonground.record.days import today
from commonground.record.queries import entries_of
from tests.made_up import a_case, acting, certified, informed, staff

pytestmark = pytest.mark.django_db
PLAN = Decision.PLAN_CONTENTS


def test_a_letter_found_later_gives_the_dates_and_lets_the_certificate_be_filled_in_d14() -> None:
    adviser = staff()
    case = choosing.decline(
        informed(a_case(adviser, decision=Decision.NOT_SURE, letter_on=None), adviser), by=acting(adviser)
    )
    assert not case.duties.filter(kind="appeal").exists()
    with pytest.raises(AskAPerson, match="what the council decided"):
        certified(case, adviser)
    letter = today() - timedelta(days=20)
    known = TheDecision(Decision.REFUSE_TO_ISSUE, letter_on=letter, sent_on=letter + timedelta(days=2))
    case = record_decision(case, by=acting(adviser), is_now=known)
    assert case.duties.filter(kind="appeal").exists()
    assert (case.letter_on, case.sent_on) == (letter, letter + timedelta(days=2))
    entry = entries_of(case.pk)[-1]
    assert (entry.words["before"]["decision"], entry.words["now"]["decision"]) == ("not_sure", "refuse_to_issue")
    assert certified(case, adviser).issued_on == today()


def test_a_letter_sent_after_they_had_already_declined_contradicts_the_record() -> None:
    adviser = staff()
    case = choosing.decline(informed(a_case(adviser), adviser), by=acting(adviser))
    for wrong in (date(2013, 1, 1), today() + timedelta(days=1)):
        with pytest.raises(Impossible, match="letter"):
            record_decision(case, by=acting(adviser), is_now=TheDecision(Decision.REFUSE_TO_ASSESS, letter_on=wrong))
    with pytest.raises(NotTheirs):
        record_decision(
            case, by=acting(staff(Role.COMMISSIONER)), is_now=TheDecision(Decision.REFUSE_TO_ASSESS, letter_on=today())
        )


def test_b_or_f_added_to_a_placement_dispute_opens_the_choice_again_d7() -> None:
    adviser = staff()
    letter = today() - timedelta(days=10)
    case = informed(a_case(adviser, decision=PLAN, sections=frozenset("I"), letter_on=letter), adviser)
    case = commands.need_no_certificate(case, by=acting(adviser))
    more = TheDecision(PLAN, frozenset("FI"), letter_on=letter)
    case = record_decision(case, by=acting(adviser), is_now=more)
    assert case.stage == Stage.INFORMED
    assert case.duties.filter(kind="contact").exists(), "R11 applies now"
    same = record_decision(case, by=acting(adviser), is_now=TheDecision(PLAN, frozenset("I"), letter_on=letter))
    assert same.stage == Stage.INFORMED


def test_a_date_of_birth_learnt_later_settles_whose_right_it_is_r8() -> None:
    adviser = staff()
    case = informed(a_case(adviser, child_born=None), adviser)
    assert queries.right_holders(case).get().basis == Basis.PARENT
    known = {"name": "Robyn Sample", "lacks_capacity": False, "has_deputy": False}
    with pytest.raises(Impossible, match="after today"):
        record_child(case, by=acting(adviser), born=today() + timedelta(days=1), **known)
    case = record_child(case, by=acting(adviser), born=date(2008, 5, 4), **known)
    assert not queries.right_holders(case).exists()
    assert (case.child.name, case.child.name_key) == ("Robyn Sample", "robyn sample")
    assert entries_of(case.pk)[-1].words["before"] == {"name": "Robin Sample", "born": ""}
    with pytest.raises(AskAPerson):
        choosing.decline(case, by=acting(adviser))
    case = record_child(case, by=acting(adviser), born=date(2016, 5, 4), **known)
    assert choosing.decline(case, by=acting(adviser)).stage == Stage.DECLINED
