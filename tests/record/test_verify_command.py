"""`commonground verify` as a person sees it, and how long it takes."""

import time
from io import StringIO
from uuid import UUID, uuid4

import pytest
from django.core.management import call_command
from pytest_django import Settings

from commonground.record.appending import hash_of
from commonground.record.commands import append, seal
from commonground.record.encoding import first_hash, head_mac, words_digest
from commonground.record.models import Entry, Head, Words
from tests.record.behind import Behind
from tests.record.conftest import ANNA


def _run() -> tuple[int, str]:
    said = StringIO()
    try:
        call_command("verify", stdout=said)
    except SystemExit as ended:
        return int(ended.code or 0), said.getvalue()
    return 0, said.getvalue()


@pytest.mark.django_db
def test_a_whole_record_ends_well(case: UUID) -> None:
    append(case=case, what="case.opened", by=ANNA, words={"name": "Sam"})
    append(case=case, what="choice.made", by=ANNA)
    seal()
    assert _run() == (0, "Read 1 cases, 2 entries and 1 roots: nothing was changed.\n")


@pytest.mark.django_db
def test_an_empty_record_is_whole() -> None:
    assert _run() == (0, "Read 0 cases, 0 entries and 0 roots: nothing was changed.\n")


def test_what_was_changed_cut_and_dropped_is_named_and_the_command_fails(behind: Behind) -> None:
    changed, cut, dropped, whole = sorted(uuid4() for _ in range(4))
    for case in (changed, cut, dropped, whole):
        for what in ("case.opened", "choice.made", "certificate.issued"):
            append(case=case, what=what, by=ANNA, words={"name": "Sam"})
    behind.run("UPDATE record_entry SET by = 'system:nobody' WHERE \"case\" = %(case)s AND seq = 2", case=changed)
    behind.drop(cut, 3)
    behind.drop(dropped, 2)
    assert _run() == (
        1,
        f"Case {changed}, entry 2: was changed after it was written (choice.made).\n"
        f"Case {cut}, entry 3: is gone, and so is everything after it (there were 3 entries).\n"
        f"Case {dropped}, entry 2: is missing, though later entries are there.\n"
        "Read 4 cases, 10 entries and 0 roots. Found 3 things that are wrong.\n",
    )


@pytest.mark.django_db
def test_the_wrong_key_is_said_to_be_that(case: UUID, settings: Settings) -> None:
    append(case=case, what="case.opened", by=ANNA)
    settings.RECORD_KEY = b"another key than the record was kept with"
    code, said = _run()
    assert code == 1
    assert said.endswith("No case is signed with this key: is RECORD_KEY the one the record was kept with?\n")


@pytest.mark.django_db
def test_twenty_thousand_entries_are_read_in_a_few_seconds(settings: Settings) -> None:
    _write(cases=2_000, each=10, key=settings.RECORD_KEY)
    seal()
    began = time.process_time()
    assert _run() == (0, "Read 2000 cases, 20000 entries and 1 roots: nothing was changed.\n")
    assert time.process_time() - began < 10  # under 1 s of the processor


def _write(*, cases: int, each: int, key: bytes) -> None:
    """What `append` writes, many rows at once."""
    model = append(case=uuid4(), what="call.made", by=ANNA)
    entries, words, heads = [], [], []
    for case in [uuid4() for _ in range(cases - 1)] + [model.case]:
        last = first_hash(case)
        for seq in range(1, each + 1):
            said = {"name": "Sam", "note": f"The {seq}th call, about the letter and what it means. " * 4}
            entry = Entry(
                case=case,
                seq=seq,
                what="call.made",
                by=ANNA,
                at=model.at,
                on=model.on,
                written=model.written,
                digest=words_digest(salt=b"s" * 32, words=said),
                prev=last,
            )
            entry.hash = last = hash_of(entry)
            entries.append(entry)
            words.append(Words(entry=entry, salt=b"s" * 32, words=said))
        heads.append(Head(case=case, seq=each, hash=last, mac=head_mac(key=key, case=case, seq=each, hash=last)))
    _insert(entries, words, heads, instead_of=model)


def _insert(entries: list[Entry], words: list[Words], heads: list[Head], *, instead_of: Entry) -> None:
    kept = [entry for entry in entries if entry.case != instead_of.case]
    Entry.objects.bulk_create(kept, batch_size=2_000)
    Words.objects.bulk_create([w for w in words if w.entry.case != instead_of.case], batch_size=2_000)
    Head.objects.bulk_create([head for head in heads if head.case != instead_of.case], batch_size=2_000)
    for _ in range(9):
        append(case=instead_of.case, what="call.made", by=ANNA)
