"""E-mail addresses: whether one can be written to, and the name of our own domain."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from email_validator import EmailNotValidError, validate_email

from commonground.notices.kinds import one_line


def checked(typed: str) -> tuple[str, str]:
    """The address as it is written to, and what is wrong with it, empty when nothing is.

    An address that cannot be right comes back as it was typed, on one line, so that a person can mend it.
    """
    if not typed.strip():
        return "", ""
    try:
        found = validate_email(typed.strip(), check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError:
        return one_line(typed)[:254], _("This is not an e-mail address.")
    return found.ascii_email or found.normalized, ""


def mail_is_possible() -> bool:
    """Whether e-mail goes anywhere: to a mail server, or the demo's own page. Without, people get letters."""
    return settings.SMTP is not None or bool(settings.DEMO)


def our_address() -> str:
    """The address that messages come from, and to which answers and bounces go."""
    email: str = settings.PROVIDER.email
    return email or f"notices@{_site()}"


def our_domain() -> str:
    """The domain of our Message-IDs, in the letters that headers know."""
    domain = our_address().rpartition("@")[2]
    return domain.encode("idna").decode("ascii")


def _site() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"
