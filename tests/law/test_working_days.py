"""Working days: England's calendar, the packaged file, and a day proclaimed since."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground import law
from commonground.law.working_days import DAYS_FILE, on_or_next_working_day, read_days_file

ROOT = Path(__file__).parent.parent.parent
ENGLAND = holidays.country_holidays("GB", subdiv="ENG", years=range(2014, 2102))
DAYS = st.dates(date(2014, 9, 1), date(2099, 12, 31))
HEAD = "day,working,what,source\n"


def is_free(day: date) -> bool:
    """The naive answer: a weekend or in the package's calendar."""
    return day.weekday() > 4 or day in ENGLAND


@pytest.fixture(autouse=True)
def only_the_packaged_days() -> Iterator[None]:
    law.use_days_file(None)
    yield
    law.use_days_file(None)


@given(DAYS)
def test_a_working_day_is_one_by_the_package(day: date) -> None:
    assert law.is_working_day(day) is not is_free(day)


@given(DAYS, st.integers(0, 30))
def test_counting_on_matches_a_naive_count(day: date, n: int) -> None:
    end = law.add_working_days(day, n)
    between = [day + timedelta(days=i) for i in range(1, (end - day).days + 1)]
    assert sum(not is_free(d) for d in between) == n
    assert n == 0 or not is_free(end)


@given(DAYS, st.integers(0, 30))
def test_counting_back_matches_a_naive_count(day: date, n: int) -> None:
    start = law.working_days_before(day, n)
    between = [start + timedelta(days=i) for i in range((day - start).days)]
    assert sum(not is_free(d) for d in between) == n
    assert n == 0 or not is_free(start)


@given(DAYS)
def test_the_next_working_day_is_strictly_after(day: date) -> None:
    after = law.next_working_day(day)
    assert after > day
    assert on_or_next_working_day(day) == (after if is_free(day) else day)
    assert all(is_free(day + timedelta(days=i)) for i in range(1, (after - day).days))


def test_counting_the_wrong_way_is_refused() -> None:
    with pytest.raises(ValueError, match="working_days_before"):
        law.add_working_days(date(2026, 1, 5), -1)
    with pytest.raises(ValueError, match="add_working_days"):
        law.working_days_before(date(2026, 1, 5), -1)


def test_the_bank_holidays_of_the_reference() -> None:
    """Reference section 11, as published."""
    free = """2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26
        2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
        2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28"""
    wanted = {date.fromisoformat(word) for word in free.split()}
    days = [date(2025, 1, 1) + timedelta(days=i) for i in range(3 * 365)]
    assert {d for d in days if d.weekday() < 5 and not law.is_working_day(d)} == wanted


def test_the_calendar_is_the_locked_version() -> None:
    locked = re.search(r"^holidays==(\S+)", (ROOT / "requirements/base.txt").read_text(), re.MULTILINE)
    assert locked is not None
    assert law.current_calendar().name.startswith(f"holidays {locked[1]} + law/days.csv (")


def test_the_packaged_days_agree_with_the_package() -> None:
    """They stand twice so that no later version of the package can move a date that was given to a family."""
    for day, working in read_days_file(DAYS_FILE).working.items():
        assert working is not is_free(day), day


def test_a_proclaimed_day_moves_what_is_counted(tmp_path: Path) -> None:
    file = tmp_path / "proclaimed.csv"
    file.write_text(HEAD + "# a comment\n\n2026-09-02,no,A day of celebration,Royal Proclamation\n")
    assert law.certificate_by(date(2026, 8, 27)).date == date(2026, 9, 2)
    assert re.search(r" \+ proclaimed\.csv \([0-9a-f]{8}\)$", law.use_days_file(file).name)
    assert law.certificate_by(date(2026, 8, 27)).date == date(2026, 9, 3)
    assert not law.is_working_day(date(2026, 9, 2))


def test_a_holiday_that_was_moved_away_is_a_working_day(tmp_path: Path) -> None:
    file = tmp_path / "moved.csv"
    file.write_text(HEAD + "2026-05-04,yes,Early May moved,Royal Proclamation\n2026-05-09,yes,Saturday,Nobody\n")
    law.use_days_file(file)
    assert law.is_working_day(date(2026, 5, 4))
    assert not law.is_working_day(date(2026, 5, 9)), "a Saturday stays a Saturday"


def test_the_reply_names_the_installations_file(tmp_path: Path) -> None:
    file = tmp_path / "ours.csv"
    file.write_text(HEAD)
    law.use_days_file_of({"COMMONGROUND_DAYS_FILE": str(file)})
    assert "ours.csv" in law.ask("certificate-by", {"told": "2026-04-02"})["calendar"]
    law.use_days_file_of({})
    assert "ours.csv" not in law.ask("certificate-by", {"told": "2026-04-02"})["calendar"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "must begin with the line day,working,what,source"),
        ("day,free\n", "must begin with the line"),
        (HEAD + "2026-9-2,no,x,y\n", "Line 2"),
        (HEAD + "2026-09-02,maybe,x,y\n", "yes or no"),
        (HEAD + "\n2026-09-02\n", "Line 3"),
    ],
)
def test_a_bad_file_of_days_is_named_and_changes_nothing(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "bad.csv"
    file.write_text(text)
    before = law.current_calendar()
    with pytest.raises(law.DaysFileError, match=says):
        law.use_days_file(file)
    assert law.current_calendar() is before


def test_a_missing_file_of_days_is_named(tmp_path: Path) -> None:
    with pytest.raises(law.DaysFileError, match=r"nowhere\.csv cannot be read"):
        law.use_days_file(tmp_path / "nowhere.csv")
