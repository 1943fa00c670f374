"""Meetings: enough notice, a mediator who may mediate and is booked once, who came, and the day it really ended."""

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connection

from commonground import law
from commonground.cases import commands, queries
from commonground.cases.answers import AskAPerson, Impossible, NotDone, NotTheirs, Unlawful
from commonground.cases.models import Case
from commonground.cases.words import Outcome, PartyKind, Stage
from commonground.casework import arranging
from commonground.meetings import commands as meetings
from commonground.meetings.commands import Came
from commonground.meetings.models import Attendance, Meeting, State, WhoseReason
from commonground.meetings.queries import meeting_ahead, meetings_of
from commonground.notices.queries import sent_about
from commonground.people.commands import declare_independence
from commonground.people.roles import Role
from commonground.record.days import today
from commonground.record.queries import entries_of
from tests.made_up import CAME, a_case, acting, an_arrangement, fixed, held, staff, told

THURSDAY = datetime(2026, 4, 2, 9, tzinfo=UTC)


def at_easter(day: datetime = THURSDAY, **changes: object) -> Case:
    """A case whose council was told on this day of 2026, with its adviser on the case."""
    return told(a_case(staff(), letter_on=date(2026, 3, 20), **changes), staff())


@pytest.mark.django_db
@pytest.mark.feature(68, how="partly")
@pytest.mark.parametrize(
    ("now", "meeting", "says"),
    [
        (THURSDAY, date(2026, 4, 14), None),  # five clear working days over Easter (case 73)
        (datetime(2026, 4, 7, 9, tzinfo=UTC), date(2026, 4, 14), AskAPerson),  # five, but not clear ones (D18)
        (datetime(2026, 4, 8, 9, tzinfo=UTC), date(2026, 4, 14), Unlawful),
    ],
)
def test_five_clear_working_days_before_it_d18(now: datetime, meeting: date, says: type[NotDone] | None) -> None:
    with time_machine.travel(now):
        adviser = staff()
        case = told(a_case(adviser, letter_on=date(2026, 3, 20)), adviser)
        if says is None:
            assert fixed(case, adviser, on=meeting).stage == Stage.MEETING_FIXED
            return
        with pytest.raises(says) as caught:
            fixed(case, adviser, on=meeting)
        assert caught.value.rule == "R24"
        assert meeting_ahead(case) is None


@pytest.mark.django_db
def test_fewer_than_five_stay_unlawful_whatever_the_reason_and_not_clear_ones_go_on_with_one() -> None:
    with time_machine.travel(datetime(2026, 4, 8, 9, tzinfo=UTC)):
        adviser = staff()
        case = told(a_case(adviser, letter_on=date(2026, 3, 20)), adviser)
        why = acting(adviser, reason="The council's only day.")
        with pytest.raises(Unlawful):
            arranging.fix_meeting(case, by=why, arrangement=an_arrangement(date(2026, 4, 14)))
        assert arranging.fix_meeting(case, by=why, arrangement=an_arrangement(date(2026, 4, 15))).version > case.version


@pytest.mark.django_db
@pytest.mark.worked_case(75)
def test_less_notice_with_the_familys_agreement_is_valid_and_says_whose_it_was_r24() -> None:
    """Worked case 75: notice three working days before, and the parent consents."""
    adviser = staff()
    case = fixed(told(a_case(adviser), adviser), adviser, on=today() + timedelta(days=3), notice_waived_by="Sam Sample")
    assert queries.facts_of(case).notice_waived_on == today()
    assert meetings_of(case).get().notice_waived_by == "Sam Sample"
    assert case.duties.get(kind="give_notice").settled_on == today()
    fixed_entry = next(e for e in entries_of(case.pk) if e.what == "meeting.fixed")
    assert fixed_entry.words["waived"] == "Sam Sample"


@pytest.mark.django_db
def test_a_council_that_told_the_family_itself_in_time_has_given_notice() -> None:
    with time_machine.travel(THURSDAY):
        adviser = staff()
        case = told(a_case(adviser, letter_on=date(2026, 3, 20)), adviser)
    with time_machine.travel(datetime(2026, 4, 9, 9, tzinfo=UTC)):
        case = fixed(case, adviser, on=date(2026, 4, 14), told_family_on=date(2026, 4, 2))
        assert queries.facts_of(case).notice_given_on == date(2026, 4, 2)
        with pytest.raises(Impossible):
            fixed(case, adviser, on=date(2026, 4, 16), told_family_on=date(2026, 4, 10))


@pytest.mark.django_db
def test_a_meeting_is_not_fixed_for_a_day_that_has_passed() -> None:
    adviser = staff()
    with pytest.raises(Impossible, match="has passed"):
        fixed(told(a_case(adviser), adviser), adviser, on=today() - timedelta(days=1), notice_waived_by="Sam")


@pytest.mark.django_db
@pytest.mark.feature(67, 83, how="partly")
def test_who_informed_does_not_mediate_even_when_another_has_taken_the_case_over_d12() -> None:
    first, second = staff(), staff(name="Bo Adviser")
    case = told(a_case(first), first)
    case = commands.assign(case, by=acting(first), adviser=second)
    with pytest.raises(AskAPerson) as caught:
        fixed(case, second, mediator=first)
    assert caught.value.rule == "R10"
    with pytest.raises(AskAPerson):
        fixed(case, first, mediator=second)
    why = acting(second, reason="The family asked for her.")
    case = arranging.fix_meeting(case, by=why, arrangement=an_arrangement(today() + timedelta(days=21), mediator=first))
    assert case.mediator == first


@pytest.mark.django_db
@pytest.mark.parametrize(("employed_by", "says"), [("la", Unlawful), ("icb", AskAPerson)])
def test_a_mediator_is_independent_r10(employed_by: str, says: type[NotDone]) -> None:
    adviser, mediator = staff(), staff(Role.MEDIATOR, "Mel Mediator")
    declare_independence(person=mediator, employed_by=employed_by, by="system:tests")
    case = told(a_case(adviser), adviser)
    with pytest.raises(says):
        fixed(case, adviser, mediator=mediator)
    with pytest.raises(says):
        commands.assign(case, by=acting(adviser), mediator=mediator)


@pytest.mark.django_db
def test_a_mediator_who_said_that_there_is_a_conflict_is_asked_about() -> None:
    adviser, mediator = staff(), staff(Role.MEDIATOR, "Mel Mediator")
    case = told(a_case(adviser), adviser)
    case = commands.assign(case, by=acting(adviser), mediator=mediator)
    case = commands.declare(case, by=acting(mediator), independent=False, conflict="Knows the head teacher")
    with pytest.raises(AskAPerson, match="conflict"):
        fixed(case, adviser)


@pytest.mark.django_db
@pytest.mark.feature(67, how="partly")
def test_a_mediator_is_booked_once_also_one_who_was_on_the_case_before() -> None:
    adviser, mediator = staff(), staff(Role.MEDIATOR, "Mel Mediator")
    fixed(told(a_case(adviser), adviser), adviser, mediator=mediator)
    other = told(a_case(adviser, child_name="Alex Other"), adviser)
    with pytest.raises(Impossible, match="already has a meeting"):
        fixed(other, adviser, mediator=mediator)
    other = commands.assign(other, by=acting(adviser), mediator=mediator)
    with pytest.raises(Impossible, match="already has a meeting"):
        fixed(other, adviser)
    assert fixed(other, adviser, on=today() + timedelta(days=22)).stage == Stage.MEETING_FIXED


def test_two_who_book_one_mediator_at_once_get_one_booking(committing: str) -> None:
    adviser, mediator = staff(), staff(Role.MEDIATOR, "Mel Mediator")
    cases = [told(a_case(adviser, child_name=f"Child {n}"), adviser) for n in range(4)]
    start, answers = Barrier(4), []

    def book(case: Case) -> None:
        try:
            start.wait(timeout=20)
            fixed(case, adviser, mediator=mediator)
            answers.append("booked")
        except Impossible as no:
            answers.append(no.sentence)
        finally:
            connection.close()

    threads = [Thread(target=book, args=[case]) for case in cases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(answers) == ["This mediator already has a meeting at that time."] * 3 + ["booked"]
    assert Meeting.objects.count() == 1


@pytest.mark.django_db
def test_moving_a_meeting_frees_the_mediators_old_time_and_asks_for_notice_again() -> None:
    adviser, mediator = staff(), staff(Role.MEDIATOR, "Mel Mediator")
    case = fixed(told(a_case(adviser), adviser), adviser, mediator=mediator)
    case = fixed(case, adviser, on=today() + timedelta(days=24), mediator=mediator)
    assert [m.state for m in meetings_of(case)] == [State.MOVED, State.FIXED]
    other = told(a_case(adviser, child_name="Alex Other"), adviser)
    assert fixed(other, adviser, mediator=mediator).stage == Stage.MEETING_FIXED


@pytest.mark.django_db
def test_a_meeting_written_down_the_day_after_ended_on_its_own_day_r33() -> None:
    adviser = staff()
    case = fixed(told(a_case(adviser), adviser), adviser, on=today(), notice_waived_by="Sam Sample")
    with time_machine.travel(datetime.now(UTC) + timedelta(days=1)):
        case = meetings.conclude(case, by=acting(adviser), came=CAME, outcome=Outcome.AGREED, agreed_in_writing=True)
        facts = queries.facts_of(case)
        yesterday = today() - timedelta(days=1)
        assert (facts.concluded_on, facts.agreement_on) == (yesterday, yesterday)
        assert case.duties.get(kind="certify").since == yesterday
        assert case.duties.get(kind="record_meeting").settled_on == yesterday


@pytest.mark.django_db
def test_an_agreement_put_in_writing_later_bears_that_day_r35() -> None:
    adviser = staff()
    case = fixed(told(a_case(adviser), adviser), adviser, on=today(), notice_waived_by="Sam Sample")
    before = today() - timedelta(days=1)
    came = {"came": CAME, "outcome": Outcome.AGREED, "agreed_in_writing": True}
    with pytest.raises(Impossible, match="before the meeting"):
        meetings.conclude(case, by=acting(adviser), agreed_on=before, **came)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=2)):
        case = meetings.conclude(case, by=acting(adviser), agreed_on=today(), **came)
        assert queries.facts_of(case).agreement_on == today()


@pytest.mark.django_db
@pytest.mark.feature(69)
def test_who_came_and_could_decide_is_kept_r28() -> None:
    adviser = staff()
    case = held(a_case(adviser), adviser)
    rows = Attendance.objects.filter(meeting__case=case)
    assert [(r.name, r.party, r.came, r.could_decide) for r in rows] == [
        ("Sam Sample", "family", True, None),
        ("Olly Officer", "la", True, True),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("came", "outcome", "agreed", "sentence"),
    [
        (CAME[1:], Outcome.AGREED, True, "for the family"),
        (CAME[:1], Outcome.AGREED, True, "for the other side"),
        (CAME, Outcome.NOT_AGREED, True, "nothing was agreed"),
        ((*CAME, CAME[0]), Outcome.AGREED, False, "twice"),
    ],
)
def test_what_cannot_have_been_is_refused_in_a_sentence(
    came: tuple[Came, ...], outcome: Outcome, agreed: bool, sentence: str
) -> None:
    adviser = staff()
    case = fixed(told(a_case(adviser), adviser), adviser, on=today(), notice_waived_by="Sam Sample")
    with pytest.raises(Impossible, match=sentence):
        meetings.conclude(case, by=acting(adviser), came=came, outcome=outcome, agreed_in_writing=agreed)


@pytest.mark.django_db
def test_a_meeting_is_not_held_before_its_day_nor_by_a_mediator_whose_case_it_is_not() -> None:
    adviser, theirs, other = staff(), staff(Role.MEDIATOR, "Mel Mediator"), staff(Role.MEDIATOR, "Max Mediator")
    case = fixed(told(a_case(adviser), adviser), adviser, mediator=theirs)
    came = {"came": CAME, "outcome": Outcome.AGREED, "agreed_in_writing": False}
    with pytest.raises(Impossible, match="not taken place"):
        meetings.conclude(case, by=acting(adviser), **came)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=21)):
        with pytest.raises(NotTheirs):
            meetings.conclude(case, by=acting(other), **came)
        assert meetings.conclude(case, by=acting(theirs), **came).stage == Stage.CONCLUDED


@pytest.mark.django_db
def test_adjourned_it_goes_on_another_day_and_concludes_with_the_last_r33() -> None:
    adviser = staff()
    case = fixed(told(a_case(adviser), adviser), adviser, on=today(), notice_waived_by="Sam Sample")
    case = meetings.adjourn(case, by=acting(adviser), came=CAME, why="A report is missing.")
    assert (case.stage, queries.facts_of(case).concluded_on) == (Stage.ARRANGING, None)
    assert not case.duties.filter(kind="certify").exists()
    case = fixed(case, adviser, on=today(), notice_waived_by="Sam Sample")
    case = meetings.conclude(case, by=acting(adviser), came=CAME, outcome=Outcome.AGREED, agreed_in_writing=False)
    assert [m.state for m in meetings_of(case)] == [State.ADJOURNED, State.HELD]
    assert case.duties.get(kind="certify").rule == "R33"


@pytest.mark.django_db
@pytest.mark.feature(65, 68, how="partly")
@pytest.mark.parametrize("whose", WhoseReason)
def test_a_meeting_that_did_not_happen_says_why_and_on_whose_side(whose: WhoseReason) -> None:
    adviser = staff()
    case = fixed(told(a_case(adviser), adviser), adviser)
    case = meetings.did_not_happen(case, by=acting(adviser), whose=whose, why="Nobody came.")
    meeting = meetings_of(case).get()
    assert (meeting.state, meeting.whose_reason, meeting.reason) == (State.DID_NOT_HAPPEN, whose, "Nobody came.")
    assert case.stage == Stage.ARRANGING
    with pytest.raises(Impossible):
        meetings.did_not_happen(case, by=acting(adviser), whose=whose, why="Again")


@pytest.mark.django_db
def test_a_meeting_called_off_before_its_day_is_told_to_everyone() -> None:
    adviser = staff()
    case = fixed(told(a_case(adviser), adviser), adviser)
    meetings.did_not_happen(case, by=acting(adviser), whose=WhoseReason.AUTHORITY, why="Ill")
    assert {n.template for n in sent_about(case.pk)} >= {"meeting_called_off", "no_meeting"}


@pytest.mark.django_db
@pytest.mark.parametrize("party", [PartyKind.ICB, PartyKind.SCHOOL])
def test_the_other_side_can_be_the_nhs_or_a_school_alone(party: PartyKind) -> None:
    adviser = staff()
    case = fixed(told(a_case(adviser), adviser), adviser, on=today(), notice_waived_by="Sam Sample")
    came = (CAME[0], Came("Nia Nurse", party, could_decide=True))
    assert (
        meetings.conclude(case, by=acting(adviser), came=came, outcome=Outcome.PARTLY, agreed_in_writing=False).stage
        == Stage.CONCLUDED
    )


def test_what_expenses_are_paid_is_no_rule_of_the_program_d17() -> None:
    limits = {name for model in (Meeting, Attendance) for name in (field.name for field in model._meta.get_fields())}
    limits |= {field.name for field in fields(law.rulebook_on(date(2026, 1, 1)).limits)}
    assert not [name for name in limits if "expense" in name or "cost" in name or "travel" in name]
