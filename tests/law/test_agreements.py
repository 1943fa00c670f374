"""By when what was agreed must be done (R36-R41, D10)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground import law
from commonground.law import Action

DAYS = st.dates(date(2014, 9, 1), date(2099, 12, 31))
WEEKS: dict[Action, list[int]] = {
    Action.ASSESS: [2, 10, 14],
    Action.ISSUE_PLAN: [5, 11],
    Action.AMEND_PLAN: [5],
    Action.NAME_PLACEMENT: [2],
    Action.CONTINUE_PLAN: [0],
    Action.OTHER: [2],
    Action.ICB_REPORT: [1],
}


@given(DAYS, st.sampled_from(Action))
def test_the_weeks_of_each_action_in_order_and_never_rolled_on(agreed: date, action: Action) -> None:
    answer = law.agreed_action_by(agreed, action)
    assert [thing.date for thing in answer.dates] == [agreed + timedelta(weeks=n) for n in WEEKS[action]]
    assert all(thing.what for thing in answer.dates)


@given(DAYS, st.sampled_from(sorted(set(Action) - {Action.ICB_REPORT})), st.integers(1, 520))
def test_a_written_variation_takes_the_place_of_all_other_times(agreed: date, action: Action, weeks: int) -> None:
    answer = law.agreed_action_by(agreed, action, weeks=weeks)
    assert [thing.date for thing in answer.dates] == [agreed + timedelta(weeks=weeks)]
    assert answer.because[0].rule == "R39"


def test_the_boards_report_cannot_be_varied() -> None:
    with pytest.raises(law.NotVariable):
        law.agreed_action_by(date(2026, 3, 2), Action.ICB_REPORT, weeks=3)


@pytest.mark.parametrize(
    ("action", "rules"),
    [(Action.AMEND_PLAN, ["R36", "R40"]), (Action.OTHER, ["R37"]), (Action.ICB_REPORT, ["R38"])],
)
def test_each_action_names_its_rule(action: Action, rules: list[str]) -> None:
    assert [step.rule for step in law.agreed_action_by(date(2026, 7, 20), action).because] == rules


def test_the_reasons_say_by_when() -> None:
    steps = [step.step for step in law.agreed_action_by(date(2026, 7, 20), Action.ASSESS).because]
    assert steps[1] == "Within two weeks of the agreement: say in writing that the assessment has begun."
    assert len(steps) == 4
    at_once = law.agreed_action_by(date(2026, 7, 18), Action.CONTINUE_PLAN)
    assert at_once.because[1].step == "At once: go on with the plan."
    assert at_once.certainty == "settled", "agreed on a Saturday, and at once is that day"


def test_a_conceded_appeal_is_not_an_agreement() -> None:
    assess = law.conceded_by(date(2026, 3, 2), Action.ASSESS)
    assert [thing.date for thing in assess.dates] == [date(2026, 3, 16), date(2026, 5, 11), date(2026, 6, 8)]
    assert law.conceded_by(date(2026, 3, 3), Action.AMEND_PLAN).dates[0].date == date(2026, 4, 7)
    assert assess.because[0].rule == "R41"
    with pytest.raises(KeyError):
        law.conceded_by(date(2026, 3, 2), Action.OTHER)
