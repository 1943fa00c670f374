"""The council is told, silent or unable; notice is given when it goes out; withdrawing frees the meeting."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from commonground.cases import choosing, commands, issues, queries, taking_part
from commonground.cases.answers import AskAPerson, Impossible
from commonground.cases.models import Case
from commonground.cases.words import Channel, PartyKind, Stage
from commonground.casework import arranging, closing
from commonground.directory.models import NoticeAddress
from commonground.law import CertificateKind
from commonground.meetings import commands as meetings
from commonground.meetings.models import State, WhoseReason
from commonground.meetings.queries import meetings_of
from commonground.notices.queries import sent_about
from commonground.people.roles import Role
from commonground.record.days import today
from commonground.record.queries import entries_of
from tests import made_up
from tests.made_up import a_case, acting, an_icb, certified, fixed, informed, staff, told

pytestmark = pytest.mark.django_db
K = CertificateKind
K = CertificateKind


def templates(case: Case) -> list[str]:
    return [n.template for n in sent_about(case.pk).order_by("created_at")]


def later(days: int) -> time_machine.travel:
    return time_machine.travel(datetime.now(UTC) + timedelta(days=days))


@pytest.mark.feature(63)
def test_the_council_is_told_the_same_day_with_the_issues_and_its_thirty_days_begin_r17_r19() -> None:
    adviser = staff()
    case = informed(a_case(adviser), adviser)
    case = issues.add_issue(case, by=acting(adviser), what="Speech therapy", section="F", wanted="Weekly")
    case = choosing.ask_mediation(case, by=acting(adviser))
    assert case.duties.get(kind="tell_authority").due_on == today()
    case = arranging.tell_authority(case, by=acting(adviser))
    assert case.duties.get(kind="tell_authority").settled_on == today()
    assert case.duties.get(kind="arrange").due_on == today() + timedelta(days=30)
    message = sent_about(case.pk).get(template="la_mediation_request")
    assert "Section F: Speech therapy" in message.text
    assert "Weekly" in message.text
    assert message.to_email == "send@exampleshire.example"


@pytest.mark.feature(63)
def test_health_issues_reach_the_nhs_board_and_the_councils_own_duty_r18() -> None:
    adviser = staff()
    case = informed(a_case(adviser), adviser)
    an_icb(case.authority)
    case = issues.add_issue(case, by=acting(adviser), what="OT", health_provision_wanted="Weekly therapy")
    case = arranging.tell_authority(choosing.ask_mediation(case, by=acting(adviser)), by=acting(adviser))
    assert "Weekly therapy" in sent_about(case.pk).get(template="icb_mediation_request").text
    assert case.parties.filter(kind=PartyKind.ICB).count() == 1
    assert case.duties.get(kind="tell_icb").owed_by == "la"
    assert not case.duties.filter(kind="arrange").exists(), "health alone: the NHS's days begin when it is told (R21)"
    with pytest.raises(Impossible):
        commands.told_icb(case, by=acting(adviser), on=today() - timedelta(days=2))
    case = commands.told_icb(case, by=acting(adviser), on=today())
    assert case.duties.get(kind="arrange").owed_by == "icb"


def test_a_council_that_the_family_told_first_counts_from_that_day_d13() -> None:
    adviser = staff()
    case = choosing.ask_mediation(informed(a_case(adviser), adviser), by=acting(adviser))
    with pytest.raises(Impossible, match="letter"):
        arranging.tell_authority(case, by=acting(adviser), on=today() - timedelta(days=11))
    first = today() - timedelta(days=4)
    case = arranging.tell_authority(case, by=acting(adviser), on=first)
    assert case.duties.get(kind="arrange").due_on == first + timedelta(days=30)


def test_a_council_without_an_address_or_under_a_hold_is_rung() -> None:
    adviser = staff()
    case = choosing.ask_mediation(informed(a_case(adviser), adviser), by=acting(adviser))
    NoticeAddress.objects.all().delete()
    with pytest.raises(AskAPerson, match="Ring it now"):
        arranging.tell_authority(case, by=acting(adviser))
    case.refresh_from_db()
    assert (case.stage, queries.facts_of(case).la_told_on) == (Stage.ASKED, None), "nothing was half done"
    case = arranging.tell_authority(case, by=acting(adviser, came_by=Channel.TELEPHONE))
    assert case.stage == Stage.ARRANGING
    other = choosing.ask_mediation(informed(a_case(adviser, child_name="Alex"), adviser), by=acting(adviser))
    other = taking_part.stop_all_contact(other, by=acting(adviser))
    with pytest.raises(AskAPerson, match="Ring it now"):
        arranging.tell_authority(other, by=acting(adviser))


def test_the_council_that_cannot_arrange_gives_the_certificate_three_working_days_r23() -> None:
    with time_machine.travel(datetime(2026, 4, 2, 9, tzinfo=UTC)):
        adviser = staff()
        case = told(a_case(adviser, letter_on=date(2026, 3, 20)), adviser)
        case = arranging.cannot_arrange(case, by=acting(adviser), why="No mediator")
        duty = case.duties.get(kind="certify")
        assert (duty.due_on, duty.rule) == (date(2026, 4, 9), "R23"), "over Easter (worked case 71)"
        assert "not_arranged" in templates(case)
        assert certified(case, adviser, K.NOT_ARRANGED).kind == "not_arranged"
        case.refresh_from_db()
        arrangement = made_up.an_arrangement(date(2026, 4, 30))
        case = arranging.fix_meeting(case, by=acting(adviser), arrangement=arrangement)
        assert case.stage == Stage.MEETING_FIXED, "they may still wait for mediation"


@pytest.mark.parametrize("whose", [WhoseReason.FAMILY, WhoseReason.US, WhoseReason.NOBODY])
def test_only_the_councils_or_the_nhss_word_says_that_it_cannot_be_arranged(whose: WhoseReason) -> None:
    adviser = staff()
    with pytest.raises(Impossible, match="council"):
        arranging.cannot_arrange(told(a_case(adviser), adviser), by=acting(adviser), why="x", whose=whose)


def test_the_nhss_word_where_the_council_arranges_asks_a_person_d5() -> None:
    adviser = staff()
    case = told(a_case(adviser), adviser)
    with pytest.raises(AskAPerson):
        arranging.cannot_arrange(case, by=acting(adviser), why="x", whose=WhoseReason.ICB)


@pytest.mark.feature(39, how="partly")
@pytest.mark.worked_case(72)
def test_silence_at_day_30_is_an_urgent_duty_and_the_family_is_offered_the_choice_d5() -> None:
    """Worked case 72: day 30 passes and the council is silent: an urgent task, the other certificate is offered."""
    adviser = staff()
    case = told(a_case(adviser), adviser)
    duty = case.duties.get(kind="day_30")
    assert (duty.owed_by, duty.due_on, duty.settled_on) == ("us", today() + timedelta(days=30), None)
    with pytest.raises(Impossible, match="not over"):
        arranging.offer_day_30(case, by=acting(adviser))
    with later(30):
        case = arranging.offer_day_30(case, by=acting(adviser))
        assert "day30_silent" in templates(case)
        assert case.duties.get(kind="day_30").settled_on == today()
        assert case.duties.get(kind="arrange").settled_on is None, "the council's duty goes on"
        with pytest.raises(Impossible):
            arranging.offer_day_30(case, by=acting(adviser))
        case = choosing.withdraw(case, by=acting(adviser))
        assert certified(case, adviser).kind == "declined"


@pytest.mark.worked_case(84)
def test_a_council_that_does_not_come_still_owes_the_meeting_and_the_family_may_stop_waiting_r22() -> None:
    """Worked case 84: a breach on the record; a new day inside the 30, or a certificate by R16 or R23."""
    adviser = staff()
    case = fixed(told(a_case(adviser), adviser), adviser, on=today(), notice_waived_by="Sam Sample")
    due = case.duties.get(kind="arrange").due_on
    case = meetings.did_not_happen(case, by=acting(adviser), whose=WhoseReason.AUTHORITY, why="Nobody came.")
    entry = entries_of(case.pk)[-1]
    assert (entry.what, entry.words["whose"]) == ("meeting.missed", "la")
    arrange = case.duties.get(kind="arrange")
    assert (arrange.due_on, arrange.settled_on, arrange.owed_by) == (due, None, "la")
    assert not case.duties.filter(kind="certify").exists(), "it is not a mediation that was held"
    again = fixed(case, adviser, on=today() + timedelta(days=20))
    assert again.stage == Stage.MEETING_FIXED
    assert choosing.withdraw(again, by=acting(adviser)).duties.get(kind="certify").rule == "R14"


def test_who_withdraws_frees_the_meeting_and_the_council_hears_of_it_r16() -> None:
    adviser, mediator = staff(), staff(Role.MEDIATOR, "Mel Mediator")
    case = fixed(told(a_case(adviser), adviser), adviser, mediator=mediator)
    case = choosing.withdraw(case, by=acting(adviser))
    meeting = meetings_of(case).get()
    assert (meeting.state, meeting.whose_reason) == (State.DID_NOT_HAPPEN, WhoseReason.FAMILY)
    assert "no_meeting" in templates(case)
    other = told(a_case(adviser, child_name="Alex Other"), adviser)
    fixed(other, adviser, mediator=mediator)
    certified(case, adviser)
    case.refresh_from_db()
    assert closing.close(case, by=acting(adviser), outcome_words="withdrew").stage == Stage.CLOSED


def test_who_withdraws_before_the_council_was_told_leaves_it_out_of_it() -> None:
    adviser = staff()
    case = choosing.ask_mediation(informed(a_case(adviser), adviser), by=acting(adviser))
    case = choosing.withdraw(case, by=acting(adviser))
    assert "no_meeting" not in templates(case)


def test_notice_of_a_meeting_is_given_when_it_goes_out_and_not_when_it_is_held_or_a_letter_r24() -> None:
    adviser = staff()
    case = fixed(told(a_case(adviser), adviser), adviser)
    assert case.duties.get(kind="give_notice").settled_on == today()
    stopped = told(a_case(adviser, child_name="Alex Other"), adviser)
    stopped = taking_part.stop_all_contact(stopped, by=acting(adviser))
    stopped = fixed(stopped, adviser)
    assert stopped.duties.get(kind="give_notice").settled_on is None
    stopped = arranging.record_notice(stopped, by=acting(adviser), channel=Channel.TELEPHONE)
    assert stopped.duties.get(kind="give_notice").settled_on == today()
    no_mail = fixed(told(a_case(adviser, child_name="Jo Third", family_email=""), adviser), adviser)
    assert no_mail.duties.get(kind="give_notice").settled_on is None
    with pytest.raises(Impossible):
        arranging.record_notice(told(a_case(adviser, child_name="No Four"), adviser), by=acting(adviser),
                                channel=Channel.TELEPHONE)  # fmt: skip
