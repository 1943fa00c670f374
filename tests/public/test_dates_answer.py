"""The answer behind the page, over years of days: it never says more than the law, and has words for each doubt."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from commonground import law
from commonground.law import Decision
from commonground.web.public.date_questions import Asked
from commonground.web.public.dates import DOUBTS
from commonground.web.public.dates_answer import Answer, answer

SECTIONS = (frozenset(), frozenset("I"), frozenset("BF"), frozenset("CG"))
YEAR = [date(2026, 1, 1) + timedelta(days=n) for n in range(0, 365, 3)]


def answers(after: int) -> Iterator[Answer]:
    """Every matter with every choice of sections, for letters of a whole year, asked so many days later."""
    for decision in Decision:
        for sections in SECTIONS if decision in {Decision.PLAN_CONTENTS, Decision.REFUSE_TO_AMEND} else SECTIONS[:1]:
            for sent in YEAR:
                yield answer(Asked("", decision, sent, sections), sent + timedelta(days=after))


@pytest.mark.parametrize("after", [0, 30, 58, 61, 64, 90, 400])
def test_no_day_is_later_than_the_law_s_and_none_is_given_where_a_person_is_asked(after: int) -> None:
    for found in answers(after):
        assert found.asked.sent is not None
        appeal = found.day("appeal")
        if found.ask_a_person:
            assert appeal is None
            assert found.moved == ()
        for moved in found.moved:
            latest = law.appeal_by(found.asked.sent, certificates=[moved.issued])
            assert appeal is not None
            assert appeal.on <= moved.appeal_by == latest.date
        assert [each.issued for each in found.moved] == sorted(each.issued for each in found.moved)


@pytest.mark.parametrize("after", [0, 61, 400])
def test_every_doubt_that_can_touch_an_answer_has_words_for_a_family(after: int) -> None:
    assert {doubt for found in answers(after) for doubt in found.doubts} <= DOUBTS.keys()


def test_the_steps_of_an_arithmetic_that_asks_a_person_are_not_told() -> None:
    found = answer(Asked("", Decision.REFUSE_TO_ASSESS, date(2026, 4, 1)), date(2026, 6, 2))
    arithmetic = law.in_words(law.appeal_by(date(2026, 4, 1)).date)
    assert found.ask_a_person
    assert not [step for step in found.workings if arithmetic in step.step]
    assert "D1" in found.doubts


@pytest.mark.parametrize(
    ("today", "when"), [("2026-05-21", ""), ("2026-05-22", "near"), ("2026-06-01", "today"), ("2026-06-02", "past")]
)
def test_a_last_day_is_near_five_working_days_before_it(today: str, when: str) -> None:
    found = answer(Asked("", Decision.REFUSE_TO_ASSESS, date(2026, 4, 1)), date.fromisoformat(today))
    contact = found.day("contact")
    assert contact is not None
    assert (contact.on, contact.when) == (date(2026, 6, 1), when)


def test_the_address_of_an_answer_is_always_written_the_same_way() -> None:
    asked = Asked("E09000002", Decision.PLAN_CONTENTS, date(2026, 4, 1), frozenset("FBI"))
    assert asked.address == "council=E09000002&decision=plan_contents&sent=2026-04-01&sections=B,F,I"
    assert Asked("", Decision.DELAY, None).address == "council=not_sure&decision=delay"
