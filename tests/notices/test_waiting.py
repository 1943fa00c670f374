"""What waits goes to where somebody is reached now, and not to whoever takes part no longer."""

import pytest

from commonground.cases.correcting import record_reach
from commonground.cases.helping import end_help
from commonground.cases.models import Case, Participant
from commonground.cases.taking_part import allow_contact, end_participation, record_contact, stop_all_contact
from commonground.cases.telling import tell, tell_family
from commonground.cases.words import Basis
from commonground.notices import queries, sending
from commonground.notices.models import Channel, Notice, State
from commonground.notices.waiting import MOVED, NO_PART
from commonground.people.models import MessagesBy, Person
from commonground.people.roles import Role
from tests.family.test_papers_and_calendar import joins
from tests.made_up import a_case, a_supporter, acting, staff
from tests.notices.mail_server import MailServer

pytestmark = pytest.mark.django_db


def a_family() -> tuple[Case, Participant, Person]:
    """A case, its parent with an address that somebody else reads, and the adviser."""
    ada = staff()
    case = a_case(ada, family_email="both@family.example", family_telephone="+447700900982")
    Notice.objects.all().delete()  # that the case is open is another story
    return case, case.participants.get(role=Role.FAMILY), ada


def went_to(mail: MailServer) -> list[str]:
    """Where e-mails went, once the worker has been."""
    while sending.drain():
        pass
    return [to for envelope in mail.envelopes for to in envelope.rcpt_tos]


def test_what_waited_goes_to_the_address_that_was_put_right(mail: MailServer) -> None:
    case, sam, ada = a_family()
    (notice,) = tell_family(case, "closed")
    record_reach(case, by=acting(ada), participant=sam.pk, email="sam@family.example")
    assert went_to(mail) == ["sam@family.example"]
    assert notice.steps.first().detail == MOVED


def test_what_was_held_back_goes_there_too_when_contact_is_safe_again(mail: MailServer) -> None:
    case, sam, ada = a_family()
    case = stop_all_contact(case, by=acting(ada), participant=sam.pk)
    tell_family(case, "closed")
    case = record_reach(case, by=acting(ada), participant=sam.pk, email="sam@family.example")
    assert Notice.objects.get().state == State.HELD
    allow_contact(case, by=acting(ada, reason="She rang from her sister's."), participant=sam.pk)
    assert went_to(mail) == ["sam@family.example"]


def test_what_waited_goes_the_way_that_they_want_from_now_on(mail: MailServer) -> None:
    case, sam, _ada = a_family()
    tell_family(case, "closed")
    record_contact(
        case, by=acting(sam.person), participant=sam.pk, safe_contact="", needs="", address="A refuge",
        messages_by=MessagesBy.LETTER,
    )  # fmt: skip
    assert went_to(mail) == []
    (letter,) = queries.to_print()
    assert (letter.channel, letter.to_address) == (Channel.LETTER, "A refuge")


def test_a_letter_that_was_not_printed_yet_goes_to_the_new_address() -> None:
    case, sam, _ada = a_family()
    by = acting(sam.person)
    letters = {"participant": sam.pk, "safe_contact": "", "needs": "", "messages_by": MessagesBy.LETTER}
    case = record_contact(case, by=by, address="1 Old Street", **letters)
    tell(case, Participant.objects.get(pk=sam.pk), "closed")
    record_contact(Case.objects.get(pk=case.pk), by=by, address="A refuge", **letters)
    assert [letter.to_address for letter in queries.to_print()] == ["A refuge"]


def test_nothing_is_touched_where_nothing_changed(mail: MailServer) -> None:
    case, sam, _ada = a_family()
    (notice,) = tell_family(case, "closed")
    record_contact(case, by=acting(sam.person), participant=sam.pk, safe_contact="At noon", needs="")
    assert not notice.steps.exists()
    assert went_to(mail) == ["both@family.example"]


def test_a_supporter_gets_nothing_that_waited_once_they_help_no_longer(mail: MailServer) -> None:
    case, _sam, ada = a_family()
    pat = a_supporter(case, ada)
    Notice.objects.all().delete()
    notice = tell(case, pat, "paper_shared")
    end_help(Case.objects.get(pk=case.pk), by=acting(ada), supporter=pat.pk)
    assert went_to(mail) == [pat.person.email]
    notice.refresh_from_db()
    assert (notice.state, notice.last_error) == (State.FAILED, NO_PART)
    assert Notice.objects.get(state=State.SENT).template == "supporter_ended"
    assert not queries.failed().exists(), "nobody need see to it"


def test_nor_does_whoever_left_the_case_and_who_helped_them(mail: MailServer) -> None:
    case, _sam, ada = a_family()
    jo = joins(case, ada, Role.FAMILY, "Jo Sample", Basis.PARENT)
    pat = a_supporter(case, ada, helps="Jo Sample")
    case = Case.objects.get(pk=case.pk)
    Person.objects.filter(pk=jo.person_id).update(email="jo@family.example")
    Notice.objects.all().delete()
    for row in case.participants.filter(pk__in=[jo.pk, pat.pk]):
        tell(case, row, "paper_shared")
    end_participation(case, by=acting(ada), participant=jo.pk)
    assert went_to(mail) == []
    assert not case.participants.filter(pk__in=[jo.pk, pat.pk], to_on=None).exists()
