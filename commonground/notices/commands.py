"""The only code that writes notices: queue them, hold them back, say what became of them by post.

Sending is `sending.py`, which the worker runs. Everything here happens in the caller's transaction.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from commonground.notices import addresses, holding, numbers, tasks
from commonground.notices.kinds import BadNotice, one_line
from commonground.notices.models import BY_HAND, WAITS_FOR_A_CALL, Channel, Hold, Lane, Notice, State, Step
from commonground.notices.render import render, spec_of
from commonground.people.models import Person
from commonground.record import days

SYSTEM = "system:notices"
SUPPLIER = "system:texts"
"""Who says what became of a text: the supplier's report."""


@dataclass(frozen=True)
class Recipient:
    """Who is written to, and the way they asked for (`by`): a text to `telephone`, a letter, else an e-mail.

    A way that cannot be had gives way to the next: a text to an e-mail, an e-mail to a letter, to `address` where it
    is known. Only a call gives way to nothing: an adviser rings and tells them.
    """

    person: UUID | None
    name: str
    email: str = ""
    address: str = ""
    telephone: str = ""
    by: str = ""


def to_person(person: Person, *, address: str = "") -> Recipient:
    """A person as they are written to: the way they asked for, at the addresses that we have."""
    return Recipient(
        person=person.pk,
        name=person.name,
        email=person.email,
        address=address,
        telephone=person.telephone,
        by=person.messages_by,
    )


@transaction.atomic
def queue(
    template: str,
    *,
    to: Recipient,
    context: Mapping[str, Any],
    about: UUID | None = None,
    lane: Lane | None = None,
) -> Notice:
    """Put one message to one person into the outbox, in the caller's transaction; the worker wakes on commit.

    `about` is the case or enquiry. `context` is plain data and must fit the template's keys (`templates.py`).
    `lane` is the template's own unless given. A message under a hold is kept `held`; one to an address that
    cannot be right is `failed` at once and told upwards, since what caused it has happened all the same.
    BadNotice where the template or a key is wrong, or a code that runs out would have to go by post.
    """
    spec, now = spec_of(template), days.now()
    notice = addressed(to, now=now, no_letter=spec.fresh)
    if spec.fresh and notice.channel == Channel.LETTER:
        raise BadNotice("A code that runs out cannot go by post.")
    words = render(template, to_name=to.name, channel=Channel(notice.channel), context=context)
    if notice.channel == Channel.TEXT and not words.short:
        raise BadNotice(f"The notice {template} has no words for a text.")
    notice.template, notice.about = template, about
    notice.lane = spec.lane if lane is None else lane
    notice.subject, notice.text, notice.short, notice.html = words.subject, words.text, words.short, words.html
    notice.fresh = spec.fresh
    notice.expires_at = now + timedelta(minutes=context["minutes"]) if spec.fresh else None
    return _enter(notice)


def addressed(to: Recipient, *, now: datetime, no_letter: bool = False, no_text: bool = False) -> Notice:
    """An empty notice to this person, with its own Message-ID and the way it will travel; it is not saved.

    `no_letter`, `no_text`: ways that this message cannot go.
    """
    key = uuid.uuid4()
    email, wrong = addresses.checked(to.email)
    number = numbers.mobile(to.telephone)
    channel = _way(to, email=email, number="" if no_text else number, no_letter=no_letter)
    wrong = wrong if channel == Channel.EMAIL else ""
    return Notice(
        id=key,
        person=to.person,
        to_name=one_line(to.name)[:200],
        to_email=email,
        to_number=number if channel == Channel.TEXT else "",
        to_address=to.address,
        channel=channel,
        state=State.FAILED if wrong else State.QUEUED,
        last_error=wrong,
        message_id=f"<{key}@{addresses.our_domain()}>",
        next_try_at=now,
        created_at=now,
    )


def _way(to: Recipient, *, email: str, number: str, no_letter: bool) -> Channel:
    """The way they asked for, where it can be had; a code that runs out never goes by post, nor waits for a call."""
    if to.by == Channel.CALL and not no_letter:
        return Channel.CALL
    if to.by == Channel.TEXT and number and numbers.texts_are_possible():
        return Channel.TEXT
    if to.by == Channel.LETTER and not no_letter:
        return Channel.LETTER
    return Channel.EMAIL if email and addresses.mail_is_possible() else Channel.LETTER


def _enter(notice: Notice) -> Notice:
    if notice.state == State.QUEUED and holding.is_held(about=notice.about, person=notice.person):
        notice.state = State.HELD
    notice.save(force_insert=True)
    if notice.state == State.FAILED or (notice.state == State.QUEUED and notice.channel not in BY_HAND):
        tasks.wake()
    return notice


@transaction.atomic
def hold(*, about: UUID | None = None, person: UUID | None = None, by: str = SYSTEM) -> None:
    """Stop all contact about a case, with a person, or both: what waits, and what is queued later.

    What is already going out cannot be called back. Holding twice is holding once. ValueError without either.
    """
    if about is None and person is None:
        raise ValueError("Say whose messages, or which case's, are to be held.")
    made = {"made_at": days.now(), "made_by": by}
    Hold.objects.get_or_create(about=about, person=person, released_at=None, defaults=made)
    holding.hold_what_waits(by=by)


@transaction.atomic
def release(*, about: UUID | None = None, person: UUID | None = None, by: str = SYSTEM) -> None:
    """End the hold with exactly this case and person; what no other hold covers goes out now."""
    live = Hold.objects.filter(about=about, person=person, released_at=None)
    live.update(released_at=days.now(), released_by=by)
    if holding.free_what_may_go(by=by):
        tasks.wake()


@transaction.atomic
def printed(*, notices: Iterable[UUID], by: str) -> int:
    """These letters were printed and posted, now, by this person. Returns how many; posted ones are left."""
    letters = Notice.objects.select_for_update().filter(
        ~holding.held_back(), pk__in=list(notices), channel=Channel.LETTER, state=State.QUEUED
    )
    found = list(letters)
    for letter in found:
        letter.state, letter.sent_at, letter.sent_by = State.SENT, days.now(), "post"
        letter.attempts += 1
        letter.save(update_fields=["state", "sent_at", "sent_by", "attempts"])
        _step(letter, by=by)
    return len(found)


@transaction.atomic
def told_by_telephone(*, notice: UUID, by: str) -> Notice:
    """An adviser rang and told them what it says, now.

    Notice.DoesNotExist unless it waits for a call and nothing holds it back.
    """
    waiting = Notice.objects.select_for_update().filter(~holding.held_back(), channel=Channel.CALL)
    row = waiting.get(pk=notice, state__in=WAITS_FOR_A_CALL)
    row.state, row.sent_at, row.sent_by = State.SENT, days.now(), Channel.CALL
    row.attempts += 1
    row.save(update_fields=["state", "sent_at", "sent_by", "attempts"])
    _step(row, by=by, detail="Told by telephone.")
    return row


@transaction.atomic
def came_back(*, notice: UUID, by: str, detail: str) -> Notice:
    """A message that was sent came back: an e-mail bounced, a letter returned. It is chased the same day.

    `detail` is what the bounce or the envelope says. Notice.DoesNotExist when it was never sent.
    """
    row = Notice.objects.select_for_update().get(pk=notice, state=State.SENT)
    _did_not_arrive(row, by=by, detail=detail)
    return row


def _did_not_arrive(row: Notice, *, by: str, detail: str) -> None:
    row.state, row.last_error, row.reported_at, row.seen_to_at = State.FAILED, one_line(detail), None, None
    row.save(update_fields=["state", "last_error", "reported_at", "seen_to_at", "undelivered_at"])
    _step(row, by=by, detail=row.last_error)
    tasks.wake()


@transaction.atomic
def supplier_reports(reference: str, *, delivered: bool, said: str) -> bool:
    """The supplier of texts says what became of one: the phone took it, or it never will. Returns whether it counts.

    `reference` is the notice's own id, which was sent along with the text; `said` is the supplier's word for it. The
    first report counts, and only of a text that may be with the supplier: one of anything else changes nothing. A text
    that no phone took has come back, as an e-mail does. A report that is here before the supplier's answer is kept, and
    heeded when that is written down (`sending.py`).
    """
    key = _key(reference)
    there = Notice.objects.select_for_update().filter(_may_be_with_the_supplier())
    row = there.filter(pk=key).first() if key else None
    if row is None:
        return False
    now = days.now()
    detail = f"The phone {'took' if delivered else 'never took'} this text ({one_line(said)[:100]})."
    row.delivered_at, row.undelivered_at = (now, None) if delivered else (None, now)
    if row.state == State.SENDING:
        row.last_error = "" if delivered else detail
        row.save(update_fields=["delivered_at", "undelivered_at", "last_error"])
        return True
    if not delivered:
        _did_not_arrive(row, by=SUPPLIER, detail=detail)
        return True
    row.state, row.last_error = State.SENT, ""
    row.sent_at, row.sent_by = row.sent_at or now, row.sent_by or Channel.TEXT
    row.save(update_fields=["state", "last_error", "sent_at", "sent_by", "delivered_at"])
    _step(row, by=SUPPLIER, detail=detail)
    return True


def _may_be_with_the_supplier() -> Q:
    """Texts that were taken, are being given over, or may have been taken, and of which nothing was reported yet."""
    doubtful = Q(possible_copies__gt=0, state__in=[State.UNCERTAIN, State.HELD, State.DROPPED])
    there = Q(state__in=[State.SENT, State.SENDING]) | doubtful
    return Q(there, channel=Channel.TEXT, delivered_at=None, undelivered_at=None)


def _key(reference: str) -> UUID | None:
    try:
        return UUID(reference)
    except ValueError:
        return None


@transaction.atomic
def seen_to(*, notice: UUID, by: str, how: str) -> Notice:
    """A person has seen to a failed message another way, by telephone say. It leaves the failures."""
    row = Notice.objects.select_for_update().get(pk=notice, state=State.FAILED)
    row.seen_to_at = days.now()
    row.save(update_fields=["seen_to_at"])
    _step(row, by=by, detail=one_line(how))
    return row


@transaction.atomic
def send_again(*, notice: UUID, to: Recipient, by: str) -> Notice:
    """The same words as a failed message, to a mended address or by post, as a message of its own.

    BadNotice for a code that runs out: ask for a new one. Notice.DoesNotExist unless it failed.
    """
    old = Notice.objects.select_for_update().get(pk=notice, state=State.FAILED)
    if old.fresh:
        raise BadNotice("A code that runs out is made afresh, never sent again.")
    new = addressed(to, now=days.now())
    new.template, new.about, new.lane, new.instead_of = old.template, old.about, old.lane, old
    new.subject, new.text, new.short, new.html = old.subject, old.text, old.short, old.html
    _step(old, by=by, detail=new.message_id)
    return _enter(new)


def _step(notice: Notice, *, by: str, detail: str = "") -> None:
    Step.objects.create(notice=notice, at=days.now(), state=notice.state, by=by, detail=detail)
