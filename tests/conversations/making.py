"""Conversations for tests, made through the room's commands."""

from typing import Any
from uuid import uuid4

from commonground.conversations import commands
from commonground.conversations.models import Conversation, Line
from commonground.people.models import Person
from tests.made_up import staff

WORDS = "The council said no. I cannot phone. What can I do?"


def begun(**more: Any) -> Conversation:
    """Somebody wrote to us."""
    return commands.start(**{"text": WORDS, "token": uuid4().hex, **more})


def answered(conversation: Conversation, by: Person | None = None, text: str = "You can ask for mediation.") -> Line:
    """Somebody of the desk, an adviser unless said, answered."""
    return commands.answer(conversation, by=by or staff(), text=text, token=uuid4().hex)
