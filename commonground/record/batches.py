"""Deleting what is over its time, in batches: nobody waits for a long delete, and two workers share the work."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet


def delete_over(
    over: Callable[[], QuerySet[Any]], *, at_once: int, also: Callable[[list[Any]], object] | None = None
) -> int:
    """Delete every row that `over()` finds, `at_once` of them in a transaction of its own. Returns how many went.

    `over` is asked afresh for each batch; a row that somebody else holds is left for the next night. `also` is told
    the keys of a batch, in its transaction, to take away what lies elsewhere and belongs to them. What hangs on the
    rows goes with them, and is not counted.
    """
    gone = 0
    while found := _delete_some(over(), at_once=at_once, also=also):
        gone += found
    return gone


@transaction.atomic
def _delete_some(over: QuerySet[Any], *, at_once: int, also: Callable[[list[Any]], object] | None) -> int:
    keys = list(over.select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True)[:at_once])
    model = over.model
    model.objects.filter(pk__in=keys).delete()
    if also is not None and keys:
        also(keys)
    return len(keys)
