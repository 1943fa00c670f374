"""The demo's advisers take calls: their hours, and two calls that are booked in them."""

from datetime import time
from uuid import uuid4

from commonground.calls.commands import set_hours
from commonground.calls.models import Hours, How
from commonground.cases.apply import Acting
from commonground.cases.models import Case, Enquiry
from commonground.casework import calling
from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.record.days import today

HOURS = (
    ("ada", range(5), time(9), time(12, 30)),
    ("ada", range(5), time(13, 30), time(17)),
    ("ben", range(4), time(10), time(16)),
    ("ben", (2,), time(17), time(19)),
)
"""Who takes calls, on which weekdays, from when to when; one evening among them."""


def take_calls(staff: dict[str, Person]) -> None:
    """Give the advisers their hours, and book a call with a family and one with somebody who has just asked."""
    if Hours.objects.exists():
        return
    for name, weekdays, starts, ends in HOURS:
        adviser = staff[name]
        set_hours(adviser, by=adviser, weekdays=weekdays, starts=starts, ends=ends, from_on=today())
    _with_a_family(staff["ada"])
    _with_who_asked(staff["cora"])


def _with_a_family(adviser: Person) -> None:
    """A mother who waits for a meeting wants to talk before it."""
    case = Case.objects.filter(adviser=adviser, participants__person__name="Mina Meadow").first()
    days = calling.times_for(case) if case else []
    if case is None or not days:
        return
    mother = case.participants.get(role=Role.FAMILY, person__name="Mina Meadow")
    calling.book(
        case, by=Acting(mother.person), whom=mother, starts=days[0].slots[0].starts, telephone="01632 960203",
        token=uuid4().hex, channel=How.TEXT_FIRST, notes="Please do not leave a message on the machine.",
    )  # fmt: skip


def _with_who_asked(coordinator: Person) -> None:
    """Somebody rang back and was given a time."""
    enquiry = Enquiry.objects.filter(token="demo-enquiry-3").first()  # noqa: S106 - the token of a form
    days = calling.times_for(enquiry) if enquiry else []
    if enquiry is None or not days:
        return
    calling.book_for(
        enquiry, by=Acting(coordinator, recorded_for=enquiry.name), starts=days[-1].slots[-1].starts,
        telephone=enquiry.telephone, token=uuid4().hex, interpreter="BSL", notes=enquiry.safe_contact,
    )  # fmt: skip
