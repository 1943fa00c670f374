"""Whoever said that only a telephone call is safe gets no e-mail, text or letter: an adviser rings and tells them."""

from typing import Any

import pytest

from commonground.cases.answers import Impossible
from commonground.cases.enquiries import EnquiryWords
from commonground.cases.models import Case
from commonground.cases.taking_part import record_contact
from commonground.casework import failures
from commonground.casework.intake import receive_enquiry
from commonground.notices import commands as notices
from commonground.notices import queries as outbox
from commonground.notices.models import BY_HAND, Channel, Notice, State
from commonground.people.models import MessagesBy, Person
from commonground.people.roles import Role
from commonground.record.queries import entries_of
from tests.made_up import a_case, acting, certified, declined, staff

pytestmark = pytest.mark.django_db

BY_CALL: dict[str, Any] = {"family_telephone": "01632 960123", "messages_by": MessagesBy.CALL}


@pytest.fixture
def ada(db: None) -> Person:
    """The adviser."""
    return staff(name="Ada Adviser")


def to_family(case: Case) -> set[str]:
    """The ways on which messages to the family travel."""
    parent = case.participants.get(role=Role.FAMILY).person_id
    return set(Notice.objects.filter(about=case.pk, person=parent).values_list("channel", flat=True))


def to_print(case: Case) -> bool:
    return outbox.to_print().filter(about=case.pk).exists()


@pytest.mark.feature(47, how="partly")
def test_nothing_is_sent_or_printed_though_we_know_an_address(ada: Person) -> None:
    # Given one for whom only calls are safe, of whom we have every address, and one without e-mail who said nothing
    case = a_case(ada, **BY_CALL)
    assert case.participants.get().person.email
    other = a_case(ada, child_name="Alex Other", family_email="", family_telephone="01632 960124")
    # Then hers waits for a call alone; the other has a letter as before
    assert (to_family(case), to_print(case)) == ({Channel.CALL}, False)
    assert (to_family(other), to_print(other)) == ({Channel.LETTER}, True)
    (waiting,) = outbox.to_call()
    assert not outbox.goes_by_itself(waiting)
    assert notices.printed(notices=[waiting.pk], by=ada.actor) == 0


def test_once_she_is_told_it_waits_no_more(ada: Person) -> None:
    case = a_case(ada, **BY_CALL)
    waiting = outbox.to_call().get()
    failures.tell_by_telephone(waiting.pk, by=acting(ada))
    told = Notice.objects.get(pk=waiting.pk)
    assert (told.state, told.sent_by, told.steps.get().by) == (State.SENT, "call", ada.actor)
    assert not outbox.to_call().exists()
    with pytest.raises(Notice.DoesNotExist):
        failures.tell_by_telephone(waiting.pk, by=acting(ada))
    assert case.participants.get().person.by_call_only


def test_what_is_held_back_is_not_told(ada: Person) -> None:
    case = a_case(ada, **BY_CALL)
    waiting = outbox.to_call().get()
    notices.hold(about=case.pk)
    assert not outbox.to_call().exists()
    with pytest.raises(Notice.DoesNotExist):
        failures.tell_by_telephone(waiting.pk, by=acting(ada))
    notices.release(about=case.pk)
    assert outbox.to_call().exists()


@pytest.mark.feature(150, how="partly")
def test_a_certificate_is_chased_until_she_has_it_told_or_not(ada: Person) -> None:
    case = declined(a_case(ada, **BY_CALL), ada)
    certified(case, ada)
    chased = case.duties.filter(kind="confirm_certificate", settled_on=None)
    assert chased.exists()
    assert "certificate.by_call" in {entry.what for entry in entries_of(case.pk)}
    assert "certificate.posted" not in {entry.what for entry in entries_of(case.pk)}
    notice = outbox.to_call().get(template="certificate_issued")
    assert "You can collect it, or tell us a safe way to send it." in notice.text
    assert "in this envelope" not in notice.text
    failures.tell_by_telephone(notice.pk, by=acting(ada))
    assert chased.exists(), "told of it is not having it"


def test_what_waits_goes_the_way_that_she_chooses_later(ada: Person) -> None:
    case = a_case(ada, **{**BY_CALL, "messages_by": "letter", "family_email": ""})
    assert to_print(case)
    mine = case.participants.get()
    said = {"participant": mine.pk, "safe_contact": "", "needs": ""}
    record_contact(case, by=acting(ada), messages_by=MessagesBy.CALL, **said)
    assert (to_family(case), to_print(case)) == ({Channel.CALL}, False)
    record_contact(Case.objects.get(pk=case.pk), by=acting(ada), messages_by=MessagesBy.LETTER, **said)
    assert (to_family(case), to_print(case)) == ({Channel.LETTER}, True)


def test_a_message_that_was_perhaps_sent_before_is_still_told(ada: Person) -> None:
    case = a_case(ada, family_telephone="01632 960123")
    Notice.objects.filter(about=case.pk).update(state=State.UNCERTAIN, possible_copies=1)
    mine = case.participants.get()
    record_contact(
        case, by=acting(ada), participant=mine.pk, safe_contact="", needs="", messages_by=MessagesBy.CALL
    )  # fmt: skip
    failures.tell_by_telephone(outbox.to_call().get().pk, by=acting(ada))
    assert not outbox.to_call().exists()


def test_calls_alone_need_a_number(ada: Person) -> None:
    case = a_case(ada)
    mine = case.participants.get()
    with pytest.raises(Impossible, match="no telephone number"):
        record_contact(
            case, by=acting(ada), participant=mine.pk, safe_contact="", needs="", messages_by=MessagesBy.CALL
        )  # fmt: skip


def test_an_enquirer_for_whom_only_calls_are_safe_gets_no_receipt(db: None) -> None:
    said: dict[str, Any] = {"name": "Sam Sample", "email": "sam@family.example", "telephone": "01632 960123"}
    receive_enquiry(EnquiryWords(**said, messages_by=MessagesBy.CALL), token="a" * 32, by="system:tests")
    assert not Notice.objects.exists()
    receive_enquiry(EnquiryWords(**said), token="b" * 32, by="system:tests")
    assert Notice.objects.get().channel not in BY_HAND
