"""A call about an enquiry or a case: booked, moved or cancelled, and said so in one short message."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from commonground.calls import commands, queries
from commonground.calls.commands import Asked
from commonground.calls.models import Call, How
from commonground.calls.slots import Day
from commonground.cases.answers import Impossible
from commonground.cases.apply import Acting
from commonground.cases.each_holder import last_appeal_day
from commonground.cases.models import Case, Enquiry, Participant
from commonground.cases.queries import facts_of
from commonground.cases.telling import to_enquirer
from commonground.notices import commands as notices
from commonground.notices.commands import Recipient
from commonground.notices.numbers import texts_are_possible
from commonground.people.models import MessagesBy
from commonground.record.days import now, today


def times_for(about: Case | Enquiry) -> list[Day]:
    """The free times for a call about this enquiry or case, none after the family's last day."""
    return queries.free_slots(until=last_day_of(about))


def last_day_of(about: Case | Enquiry) -> date | None:
    """The family's last day that is still ahead, after which a call would come too late; None where there is none."""
    if isinstance(about, Enquiry):
        sections = frozenset(filter(None, about.sections.split(",")))
        return queries.last_day_for_a_call(
            about.letter_on, decision=about.decision, sections=sections, happened_on=about.happened_on, on=today()
        )
    appeal = last_appeal_day(facts_of(about))
    return appeal if appeal is not None and appeal >= today() else None


@transaction.atomic
def book(
    case: Case,
    *,
    by: Acting,
    whom: Participant,
    starts: datetime,
    telephone: str,
    token: str,
    channel: How = How.TELEPHONE,
    interpreter: str = "",
    notes: str = "",
) -> Call:
    """Book a call with one of the family or who helps them, with the case's own adviser where they are free.

    Raises Impossible where all contact is stopped, where there is no number, or where the time is not free any more.
    """
    if case.contact_stopped or whom.contact_stopped:
        raise Impossible(_("All contact is stopped. Say first that it is safe again."))
    asked = Asked(
        starts=starts, name=whom.person.name, telephone=telephone, person=whom.person, channel=channel,
        interpreter=interpreter, notes=notes, not_after=last_day_of(case),
    )  # fmt: skip
    known = Call.objects.filter(token=token).exists()
    call = commands.book(case.pk, asked, by=by.actor, token=token, prefer=case.adviser_id, recorded_for=by.recorded_for)
    if not known:
        tell(call, "call_booked", interpreter=call.interpreter)
    return call


@transaction.atomic
def book_for(enquiry: Enquiry, *, by: Acting, starts: datetime, telephone: str, token: str, **more: str) -> Call:
    """Book a call with somebody whose case is not open yet; `more` is as `Asked` has it. Raises Impossible."""
    asked = Asked(
        starts=starts, name=enquiry.name, telephone=telephone, not_after=last_day_of(enquiry),
        channel=How(more.get("channel", How.TELEPHONE)), interpreter=more.get("interpreter", ""),
        notes=more.get("notes", ""),
    )  # fmt: skip
    known = Call.objects.filter(token=token).exists()
    call = commands.book(enquiry.pk, asked, by=by.actor, token=token, recorded_for=by.recorded_for)
    if not known:
        tell(call, "call_booked", interpreter=call.interpreter)
    return call


@transaction.atomic
def move(call: Call, *, by: Acting, starts: datetime, token: str) -> Call:
    """Move a call to another time and say so. Raises Impossible where it is over, or the time is not free any more."""
    known = Call.objects.filter(token=token).first()
    if known is not None:
        return known
    about = about_of(call.about)
    until = last_day_of(about) if about is not None else None
    moved = commands.move(call, by=by.actor, starts=starts, token=token, not_after=until, recorded_for=by.recorded_for)
    tell(moved, "call_booked", interpreter=moved.interpreter)
    return moved


@transaction.atomic
def cancel(call: Call, *, by: Acting) -> Call:
    """Cancel a call and say so. Raises Impossible where it is over or was cancelled before."""
    cancelled = commands.cancel(call, by=by.actor, recorded_for=by.recorded_for)
    tell(cancelled, "call_cancelled")
    return cancelled


def about_of(about: UUID) -> Case | Enquiry | None:
    """The case with this id, or the enquiry where no case was opened from it yet."""
    return Case.objects.filter(pk=about).first() or Enquiry.objects.filter(pk=about).first()


def tell(call: Call, template: str, **more: str) -> bool:
    """One short message with nothing of the matter in it; by e-mail or text, since a letter would come too late.

    `more` is what the template says beside the time. Returns whether there is a way to tell them.
    """
    to = _recipient(call)
    if to is None or call.during.lower <= now():
        return False
    context = {"starts_at": call.during.lower, "url": _own_pages(call), **more}
    notices.queue(template, to=to, about=call.about, context=context)
    return True


def _recipient(call: Call) -> Recipient | None:
    if call.person is not None:
        if call.person.by_call_only:
            return None
        by_text = call.person.gets_texts and texts_are_possible()
        to = replace(notices.to_person(call.person), name=call.name, by=MessagesBy.TEXT if by_text else "")
        return to if by_text or to.email else None
    enquiry = Enquiry.objects.filter(pk=call.about).first()
    asked_by = to_enquirer(enquiry) if enquiry else None
    return replace(asked_by, name=call.name) if asked_by else None


def _own_pages(call: Call) -> str | None:
    """Where they can move it themselves: once a case is open."""
    return f"{settings.SITE_URL}/case/" if call.person is not None else None
