"""What the tests of the record need: a folder of roots of their own, and a database where things are committed."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection
from psycopg import sql
from pytest_django import DjangoDbBlocker, Settings

from tests.record.behind import Behind, as_owner

ANNA = "person:11111111-1111-4111-8111-111111111111"


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, settings: Settings) -> Path:
    """A data folder of the test's own, so that no root of another test is in the way."""
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def case() -> UUID:
    return uuid4()


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A clone of the test database for this test alone, in the program's own role, with real commits.

    Entries cannot be removed again, so a test that commits some may not do so in the shared database.
    """
    with django_db_blocker.unblock():
        shared = connection.settings_dict["NAME"]
        own = f"record_{uuid4().hex[:12]}"
        connection.close()
        with as_owner("postgres") as owner:
            owner.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(own), sql.Identifier(shared)))
        connection.settings_dict["NAME"] = own
        try:
            yield own
        finally:
            connection.close()
            connection.settings_dict["NAME"] = shared
            with as_owner("postgres") as owner:
                owner.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(own)))


@pytest.fixture
def behind(own_database: str) -> Iterator[Behind]:
    """Somebody who is at the database as its owner, behind the program's back, in the test's own database."""
    with as_owner(own_database) as owner:
        yield Behind(owner)


@pytest.fixture
def owner(own_database: str) -> Iterator[psycopg.Connection]:
    """The owner of the tables, with every guard standing."""
    with as_owner(own_database) as connected:
        yield connected
