"""A case with something in every model that says it holds something personal is erased: nothing of it is anywhere."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import models
from pytest_django import Settings

from commonground.cases.models import Case, Draft
from commonground.certificates.models import RegisterLine
from commonground.people.models import Hit
from commonground.record.commands import seal
from commonground.record.days import today
from commonground.record.models import Access, Entry, Words
from commonground.record.personal import Kept, kept_until
from commonground.record.verify import verify
from commonground.safekeeping import commands, erasing
from tests.made_once import MadeOnce, copy_of
from tests.safekeeping.full import Staff, closed, fill_up, full_case, keys, mentions, said_in, tables

pytestmark = [pytest.mark.django_db, pytest.mark.feature(143, how="partly")]

STAYS, GOES = "Bramblewick", "Zebrafish"
MAY_GROW = {
    "record_entry", "record_head", "record_seal", "certificates_registerline", "certificates_series",
    "safekeeping_erasure", "procrastinate_jobs", "procrastinate_events", "people_hit",
}  # fmt: skip
"""The chain of the record, the register's lines, the ledger, and the worker's jobs, which hold ids and no words."""
NOT_OF_A_CASE = {Hit, Draft}
"""Counted by keyed digests; and what a draft holds is empty once it was sent."""


@dataclass
class World:
    """Two families alike. One case is closed, and its time is over on `on`; the other stays open."""

    goes: UUID
    before: dict[str, list[str]]
    rows: dict[type[models.Model], set[Any]]
    words: set[str]
    on: date


def a_world() -> World:
    by = Staff()
    long_after = today() + timedelta(days=400)
    full_case(STAYS, by, pattern_on=long_after)
    before, had = tables(), keys()
    case = full_case(GOES, by, pattern_on=today())
    rows = {model: found - had[model] for model, found in keys().items()}
    fill_up(rows, GOES)
    case = closed(case, GOES, by)
    rows = {model: found - had[model] for model, found in keys().items()}
    said = said_in(rows) - set(RegisterLine.objects.values_list("number", flat=True))
    words = said - {word for _table, word in mentions(said, before)}
    return World(case.pk, before, rows, words, kept_until(Kept.CASE, today()) + timedelta(days=1))


@pytest.fixture(scope="module")
def made_for_all(made_once: MadeOnce) -> World:
    return made_once(a_world)


@pytest.fixture
def world(db: None, made_for_all: World) -> World:
    return copy_of(made_for_all)


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, settings: Settings) -> None:
    settings.DATA_DIR = tmp_path


def test_the_world_has_something_in_every_model_that_holds_something_personal(world: World) -> None:
    assert [model._meta.label for model, found in world.rows.items() if not found and model not in NOT_OF_A_CASE] == []
    assert len(world.words) > 100
    assert {table for table, _word in mentions(world.words)} >= {
        "cases_enquiry", "people_person", "notices_notice", "record_words", "voice_saying",
        "documents_file", "certificates_copy", "conversations_line", "feedback_pattern",
    }  # fmt: skip


def left_over(world: World) -> list[str]:
    """What is in the database and was not before this family came, or was and is no longer; and each word of theirs."""
    after = tables()
    found = [f"{word!r} in {table}" for table, word in mentions(world.words)]
    for table, rows in after.items():
        was, now = Counter(world.before[table]), Counter(rows)
        if table not in MAY_GROW:
            found += [f"{table} has {row[:200]}" for row in (now - was).elements()]
        if table not in {"record_head", "certificates_series", "procrastinate_jobs", "people_hit"}:
            found += [f"{table} lost {row[:200]}" for row in (was - now).elements()]
    return found


def test_nothing_is_left_and_nothing_else_is_gone(world: World) -> None:
    assert commands.erase_due(world.on) == 2  # the case, and the pattern of its supporter
    assert "\n".join(left_over(world)) == ""
    assert not Words.objects.filter(entry__case=world.goes).exists()
    assert not Access.objects.filter(case=world.goes).exists()
    assert Entry.objects.filter(case=world.goes).count() > 20
    assert commands.erase_due(world.on) == 0


def test_the_day_before_the_certificate_alone_is_over(world: World) -> None:
    assert commands.erase_due(world.on - timedelta(days=1)) == 1
    assert Case.objects.filter(pk=world.goes).exists()
    assert commands.erase_due(world.on) == 2
    assert "\n".join(left_over(world)) == ""


def test_the_record_is_whole_before_and_after_and_so_is_what_was_sealed(world: World) -> None:
    assert seal() is not None
    assert verify() == []
    commands.erase_due(world.on)
    assert verify() == []
    assert seal() is not None
    assert verify() == []


@contextmanager
def without(room: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Erasing, with one of those who forget left out."""
    with monkeypatch.context() as patched:
        if room in erasing.ROOMS:
            kept = {name: forget for name, forget in erasing.ROOMS.items() if name != room}
            patched.setattr(erasing, "ROOMS", kept)
        elif room == "record":
            patched.setattr(erasing.record, "erase_words", lambda **given: 0)
        elif room == "people":
            patched.setattr(erasing, "forget_people", lambda known: None)
        else:
            patched.setattr(erasing, room, _nothing)
        yield


def _nothing(*given: Any, **more: Any) -> None:
    """Forgets nothing."""


GO_WITH_THE_CASE = {"meetings", "papers", "conversations"}
"""Their rows hang on a row of the case or the enquiry, so that the database would take them along."""


@pytest.mark.parametrize("room", [*sorted(erasing.ROOMS.keys() - GO_WITH_THE_CASE), "record", "people", "_pattern"])
def test_a_room_that_were_left_out_would_be_seen(world: World, room: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with without(room, monkeypatch):
        commands.erase_due(world.on)
    assert left_over(world) != []


def test_each_room_forgets_something_itself(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    forgot: dict[str, object] = {}

    def counted(name: str, forget: Callable[[UUID], object]) -> Callable[[UUID], object]:
        return lambda about: forgot.update({name: forget(about)})

    rooms = {name: counted(name, forget) for name, forget in erasing.ROOMS.items()}
    monkeypatch.setattr(erasing, "ROOMS", rooms)
    commands.erase_due(world.on)
    assert [name for name in erasing.ROOMS if not forgot[name]] == []


def test_a_case_that_cannot_be_erased_is_whole_and_keeps_no_other_from_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(about: UUID) -> Callable[[], None]:
        raise RuntimeError("Sam Zebrafish is in this message")

    said: list[dict[str, Any]] = []
    monkeypatch.setattr("commonground.safekeeping.over_time.log.error", lambda event, **more: said.append(more))
    monkeypatch.setitem(erasing.ROOMS, "notices", breaks)
    assert commands.erase_due(world.on) == 2  # what of the certificate is over, and the pattern
    assert said == [{"kind": "case", "about": str(world.goes), "error": "RuntimeError"}]
    assert Case.objects.filter(pk=world.goes).exists()
    assert Words.objects.filter(entry__case=world.goes).exists()
