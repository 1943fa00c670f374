"""The ways a message can leave: a mail server, a supplier of texts, or, in the demo, a page that keeps it."""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from django.conf import settings

from commonground.notices.models import Channel, Notice


class Outcome(Enum):
    """What a try came to."""

    ACCEPTED = "accepted"
    LATER = "later"  # refused for now: this message, try again later
    NEVER = "never"  # refused for good: this message will not arrive
    AWAY = "away"  # the server cannot be used at all; no message was tried
    UNKNOWN = "unknown"  # cut off where only the server knows whether it has the message


@dataclass(frozen=True)
class Answer:
    """What a try came to, and the server's own words."""

    outcome: Outcome
    detail: str


class Transport(Protocol):
    """A way for messages to leave."""

    name: str

    def send(self, notice: Notice) -> Answer:
        """Try once. Raises nothing that the other side can cause, nor what is written in the notice."""

    def close(self) -> None:
        """Let go of what was held open between messages."""


class Kept:
    """Keeps messages for the demo's page and sends nothing."""

    name = "kept"

    def send(self, notice: Notice) -> Answer:
        """Kept, always."""
        return Answer(Outcome.ACCEPTED, "")

    def close(self) -> None:
        """Nothing is held open."""


def chosen() -> dict[Channel, Transport]:
    """The ways set for this installation. What has none waits, or is never made (`ways.py`)."""
    from commonground.notices.gateway import Gateway
    from commonground.notices.smtp import Smtp

    ways: dict[Channel, Transport] = {Channel.EMAIL: Kept(), Channel.TEXT: Kept()} if settings.DEMO else {}
    if settings.SMTP is not None:
        ways[Channel.EMAIL] = Smtp(settings.SMTP)
    if settings.TEXTS is not None:
        ways[Channel.TEXT] = Gateway(settings.TEXTS)
    return ways
