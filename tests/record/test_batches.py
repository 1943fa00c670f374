"""Deleting what is over its time: in batches, whole or not at all, and past what somebody holds."""

from typing import Any

import pytest
from django.db import connections, transaction
from django.db.models import QuerySet

from commonground.people.models import Hit
from commonground.record import days
from commonground.record.batches import delete_over


def over() -> QuerySet[Hit]:
    return Hit.objects.filter(ends_at__lte=days.now()).order_by("key")


def five_over() -> None:
    for key in "abcde":
        Hit.objects.create(key=key, times=1, ends_at=days.now())


@pytest.mark.django_db
def test_all_go_batch_by_batch_and_what_belongs_to_them_is_named() -> None:
    five_over()
    told: list[list[str]] = []
    assert delete_over(over, at_once=2, also=told.append) == 5
    assert told == [["a", "b"], ["c", "d"], ["e"]]
    assert not Hit.objects.exists()
    assert delete_over(over, at_once=2, also=told.append) == 0
    assert len(told) == 3


@pytest.mark.django_db
def test_a_batch_goes_with_what_belongs_to_it_or_stays() -> None:
    five_over()

    def fails_at_the_second(keys: list[Any]) -> None:
        if "c" in keys:
            raise RuntimeError

    with pytest.raises(RuntimeError):
        delete_over(over, at_once=2, also=fails_at_the_second)
    assert list(over().values_list("key", flat=True)) == ["c", "d", "e"]


def test_nobody_waits_for_a_row_that_somebody_holds(committing: str) -> None:
    five_over()
    # Given somebody else holds one of the rows
    other = connections.create_connection("default")
    try:
        with transaction.atomic():
            held = over().select_for_update(of=("self",)).filter(key="c")
            assert len(held) == 1
            # When another worker deletes
            connections["default"], ours = other, connections["default"]
            try:
                assert delete_over(over, at_once=2) == 4
            finally:
                connections["default"] = ours
    finally:
        other.close()
    assert list(Hit.objects.values_list("key", flat=True)) == ["c"]
    # Then it goes the next time
    assert delete_over(over, at_once=2) == 1
