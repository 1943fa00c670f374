"""The last day to appeal, against a second reading of the rule written from the reference alone (R42-R46)."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from commonground import law
from commonground.law import Decision
from commonground.law.counting import add_months

ENGLAND = holidays.country_holidays("GB", subdiv="ENG", years=range(2014, 2102))
SENT = st.dates(date(2014, 9, 1), date(2099, 10, 31))
AFTER = st.integers(0, 200)
I_ONLY = {"decision": Decision.PLAN_CONTENTS, "sections": frozenset("I")}


def in_season(day: date) -> bool:
    return day.month == 8 or (day.month == 12 and day.day >= 25) or (day.month == 1 and day.day == 1)


def naive_last_day(raw: date) -> date:
    """Walk on day by day: first out of the season the time ends in, then to a day that counts."""
    day = raw
    while in_season(raw) and in_season(day):
        day += timedelta(days=1)
    while day.weekday() > 4 or day in ENGLAND:
        day += timedelta(days=1)
    return day


@pytest.mark.feature(4)
@given(SENT, AFTER)
@example(date(2027, 5, 31), 15)
@example(date(2028, 10, 24), 0)
@example(date(2022, 10, 24), 1)
def test_the_date_is_the_one_a_naive_reading_gives(sent: date, after: int) -> None:
    issued = sent + timedelta(days=after)
    raw = max(add_months(sent, 2), add_months(issued, 1))
    assert law.appeal_by(sent, certificates=[issued]).date == naive_last_day(raw)
    assert law.appeal_by(sent).date == naive_last_day(add_months(sent, 2))


@given(SENT, AFTER)
def test_never_earlier_than_either_limb(sent: date, after: int) -> None:
    issued = sent + timedelta(days=after)
    last = law.appeal_by(sent, certificates=[issued]).date
    assert last >= add_months(sent, 2)
    assert last >= add_months(issued, 1)
    assert last >= law.appeal_by(sent).date, "a certificate never takes time away"


@given(SENT, AFTER, AFTER)
def test_a_later_certificate_never_gives_an_earlier_date(sent: date, one: int, other: int) -> None:
    first, second = (sent + timedelta(days=n) for n in sorted((one, other)))
    assert law.appeal_by(sent, certificates=[first]).date <= law.appeal_by(sent, certificates=[second]).date


@given(SENT, SENT)
def test_a_later_letter_never_gives_an_earlier_date(one: date, other: date) -> None:
    first, second = sorted((one, other))
    assert law.appeal_by(first).date <= law.appeal_by(second).date


@given(SENT, AFTER)
def test_the_last_day_is_a_working_day(sent: date, after: int) -> None:
    assert law.is_working_day(law.appeal_by(sent, certificates=[sent + timedelta(days=after)]).date)


@pytest.mark.feature(4)
@given(SENT)
def test_a_time_that_ends_in_a_season_moves_to_the_first_working_day_after_it(sent: date) -> None:
    raw, last = add_months(sent, 2), law.appeal_by(sent).date
    if not in_season(raw):
        return
    end = date(raw.year, 8, 31) if raw.month == 8 else date(raw.year + (raw.month == 12), 1, 1)
    assert last == law.next_working_day(end)


@pytest.mark.feature(4)
@pytest.mark.parametrize(
    ("sent", "last"),
    [
        ("2027-05-31", "2027-08-02"),  # Saturday 31 July
        ("2022-05-31", "2022-08-01"),  # Sunday 31 July
        ("2022-05-30", "2022-08-01"),  # Saturday 30 July
        ("2023-05-30", "2023-07-31"),  # Sunday 30 July: no doubt, Monday is still July
        ("2022-10-24", "2022-12-28"),  # Saturday 24 December
        ("2028-10-24", "2028-12-27"),  # Sunday 24 December
        ("2028-10-23", "2028-12-27"),  # Saturday 23 December
        ("2027-10-24", "2027-12-24"),  # Friday 24 December: a working day
    ],
)
def test_a_weekend_before_a_season_gives_the_next_working_day_never_the_later_jump(sent: str, last: str) -> None:
    assert law.appeal_by(date.fromisoformat(sent)).date == date.fromisoformat(last)


@pytest.mark.feature(4)
@pytest.mark.parametrize(
    ("ends", "last"),
    [
        ("2026-07-31", "2026-07-31"),
        ("2025-08-01", "2025-09-01"),
        ("2026-08-31", "2026-09-01"),
        ("2026-09-01", "2026-09-01"),
        ("2026-12-24", "2026-12-24"),
        ("2026-12-25", "2027-01-04"),
        ("2026-12-31", "2027-01-04"),
        ("2027-01-01", "2027-01-04"),
        ("2025-01-02", "2025-01-02"),
    ],
)
def test_both_ends_of_both_seasons(ends: str, last: str) -> None:
    raw = date.fromisoformat(ends)
    sent, issued = add_months(raw, -2), add_months(raw, -1)
    by_letter = add_months(sent, 2) == raw
    answer = law.appeal_by(sent) if by_letter else law.appeal_by(issued - timedelta(days=50), certificates=[issued])
    assert by_letter or add_months(issued, 1) == raw
    assert answer.date == date.fromisoformat(last)
    moved = {step.rule for step in answer.because} & {"R44", "R45"}
    assert moved == ({"R45"} if in_season(raw) else set())


def test_the_hour_is_part_of_the_answer() -> None:
    answer = law.appeal_by(date(2026, 7, 1))
    assert answer.at == "17:00"
    assert answer.because[-1].rule == "R43"


def test_placement_only_counts_two_months_whatever_the_certificate() -> None:
    sent, issued = date(2026, 3, 2), date(2026, 4, 30)
    assert law.appeal_by(sent, certificates=[issued]).date == date(2026, 6, 1)
    assert law.appeal_by(sent, certificates=[issued], **I_ONLY).date == date(2026, 5, 5)  # type: ignore[arg-type]
    mixed = law.appeal_by(sent, certificates=[issued], decision=Decision.PLAN_CONTENTS, sections=frozenset("FI"))
    assert mixed.date == date(2026, 6, 1)


def test_sections_are_ignored_where_the_decision_has_none() -> None:
    sent, issued = date(2026, 3, 2), date(2026, 4, 30)
    for decision in (None, Decision.REFUSE_TO_ASSESS, Decision.CEASE_TO_MAINTAIN):
        answer = law.appeal_by(sent, certificates=[issued], decision=decision, sections=frozenset("I"))
        assert answer.date == date(2026, 6, 1)
        assert not answer.ask_a_person


def test_a_refusal_to_amend_about_placement_asks_a_person_when_a_certificate_would_give_more_time() -> None:
    about = {"decision": Decision.REFUSE_TO_AMEND, "sections": frozenset("I")}
    sent = date(2026, 3, 2)
    longer = law.appeal_by(sent, certificates=[date(2026, 4, 30)], **about)  # type: ignore[arg-type]
    assert (longer.date, longer.ask_a_person) == (date(2026, 6, 1), True)
    assert longer.certainty == "doubt:D8"
    same = law.appeal_by(sent, certificates=[date(2026, 3, 9)], **about)  # type: ignore[arg-type]
    assert (same.date, same.ask_a_person) == (date(2026, 5, 5), False)


@pytest.mark.parametrize(("contacted", "asks"), [("2026-06-01", False), ("2026-06-02", True), ("2026-03-01", False)])
def test_contact_after_the_limit_asks_a_person(contacted: str, asks: bool) -> None:
    answer = law.appeal_by(date(2026, 4, 1), contacted=date.fromisoformat(contacted))
    assert answer.ask_a_person is asks
    assert (answer.certainty == "doubt:D1") is asks


def test_placement_only_knows_no_late_contact() -> None:
    answer = law.appeal_by(date(2026, 4, 1), contacted=date(2026, 6, 2), **I_ONLY)  # type: ignore[arg-type]
    assert not answer.ask_a_person


def test_a_certificate_from_elsewhere_proves_earlier_contact() -> None:
    sent, late = date(2026, 4, 1), date(2026, 6, 20)
    assert law.appeal_by(sent, contacted=late).ask_a_person
    assert not law.appeal_by(sent, contacted=late, certificates=[date(2026, 5, 20)]).ask_a_person
    assert law.appeal_by(sent, contacted=late, certificates=[date(2026, 6, 25)]).ask_a_person


def test_a_claim_is_not_moved_and_clips_to_the_months_end() -> None:
    assert law.claim_by(date(2026, 2, 27)).date == date(2026, 8, 26)
    assert law.claim_by(date(2026, 8, 31)).date == date(2027, 2, 27)
    assert law.claim_by(date(2026, 8, 30)).date == date(2027, 2, 27)
    assert law.claim_by(date(2026, 7, 2)).date == date(2027, 1, 1), "a bank holiday, and it stays"
    assert law.claim_by(date(2026, 7, 2)).certainty == "inference"


@given(SENT)
def test_a_claim_ends_before_six_months_are_over(act: date) -> None:
    day = law.claim_by(act).date
    assert day is not None
    assert day == add_months(act, 6) - timedelta(days=1)


@pytest.mark.parametrize(
    ("given_", "rules"),
    [
        ({"sent": "2026-07-01"}, ["R42", "R46", "R43"]),  # Tuesday 1 September
        ({"sent": "2026-03-02"}, ["R42", "R46", "R44", "R43"]),  # Saturday 2 May
        ({"sent": "2026-06-10"}, ["R42", "R46", "R45", "R43"]),  # in August
        ({"sent": "2026-07-01", "certificate": "2026-08-10"}, ["R42", "R46", "R42", "R42", "R43"]),
        ({"sent": "2026-07-01", "contacted": "2026-09-02"}, ["R42", "R46", "R43", "R15"]),
    ],
)
def test_the_reasons_say_what_was_done_and_nothing_else(given_: dict[str, str], rules: list[str]) -> None:
    assert [step["rule"] for step in law.ask("appeal-by", given_)["because"]] == rules


def test_the_reasons_say_which_certificate_counts() -> None:
    def steps(*issued: date) -> str:
        return " ".join(step.step for step in law.appeal_by(date(2026, 3, 2), certificates=issued).because)

    assert "The time from the certificate is one month: to Sunday 10 May 2026." in steps(date(2026, 4, 10))
    assert "The time from the earliest certificate is one month: to Sunday 10 May 2026." in steps(
        date(2026, 4, 30), date(2026, 4, 10)
    )


def test_a_claim_that_ends_on_a_day_off_says_that_it_stays() -> None:
    assert [step.rule for step in law.claim_by(date(2026, 2, 27)).because] == ["R51"]
    assert [step.rule for step in law.claim_by(date(2026, 7, 2)).because] == ["R51", "R45"]
