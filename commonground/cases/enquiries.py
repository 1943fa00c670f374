"""First contact: an enquiry is written down once, and said to be received only after that."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from commonground import law
from commonground.cases.answers import Impossible
from commonground.cases.models import Enquiry
from commonground.cases.references import new_reference
from commonground.cases.words import Channel
from commonground.law import Decision
from commonground.people.keys import email_key, name_key
from commonground.record import commands as record
from commonground.record.days import london_day, now


@dataclass(frozen=True)
class EnquiryWords:
    """What somebody told us at first contact. Only a name and one way to reach them are needed.

    `happened_on` is the day, or the last day, of what a claim of discrimination would be about.
    `answers` holds what has no place of its own. Only ways that are safe belong in `email` and `telephone`: messages go
    there unasked, by text only where `messages_by` (`MessagesBy`) says so.
    """

    name: str
    email: str = ""
    telephone: str = ""
    messages_by: str = ""
    standing: str = ""
    child_name: str = ""
    child_born: date | None = None
    authority: str = ""
    decision: str = ""
    sections: frozenset[str] = frozenset()
    letter_on: date | None = None
    happened_on: date | None = None
    wants: str = ""
    message: str = ""
    safe_contact: str = ""
    needs: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)


def receive(
    words: EnquiryWords,
    *,
    token: str,
    by: str,
    channel: Channel = Channel.WEB,
    arrived_at: datetime | None = None,
) -> tuple[Enquiry, bool]:
    """Write an enquiry down and say whether it is new.

    `token` is the server-made token of the form: a second submission with it answers with the first enquiry, whatever
    the second one says. `arrived_at` is when it reached us (post and voicemail count from then, even when we were
    closed). `by` is the opaque id of who wrote it down.
    """
    known = Enquiry.objects.filter(token=token).first()
    if known is not None:
        return known, False
    try:
        with transaction.atomic():
            enquiry = _write(words, token=token, channel=channel, at=arrived_at or now())
            record.append(
                case=enquiry.pk,
                what="enquiry.received",
                by=by,
                words={"channel": channel, "name": words.name},
            )
    except IntegrityError:
        # Two tabs sent one form at the same moment; the unique token let one through.
        return Enquiry.objects.get(token=token), False
    return enquiry, True


def _write(words: EnquiryWords, *, token: str, channel: Channel, at: datetime) -> Enquiry:
    on = london_day(at)
    starts = urgent_from(words)
    return Enquiry.objects.create(
        id=uuid4(),
        reference=new_reference(Enquiry),
        token=token,
        channel=channel,
        arrived_at=at,
        arrived_on=on,
        name=words.name,
        email=words.email,
        email_key=email_key(words.email),
        telephone=words.telephone,
        messages_by=words.messages_by,
        standing=words.standing,
        child_name=words.child_name,
        child_key=name_key(words.child_name),
        child_born=words.child_born,
        authority_id=words.authority or None,
        decision=words.decision,
        sections=",".join(sorted(words.sections)),
        letter_on=words.letter_on,
        happened_on=words.happened_on,
        wants=words.wants,
        message=words.message,
        safe_contact=words.safe_contact,
        needs=words.needs,
        answers=dict(words.answers),
        answer_by=_answer_by(on, urgent=starts is not None and starts <= on),
        urgent_from=starts,
    )


def _answer_by(on: date, *, urgent: bool) -> date:
    """The same working day where a last day is near, or the first after a day on which we are closed."""
    return on if urgent and law.is_working_day(on) else law.add_working_days(on, 1)


def urgent_from(words: EnquiryWords) -> date | None:
    """The day from which an enquiry is urgent: five working days before the first last day (R11, R42, R51), or None.

    Without the letter's date, or the day of what a claim would be about, we cannot know, and somebody answers within
    one working day anyway.
    """
    if not words.decision:
        return None
    decision = Decision(words.decision)
    days = law.last_days(words.letter_on, decision=decision, sections=words.sections, act=words.happened_on)
    return min((law.near_from(day) for day in days), default=None)


@transaction.atomic
def put_aside(enquiry: Enquiry, *, by: str, why: str) -> Enquiry:
    """Close an enquiry without a case (signposted elsewhere, a duplicate, not for us), with the reason."""
    enquiry = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    if enquiry.closed_on is not None:
        raise Impossible(_("This enquiry has been closed already."))
    enquiry.closed_on, enquiry.closed_because = london_day(now()), why
    enquiry.save(update_fields=["closed_on", "closed_because"])
    record.append(case=enquiry.pk, what="enquiry.put_aside", by=by, words={"why": why})
    return enquiry


@transaction.atomic
def stop(enquiry: Enquiry, *, by: str) -> Enquiry:
    """The family in whose name somebody asked does not want it. The enquiry stays, so that a person rings them.

    Raises Impossible once it is closed.
    """
    enquiry = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    if enquiry.closed_on is not None:
        raise Impossible(_("This request is no longer waiting. Please call us."))
    if not enquiry.answers.get("stopped"):
        enquiry.answers = {**enquiry.answers, "stopped": True}
        enquiry.save(update_fields=["answers"])
        record.append(case=enquiry.pk, what="enquiry.stopped", by=by, words={})
    return enquiry
