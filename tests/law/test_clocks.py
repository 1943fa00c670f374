"""The times of the mediation stage (R11-R24, R33)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground import law
from commonground.law import Decision
from commonground.law.counting import add_months

DAYS = st.dates(date(2014, 9, 1), date(2099, 12, 31))


@pytest.mark.feature(3)
@given(DAYS)
def test_contact_is_two_months_and_never_rolled_on(sent: date) -> None:
    answer = law.contact_by(sent)
    assert answer.date == add_months(sent, 2)
    assert answer.certainty == ("settled" if law.is_working_day(add_months(sent, 2)) else "doubt:D2")


def test_contact_ends_in_august_as_on_any_day() -> None:
    assert law.contact_by(date(2026, 6, 30)).date == date(2026, 8, 30)


def test_placement_only_has_no_time_to_contact() -> None:
    answer = law.contact_by(date(2026, 6, 30), decision=Decision.PLAN_CONTENTS, sections=frozenset("DI"))
    assert answer.date is None
    assert answer.because


@pytest.mark.parametrize(
    ("decision", "sections"),
    [
        ("plan_contents", "BI"),
        ("plan_contents", ""),
        ("refuse_to_amend", "I"),
        ("refuse_to_assess", "I"),
        ("not_sure", ""),
    ],
)
def test_every_other_matter_has_one(decision: str, sections: str) -> None:
    answer = law.contact_by(date(2026, 7, 1), decision=Decision(decision), sections=frozenset(sections))
    assert answer.date == date(2026, 9, 1)


@given(DAYS)
def test_the_certificate_and_the_nhs_have_three_working_days(told: date) -> None:
    expected = told
    for _ in range(3):
        expected = law.next_working_day(expected)
    assert law.certificate_by(told).date == expected
    assert law.icb_told_by(told).date == expected


@pytest.mark.feature(3)
@given(DAYS)
def test_thirty_days_are_calendar_days(told: date) -> None:
    assert law.arrange_by(told).date == told + timedelta(days=30)


@given(DAYS)
def test_notice_leaves_five_clear_working_days(meeting: date) -> None:
    notice = law.notice_by(meeting)
    assert notice.date < notice.latest < meeting
    assert law.add_working_days(notice.date, 6) >= meeting or not law.is_working_day(meeting)
    clear = [notice.date + timedelta(days=i) for i in range(1, (meeting - notice.date).days)]
    assert sum(law.is_working_day(day) for day in clear) == 5


def test_who_arranges_depends_on_the_issues() -> None:
    assert law.who_arranges(health=False, other=True) == law.Arranging("la", "la_told", "R19")
    assert law.who_arranges(health=True, other=True) == law.Arranging("la", "la_told", "R20")
    assert law.who_arranges(health=True, other=False) == law.Arranging("icb", "icb_told", "R21")
