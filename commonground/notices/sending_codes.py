"""Sending a code that shows whose an address or a number is: made and queued in one go, and never kept readable."""

from uuid import UUID

from django.db import transaction

from commonground.notices.commands import Recipient, queue
from commonground.people import codes


@transaction.atomic
def send_code(template: str, *, to: Recipient, known: bool = True, instead_of: UUID | None = None) -> codes.Made:
    """A new code, and the message `template` with it to `to`, who has either an e-mail address or a telephone.

    `instead_of` is the ticket of the code that the same browser asked for before. Where nobody has the address (`known`
    is False) a message is written all the same, and taken back before anybody can see it: else the time that it takes
    would tell who is known here. `to` names nobody: several may share the address, and a stop of all contact with one
    of them must not keep a person from the code they asked for.
    """
    made = codes.make_code(to.email or to.telephone, known=known, instead_of=instead_of)
    code = made.code or "0" * codes.DIGITS
    with transaction.atomic():
        queue(template, to=to, context={"code": f"{code[:3]} {code[3:]}", "minutes": codes.MINUTES})
        transaction.set_rollback(made.code is None)
    return made
