"""Each doubt's safe behaviour, by name; those that no function of this package can hold are named with their room."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from commonground import law
from commonground.law import CertificateFacts, CertificateKind, CertificateNeed, Decision, Holder

HELD_ELSEWHERE = {"D17": "meetings", "D21": "certificates", "D23": "cases"}
ALSO_HELD_IN = [
    ("D1", "certificates"), ("D1", "cases"), ("D5", "casework"), ("D6", "certificates"), ("D11", "certificates"),
    ("D12", "meetings"), ("D13", "casework"), ("D15", "certificates"), ("D18", "meetings"), ("D20", "cases"),
    ("D23", "certificates"),
]  # fmt: skip
"""Doubts of the law package about which a room, too, has something to do."""
TESTS = Path(__file__).parent.parent
PLAN = Decision.PLAN_CONTENTS


def certificate(**facts: Any) -> law.Ruling:
    plain: dict[str, Any] = {
        "kind": CertificateKind.DECLINED,
        "decision": Decision.REFUSE_TO_ASSESS,
        "holder_now": Holder.PARENT,
        "issued_to": Holder.PARENT,
        "decision_sent_on": date(2026, 9, 1),
        "contacted_on": date(2026, 9, 2),
        "information_given_on": date(2026, 9, 2),
        "declined_on": date(2026, 9, 2),
        "adviser_independent": True,
    }
    return law.may_issue(CertificateFacts(**{**plain, **facts}))


def test_d1_late_contact_asks_a_person_and_is_never_refused() -> None:
    assert law.appeal_by(date(2026, 4, 1), contacted=date(2026, 6, 2)).ask_a_person
    late = certificate(decision_sent_on=date(2026, 6, 1))
    assert (late.allowed, late.certainty) == ("ask_a_person", "doubt:D1")


def test_d2_the_event_day_is_not_counted_and_the_familys_day_not_rolled_on() -> None:
    assert law.add_working_days(date(2026, 11, 23), 3) == date(2026, 11, 26)
    answer = law.contact_by(date(2025, 12, 31))
    assert (answer.date, answer.certainty) == (date(2026, 2, 28), "doubt:D2"), "a Saturday"


def test_d3_the_meeting_is_to_be_held_by_day_30() -> None:
    assert law.arrange_by(date(2026, 5, 7)).date == date(2026, 6, 6)


def test_d4_thirty_days_are_calendar_days_for_health_too() -> None:
    assert law.who_arranges(health=True, other=False).runs_from == "icb_told"
    assert law.arrange_by(date(2026, 4, 8)).date == date(2026, 5, 8)


def test_d5_silence_at_day_30_offers_the_other_certificate_and_a_person_decides() -> None:
    silent = certificate(
        kind=CertificateKind.NOT_ARRANGED, la_told_on=date(2026, 9, 2), issue_on=date(2026, 10, 5), declined_on=None
    )
    assert (silent.allowed, silent.certainty) == ("ask_a_person", "doubt:D5")
    assert "no longer wish to mediate" in silent.sentence


def test_d6_the_earliest_certificate_starts_the_month() -> None:
    both = [date(2026, 4, 30), date(2026, 4, 10)]
    answer = law.appeal_by(date(2026, 3, 2), certificates=both)
    assert (answer.date, answer.certainty) == (date(2026, 5, 11), "doubt:D6")
    assert law.appeal_by(date(2026, 3, 2), certificates=both[1:]).certainty == "settled"
    assert certificate(earlier_certificate_on=date(2026, 9, 2)).allowed == "ask_a_person"


def test_d7_adding_b_or_f_to_a_placement_appeal_needs_a_certificate_first() -> None:
    assert law.routes(PLAN, sections=frozenset("I")).certificate == CertificateNeed.NOT_REQUIRED
    for added in ("IB", "IF"):
        assert law.routes(PLAN, sections=frozenset(added)).certificate == CertificateNeed.REQUIRED


def test_d8_placement_only_has_two_months_whatever_the_certificate() -> None:
    answer = law.appeal_by(date(2026, 3, 2), certificates=[date(2026, 4, 30)], decision=PLAN, sections=frozenset("I"))
    assert (answer.date, answer.certainty) == (date(2026, 5, 5), "doubt:D8")
    voluntary = certificate(decision=PLAN, sections=frozenset("I"))
    assert (voluntary.allowed, voluntary.certainty) == ("ask_a_person", "doubt:D8")


def test_d9_a_weekend_before_a_season_gives_the_next_working_day() -> None:
    before_august = law.appeal_by(date(2027, 5, 31))
    before_christmas = law.appeal_by(date(2028, 10, 24))
    assert (before_august.date, before_august.certainty) == (date(2027, 8, 2), "doubt:D9")
    assert (before_christmas.date, before_christmas.certainty) == (date(2028, 12, 27), "doubt:D9")


def test_d10_agreed_dates_are_not_rolled_on() -> None:
    answer = law.agreed_action_by(date(2026, 3, 2), law.Action.AMEND_PLAN)
    assert (answer.dates[0].date, answer.certainty) == (date(2026, 4, 6), "doubt:D10"), "Easter Monday"


def test_d11_a_person_handles_detention() -> None:
    assert law.routes(Decision.REFUSE_TO_ASSESS, detained=True).certainty == "doubt:D11"
    ruling = certificate(detained=True)
    assert (ruling.allowed, ruling.certainty) == ("ask_a_person", "doubt:D11")


def test_d12_adviser_and_mediator_are_different_people() -> None:
    ruling = law.may_mediate_too(informed_in_this_case=True)
    assert (ruling.allowed, ruling.certainty) == ("ask_a_person", "doubt:D12")


def test_d13_the_thirty_days_begin_when_anyone_first_told_the_council() -> None:
    assert law.first_told(date(2026, 5, 8), None, date(2026, 5, 7)) == date(2026, 5, 7)
    assert law.first_told(None) is None
    assert law.first_told() is None


@pytest.mark.parametrize("missing", [{"decision": Decision.NOT_SURE}, {"decision": PLAN}, {"decision_sent_on": None}])
def test_d14_a_certificate_names_the_decision_its_date_and_the_sections(missing: dict[str, Any]) -> None:
    ruling = certificate(**missing)
    assert (ruling.allowed, ruling.certainty) == ("ask_a_person", "doubt:D14")


def test_d15_not_arranged_is_printed_under_s_55_5() -> None:
    assert law.limb_of(CertificateKind.NOT_ARRANGED) == "s.55(5)"


def test_d16_a_young_persons_parent_comes_if_they_and_the_mediator_agree() -> None:
    ruling = law.may_attend(law.Attendee.PARENT_OF_YOUNG_PERSON)
    assert (ruling.allowed, ruling.certainty) == ("ask_a_person", "doubt:D16")


def test_d18_notice_counts_clear_days() -> None:
    answer = law.notice_by(date(2026, 4, 14))
    assert (answer.date, answer.latest, answer.certainty) == (date(2026, 4, 2), date(2026, 4, 7), "doubt:D18")


def test_d19_the_rulebook_is_dated_and_named_in_every_reply() -> None:
    assert law.rulebook_on(date(2026, 11, 23)).in_force_from == date(2014, 9, 1)
    assert law.ask("certificate-by", {"told": "2026-04-02"})["rulebook"] == "england-2014-09-01"


def test_d20_warnings_run_from_the_earlier_date_and_the_law_from_the_sending() -> None:
    sent, dated = date(2026, 7, 3), date(2026, 7, 1)
    assert law.warn_from(sent, dated=dated) == dated
    assert law.warn_from(sent, dated=date(2026, 7, 9)) == sent
    assert law.warn_from(sent) == sent
    assert law.contact_by(sent).date == date(2026, 9, 3)


def test_d22_at_25_a_person_decides() -> None:
    answer = law.right_holder(date(2001, 10, 1), date(2026, 10, 1))
    assert (answer.holder, answer.certainty) == (Holder.ASK_A_PERSON, "doubt:D22")


def named_in(path: Path) -> set[str]:
    """The doubts that the names of the tests in a file bear: `..._d5`, or `test_d5_...`."""
    names = re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {part.upper() for name in names for part in name.split("_") if re.fullmatch(r"d\d+", part)}


def test_every_doubt_is_named_by_a_test_here_or_in_the_room_that_holds_it() -> None:
    here = named_in(Path(__file__))
    assert here.isdisjoint(HELD_ELSEWHERE)
    assert here | set(HELD_ELSEWHERE) == set(law.DOUBTS)
    for doubt, room in HELD_ELSEWHERE.items():
        assert law.DOUBTS[doubt].held_by == room
        assert doubt in set().union(*map(named_in, (TESTS / room).glob("test_*.py"))), (doubt, room)


@pytest.mark.parametrize(("doubt", "room"), ALSO_HELD_IN)
def test_what_a_room_must_do_about_a_doubt_has_its_test_there(doubt: str, room: str) -> None:
    assert doubt in set().union(*map(named_in, (TESTS / room).glob("test_*.py")))


def test_what_holds_a_doubt_is_there() -> None:
    for doubt in law.DOUBTS.values():
        for where in doubt.held_by.split(", "):
            assert not where.startswith("law.") or callable(getattr(law, where.removeprefix("law."))), where
