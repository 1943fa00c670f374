"""A written conversation as both sides see it: each line with who wrote it, one's own on its own side."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from commonground.conversations.models import CameBy, Conversation, Line, Who
from commonground.web.components.filters import telephone


@dataclass(frozen=True)
class Said:
    """One line: its id, who wrote it, when, the words.

    `mine`: the reader's side wrote it. `links`: addresses in it may be followed, since somebody of ours wrote them.
    """

    id: int
    name: str
    at: datetime
    text: str
    mine: bool
    links: bool


def as_seen_by(side: Who, conversation: Conversation, lines: Iterable[Line]) -> list[Said]:
    """The lines as the family or the desk reads them."""
    return [
        Said(
            line.pk,
            _name(side, conversation, line),
            line.at,
            line.text,
            mine=line.who == side,
            links=line.who == Who.ADVISER,
        )
        for line in lines
    ]


def name_of(conversation: Conversation) -> str:
    """Who began it, as the desk calls them."""
    number = telephone(conversation.reply_to) if conversation.came_by == CameBy.TEXT and conversation.reply_to else ""
    return conversation.name or number or _("No name given")


def _name(side: Who, conversation: Conversation, line: Line) -> str:
    if line.who == Who.FAMILY:
        return _("You") if side == Who.FAMILY else name_of(conversation)
    assert line.author is not None
    return line.author.name


def news(lines: Iterable[Said], state: str) -> JsonResponse:
    """What a page's script is told: the lines that came, as they stand in the page, and how things stand now."""
    more = list(lines)
    written = render_to_string("components/written_lines.html", {"lines": more}).strip() if more else ""
    return JsonResponse({"lines": written, "state": state})


def after(request: HttpRequest) -> int:
    """The id of the last line that the page has, or 0 where the address names none."""
    asked = request.GET.get("after", "")
    return int(asked) if asked.isdecimal() and len(asked) < 18 else 0
