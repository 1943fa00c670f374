"""A message that does not arrive has not done what it was to do: somebody chases it the same day."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from commonground.cases import queries
from commonground.cases.models import Case
from commonground.cases.words import Channel, Outcome, Stage
from commonground.casework import arranging, closing, failures
from commonground.certificates import commands as certificates
from commonground.law import CertificateKind
from commonground.meetings import commands as meetings
from commonground.notices import commands as notices
from commonground.notices import reporting
from commonground.notices.commands import Recipient
from commonground.notices.models import Notice, State
from commonground.notices.queries import failed, sent_about
from commonground.record.days import now, today
from commonground.record.queries import entries_of
from tests.made_up import CAME, a_case, acting, an_arrangement, certified, declined, fixed, staff, told

pytestmark = pytest.mark.django_db


def comes_back(case: Case, template: str) -> Notice:
    """The mail server took the message, and then it bounced."""
    notice = sent_about(case.pk).filter(template=template).first()
    Notice.objects.filter(pk=notice.pk).update(state=State.SENT, sent_at=now(), sent_by="smtp")
    notices.came_back(notice=notice.pk, by="system:tests", detail="550 no such user")
    assert reporting.report() == 1
    case.refresh_from_db()
    notice.refresh_from_db()
    return notice


def chase(case: Case) -> object:
    return case.duties.filter(kind="confirm_certificate", settled_on=None).first()


@pytest.mark.feature(150, how="partly")
def test_a_certificate_whose_message_came_back_is_chased_the_same_day_until_it_is_seen_to() -> None:
    adviser = staff()
    case = declined(a_case(adviser), adviser)
    certified(case, adviser)
    assert chase(case) is None
    notice = comes_back(case, "certificate_issued")
    assert chase(case).due_on == today()
    assert (case.next_duty, case.next_duty_on) == ("confirm_certificate", today())
    assert entries_of(case.pk)[-1].what == "certificate.bounced"
    assert reporting.report() == 0, "told once"
    failures.see_to(notice.pk, by=acting(adviser), how="Read out by telephone; letter follows.")
    assert chase(case) is None
    assert not failed().exists()


def never_taken(case: Case, template: str) -> None:
    """The supplier took the text, and reported that no phone would."""
    text = sent_about(case.pk).filter(template=template, channel="text").get()
    Notice.objects.filter(pk=text.pk).update(state=State.SENT, sent_at=now(), sent_by="text")
    assert notices.supplier_reports(str(text.pk), delivered=False, said="undelivered")
    assert reporting.report() == 1
    case.refresh_from_db()


@pytest.mark.feature(154, how="partly")
@time_machine.travel(datetime(2026, 11, 25, 12, 0, tzinfo=UTC))
def test_a_text_that_no_phone_took_is_chased_as_an_email_that_came_back_is() -> None:
    adviser, by_text = staff(), {"family_email": "", "family_telephone": "+447700900982", "messages_by": "text"}
    case = declined(a_case(adviser, **by_text), adviser)
    certified(case, adviser)
    assert chase(case) is None
    never_taken(case, "certificate_issued")
    assert chase(case).due_on == today()
    assert entries_of(case.pk)[-1].what == "certificate.bounced"
    meets = fixed(told(a_case(adviser, child_name="Alex Other", **by_text), adviser), adviser)
    assert meets.duties.get(kind="give_notice").settled_on == today()
    never_taken(meets, "meeting_fixed")
    assert meets.duties.get(kind="give_notice").settled_on is None


def test_one_that_bounces_after_the_case_was_closed_opens_it_again() -> None:
    adviser = staff()
    case = declined(a_case(adviser), adviser)
    certified(case, adviser)
    case.refresh_from_db()
    closing.close(case, by=acting(adviser), outcome_words="certificate")
    comes_back(case, "certificate_issued")
    assert case.stage == Stage.CERTIFIED
    assert chase(case) is not None


def test_one_sent_again_to_a_mended_address_ends_the_chase_and_by_post_does_not() -> None:
    adviser = staff()
    for email, chased in (("right@family.example", False), ("", True)):
        case = declined(a_case(adviser, child_name=f"Child {chased}"), adviser)
        certified(case, adviser)
        notice = comes_back(case, "certificate_issued")
        to = Recipient(person=notice.person, name=notice.to_name, email=email, address="1 Lane")
        failures.send_again(notice.pk, by=acting(adviser), to=to)
        assert (chase(case) is not None) is chased
    assert not failed().exists()


def test_a_council_whose_message_came_back_has_not_been_told_and_can_be_told_again_r17() -> None:
    adviser = staff()
    case = told(a_case(adviser), adviser)
    comes_back(case, "la_mediation_request")
    assert queries.facts_of(case).la_told_on is None
    assert case.duties.get(kind="tell_authority").settled_on is None
    assert not case.duties.filter(kind="arrange").exists(), "its thirty days have not begun"
    with time_machine.travel(datetime.now(UTC) + timedelta(days=1)):
        case = arranging.tell_authority(case, by=acting(adviser, came_by=Channel.TELEPHONE))
        assert case.duties.get(kind="arrange").due_on == today() + timedelta(days=30)


def test_notice_of_a_meeting_that_came_back_was_not_given_unless_they_were_told_since_r24() -> None:
    adviser = staff()
    case = fixed(told(a_case(adviser), adviser), adviser)
    comes_back(case, "meeting_fixed")
    assert case.duties.get(kind="give_notice").settled_on is None
    case = arranging.record_notice(case, by=acting(adviser), channel=Channel.TELEPHONE)
    assert case.duties.get(kind="give_notice").settled_on == today()
    other = fixed(told(a_case(adviser, child_name="Alex Other"), adviser), adviser)
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=1)):
        arranging.record_notice(other, by=acting(adviser), channel=Channel.TELEPHONE)
        comes_back(other, "meeting_fixed")
        assert other.duties.get(kind="give_notice").settled_on == today()


def test_an_address_that_cannot_be_right_is_chased_at_once() -> None:
    adviser = staff()
    case = declined(a_case(adviser, family_email="not an address"), adviser)
    made = certified(case, adviser)
    assert chase(case) is not None
    case.refresh_from_db()
    certificates.mark_received(case, by=acting(adviser), number=made.line.number)
    assert chase(case) is None


def test_a_failed_message_about_nothing_of_ours_is_taken_and_changes_nothing() -> None:
    to = Recipient(person=None, name="Sam", email="wrong")
    notices.queue("sign_in_code", to=to, context={"code": "123", "minutes": 5})
    assert reporting.report() == 1


def test_of_two_certificates_the_one_whose_message_came_back_is_chased() -> None:
    adviser = staff()
    case = arranging.cannot_arrange(told(a_case(adviser), adviser), by=acting(adviser), why="x")
    first = certified(case, adviser, CertificateKind.NOT_ARRANGED)
    case = arranging.fix_meeting(
        case, by=acting(adviser), arrangement=an_arrangement(today(), notice_waived_by="Sam Sample")
    )
    case = meetings.conclude(case, by=acting(adviser), came=CAME, outcome=Outcome.AGREED, agreed_in_writing=False)
    certified(case, adviser, CertificateKind.TOOK_PART)
    old = sent_about(case.pk).filter(template="certificate_issued", text__contains=first.line.number).get()
    Notice.objects.filter(pk=old.pk).update(state=State.SENT, sent_at=now(), sent_by="smtp")
    notices.came_back(notice=old.pk, by="system:tests", detail="550")
    reporting.report()
    assert entries_of(case.pk)[-1].words["number"] == first.line.number
