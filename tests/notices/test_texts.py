"""Texts: what a supplier gets, what is done with each of its answers, and which way a message takes."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from pytest_django import Settings

from commonground.notices import commands, queries, sending
from commonground.notices.commands import Recipient
from commonground.notices.kinds import BadNotice
from commonground.notices.models import Channel, Notice, State
from commonground.notices.numbers import mobile
from commonground.notices.templates import SPECS, Reader
from commonground.notices.texts import parts
from commonground.record import days
from tests.notices.mail_server import MailServer
from tests.notices.samples import a_notice
from tests.notices.text_supplier import TextSupplier

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
SAM = Recipient(person=None, name="Sam Sample", email="sam@family.example", telephone="07700 900982", by="text")
BY_MAIL_ALONE = {"your_dates", "request_in_your_name"}
"""Messages to an address that somebody typed just now: nothing but that address is known."""


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=True):
        yield


@pytest.fixture
def supplier(settings: Settings) -> Iterator[TextSupplier]:
    found = TextSupplier()
    found.start()
    settings.TEXTS, settings.SMTP, settings.DEMO = found.settings(), None, False
    yield found
    found.stop()


def state_of(notice: Notice) -> str:
    notice.refresh_from_db()
    return notice.state


@pytest.mark.feature(20)
@pytest.mark.feature(154, how="partly")
def test_a_text_reaches_the_supplier_with_the_key_and_is_sent_once(supplier: TextSupplier) -> None:
    notice = a_notice("certificate_issued", to=SAM)
    assert sending.drain() == 1
    (taken,) = supplier.taken
    assert (taken.path, taken.authorization) == ("/v1/texts?account=7", "Bearer key")
    assert taken.said == {"to": "+447700900982", "text": notice.short, "reference": str(notice.pk)}
    assert "Your certificate is ready" in notice.short
    assert (state_of(notice), notice.sent_by) == (State.SENT, "text")
    assert sending.drain() == 0


@pytest.mark.feature(154, how="partly")
def test_a_supplier_that_wants_a_form_gets_one(supplier: TextSupplier, settings: Settings) -> None:
    settings.TEXTS = supplier.settings(body="To={digits}&From=ComGround&Body={text}", authorization="Basic c2VjcmV0")
    notice = a_notice("meeting_fixed", to=SAM, place="Café & Co {to} +1%")
    sending.drain()
    (taken,) = supplier.taken
    assert taken.kind == "application/x-www-form-urlencoded"
    assert taken.said == {"To": "447700900982", "From": "ComGround", "Body": notice.short}
    assert "Café & Co {to} +1%" in taken.said["Body"]


@pytest.mark.parametrize(
    ("status", "state", "tried"),
    [(202, State.SENT, 1), (400, State.FAILED, 1), (422, State.FAILED, 1), (429, State.QUEUED, 1),
     (401, State.QUEUED, 0), (403, State.QUEUED, 0), (301, State.QUEUED, 0), (500, State.UNCERTAIN, 1),
     (None, State.UNCERTAIN, 1)],
)  # fmt: skip
def test_each_answer_of_the_supplier_comes_to_what_it_says(
    supplier: TextSupplier, status: int | None, state: str, tried: int
) -> None:
    supplier.status, supplier.words = status, "no"
    notice = a_notice(to=SAM)
    assert sending.drain() == tried
    assert (state_of(notice), notice.attempts) == (state, tried)
    assert len(supplier.taken) == 1


def test_what_may_have_arrived_goes_again_and_says_so_but_a_code_never_does(supplier: TextSupplier) -> None:
    supplier.status = None
    notice, code = a_notice(to=SAM), a_notice("sign_in_code", to=SAM)
    sending.drain()
    assert (state_of(notice), state_of(code)) == (State.UNCERTAIN, State.DROPPED)
    supplier.status = 200
    with time_machine.travel(NOON + timedelta(minutes=2)):
        sending.drain()
    said = [taken.said for taken in supplier.taken if taken.said["reference"] == str(notice.pk)]
    assert [each["text"] for each in said] == [notice.short, f"{notice.short} (You may have had this before.)"]
    assert len(supplier.taken) == 3


def test_a_supplier_that_is_away_keeps_no_email_waiting(mail: MailServer, settings: Settings) -> None:
    gone = TextSupplier()
    gone.start()
    settings.TEXTS = gone.settings()
    gone.stop()
    text = a_notice(to=SAM)
    email = a_notice()
    assert sending.drain() == 1
    assert mail.ids() == [email.message_id]
    assert (state_of(text), text.attempts) == (State.QUEUED, 0)


@pytest.mark.parametrize(
    ("to", "way"),
    [
        (Recipient(None, "Sam", "sam@family.example", telephone="07700 900982", by="text"), Channel.TEXT),
        (Recipient(None, "Sam", "sam@family.example", telephone="07700 900982"), Channel.EMAIL),
        (Recipient(None, "Sam", "sam@family.example", telephone="01632 960001", by="text"), Channel.EMAIL),
        (Recipient(None, "Sam", "", telephone="01632 960001", by="text"), Channel.LETTER),
        (Recipient(None, "Sam", "sam@family.example", by="letter"), Channel.LETTER),
        (Recipient(None, "Sam", "sam@family.example", by="email"), Channel.EMAIL),
    ],
)  # fmt: skip
def test_a_message_goes_the_way_they_asked_for_where_it_can_be_had(
    mail: MailServer, supplier: TextSupplier, settings: Settings, to: Recipient, way: Channel
) -> None:
    settings.SMTP = mail.address
    assert a_notice(to=to).channel == way


@pytest.mark.feature(154, how="partly")
def test_with_no_supplier_everybody_is_still_reached(mail: MailServer, settings: Settings) -> None:
    assert settings.TEXTS is None
    assert a_notice(to=SAM).channel == Channel.EMAIL
    settings.SMTP = None
    assert a_notice(to=SAM).channel == Channel.LETTER


def test_a_code_goes_by_email_even_where_letters_were_asked_for(mail: MailServer) -> None:
    assert a_notice("sign_in_code", to=Recipient(None, "", "sam@family.example", by="letter")).channel == Channel.EMAIL
    with pytest.raises(BadNotice, match="cannot go by post"):
        a_notice("sign_in_code", to=Recipient(None, "", telephone="07700 900982", by="text"))


@pytest.mark.parametrize(
    ("at", "goes"),
    [("2026-11-25T19:59", True), ("2026-11-25T20:00", False), ("2026-11-26T07:59", False), ("2026-11-26T08:00", True),
     ("2026-07-01T06:59", False), ("2026-07-01T07:00", True)],
)  # fmt: skip
def test_no_text_wakes_anybody_but_a_code_that_they_asked_for(supplier: TextSupplier, at: str, goes: bool) -> None:
    with time_machine.travel(datetime.fromisoformat(at).replace(tzinfo=UTC), tick=False):
        notice, code = a_notice(to=SAM), a_notice("sign_in_code", to=SAM)
        assert queries.goes_now(notice) is goes
        sending.drain()
        assert (state_of(notice) == State.SENT, state_of(code)) == (goes, State.SENT)
        assert not queries.late(after=timedelta(seconds=-1)).exclude(pk=notice.pk).exists()


def test_a_text_that_waits_for_the_morning_is_not_called_late_and_then_goes(supplier: TextSupplier) -> None:
    with time_machine.travel(datetime(2026, 11, 25, 23, 0, tzinfo=UTC)):
        notice = a_notice(to=SAM)
    with time_machine.travel(datetime(2026, 11, 26, 1, 0, tzinfo=UTC)):
        assert not queries.late().exists()
        assert sending.drain() == 0
    with time_machine.travel(datetime(2026, 11, 26, 8, 1, tzinfo=UTC)):
        assert sending.drain() == 1
    assert state_of(notice) == State.SENT


@pytest.mark.parametrize(
    ("typed", "number"),
    [("07700 900982", "+447700900982"), ("+44 7400 123456", "+447400123456"), ("+353 85 123 4567", "+353851234567"),
     ("01632 960001", ""), ("020 7946 0018", ""), ("118118", ""), ("+1 900 555 0100", ""), ("", ""), ("Sam", ""),
     ("0770090098", "")],
)  # fmt: skip
def test_only_a_mobile_gets_texts(typed: str, number: str) -> None:
    assert mobile(typed) == number


TEXTED = sorted(name for name, spec in SPECS.items() if spec.reader == Reader.FAMILY and name not in BY_MAIL_ALONE)


@pytest.mark.feature(20)
@pytest.mark.feature(47, how="partly")
@pytest.mark.parametrize("name", TEXTED)
def test_every_message_to_a_family_has_short_words_that_cost_two_texts_at_most(name: str) -> None:
    notice = a_notice(name, to=SAM)
    assert notice.channel == Channel.TEXT
    assert parts(notice.short) <= 2, (parts(notice.short), notice.short)
    assert notice.short.startswith("Common Ground Mediation: ")
    assert "Sam Sample" not in notice.short
    assert "Exampleshire Council" not in notice.short


def test_the_last_day_for_a_claim_fits_into_the_two_texts_of_a_receipt() -> None:
    days = {"contact_by": None, "appeal_by": None, "claim_by": date(2026, 9, 30)}
    notice = a_notice("enquiry_received", to=SAM, **days)
    assert "Last day for a claim to arrive: Wednesday 30 September 2026." in notice.short
    assert parts(notice.short) <= 2, notice.short


def test_nothing_but_messages_to_a_family_goes_as_a_text() -> None:
    with pytest.raises(BadNotice, match="no words for a text"):
        a_notice("no_meeting", to=SAM)


@pytest.mark.parametrize(
    ("text", "count"),
    [("a" * 160, 1), ("a" * 161, 2), ("a" * 306, 2), ("a" * 307, 3), ("€" * 80, 1), ("€" * 81, 2), ("’" * 70, 1),
     ("’" * 71, 2), ("🙂" * 35, 1), ("🙂" * 36, 2)],
)  # fmt: skip
def test_a_text_is_counted_as_telephones_count_it(text: str, count: int) -> None:
    assert parts(text) == count


def test_the_words_of_a_code_are_wiped_when_it_has_run_out(supplier: TextSupplier) -> None:
    code = a_notice("sign_in_code", to=SAM)
    with time_machine.travel(NOON + timedelta(minutes=16)):
        sending.drain()
    assert (state_of(code), code.text, code.short) == (State.DROPPED, "", "")
    assert list(queries.codes_that_never_went()) == [code]


def test_a_text_that_failed_goes_again_by_post_in_full(supplier: TextSupplier) -> None:
    supplier.status = 400
    failed = a_notice("not_reached", to=SAM)
    sending.drain()
    letter = commands.send_again(
        notice=failed.pk, to=Recipient(None, "Sam Sample", address="1 Sample Street"), by="person:ada"
    )
    assert (letter.channel, letter.text) == (Channel.LETTER, failed.text)
    assert letter.created_at <= days.now()
