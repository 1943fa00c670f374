"""The database changed behind the program's back by its owner, and `verify` naming what was done."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from psycopg.types.json import Jsonb

from commonground.record.commands import append, digest_access, erase_words, note_access
from commonground.record.findings import Finding, Kind
from commonground.record.verify import verify
from tests.record.behind import Behind
from tests.record.conftest import ANNA

Found = Callable[[], list[tuple[Kind, UUID | None, int | None]]]


@pytest.fixture
def committing(one_for_all: str) -> str:
    """Each test has cases of its own, and so they share one database, where nobody ever puts anything right."""
    return one_for_all


@pytest.fixture
def found(committing: str) -> Found:
    """What is found that was not found before this test began: kind, case and entry."""
    before = set(verify())

    def new() -> list[tuple[Kind, UUID | None, int | None]]:
        return [(finding.kind, finding.case, finding.seq) for finding in verify() if finding not in before]

    return new


@pytest.mark.parametrize(
    "change",
    [
        "what = 'certificate.refused'",
        "by = 'person:22222222-2222-4222-8222-222222222222'",
        "at = at - interval '1 microsecond'",
        '"on" = "on" - 1',
        "written = written - interval '1 day'",
    ],
)
def test_a_changed_row(five: UUID, behind: Behind, found: Found, change: str) -> None:
    behind.run(f'UPDATE record_entry SET {change} WHERE "case" = %(case)s AND seq = 3', case=five)
    assert found() == [(Kind.CHANGED, five, 3)]


def test_a_changed_last_row(five: UUID, behind: Behind, found: Found) -> None:
    behind.run("UPDATE record_entry SET what = 'certificate.refused' WHERE \"case\" = %(case)s AND seq = 5", case=five)
    assert found() == [(Kind.CHANGED, five, 5)]


def test_a_changed_row_with_its_hash_worked_out_again(five: UUID, behind: Behind, found: Found) -> None:
    behind.forge_one(five, 3, by="system:nobody")
    assert found() == [(Kind.UNLINKED, five, 4)]


def test_a_row_moved_to_another_case(five: UUID, behind: Behind, found: Found) -> None:
    behind.run(
        'UPDATE record_entry SET "case" = %(other)s WHERE "case" = %(case)s', case=five, other=(other := uuid4())
    )
    seen = found()
    assert (Kind.TAIL_CUT, five, 1) in seen
    assert (Kind.CHANGED, other, 5) in seen
    assert (Kind.HEAD_GONE, other, None) in seen


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ('UPDATE record_words SET words = \'{"name": "Pat"}\'', Kind.WORDS_CHANGED),
        ("UPDATE record_words SET words = '[]'", Kind.WORDS_CHANGED),
        ("UPDATE record_words SET words = repeat('9', 5000)::jsonb", Kind.WORDS_CHANGED),
        ("UPDATE record_words SET salt = decode(repeat('00', 32), 'hex')", Kind.WORDS_CHANGED),
        ("DELETE FROM record_words", Kind.WORDS_GONE),
    ],
)
def test_changed_words(five: UUID, behind: Behind, found: Found, change: str, kind: Kind) -> None:
    only = 'entry_id = (SELECT id FROM record_entry WHERE "case" = %(case)s AND seq = 2)'
    behind.run(f"{change} WHERE {only}", case=five)
    assert found() == [(kind, five, 2)]


def test_words_put_where_none_were_said(five: UUID, behind: Behind, found: Found) -> None:
    entry = append(case=five, what="case.closed", by=ANNA)
    behind.run("INSERT INTO record_words VALUES (%(entry)s, 'salt', '{\"name\": \"Pat\"}')", entry=entry.pk)
    assert found() == [(Kind.WORDS_ADDED, five, 6)]


def test_words_erased_and_put_back(five: UUID, behind: Behind, found: Found) -> None:
    """As by a backup that was restored without the erasures since."""
    kept = behind.owner.execute(
        'SELECT w.* FROM record_words w JOIN record_entry e ON e.id = entry_id WHERE "case" = %s ORDER BY seq', [five]
    ).fetchall()
    erase_words(case=five, by=ANNA)
    for entry, salt, words in kept[:2]:
        behind.owner.execute("INSERT INTO record_words VALUES (%s, %s, %s)", [entry, salt, Jsonb(words)])
    assert found() == [(Kind.WORDS_BACK, five, 1), (Kind.WORDS_BACK, five, 2)]


def test_a_middle_entry_dropped(five: UUID, behind: Behind, found: Found) -> None:
    behind.drop(five, 3)
    assert found() == [(Kind.MISSING, five, 3)]


def test_the_first_entries_dropped(five: UUID, behind: Behind, found: Found) -> None:
    behind.drop(five, 1, 2)
    assert found() == [(Kind.MISSING, five, 1), (Kind.MISSING, five, 2)]


def test_a_tail_cut(five: UUID, behind: Behind, found: Found) -> None:
    behind.drop(five, 4, 5)
    assert found() == [(Kind.TAIL_CUT, five, 4)]


def test_an_entry_added(five: UUID, behind: Behind, found: Found) -> None:
    behind.run(
        'INSERT INTO record_entry ("case", seq, what, by, at, "on", written, digest, prev, hash) '
        'SELECT "case", 6, what, by, at, "on", written, \'\', hash, hash FROM record_entry '
        'WHERE "case" = %(case)s AND seq = 5',
        case=five,
    )
    assert found() == [(Kind.CHANGED, five, 6), (Kind.TAIL_ADDED, five, 6)]


def test_a_tail_cut_and_the_head_set_back_without_the_key(five: UUID, behind: Behind, found: Found) -> None:
    behind.drop(five, 4, 5)
    behind.set_head(five, seq=3, hash=behind.hash_of(five, 3))
    assert found() == [(Kind.HEAD_UNSIGNED, five, None)]


def test_a_whole_case_written_anew(five: UUID, behind: Behind, found: Found) -> None:
    """Every hash fits every other; what the owner lacks is the key."""
    behind.forge(five, by="system:nobody")
    assert found() == [(Kind.HEAD_UNSIGNED, five, None)]


def test_a_whole_case_written_anew_under_the_head_as_it_was(five: UUID, behind: Behind, found: Found) -> None:
    head = behind.head(five)
    behind.forge(five, by="system:nobody")
    behind.set_head(five, **head)
    assert found() == [(Kind.HEAD_ELSEWHERE, five, 5)]


def test_a_head_taken_from_another_case(five: UUID, behind: Behind, found: Found) -> None:
    other = uuid4()
    append(case=other, what="case.opened", by=ANNA)
    behind.set_head(five, **behind.head(other))
    assert (Kind.HEAD_UNSIGNED, five, None) in found()


def test_a_head_gone(five: UUID, behind: Behind, found: Found) -> None:
    behind.run('DELETE FROM record_head WHERE "case" = %(case)s', case=five)
    assert found() == [(Kind.HEAD_GONE, five, None)]


def test_all_entries_gone_but_the_head(five: UUID, behind: Behind, found: Found) -> None:
    behind.drop(five, 1, 2, 3, 4, 5)
    assert found() == [(Kind.TAIL_CUT, five, 1)]


def test_lines_of_who_looked_changed_after_their_digest(behind: Behind, found: Found, case: UUID) -> None:
    other = uuid4()
    with time_machine.travel(datetime(2026, 7, 1, 9, 0, tzinfo=UTC)) as clock:
        for here in (case, other):
            note_access(case=here, by=ANNA, as_role="adviser")
        clock.shift(timedelta(hours=1))
        note_access(case=case, by=ANNA, as_role="adviser")
        clock.shift(timedelta(days=1))
        digest_access(day=date(2026, 7, 1))
    assert found() == []
    behind.run("DELETE FROM record_access WHERE \"case\" = %(case)s AND hour < '2026-07-01 10:00Z'", case=case)
    assert found() == [(Kind.ACCESS_CHANGED, case, 1)]
    behind.run('DELETE FROM record_access WHERE "case" = %(case)s', case=other)
    assert {case for _, case, _ in found()} == {case, other}


@pytest.mark.parametrize(
    ("finding", "sentence"),
    [
        (
            Finding(Kind.CHANGED, case=UUID(int=1), seq=3, more="choice.made"),
            "Case 00000000-0000-0000-0000-000000000001, entry 3: was changed after it was written (choice.made).",
        ),
        (
            Finding(Kind.CASE_GONE, case=UUID(int=1), root=2),
            "Case 00000000-0000-0000-0000-000000000001, root 2: is gone, though a root outside the database holds it.",
        ),
        (Finding(Kind.ROOT_BAD, root=2, more="it is missing"), "Root 2: cannot be relied on (it is missing)."),
    ],
)
def test_a_finding_is_a_sentence(finding: Finding, sentence: str) -> None:
    assert str(finding) == sentence
