"""What every test can ask for: a database, the running service, a browser."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import hypothesis
import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker

from commonground.settings.postgres import Cluster
from tests import database

FOLDER = "COMMONGROUND_TEST_CLUSTER"

# The same examples at each run: a change is judged by what it changes, not by the day's luck.
# Nothing is said of how long an example takes: a slow machine fails nothing.
hypothesis.settings.register_profile(
    "suite", derandomize=True, deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("suite")

pytest_plugins = ["tests.browser", "tests.service", "tests.made_once", "tests.guidance.copies", "tests.calls.wednesday"]


def _point_django_at(cluster: Cluster, name: str) -> None:
    connection = connections["default"]
    assert not connection.in_atomic_block, "a file with a world that is made once has no database beside it"
    connection.close()
    connection.settings_dict.update(database.settings_of(cluster, name))


def pytest_configure(config: pytest.Config) -> None:
    """The process that shares tests out makes the folder; its workers find the running server there."""
    if hasattr(config, "workerinput") or FOLDER in os.environ:
        return
    os.environ[FOLDER] = tempfile.mkdtemp(prefix="cgdb-")
    # PostgreSQL may run as another user: it goes through this folder, and reads only its own.
    os.chmod(os.environ[FOLDER], 0o711)
    config.stash[STARTED] = ExitStack()


STARTED = pytest.StashKey[ExitStack]()


def pytest_sessionstart(session: pytest.Session) -> None:
    """Start the server once a run, before the workers ask for it."""
    stack = session.config.stash.get(STARTED, None)
    if stack is not None and not session.config.option.collectonly:
        stack.enter_context(database.run_copy(Path(os.environ[FOLDER])))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop it, and leave nothing behind."""
    stack = config.stash.get(STARTED, None)
    if stack is None:
        return
    stack.close()
    shutil.rmtree(os.environ.pop(FOLDER), ignore_errors=True)
    shutil.rmtree(os.environ.get("COMMONGROUND_TEST_DIR", ""), ignore_errors=True)


@pytest.fixture(scope="session")
def cluster() -> Cluster:
    """The running PostgreSQL of this run."""
    return Cluster(Path(os.environ[FOLDER]), quick=True)


@pytest.fixture(scope="session")
def django_db_setup(cluster: Cluster, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Each worker's own clone of the template; tests roll back in it and nothing is ever flushed."""
    name = database.clone(cluster)
    with django_db_blocker.unblock():
        _point_django_at(cluster, name)
    yield
    with django_db_blocker.unblock():
        connections["default"].close()
    database.drop(cluster, name)


@contextmanager
def _pointed_at(cluster: Cluster, name: str) -> Iterator[None]:
    """Django at this database for as long as the block runs."""
    before = dict(connections["default"].settings_dict)
    _point_django_at(cluster, name)
    try:
        yield
    finally:
        connections.close_all()
        connections["default"].settings_dict.update(before)


@pytest.fixture(scope="session")
def made_up_world(cluster: Cluster, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> str:
    """The made-up world as a database to clone. It is made once a run; where it is made is tests/demo's matter."""

    from commonground.demo import world

    def fill(name: str) -> None:
        with django_db_blocker.unblock(), _pointed_at(cluster, name):
            world.build(Path(os.environ["COMMONGROUND_TEST_DIR"]))

    return database.once(cluster, "made_up_world", fill)


@pytest.fixture
def template() -> str:
    """What `committing` clones. A file whose tests stand in the made-up world gives its name instead."""
    return database.TEMPLATE


@pytest.fixture
def committing(
    cluster: Cluster, template: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """A clone for this test alone in which it may commit, open threads and start other processes. Gives its name."""
    name = database.clone(cluster, template)
    with django_db_blocker.unblock(), _pointed_at(cluster, name):
        yield name
    database.drop(cluster, name)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest goes first, so that no worker begins it when the other has nothing left to do."""
    waits = {"service", "travelling", "page"}
    items.sort(key=lambda item: not (item.get_closest_marker("long") or waits & set(getattr(item, "fixturenames", ()))))
