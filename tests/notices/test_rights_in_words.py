"""What a message promises or says of a right: no more than the law gives, and no less."""

from datetime import date
from typing import Any

import pytest

from commonground.notices import checks
from commonground.notices.models import Channel
from commonground.notices.render import render
from commonground.notices.templates import SPECS


def text_of(name: str, **words: Any) -> str:
    context = {**checks.sample_of(SPECS[name]), **words}
    return render(name, to_name="Sam Sample", channel=Channel.EMAIL, context=context).text


def test_dates_sent_about_the_school_alone_do_not_say_that_a_certificate_moves_them() -> None:
    moved = "A certificate can make this day later, never earlier."
    assert moved in text_of("your_dates", appeal_by=date(2027, 1, 4), moves="yes")
    assert moved not in text_of("your_dates", appeal_by=date(2027, 1, 4), moves="no")


def test_a_corrected_copy_does_not_promise_what_was_corrected_away() -> None:
    """A corrected letter date can move the last day; the copy itself gives no time (D6)."""
    told = text_of("certificate_corrected")
    assert "has not changed" not in told
    assert "gives you no new time" in told
    assert "last day to appeal stands in the letter" in told


@pytest.mark.parametrize(("name", "more"), [("choice_recorded", {"choice": "mediation"}), ("day30_silent", {})])
def test_a_certificate_is_promised_only_to_who_needs_one(name: str, more: dict[str, Any]) -> None:
    told = text_of(name, **more)
    assert "we issue a certificate" not in told
    assert "If you need a certificate to appeal, we then issue one" in told


def test_who_needs_no_certificate_is_not_told_to_wait_for_one() -> None:
    assert "If it is only about the school, you need not wait for it." in text_of("not_arranged")


def test_a_closed_case_leaves_the_last_day_as_it_is() -> None:
    assert "Closing it does not change your right to appeal, or your last day to appeal." in text_of("closed")


@pytest.mark.parametrize("name", ["undecided", "choice_reminder"])
def test_all_five_ways_are_named_and_mediation_with_what_it_needs(name: str) -> None:
    told = text_of(name)
    for way in ("Appeal:", "Complaint:", "Disagreement resolution:", "Mediation:", "Nothing yet:"):
        assert f"- {way}" in told
    assert "after a decision about an EHC assessment or plan" in told


def test_a_party_s_reason_is_passed_on_only_if_they_let_us() -> None:
    told = text_of("party_asked")
    assert "any reason you give" not in told
    assert "your reason only if you let us" in told


@pytest.mark.parametrize("name", ["la_mediation_request", "icb_mediation_request"])
def test_we_ask_for_the_meeting_itself_within_the_30_days_as_families_are_told(name: str) -> None:
    assert "Please hold the meeting by then." in text_of(name)


def test_the_last_day_is_for_contact_and_not_for_speech() -> None:
    assert "To contact a mediation adviser: Friday 18 December 2026." in text_of("case_opened")
