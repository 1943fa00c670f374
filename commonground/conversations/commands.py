"""Starting a conversation, writing in it, answering, taking and handing over, ending it, deleting it.

Whoever holds the code writes as the family; who answers works at the desk. A conversation is no case and no enquiry,
so that none of this is on the record; what becomes an enquiry begins its record there.
"""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from commonground.cases.answers import Impossible, NotTheirs
from commonground.cases.models import Enquiry
from commonground.conversations.codes import code_for, digest_of, link_of
from commonground.conversations.models import CameBy, Conversation, Line, Who
from commonground.directory.models import LocalAuthority
from commonground.notices import commands as notices
from commonground.notices.addresses import mail_is_possible
from commonground.notices.commands import Recipient
from commonground.notices.numbers import texts_are_possible
from commonground.people.models import MessagesBy, Person
from commonground.people.queries import staff_roles_of
from commonground.people.roles import DESK_ROLES
from commonground.record.days import now

MOST = 400
"""Lines in one conversation."""
IN_A_TEXT = 400
"""Letters of an answer that go in the text itself; a longer one goes as a link."""
TELL_AGAIN = timedelta(hours=1)
"""Several answers within this time are told of once."""


def start(
    *,
    text: str,
    token: str,
    name: str = "",
    reply_to: str = "",
    came_by: CameBy = CameBy.WEB,
    authority: LocalAuthority | None = None,
) -> Conversation:
    """Begin a conversation with its first line, and return it; the same token answers with the first.

    Raises Impossible without words.
    """
    words, at, key = _said(text), now(), uuid4()
    try:
        with transaction.atomic():
            conversation = Conversation.objects.create(
                id=key,
                code_digest=digest_of(code_for(key)),
                came_by=came_by,
                name=name.strip(),
                reply_to=reply_to.strip(),
                authority=authority,
                started_at=at,
                last_at=at,
                waiting_since=at,
            )
            Line.objects.create(conversation=conversation, at=at, who=Who.FAMILY, text=words, token=token)
    except IntegrityError:
        # Sent twice, perhaps at the same moment; the unique token let one through.
        return Line.objects.select_related("conversation").get(token=token).conversation
    return conversation


@transaction.atomic
def write(conversation: Conversation, *, text: str, token: str) -> Line:
    """The family writes; sent twice (`token`), it is there once. One that was ended is open again.

    Raises Impossible without words, where there is no more room, and where it was deleted meanwhile.
    """
    locked = _lock(conversation)
    known = _known(locked, token)
    if known is not None:
        return known
    at = now()
    line = _add(locked, at=at, who=Who.FAMILY, author=None, text=text, token=token)
    locked.waiting_since = locked.waiting_since or at
    locked.closed_at = locked.told_at = None
    locked.save(update_fields=["last_at", "waiting_since", "closed_at", "told_at"])
    return line


@transaction.atomic
def answer(conversation: Conversation, *, by: Person, text: str, token: str) -> Line:
    """Somebody of the desk answers, and looks after it from now on if nobody did; the family is told where we may.

    Whoever texted us has the answer itself in a text, or a link to it where it is long.

    Sent twice (`token`), it is there once. Raises NotTheirs for anybody else; Impossible without words, where there is
    no more room, and where it was deleted meanwhile.
    """
    _desk(by)
    locked = _lock(conversation)
    known = _known(locked, token)
    if known is not None:
        return known
    at = now()
    line = _add(locked, at=at, who=Who.ADVISER, author=by, text=text, token=token)
    locked.waiting_since = locked.closed_at = None
    locked.taken_by = locked.taken_by or by
    if not _text_back(locked, line.text):
        _tell(locked, at=at)
    locked.save(update_fields=["last_at", "waiting_since", "closed_at", "taken_by", "told_at"])
    return line


@transaction.atomic
def take(conversation: Conversation, *, by: Person) -> Conversation:
    """Somebody of the desk looks after it from now on. Raises NotTheirs for anybody else."""
    return hand_over(conversation, by=by, to=by)


@transaction.atomic
def hand_over(conversation: Conversation, *, by: Person, to: Person) -> Conversation:
    """Somebody else of the desk looks after it from now on. Raises NotTheirs where either does not work there."""
    _desk(by)
    _desk(to)
    locked = _lock(conversation)
    locked.taken_by = to
    locked.save(update_fields=["taken_by"])
    return locked


@transaction.atomic
def close(conversation: Conversation, *, by: Person | None = None) -> Conversation:
    """It is over: the family says so, or somebody of the desk (`by`). Whoever writes again opens it again.

    Raises NotTheirs for anybody who does not work at the desk; Impossible where it was deleted meanwhile.
    """
    if by is not None:
        _desk(by)
    locked = _lock(conversation)
    locked.closed_at, locked.waiting_since = locked.closed_at or now(), None
    locked.save(update_fields=["closed_at", "waiting_since"])
    return locked


@transaction.atomic
def delete(conversation: Conversation) -> None:
    """Whoever began it wants it gone, at once and with every line.

    Raises Impossible once it is an enquiry: what somebody works on is deleted by asking a person.
    """
    locked = _lock(conversation)
    if locked.enquiry_id is not None:
        raise Impossible(_("This is a request to us now, and somebody works on it. To have it deleted, call us."))
    locked.delete()


@transaction.atomic
def became(conversation: Conversation, enquiry: Enquiry) -> Conversation:
    """It is this enquiry from now on, which keeps it. Raises Impossible where it is one already."""
    locked = _lock(conversation)
    if locked.enquiry_id not in {None, enquiry.pk}:
        raise Impossible(_("A request has been made of this conversation already."))
    locked.enquiry = enquiry
    locked.save(update_fields=["enquiry"])
    return locked


def tells(conversation: Conversation) -> bool:
    """Whether we say anywhere that an answer is there."""
    return _recipient(conversation) is not None


def _tell(conversation: Conversation, *, at: datetime) -> None:
    """Say that an answer is there, without a word of it; not again for each of several answers."""
    to = _recipient(conversation)
    told = conversation.told_at
    if to is None or (told is not None and at - told < TELL_AGAIN):
        return
    conversation.told_at = at
    context = {"url": link_of(conversation)}
    notices.queue("written_answer", to=to, about=conversation.enquiry_id, context=context)


def _text_back(conversation: Conversation, text: str) -> bool:
    """Whether the answer itself went as a text: to whoever texted us, where it is short enough for one."""
    to = _recipient(conversation)
    if conversation.came_by != CameBy.TEXT or to is None or len(text) > IN_A_TEXT:
        return False
    notices.queue("text_answer", to=to, about=conversation.enquiry_id, context={"text": text})
    return True


def _recipient(conversation: Conversation) -> Recipient | None:
    """Who is told that an answer is there; None where they look for themselves. A letter would come too late."""
    if not conversation.reply_to:
        return None
    if conversation.came_by == CameBy.TEXT:
        to = Recipient(None, conversation.name, telephone=conversation.reply_to, by=MessagesBy.TEXT)
        return to if texts_are_possible() else None
    return Recipient(None, conversation.name, conversation.reply_to) if mail_is_possible() else None


def _add(conversation: Conversation, *, at: datetime, who: Who, author: Person | None, text: str, token: str) -> Line:
    words = _said(text)
    if conversation.lines.count() >= MOST:
        raise Impossible(_("There is no more room here. Start a new one, or call us."))
    if Line.objects.filter(token=token).exists():
        raise Impossible(_("This page did not arrive whole. Send it once more."))
    conversation.last_at = at
    return Line.objects.create(conversation=conversation, at=at, who=who, author=author, text=words, token=token)


def _known(conversation: Conversation, token: str) -> Line | None:
    return conversation.lines.filter(token=token).first()


def _said(text: str) -> str:
    if not text.strip():
        raise Impossible(_("Write something first."))
    return text.strip()


def _lock(conversation: Conversation) -> Conversation:
    """The conversation, held until the caller commits. Raises Impossible where it was deleted meanwhile."""
    found = Conversation.objects.select_for_update(of=("self",)).filter(pk=conversation.pk).first()
    if found is None:
        raise Impossible(_("This conversation has been deleted."))
    return found


def _desk(by: Person) -> None:
    if not staff_roles_of(by) & DESK_ROLES:
        raise NotTheirs(_("Your role does not do this. Ask an adviser or a coordinator."))
