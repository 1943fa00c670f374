"""The ledger outside the database: what a restored backup brings back is erased again, a forged line erases nothing."""

import os
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connections
from procrastinate.contrib.django import app
from pytest_django import DjangoDbBlocker, Settings

from commonground.cases.models import Case
from commonground.casework import closing
from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.record.commands import seal
from commonground.record.verify import verify
from commonground.safekeeping import commands, ledger, over_time, tasks
from commonground.safekeeping.models import Because, Erasure, Reason
from commonground.settings.postgres import Cluster
from tests import database
from tests.made_up import a_case, acting, staff

pytestmark = pytest.mark.feature(143, how="partly")


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, settings: Settings) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


def a_closed_case(**more: Any) -> Case:
    ada = staff()
    return closing.close(a_case(ada, **more), by=acting(ada, reason="They said so."), outcome_words="done")


def erased(case: Case) -> None:
    commands.erase_now(case.pk, by=staff(Role.COORDINATOR), because=Because.ASKED)


@pytest.mark.django_db
def test_each_erasure_is_one_signed_line_of_ids_and_codes_that_nobody_else_can_read() -> None:
    case = a_closed_case()
    erased(case)
    assert not ledger.path().exists()
    tasks.write_down()
    tasks.write_down()
    row = Erasure.objects.get()
    (line,) = ledger.path().read_text().splitlines()
    assert line.split()[:7] == ["common-ground", "erasure", "1", str(row.pk), "case", str(case.pk), "asked"]
    assert line.split()[7:9] == [row.by, row.at.isoformat()]
    assert stat.S_IMODE(os.stat(ledger.path()).st_mode) == 0o600
    (read,) = ledger.lines()
    assert (read.pk, read.about, read.kind, read.at) == (row.pk, row.about, row.kind, row.at)


@pytest.mark.django_db
def test_the_worker_is_asked_to_write_it_down_in_the_transaction_of_the_erasure() -> None:
    case = a_closed_case()
    before = waiting()
    erased(case)
    assert waiting() == before + 1


def waiting() -> int:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'safekeeping.write_down'")
        return int(cursor.fetchone()[0])


@pytest.mark.django_db
def test_a_line_that_we_did_not_sign_erases_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    gone, other = a_closed_case(), a_closed_case(child_name="Alex Other")
    erased(gone)
    ledger.write_down()
    said: list[int] = []
    monkeypatch.setattr("commonground.safekeeping.ledger.log.error", lambda event, **more: said.append(more["line"]))
    good = ledger.path().read_text()
    forged = good.replace(str(gone.pk), str(other.pk))
    ledger.path().write_text(good + forged + "half a li")
    Erasure.objects.all().update(in_file=False)
    ledger.write_down()  # what was cut off is a line of its own
    assert [line.about for line in ledger.lines()] == [gone.pk, gone.pk]
    assert said == [2, 3]
    assert over_time.erase_again() == 0
    assert Case.objects.filter(pk=other.pk).exists()


@pytest.mark.django_db
def test_what_the_file_lost_is_written_down_again() -> None:
    erased(a_closed_case())
    ledger.write_down()
    ledger.path().unlink()
    assert ledger.make_whole() == 1
    assert [line.pk for line in ledger.lines()] == [Erasure.objects.get().pk]
    assert ledger.make_whole() == 0


@pytest.mark.django_db
def test_every_night_it_runs() -> None:
    crons = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert crons["safekeeping.erase"] == "40 4 * * *"
    case = a_closed_case()
    Case.objects.filter(pk=case.pk).update(closed_on=case.opened_on - timedelta(days=6 * 366 + 2))
    tasks.erase(timestamp=0)
    assert not Case.objects.filter(pk=case.pk).exists()
    assert [(line.about, line.because, line.by) for line in ledger.lines()] == [
        (case.pk, "time", "system:safekeeping")
    ]  # fmt: skip


@pytest.fixture
def backup(cluster: Cluster, committing: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Any]:
    """Takes a copy of the whole database, and puts the copy in its place."""
    here, copies = connections["default"], []

    def take() -> str:
        connections.close_all()
        copies.append(database.clone(cluster, committing))
        return copies[-1]

    def restore(name: str) -> None:
        connections.close_all()
        here.settings_dict.update(database.settings_of(cluster, name))

    with django_db_blocker.unblock():
        yield take, restore
        connections.close_all()
        here.settings_dict.update(database.settings_of(cluster, committing))
    for name in copies:
        database.drop(cluster, name)


def test_what_a_restored_backup_brings_back_is_erased_again_whatever_holds_it_there(backup: Any) -> None:
    take, restore = backup
    ada, cora = staff(), staff(Role.COORDINATOR)
    case, other = a_closed_case(), a_closed_case(child_name="Alex Other", family_name="Alba Other")
    hold = commands.place_hold(case.pk, by=ada, reason=Reason.APPEAL)
    older = take()
    commands.end_hold(hold, by=cora)
    erased(case)
    tasks.write_down()
    restore(older)
    assert Case.objects.filter(pk=case.pk).exists()
    assert Person.objects.filter(name="Sam Sample").exists()
    assert not Erasure.objects.exists()
    tasks.erase(timestamp=0)
    assert not Case.objects.filter(pk=case.pk).exists()
    assert not Person.objects.filter(name="Sam Sample").exists()
    assert Case.objects.filter(pk=other.pk).exists()
    assert Person.objects.filter(name="Alba Other").exists()
    line = Erasure.objects.get()
    assert (line.about, line.because, line.by, line.in_file) == (case.pk, "asked", line.by, True)
    assert over_time.erase_again() == 0
    assert len(list(ledger.lines())) == 1


@pytest.mark.django_db
def test_a_ledger_line_about_nothing_here_is_kept_and_nothing_is_looked_for_in_vain() -> None:
    assert over_time.erase_again() == 0
    row = Erasure(kind="case", about=uuid4(), because="time", by="system:safekeeping", at=staff().added_at)
    row.save()
    ledger.write_down()
    Erasure.objects.all().delete()
    assert over_time.erase_again() == 0
    assert Erasure.objects.get().pk == row.pk


def test_sealed_before_and_after_and_verified_with_everything_committed(committing: str) -> None:
    case = a_closed_case()
    seal()
    assert verify() == []
    erased(case)
    assert verify() == []
    seal()
    assert verify() == []


def test_the_programs_own_role_may_do_it_and_somebody_at_work_is_not_waited_for(
    cluster: Cluster, committing: str
) -> None:
    case, other = a_closed_case(), a_closed_case(child_name="Alex Other")
    on = case.opened_on + timedelta(days=6 * 366 + 3)
    with psycopg.connect(**connections["default"].get_connection_params() | {"cursor_factory": psycopg.Cursor}) as busy:
        busy.execute("SELECT 1 FROM cases_case WHERE id = %s FOR UPDATE", [case.pk])
        assert commands.erase_due(on) == 1
        assert Case.objects.filter(pk=case.pk).exists()
        assert not Case.objects.filter(pk=other.pk).exists()
    assert commands.erase_due(on) == 1
    assert not Case.objects.exists()
