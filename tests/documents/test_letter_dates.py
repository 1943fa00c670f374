"""Dates are read from a letter as people in England write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.documents.letter_dates import EARLIEST, MONTHS, MOST, dates_in

TODAY = date(2026, 11, 25)
FIRST = date(2026, 9, 1)


@pytest.mark.feature(11, how="partly")
@pytest.mark.parametrize(
    "words",
    [
        "1 September 2026", "1st September 2026", "1st Sept 2026", "1 Sep 2026", "1st of September 2026",
        "1 Sept. 2026", "01/09/2026", "1/9/26", "01.09.2026", "01-09-2026", "2026-09-01", "September 1, 2026",
        "Tuesday 1 September 2026",
        "1 SEPTEMBER 2026", "1\nSeptember\n2026", "1 September, 2026", "Date:01/09/2026.",
    ],
)  # fmt: skip
def test_each_way_of_writing_a_date_is_read(words: str) -> None:
    assert dates_in(f"Dear Sam, {words} is the date", today=TODAY) == [FIRST]


@pytest.mark.parametrize(
    "words",
    [
        "31 September 2026", "13/13/2026", "1 September", "September 2026", "1 September 2013", "1 December 2026",
        "Ref 101/09/2026/4", "01632 960 001", "1.9.2026.4", "version 1.2.3", "1/9", "maybe 2026", "",
    ],
)  # fmt: skip
def test_what_is_no_date_or_cannot_be_a_letters_date_is_left(words: str) -> None:
    assert dates_in(words, today=TODAY) == []


def test_the_day_comes_before_the_month() -> None:
    assert dates_in("03/04/2026", today=TODAY) == [date(2026, 4, 3)]


def test_dates_are_given_in_the_order_of_the_letter_each_once_and_not_too_many() -> None:
    text = "12 October 2026 ... your letter of 01/09/2026 ... 12/10/2026 ... 3 May 2026"
    assert dates_in(text, today=TODAY) == [date(2026, 10, 12), FIRST, date(2026, 5, 3)]
    many = " ".join(f"{day} May 2026" for day in range(1, 20))
    assert len(dates_in(many, today=TODAY)) == MOST


@given(st.dates(EARLIEST, TODAY))
def test_any_day_is_read_however_it_is_written(day: date) -> None:
    name = MONTHS[day.month - 1].title()
    for words in (f"{day.day} {name} {day.year}", f"{day:%d/%m/%Y}", f"{day:%d.%m.%y}", day.isoformat()):
        assert dates_in(f"of {words},", today=TODAY) == [day]


@given(st.text(max_size=200))
def test_any_words_give_days_that_a_letter_can_have(text: str) -> None:
    found = dates_in(text, today=TODAY)
    assert all(EARLIEST <= day <= TODAY for day in found)
    assert len(found) <= MOST


def test_today_counts_and_tomorrow_does_not() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert dates_in(f"{TODAY:%d/%m/%Y} {tomorrow:%d/%m/%Y}", today=TODAY) == [TODAY]
