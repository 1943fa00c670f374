"""What is made once for many tests: a world for a file of them, in which each stands as it was made; and sent files."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import fields, replace
from functools import lru_cache
from typing import Any, TypeVar

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from commonground.documents import sandbox

World = TypeVar("World")
MadeOnce = Callable[[Callable[[], Any]], Any]


@pytest.fixture(scope="module")
def made_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[MadeOnce]:
    """Makes a world in a transaction around the whole file, which is taken back at its end.

    Each test of the file rolls back to the world as it was made, and one that asks for no world finds it there too. Not
    for a file with tests that commit or start a service: those have a database of their own.
    """
    around = transaction.atomic()
    with django_db_blocker.unblock():
        around.__enter__()

    def make(world: Callable[[], Any]) -> Any:
        with django_db_blocker.unblock():
            return world()

    yield make
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


answer_of = lru_cache(maxsize=64)(sandbox._run)


@pytest.fixture(autouse=True)
def cleaned_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same file is made anew once a worker: the cleaner is a process of its own, and most tests only need a file.

    The tests of the cleaner, in tests/documents, start it each time.
    """
    if request.path.parent.name != "documents":
        monkeypatch.setattr(sandbox, "_run", answer_of)


def copy_of(world: World) -> World:
    """The world for one test, whose rows in memory no other test has changed."""
    known: dict[int, Any] = {}
    own = {each.name: deepcopy(getattr(world, each.name), known) for each in fields(world)}  # type: ignore[arg-type]
    return replace(world, **own)  # type: ignore[type-var]
