"""Messages to queue in tests, and what they hold."""

import re
from email.message import EmailMessage
from typing import Any
from uuid import UUID, uuid4

from commonground.notices import commands
from commonground.notices.checks import sample_of
from commonground.notices.commands import Recipient
from commonground.notices.models import Notice
from commonground.notices.templates import SPECS

DATE = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d{1,2} [A-Z][a-z]+ \d{4}(?: at \d{1,2}:\d\d[ap]m)?")


def a_notice(
    template: str = "closed", *, to: Recipient | None = None, about: UUID | None = None, **words: Any
) -> Notice:
    """Queue a message with the sample's words, some of them changed."""
    to = to or Recipient(person=uuid4(), name="Sam Sample", email="sam@family.example")
    return commands.queue(template, to=to, about=about, context={**sample_of(SPECS[template]), **words})


def part(message: EmailMessage, kind: str) -> str:
    """The `plain` or `html` part of an e-mail, as text."""
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def dates_in(text: str) -> list[str]:
    """Every date in a text, in order."""
    return DATE.findall(text)
