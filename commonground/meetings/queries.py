"""How meetings are read."""

from django.db.models import QuerySet

from commonground.cases.models import Case
from commonground.meetings.models import Meeting, State


def meeting_ahead(case: Case) -> Meeting | None:
    """The meeting that is fixed and not yet held, with its mediator."""
    return case.meetings.filter(state=State.FIXED).select_related("mediator").first()


def meetings_of(case: Case) -> QuerySet[Meeting]:
    """Every meeting of the case with its mediator, oldest first."""
    return case.meetings.select_related("mediator").order_by("id")
