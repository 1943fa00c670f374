"""What the database refuses by itself, to the program's own role and to the owner of the tables."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from psycopg.errors import InsufficientPrivilege, RestrictViolation

from commonground.record.commands import append
from commonground.record.models import Entry
from tests.record.behind import TABLES
from tests.record.conftest import ANNA

MAY = {
    "record_entry": {"SELECT", "INSERT"},
    "record_words": {"SELECT", "INSERT"},
    "record_seal": {"SELECT", "INSERT"},
    "record_head": {"SELECT", "INSERT"},
    "record_access": {"SELECT", "INSERT"},
}
CHANGES = [
    "UPDATE record_entry SET by = 'system:nobody'",
    "DELETE FROM record_entry",
    "TRUNCATE record_entry CASCADE",
    "UPDATE record_words SET words = '{}'",
    "DELETE FROM record_words",
    "TRUNCATE record_words",
    "DELETE FROM record_head",
    "TRUNCATE record_head",
    "UPDATE record_head SET seq = 1",
    "UPDATE record_head SET seq = seq + 2",
    "UPDATE record_head SET hash = mac",
    "UPDATE record_head SET sealed = 3",
    "UPDATE record_seal SET cases = 0",
    "DELETE FROM record_seal",
    "TRUNCATE record_seal",
]


@pytest.fixture
def two_entries(committing: str, case: UUID) -> UUID:
    for _ in range(2):
        append(case=case, what="call.made", by=ANNA, words={"name": "Sam"})
    return case


def test_the_owner_is_refused(two_entries: UUID, owner: psycopg.Connection[Any]) -> None:
    assert [statement for statement in CHANGES if not _refused(owner.execute, statement, RestrictViolation)] == []


def test_the_program_itself_has_not_even_the_right(two_entries: UUID) -> None:
    forbidden = [statement for statement in CHANGES if not statement.startswith("UPDATE record_head")]
    with connection.cursor() as cursor:
        assert [s for s in forbidden if not _refused(cursor.execute, s, InsufficientPrivilege)] == []


def _refused(execute: Callable[[str], object], statement: str, refusal: type[psycopg.Error]) -> bool:
    try:
        execute(statement)
    except Exception as error:
        return isinstance(error, refusal) or isinstance(error.__cause__, refusal)
    return False


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_the_program_may_read_and_add_and_no_more(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p FROM unnest(%s::text[]) AS p WHERE has_table_privilege(%s, p)",
            [["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"], table],
        )
        assert {row[0] for row in cursor.fetchall()} == MAY[table]


@pytest.mark.django_db
def test_the_program_is_neither_owner_nor_superuser() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, pg_has_role(tableowner, 'MEMBER') FROM pg_roles, pg_tables "
            "WHERE rolname = current_user AND tablename = 'record_entry'"
        )
        assert cursor.fetchone() == (False, False)


@pytest.mark.django_db
@pytest.mark.parametrize("change", [lambda entry: entry.save(), lambda entry: entry.delete()])
def test_the_model_cannot_be_saved_again(case: UUID, change: Callable[[Entry], None]) -> None:
    entry = append(case=case, what="case.opened", by=ANNA)
    with pytest.raises(Exception, match="permission denied"):
        change(entry)
