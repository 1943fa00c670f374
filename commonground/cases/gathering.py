"""Cases read whole: for pages that show much of a case, at the same price whether they show one case or twenty."""

from collections.abc import Sequence

from django.db.models import Prefetch, prefetch_related_objects

from commonground.cases.models import Case, Participant
from commonground.cases.words import Route
from commonground.record.days import today


def gather(cases: Sequence[Case]) -> None:
    """Fetch the facts, issues and people of all these cases in three queries, and in one more the parties of those
    on the route where parties are asked.

    `queries.facts_of` then asks nothing more, and `people_of` neither.
    """
    people = Participant.objects.select_related("person", "party", "helps__person").order_by("id")
    prefetch_related_objects(cases, "facts", "issues", Prefetch("participants", queryset=people))
    prefetch_related_objects([case for case in cases if case.route == Route.DISAGREEMENT_RESOLUTION], "parties")


def people_of(case: Case) -> list[Participant]:
    """Who takes part today, in the order in which they came. No query where the case was gathered."""
    return [row for row in case.participants.all() if row.to_on is None or row.to_on > today()]
