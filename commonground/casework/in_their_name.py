"""Requests that say more than who asks: a family that is told of one and can stop it, and what goes on to the case."""

from dataclasses import replace

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from commonground.cases import carrying, enquiries, helping
from commonground.cases import request as said
from commonground.cases.answers import AskAPerson
from commonground.cases.apply import Acting
from commonground.cases.models import Case, Enquiry, Participant
from commonground.cases.request import Helping
from commonground.cases.words import Agreed
from commonground.notices import commands as notices
from commonground.notices.commands import Recipient
from commonground.people.roles import Role

SIGNED = signing.Signer(salt="commonground.casework.in_their_name")


def code_of(enquiry: Enquiry) -> str:
    """What the family's link carries: nobody without our key can make one."""
    return SIGNED.sign(enquiry.pk.hex)


def with_code(code: str) -> Enquiry | None:
    """The enquiry that this link is about, or None for one that is not ours."""
    try:
        return Enquiry.objects.select_related("authority").filter(pk=SIGNED.unsign(code)).first()
    except signing.BadSignature:
        return None


def tell(enquiry: Enquiry) -> None:
    """Write to a family in whose name somebody asked us, where the helper gave an address that is safe for them."""
    request = said.of(enquiry)
    if not request.tells_family_by_mail:
        return
    to = Recipient(person=None, name=request.family.name, email=request.family.email)
    context = {
        "helper": request.helper.name,
        "reference": enquiry.reference,
        "url": f"{settings.SITE_URL.rstrip('/')}/ask/stop/{code_of(enquiry)}/",
    }
    notices.queue("request_in_your_name", to=to, about=enquiry.pk, context=context)


@transaction.atomic
def stop(enquiry: Enquiry) -> Enquiry:
    """The family does not want what was asked in its name: it is marked, and no case is opened without a reason.

    Raises Impossible once a case is open, or it was put aside.
    """
    return enquiries.stop(enquiry, by="system:public")


def may_open(enquiry: Enquiry, *, by: Acting) -> None:
    """Raise AskAPerson for a request that the family has stopped, unless somebody says why it goes on."""
    if said.of(enquiry).stopped and not by.reason:
        raise AskAPerson(_("The family stopped this request. Speak with them, then say why a case is opened."))


def carry_over(case: Case, enquiry: Enquiry, *, by: Acting) -> Case:
    """What the request said of other people, in the case opened from it."""
    request, first = said.of(enquiry), case.participants.filter(role=Role.FAMILY).order_by("id")[0]
    by = replace(by, version=None)
    case = carrying.keep_from_other_parent(case, by=by, row=first, other=request.other_parent)
    if request.supporter.name:
        _bring_in(case, request.supporter, first, replace(by, recorded_for=enquiry.name))
    if request.by_helper and request.family.permitted:
        by = replace(by, recorded_for=request.family.name)
        helper = _bring_in(case, request.helper, first, by)
        carrying.show_permission(case, by=by, row=helper, family=request.family)
    return Case.objects.get(pk=case.pk)


def _bring_in(case: Case, who: Helping, helps: Participant, by: Acting) -> Participant:
    return helping.bring_in(
        case, by=by, helps=helps.pk, name=who.name, email=who.email, telephone=who.telephone,
        relationship=who.relationship, agreed={Agreed(each) for each in who.agreed},
    )  # fmt: skip
