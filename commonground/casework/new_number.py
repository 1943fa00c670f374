"""A number that somebody gives for texts to themselves: it counts once a code that went there was typed.

Whoever gets texts at a number can sign in by a code sent to it. A slip of the finger must not let a stranger in.
"""

from uuid import UUID

from commonground.cases import taking_part
from commonground.cases.apply import Acting
from commonground.cases.models import Case, Participant
from commonground.notices import sending_codes
from commonground.notices.commands import Recipient
from commonground.people import codes
from commonground.people.keys import address_key, telephone_key
from commonground.people.models import MessagesBy, Person


def is_new(person: Person, number: str) -> bool:
    """Whether this number is another than the one we know of them."""
    return telephone_key(number) != person.telephone_key


def send_code(number: str) -> UUID:
    """Send a code to a mobile that is nobody's yet. Returns the ticket to hold what is typed against."""
    return sending_codes.send_code("number_code", to=Recipient(None, "", telephone=number, by="text")).ticket


def confirm(case: Case, row: Participant, *, by: Acting, ticket: UUID, typed: str, number: str) -> codes.Result:
    """Hold what was typed against the code; where it is right and went to this number, texts go there from now on.

    Raises what `taking_part.record_contact` raises.
    """
    tried = codes.try_code(ticket, typed)
    if tried.result != codes.Result.RIGHT:
        return tried.result
    if tried.address_key != address_key(number):
        return codes.Result.ENDED
    taking_part.record_contact(
        case, by=by, participant=row.pk, safe_contact=row.safe_contact, needs=row.needs,
        messages_by=MessagesBy.TEXT, telephone=number,
    )  # fmt: skip
    return tried.result
