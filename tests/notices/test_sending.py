"""What arrives at a real mail server, and what is done with each of its answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from email import message_from_string
from typing import Any

import pytest
import time_machine
from aiosmtpd.smtp import Envelope

from commonground.notices import queries, reporting, sending
from commonground.notices.commands import Recipient
from commonground.notices.message import POSSIBLE_COPY
from commonground.notices.models import Notice, State
from commonground.notices.signals import notice_failed
from commonground.record import days
from tests.notices.mail_server import MailServer
from tests.notices.samples import a_notice, dates_in, part

pytestmark = pytest.mark.django_db

COPY = "This may be a second copy"


@contextmanager
def later(**time: int) -> Iterator[None]:
    with time_machine.travel(days.now() + timedelta(**time), tick=True):
        yield


def state_of(notice: Notice) -> str:
    notice.refresh_from_db()
    return notice.state


@pytest.mark.feature(20, how="partly")
def test_message_ids_at_the_server_equal_the_notices(mail: MailServer) -> None:
    notices = [a_notice() for _ in range(5)]
    assert sending.drain() == 5
    assert sorted(mail.ids()) == sorted(n.message_id for n in notices)
    assert {state_of(n) for n in notices} == {State.SENT}
    assert sending.drain() == 0
    assert {step.detail for n in notices for step in n.steps.all()} == {"250 OK"}


def test_an_email_has_both_parts_which_name_the_same_dates(mail: MailServer) -> None:
    a_notice("not_reached")
    sending.drain()
    (message,) = mail.taken
    assert message.get_content_type() == "multipart/alternative"
    text, html = part(message, "plain"), part(message, "html")
    assert dates_in(text) == dates_in(html)
    assert len(dates_in(text)) >= 2


def test_one_message_goes_to_one_person_from_the_provider(mail: MailServer, settings: Any) -> None:
    a_notice(to=Recipient(person=None, name="Sam Sample", email="sam@family.example"))
    sending.drain()
    (envelope,), (message,) = mail.envelopes, mail.taken
    assert (envelope.mail_from, envelope.rcpt_tos) == (settings.PROVIDER.email, ["sam@family.example"])
    assert message["To"] == "Sam Sample <sam@family.example>"
    assert settings.PROVIDER.email in message["From"]
    assert message["Auto-Submitted"] == "auto-generated"
    assert message[POSSIBLE_COPY] is None


@pytest.mark.parametrize(
    "name", ["Zoë Łukasiewicz", "Nguyễn Văn Ánh", "محمد علي", "王小明", 'Sam "Bee" <x>, O\'Hara', "🙂"]
)
def test_any_name_arrives_as_it_was_written(mail: MailServer, name: str) -> None:
    a_notice(to=Recipient(person=None, name=name, email="sam@family.example"))
    sending.drain()
    (message,) = mail.taken
    assert message["To"].addresses[0].display_name == name
    assert message["To"].addresses[0].addr_spec == "sam@family.example"
    assert f"Dear {name}," in part(message, "plain")


def test_nothing_that_people_typed_becomes_a_header_or_a_recipient(mail: MailServer) -> None:
    evil = "Sam\r\nBcc: all@evil.example\n\nBuy now"
    a_notice(to=Recipient(person=None, name=evil, email="sam@family.example"), reference=evil, council=evil)
    sending.drain()
    (envelope,), (message,) = mail.envelopes, mail.taken
    assert envelope.rcpt_tos == ["sam@family.example"]
    assert message["Bcc"] is None
    assert message["Subject"] == "Your case is closed: Sam Bcc: all@evil.example Buy now"


def test_lines_that_begin_with_a_dot_arrive_whole(mail: MailServer) -> None:
    notice = a_notice()
    Notice.objects.filter(pk=notice.pk).update(text="one\n.\n..two\n.three\n")
    sending.drain()
    assert part(mail.taken[0], "plain").splitlines() == ["one", ".", "..two", ".three"]


def test_a_long_domain_does_not_break_the_message_id(mail: MailServer, settings: Any) -> None:
    settings.PROVIDER = replace(settings.PROVIDER, email=f"help@{'a' * 60}.{'b' * 60}.example")
    notice = a_notice()
    sending.drain()
    raw = mail.envelopes[0].original_content
    assert isinstance(raw, bytes)
    assert message_from_string(raw.decode())["Message-ID"].split() == [notice.message_id]


def test_the_urgent_lane_goes_first(mail: MailServer) -> None:
    slow, code = a_notice(), a_notice("sign_in_code")
    sending.drain()
    assert mail.ids() == [code.message_id, slow.message_id]


@pytest.mark.parametrize("step", ["rcpt", "data"])
def test_a_refusal_for_now_is_tried_again_later_and_not_called_a_copy(mail: MailServer, step: str) -> None:
    setattr(mail, step, lambda _: "451 try again later")
    notice = a_notice()
    sending.drain()
    assert state_of(notice) == State.QUEUED
    assert notice.last_error == "451 try again later"
    setattr(mail, step, lambda _: "250 OK")
    assert sending.drain() == 0
    with later(minutes=2):
        assert sending.drain() == 1
    assert mail.ids() == [notice.message_id]
    assert mail.taken[0][POSSIBLE_COPY] is None
    assert state_of(notice) == State.SENT


def test_each_refusal_waits_longer_up_to_an_hour_and_after_two_days_it_has_failed(mail: MailServer) -> None:
    mail.rcpt = lambda _: "450 mailbox busy"
    notice, waits = a_notice(), []
    began = now = days.now()
    while state_of(notice) == State.QUEUED:
        now = max(now, notice.next_try_at)
        with time_machine.travel(now, tick=False):
            assert sending.drain() == 1
        notice.refresh_from_db()
        waits.append(notice.next_try_at - now)
    assert waits[:6] == [timedelta(minutes=m) for m in (1, 2, 5, 15, 30, 60)]
    assert max(waits) == timedelta(hours=1)
    assert notice.state == State.FAILED
    assert timedelta(days=1) < now - began < timedelta(days=3)


@pytest.mark.parametrize("step", ["rcpt", "data"])
def test_a_refusal_for_good_has_failed_and_is_told_upwards_once(mail: MailServer, step: str) -> None:
    setattr(mail, step, lambda _: "550 no such user")
    told: list[Notice] = []

    def listen(notice: Notice, **_: Any) -> None:
        told.append(notice)

    notice = a_notice()
    notice_failed.connect(listen)
    try:
        sending.drain()
        assert reporting.report() == 1
        assert reporting.report() == 0
    finally:
        notice_failed.disconnect(listen)
    assert told == [notice]
    assert state_of(notice) == State.FAILED
    assert list(queries.failed()) == [notice]
    assert (mail.taken, sending.drain()) == ([], 0)


def test_a_failure_that_could_not_be_told_is_told_again(mail: MailServer) -> None:
    mail.rcpt = lambda _: "550 no such user"
    told: list[Notice] = []
    first, second = a_notice(), a_notice()

    def listen(notice: Notice, **_: Any) -> None:
        if notice == first and not told:
            told.append(notice)
            raise RuntimeError("the room above is not well")
        told.append(notice)

    notice_failed.connect(listen)
    try:
        sending.drain()
        assert reporting.report() == 1
        assert reporting.report() == 1
    finally:
        notice_failed.disconnect(listen)
    assert told == [first, second, first]


def test_one_bad_recipient_does_not_stop_the_others(mail: MailServer) -> None:
    bad, good = a_notice(), a_notice()
    answers = iter(["550 no such user", "250 OK"])
    mail.rcpt = lambda _: next(answers)
    assert sending.drain() == 2
    assert (state_of(bad), state_of(good)) == (State.FAILED, State.SENT)


def test_a_server_that_is_away_loses_nothing_and_counts_no_try(mail: MailServer) -> None:
    notices = [a_notice(), a_notice()]
    mail.stop()
    assert sending.drain() == 0
    assert {(state_of(n), n.attempts) for n in notices} == {(State.QUEUED, 0)}
    mail.start()
    with later(minutes=1):
        assert sending.drain() == 2
    assert sorted(mail.ids()) == sorted(n.message_id for n in notices)


def test_a_server_that_refuses_us_is_away_and_no_message_fails(mail: MailServer) -> None:
    mail.mail = lambda _: "550 who are you"
    notice = a_notice()
    assert sending.drain() == 0
    assert (state_of(notice), notice.attempts, notice.last_error) == (State.QUEUED, 0, "550 who are you")


def test_a_line_dropped_before_the_message_is_certain(mail: MailServer) -> None:
    answers = iter(["421 closing", "250 OK", "250 OK"])
    mail.rcpt = lambda _: next(answers)
    first, second = a_notice(), a_notice()
    sending.drain()
    with later(minutes=2):
        sending.drain()
    assert sorted(mail.ids()) == sorted([first.message_id, second.message_id])
    assert [m[POSSIBLE_COPY] for m in mail.taken] == [None, None]


def test_a_line_cut_after_the_message_makes_it_uncertain_and_the_copy_says_so(mail: MailServer) -> None:
    answers = iter(["hang up", "250 OK"])
    mail.data = lambda _: next(answers)
    notice = a_notice("not_reached")
    sending.drain()
    assert state_of(notice) == State.UNCERTAIN
    with later(minutes=2):
        sending.drain()
    first, copy = mail.taken
    assert first["Message-ID"] == copy["Message-ID"] == notice.message_id
    assert first["Date"] == copy["Date"]
    assert (first[POSSIBLE_COPY], copy[POSSIBLE_COPY]) == (None, "yes")
    assert part(copy, "plain").partition("\r\n\r\n")[2] == part(first, "plain")
    assert part(copy, "plain").startswith(COPY)
    assert COPY in part(copy, "html")
    assert COPY not in part(first, "html")
    assert state_of(notice) == State.SENT
    assert list(notice.steps.values_list("state", flat=True)) == ["uncertain", "sent"]


def test_copies_end_and_a_person_is_asked_to_ring(mail: MailServer) -> None:
    mail.data = lambda _: "hang up"
    notice = a_notice()
    for hours in range(10):
        with later(hours=hours):
            sending.drain()
    assert len(mail.taken) == 1 + sending.MOST_COPIES
    assert state_of(notice) == State.FAILED
    assert list(queries.failed()) == [notice]


def test_a_code_that_may_have_gone_is_made_afresh_never_sent_twice(mail: MailServer) -> None:
    mail.data = lambda _: "hang up"
    notice = a_notice("sign_in_code")
    sending.drain()
    with later(minutes=2):
        sending.drain()
    assert len(mail.taken) == 1
    assert state_of(notice) == State.DROPPED
    # It is no failure to be chased: the desk sees it until another code has gone to that address
    assert list(queries.failed()) == []
    assert list(queries.codes_that_never_went()) == [notice]
    mail.data = lambda _: "250 OK"
    with later(minutes=3):
        newer = a_notice("sign_in_code")
        assert list(queries.codes_that_never_went()) == [notice]
        sending.drain()
    assert state_of(newer) == State.SENT
    assert list(queries.codes_that_never_went()) == []


def test_of_several_codes_that_never_went_the_desk_sees_the_newest_of_each_address(mail: MailServer) -> None:
    a_notice("sign_in_code")
    with later(minutes=1):
        newest = a_notice("sign_in_code")
        other = a_notice("sign_in_code", to=Recipient(person=None, name="Kim", email="kim@family.example"))
    with later(minutes=30):
        sending.drain()
    assert mail.taken == []
    assert set(queries.codes_that_never_went()) == {newest, other}


def test_a_code_that_ran_out_is_dropped_and_its_words_are_wiped(mail: MailServer) -> None:
    sent = a_notice("sign_in_code", code="111 111")
    sending.drain()
    mail.stop()
    late = a_notice("sign_in_code", code="222 222")
    sending.drain()
    mail.start()
    with later(minutes=16):
        sending.drain()
    assert mail.ids() == [sent.message_id]
    assert (state_of(sent), state_of(late)) == (State.SENT, State.DROPPED)
    assert {n.text + n.html for n in (sent, late)} == {""}


def test_a_notice_that_cannot_be_written_fails_alone(mail: MailServer) -> None:
    broken, good = a_notice(), a_notice()
    Notice.objects.filter(pk=broken.pk).update(to_email="a@b\r\nc")
    sending.drain()
    assert (state_of(broken), state_of(good)) == (State.FAILED, State.SENT)


def test_letters_outside_ascii_in_an_address_need_a_server_that_knows_them(mail: MailServer) -> None:
    mail.stop()
    mail.start(enable_SMTPUTF8=False)
    notice = a_notice(to=Recipient(person=None, name="Zoë", email="zoë@family.example"))
    sending.drain()
    assert state_of(notice) == State.FAILED
    mail.stop()
    mail.start(enable_SMTPUTF8=True)
    other = a_notice(to=Recipient(person=None, name="Zoë", email="zoë@family.example"))
    sending.drain()
    assert mail.envelopes[0].rcpt_tos == ["zoë@family.example"]
    assert state_of(other) == State.SENT


def test_one_line_to_the_server_carries_many_messages(mail: MailServer) -> None:
    peers: set[object] = set()

    def note(envelope: Envelope) -> str:
        peers.add(mail.sessions[-1])
        return "250 OK"

    mail.data = note
    for _ in range(4):
        a_notice()
    sending.drain()
    assert len(mail.taken) == 4
    assert len(peers) == 1
