"""Empties the outbox. Any number of workers may do so at once, and any of them may die at any moment.

A notice is claimed (state `sending`, committed), given to the mail server or the supplier of texts, and settled.
The worker holds a lock of the database, numbered by the claim, from before the claim can be seen until after it
is settled; the database lets go of it when the worker dies. A notice in `sending` whose lock is free was therefore
cut off, and nobody knows whether it went: it becomes `uncertain` and goes again under the same Message-ID, marked
as a possible copy. The lock belongs to a session, so workers connect to PostgreSQL directly, not through a
pooler that shares sessions between transactions.
"""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

import structlog
from django.db import connection, transaction
from django.db.models import Q

from commonground.notices import holding, numbers, transports
from commonground.notices.models import BY_HAND, Channel, Lane, Notice, State, Step
from commonground.notices.transports import Answer, Outcome, Transport
from commonground.record import days

log = structlog.get_logger(__name__)

WORKER = "system:notices"
MOST_COPIES = 3
"""How often a message that may have arrived is sent again before a person is asked to ring instead."""
MOST_TRIES = 50
"""How often a message is refused for now before it has failed: with these waits, two days."""
_WAITS = [timedelta(minutes=m) for m in (1, 2, 5, 15, 30, 60)]
_SETTLED = (
    *("state", "claim", "attempts", "possible_copies"),
    *("next_try_at", "sent_at", "sent_by", "last_error"),
)
_AWAY = timedelta(minutes=1)


def drain(*, most: int = 20) -> int:
    """Send what is due, the urgent first, at most `most` messages. Returns how many were tried.

    Where the mail server, or the supplier of texts, cannot be used at all, its messages wait and do not count as
    tried; the others go on.
    """
    recover()
    drop_expired()
    ways = transports.chosen()
    there, tried = set(ways), 0
    try:
        while there and tried < most and (notice := _claim(there)) is not None:
            channel = Channel(notice.channel)
            answer = _try(notice, ways[channel])
            if answer.outcome == Outcome.AWAY:
                log.warning("way_away", channel=channel.value, detail=answer.detail)
                there.remove(channel)
            else:
                tried += 1
    finally:
        for way in ways.values():
            way.close()
    return tried


def _due(now: datetime) -> Q:
    """What may go now: texts at night only where somebody waits for them at a screen."""
    alive = Q(expires_at__isnull=True) | Q(expires_at__gt=now)
    ways = ~Q(channel__in=BY_HAND)
    if numbers.is_night(now):
        ways &= ~Q(channel=Channel.TEXT) | Q(lane=Lane.URGENT)
    return Q(ways, alive, state__in=[State.QUEUED, State.UNCERTAIN], next_try_at__lte=now)


def anything_due() -> bool:
    """Whether a message waits that could go now."""
    return Notice.objects.filter(_due(days.now()), ~holding.held_back()).exists()


@transaction.atomic(durable=True)
def _claim(channels: Collection[Channel]) -> Notice | None:
    """Take the next message that is due on these ways, or None. It is ours, and seen to be, once this has committed."""
    free = Notice.objects.select_for_update(skip_locked=True, of=("self",))
    due = free.filter(_due(days.now()), ~holding.held_back(), channel__in=channels)
    notice = due.order_by("lane", "next_try_at", "created_at").first()
    if notice is None:
        return None
    notice.claim = secrets.randbits(63)
    _ask("SELECT pg_advisory_lock(%s)", notice.claim)
    notice.state = State.SENDING
    notice.attempts += 1
    notice.save(update_fields=["state", "claim", "attempts"])
    return notice


def _try(notice: Notice, way: Transport) -> Answer:
    claim = notice.claim
    try:
        answer = way.send(notice)
        _settle(notice, answer, way.name)
    finally:
        _ask("SELECT pg_advisory_unlock(%s)", claim)
    return answer


@transaction.atomic(durable=True)
def _settle(notice: Notice, answer: Answer, way: str) -> None:
    """Write down what the try came to, unless somebody thought us dead and took the message over."""
    row = Notice.objects.select_for_update().filter(pk=notice.pk, state=State.SENDING, claim=notice.claim).first()
    if row is None:
        log.warning("notice_taken_over", notice=str(notice.pk))
        return
    now, reported = days.now(), row.last_error
    row.claim, row.last_error = None, "" if answer.outcome == Outcome.ACCEPTED else answer.detail
    if answer.outcome == Outcome.ACCEPTED:
        row.state, row.sent_at, row.sent_by = State.SENT, now, way
    elif answer.outcome == Outcome.UNKNOWN:
        _doubt(row, again_at=now + _wait(row.attempts))
    elif answer.outcome == Outcome.NEVER or (answer.outcome == Outcome.LATER and row.attempts >= MOST_TRIES):
        row.state = State.FAILED
    else:
        away = answer.outcome == Outcome.AWAY
        row.state = State.UNCERTAIN if row.possible_copies else State.QUEUED
        row.next_try_at = now + (_AWAY if away else _wait(row.attempts))
        row.attempts -= away
    _heed(row, reported)
    _write(row, detail=row.last_error or answer.detail)


def _heed(row: Notice, reported: str) -> None:
    """A supplier's report may be here before its answer is: then it says where the text stands (`delivery.py`)."""
    if row.delivered_at is not None:
        row.state, row.sent_at, row.sent_by, row.last_error = State.SENT, row.delivered_at, "text", ""
    elif row.undelivered_at is not None:
        row.state, row.last_error = State.FAILED, reported


def _doubt(row: Notice, *, again_at: datetime) -> None:
    """It may have arrived: send it again and say so; a secret not again; and not for ever."""
    row.possible_copies += 1
    row.next_try_at = again_at
    row.state = State.UNCERTAIN
    if row.fresh:
        row.state = State.DROPPED
    elif row.possible_copies > MOST_COPIES:
        row.state = State.FAILED


def _write(row: Notice, *, detail: str) -> None:
    row.save(update_fields=_SETTLED)
    Step.objects.create(notice=row, at=days.now(), state=row.state, by=WORKER, detail=detail)


def _wait(attempts: int) -> timedelta:
    return _WAITS[min(attempts, len(_WAITS)) - 1]


@transaction.atomic(durable=True)
def recover() -> int:
    """Find what dead workers left in `sending`, and send it again, marked. Returns how many were found."""
    left = Notice.objects.select_for_update(skip_locked=True).filter(state=State.SENDING)
    dead = [row for row in left if _ask("SELECT pg_try_advisory_xact_lock(%s)", row.claim)]
    for row in dead:
        reported = row.last_error
        row.claim, row.last_error = None, "The worker stopped while it was sending this."
        _doubt(row, again_at=days.now())
        _heed(row, reported)
        _write(row, detail=row.last_error)
    return len(dead)


@transaction.atomic(durable=True)
def drop_expired() -> int:
    """Drop codes that ran out before they went, and wipe the words of the rest. Returns how many dropped."""
    over = Notice.objects.filter(fresh=True, expires_at__lte=days.now()).exclude(text="")
    waiting = [State.QUEUED, State.UNCERTAIN, State.HELD]
    dropped = list(over.select_for_update(skip_locked=True).filter(state__in=waiting))
    for row in dropped:
        row.state = State.DROPPED
        _write(row, detail="")
    over.exclude(state=State.SENDING).update(text="", short="", html="")
    return len(dropped)


def _ask(question: str, key: int | None) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(question, [key])
        found = cursor.fetchone()
    return bool(found and found[0])
