"""The day on which the choices become the young person's own: what asks a person, who reads what, and who says so."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from commonground.cases import choosing, commands, helping, issues, passing, queries, questions, taking_part
from commonground.cases.answers import AskAPerson, Impossible, NotTheirs
from commonground.cases.models import Case, Participant
from commonground.cases.words import About, Agreed, Basis, Channel, Wish
from commonground.notices.models import Notice
from commonground.people.models import Person
from commonground.people.roles import Role
from tests.made_up import a_case, a_supporter, acting, certified, informed, staff

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
BORN = date(2010, 9, 1)
"""The last Friday in June of the school year in which they turn 16 is 25 June 2027 (worked case 24)."""
BEFORE = datetime(2027, 6, 25, 23, 30, tzinfo=LONDON)
AFTER = datetime(2027, 6, 26, 0, 30, tzinfo=LONDON)


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def of_fifteen(by: Person) -> Case:
    """A case of a parent, opened in June 2027, three weeks before the day."""
    with time_machine.travel(datetime(2027, 6, 4, 10, tzinfo=LONDON), tick=False):
        return informed(a_case(by, child_born=BORN, letter_on=date(2027, 5, 28)), by)


def parent(case: Case) -> Participant:
    return case.participants.get(person__name="Sam Sample")


ACTS = {
    "decline": lambda case, by: choosing.decline(case, by=by),
    "mediation": lambda case, by: choosing.ask_mediation(case, by=by),
    "wish": lambda case, by: choosing.say_about_appeal(case, by=by, wish=Wish.YES),
    "appeal": lambda case, by: commands.note_appeal(case, by=by, lodged_on=date(2027, 6, 20)),
    "issue": lambda case, by: issues.add_issue(case, by=by, what="Section F names no hours"),
    "supporter": lambda case, by: helping.bring_in(case, by=by, helps=parent(case).pk, name="Pat Helper"),
}


@pytest.mark.feature(32, how="partly")
@pytest.mark.parametrize("act", ACTS)
def test_a_parents_act_counts_on_the_last_day_and_asks_a_person_on_the_next(act: str) -> None:
    case = of_fifteen(staff())
    with time_machine.travel(AFTER, tick=False), pytest.raises((AskAPerson, NotTheirs)):
        ACTS[act](fresh(case), acting(parent(case).person, came_by=Channel.WEB))
    with time_machine.travel(BEFORE, tick=False):
        ACTS[act](fresh(case), acting(parent(case).person, came_by=Channel.WEB))


@pytest.mark.parametrize("act", ["decline", "issue"])
def test_the_desk_writes_a_parents_word_down_with_a_reason_alone(act: str) -> None:
    ada = staff()
    case = of_fifteen(ada)
    word = {"recorded_for": "Sam Sample", "on_behalf": parent(case).person.actor}
    with time_machine.travel(AFTER, tick=False):
        with pytest.raises(AskAPerson):
            ACTS[act](fresh(case), acting(ada, **word))
        ACTS[act](fresh(case), acting(ada, **word, reason="Robin told me the same on the telephone."))


def test_a_parent_may_still_ask_us_and_say_how_they_are_reached() -> None:
    case = of_fifteen(staff())
    mine = parent(case)
    with time_machine.travel(AFTER, tick=False):
        by = acting(mine.person)
        questions.ask(fresh(case), by=by, asked_by=mine.person, about=About.QUESTION, text="What now?", token="t")
        taking_part.record_contact(fresh(case), by=by, participant=mine.pk, safe_contact="After six", needs="")


def test_we_owe_it_to_bring_the_young_person_in_from_the_next_working_day() -> None:
    ada = staff()
    case = of_fifteen(ada)
    with time_machine.travel(AFTER, tick=False):
        commands.note(fresh(case), by=acting(ada), text="They rang.")
        duty = case.duties.get(kind="right_passed")
        assert (duty.due_on, duty.settled_on) == (date(2027, 6, 28), None)
        joined = passing.young_person_joins(fresh(case), by=acting(ada), email="robin@young.example")
        assert joined.duties.get(kind="right_passed").settled_on == date(2027, 6, 26)


def brought_in(ada: Person) -> tuple[Case, Participant, Participant]:
    """The case with its young person, their place and the parent's; to be called after the day."""
    case = passing.young_person_joins(fresh(of_fifteen(ada)), by=acting(ada), email="robin@young.example")
    return case, case.participants.get(basis=Basis.YOUNG_PERSON), parent(case)


def test_the_right_and_a_message_go_to_the_young_person_and_nothing_private_moves() -> None:
    ada = staff()
    with time_machine.travel(AFTER, tick=False):
        case, young, mine = brought_in(ada)
        assert [p.pk for p in queries.right_holders(case)] == [young.pk]
        assert young.person == case.child
        assert Notice.objects.get(template="your_own_case").person == case.child_id
        assert mine.to_on is None
        assert case in queries.visible_to(mine.person)
        assert queries.speaks_for(case, young.person) == {young.person_id}
        informed(fresh(case), ada)
        choosing.ask_mediation(fresh(case), by=acting(young.person))


def test_after_a_choice_nothing_is_begun_afresh_that_nobody_could_do_any_more() -> None:
    ada = staff()
    case = of_fifteen(ada)
    with time_machine.travel(BEFORE, tick=False):
        choosing.decline(fresh(case), by=acting(parent(case).person))
    with time_machine.travel(AFTER, tick=False):
        case = passing.young_person_joins(fresh(case), by=acting(ada), email="robin@young.example")
        assert case.stage == "declined"
        assert not case.duties.filter(kind="give_information", settled_on=None).exists()
        with pytest.raises(AskAPerson, match="ask the young person again"):
            certified(case, ada)
        assert certified(fresh(case), ada, reason="Robin says no too.").holder == case.child


def test_it_is_too_early_before_the_day_and_asks_for_an_address_of_their_own() -> None:
    ada = staff()
    case = of_fifteen(ada)
    with time_machine.travel(BEFORE, tick=False), pytest.raises(Impossible):
        passing.young_person_joins(fresh(case), by=acting(ada), email="robin@young.example")
    with time_machine.travel(AFTER, tick=False), pytest.raises(AskAPerson, match="sign in as the young person"):
        passing.young_person_joins(fresh(case), by=acting(ada), email=parent(case).person.email)


def test_yes_makes_the_parent_a_supporter_by_consent() -> None:
    ada = staff()
    with time_machine.travel(AFTER, tick=False):
        case, young, mine = brought_in(ada)
        passing.decide_about(fresh(case), by=acting(young.person), parent=mine.pk, may_see=True, agreed=[Agreed.SPEAK])
        row = case.participants.get(person=mine.person_id, to_on=None)
        assert (row.role, row.helps_id, row.agreed) == (Role.SUPPORTER, young.pk, ["speak"])
        issues.add_issue(fresh(case), by=acting(mine.person), what="Section F names no hours")
        assert issues.issues_of(case, young.person)[0].raised_by_id == young.person_id


def test_no_ends_what_the_parent_sees_and_who_helps_them_too() -> None:
    ada = staff()
    case = of_fifteen(ada)
    with time_machine.travel(BEFORE, tick=False):
        helper = a_supporter(case, ada)
    with time_machine.travel(AFTER, tick=False):
        case = passing.young_person_joins(fresh(case), by=acting(ada), email="robin@young.example")
        young, mine = case.participants.get(basis=Basis.YOUNG_PERSON), parent(case)
        passing.decide_about(fresh(case), by=acting(young.person), parent=mine.pk, may_see=False)
        assert case not in queries.visible_to(mine.person)
        assert case not in queries.visible_to(helper.person)


def test_only_the_young_person_says_it_and_only_once() -> None:
    ada = staff()
    with time_machine.travel(AFTER, tick=False):
        case, young, mine = brought_in(ada)
        with pytest.raises((NotTheirs, AskAPerson)):
            passing.decide_about(fresh(case), by=acting(mine.person), parent=mine.pk, may_see=True)
        passing.decide_about(fresh(case), by=acting(young.person), parent=mine.pk, may_see=False)
        with pytest.raises(Impossible):
            passing.decide_about(fresh(case), by=acting(young.person), parent=mine.pk, may_see=True)


def test_a_parent_of_a_young_person_without_capacity_goes_on_once_it_is_recorded() -> None:
    ada = staff()
    case = of_fifteen(ada)
    Case.objects.filter(pk=case.pk).update(lacks_capacity=True)
    with time_machine.travel(AFTER, tick=False):
        mine = parent(case)
        with pytest.raises((AskAPerson, NotTheirs)):
            choosing.decline(fresh(case), by=acting(mine.person))
        taking_part.record_authority(
            fresh(case), by=acting(ada), participant=mine.pk, basis=Basis.PARENT_OF_YOUNG_PERSON,
            evidence="Letter of the psychologist", seen_on=date(2027, 6, 20),
        )  # fmt: skip
        assert case.duties.get(kind="right_passed").settled_on == date(2027, 6, 26)
        choosing.decline(fresh(case), by=acting(mine.person))


def test_what_is_recorded_of_a_supporter_decides_nothing_about_the_right() -> None:
    ada = staff()
    case = of_fifteen(ada)
    with time_machine.travel(BEFORE, tick=False):
        helper = a_supporter(case, ada)
    with time_machine.travel(AFTER, tick=False):
        taking_part.record_authority(
            fresh(case), by=acting(ada), participant=helper.pk, basis=Basis.CONSENT, evidence="A letter", seen_on=None
        )
        assert case.duties.get(kind="right_passed").settled_on is None
