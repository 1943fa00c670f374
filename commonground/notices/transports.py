"""The ways a message can leave: a mail server, or, in the demo without one, a page that keeps it."""

from dataclasses import dataclass
from email.message import EmailMessage
from enum import Enum
from typing import Protocol

from django.conf import settings


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

    def send(self, message: EmailMessage, *, sender: str, to: str) -> Answer:
        """Try once. Raises nothing that the other side can cause."""

    def close(self) -> None:
        """Let go of what was held open between messages."""


class Kept:
    """Keeps messages for the demo's page and sends nothing."""

    name = "kept"

    def send(self, message: EmailMessage, *, sender: str, to: str) -> Answer:
        """Kept, always."""
        return Answer(Outcome.ACCEPTED, "")

    def close(self) -> None:
        """Nothing is held open."""


def chosen() -> Transport | None:
    """The way set for this installation, or None where there is none and e-mails wait."""
    from commonground.notices.smtp import Smtp

    if settings.SMTP is not None:
        return Smtp(settings.SMTP)
    return Kept() if settings.DEMO else None
