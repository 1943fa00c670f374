"""Erasing the words of a case at the end of its time, the chain staying whole."""

from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection
from psycopg.errors import RestrictViolation

from commonground.record.commands import append, erase_words, note_access
from commonground.record.models import Words
from commonground.record.queries import entries_of, who_looked
from commonground.record.verify import verify
from tests.record.conftest import ANNA


@pytest.mark.django_db
@pytest.mark.feature(143, how="partly")
def test_words_and_salts_are_gone_and_the_chain_is_whole(case: UUID) -> None:
    append(case=case, what="case.opened", by=ANNA, words={"name": "Sam"})
    append(case=case, what="choice.made", by=ANNA)
    assert erase_words(case=case, by="system:retention") == 1
    assert [(line.what, line.by, line.words) for line in entries_of(case)] == [
        ("case.opened", ANNA, None),
        ("choice.made", ANNA, {}),
        ("words.erased", "system:retention", {}),
    ]
    assert not Words.objects.filter(entry__case=case).exists()
    assert verify() == []


@pytest.mark.django_db
def test_another_case_keeps_its_words(case: UUID) -> None:
    other = uuid4()
    for here in (case, other):
        append(case=here, what="case.opened", by=ANNA, words={"name": "Sam"})
        note_access(case=here, by=ANNA, as_role="adviser")
    erase_words(case=case, by=ANNA)
    assert entries_of(other)[0].words == {"name": "Sam"}
    assert (len(who_looked(case)), len(who_looked(other))) == (0, 1)


@pytest.mark.django_db
def test_what_is_written_after_is_kept_until_the_next_erasure(case: UUID) -> None:
    append(case=case, what="case.opened", by=ANNA, words={"name": "Sam"})
    erase_words(case=case, by=ANNA)
    append(case=case, what="letter.came_back", by=ANNA, words={"to": "Sam"})
    assert [line.words for line in entries_of(case)] == [None, {}, {"to": "Sam"}]
    assert verify() == []
    assert erase_words(case=case, by=ANNA) == 1
    assert [line.words for line in entries_of(case)] == [None, {}, None, {}]
    assert verify() == []


@pytest.mark.django_db
def test_nothing_is_erased_without_a_name(case: UUID) -> None:
    append(case=case, what="case.opened", by=ANNA, words={"name": "Sam"})
    with pytest.raises(ValueError, match="Who did it is"):
        erase_words(case=case, by="")
    assert entries_of(case)[0].words == {"name": "Sam"}


@pytest.mark.django_db
def test_the_door_to_erasing_opens_only_for_an_erasure_on_the_record(case: UUID) -> None:
    append(case=case, what="case.opened", by=ANNA, words={"name": "Sam"})
    note_access(case=case, by=ANNA, as_role="adviser")
    with connection.cursor() as cursor:
        cursor.execute("SELECT record_erase(%s)", [case])
        assert cursor.fetchone() == (0,)
    assert entries_of(case)[0].words == {"name": "Sam"}
    assert len(who_looked(case)) == 1


def test_the_owner_cannot_take_words_which_no_entry_erases(owner: psycopg.Connection, case: UUID) -> None:
    append(case=case, what="case.opened", by=ANNA, words={"name": "Sam"})
    erase_words(case=case, by=ANNA)
    append(case=case, what="letter.came_back", by=ANNA, words={"to": "Sam"})
    with pytest.raises(RestrictViolation, match="use erase_words"):
        owner.execute("DELETE FROM record_words")
