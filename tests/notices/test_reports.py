"""What the supplier says became of a text: the first word on a text that may be with them counts, and nothing else."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from pytest_django import Settings

from commonground.notices import commands, queries, reporting, sending
from commonground.notices.commands import Recipient, supplier_reports
from commonground.notices.models import Notice, State
from commonground.notices.signals import notice_failed
from commonground.notices.transports import Answer, Outcome
from tests.notices.samples import a_notice
from tests.notices.text_supplier import TextSupplier

pytestmark = [pytest.mark.django_db, pytest.mark.feature(154, how="partly")]

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=2)
SAM = Recipient(person=None, name="Sam Sample", email="sam@family.example", telephone="07700 900982", by="text")
SENT = {"state": State.SENT, "sent_at": NOON, "sent_by": "text", "attempts": 1}
PERHAPS = {"state": State.UNCERTAIN, "possible_copies": 1, "attempts": 1}


@pytest.fixture(autouse=True)
def later() -> Iterator[None]:
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def told() -> Iterator[list[str]]:
    """The failures that the rooms above were told of."""
    heard: list[str] = []

    def listen(sender: object, *, notice: Notice, **kwargs: object) -> None:
        heard.append(str(notice.pk))

    notice_failed.connect(listen)
    yield heard
    notice_failed.disconnect(listen)


def a_text(template: str = "closed", to: Recipient = SAM, **now: object) -> Notice:
    """A text that stands where `now` says."""
    notice = a_notice(template, to=to)
    Notice.objects.filter(pk=notice.pk).update(**now)
    return read(notice)


def read(notice: Notice) -> Notice:
    return Notice.objects.get(pk=notice.pk)


def test_a_text_that_the_phone_took_says_when_and_stays_sent(told: list[str]) -> None:
    notice = a_text(**SENT)
    assert supplier_reports(str(notice.pk), delivered=True, said="delivered")
    found = read(notice)
    assert (found.state, found.sent_at, found.delivered_at) == (State.SENT, NOON, LATER)
    assert found.steps.get().detail == "The phone took this text (delivered)."
    assert (reporting.report(), told) == (0, [])


def test_a_text_that_no_phone_took_has_come_back_and_goes_another_way(told: list[str]) -> None:
    notice = a_text(**SENT)
    assert supplier_reports(str(notice.pk), delivered=False, said="permanent-\nfailure")
    found = read(notice)
    assert (found.state, found.undelivered_at, found.delivered_at) == (State.FAILED, LATER, None)
    assert found.last_error == "The phone never took this text (permanent- failure)."
    assert (found.steps.get().state, found.steps.get().by) == (State.FAILED, commands.SUPPLIER)
    assert list(queries.failed()) == [found]
    assert (reporting.report(), told) == (1, [str(notice.pk)])
    commands.send_again(notice=notice.pk, to=Recipient(None, "Sam Sample", address="1 Lane"), by="person:ada")
    assert not queries.failed().exists()


@pytest.mark.parametrize("again", [True, False])
@pytest.mark.parametrize("first", [True, False])
def test_the_first_report_counts_and_one_played_again_changes_nothing(first: bool, again: bool) -> None:
    notice = a_text(**SENT)
    assert supplier_reports(str(notice.pk), delivered=first, said="one")
    before = Notice.objects.filter(pk=notice.pk).values().get()
    with time_machine.travel(LATER + timedelta(days=1)):
        assert not supplier_reports(str(notice.pk), delivered=again, said="two")
    assert Notice.objects.filter(pk=notice.pk).values().get() == before
    assert notice.steps.count() == 1


@pytest.mark.parametrize("delivered", [True, False])
@pytest.mark.parametrize(
    "now",
    [
        {"state": State.QUEUED},
        {"state": State.HELD},
        {"state": State.FAILED, "last_error": "400", "seen_to_at": NOON},
        {"state": State.DROPPED},
    ],
)
def test_a_report_on_what_the_supplier_never_had_changes_nothing(now: dict[str, object], delivered: bool) -> None:
    notice = a_text(**now)
    before = Notice.objects.filter(pk=notice.pk).values().get()
    assert not supplier_reports(str(notice.pk), delivered=delivered, said="x")
    assert Notice.objects.filter(pk=notice.pk).values().get() == before
    assert not notice.steps.exists()


@pytest.mark.parametrize("by", ["email", "letter"])
def test_a_report_on_what_is_no_text_changes_nothing(by: str, settings: Settings) -> None:
    to = Recipient(None, "Sam", "sam@family.example", address="1 Lane", by=by)
    notice = a_text(to=to, **SENT)
    assert not supplier_reports(str(notice.pk), delivered=False, said="failed")
    assert read(notice).state == State.SENT


NOBODYS = "8c850cd5-12aa-4dff-a44e-f7c956657399"


@pytest.mark.parametrize("reference", ["", "SM1", "\x00", "1" * 5000, NOBODYS, "../../", "{id}"])
def test_a_reference_that_is_not_ours_finds_nothing(reference: str) -> None:
    notice = a_text(**SENT)
    assert not supplier_reports(reference, delivered=False, said="failed")
    assert read(notice).state == State.SENT


@pytest.mark.parametrize(
    ("now", "delivered", "comes_to"),
    [
        (PERHAPS, True, State.SENT),
        (PERHAPS, False, State.FAILED),
        ({**PERHAPS, "state": State.HELD}, True, State.SENT),
        ({**PERHAPS, "state": State.HELD}, False, State.FAILED),
        ({**PERHAPS, "state": State.DROPPED}, True, State.SENT),
    ],
)
def test_a_report_ends_the_doubt_about_a_text_so_that_no_copy_goes(
    now: dict[str, object], delivered: bool, comes_to: str
) -> None:
    notice = a_text(**now)
    assert supplier_reports(str(notice.pk), delivered=delivered, said="x")
    found = read(notice)
    assert (found.state, found.sent_at) == (comes_to, LATER if delivered else None)
    assert not sending.anything_due()


class Hasty:
    """A supplier whose report is here before its answer is, and whose line then breaks or holds."""

    name = "text"

    def __init__(self, outcome: Outcome, *, delivered: bool, dies: bool = False) -> None:
        self.outcome, self.delivered, self.dies = outcome, delivered, dies

    def send(self, notice: Notice) -> Answer:
        assert supplier_reports(str(notice.pk), delivered=self.delivered, said="hasty")
        if self.dies:
            raise SystemExit
        return Answer(self.outcome, "201 taken")

    def close(self) -> None:
        """Nothing is held open."""


def through(monkeypatch: pytest.MonkeyPatch, supplier: Hasty) -> None:
    monkeypatch.setattr("commonground.notices.transports.chosen", lambda: {"text": supplier})


@pytest.mark.parametrize("outcome", [Outcome.ACCEPTED, Outcome.UNKNOWN])
@pytest.mark.parametrize("delivered", [True, False])
def test_a_report_that_is_here_before_the_answer_is_heeded(
    monkeypatch: pytest.MonkeyPatch, outcome: Outcome, delivered: bool
) -> None:
    notice = a_text()
    through(monkeypatch, Hasty(outcome, delivered=delivered))
    assert sending.drain() == 1
    found = read(notice)
    assert found.state == (State.SENT if delivered else State.FAILED)
    assert found.last_error == ("" if delivered else "The phone never took this text (hasty).")
    assert (found.delivered_at, found.undelivered_at) == ((LATER, None) if delivered else (None, LATER))
    assert reporting.report() == (0 if delivered else 1)


@pytest.mark.parametrize("delivered", [True, False])
def test_it_is_heeded_where_the_worker_died_too(monkeypatch: pytest.MonkeyPatch, delivered: bool) -> None:
    notice = a_text()
    through(monkeypatch, Hasty(Outcome.ACCEPTED, delivered=delivered, dies=True))
    with pytest.raises(SystemExit):
        sending.drain()
    assert read(notice).state == State.SENDING
    assert sending.recover() == 1
    assert read(notice).state == (State.SENT if delivered else State.FAILED)


def test_what_goes_along_with_the_text_is_what_comes_back(settings: Settings) -> None:
    supplier = TextSupplier()
    supplier.start()
    where = "https%3A%2F%2Fmediation.example%2Ftexts%2Freports%2Fkey%2F%3Freference%3D{id}"
    settings.TEXTS, settings.DEMO = supplier.settings(body="To={to}&Body={text}&StatusCallback=" + where), False
    notice = a_text()
    sending.drain()
    supplier.stop()
    (taken,) = supplier.taken
    assert taken.said["StatusCallback"] == f"https://mediation.example/texts/reports/key/?reference={notice.pk}"
