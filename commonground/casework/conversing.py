"""From a written conversation to an enquiry, which carries the words on and keeps the conversation."""

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.cases.answers import NotTheirs
from commonground.cases.enquiries import EnquiryWords
from commonground.cases.models import Enquiry
from commonground.cases.words import Channel
from commonground.casework.intake import receive_enquiry
from commonground.conversations import commands, queries
from commonground.conversations.models import CameBy, Conversation, Who
from commonground.people.models import MessagesBy, Person
from commonground.people.queries import staff_roles_of
from commonground.people.roles import DESK_ROLES

WORDS = 4000
"""Letters of what was written that an enquiry carries; the rest stays in the conversation, which it keeps."""
CHANNELS = {CameBy.WEB: Channel.WEB, CameBy.TEXT: Channel.TEXT}


@transaction.atomic
def make_enquiry(conversation: Conversation, words: EnquiryWords, *, by: Person, token: str) -> Enquiry:
    """Write down what a conversation is about as an enquiry, which counts from when they first wrote (R11).

    A second submission (`token`) answers with the first. Raises NotTheirs for anybody who does not work at the desk,
    Impossible where another request was made of it, or it was deleted meanwhile.
    """
    if not staff_roles_of(by) & DESK_ROLES:
        raise NotTheirs(_("Your role does not do this. Ask an adviser or a coordinator."))
    enquiry = receive_enquiry(
        words,
        token=token,
        by=by.actor,
        channel=CHANNELS[CameBy(conversation.came_by)],
        arrived_at=conversation.started_at,
    )
    commands.became(conversation, enquiry)
    return enquiry


def words_of(conversation: Conversation) -> EnquiryWords:
    """What the conversation says so far, as an enquiry begins with it: the family's lines are its message."""
    lines = queries.lines_of(conversation).filter(who=Who.FAMILY)
    by_text = conversation.came_by == CameBy.TEXT
    return EnquiryWords(
        name=conversation.name,
        email="" if by_text else conversation.reply_to,
        telephone=conversation.reply_to if by_text else "",
        messages_by=MessagesBy.TEXT if by_text and conversation.reply_to else "",
        authority=conversation.authority_id or "",
        message="\n\n".join(line.text for line in lines)[:WORDS],
        safe_contact=_("They wrote to us. Answer in the conversation, and ask there before you call."),
    )
