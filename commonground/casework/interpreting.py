"""An interpreter for a call, with what the family is told of it; and the language that somebody asked for before."""

from django.db import transaction

from commonground.calls import interpreting
from commonground.calls.interpreting import Arranged
from commonground.calls.models import Call, InterpreterBooking
from commonground.cases import request
from commonground.cases.models import Enquiry, Participant
from commonground.casework.calling import tell
from commonground.people.keys import name_key
from commonground.people.models import Person


@transaction.atomic
def confirm(call: Call, given: Arranged, *, by: Person) -> tuple[InterpreterBooking, bool]:
    """An interpreter comes: write it down and tell the family. Returns the booking, and whether a message goes out.

    The same twice is told once. Raises Impossible as `calls.interpreting.confirm` does.
    """
    booking, new = interpreting.confirm(call, given, by=by)
    said = {"interpreter": booking.language, "way": booking.way, "joining": booking.joining}
    return booking, new and tell(booking.call, "interpreter_confirmed", **said)


@transaction.atomic
def could_not(call: Call, given: Arranged, *, by: Person) -> tuple[InterpreterBooking, bool]:
    """None can be had for this time: write it down and tell the family that we offer another time or another way.

    Returns the booking, and whether a message goes out. Raises Impossible as `calls.interpreting.could_not` does.
    """
    booking, new = interpreting.could_not(call, given, by=by)
    return booking, new and tell(booking.call, "interpreter_not_had", interpreter=booking.language)


def wanted_by(enquiry: Enquiry) -> str:
    """The language of the interpreter that this enquiry asks for, or BSL; empty where it asks for none."""
    said = request.of(enquiry)
    return "" if said.by_helper else said.interpreter


def wanted_in_case(whom: Participant) -> str:
    """The language in which this person of a case wants an interpreter, as they said for a call or in their request.

    The latest call comes first. Nothing is taken from what another parent, or a helper, said.
    """
    call = Call.objects.filter(about=whom.case_id, person=whom.person_id).order_by("-pk").first()
    if call is not None:
        return call.interpreter
    enquiry = Enquiry.objects.filter(pk=whom.case_id).first()
    asked = enquiry is not None and name_key(enquiry.name) == whom.person.name_key
    return wanted_by(enquiry) if enquiry is not None and asked else ""
