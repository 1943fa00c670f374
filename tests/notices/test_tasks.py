"""The worker's own jobs."""

from uuid import uuid4

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from commonground.notices import commands, tasks
from commonground.notices.models import Hold, Notice, State
from commonground.record import days
from tests.notices.mail_server import MailServer
from tests.notices.samples import a_notice

pytestmark = pytest.mark.django_db


def deferred() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs ORDER BY id")
        return [name for (name,) in cursor.fetchall()]


def test_the_sweep_runs_each_minute_and_the_record_is_sealed() -> None:
    crons = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert crons["notices.sweep"] == "* * * * *"
    assert {"record.seal", "record.digest_access", "jobs.clear"} <= crons.keys()


def test_the_sweep_sends_what_no_job_was_left_for(mail: MailServer) -> None:
    notice = a_notice()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    tasks.sweep(timestamp=0)
    assert mail.ids() == [notice.message_id]


def test_the_sweep_puts_right_what_a_hold_and_a_message_missed_of_each_other(mail: MailServer) -> None:
    missed, forgotten = a_notice(about=uuid4()), a_notice(about=uuid4())
    Hold.objects.create(about=missed.about, made_at=days.now(), made_by="system:tests")
    Notice.objects.filter(pk=forgotten.pk).update(state=State.HELD)
    tasks.sweep(timestamp=0)
    missed.refresh_from_db()
    assert missed.state == State.HELD
    assert mail.ids() == [forgotten.message_id]


def test_the_sweep_sends_what_a_dead_worker_left(mail: MailServer) -> None:
    notice = a_notice()
    Notice.objects.filter(pk=notice.pk).update(state=State.SENDING, claim=4711)
    tasks.sweep(timestamp=0)
    assert mail.ids() == [notice.message_id]


def test_a_long_queue_is_sent_in_short_jobs(mail: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "ONE_RUN", 2)
    for _ in range(3):
        a_notice()
    before = len(deferred())
    tasks.drain()
    assert (len(mail.taken), len(deferred())) == (2, before + 1)
    tasks.drain()
    assert (len(mail.taken), len(deferred())) == (3, before + 1)


def test_a_release_wakes_the_worker_only_when_something_may_go(mail: MailServer) -> None:
    case = uuid4()
    commands.hold(about=case)
    commands.release(about=case)
    assert deferred() == []
    commands.hold(about=case)
    a_notice(about=case)
    assert deferred() == []
    commands.release(about=case)
    assert deferred() == ["notices.drain"]
