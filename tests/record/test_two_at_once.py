"""Several people at one case at the same moment, in transactions that really commit."""

import contextlib
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

from django.db import connection, transaction

from commonground.record.commands import append
from commonground.record.models import Entry
from commonground.record.verify import verify
from tests.record.conftest import ANNA

WRITERS, EACH = 6, 10


def test_writers_at_once_leave_one_sequence_without_gaps(committing: str, case: UUID) -> None:
    """From the very first entry, where the head itself is made by several at once."""
    ready = Barrier(WRITERS)

    def write(_: int) -> None:
        ready.wait(timeout=10)
        for number in range(EACH):
            append(case=case, what="call.made", by=ANNA, words={"number": number})
        connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    seqs = list(Entry.objects.filter(case=case).order_by("id").values_list("seq", flat=True))
    assert seqs == list(range(1, WRITERS * EACH + 1))
    assert verify() == []


def test_a_command_that_fails_leaves_no_gap_for_the_one_that_waited(committing: str, case: UUID) -> None:
    begun, let_go = Barrier(2), Barrier(2)

    def fail() -> None:
        with contextlib.suppress(RuntimeError), transaction.atomic():
            append(case=case, what="case.opened", by=ANNA)
            begun.wait(timeout=10)
            let_go.wait(timeout=10)
            raise RuntimeError
        connection.close()

    def wait() -> int:
        begun.wait(timeout=10)
        let_go.wait(timeout=10)
        seq = append(case=case, what="case.opened", by=ANNA).seq
        connection.close()
        return seq

    with ThreadPoolExecutor(2) as pool:
        failed, waited = pool.submit(fail), pool.submit(wait)
        failed.result(timeout=20)
        assert waited.result(timeout=20) == 1
    assert verify() == []
