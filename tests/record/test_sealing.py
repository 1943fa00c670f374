"""Roots: what is written outside the database, and when."""

import contextlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries, Settings

from commonground.record import roots
from commonground.record.commands import append, seal
from commonground.record.models import Head, Seal
from commonground.record.verify import verify
from tests.record.conftest import ANNA

NOON = datetime(2026, 7, 1, 11, 0, tzinfo=UTC)


@pytest.fixture
def noon() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def _append(*cases: UUID) -> None:
    for case in cases:
        append(case=case, what="call.made", by=ANNA, words={"name": "Sam"})


@pytest.mark.django_db
def test_a_root_reads_like_a_letter_and_names_nobody(case: UUID, data_dir: Path, noon: time_machine.Traveller) -> None:
    _append(case, case)
    seal()
    *lines, mac = (data_dir / "roots" / "root-00000001.txt").read_text().splitlines()
    assert lines == [
        "common-ground root 1",
        "number 1",
        "at 2026-07-01T11:00:00+00:00",
        f"previous {'00' * 32}",
        "cases 1",
        "entries 2",
        "moved 1",
        f"{case} 2 {bytes(Head.objects.get(case=case).hash).hex()}",
    ]
    assert mac.startswith("mac ")


@pytest.mark.django_db
def test_a_root_holds_only_what_moved_and_counts_everything(case: UUID, noon: time_machine.Traveller) -> None:
    other = uuid4()
    _append(case, other)
    first = seal()
    _append(case, case)
    second = seal()
    assert first
    assert second
    root, file_hash = roots.read(2)
    assert [(head.case, head.seq) for head in root.heads] == [(case, 3)]
    assert (root.cases, root.entries, root.previous) == (2, 4, first.hash)
    assert (second.cases, second.entries, second.hash) == (2, 4, file_hash)
    assert verify() == []


@pytest.mark.django_db
def test_a_quiet_hour_writes_nothing_and_a_quiet_day_an_empty_root(noon: time_machine.Traveller) -> None:
    assert seal() is not None
    noon.shift(3600)
    assert seal() is None
    noon.move_to(datetime(2026, 7, 1, 23, 30, tzinfo=UTC))  # 00:30 on 2 July in London
    assert seal() is not None
    assert roots.numbers() == [1, 2]
    assert roots.read(2)[0].heads == ()
    assert verify() == []


@pytest.mark.django_db
def test_sealing_costs_the_same_however_many_cases_stand_still(
    case: UUID, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _append(*(uuid4() for _ in range(20)))
    seal()
    _append(case)
    with django_assert_num_queries(7):  # a savepoint and its release; lock, moved, last seal, mark, seal
        seal()


@pytest.mark.django_db
def test_a_root_is_for_its_owner_alone_and_never_half_there(data_dir: Path) -> None:
    seal()
    folder = data_dir / "roots"
    assert [path.name for path in folder.iterdir()] == ["root-00000001.txt"]
    assert (folder.stat().st_mode & 0o777, (folder / "root-00000001.txt").stat().st_mode & 0o777) == (0o700, 0o600)


@pytest.mark.django_db
def test_a_root_that_stands_is_never_replaced(data_dir: Path) -> None:
    seal()
    before = roots.path_of(1).read_bytes()
    with pytest.raises(FileExistsError):
        roots.write(roots.Root(1, NOON, roots.NO_ROOT, 0, 0, ()))
    assert roots.path_of(1).read_bytes() == before


@pytest.mark.django_db
def test_a_root_whose_commit_failed_does_no_harm(case: UUID) -> None:
    """The file is written first; if the machine dies before the commit, the next root goes on from that file."""
    _append(case)
    with contextlib.suppress(RuntimeError), transaction.atomic():
        seal()
        raise RuntimeError
    assert (roots.numbers(), Seal.objects.count()) == ([1], 0)
    seal()
    root, _ = roots.read(2)
    assert (root.previous, root.cases, root.entries, len(root.heads)) == (roots.hash_of_file(1), 1, 1, 1)
    assert verify() == []


@pytest.mark.django_db
def test_a_root_half_written_when_the_machine_died_is_written_again(case: UUID, data_dir: Path) -> None:
    (data_dir / "roots").mkdir()
    (data_dir / "roots" / "root-00000001.unfinished").write_text("common-ground")
    _append(case)
    seal()
    assert os.listdir(data_dir / "roots") == ["root-00000001.txt"]
    assert verify() == []


@pytest.mark.django_db
def test_a_head_that_is_not_ours_is_never_sealed(case: UUID, settings: Settings) -> None:
    _append(case)
    settings.RECORD_KEY = b"the key of somebody else, who is not us"
    seal()
    assert roots.read(1)[0].heads == ()


def test_a_case_in_the_middle_of_a_command_waits_for_the_next_root(committing: str, case: UUID) -> None:
    other = uuid4()
    _append(case, other)
    begun, sealed = Barrier(2), Barrier(2)

    def command() -> None:
        with transaction.atomic():
            _append(case)
            begun.wait(timeout=10)
            sealed.wait(timeout=10)
        connection.close()

    thread = Thread(target=command)
    thread.start()
    begun.wait(timeout=10)
    seal()
    sealed.wait(timeout=10)
    thread.join(timeout=10)
    assert [head.case for head in roots.read(1)[0].heads] == [other]
    seal()
    assert [(head.case, head.seq) for head in roots.read(2)[0].heads] == [(case, 2)]
    assert verify() == []
