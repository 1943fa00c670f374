"""The secret code of a conversation: made from a key outside the database, which keeps its digest alone."""

from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

from commonground.cases.references import ALPHABET
from commonground.conversations.models import Conversation

LENGTH = 16


def code_of(conversation: Conversation) -> str:
    """The code that leads to this conversation, in four groups: 75 bits."""
    code = code_for(conversation.pk)
    return "-".join(code[at : at + 4] for at in range(0, LENGTH, 4))


def link_of(conversation: Conversation) -> str:
    """The whole address at which whoever began it reads and writes."""
    return f"{settings.SITE_URL.rstrip('/')}/write-to-us/{code_of(conversation)}/"


def code_for(key: UUID) -> str:
    """The code that goes with this id, without dashes."""
    mac = salted_hmac("commonground.conversations.code", key.hex, algorithm="sha256").digest()
    number, letters = int.from_bytes(mac), []
    for _place in range(LENGTH):
        number, letter = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[letter])
    return "".join(letters)


def digest_of(code: str) -> str:
    """What the database knows of a code."""
    return salted_hmac("commonground.conversations.digest", code, algorithm="sha256").hexdigest()


def typed(code: str) -> str:
    """A code as it was typed or followed, in capitals and without dashes; empty for what cannot be one."""
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    return letters if len(letters) == LENGTH else ""
