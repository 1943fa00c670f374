"""A last day that has passed or is near makes an enquiry urgent."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground import law
from commonground.law import Decision

SENT = date(2026, 6, 30)  # contact by Sunday 30 August, appeal by Tuesday 1 September 2026


@pytest.mark.parametrize(
    ("today", "passed", "near"),
    [
        ("2026-08-23", [], []),
        ("2026-08-24", [], ["contact", "appeal"]),
        ("2026-08-30", [], ["contact", "appeal"]),
        ("2026-08-31", ["contact"], ["appeal"]),
        ("2026-09-01", ["contact"], ["appeal"]),
        ("2026-09-02", ["contact", "appeal"], []),
    ],
)
def test_the_days_around_the_last_days(today: str, passed: list[str], near: list[str]) -> None:
    answer = law.is_urgent(SENT, today=date.fromisoformat(today), decision=Decision.REFUSE_TO_ASSESS)
    assert [day.what for day in answer.passed] == passed
    assert [day.what for day in answer.near] == near
    assert answer.urgent is bool(passed or near)
    words = ["passed on" if what in passed else "is near:" for what in passed + near]
    assert [word in step.step for word, step in zip(words, answer.because, strict=True)] == [True] * len(words)


def test_placement_only_knows_the_appeal_alone() -> None:
    answer = law.is_urgent(SENT, today=date(2026, 8, 31), decision=Decision.PLAN_CONTENTS, sections=frozenset("I"))
    assert [(day.what, day.rule) for day in (*answer.passed, *answer.near)] == [("appeal", "R42")]


@pytest.mark.parametrize("decision", [Decision.DRAFT_PLAN, Decision.DISCRIMINATION, Decision.SEN_SUPPORT])
def test_what_cannot_be_appealed_is_never_urgent(decision: Decision) -> None:
    assert not law.is_urgent(SENT, today=date(2027, 1, 1), decision=decision).urgent


@pytest.mark.parametrize(
    ("today", "passed", "near"),
    [
        ("2026-08-18", [], []),
        ("2026-08-19", [], ["claim"]),
        ("2026-08-26", [], ["claim"]),
        ("2026-08-27", ["claim"], []),
    ],
)
def test_the_days_around_the_last_day_for_a_claim(today: str, passed: list[str], near: list[str]) -> None:
    """Six months with the day itself, not moved on by August (R51, R45); the day of a letter counts for nothing."""
    on, act = date.fromisoformat(today), date(2026, 2, 27)
    answer = law.is_urgent(SENT, today=on, decision=Decision.DISCRIMINATION, act=act)
    assert [(day.what, day.date, day.rule) for day in (*answer.passed, *answer.near)] == [
        ("claim", date(2026, 8, 26), "R51")
    ] * len(passed + near)
    assert (len(answer.passed), len(answer.near), answer.urgent) == (len(passed), len(near), bool(passed or near))
    words = ["The last day for a claim passed on"] * len(passed) + ["The last day for a claim is near:"] * len(near)
    assert [step.step.startswith(word) for word, step in zip(words, answer.because, strict=True)] == [True] * len(words)


def test_the_day_of_what_happened_counts_for_a_claim_alone() -> None:
    assert law.last_days(None, decision=Decision.REFUSE_TO_ASSESS, act=SENT) == ()
    assert law.last_days(SENT, decision=Decision.DISCRIMINATION) == ()


def test_who_is_not_sure_loses_no_time() -> None:
    today = date(2026, 9, 1)
    assert law.is_urgent(SENT, today=today, decision=Decision.NOT_SURE).urgent
    assert law.is_urgent(SENT, today=today, decision=None).urgent


@given(st.dates(date(2014, 9, 1), date(2099, 6, 30)), st.integers(0, 120))
def test_urgent_from_five_working_days_before_the_first_last_day_on(sent: date, days: int) -> None:
    today = sent + timedelta(days=days)
    first = min(day.date for day in law.last_days(sent, decision=None, sections=frozenset()))
    assert law.is_urgent(sent, today=today, decision=None).urgent is (today >= law.working_days_before(first, 5))
