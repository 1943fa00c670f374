"""Texts that families send us: each is a line of the conversation with that number."""

from django.db import connection, transaction

from commonground.conversations import commands
from commonground.conversations.models import CameBy, Conversation
from commonground.notices.numbers import mobile


@transaction.atomic
def arrived(*, number: str, text: str, token: str) -> Conversation:
    """A text came in from this number: a line of its conversation, begun where there is none yet or it is full.

    `token` is the supplier's own name for the text, so that one passed on twice is there once. A number that takes no
    texts (a shop's name, say) is kept as the name; whoever answers finds another way. Raises Impossible without words.
    """
    reply_to = mobile(number)
    found = _with(reply_to)
    if found is None:
        return commands.start(
            text=text, token=token, name="" if reply_to else number, reply_to=reply_to, came_by=CameBy.TEXT
        )
    return commands.write(found, text=text, token=token).conversation


def _with(number: str) -> Conversation | None:
    """The last conversation with this number that has room; until the caller commits, nobody else begins one."""
    if not number:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"text from {number}"])
    last = Conversation.objects.filter(came_by=CameBy.TEXT, reply_to=number).order_by("-started_at").first()
    return last if last is not None and last.lines.count() < commands.MOST else None
