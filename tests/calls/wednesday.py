"""For tests that stand on one Wednesday morning: its clock, and an adviser who takes calls."""

from collections.abc import Iterator

import pytest
import time_machine

from commonground.people.models import Person
from tests.calls.making import NOW, an_adviser


@pytest.fixture
def wednesday() -> Iterator[time_machine.Traveller]:
    """That Wednesday, at ten past nine. The clock stands still; the test may move it."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def ada(wednesday: time_machine.Traveller) -> Person:
    """An adviser with hours on every weekday. A file may have an Ada of its own."""
    return an_adviser()
