"""What a family asks in its case has a day for the answer, is owed until then, and is read by nobody else."""

from datetime import UTC, datetime

import pytest
import time_machine

from commonground.cases import questions
from commonground.cases.answers import Impossible
from commonground.cases.apply import Acting
from commonground.cases.models import Case, Question
from commonground.cases.words import About, Channel, Stage
from commonground.casework.closing import close
from commonground.notices.models import Notice
from commonground.people.models import Person
from commonground.record.queries import entries_of
from tests.made_up import a_case, acting, certified, declined, staff

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 11, 27, 16, 0, tzinfo=UTC)


def asked(case: Case, who: Person, *, token: str = "one", text: str = "When is it?") -> Question:
    by = Acting(who, came_by=Channel.WEB)
    return questions.ask(case, by=by, asked_by=who, about=About.QUESTION, text=text, token=token)


def parent_of(case: Case) -> Person:
    return case.participants.get(role="family").person


def test_a_question_on_friday_is_owed_by_monday_and_stands_in_the_record() -> None:
    with time_machine.travel(FRIDAY):
        case = a_case(staff())
        found = asked(case, parent_of(case))
        assert found.answer_by.isoformat() == "2026-11-30"
        duty = case.duties.get(kind="answer_question")
        assert (duty.owed_by, duty.due_on, duty.settled_on) == ("us", found.answer_by, None)
        assert entries_of(case.pk)[-1].what == "question.asked"


def test_sent_twice_it_is_one_question() -> None:
    case = a_case(staff())
    parent = parent_of(case)
    assert asked(case, parent) == asked(case, parent)
    assert [e.what for e in entries_of(case.pk)].count("question.asked") == 1


def test_an_answer_in_writing_settles_it_and_the_message_does_not_say_what_it_was_about() -> None:
    by = staff()
    case = a_case(by)
    found = asked(case, parent_of(case), text="Is Robin's diagnosis shared?")
    questions.answer(found, by=acting(by), text="Only if you say so.", how=Channel.EMAIL)
    assert case.duties.get(kind="answer_question").settled_on is not None
    notice = Notice.objects.get(template="question_answered")
    assert notice.to_email == parent_of(case).email
    assert "diagnosis" not in notice.text
    assert "Only if" not in notice.text
    with pytest.raises(Impossible, match="already"):
        questions.answer(found, by=acting(by), text="Again.", how=Channel.EMAIL)


def test_an_answer_on_the_telephone_sends_nothing() -> None:
    by = staff()
    case = a_case(by)
    questions.answer(asked(case, parent_of(case)), by=acting(by), text="Told her Tuesday.", how=Channel.TELEPHONE)
    assert not Notice.objects.filter(template="question_answered").exists()


def test_the_older_of_two_questions_is_owed_first() -> None:
    by = staff()
    with time_machine.travel(FRIDAY):
        case = a_case(by)
        first = asked(case, parent_of(case))
    with time_machine.travel(datetime(2026, 11, 30, 9, 0, tzinfo=UTC)):
        second = asked(case, parent_of(case), token="two")
        assert case.duties.get(kind="answer_question", settled_on=None).due_on == first.answer_by
        questions.answer(first, by=acting(by), text="Yes.", how=Channel.TELEPHONE)
        assert case.duties.get(kind="answer_question", settled_on=None).due_on == second.answer_by


def test_a_question_about_a_closed_case_opens_it_again() -> None:
    by = staff()
    certificate = certified(declined(a_case(by), by), by)
    case = close(Case.objects.get(pk=certificate.case_id), by=acting(by), outcome_words="certificate")
    asked(case, parent_of(case))
    case.refresh_from_db()
    assert (case.stage, case.next_duty) == (Stage.CERTIFIED, "answer_question")


def test_an_outsider_cannot_ask_and_nothing_is_no_question() -> None:
    case, other = a_case(staff()), a_case(staff(), child_name="Alex Other")
    with pytest.raises(Impossible, match="does not take part"):
        asked(case, parent_of(other))
    with pytest.raises(Impossible, match="Write"):
        asked(case, parent_of(case), text="  ")


def test_nobody_else_reads_what_was_asked() -> None:
    case = a_case(staff())
    asked(case, parent_of(case))
    assert questions.questions_of(case, parent_of(a_case(staff(), child_name="Alex Other"))) == []
    assert len(questions.questions_of(case, parent_of(case))) == 1
