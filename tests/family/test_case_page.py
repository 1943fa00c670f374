"""A family's case: where it is, for whoever of the family looks."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine

from commonground.cases.issues import add_issue
from commonground.cases.models import Case
from commonground.law import Decision
from commonground.people.roles import Role
from tests.family.worlds import refused
from tests.made_up import a_case, acting, staff, told
from tests.signing_in import client_for

pytestmark = pytest.mark.django_db


def parent_of(case: Case) -> Any:
    """The one whose choice it is."""
    return case.participants.filter(role="family", holds_right=True).order_by("id")[0].person


def page_of(case: Case, who: Any = None, below: str = "") -> str:
    """The case page, or one below it, as they see it."""
    answer = client_for(who or parent_of(case)).get(f"/case/{case.reference}/{below}")
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


def test_a_day_that_is_past_goes_into_no_calendar_and_what_we_do_not_know_is_said() -> None:
    by = staff(Role.ADVISER)
    with time_machine.travel(datetime(2026, 11, 25, 9, 0, tzinfo=UTC)):
        plan = {"decision": Decision.PLAN_CONTENTS, "sections": frozenset({"B"})}
        case = a_case(by, **plan)
        add_issue(case, by=acting(by), what="Anxiety", section="B", health_provision_wanted="CAMHS")
        case = told(Case.objects.get(pk=case.pk), by)
        before = page_of(case)
    with time_machine.travel(datetime(2026, 12, 2, 9, 0, tzinfo=UTC)):
        after = page_of(case)
    assert f"/case/{case.reference}/dates/told-nhs.ics" in before
    assert "We have not been told that they did." not in before
    assert f"/case/{case.reference}/dates/told-nhs.ics" not in after
    assert f"/case/{case.reference}/dates/appeal.ics" in after
    assert "We have not been told that they did." in after


def test_what_a_family_chose_was_written_down_by_the_adviser_and_not_chosen_by_them() -> None:
    by = staff(Role.ADVISER)
    text = page_of(told(a_case(by), by), below="what-happened/")
    chosen = text[text.index("Mediation was chosen") :][:200]
    assert "written down by Ada Adviser" in chosen
    assert ">by Ada Adviser" not in text
