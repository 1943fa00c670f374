"""A database set back to a state that was once true: what roots outside the database know of it."""

from uuid import UUID

from commonground.record import roots
from commonground.record.commands import append, seal
from commonground.record.findings import Finding, Kind
from commonground.record.verify import verify
from tests.record.behind import Behind
from tests.record.conftest import ANNA


def _found() -> list[tuple[Kind, UUID | None, int | None]]:
    return [(finding.kind, finding.case, finding.seq) for finding in verify()]


def test_a_case_rolled_back_to_a_head_that_was_once_rightly_signed(behind: Behind, case: UUID) -> None:
    """The key's own signature, from yesterday: the root outside the database knows better."""
    append(case=case, what="case.opened", by=ANNA)
    yesterday = behind.head(case)
    append(case=case, what="choice.made", by=ANNA)
    seal()
    behind.drop(case, 2)
    behind.set_head(case, **yesterday)
    assert _found() == [(Kind.TAIL_CUT, case, 2)]


def test_a_case_rolled_back_and_grown_again_and_sealed_again(behind: Behind, case: UUID) -> None:
    append(case=case, what="case.opened", by=ANNA)
    yesterday = behind.head(case)
    append(case=case, what="choice.made", by=ANNA)
    seal()
    behind.drop(case, 2)
    behind.set_head(case, **yesterday)
    append(case=case, what="case.closed", by=ANNA)
    append(case=case, what="case.reopened", by=ANNA)
    seal()
    assert _found() == [(Kind.NOT_IN_ROOT, case, 2)]


def test_a_case_gone(five: UUID, behind: Behind) -> None:
    seal()
    behind.drop(five, 1, 2, 3, 4, 5)
    behind.run('DELETE FROM record_head WHERE "case" = %(case)s', case=five)
    assert _found() == [(Kind.CASE_GONE, five, None)]


def test_everything_gone(five: UUID, behind: Behind) -> None:
    seal()
    behind.owner.execute("TRUNCATE record_entry, record_words, record_head, record_access")
    assert [kind for kind, *_ in _found()] == [Kind.CASE_GONE] * 2


def test_an_entry_there_twice(five: UUID, behind: Behind) -> None:
    behind.owner.execute("ALTER TABLE record_entry DROP CONSTRAINT record_entry_numbered_once")
    behind.run(
        'INSERT INTO record_entry ("case", seq, what, by, at, "on", written, digest, prev, hash) '
        'SELECT "case", seq, what, by, at, "on", written, digest, prev, hash FROM record_entry '
        'WHERE "case" = %(case)s AND seq = 5',
        case=five,
    )
    assert (Kind.TWICE, five, 5) in _found()


def test_a_database_restored_from_before_the_last_roots(behind: Behind, case: UUID) -> None:
    """What the restore lost is named, and sealing goes on past the newest file without harming it."""
    append(case=case, what="case.opened", by=ANNA)
    seal()
    backup = behind.head(case)
    append(case=case, what="choice.made", by=ANNA)
    seal()
    behind.drop(case, 2)
    behind.set_head(case, **backup)
    behind.owner.execute("DELETE FROM record_seal WHERE number = 2")
    newest = roots.path_of(2).read_bytes()
    append(case=case, what="case.closed", by=ANNA)
    seal()
    assert (roots.numbers(), roots.path_of(2).read_bytes()) == ([1, 2, 3], newest)
    assert verify() == [Finding(Kind.NOT_IN_ROOT, case=case, seq=2, root=2)]
