"""Cases read whole: for pages that show much of a case, at the same price whether they show one case or twenty."""

from collections.abc import Sequence

from django.db.models import Prefetch, prefetch_related_objects

from commonground.cases.models import Case, Participant
from commonground.record.days import today


def gather(cases: Sequence[Case]) -> None:
    """Fetch the facts, issues, parties and people of all these cases in four queries.

    `queries.facts_of` then asks nothing more, and `people_of` neither.
    """
    people = Participant.objects.select_related("person", "party").order_by("id")
    prefetch_related_objects(cases, "facts", "issues", "parties", Prefetch("participants", queryset=people))


def people_of(case: Case) -> list[Participant]:
    """Who takes part today, in the order in which they came. No query where the case was gathered."""
    return [row for row in case.participants.all() if row.to_on is None or row.to_on > today()]
