"""A message about no case goes after two weeks, a code a day after it ran out; what is about a case stays with it."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from procrastinate.contrib.django import app

from commonground.notices import commands, keeping, tasks
from commonground.notices.commands import Recipient
from commonground.notices.models import Notice, State, Step
from commonground.record import days
from commonground.record.personal import Kept
from tests.notices.samples import a_notice

pytestmark = pytest.mark.django_db


def settled(template: str = "your_dates", **more: object) -> Notice:
    """A message that went out."""
    notice = a_notice(template, **more)  # type: ignore[arg-type]
    Notice.objects.filter(pk=notice.pk).update(state=State.SENT, sent_at=days.now())
    Step.objects.create(notice=notice, at=days.now(), state=State.SENT, by="system:notices")
    return notice


def left_after(**time: int) -> set[str]:
    """The templates of what is left when the worker clears at night, so much later."""
    with time_machine.travel(days.now() + timedelta(**time), tick=True):
        tasks.clear_notices(timestamp=0)
    return set(Notice.objects.values_list("template", flat=True))


def test_what_is_about_no_case_goes_after_two_weeks_with_what_became_of_it() -> None:
    # Given last days mailed to a stranger, and messages about an enquiry and a case
    settled("your_dates")
    settled("request_saved")
    settled("enquiry_received", about=uuid4())
    settled("closed", about=uuid4())
    # Then all are there for two weeks, and only what is about something after them
    assert left_after(days=13, hours=23) == {"your_dates", "request_saved", "enquiry_received", "closed"}
    assert left_after(days=14, minutes=1) == {"enquiry_received", "closed"}
    assert Step.objects.count() == 2
    assert left_after(days=4000) == {"enquiry_received", "closed"}


def test_a_code_goes_a_day_after_it_ran_out() -> None:
    settled("sign_in_code", minutes=15)
    settled("your_dates")
    assert left_after(days=1, minutes=10) == {"sign_in_code", "your_dates"}
    assert left_after(days=1, minutes=16) == {"your_dates"}


def test_what_still_waits_to_go_is_not_deleted_before() -> None:
    notice = a_notice("your_dates")
    assert left_after(days=30) == {"your_dates"}
    Notice.objects.filter(pk=notice.pk).update(state=State.FAILED)
    assert left_after(days=30) == set()


def test_one_that_was_sent_again_goes_with_what_was_sent_in_its_place() -> None:
    first = a_notice("your_dates")
    Notice.objects.filter(pk=first.pk).update(state=State.FAILED)
    with time_machine.travel(days.now() + timedelta(days=2), tick=True):
        again = Recipient(person=None, name="", email="sam@family.example")
        second = commands.send_again(notice=first.pk, to=again, by="system:tests")
    Notice.objects.filter(pk=second.pk).update(state=State.SENT, sent_at=days.now())
    assert left_after(days=15) == {"your_dates"}
    assert left_after(days=17) == set()


def test_any_number_goes_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "AT_ONCE", 2)
    for _ in range(5):
        settled()
    with time_machine.travel(days.now() + timedelta(days=15), tick=True):
        assert keeping.clear() == 5


def test_the_worker_clears_each_night_and_the_model_says_how_long() -> None:
    crons = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert crons["notices.clear"] == "15 3 * * *"
    assert Notice.personal.without_case == Kept.MESSAGE
    assert str(keeping.MESSAGES.days // 7) + " weeks" in Kept.MESSAGE
