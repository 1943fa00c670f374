"""R10: who may give information about mediation as an independent person (worked case 22)."""

from datetime import date

import pytest

from commonground.people.commands import add_person, declare_independence
from commonground.people.models import Person
from commonground.people.queries import is_independent

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)


@pytest.fixture
def ada() -> Person:
    """An adviser."""
    return add_person(name="Ada Adviser", email="ada@commonground.example")


@pytest.mark.parametrize("employer", ["la", "icb", "nhs_england"])
def test_an_adviser_employed_by_any_council_in_england_or_the_nhs_is_not_independent(
    ada: Person, employer: str
) -> None:
    """Worked case 22: a neighbouring council, not the one in dispute, is a council all the same."""
    declare_independence(person=ada, employed_by=employer, by=ada, on=DAY)
    assert is_independent(ada, DAY) is False


def test_an_adviser_employed_by_none_of_them_is_independent(ada: Person) -> None:
    declare_independence(person=ada, employed_by="none", by=ada, on=DAY)
    assert is_independent(ada, DAY) is True


def test_who_has_declared_nothing_is_not_taken_for_independent(ada: Person) -> None:
    assert is_independent(ada, DAY) is None
    declare_independence(person=ada, employed_by="none", by=ada, on=DAY)
    assert is_independent(ada, date(2026, 8, 31)) is None


def test_a_later_declaration_counts_from_its_day_and_leaves_earlier_days_alone(ada: Person) -> None:
    declare_independence(person=ada, employed_by="none", by=ada, on=DAY)
    declare_independence(person=ada, employed_by="la", by=ada, on=date(2026, 10, 1))
    assert is_independent(ada, date(2026, 9, 30)) is True
    assert is_independent(ada, date(2026, 10, 1)) is False


def test_of_two_on_one_day_the_one_made_last_counts(ada: Person) -> None:
    declare_independence(person=ada, employed_by="none", by=ada, on=DAY)
    declare_independence(person=ada, employed_by="icb", by=ada, on=DAY)
    assert is_independent(ada, DAY) is False


def test_an_unknown_employer_is_refused(ada: Person) -> None:
    with pytest.raises(ValueError, match="council"):
        declare_independence(person=ada, employed_by="council", by=ada)


def test_it_is_kept_who_declared_it(ada: Person) -> None:
    assert declare_independence(person=ada, employed_by="none", by=ada).declared_by == ada.actor
