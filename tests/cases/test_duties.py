"""Duties follow from facts alone: one table of histories, and what is then owed, by whom and by when."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest

from commonground.cases import duties
from commonground.cases.facts import Facts, fold
from commonground.cases.words import Route, Stage
from commonground.law import Decision, Holder

pytestmark = pytest.mark.feature(59)


@dataclass
class Row:
    kind: str
    on: date
    data: dict[str, Any] = field(default_factory=dict)


def day(text: str) -> date:
    return date.fromisoformat(text)


START = Facts(
    route=Route.MEDIATION,
    stage=Stage.ENQUIRY,
    decision=Decision.REFUSE_TO_ASSESS,
    sections=frozenset(),
    sent_on=day("2026-03-02"),
    holder_now=Holder.PARENT,
    as_of=day("2026-03-10"),
    opened_on=day("2026-03-09"),
)


def owed(*history: tuple[str, str] | tuple[str, str, dict[str, Any]], **changes: Any) -> dict[str, duties.Owed]:
    start = replace(START, **changes)
    rows = [Row(h[0], day(h[1]), h[2] if len(h) == 3 else {}) for h in history]
    return {duty.kind: duty for duty in duties.owed(fold(start, rows))}


CONTACTED = ("contacted", "2026-03-09")
INFORMED = ("information_given", "2026-03-10")
READ = ("information_read", "2026-03-10", {"reader": "1", "read": ["free"]})
ASKED = ("mediation_asked", "2026-03-10")
TOLD = ("la_told", "2026-03-10")

HISTORIES = [
    # what happened, the duty, who owes it, by when, settled?
    ([CONTACTED], "give_information", "us", "2026-03-10", False),
    ([CONTACTED, READ], "confirm_information", "us", "2026-03-11", False),  # R13
    ([CONTACTED, READ, ("information_given", "2026-03-11")], "confirm_information", "us", "2026-03-11", True),
    ([CONTACTED, READ], "give_information", "us", "2026-03-10", False),
    ([CONTACTED], "appeal", "family", "2026-05-05", False),  # 2 May is a Saturday, 4 May a bank holiday (R44)
    ([CONTACTED], "contact", "family", "2026-05-02", True),
    ([CONTACTED, INFORMED, ("declined", "2026-04-02")], "certify", "us", "2026-04-09", False),  # R14 over Easter
    ([CONTACTED, INFORMED, ASKED], "tell_authority", "us", "2026-03-10", False),
    ([CONTACTED, INFORMED, ASKED, TOLD], "tell_authority", "us", "2026-03-10", True),
    ([CONTACTED, INFORMED, ASKED, TOLD], "arrange", "la", "2026-04-09", False),  # R19: 30 calendar days
    ([CONTACTED, INFORMED, ASKED, TOLD], "day_30", "us", "2026-04-09", False),  # D5
    ([CONTACTED, INFORMED, ASKED, TOLD], "chase", "us", "2026-03-13", False),
    ([CONTACTED, INFORMED, ASKED, TOLD, ("la_chased", "2026-03-13")], "chase", "us", "2026-03-17", False),
    ([CONTACTED, INFORMED, ASKED, TOLD, ("la_unable", "2026-04-02")], "certify", "us", "2026-04-09", False),  # R23
    ([CONTACTED, INFORMED, ASKED, TOLD, ("meeting_fixed", "2026-04-14")], "give_notice", "us", "2026-04-02", False),
    (
        [CONTACTED, INFORMED, ASKED, TOLD, ("meeting_fixed", "2026-05-21"), ("concluded", "2026-05-21")],
        "certify", "us", "2026-05-27", False,
    ),  # R33
    ([CONTACTED, INFORMED, ASKED, TOLD, ("withdrew", "2026-11-23")], "certify", "us", "2026-11-26", False),  # R16
    ([CONTACTED, ("certificate_bounced", "2026-03-12")], "confirm_certificate", "us", "2026-03-12", False),
]  # fmt: skip


@pytest.mark.parametrize(("history", "kind", "by", "due", "settled"), HISTORIES)
def test_what_happened_gives_the_duty_its_owner_and_its_day(history, kind, by, due, settled):  # type: ignore[no-untyped-def]
    duty = owed(*history)[kind]
    assert (duty.owed_by, duty.due_on, duty.settled_on is not None) == (by, day(due), settled)


def test_health_issues_make_the_council_tell_the_nhs_in_three_working_days():
    told = ("la_told", "2026-12-22")
    duty = owed(CONTACTED, INFORMED, ("mediation_asked", "2026-12-22"), told, health=True)["tell_icb"]
    assert (duty.owed_by, duty.due_on, duty.rule) == ("la", day("2026-12-29"), "R18")


def test_health_alone_starts_the_thirty_days_only_when_the_nhs_is_told():
    asked, told = ("mediation_asked", "2026-04-01"), ("la_told", "2026-04-01")
    health = {"health": True, "only_health": True}
    assert "arrange" not in owed(CONTACTED, INFORMED, asked, told, **health)
    duty = owed(CONTACTED, INFORMED, asked, told, ("icb_told", "2026-04-08"), **health)["arrange"]
    assert (duty.owed_by, duty.due_on, duty.rule) == ("icb", day("2026-05-08"), "R21")


def test_the_council_being_told_counts_from_the_earliest_day_d13():
    found = owed(CONTACTED, INFORMED, ASKED, ("la_told", "2026-03-12"), ("la_told", "2026-03-10"))
    assert found["arrange"].since == day("2026-03-10")


def test_asking_again_after_withdrawing_starts_the_councils_time_afresh():
    found = owed(CONTACTED, INFORMED, ASKED, TOLD, ("withdrew", "2026-03-12"), ("mediation_asked", "2026-03-20"))
    assert "arrange" not in found
    assert found["tell_authority"].due_on == day("2026-03-20")
    assert "certify" not in found


def test_a_certificate_from_elsewhere_moves_the_appeal_date_and_the_earliest_counts_d6():
    ours = {"certificate": "declined", "holder": "x", "number": "M-1"}
    found = owed(
        CONTACTED, INFORMED, ("declined", "2026-04-30"), ("certificate_issued", "2026-04-30", ours),
        ("earlier_certificate", "2026-04-10"), as_of=day("2026-05-01"),
    )  # fmt: skip
    assert found["appeal"].due_on == day("2026-05-11")


def test_after_late_contact_no_appeal_date_is_named_d1():
    assert "appeal" not in owed(("contacted", "2026-05-04"))


def test_someone_who_withdraws_with_a_certificate_in_hand_is_owed_no_second_one():
    ours = {"certificate": "not_arranged", "holder": "x", "number": "M-1"}
    found = owed(
        CONTACTED, INFORMED, ASKED, TOLD, ("la_unable", "2026-03-20"), ("certificate_issued", "2026-03-20", ours),
        ("withdrew", "2026-03-25"),
    )  # fmt: skip
    assert found["certify"].settled_on is not None


def test_a_closed_case_owes_nothing():
    assert all(d.settled_on for d in owed(CONTACTED, stage=Stage.CLOSED).values())


def test_disagreement_resolution_owes_no_certificate_and_no_thirty_days_r55():
    found = owed(CONTACTED, INFORMED, ("concluded", "2026-03-20"), route=Route.DISAGREEMENT_RESOLUTION)
    assert not {"certify", "arrange", "day_30"} & set(found)


def test_weeks_before_the_right_passes_we_meet_the_young_person():
    found = owed(CONTACTED, holder_changes_on=day("2026-06-26"))
    assert found["meet_young_person"].due_on == day("2026-05-15")
    assert "meet_young_person" not in owed(CONTACTED, holder_changes_on=day("2031-06-27"))


URGENT = [
    # sent, contacted, from which day the case stands at the top
    ("2026-03-02", "2026-03-09", "2026-04-27"),  # contacted in time: five working days before 5 May
    ("2026-06-30", None, "2026-08-24"),  # nobody has contacted us: five before Sunday 30 August
]


@pytest.mark.parametrize(("sent", "contacted", "expected"), URGENT)
def test_urgent_from_five_working_days_before_the_first_last_day(sent, contacted, expected):  # type: ignore[no-untyped-def]
    facts = replace(START, sent_on=day(sent), contacted_on=day(contacted) if contacted else None)
    assert duties.urgency_starts(facts) == day(expected)


def test_a_letter_dated_before_it_was_sent_warns_from_its_date_and_counts_from_the_sending_d20():
    facts = replace(START, sent_on=day("2026-03-06"), letter_on=day("2026-03-02"), contacted_on=day("2026-03-09"))
    assert duties.urgency_starts(facts) == day("2026-04-27"), "as if sent on 2 March"
    assert {d.kind: d.due_on for d in duties.owed(facts)}["appeal"] == day("2026-05-06"), "two months after 6 March"


def test_the_young_person_is_still_to_be_met_after_the_right_has_passed_r9():
    passed = replace(START, holder_now=Holder.YOUNG_PERSON, as_of=day("2026-06-29"))
    found = owed(CONTACTED, holder_now=Holder.YOUNG_PERSON, as_of=passed.as_of, holder_changes_on=day("2026-06-26"))
    assert found["meet_young_person"].settled_on is None
    long_ago = owed(CONTACTED, holder_now=Holder.YOUNG_PERSON, holder_changes_on=day("2025-06-27"))
    assert "meet_young_person" not in long_ago


def test_each_certificate_is_confirmed_by_its_own_number():
    one, two = {"number": "M-1"}, {"number": "M-2"}
    history = [CONTACTED, ("certificate_sent", "2026-03-12", one), ("certificate_bounced", "2026-03-16", two)]
    assert owed(*history)["confirm_certificate"].due_on == day("2026-03-12")
    history.append(("certificate_received", "2026-03-17", one))
    assert owed(*history)["confirm_certificate"].due_on == day("2026-03-16")
    assert "confirm_certificate" not in owed(*history, ("certificate_withdrawn", "2026-03-18", two))


def test_day_30_is_settled_when_the_family_was_asked_and_opens_again_when_they_ask_for_mediation_anew_d5():
    asked = ("day_30_offered", "2026-04-09")
    assert owed(CONTACTED, INFORMED, ASKED, TOLD, asked)["day_30"].settled_on == day("2026-04-09")
    again = [("mediation_asked", "2026-04-20"), ("la_told", "2026-04-20")]
    assert owed(CONTACTED, INFORMED, ASKED, TOLD, asked, *again)["day_30"].settled_on is None


def test_for_someone_detained_a_person_names_the_last_day_d11():
    assert "appeal" not in owed(CONTACTED, detained=True)


def test_a_certificate_in_hand_ends_the_urgency():
    facts = replace(START, contacted_on=day("2026-03-09"), earlier_certificate_on=day("2026-03-10"))
    assert duties.urgency_starts(facts) is None


def test_whoever_has_been_informed_and_said_nothing_is_asked_again_within_a_week() -> None:
    assert owed(CONTACTED, INFORMED, stage=Stage.INFORMED)["next_contact"].due_on == day("2026-03-17")
    late = owed(CONTACTED, ("information_given", "2026-05-01"), stage=Stage.INFORMED)
    assert late["next_contact"].due_on == day("2026-05-05"), "and never after the last day to appeal"
    named = owed(CONTACTED, INFORMED, ("next_contact", "2026-03-12"), stage=Stage.UNDECIDED)
    assert named["next_contact"].due_on == day("2026-03-12")


@pytest.mark.feature(64, how="partly")
def test_a_council_is_asked_again_on_a_day_on_which_somebody_is_there() -> None:
    told = ("la_told", "2026-03-11")
    assert owed(CONTACTED, INFORMED, ASKED, told)["chase"].due_on == day("2026-03-16"), "day 3 is a Saturday"


def test_once_everybody_agreed_a_day_is_looked_for_within_a_week() -> None:
    agreed = [("party_asked", "2026-03-10"), ("party_answered", "2026-03-12")]
    found = owed(CONTACTED, INFORMED, *agreed, route=Route.DISAGREEMENT_RESOLUTION, stage=Stage.ARRANGING)
    assert found["find_day"].due_on == day("2026-03-19")
    assert "find_day" not in owed(CONTACTED, INFORMED, ASKED, TOLD, stage=Stage.ARRANGING)


CANCELLED = ("meeting_cancelled", "2026-03-16", {})
FIXED = ("meeting_fixed", "2026-04-02")
AGAIN = ("mediation_asked", "2026-03-20")
CANCELLATIONS = [
    # what happened, how many meetings of this mediation were cancelled
    ([ASKED, TOLD, FIXED], 0),
    ([ASKED, TOLD, FIXED, CANCELLED], 1),
    ([ASKED, TOLD, FIXED, ("meeting_cancelled", "2026-03-16", {"adjourned": True})], 0),
    ([ASKED, TOLD, FIXED, CANCELLED, FIXED, CANCELLED], 2),
    ([ASKED, TOLD, FIXED, CANCELLED, ("withdrew", "2026-03-17"), AGAIN], 0),
    ([ASKED, TOLD, FIXED, CANCELLED, ("withdrew", "2026-03-17"), AGAIN, ("la_told", "2026-03-20"), CANCELLED], 1),
]


@pytest.mark.parametrize(("history", "cancelled"), CANCELLATIONS)
def test_meetings_cancelled_are_counted_afresh_when_mediation_is_asked_for_again(history, cancelled):  # type: ignore[no-untyped-def]
    rows = [Row(h[0], day(h[1]), h[2] if len(h) == 3 else {}) for h in history]
    assert fold(START, rows).meetings_cancelled == cancelled


@pytest.mark.parametrize("history", [row[0] for row in HISTORIES])
def test_of_all_that_is_owed_only_what_is_named_so_changes_with_the_day_alone(history):  # type: ignore[no-untyped-def]
    change = {"holder_changes_on": day("2026-06-26")}
    before = owed(*history, as_of=day("2026-03-10"), **change)
    for later in ("2026-05-06", "2026-06-26", "2026-06-27", "2030-01-01"):
        after = owed(*history, as_of=day(later), **change)
        assert {k: d for k, d in after.items() if k not in duties.BY_THE_DAY} == before
        assert (after.keys() >= duties.BY_THE_DAY) == (later > "2026-06-26")
