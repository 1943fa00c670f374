"""Referral to the area's SENDIASS, in one step, when one of the family asks for it; nothing goes without that."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.cases import queries
from commonground.cases.answers import Impossible, NotTheirs
from commonground.cases.apply import Acting, change
from commonground.cases.models import Case, Participant
from commonground.cases.stages import FAMILY_OR_STAFF, STAFF
from commonground.directory import queries as directory
from commonground.notices import commands as notices
from commonground.notices.commands import Recipient
from commonground.people.roles import Role
from commonground.record.queries import entries_of

NOT_AGAIN = timedelta(days=7)
"""Asked again within these days, the first message stands: their office would only be told the same twice."""


@transaction.atomic
def refer_to_sendiass(case: Case, *, by: Acting, participant: int, reach: str, text: str = "") -> Case:
    """Ask the area's SENDIASS to get in touch with one of the family, who asked us to.

    They are told the name, the way to `reach` them and their own `text`, and nothing of the case but its reference.
    Sent twice within a week, it is one message. Raises Impossible where no way to reach either of them is known,
    NotTheirs for anybody else's help.
    """
    service = directory.advice_service(case.authority)
    if service is None or not service.email:
        raise Impossible(_("We have no e-mail address of the local SENDIASS. Ring them, or ask us to."))
    if not reach.strip():
        raise Impossible(_("Say how they can reach you."))
    Case.objects.select_for_update().get(pk=case.pk)
    row = _place(case, participant)
    if _asked_lately(case, participant, by):
        return case
    words = {"participant": participant, "service": service.name, "meant_for": row.person.actor}
    case = change(
        case, by=by, what="sendiass.asked", who=FAMILY_OR_STAFF, words=words, own=True,
        check=lambda locked: _their_own(locked, by, row),
    )  # fmt: skip
    to = Recipient(person=None, name=service.name, email=service.email)
    context = {
        "reference": case.reference,
        "name": row.person.name,
        "reach": reach,
        "text": text,
        "asked_on": by.day,
    }
    notices.queue("sendiass_request", to=to, about=case.pk, context=context)
    return case


def _place(case: Case, participant: int) -> Participant:
    found = case.participants.filter(queries.current(), pk=participant, role=Role.FAMILY)
    row = found.select_related("person").first()
    if row is None:
        raise Impossible(_("Choose whom of the family they should get in touch with."))
    return row


def _their_own(case: Case, by: Acting, row: Participant) -> None:
    if by.person is None or by.person.pk == row.person_id or queries.roles_in(case, by.person) & STAFF:
        return
    raise NotTheirs(_("You can ask this for yourself alone."))


def _asked_lately(case: Case, participant: int, by: Acting) -> bool:
    since = by.instant - NOT_AGAIN
    return any(
        entry.what == "sendiass.asked" and entry.at > since and (entry.words or {}).get("participant") == participant
        for entry in entries_of(case.pk)
    )
