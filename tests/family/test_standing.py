"""Every stage of both routes has its true sentence, says who acts next and by when, and who is late."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from commonground.cases.stages import STAGES
from commonground.cases.words import Route, Stage
from commonground.people.models import Person
from commonground.web.family.standing import STANDINGS
from tests.family.worlds import BUILDS, page_of
from tests.made_up import a_case, staff, told

pytestmark = [pytest.mark.django_db, pytest.mark.feature(19)]

WEDNESDAY = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
M, D = Route.MEDIATION, Route.DISAGREEMENT_RESOLUTION
SAID: dict[tuple[Route, Stage], tuple[str, str]] = {
    (M, Stage.ENQUIRY): (
        "We have your request, and have not spoken with you yet.",
        "Ada Adviser gets in touch by Thursday 26 November 2026.",
    ),
    (M, Stage.NOT_REACHED): (
        "We tried to reach you on Wednesday 25 November 2026.",
        "We get in touch again on Friday 27 November 2026. You can call us before that.",
    ),
    (M, Stage.INFORMED): (
        "We told you what you can do. You have not chosen yet.",
        "You choose. No choice counts against you.",
    ),
    (M, Stage.UNDECIDED): (
        "You are still deciding, and that is fine.",
        "We get in touch again on Wednesday 2 December 2026. You can call us before that.",
    ),
    (M, Stage.DECLINED): ("You chose not to mediate.", "We issue your certificate by Monday 30 November 2026."),
    (M, Stage.ASKED): ("You chose mediation.", "We tell Exampleshire Council by Wednesday 25 November 2026."),
    (M, Stage.ARRANGING): (
        "We asked Exampleshire Council for dates on Wednesday 25 November 2026.",
        "They must set up a meeting by Friday 25 December 2026. "
        "If we hear nothing, we ask again on Monday 30 November 2026.",
    ),
    (M, Stage.NOT_ARRANGED): (
        "Exampleshire Council told us that a meeting cannot be arranged in 30 days.",
        "We issue your certificate by Monday 30 November 2026. You can still mediate",
    ),
    (M, Stage.MEETING_FIXED): (
        "The meeting is on Wednesday 16 December 2026.",
        "From 10am to 1pm. Online",
    ),
    (M, Stage.CONCLUDED): (
        "The meeting took place on Wednesday 25 November 2026. It ended with an agreement.",
        "We issue your certificate by Monday 30 November 2026.",
    ),
    (M, Stage.CERTIFIED): (
        "We issued your certificate on Wednesday 25 November 2026.",
        "To appeal or not is your choice. The last day is Friday 15 January 2027, before 5pm.",
    ),
    (M, Stage.NOT_NEEDED): (
        "This is about the school alone, so no certificate is needed to appeal.",
        "You choose. You can still have mediation.",
    ),
    (M, Stage.CLOSED): ("This case was closed on Wednesday 25 November 2026.", "Call us if something changes."),
    (D, Stage.ENQUIRY): (
        "We have your request, and have not spoken with you yet.",
        "Ada Adviser gets in touch by Thursday 26 November 2026.",
    ),
    (D, Stage.NOT_REACHED): (
        "We tried to reach you on Wednesday 25 November 2026.",
        "We get in touch again on Friday 27 November 2026.",
    ),
    (D, Stage.INFORMED): (
        "We told you what you can do. You have not chosen yet.",
        "Tell us if we should ask everyone to a meeting.",
    ),
    (D, Stage.UNDECIDED): ("You are still deciding, and that is fine.", "We get in touch again on"),
    (D, Stage.ASKING_PARTIES): (
        "We asked Exampleshire Council and Example Primary School to come to a meeting.",
        "We hope to hear by Wednesday 2 December 2026. If not, we ask again.",
    ),
    (D, Stage.REFUSED): (
        "Example Primary School said no, so there is no meeting.",
        "They may still change their mind. There are other things you can do.",
    ),
    (D, Stage.ARRANGING): ("Everyone said yes to a meeting.", "We look for a day that suits everyone"),
    (D, Stage.MEETING_FIXED): (
        "The meeting is on Wednesday 16 December 2026.",
        "From 10am to 1pm. Online",
    ),
    (D, Stage.CONCLUDED): (
        "The meeting took place on Wednesday 25 November 2026. It ended with an agreement on some of it.",
        "We close the case once everything is written down.",
    ),
    (D, Stage.CLOSED): ("This case was closed on Wednesday 25 November 2026.", "Call us if something changes."),
}


@pytest.fixture
def ada() -> Person:
    """The adviser."""
    return staff()


def known() -> list[tuple[Route, Stage]]:
    """Every stage that the stage table knows, by route."""
    found = {(route, at) for route, table in STAGES.items() for at, _act in table}
    found |= {(route, row.to) for route, table in STAGES.items() for row in table.values() if row.to}
    return sorted(found)


def test_every_stage_of_the_stage_table_has_its_sentence_and_no_other() -> None:
    assert sorted(STANDINGS) == known()
    assert sorted(SAID) == known()


@pytest.mark.parametrize(("route", "stage"), list(SAID), ids=lambda value: str(value))
def test_the_page_says_where_it_is_and_who_acts_next(ada: Person, route: Route, stage: Stage) -> None:
    with time_machine.travel(WEDNESDAY):
        case = BUILDS[route, stage](ada)
        assert case.stage == stage
        text = page_of(case)
    sentence, then = SAID[route, stage]
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", text)
    assert heading is not None
    assert heading[1] == sentence
    assert then in text
    assert "in progress" not in text.lower()
    assert "We are late" not in text


def test_the_council_is_named_when_it_is_late_and_the_family_may_wait_or_stop(ada: Person) -> None:
    with time_machine.travel(WEDNESDAY):
        case = told(a_case(ada), ada)
    with time_machine.travel(WEDNESDAY + timedelta(days=31)):
        text = page_of(case)
    assert "Exampleshire Council is late: the 30 days ended on Friday 25 December 2026." in text
    assert "Choose: keep waiting, or stop waiting" in text
    assert "by Friday 25 December 2026" not in text
    assert "integrated care board" not in text


def test_we_say_so_when_we_are_late(ada: Person) -> None:
    with time_machine.travel(WEDNESDAY):
        case = BUILDS[M, Stage.DECLINED](ada)
    with time_machine.travel(WEDNESDAY + timedelta(days=8)):
        text = page_of(case)
    assert "We are late: this was due on Monday 30 November 2026. We are sorry." in text


def test_disagreement_resolution_says_that_it_moves_no_appeal_date(ada: Person) -> None:
    text = page_of(BUILDS[D, Stage.ASKING_PARTIES](ada))
    assert "It gives no certificate and does not move any date for an appeal." in text
    assert "Last day to appeal" not in text


def test_no_stage_is_named_by_its_code(ada: Person, settings: Any) -> None:
    text = page_of(BUILDS[M, Stage.ARRANGING](ada))
    assert not re.search(r"right-holder|duty|clock\b|arranging", text)
