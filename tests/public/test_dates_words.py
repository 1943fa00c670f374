"""The dates page as a parent reads it: no right larger or smaller than it is, and no time that runs left unsaid."""

import pytest
from django.test import Client

from commonground.law import Decision, routes
from commonground.web.public.decisions import LABELS
from tests.public.reading_dates import asked, on

pytestmark = pytest.mark.django_db
TODAY = "2026-11-25"
NO_APPEAL = [decision for decision in LABELS if not routes(Decision(decision)).appeal]


@pytest.mark.parametrize("sent", ["2026-11-02", ""])
@pytest.mark.parametrize("decision", NO_APPEAL)
def test_where_nothing_can_be_appealed_nobody_is_told_that_they_can_still_appeal(decision: str, sent: str) -> None:
    with on(TODAY):
        page = asked(decision=decision, sent=sent)
    assert "still appeal" not in page.way("Mediation")
    assert "No last day runs" not in page.text
    assert "no last day that runs" not in page.text


@pytest.mark.parametrize("sections", ["G", "C,D,G", "A,E"])
def test_parts_of_a_plan_that_cannot_be_appealed_alone_point_to_those_that_can(sections: str) -> None:
    with on(TODAY):
        page = asked(decision="plan_contents", sections=sections)
    assert "still appeal" not in page.way("Mediation")
    assert "It gives no certificate" in page.way("Mediation")
    assert "Do you also disagree with part B, F or I?" in page.text


def test_a_claim_has_its_six_months_even_where_its_day_is_not_known() -> None:
    with on(TODAY):
        page = asked(decision="discrimination", sent="")
    assert page.headline == "A claim must arrive within six months"
    assert "six months" in page.way("Wait")


def test_a_late_claim_can_be_asked_for_and_not_every_claim_goes_to_the_tribunal() -> None:
    with on(TODAY):
        page = asked(decision="discrimination", sent="2025-11-02")
    assert "The tribunal can be asked to take a late claim." in page.text
    assert "About a school, you make it to the same tribunal." in page.way("Appeal")
    assert "county court" in page.way("Appeal")


def test_a_draft_has_its_own_days_to_answer_in() -> None:
    with on(TODAY):
        page = asked(decision="draft_plan")
    assert "at least 15 days" in page.text
    assert "Its letter says by when" in page.way("Wait")


def test_a_plan_that_is_to_end_goes_on_while_an_appeal_can_be_made() -> None:
    with on(TODAY):
        assert "The council must keep the plan going" in asked(decision="cease_to_maintain").text
        assert "The council must keep the plan going" not in asked(decision="refuse_to_assess").text
        assert "The council must keep the plan going" not in asked(decision="cease_to_maintain", sent="2026-08-01").text


def test_where_it_is_doubtful_that_a_certificate_counts_no_page_says_that_it_moves_the_day() -> None:
    with on(TODAY):
        page = asked(decision="refuse_to_amend", sections="I", sent="2026-11-02")
    assert page.table == []
    assert "A certificate can make it later" not in page.text
    assert "It is not clear that a certificate makes it later." in page.text
    assert "we do not count on a certificate for more time" in page.text


@pytest.mark.parametrize("given", [{"decision": "plan_contents", "sections": "not_sure"}, {"decision": "not_sure"}])
def test_who_is_not_sure_yet_is_told_that_about_the_school_alone_a_certificate_may_move_nothing(
    given: dict[str, str],
) -> None:
    with on(TODAY):
        page = asked(**given)
    assert "If it turns out to be only about the school" in page.text


def test_about_health_alone_the_nhs_has_its_thirty_days_from_when_the_council_tells_it() -> None:
    with on(TODAY):
        page = asked(decision="plan_contents", sections="C,G")
        mixed = asked(decision="plan_contents", sections="D,G")
    assert page.dates["You choose mediation: a meeting by"] == "2026-12-30"  # three working days, then 30 days
    assert "The NHS then has 30 days" in page.text
    assert mixed.dates["You choose mediation: a meeting by"] == "2026-12-25"


def test_after_a_last_day_mediation_is_not_said_to_keep_the_appeal() -> None:
    with on(TODAY):
        page = asked(sent="2026-08-01")
    assert "still appeal" not in page.way("Mediation")
    assert "Mediation does not bring back a day that has passed." in page.way("Mediation")


def test_who_has_a_certificate_already_counts_from_the_first() -> None:
    with on(TODAY):
        page = asked()
    assert "Have you got a certificate already? Then the date on the first one counts." in page.text


def test_families_read_before_5pm_and_of_the_nhs() -> None:
    with on(TODAY):
        for given in ({}, {"decision": "plan_contents", "sections": "I"}, {"decision": "health_or_social_care"}):
            page = asked(**given)
            assert "by 5pm" not in page.text.lower()
            assert "17:00" not in page.text
            assert "integrated care board" not in page.text


def test_health_and_care_can_be_asked_for_beside_an_appeal_but_not_about_a_refused_assessment() -> None:
    beside = "In the same appeal you can ask for health and care help too. The tribunal can ask for it, not order it."
    with on(TODAY):
        assert beside in asked(decision="plan_contents", sections="F,G").way("Appeal")
        assert beside in asked(decision="plan_contents", sections="D,I").way("Appeal")
        assert beside not in asked(decision="plan_contents", sections="F").way("Appeal")
        assert beside not in asked().way("Appeal")


def test_who_named_other_parts_too_is_not_told_that_they_only_disagree_about_the_school() -> None:
    with on(TODAY):
        page = asked(decision="plan_contents", sections="D,I")
    assert "You only disagree about the school" not in page.text
    assert "Of the parts you named, only the school can be appealed." in page.text
    assert "do not need a certificate" in page.way("Appeal")


@pytest.mark.parametrize("given", [{"decision": "plan_contents"}, {"decision": "refuse_to_amend"}])
def test_about_the_school_alone_a_meeting_is_said_not_to_move_the_last_day(given: dict[str, str]) -> None:
    with on(TODAY):
        page = asked(**given, sections="I", sent="2026-10-01")
    assert "Mediation does not move your last day to appeal." in page.text


def test_of_a_claim_nobody_is_told_to_keep_an_envelope() -> None:
    with on(TODAY):
        assert "envelope" not in asked(decision="discrimination").text


def test_changes_that_a_council_sent_have_a_time_to_answer_in() -> None:
    with on(TODAY):
        assert "Then you have a set time to answer." in asked(decision="amendment_promised").text


@pytest.mark.parametrize(("sent", "told"), [("2026-05-30", True), ("2026-09-14", False)], ids=["near", "far"])
def test_a_claim_whose_last_day_is_near_can_be_sent_without_us(sent: str, told: bool) -> None:
    with on(TODAY):
        page = asked(decision="discrimination", sent=sent)
    assert ("You can send a claim now, without talking to us." in page.text) == told
    assert ("Soon" in page.text) == told


@pytest.mark.parametrize("decision", LABELS)
def test_where_a_council_does_not_do_what_it_must_the_dates_lead_to_what_a_court_can_do(decision: str) -> None:
    with on(TODAY):
        page = asked(decision=decision, sections="B", sent="2026-11-02")
    does_not_act = decision in {"delay", "not_delivered", "amendment_promised"}
    assert ("A court can also be asked to look at it" in page.text) == does_not_act
    links = [link.get("href", "") for link in page.document.iter("a")]
    assert ("/side-by-side/#if-the-council-does-not-do-what-it-must" in links) == does_not_act


def test_the_page_on_what_a_court_can_do_is_there(client: Client) -> None:
    assert 'id="if-the-council-does-not-do-what-it-must"' in client.get("/side-by-side/").text
