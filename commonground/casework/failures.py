"""Messages that did not arrive, seen to by a person: the outbox's own list, and what the case owes because of them."""

from uuid import UUID

from django.db import transaction

from commonground.cases.apply import Acting
from commonground.cases.models import Case
from commonground.cases.telling import on_its_way
from commonground.casework.reacting import ABOUT_A_CERTIFICATE, certificate_of
from commonground.certificates import commands as certificates
from commonground.notices import commands as notices
from commonground.notices.commands import Recipient
from commonground.notices.models import Notice


@transaction.atomic
def see_to(notice: UUID, *, by: Acting, how: str) -> Notice:
    """Somebody reached the person another way: it leaves the failures, and a certificate is no longer chased.

    Notice.DoesNotExist unless it failed.
    """
    row = notices.seen_to(notice=notice, by=by.actor, how=how)
    _certificate_has_arrived(row, by)
    return row


@transaction.atomic
def tell_by_telephone(notice: UUID, *, by: Acting) -> Notice:
    """An adviser rang and told them. A certificate that it is about is still chased until they have it.

    Notice.DoesNotExist unless it waits for a call.
    """
    return notices.told_by_telephone(notice=notice, by=by.actor)


@transaction.atomic
def send_again(notice: UUID, *, by: Acting, to: Recipient) -> Notice:
    """The same words to a mended address or by post. By post a certificate is still chased until somebody has it.

    BadNotice for a code that runs out; Notice.DoesNotExist unless it failed.
    """
    row = notices.send_again(notice=notice, to=to, by=by.actor)
    if on_its_way(row):
        _certificate_has_arrived(row, by)
    return row


def _certificate_has_arrived(notice: Notice, by: Acting) -> None:
    if notice.template not in ABOUT_A_CERTIFICATE or notice.about is None:
        return
    case = Case.objects.get(pk=notice.about)
    owed = case.duties.filter(kind="confirm_certificate", settled_on=None).exists()
    certificate = certificate_of(notice, case)
    if owed and certificate is not None:
        certificates.mark_received(case, by=by, number=certificate.line.number)
