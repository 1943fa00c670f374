"""What the tests of the record need: a folder of roots of their own, and the owner of the database."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker, Settings

from commonground.record.commands import append
from commonground.settings.postgres import Cluster
from tests import database
from tests.record.behind import Behind

ANNA = "person:11111111-1111-4111-8111-111111111111"
FIVE = ("enquiry.received", "case.opened", "information.given", "choice.made", "certificate.issued")


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, settings: Settings) -> Path:
    """A data folder of the test's own, so that no root of another test is in the way."""
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def case() -> UUID:
    return uuid4()


@pytest.fixture(scope="module")
def one_for_all(cluster: Cluster, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Like `committing`, but one clone for a whole file of tests that each look at their own cases alone."""
    here = connections["default"]
    before = dict(here.settings_dict)
    name = database.clone(cluster)
    with django_db_blocker.unblock():
        here.close()
        here.settings_dict.update(database.settings_of(cluster, name))
        yield name
        here.close()
        here.settings_dict.update(before)
    database.drop(cluster, name)


@pytest.fixture
def five(committing: str, case: UUID) -> UUID:
    """A case of five entries with words, beside another that nobody touches."""
    for here in (uuid4(), case):
        for what in FIVE:
            append(case=here, what=what, by=ANNA, words={"name": "Sam", "what": what})
    return case


@pytest.fixture
def owner(cluster: Cluster, committing: str) -> Iterator[psycopg.Connection[Any]]:
    """The owner of the tables, with every guard standing; each statement commits by itself."""
    with cluster.connect(database=committing, role="owner") as connected:
        yield connected


@pytest.fixture
def behind(owner: psycopg.Connection[Any]) -> Behind:
    """The owner at work behind the program's back, in a database that is the test's own."""
    return Behind(owner)
