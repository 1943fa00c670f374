"""From first contact to an open case, with the messages that go with it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from commonground import law
from commonground.cases import drafts, enquiries
from commonground.cases.apply import Acting
from commonground.cases.enquiries import EnquiryWords
from commonground.cases.models import Case, Draft, Enquiry
from commonground.cases.opening import NewCase, open_case
from commonground.cases.telling import last_days, tell_family
from commonground.cases.words import Channel
from commonground.notices import commands as notices
from commonground.notices.commands import Recipient


@transaction.atomic
def receive_enquiry(
    words: EnquiryWords,
    *,
    token: str,
    by: str,
    channel: Channel = Channel.WEB,
    arrived_at: datetime | None = None,
) -> Enquiry:
    """Write the enquiry down and say so by e-mail, both or neither. A second submission answers with the first."""
    enquiry, new = enquiries.receive(words, token=token, by=by, channel=channel, arrived_at=arrived_at)
    if new and enquiry.email:
        to = Recipient(person=None, name=enquiry.name, email=enquiry.email)
        context = {
            "reference": enquiry.reference,
            "answer_by": enquiry.answer_by,
            "url": f"{settings.SITE_URL}/sign-in/",
            **_last_days(words, on=enquiry.arrived_on),
        }
        notices.queue("enquiry_received", to=to, about=enquiry.pk, context=context)
    return enquiry


@transaction.atomic
def receive_draft(draft: Draft, *, words_of: Callable[[Mapping[str, Any]], EnquiryWords], by: str) -> Enquiry:
    """Send a draft: the enquiry is written down and the draft emptied, both or neither, however often it is sent.

    `words_of` makes the enquiry's words of the draft's answers as they stand when it is its turn.
    """
    locked = drafts.lock(draft)
    if locked.enquiry is not None:
        return locked.enquiry
    enquiry = receive_enquiry(words_of(locked.answers), token=locked.token, by=by)
    drafts.close(locked, enquiry)
    return enquiry


def _last_days(words: EnquiryWords, *, on: date) -> dict[str, date]:
    """The last days as the acknowledgement names them: none where one has passed, since a person must be asked (D1)."""
    if words.letter_on is None or not words.decision or words.letter_on > on:
        return {}
    days = law.last_days(words.letter_on, decision=law.Decision(words.decision), sections=words.sections)
    return {} if any(day.date < on for day in days) else {f"{day.what}_by": day.date for day in days}


@transaction.atomic
def open_from(new: NewCase, *, by: Acting) -> Case:
    """Open the case and tell the family that it is open, who looks after it and their two last days."""
    case = open_case(new, by=by)
    tell_opened(case, on=by.day)
    return case


def tell_opened(case: Case, *, on: date) -> None:
    """Tell the family that their case is open, who looks after it and their two last days."""
    adviser = case.adviser.name if case.adviser else ""
    tell_family(case, "case_opened", {"adviser": adviser, **last_days(case, as_of=on)})
