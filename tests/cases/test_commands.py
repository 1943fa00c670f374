"""Commands of the cases room through their public functions: what they write, and the three ways they say no."""

from datetime import date, datetime, time, timedelta

import pytest
import time_machine

from commonground.cases import choosing, commands, enquiries, issues, queries, taking_part
from commonground.cases.answers import AskAPerson, Impossible, NotTheirs, Stale, Unlawful
from commonground.cases.enquiries import EnquiryWords
from commonground.cases.models import Enquiry
from commonground.cases.words import Basis, Channel, PartyKind, Route, Stage, Wish
from commonground.casework import closing
from commonground.casework.intake import open_from, receive_enquiry
from commonground.law import Decision
from commonground.people.roles import Role
from commonground.record.days import LONDON, today
from commonground.record.queries import entries_of
from tests import made_up
from tests.made_up import EVERYTHING, a_case, a_supporter, acting, informed, staff

pytestmark = pytest.mark.django_db

WORDS = EnquiryWords(name="Sam Sample", email="sam@family.example", child_name="Robin Sample")


def test_one_form_is_one_enquiry_however_often_it_is_sent() -> None:
    first = receive_enquiry(WORDS, token="t" * 32, by="system:web")
    again = receive_enquiry(EnquiryWords(name="Somebody else"), token="t" * 32, by="system:web")
    assert first.pk == again.pk
    assert again.name == "Sam Sample"
    assert Enquiry.objects.count() == 1


@pytest.mark.feature(58, how="partly")
@pytest.mark.parametrize(
    ("came", "urgent_by", "calm_by"),
    [(date(2026, 11, 25), date(2026, 11, 25), date(2026, 11, 26)), (date(2026, 11, 28), *[date(2026, 11, 30)] * 2)],
    ids=["on a Wednesday", "on a Saturday"],
)
def test_an_enquiry_near_a_last_day_is_answered_the_same_working_day(
    came: date, urgent_by: date, calm_by: date
) -> None:
    with time_machine.travel(datetime.combine(came, time(10), tzinfo=LONDON), tick=False):
        near = EnquiryWords(name="Sam", letter_on=came - timedelta(days=57), decision=Decision.REFUSE_TO_ASSESS.value)
        calm = EnquiryWords(name="Sam", letter_on=came - timedelta(days=3), decision=Decision.REFUSE_TO_ASSESS.value)
        urgent, _new = enquiries.receive(near, token="a", by="system:web")
        other, _new = enquiries.receive(calm, token="b", by="system:web")
    assert (urgent.answer_by, other.answer_by) == (urgent_by, calm_by)


def test_a_case_keeps_the_reference_and_the_record_of_its_enquiry() -> None:
    adviser = staff()
    enquiry = receive_enquiry(WORDS, token="t", by="system:web")
    case = a_case(adviser, enquiry=enquiry)
    assert case.reference == enquiry.reference
    assert [e.what for e in entries_of(case.pk)][:2] == ["enquiry.received", "case.opened"]
    with pytest.raises(Impossible, match="already been opened"):
        a_case(adviser, enquiry=enquiry, child_name="Another Child")


@pytest.mark.feature(58)
def test_a_second_case_about_one_decision_asks_a_person() -> None:
    adviser = staff()
    first = a_case(adviser)
    with pytest.raises(AskAPerson, match=first.reference):
        a_case(adviser)
    same = made_up.Acting(adviser, reason="The first was opened for the wrong parent.")
    new = made_up.NewCase(
        route=Route.MEDIATION, authority=first.authority, decision=Decision.REFUSE_TO_ASSESS,
        child_name="Robin Sample", child_born=date(2016, 5, 4), family_name="Kim Sample", letter_on=first.letter_on,
    )  # fmt: skip
    assert open_from(new, by=same).pk != first.pk


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"letter_on": date(2099, 1, 1)}, "after today"),
        ({"letter_on": date(2013, 1, 1)}, "2014"),
        ({"child_born": date(2099, 1, 1)}, "date of birth"),
        ({"contacted_on": date(2020, 1, 1)}, "before it was sent"),
    ],
)
def test_dates_that_contradict_each_other_are_refused(changes: dict[str, date], sentence: str) -> None:
    with pytest.raises(Impossible, match=sentence):
        a_case(staff(), **changes)


def test_an_old_letter_opens_a_case_and_names_no_appeal_date() -> None:
    case = a_case(staff(), letter_on=today() - timedelta(days=400))
    assert not case.duties.filter(kind="appeal").exists()
    assert case.urgent_from is not None


@pytest.mark.feature(60)
def test_information_left_out_asks_a_person_and_a_reason_lets_it_go_on() -> None:
    adviser = staff()
    case = a_case(adviser)
    with pytest.raises(AskAPerson, match="What the certificate is"):
        commands.record_information(case, by=acting(adviser), told=EVERYTHING - {"certificate"}, how=Channel.TELEPHONE)
    case = commands.record_information(
        case, by=acting(adviser, reason="They rang off; written facts follow."),
        told=EVERYTHING - {"certificate"}, how=Channel.TELEPHONE,
    )  # fmt: skip
    assert case.stage == Stage.INFORMED
    assert entries_of(case.pk)[-1].words["reason"] == "They rang off; written facts follow."


def test_the_two_questions_are_asked_and_dated_apart_r12() -> None:
    adviser = staff()
    case = informed(a_case(adviser), adviser)
    case = choosing.say_about_appeal(case, by=acting(adviser), wish=Wish.NOT_SURE)
    facts = queries.facts_of(case)
    assert (facts.wishes_appeal, facts.wishes_mediation) == (Wish.NOT_SURE, None)


def test_what_the_table_does_not_know_is_impossible_and_says_where_the_case_stands() -> None:
    adviser = staff()
    case = a_case(adviser)
    with pytest.raises(Impossible, match="not yet spoken to"):
        choosing.decline(case, by=acting(adviser))


def test_a_coordinator_does_not_give_the_information() -> None:
    case = a_case(staff())
    with pytest.raises(NotTheirs):
        commands.record_information(case, by=acting(staff(Role.COORDINATOR)), told=EVERYTHING, how=Channel.TELEPHONE)


def test_no_certificate_needed_is_unlawful_for_a_refusal_to_assess_r5() -> None:
    adviser = staff()
    case = informed(a_case(adviser), adviser)
    with pytest.raises(Unlawful) as caught:
        commands.need_no_certificate(case, by=acting(adviser, reason="They asked for it"))
    assert caught.value.cite


def test_the_second_of_two_people_is_shown_what_changed_and_nothing_is_lost() -> None:
    adviser = staff()
    case = a_case(adviser)
    seen = case.version
    commands.note(case, by=acting(adviser, version=seen), text="She rang at nine.")
    with pytest.raises(Stale) as caught:
        commands.note(case, by=acting(adviser, version=seen), text="He rang at ten.")
    assert [e.words["text"] for e in caught.value.since] == ["She rang at nine."]


def test_undecided_is_asked_again_before_the_first_last_day() -> None:
    adviser = staff()
    case = informed(a_case(adviser), adviser)
    with pytest.raises(AskAPerson, match="before their first last day"):
        commands.leave_undecided(case, by=acting(adviser), next_contact_on=today() + timedelta(days=80))
    case = commands.leave_undecided(case, by=acting(adviser), next_contact_on=today() + timedelta(days=7))
    assert (case.next_duty, case.next_duty_on) == ("next_contact", today() + timedelta(days=7))


def test_not_reached_stays_open_until_three_attempts_on_two_channels_one_in_writing_with_the_dates() -> None:
    adviser = staff()
    case = a_case(adviser)
    next_week = today() + timedelta(days=7)
    for channel, named in [
        (Channel.TELEPHONE, False),
        (Channel.TELEPHONE, False),
        (Channel.TELEPHONE, False),
    ]:
        case = commands.record_attempt(
            case, by=acting(adviser), channel=channel, named_dates=named, next_contact_on=next_week
        )
    with pytest.raises(AskAPerson, match="three times on two channels"):
        closing.close(case, by=acting(adviser), outcome_words="not reached")
    case = commands.record_attempt(
        case, by=acting(adviser), channel=Channel.EMAIL, named_dates=True, next_contact_on=next_week
    )
    assert closing.close(case, by=acting(adviser), outcome_words="not reached").stage == Stage.CLOSED


def test_a_closed_case_opens_again_where_it_stood() -> None:
    adviser = staff()
    case = made_up.declined(a_case(adviser), adviser)
    made_up.certified(case, adviser)
    case = closing.close(case, by=acting(adviser), outcome_words="certificate")
    assert case.next_duty_on is None
    case = closing.reopen(case, by=acting(adviser))
    assert (case.stage, case.closed_on) == (Stage.CERTIFIED, None)


def test_the_choice_of_a_parent_after_the_right_has_passed_asks_a_person_r9() -> None:
    adviser = staff()
    case = informed(a_case(adviser, child_born=date(2016, 5, 4)), adviser)
    case.child.born = date(2008, 5, 4)
    case.child.save()
    with pytest.raises(AskAPerson, match="passed to the young person"):
        choosing.decline(case, by=acting(adviser))
    case = choosing.decline(case, by=acting(adviser, reason="The young person told me so herself."))
    assert case.stage == Stage.DECLINED


@pytest.mark.feature(76, how="partly")
def test_late_contact_is_never_refused_r15() -> None:
    adviser = staff()
    case = informed(a_case(adviser, letter_on=today() - timedelta(days=70)), adviser)
    assert choosing.decline(case, by=acting(adviser)).stage == Stage.DECLINED


def test_a_move_to_another_council_asks_a_person_and_keeps_both_d23() -> None:
    adviser = staff()
    case = a_case(adviser)
    other = made_up.a_council("Mockton")
    with pytest.raises(AskAPerson, match="move to another council"):
        commands.move_authority(case, by=acting(adviser), to=other, on=today())
    why = acting(adviser, reason="Both councils agree that Mockton decides from today.")
    case = commands.move_authority(case, by=why, to=other, on=today())
    assert case.authority == other
    assert set(case.parties.filter(kind=PartyKind.AUTHORITY).values_list("name", flat=True)) == {
        "Exampleshire Council", "Mockton Council",
    }  # fmt: skip


def test_the_adviser_who_informed_does_not_mediate_without_a_reason_d12() -> None:
    adviser = staff()
    case = informed(a_case(adviser), adviser)
    with pytest.raises(AskAPerson, match="does not mediate"):
        commands.assign(case, by=acting(adviser), mediator=adviser)
    other = staff(Role.MEDIATOR, "Mel Mediator")
    assert commands.assign(case, by=acting(adviser), mediator=other).mediator == other


def test_an_appeal_is_noted_and_mediation_goes_on() -> None:
    adviser = staff()
    case = made_up.told(a_case(adviser), adviser)
    case = commands.note_appeal(case, by=acting(adviser), lodged_on=today(), number="EH/1", hearing_on=date(2027, 3, 1))
    assert case.stage == Stage.ARRANGING
    assert case.duties.get(kind="appeal").settled_on == today()


def test_a_later_certificate_from_elsewhere_cannot_be_older_than_the_decision() -> None:
    adviser = staff()
    with pytest.raises(Impossible, match="older than the decision"):
        commands.note_earlier_certificate(
            a_case(adviser), by=acting(adviser), issued_on=date(2020, 1, 1), issuer="Somebody"
        )


def test_authority_to_act_settles_who_holds_the_right_r8() -> None:
    adviser = staff()
    case = a_case(adviser, child_born=date(2007, 3, 1), lacks_capacity=True, has_deputy=True)
    person = case.participants.get(role="family")
    assert person.holds_right is False
    case = taking_part.record_authority(
        case, by=acting(adviser), participant=person.pk, basis=Basis.DEPUTY, evidence="Court order seen",
        seen_on=today(), do_not_disclose_to="Jo Sample",
    )  # fmt: skip
    assert [p.pk for p in queries.right_holders(case)] == [person.pk]


def test_ended_consent_ends_at_once() -> None:
    adviser = staff()
    case = a_case(adviser)
    helper = a_supporter(case, adviser, "Uma Helper")
    assert case in queries.visible_to(helper.person)
    taking_part.end_participation(made_up.Case.objects.get(pk=case.pk), by=acting(adviser), participant=helper.pk)
    assert case not in queries.visible_to(helper.person)


def test_a_stranger_an_outsider_and_another_family_see_nothing() -> None:
    adviser = staff()
    case, other = a_case(adviser), a_case(adviser, child_name="Alex Other", family_name="Pat Other")
    mine = case.participants.get(role="family").person
    theirs = other.participants.get(role="family").person
    assert list(queries.visible_to(mine)) == [case]
    assert list(queries.visible_to(theirs)) == [other]
    assert not queries.visible_to(staff(Role.MEDIATOR)).exists()
    assert not queries.visible_to(staff(Role.COMMISSIONER)).exists()


def test_the_council_sees_nothing_until_the_family_has_chosen_and_it_was_told() -> None:
    adviser = staff()
    case = informed(a_case(adviser), adviser)
    case = taking_part.add_participant(
        case, by=acting(adviser), role=Role.LA_OFFICER, name="Olly Officer", basis=Basis.OFFICE,
        email="olly@exampleshire.example",
    )  # fmt: skip
    officer = case.participants.get(role=Role.LA_OFFICER).person
    assert case not in queries.visible_to(officer)
    made_up.arranging.tell_authority(choosing.ask_mediation(case, by=acting(adviser)), by=acting(adviser))
    assert case in queries.visible_to(officer)


def test_every_command_leaves_exactly_one_entry_with_a_person() -> None:
    adviser = staff()
    case = a_case(adviser)
    before = len(entries_of(case.pk))
    issues.add_issue(case, by=acting(adviser), what="Speech therapy", section="F", wanted="Weekly")
    entries = entries_of(case.pk)
    assert len(entries) == before + 1
    assert entries[-1].by == adviser.actor
