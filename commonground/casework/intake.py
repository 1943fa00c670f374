"""From first contact to an open case, with the messages that go with it."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from commonground.cases import enquiries
from commonground.cases.apply import Acting
from commonground.cases.enquiries import EnquiryWords
from commonground.cases.models import Case, Enquiry
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
        }
        notices.queue("enquiry_received", to=to, about=enquiry.pk, context=context)
    return enquiry


@transaction.atomic
def open_from(new: NewCase, *, by: Acting) -> Case:
    """Open the case and tell the family that it is open, who looks after it and their two last days."""
    case = open_case(new, by=by)
    adviser = case.adviser.name if case.adviser else ""
    tell_family(case, "case_opened", {"adviser": adviser, **last_days(case, as_of=by.day)})
    return case
