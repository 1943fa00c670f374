"""The files outside the database, changed, lost or forged."""

from uuid import UUID

import pytest

from commonground.record import roots
from commonground.record.commands import append, seal
from commonground.record.findings import Kind
from commonground.record.models import Seal
from commonground.record.verify import examine, verify
from tests.record.behind import signed_again
from tests.record.conftest import ANNA

pytestmark = pytest.mark.django_db
GUESS = b"a guess at the key, which is wrong"


@pytest.fixture
def three_roots(case: UUID) -> UUID:
    for _ in range(3):
        append(case=case, what="call.made", by=ANNA)
        seal()
    assert (verify(), examine().roots) == ([], 3)
    return case


def _found() -> list[tuple[Kind, int | None, str]]:
    return [(finding.kind, finding.root, finding.more) for finding in verify()]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_root_file_missing(three_roots: UUID, number: int) -> None:
    roots.path_of(number).unlink()
    assert _found() == [(Kind.ROOT_BAD, number, "it is missing")]


def test_all_root_files_missing(three_roots: UUID) -> None:
    for number in (1, 2, 3):
        roots.path_of(number).unlink()
    roots.folder().rmdir()
    assert _found() == [(Kind.ROOT_BAD, number, "it is missing") for number in (1, 2, 3)]


@pytest.mark.parametrize("cut", [lambda text: text.replace(b" 2 ", b" 1 "), lambda text: text[:-20], lambda text: b""])
def test_a_root_file_changed(three_roots: UUID, cut: object) -> None:
    path = roots.path_of(2)
    path.write_bytes(cut(path.read_bytes()))  # type: ignore[operator]
    assert _found() == [(Kind.ROOT_BAD, 2, "it was changed, or was signed with another key")]


def test_a_root_file_signed_by_somebody_else(three_roots: UUID) -> None:
    body, _, _ = roots.path_of(2).read_bytes().rpartition(b"mac ")
    roots.path_of(2).write_bytes(signed_again(body, GUESS))
    assert _found() == [(Kind.ROOT_BAD, 2, "it was changed, or was signed with another key")]


def test_an_older_root_put_in_the_place_of_a_newer(three_roots: UUID) -> None:
    roots.path_of(3).write_bytes(roots.path_of(2).read_bytes())
    assert _found() == [(Kind.ROOT_BAD, 3, "it is really root 2")]


def test_a_root_of_the_same_number_from_another_installation_with_our_key(three_roots: UUID) -> None:
    roots.path_of(3).unlink()
    roots.write(roots.Root(3, Seal.objects.get(number=3).at, roots.hash_of_file(2), 0, 0, ()))
    assert _found() == [(Kind.ROOT_BAD, 3, "it is not the one that the database saw written")]


def test_a_root_file_that_a_database_does_not_know_must_follow_the_one_before(three_roots: UUID) -> None:
    roots.write(roots.Root(4, Seal.objects.get(number=3).at, roots.NO_ROOT, 0, 0, ()))
    assert _found() == [(Kind.ROOT_BAD, 4, "it does not follow from the root before it")]


def test_other_files_in_the_folder_are_left_alone(three_roots: UUID) -> None:
    (roots.folder() / "root-notes.txt").write_text("copied to the safe on Monday")
    assert verify() == []


def test_sealing_goes_on_after_the_files_were_lost(three_roots: UUID) -> None:
    for number in (1, 2, 3):
        roots.path_of(number).unlink()
    append(case=three_roots, what="call.made", by=ANNA)
    seal()
    assert roots.read(4)[0].previous == bytes(Seal.objects.get(number=3).hash)
    assert [number for _, number, _ in _found()] == [1, 2, 3]
