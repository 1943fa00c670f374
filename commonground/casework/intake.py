"""From first contact to an open case, with the messages that go with it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from commonground import law
from commonground.calls import queries as calls
from commonground.calls.commands import Asked, take_over
from commonground.calls.commands import book as book_call
from commonground.calls.models import Call
from commonground.cases import drafts, enquiries
from commonground.cases.apply import Acting
from commonground.cases.enquiries import EnquiryWords
from commonground.cases.models import Case, Draft, Enquiry
from commonground.cases.opening import NewCase, open_case
from commonground.cases.queries import last_days_of
from commonground.cases.telling import last_days, tell_family, to_enquirer
from commonground.cases.words import Channel
from commonground.casework import in_their_name
from commonground.documents.queries import files_about
from commonground.law import LastDay
from commonground.notices import commands as notices
from commonground.papers import commands as papers
from commonground.people.roles import Role


@transaction.atomic
def receive_enquiry(
    words: EnquiryWords,
    *,
    token: str,
    by: str,
    channel: Channel = Channel.WEB,
    arrived_at: datetime | None = None,
    call: Asked | None = None,
    letter_later: bool = False,
) -> Enquiry:
    """Write the enquiry down, book the call they chose, and say so by e-mail or text: all of it or nothing.

    `letter_later`: there may be a letter that we have not seen; the e-mail says how to send it. A second submission
    answers with the first. Raises Impossible where the time of the call is not free any more.
    """
    enquiry, new = enquiries.receive(words, token=token, by=by, channel=channel, arrived_at=arrived_at)
    booked = _book(enquiry, words, call, by=by) if new and call else None
    to = to_enquirer(enquiry) if new else None
    if to is not None:
        context = {
            "reference": enquiry.reference,
            "answer_by": enquiry.answer_by,
            "call_at": booked.during.lower if booked else None,
            "interpreter": booked.interpreter if booked else "",
            "url": f"{settings.SITE_URL}/sign-in/",
            "council_letter": "later" if letter_later else "",
            **{f"{day.what}_by": day.date for day in days_to_tell(enquiry)},
        }
        notices.queue("enquiry_received", to=to, about=enquiry.pk, context=context)
    if new:
        in_their_name.tell(enquiry)
    return enquiry


def _book(enquiry: Enquiry, words: EnquiryWords, call: Asked, *, by: str) -> Call:
    """The call they chose, never after their last day; what must be known before dialling goes along."""
    last = calls.last_day_for_a_call(
        words.letter_on,
        decision=words.decision,
        sections=words.sections,
        happened_on=words.happened_on,
        on=enquiry.arrived_on,
    )
    asked = replace(call, name=enquiry.name, notes=enquiry.safe_contact, not_after=last)
    return book_call(enquiry.pk, asked, by=by, token=enquiry.token)


@transaction.atomic
def receive_draft(
    draft: Draft,
    *,
    words_of: Callable[[Mapping[str, Any]], EnquiryWords],
    by: str,
    call_of: Callable[[Mapping[str, Any]], Asked | None] = lambda answers: None,
) -> Enquiry:
    """Send a draft: the enquiry is written down, the call booked and the draft emptied, or nothing of it.

    However often it is sent, one enquiry is written. `words_of` makes the enquiry's words of the draft's answers as
    they stand when it is its turn, `call_of` the call they chose. Raises Impossible where its time is not free any
    more; the draft is then as it was.
    """
    locked = drafts.lock(draft)
    if locked.enquiry is not None:
        return locked.enquiry
    words = words_of(locked.answers)
    enquiry = receive_enquiry(
        words,
        token=locked.token,
        by=by,
        call=call_of(locked.answers),
        letter_later=may_have_a_letter(words.decision) and not files_about(draft.pk),
    )
    drafts.close(locked, enquiry)
    return enquiry


def may_have_a_letter(decision: str) -> bool:
    """Whether what it is about came, or may have come, with a letter that can be appealed against."""
    return bool(decision) and law.routes(law.Decision(decision)).appeal


def days_to_tell(enquiry: Enquiry) -> tuple[LastDay, ...]:
    """The last days as whoever asked is told them: none where one had passed, since a person must be asked (D1)."""
    on = enquiry.arrived_on
    if enquiry.letter_on is not None and enquiry.letter_on > on:
        return ()
    days = last_days_of(enquiry)
    return () if any(day.date < on for day in days) else days


@transaction.atomic
def open_from(new: NewCase, *, by: Acting) -> Case:
    """Open the case and tell the family that it is open, who looks after it and their two last days.

    What a request said of others goes along: who helps, by whose leave, and what must be kept from the other parent.
    Raises AskAPerson for a request that the family has stopped, and what `open_case` raises.
    """
    if new.enquiry is not None:
        in_their_name.may_open(new.enquiry, by=by)
    case = open_case(new, by=by)
    if new.enquiry is not None:
        case = in_their_name.carry_over(case, new.enquiry, by=by)
        take_over(case.pk, [row.person for row in case.participants.select_related("person")])
        case = _keep_papers(case, by=by)
    tell_opened(case, on=by.day)
    return case


def _keep_papers(case: Case, *, by: Acting) -> Case:
    """What came with the request is a paper of the family who sent it, or for whom somebody did: private to them."""
    family = case.participants.filter(role=Role.FAMILY).select_related("person").order_by("id")[0]
    papers.take_over(case, by=by, given_by=family.person)
    return Case.objects.get(pk=case.pk)


def tell_opened(case: Case, *, on: date) -> None:
    """Tell the family that their case is open, who looks after it and their two last days."""
    adviser = case.adviser.name if case.adviser else ""
    tell_family(case, "case_opened", lambda row: {"adviser": adviser, **last_days(case, as_of=on, holder=row)})
