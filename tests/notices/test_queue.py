"""A message stands in the outbox with what caused it, or neither does."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from pytest_django import Settings

from commonground.notices import commands, queries, sending
from commonground.notices.commands import Recipient
from commonground.notices.kinds import BadNotice
from commonground.notices.models import Channel, Hold, Lane, Notice, State
from tests.notices.mail_server import MailServer
from tests.notices.samples import a_notice

pytestmark = pytest.mark.django_db


def jobs() -> int:
    """How many wake-ups wait."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'notices.drain' AND status = 'todo'")
        return int(cursor.fetchone()[0])


def test_a_message_and_its_wake_up_stand_or_fall_with_what_caused_them(mail: MailServer) -> None:
    def cause() -> None:
        with transaction.atomic():
            a_notice()
            raise RuntimeError("and then it went wrong")

    with pytest.raises(RuntimeError):
        cause()
    assert (Notice.objects.count(), jobs()) == (0, 0)
    a_notice()
    assert (Notice.objects.count(), jobs()) == (1, 1)


def test_the_message_id_is_fixed_when_it_is_queued(mail: MailServer, settings: Settings) -> None:
    domain = settings.PROVIDER.email.rpartition("@")[2]
    notice = a_notice()
    assert notice.message_id == f"<{notice.pk}@{domain}>"


def test_sign_in_codes_are_urgent_and_run_out(mail: MailServer) -> None:
    with time_machine.travel(datetime(2026, 7, 1, 9, tzinfo=UTC), tick=False):
        code, other = a_notice("sign_in_code", minutes=15), a_notice()
    assert (code.lane, other.lane) == (Lane.URGENT, Lane.NORMAL)
    assert code.expires_at == datetime(2026, 7, 1, 9, 15, tzinfo=UTC)
    assert other.expires_at is None


def test_a_code_is_not_posted(mail: MailServer) -> None:
    with pytest.raises(BadNotice, match="cannot go by post"):
        a_notice("sign_in_code", to=Recipient(person=None, name="Sam Sample"))


@pytest.mark.feature(72, how="partly")
def test_who_has_no_email_gets_a_letter(mail: MailServer) -> None:
    letter = a_notice(to=Recipient(person=None, name="Sam Sample", address="1 Example Street\nExampleton"))
    assert (letter.channel, letter.state) == (Channel.LETTER, State.QUEUED)
    assert list(queries.to_print()) == [letter]
    assert sending.drain() == 0
    assert mail.taken == []


@pytest.mark.feature(154, how="partly")
def test_without_a_mail_server_everything_is_printed(settings: Settings) -> None:
    settings.SMTP, settings.DEMO = None, False
    notice = a_notice()
    assert notice.channel == Channel.LETTER
    assert list(queries.to_print()) == [notice]


@pytest.mark.feature(154, how="partly")
def test_the_demo_without_a_mail_server_keeps_its_messages(settings: Settings) -> None:
    settings.SMTP, settings.DEMO = None, True
    notice = a_notice()
    assert sending.drain() == 1
    notice.refresh_from_db()
    assert (notice.state, notice.sent_by) == (State.SENT, "kept")
    assert list(queries.latest()) == [notice]


def test_a_mail_server_taken_away_later_loses_nothing(mail: MailServer, settings: Settings) -> None:
    notice = a_notice()
    settings.SMTP = None
    assert sending.drain() == 0
    settings.SMTP = mail.address
    assert sending.drain() == 1
    assert mail.ids() == [notice.message_id]


@pytest.mark.parametrize(
    "email",
    ["sam@family.example\r\nBcc: all@evil.example", "sam", "sam@", "a@b@c", "Sam <sam@family.example>", "sam@x,y"],
)
def test_an_address_that_cannot_be_right_fails_at_once_and_stops_nothing(mail: MailServer, email: str) -> None:
    notice = a_notice(to=Recipient(person=None, name="Sam Sample", email=email))
    assert notice.state == State.FAILED
    assert "\n" not in notice.to_email
    assert list(queries.failed()) == [notice]
    sending.drain()
    assert mail.taken == []


def test_an_address_is_written_to_as_mail_servers_know_it(mail: MailServer) -> None:
    notice = a_notice(to=Recipient(person=None, name="Sam", email=" sam@bücher.example "))
    assert notice.to_email == "sam@xn--bcher-kva.example"


def test_names_of_any_length_and_kind_are_kept_on_one_line(mail: MailServer) -> None:
    notice = a_notice(to=Recipient(person=None, name="Sam\r\nBcc: x " + "m" * 10_000, email="sam@family.example"))
    assert notice.to_name.startswith("Sam Bcc: x mmm")
    assert len(notice.to_name) == 200


def test_the_database_itself_refuses_a_sent_message_without_a_time(mail: MailServer) -> None:
    notice = a_notice()
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(state=State.SENT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(state=State.SENDING)


class TestHolds:
    """Stop all contact: one switch."""

    def test_holds_what_waits_and_what_comes_later_about_a_case(self, mail: MailServer) -> None:
        case = uuid4()
        before, other = a_notice(about=case), a_notice(about=uuid4())
        commands.hold(about=case, by="person:1")
        after = a_notice(about=case)
        sending.drain()
        assert mail.ids() == [other.message_id]
        assert {n.state for n in Notice.objects.filter(pk__in=[before.pk, after.pk])} == {State.HELD}

    def test_holds_every_message_to_a_person_in_any_case(self, mail: MailServer) -> None:
        sam = Recipient(person=uuid4(), name="Sam", email="sam@family.example")
        commands.hold(person=sam.person)
        assert a_notice(to=sam, about=uuid4()).state == State.HELD
        assert a_notice(to=sam).state == State.HELD
        assert a_notice(about=uuid4()).state == State.QUEUED

    def test_can_hold_one_person_within_one_case(self, mail: MailServer) -> None:
        sam, case = Recipient(person=uuid4(), name="Sam", email="sam@family.example"), uuid4()
        commands.hold(person=sam.person, about=case)
        assert a_notice(to=sam, about=case).state == State.HELD
        assert a_notice(to=sam, about=uuid4()).state == State.QUEUED
        assert a_notice(about=case).state == State.QUEUED

    def test_holds_letters_too(self, mail: MailServer) -> None:
        case = uuid4()
        letter = a_notice(to=Recipient(person=None, name="Sam"), about=case)
        commands.hold(about=case)
        assert list(queries.to_print()) == []
        assert commands.printed(notices=[letter.pk], by="person:1") == 0

    def test_a_letter_is_not_printed_under_a_hold_its_row_does_not_show_yet(self, mail: MailServer) -> None:
        letter = a_notice(to=Recipient(person=None, name="Sam"), about=uuid4())
        Hold.objects.create(about=letter.about, made_at=letter.created_at, made_by="system:tests")
        assert list(queries.to_print()) == []
        assert commands.printed(notices=[letter.pk], by="person:1") == 0

    def test_released_goes_out_once_unless_another_hold_covers_it(self, mail: MailServer) -> None:
        sam, case = Recipient(person=uuid4(), name="Sam", email="sam@family.example"), uuid4()
        commands.hold(about=case)
        commands.hold(about=case)
        commands.hold(person=sam.person)
        both, one = a_notice(to=sam, about=case), a_notice(about=case)
        commands.release(about=case, by="person:2")
        sending.drain()
        assert mail.ids() == [one.message_id]
        commands.release(person=sam.person)
        sending.drain()
        assert mail.ids() == [one.message_id, both.message_id]
        assert Hold.objects.filter(released_at=None).count() == 0

    def test_the_sender_asks_the_hold_itself_and_not_only_the_row(self, mail: MailServer) -> None:
        """As when a hold and a message are committed at the same moment, neither seeing the other."""
        notice = a_notice(about=uuid4())
        Hold.objects.create(about=notice.about, made_at=notice.created_at, made_by="system:tests")
        sending.drain()
        notice.refresh_from_db()
        assert (mail.taken, notice.state) == ([], State.QUEUED)

    def test_a_held_message_that_may_have_gone_is_still_known_for_one(self, mail: MailServer) -> None:
        notice = a_notice(about=uuid4())
        Notice.objects.filter(pk=notice.pk).update(state=State.UNCERTAIN, possible_copies=1)
        commands.hold(about=notice.about)
        assert Notice.objects.get(pk=notice.pk).state == State.HELD
        commands.release(about=notice.about)
        assert Notice.objects.get(pk=notice.pk).state == State.UNCERTAIN

    def test_who_held_and_who_released_is_written_down(self, mail: MailServer) -> None:
        notice = a_notice(about=uuid4())
        commands.hold(about=notice.about, by="person:1")
        commands.release(about=notice.about, by="person:2")
        assert list(notice.steps.values_list("state", "by")) == [("held", "person:1"), ("queued", "person:2")]

    def test_a_hold_must_hold_something(self) -> None:
        with pytest.raises(ValueError, match="Say whose"):
            commands.hold()


class TestAfterwards:
    """Letters posted, messages that came back, and what is done about them."""

    @pytest.mark.feature(72, how="partly")
    def test_a_printed_letter_is_sent_once_and_by_whom(self, mail: MailServer) -> None:
        letter = a_notice(to=Recipient(person=None, name="Sam"))
        assert commands.printed(notices=[letter.pk], by="person:1") == 1
        assert commands.printed(notices=[letter.pk], by="person:1") == 0
        letter.refresh_from_db()
        assert (letter.state, letter.sent_by, letter.steps.get().by) == (State.SENT, "post", "person:1")
        assert list(queries.to_print()) == []

    def test_a_letter_with_a_certificate_says_what_goes_into_the_envelope(self, mail: MailServer) -> None:
        nobody = Recipient(person=None, name="Sam")
        assert queries.encloses(a_notice("certificate_issued", to=nobody)) == "certificate"
        assert queries.encloses(a_notice("closed", to=nobody)) == ""

    def test_a_message_that_came_back_has_failed_until_somebody_sees_to_it(self, mail: MailServer) -> None:
        notice = a_notice()
        sending.drain()
        commands.came_back(notice=notice.pk, by="person:1", detail="550 no such\nuser")
        assert [n.last_error for n in queries.failed()] == ["550 no such user"]
        commands.seen_to(notice=notice.pk, by="person:1", how="Rang them.")
        assert list(queries.failed()) == []

    def test_a_failed_message_goes_again_to_a_mended_address_as_its_own(self, mail: MailServer) -> None:
        old = a_notice(to=Recipient(person=None, name="Sam", email="sam@"))
        new = commands.send_again(
            notice=old.pk, to=Recipient(person=None, name="Sam", email="sam@family.example"), by="person:1"
        )
        sending.drain()
        assert mail.ids() == [new.message_id] != [old.message_id]
        assert (new.subject, new.text) == (old.subject, old.text)
        assert list(queries.failed()) == []

    def test_a_code_is_never_sent_again(self, mail: MailServer) -> None:
        code = a_notice("sign_in_code", to=Recipient(person=None, name="Sam", email="sam@"))
        with pytest.raises(BadNotice, match="afresh"):
            commands.send_again(
                notice=code.pk, to=Recipient(person=None, name="Sam", email="s@x.example"), by="person:1"
            )

    def test_only_what_was_sent_can_come_back(self, mail: MailServer) -> None:
        with pytest.raises(Notice.DoesNotExist):
            commands.came_back(notice=a_notice().pk, by="person:1", detail="")

    def test_lists_of_messages_are_of_one_case_or_one_person(self, mail: MailServer) -> None:
        sam, case = Recipient(person=uuid4(), name="Sam", email="sam@family.example"), uuid4()
        mine, code = a_notice(to=sam, about=case), a_notice("sign_in_code", to=sam)
        other = a_notice(about=uuid4())
        assert list(queries.sent_about(case)) == [mine]
        assert sam.person is not None
        assert list(queries.sent_to(sam.person)) == [mine]
        assert set(queries.latest()) == {mine, code, other}

    def test_mail_that_waits_too_long_is_seen(self, mail: MailServer) -> None:
        notice = a_notice(about=uuid4())
        assert list(queries.late()) == []
        Notice.objects.update(created_at=notice.created_at - timedelta(minutes=20))
        assert list(queries.late()) == [notice]
        commands.hold(about=notice.about)
        assert list(queries.late()) == []
