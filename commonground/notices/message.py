"""A notice as an e-mail: text and HTML, and headers by which a copy is known for the same message."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from django.conf import settings

from commonground.notices.addresses import our_address
from commonground.notices.models import Notice
from commonground.notices.render import Words, as_possible_copy
from commonground.record.days import LONDON

POSSIBLE_COPY = "X-Common-Ground-Possible-Copy"


def compose(notice: Notice) -> EmailMessage:
    """The e-mail of this notice. ValueError where its address cannot stand in a header.

    Each time the same, Message-ID and date included, but that a possible second copy says so, in a header and
    in its first line.
    """
    words = Words(subject=notice.subject, text=notice.text, html=notice.html)
    message = EmailMessage()
    message["From"] = _address(settings.PROVIDER.name, our_address())
    message["To"] = _address(notice.to_name, notice.to_email)
    message["Subject"] = notice.subject
    message["Date"] = format_datetime(notice.created_at.astimezone(LONDON))
    message["Message-ID"] = notice.message_id
    message["Auto-Submitted"] = "auto-generated"
    if notice.possible_copies:
        message[POSSIBLE_COPY] = "yes"
        words = as_possible_copy(words)
    message.set_content(words.text)
    message.add_alternative(words.html, subtype="html")
    return message


def _address(name: str, email: str) -> Address:
    local, _at, domain = email.rpartition("@")
    return Address(name, local, domain)
