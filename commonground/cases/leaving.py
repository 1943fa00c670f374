"""What follows when somebody takes part in a case no longer: nothing more of it reaches them."""

from collections.abc import Iterable
from uuid import UUID

from commonground.cases import queries
from commonground.cases.apply import Acting
from commonground.cases.models import Case, Participant
from commonground.notices.waiting import withdraw


def end(case: Case, row: Participant, *, by: Acting) -> None:
    """Somebody's part ends at once, and that of whoever helps them; what waits to be sent to them of this case stays.

    For the transaction of the change. A message that tells them so is queued after it.
    """
    helpers = case.participants.filter(queries.current(), helps=row)
    gone = {row.person_id, *helpers.values_list("person", flat=True)}
    helpers.update(to_on=by.day)
    row.to_on = by.day
    row.save(update_fields=["to_on"])
    _stop_what_waits(case, gone, by)


def _stop_what_waits(case: Case, people: Iterable[UUID], by: Acting) -> None:
    there = set(case.participants.filter(queries.current()).values_list("person", flat=True))
    for person in set(people) - there:
        withdraw(person=person, about=case.pk, by=by.actor)
