"""Whose right it is, on the day before, the day of and the day after it passes (R8, R9, D22)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground import law
from commonground.law import Holder

BORN = st.dates(date(1999, 1, 1), date(2083, 12, 31))
"""Born so that the right passed while there was a rulebook."""

ONE_DAY = timedelta(days=1)


def change_for(born: date) -> date:
    return law.right_holder(born, date(2099, 12, 31)).changes_on


@pytest.mark.parametrize(
    ("born", "changes"),
    [
        ("2008-09-01", "2025-06-27"),
        ("2009-08-31", "2025-06-27"),
        ("2009-09-01", "2026-06-26"),
        ("2009-12-31", "2026-06-26"),
        ("2010-08-31", "2026-06-26"),
        ("2010-09-01", "2027-06-25"),
        ("2010-06-27", "2026-06-26"),
    ],
)
def test_the_right_passes_in_the_school_year_of_the_16th_birthday(born: str, changes: str) -> None:
    answer = law.right_holder(date.fromisoformat(born), date(2026, 10, 1))
    assert answer.changes_on == date.fromisoformat(changes)


@given(BORN)
def test_the_parent_holds_it_through_the_last_friday_in_june(born: date) -> None:
    change = change_for(born)
    assert (change.weekday(), change.month) == (4, 6)
    assert (change + timedelta(days=7)).month == 7
    assert law.right_holder(born, change).holder == Holder.PARENT
    assert law.right_holder(born, change + ONE_DAY).holder == Holder.YOUNG_PERSON
    # A child turns 16 in the school year that ends with the August after that June.
    turned = date(change.year, 8, 31).year - born.year - ((born.month, born.day) > (8, 31))
    assert turned == 16


@given(BORN)
def test_without_capacity_an_alternative_person_acts_after_it_and_the_parent_before(born: date) -> None:
    change = change_for(born)
    for deputy in (False, True):
        before = law.right_holder(born, change, lacks_capacity=True, deputy=deputy)
        after = law.right_holder(born, change + ONE_DAY, lacks_capacity=True, deputy=deputy)
        assert (before.holder, after.holder) == (Holder.PARENT, Holder.ALTERNATIVE_PERSON)


def test_a_deputy_for_someone_with_capacity_changes_nothing() -> None:
    answer = law.right_holder(date(2007, 3, 1), date(2026, 10, 1), deputy=True)
    assert answer.holder == Holder.YOUNG_PERSON


def test_who_acts_for_someone_without_capacity_is_said() -> None:
    born, on = date(2007, 3, 1), date(2026, 10, 1)
    with_deputy = law.right_holder(born, on, lacks_capacity=True, deputy=True)
    without = law.right_holder(born, on, lacks_capacity=True)
    assert "the deputy or attorney acts" in with_deputy.because[-1].step
    assert "the parent, as there is no deputy" in without.because[-1].step


@pytest.mark.parametrize("lacks_capacity", [False, True])
def test_from_the_25th_birthday_on_a_person_is_asked(lacks_capacity: bool) -> None:
    born = date(2001, 10, 1)
    under = law.right_holder(born, date(2026, 9, 30), lacks_capacity=lacks_capacity)
    over = law.right_holder(born, date(2026, 10, 1), lacks_capacity=lacks_capacity)
    assert under.holder != Holder.ASK_A_PERSON
    assert over.holder == Holder.ASK_A_PERSON
    assert over.changes_on == date(2018, 6, 29), "always given"
    assert over.certainty == "doubt:D22"


def test_on_the_day_of_birth_it_is_the_parents() -> None:
    assert law.right_holder(date(2026, 1, 1), date(2026, 1, 1)).holder == Holder.PARENT


def test_a_birth_after_the_day_asked_about_is_refused() -> None:
    with pytest.raises(ValueError, match="born"):
        law.right_holder(date(2026, 1, 2), date(2026, 1, 1))
