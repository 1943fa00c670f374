"""What a choice is said to lead to: a certificate only where one is needed, and no day that could come earlier."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from commonground.cases.issues import add_issue
from commonground.cases.models import Case
from commonground.cases.words import Outcome
from commonground.law import Decision
from commonground.people.models import Person
from tests.family.worlds import not_needed, page_of
from tests.made_up import a_case, acting, fixed, held, informed, staff, told

pytestmark = pytest.mark.django_db
WEDNESDAY = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
FIRST = date(2026, 10, 1)


@pytest.fixture
def ada() -> Person:
    """The adviser."""
    return staff()


def test_a_day_that_rests_on_a_certificate_is_said_to_be_earlier_with_an_earlier_one(ada: Person) -> None:
    with time_machine.travel(WEDNESDAY):
        choosing = page_of(informed(a_case(ada, letter_on=FIRST), ada), below="choose/")
        stopping = page_of(told(a_case(ada, letter_on=FIRST, child_name="Alex Other"), ada), below="stop/")
    for text in (choosing, stopping):
        assert "With a certificate of that day, your last day to appeal would be Monday 4 January 2027" in text
        assert "If it comes earlier, that day can be earlier too." in text


def test_where_a_certificate_would_not_move_the_day_it_is_said_to_stay(ada: Person) -> None:
    with time_machine.travel(WEDNESDAY):
        text = page_of(told(a_case(ada), ada), below="stop/")
    assert "Your last day to appeal stays Friday 15 January 2027, before 5pm." in text


def test_about_the_school_alone_no_certificate_is_promised_before_or_after_a_meeting(ada: Person) -> None:
    with time_machine.travel(WEDNESDAY):
        text = page_of(not_needed(ada), below="choose/")
    assert "After the meeting you get a certificate" not in text
    assert "With a certificate of that day" not in text
    assert "You need no certificate to appeal about the school alone." in text


def test_what_cannot_be_appealed_gets_no_certificate_and_no_word_of_an_appeal_s_time(ada: Person) -> None:
    about_care = {"decision": Decision.PLAN_CONTENTS, "sections": frozenset({"H"})}
    with time_machine.travel(WEDNESDAY):
        text = page_of(informed(a_case(ada, **about_care), ada), below="choose/")
    assert "It does not stop the time to appeal" not in text
    assert "you get a certificate" not in text
    assert "There is no certificate, as this cannot be appealed." in text


def test_about_health_alone_the_nhs_is_told_first_and_then_has_its_thirty_days(ada: Person) -> None:
    with time_machine.travel(WEDNESDAY):
        case = informed(a_case(ada, decision=Decision.PLAN_CONTENTS, sections=frozenset({"G"})), ada)
        add_issue(case, by=acting(ada), what="No speech therapy", section="G", health_provision_wanted="Speech therapy")
        text = page_of(Case.objects.get(pk=case.pk), below="choose/")
    assert "The council tells the NHS by Monday 30 November 2026." in text
    assert "The NHS must then set up a meeting by Wednesday 30 December 2026" in text


def test_the_law_is_said_to_want_a_meeting_set_up_and_we_ask_that_it_is_held(ada: Person) -> None:
    """Held or only set up within the 30 days is disputed (D3)."""
    with time_machine.travel(WEDNESDAY):
        choosing = page_of(informed(a_case(ada), ada), below="choose/")
        waiting = page_of(told(a_case(ada, child_name="Alex Other"), ada))
        meeting = page_of(fixed(a_case(ada, child_name="Kit Other"), ada))
    assert "The council must set up a meeting by Friday 25 December 2026, and take part." in choosing
    assert "We ask that it is held by then." in choosing
    assert "must set up a meeting by this day" in waiting
    assert "must hold" not in waiting + meeting
    assert "must set up" not in meeting
    assert "The 30 days for a meeting end" in meeting


def test_what_was_agreed_in_writing_has_its_dates_at_hand(ada: Person) -> None:
    """R36-R40: the weeks count from the day of the agreement."""
    with time_machine.travel(WEDNESDAY):
        agreed = page_of(held(a_case(ada), ada))
        not_agreed = page_of(held(a_case(ada, child_name="Alex Other"), ada, outcome=Outcome.NOT_AGREED))
    assert "You agreed in writing on Wednesday 25 November 2026. The law counts from that day." in agreed
    assert "/dates/#after-you-agree" in agreed
    assert "/dates/#after-you-agree" not in not_agreed
