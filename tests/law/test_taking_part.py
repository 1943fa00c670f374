"""Who may advise, mediate and attend, notice, consent to disagreement resolution, and the council's letter."""

from datetime import date

import pytest

from commonground import law
from commonground.law import Attendee, Consents, Decision, Employer, NoticeItem, Office

MEETING = date(2026, 4, 14)


@pytest.mark.parametrize(
    ("office", "employer", "allowed"),
    [
        (Office.ADVISER, Employer.ANYONE_ELSE, "yes"),
        (Office.ADVISER, Employer.ENGLISH_LOCAL_AUTHORITY, "unlawful"),  # worked case 22: a neighbouring council too
        (Office.ADVISER, Employer.INTEGRATED_CARE_BOARD, "unlawful"),
        (Office.ADVISER, Employer.NHS_ENGLAND, "unlawful"),
        (Office.MEDIATOR, Employer.ENGLISH_LOCAL_AUTHORITY, "unlawful"),
        (Office.MEDIATOR, Employer.INTEGRATED_CARE_BOARD, "ask_a_person"),
        (Office.DISAGREEMENT_RESOLVER, Employer.ENGLISH_LOCAL_AUTHORITY, "unlawful"),
        (Office.DISAGREEMENT_RESOLVER, Employer.NHS_ENGLAND, "unlawful"),
    ],
)
def test_independence(office: Office, employer: Employer, allowed: str) -> None:
    assert law.may_act(office, employer).allowed == allowed


@pytest.mark.worked_case(28)
@pytest.mark.worked_case(29)
@pytest.mark.parametrize(
    ("who", "already", "consents", "allowed"),
    [
        (Attendee.PARTY, 0, Consents(), "yes"),
        (Attendee.SUPPORTER, 0, Consents(all_parties=False, mediator=False), "yes"),  # worked case 28
        (Attendee.SUPPORTER, 1, Consents(all_parties=False), "unlawful"),  # worked case 29
        (Attendee.SUPPORTER, 1, Consents(all_parties=False, mediator=True), "yes"),
        (Attendee.SUPPORTER, 1, Consents(all_parties=True), "yes"),
        (Attendee.ANYONE_ELSE, 0, Consents(), "unlawful"),
        (Attendee.ANYONE_ELSE, 0, Consents(mediator=True), "yes"),
        (Attendee.CHILD, 0, Consents(parent=True, mediator=True), "yes"),
        (Attendee.CHILD, 0, Consents(parent=True), "ask_a_person"),
        (Attendee.CHILD, 0, Consents(mediator=True), "ask_a_person"),
        (Attendee.PARENT_OF_YOUNG_PERSON, 0, Consents(young_person=True, mediator=True), "yes"),
        (Attendee.PARENT_OF_YOUNG_PERSON, 0, Consents(mediator=True), "ask_a_person"),
        (Attendee.PARENT_OF_YOUNG_PERSON, 0, Consents(young_person=True), "ask_a_person"),
    ],
)
def test_who_may_attend(who: Attendee, already: int, consents: Consents, allowed: str) -> None:
    assert law.may_attend(who, supporters_already=already, consents=consents).allowed == allowed


def test_nobody_has_been_asked_yet() -> None:
    assert law.may_attend(Attendee.ANYONE_ELSE).allowed == "unlawful"
    assert law.may_attend(Attendee.SUPPORTER).allowed == "yes"


@pytest.mark.parametrize(
    ("given", "less", "allowed"),
    [
        ("2026-04-02", False, "yes"),
        ("2026-04-03", False, "ask_a_person"),
        ("2026-04-07", False, "ask_a_person"),
        ("2026-04-08", False, "unlawful"),
        ("2026-04-13", True, "yes"),  # worked case 75: the family agrees to less
    ],
)
def test_notice_of_the_meeting(given: str, less: bool, allowed: str) -> None:
    ruling = law.notice_is_enough(date.fromisoformat(given), meeting=MEETING, agreed_to_less=less)
    assert (ruling.allowed, ruling.rule) == (allowed, "R24")


@pytest.mark.parametrize(
    ("answers", "allowed"),
    [
        ([True, True], "yes"),
        ([True, False], "unlawful"),  # worked case 30: the school declines
        ([True, None], "unlawful"),
        ([], "unlawful"),
    ],
)
def test_disagreement_resolution_needs_everyone(answers: list[bool | None], allowed: str) -> None:
    ruling = law.may_start_resolution(answers)
    assert (ruling.allowed, ruling.rule) == (allowed, "R54")


def test_who_informed_does_not_mediate() -> None:
    assert law.may_mediate_too(informed_in_this_case=True).allowed == "ask_a_person"
    assert law.may_mediate_too(informed_in_this_case=False).allowed == "yes"


@pytest.mark.worked_case(15)
def test_no_recommendation_on_a_refusal_to_assess() -> None:
    """Worked case 15."""
    can = {decision for decision in Decision if law.can_recommend(decision)}
    assert can == {
        Decision.REFUSE_TO_ISSUE,
        Decision.PLAN_CONTENTS,
        Decision.REFUSE_TO_REASSESS,
        Decision.REFUSE_TO_AMEND,
        Decision.CEASE_TO_MAINTAIN,
    }
    assert not law.can_recommend(Decision.PLAN_CONTENTS, appealed=False)


def test_what_a_letter_leaves_out() -> None:
    told = set(NoticeItem) - {NoticeItem.TIMESCALES, NoticeItem.TELL_ISSUES}
    assert law.missing_from_notice(told) == (NoticeItem.TIMESCALES, NoticeItem.TELL_ISSUES)
    assert law.missing_from_notice(told, detained=True) == (NoticeItem.TIMESCALES,)
    assert law.missing_from_notice(NoticeItem) == ()
