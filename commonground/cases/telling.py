"""Notices about a case: who is told, and the plain data they are told. Nothing here names a child's needs."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction

from commonground import law
from commonground.cases import queries
from commonground.cases.each_holder import certificates_owed, facts_for, last_appeal_day
from commonground.cases.models import Case, Enquiry, Participant
from commonground.cases.words import Channel
from commonground.directory import queries as directory
from commonground.directory.models import NoticeAddress
from commonground.notices import commands as notices
from commonground.notices import queries as outbox
from commonground.notices.commands import Recipient
from commonground.notices.models import Channel as Sent
from commonground.notices.models import Notice
from commonground.notices.numbers import mobile, texts_are_possible
from commonground.people.models import MessagesBy
from commonground.record.days import today


def family_told(case: Case) -> list[Participant]:
    """The right-holders; where nobody holds the right yet, the family's people."""
    return list(queries.right_holders(case)) or list(
        case.participants.filter(queries.current(), role="family").select_related("person").order_by("id")
    )


@transaction.atomic
def tell_family(
    case: Case, template: str, context: Mapping[str, Any] | Callable[[Participant], Mapping[str, Any]] | None = None
) -> list[Notice]:
    """Queue one notice to each of the family who is told of this case, the way they asked for.

    `context` is what all are told, or what each of them is: a last day to appeal is each right-holder's own (D6).
    What is under a hold is kept back by the outbox: ask `on_its_way` of each before saying that somebody was told.
    """
    words = context if callable(context) else lambda row: context
    return [tell(case, participant, template, words(participant)) for participant in family_told(case)]


def tell(case: Case, participant: Participant, template: str, context: Mapping[str, Any] | None = None) -> Notice:
    """Queue one notice to one of the family about this case, the way they asked for."""
    to = notices.to_person(participant.person, address=participant.address)
    return notices.queue(template, to=to, about=case.pk, context={**family_context(case), **(context or {})})


def to_enquirer(enquiry: Enquiry) -> Recipient | None:
    """Who sent an enquiry, as they are written to before a case is open; None where neither e-mail nor text may go."""
    if enquiry.messages_by == MessagesBy.CALL:
        return None
    by_text = enquiry.messages_by == MessagesBy.TEXT and bool(mobile(enquiry.telephone))
    if not enquiry.email and not (by_text and texts_are_possible()):
        return None
    return Recipient(
        None, enquiry.name, enquiry.email, telephone=enquiry.telephone, by=MessagesBy.TEXT if by_text else ""
    )


def how_sent(notices: Iterable[Notice]) -> Channel:
    """The way these go, as a fact of the case names it: in writing now, or by post."""
    ways = {notice.channel for notice in notices if on_its_way(notice)}
    return Channel.EMAIL if Sent.EMAIL in ways else Channel.TEXT if Sent.TEXT in ways else Channel.POST


def on_its_way(notice: Notice) -> bool:
    """Whether this goes out now: not held back, not refused, not a letter to post or a text that waits for morning."""
    return outbox.goes_now(notice)


def family_context(case: Case) -> dict[str, Any]:
    """What every notice to a family can rely on."""
    return {
        "reference": case.reference,
        "council": case.authority.short_name,
        "case_url": f"{settings.SITE_URL}/case/{case.reference}/",
    }


def tell_authority(case: Case, template: str, context: Mapping[str, Any], *, purpose: NoticeAddress.Purpose) -> bool:
    """Queue a notice to the council's address for this purpose, and say whether it goes out now.

    False when the directory holds no address or the message is held back: then somebody rings.
    """
    address = directory.notice_address(case.authority, purpose)
    if address is None:
        return False
    to = Recipient(person=None, name=address.name, email=address.email)
    return on_its_way(notices.queue(template, to=to, about=case.pk, context={"reference": case.reference, **context}))


def certificates_by(case: Case) -> Callable[[Participant], date | None]:
    """By when the certificate comes that is owed to one of the family; None for whoever has theirs already (D21)."""
    facts = queries.facts_of(case)
    due = {one.holder: law.certificate_by(one.since).date for one in certificates_owed(facts)}
    return lambda row: due.get(str(row.person_id), due.get(""))


def last_days(
    case: Case, *, as_of: date | None = None, holder: Participant | None = None
) -> dict[str, date | None]:  # fmt: skip
    """The two last days of the family as notices name them: to contact an adviser and to appeal.

    The last day to appeal is that of the `holder` the notice goes to; without one, the earliest of all.
    Either is None where the law gives none; after late contact no appeal date is named (D1).
    """
    facts = queries.facts_of(case, as_of=as_of or today())
    if holder is not None and holder.holds_right:
        facts = facts_for(facts, str(holder.person_id))
    contact = next((d.due_on for d in case.duties.filter(kind="contact", settled_on=None)), None)
    return {"contact_by": contact, "appeal_by": last_appeal_day(facts)}
