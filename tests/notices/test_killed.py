"""Workers killed in the middle of sending: nothing is lost, and a second copy is known for one."""

import os
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable

import pytest
from aiosmtpd.smtp import Envelope
from django.db import connection, transaction

from commonground.notices import sending
from commonground.notices.commands import Recipient
from commonground.notices.message import POSSIBLE_COPY
from commonground.notices.models import Notice, State, Step
from tests.notices import worker
from tests.notices.mail_server import MailServer
from tests.notices.samples import a_notice

pytestmark = [pytest.mark.usefixtures("committing"), pytest.mark.service, pytest.mark.long]


class Killer:
    """Kills the worker that is sending, each time this step of SMTP is asked and the count comes to `every`."""

    def __init__(self, every: int) -> None:
        self.every, self.asked, self.kills = every, 0, 0
        self.victim: subprocess.Popen[bytes] | None = None

    def __call__(self, _envelope: Envelope) -> str:
        self.asked += 1
        if self.asked % self.every == 0 and self.victim is not None:
            os.kill(self.victim.pid, signal.SIGKILL)
            self.victim.wait()
            self.kills += 1
        return "250 OK"


def death_is_noticed() -> None:
    """Wait until PostgreSQL has seen that a killed worker is gone, and has let go of its locks."""
    locks = "SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(f"{locks} WHERE locktype = 'advisory' AND datname = current_database()")
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.02)
    raise AssertionError("a dead worker's lock is still held")


def run_until_done(mail: MailServer, killer: Killer, *, at_most: int = 20) -> None:
    for _ in range(at_most):
        killer.victim = worker.start(mail)
        if killer.victim.wait(timeout=60) == 0:
            return
        death_is_noticed()
    raise AssertionError("the worker never came to an end")


def test_killed_between_data_and_commit_nothing_is_lost_and_the_copy_is_marked(mail: MailServer) -> None:
    notice, other = a_notice(), a_notice()
    mail.data = killer = Killer(every=1)
    killer.victim = worker.start(mail)
    assert killer.victim.wait(timeout=60) == -signal.SIGKILL
    death_is_noticed()
    notice.refresh_from_db()
    assert (mail.ids(), notice.state) == ([notice.message_id], State.SENDING)

    killer.victim = None
    assert sending.drain() == 2
    assert Counter(mail.ids()) == {notice.message_id: 2, other.message_id: 1}
    assert [m[POSSIBLE_COPY] for m in mail.taken if m["Message-ID"] == notice.message_id] == [None, "yes"]
    assert [m[POSSIBLE_COPY] for m in mail.taken if m["Message-ID"] == other.message_id] == [None]
    assert list(notice.steps.values_list("state", flat=True)) == [State.UNCERTAIN, State.SENT]
    assert set(Notice.objects.values_list("state", flat=True)) == {State.SENT}


@pytest.mark.parametrize("step", ["mail", "rcpt", "data"])
def test_killed_again_and_again_at_any_step_none_is_lost(mail: MailServer, step: str) -> None:
    with transaction.atomic():
        notices = [a_notice() for _ in range(5)]
    killer = Killer(every=3)
    setattr(mail, step, killer)
    run_until_done(mail, killer)

    assert killer.kills >= 2
    taken = Counter(mail.ids())
    assert set(taken) == {n.message_id for n in notices}
    doubted = set(Step.objects.filter(state=State.UNCERTAIN).values_list("notice__message_id", flat=True))
    assert {key for key, times in taken.items() if times > 1} <= doubted
    for key in taken:
        marks = [m[POSSIBLE_COPY] for m in mail.taken if m["Message-ID"] == key]
        assert all(mark == "yes" for mark in marks[1:])
    assert set(Notice.objects.values_list("state", flat=True)) == {State.SENT}


def test_a_killed_workers_code_is_not_sent_a_second_time(mail: MailServer) -> None:
    code = a_notice("sign_in_code")
    mail.data = killer = Killer(every=1)
    killer.victim = worker.start(mail)
    killer.victim.wait(timeout=60)
    death_is_noticed()
    killer.victim = None
    sending.drain()
    code.refresh_from_db()
    assert (mail.ids(), code.state) == ([code.message_id], State.DROPPED)


def test_a_worker_that_lives_and_is_slow_keeps_its_message(mail: MailServer) -> None:
    """Another worker starts while the first waits for its answer: it must not think the first one dead."""
    notice = a_notice()
    at_data, go_on = threading.Event(), threading.Event()

    def wait(_envelope: Envelope) -> str:
        at_data.set()
        assert go_on.wait(30)
        return "250 OK"

    mail.data = wait
    slow = worker.start(mail)
    assert at_data.wait(30)
    assert sending.recover() == 0
    notice.refresh_from_db()
    assert notice.state == State.SENDING
    go_on.set()
    assert slow.wait(timeout=30) == 0
    assert sending.drain() == 0
    assert mail.ids() == [notice.message_id]


def in_threads(count: int, work: Callable[[], object]) -> None:
    barrier = threading.Barrier(count)

    def one() -> None:
        barrier.wait()
        try:
            work()
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_workers_at_once_send_each_message_once(mail: MailServer) -> None:
    with transaction.atomic():
        notices = [a_notice() for _ in range(40)]
    in_threads(4, lambda: sending.drain(most=100))
    assert Counter(mail.ids()) == Counter(n.message_id for n in notices)
    assert {m[POSSIBLE_COPY] for m in mail.taken} == {None}
    assert set(Notice.objects.values_list("attempts", flat=True)) == {1}


def test_workers_at_once_find_a_dead_ones_message_once(mail: MailServer) -> None:
    notice = a_notice()
    Notice.objects.filter(pk=notice.pk).update(state=State.SENDING, claim=4711)
    in_threads(4, lambda: sending.drain(most=100))
    assert mail.ids() == [notice.message_id]
    notice.refresh_from_db()
    assert notice.possible_copies == 1


def test_a_queued_message_wakes_the_real_worker(mail: MailServer) -> None:
    with transaction.atomic():
        notices = [a_notice(to=Recipient(None, f"Sam {n}", f"sam{n}@family.example")) for n in range(25)]
    at_work = worker.start(mail, how="procrastinate")
    assert at_work.wait(timeout=60) == 0
    assert Counter(mail.ids()) == Counter(n.message_id for n in notices)
    with connection.cursor() as cursor:
        cursor.execute("SELECT status, count(*) FROM procrastinate_jobs WHERE task_name = 'notices.drain' GROUP BY 1")
        assert [status for status, _count in cursor.fetchall()] == ["succeeded"]
