"""A family's case: where it is, for whoever of the family looks."""

from typing import Any

import pytest

from commonground.cases.models import Case
from commonground.people.roles import Role
from tests.family.worlds import refused
from tests.made_up import a_case, staff
from tests.signing_in import client_for

pytestmark = pytest.mark.django_db


def parent_of(case: Case) -> Any:
    """The one whose choice it is."""
    return case.participants.filter(role="family", holds_right=True).order_by("id")[0].person


def page_of(case: Case, who: Any = None) -> str:
    """The case page as they see it."""
    answer = client_for(who or parent_of(case)).get(f"/case/{case.reference}/")
    assert answer.status_code == 200, answer.status_code
    return answer.text


def test_a_new_case_says_who_gets_in_touch_and_by_when() -> None:
    by = staff(Role.ADVISER)
    text = page_of(a_case(by))
    assert "We have your request, and have not spoken with you yet." in text
    assert "Ada Adviser gets in touch by" in text


def test_once_somebody_said_no_nothing_more_is_promised() -> None:
    text = page_of(refused(staff(Role.ADVISER)))
    assert "said no, so there is no meeting." in text
    assert "To come" not in text
    assert "We hope for an answer by this day" not in text
