"""What is known of the messages: what waits, what went, what failed, what is to be printed."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from commonground.notices import holding, numbers
from commonground.notices.models import BY_HAND, WAITS_FOR_A_CALL, Channel, Lane, Notice, State
from commonground.notices.templates import SPECS
from commonground.record import days

OPENS = [name for name, spec in SPECS.items() if spec.opens]


def sent_about(case: UUID) -> QuerySet[Notice]:
    """Every message about a case or enquiry, newest first, with its state: what waits and what failed too."""
    return Notice.objects.filter(about=case).order_by("-created_at")


def sent_to(person: UUID) -> QuerySet[Notice]:
    """Every message to a person, newest first, without sign-in codes."""
    return Notice.objects.filter(person=person, fresh=False).order_by("-created_at")


def failed() -> QuerySet[Notice]:
    """Messages that did not arrive and that nobody has seen to or sent again, oldest first: chase today.

    Without the links that strangers had sent to themselves: nobody here knows whom to reach, nor may send them on.
    """
    open_ones = Notice.objects.filter(state=State.FAILED, seen_to_at=None, followed_by=None)
    return open_ones.exclude(template__in=OPENS).order_by("created_at")


def is_to_be_read_here(notice: Notice) -> bool:
    """Whether those who work here may read its words: not where these open what its reader has not sent us yet."""
    return notice.template not in OPENS


def codes_that_never_went() -> QuerySet[Notice]:
    """Sign-in codes that ran out before they went, or may have gone astray, newest first, one to each address.

    Whoever had a later code sent since is in and left out; `keeping.py` takes the rest away after a day.
    """
    lost = Notice.objects.filter(state=State.DROPPED)
    same = {"to_email": OuterRef("to_email"), "to_number": OuterRef("to_number")}
    later = Notice.objects.filter(fresh=True, created_at__gt=OuterRef("created_at"), **same)
    return lost.exclude(Exists(later.filter(state__in=[State.SENT, State.DROPPED]))).order_by("-created_at")


def to_print() -> QuerySet[Notice]:
    """Letters that wait to be printed and posted, oldest first; those under a hold left out."""
    waiting = Notice.objects.filter(~holding.held_back(), channel=Channel.LETTER, state=State.QUEUED)
    return waiting.order_by("created_at")


def to_call() -> QuerySet[Notice]:
    """What an adviser tells by telephone, since no other way is safe, oldest first; what is under a hold left out."""
    waiting = Notice.objects.filter(~holding.held_back(), channel=Channel.CALL, state__in=WAITS_FOR_A_CALL)
    return waiting.order_by("created_at")


def encloses(notice: Notice) -> str:
    """What goes into the envelope with a letter: `certificate`, or nothing."""
    spec = SPECS.get(notice.template)
    return spec.encloses if spec else ""


def latest(limit: int = 100) -> QuerySet[Notice]:
    """The newest messages of all, for the demo's page alone: it asks nobody who may see them."""
    return Notice.objects.order_by("-created_at")[:limit]


def how_many() -> dict[str, int]:
    """How many messages were sent, wait, are held back and did not arrive, of all: a look at the outbox as a whole."""
    states = {
        "sent": [State.SENT],
        "waiting": [State.QUEUED, State.SENDING, State.UNCERTAIN],
        "held": [State.HELD],
        "failed": [State.FAILED, State.DROPPED],
    }
    return Notice.objects.aggregate(**{name: Count("pk", filter=Q(state__in=those)) for name, those in states.items()})


def goes_now(notice: Notice) -> bool:
    """Whether this is on its way: it goes by itself, and is no text that waits for the morning."""
    waits = notice.channel == Channel.TEXT and notice.lane != Lane.URGENT and numbers.is_night(days.now())
    return goes_by_itself(notice) and not waits


def goes_by_itself(notice: Notice) -> bool:
    """Whether nobody need do anything for it to go: not held back, not refused, no letter and no call."""
    return notice.channel not in BY_HAND and notice.state == State.QUEUED


def late(after: timedelta = timedelta(minutes=15)) -> QuerySet[Notice]:
    """E-mails and texts that have waited longer than this and are not held: a sign that their way is away.

    Texts that wait for the morning are not late.
    """
    stuck = [State.QUEUED, State.SENDING, State.UNCERTAIN]
    ways = [Channel.EMAIL] if numbers.is_night(days.now()) else [Channel.EMAIL, Channel.TEXT]
    waiting = Notice.objects.filter(~holding.held_back(), channel__in=ways, state__in=stuck)
    return waiting.filter(created_at__lt=days.now() - after).order_by("created_at")
