"""Calls as the desk lists them: each with what somebody must see before they dial."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import models
from django.db.models import QuerySet

from commonground.calls import queries
from commonground.calls.models import Call, InterpreterBooking
from commonground.cases.models import Case, Enquiry, Participant
from commonground.cases.queries import current
from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.record.days import today


@dataclass(frozen=True)
class Row:
    """One call with what somebody must see before they dial. `alone` is one whose adviser takes none then.

    `interpreter` is the latest booking of one, if there is any.
    """

    call: Call
    about: Case | Enquiry | None
    safe: str
    needs: str
    stopped: bool
    alone: bool
    interpreter: InterpreterBooking | None = None

    @property
    def arranging(self) -> str:
        """How far the interpreter is, as `Arranging` has it; `to_book` before anybody was asked, empty without one."""
        return queries.arranging(self.call, self.interpreter)

    @property
    def of_case(self) -> bool:
        """Whether a case is open, or an enquiry waits."""
        return isinstance(self.about, Case)

    @property
    def notes(self) -> str:
        """What they said for this call, where it is more than how they are reached safely."""
        return "" if self.call.notes == self.safe else self.call.notes


def rows(calls: Iterable[Call]) -> list[Row]:
    """The calls with the cases, enquiries and people they are about. Seven queries at most, however many there are."""
    found = list(calls)
    ids = {call.about for call in found}
    cases = {case.pk: case for case in Case.objects.filter(pk__in=ids)} if ids else {}
    left = ids - set(cases)
    enquiries = {one.pk: one for one in Enquiry.objects.filter(pk__in=left)} if left else {}
    people = Participant.objects.filter(current(), case__in=cases) if cases else Participant.objects.none()
    known = {(row.case_id, row.person_id): row for row in people}
    alone = queries.without_adviser(call for call in found if call.held_on is None and call.on >= today())
    booked = queries.interpreters_of(found)
    return [replace(_row(call, cases, enquiries, known, alone), interpreter=booked.get(call.pk)) for call in found]


def _row(
    call: Call,
    cases: dict[UUID, Case],
    enquiries: dict[UUID, Enquiry],
    known: dict[tuple[UUID, UUID], Participant],
    alone: set[int],
) -> Row:
    case, enquiry = cases.get(call.about), enquiries.get(call.about)
    whom = known.get((call.about, call.person_id)) if call.person_id else None
    source = whom or enquiry
    return Row(
        call=call,
        about=case or enquiry,
        safe=(source.safe_contact if source else "") or call.notes,
        needs=source.needs if source else "",
        stopped=bool(case and case.contact_stopped) or bool(whom and whom.contact_stopped),
        alone=call.pk in alone,
    )


def own_first(calls: QuerySet[Call], person: Person) -> QuerySet[Call]:
    """The calls that this person makes, then everybody else's, each in order of time."""
    mine = models.Case(models.When(adviser=person, then=0), default=1)
    return calls.order_by(mine, "during", "pk")


def left_alone() -> list[Row]:
    """The calls ahead whose adviser takes none then, the next one first."""
    return [row for row in rows(queries.ahead().select_related("adviser")) if row.alone]


def called(reference: str) -> Case | Enquiry | None:
    """The case of this reference, or the enquiry from which none was opened; None for one that nobody knows."""
    if not reference:
        return None
    return Case.objects.filter(reference=reference).first() or Enquiry.objects.filter(reference=reference).first()


def callable_in(case: Case) -> list[Participant]:
    """Whom of this case one may call: the family and who helps it, in the order in which they came."""
    found = case.participants.filter(current(), role__in=(Role.FAMILY, Role.SUPPORTER))
    return list(found.select_related("person").order_by("id"))


def call_with_id(call: int) -> Call | None:
    """The call of this number with its people, or None."""
    return Call.objects.select_related("adviser", "person").filter(pk=call).first()
