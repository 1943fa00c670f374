"""Adding entries, and reading them back."""

import contextlib
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from commonground.record import days
from commonground.record.commands import BrokenRecord, append
from commonground.record.encoding import first_hash
from commonground.record.models import Entry, Head, Words
from commonground.record.queries import EntryLine, entries_of, entries_of_many
from commonground.record.verify import verify
from tests.record.conftest import ANNA

pytestmark = pytest.mark.django_db


def test_entries_are_numbered_from_one_and_each_follows_the_one_before(case: UUID) -> None:
    first = append(case=case, what="case.opened", by=ANNA)
    second = append(case=case, what="choice.made", by=ANNA)
    assert (first.seq, second.seq) == (1, 2)
    assert (first.prev, second.prev) == (first_hash(case), first.hash)


def test_each_case_has_a_chain_of_its_own(case: UUID) -> None:
    append(case=case, what="case.opened", by=ANNA)
    other = append(case=uuid4(), what="case.opened", by=ANNA)
    assert other.seq == 1


def test_an_entry_comes_back_as_it_was_said(case: UUID) -> None:
    said = {"name": "Zoë \u202eO'Brien\u202c 🎈 </script>\r\n", "on": date(2026, 7, 1), "n": [1, None, True]}
    with time_machine.travel(datetime(2026, 6, 30, 23, 30, tzinfo=UTC), tick=False):
        append(case=case, what="case.opened", by=ANNA, words=said)
        now = days.now()
    assert entries_of(case) == [
        EntryLine(
            seq=1,
            what="case.opened",
            by=ANNA,
            at=now,
            on=date(2026, 7, 1),
            written=now,
            words={**said, "on": "2026-07-01"},
        )
    ]
    assert verify() == []


def test_an_entry_without_words_keeps_none(case: UUID) -> None:
    append(case=case, what="case.opened", by=ANNA, words={})
    assert entries_of(case)[0].words == {}
    assert not Words.objects.filter(entry__case=case).exists()


def test_what_happened_earlier_is_dated_when_it_happened_and_says_when_it_was_written(case: UUID) -> None:
    voicemail = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    with time_machine.travel(datetime(2027, 1, 4, 9, 0, tzinfo=UTC), tick=False):
        entry = append(case=case, what="enquiry.received", by=ANNA, at=voicemail)
        assert (entry.at, entry.on, entry.written) == (voicemail, date(2026, 12, 31), days.now())


def test_nothing_is_recorded_before_it_happens(case: UUID) -> None:
    with pytest.raises(ValueError, match="has not come"):
        append(case=case, what="case.opened", by=ANNA, at=days.now() + timedelta(minutes=1))


def test_a_time_without_its_zone_is_refused(case: UUID) -> None:
    with pytest.raises(ValueError, match="time zone"):
        append(case=case, what="case.opened", by=ANNA, at=datetime(2026, 7, 1))  # noqa: DTZ001


@pytest.mark.parametrize("by", ["", "anna", "person:", "person:anna", "system:", f"{ANNA}\n", ANNA.upper()])
def test_nothing_is_written_without_a_person_or_a_named_job(case: UUID, by: str) -> None:
    with pytest.raises(ValueError, match="Who did it is"):
        append(case=case, what="case.opened", by=by)
    assert not Entry.objects.filter(case=case).exists()


@pytest.mark.parametrize(
    "what", ["", "opened", "case opened", "Case.Opened", "case.", "case.opened\n", "a." + "b" * 80]
)
def test_what_happened_is_a_dotted_code(case: UUID, what: str) -> None:
    with pytest.raises(ValueError, match="dotted code"):
        append(case=case, what=what, by=ANNA)


def test_a_case_is_known_by_its_id() -> None:
    case: Any = "CG-4F7K-2M"
    with pytest.raises(ValueError, match="known by its id"):
        append(case=case, what="case.opened", by=ANNA)


@pytest.mark.parametrize("wrong", [{"what": "opened"}, {"by": "anna"}, {"by": ""}, {"seq": 0}, {"seq": 1}])
def test_the_database_itself_refuses_an_unsigned_or_doubled_entry(case: UUID, wrong: dict[str, Any]) -> None:
    entry = append(case=case, what="case.opened", by=ANNA)
    copy = {field.attname: getattr(entry, field.attname) for field in Entry._meta.concrete_fields}
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(**{**copy, "id": None, "seq": 2, **wrong})


def test_an_entry_is_undone_with_the_command_that_wrote_it(case: UUID) -> None:
    with contextlib.suppress(RuntimeError), transaction.atomic():
        append(case=case, what="case.opened", by=ANNA, words={"name": "Sam"})
        raise RuntimeError
    assert entries_of(case) == []
    assert append(case=case, what="case.opened", by=ANNA).seq == 1


def test_nothing_is_written_on_top_of_a_head_that_is_not_ours(case: UUID, settings: Any) -> None:
    append(case=case, what="case.opened", by=ANNA)
    settings.RECORD_KEY = b"another key than the case was begun with"
    with pytest.raises(BrokenRecord, match=str(case)), transaction.atomic():
        append(case=case, what="choice.made", by=ANNA)
    assert Head.objects.get(case=case).seq == 1


def test_two_entries_with_the_same_words_have_other_digests(case: UUID) -> None:
    first = append(case=case, what="call.made", by=ANNA, words={"name": "Sam"})
    second = append(case=case, what="call.made", by=ANNA, words={"name": "Sam"})
    assert first.digest != second.digest


def test_entries_after_one_already_seen(case: UUID) -> None:
    for what in ("case.opened", "choice.made", "case.closed"):
        append(case=case, what=what, by=ANNA)
    assert [line.what for line in entries_of(case, after_seq=1)] == ["choice.made", "case.closed"]
    assert entries_of(uuid4()) == []


def test_many_cases_are_read_in_one_query(case: UUID, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    other = uuid4()
    for here in (case, other, case):
        append(case=here, what="call.made", by=ANNA, words={"name": "Sam"})
    with django_assert_num_queries(1):
        lines = entries_of_many([case, other, uuid4()])
    assert {here: [line.seq for line in found] for here, found in lines.items()} == {case: [1, 2], other: [1]}


def test_an_entry_costs_four_statements(case: UUID, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    append(case=case, what="case.opened", by=ANNA)
    with django_assert_num_queries(4):  # the head locked, the entry, its words, the head moved on
        append(case=case, what="call.made", by=ANNA, words={"name": "Sam"})
