"""The second step of staff: a code from an app on their phone (TOTP), or one of ten recovery codes.

django-allauth keeps the secrets, makes the codes and checks them. Ours: the secrets are encrypted, a code
works once in every process (allauth remembers that in the cache, which may be each process's own), and no
request is needed, so that the command line and the demo can set it up too.
"""

from base64 import urlsafe_b64encode
from urllib.parse import quote, urlencode

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    validate_totp_code,
)
from cryptography.fernet import Fernet
from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from commonground.people.limits import limit
from commonground.people.models import Person
from commonground.record.days import now

PERIOD = 30
REMEMBERED = 5 * 60
"""Seconds for which a used code is refused: longer than any code is right."""


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]
    """How allauth keeps what is secret: encrypted with a key that is not in the database."""

    def encrypt(self, text: str) -> str:
        """The text so that the database alone does not give it away."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What `encrypt` was given."""
        return _box().decrypt(encrypted_text.encode()).decode()


class _UsedOnce(TOTP):  # type: ignore[misc]
    """allauth's TOTP, with what was used already kept in the database instead of the cache."""

    def _mark_code_used(self, code: str) -> bool:
        return limit(f"totp:{self.instance.user_id}:{code}", per=REMEMBERED, times=1).allowed


def new_secret() -> str:
    """A secret to show as a QR code; nothing is kept until `set_up`."""
    return str(generate_totp_secret())


def address_for_app(person: Person, secret: str) -> str:
    """What the QR code says: an `otpauth:` address with the provider's and the person's name."""
    issuer = settings.PROVIDER.name
    query = urlencode({"secret": secret, "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{quote(issuer)}:{quote(person.email)}?{query}"


def has_second_step(person: Person) -> bool:
    """Whether they have set up an app."""
    return bool(Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists())


def set_up(*, person: Person, secret: str, code: str) -> list[str] | None:
    """Keep the app's secret once a code from it is right; the recovery codes. None for a wrong code."""
    if not validate_totp_code(secret, _digits(code)):
        return None
    return enrol(person=person, secret=secret)


@transaction.atomic
def enrol(*, person: Person, secret: str) -> list[str]:
    """Keep this secret and make ten recovery codes, in place of any there were. For set-up and the demo."""
    Authenticator.objects.filter(user=person).delete()
    TOTP.activate(person, secret)
    return list(RecoveryCodes.activate(person).generate_codes())


def check(*, person: Person, code: str) -> bool:
    """Whether this is the app's code of now or a recovery code, not used before. Then it is used."""
    typed = _digits(code)
    for authenticator in Authenticator.objects.filter(user=person).order_by("-type"):
        kinds = {Authenticator.Type.TOTP: _UsedOnce, Authenticator.Type.RECOVERY_CODES: RecoveryCodes}
        kind = kinds.get(authenticator.type)
        if kind is not None and kind(authenticator).validate_code(typed):
            authenticator.refresh_from_db()
            authenticator.record_usage()
            return True
    return False


def recovery_codes(person: Person) -> list[str]:
    """The recovery codes that have not been used."""
    kept = Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).first()
    return list(RecoveryCodes(kept).get_unused_codes()) if kept else []


def forget(*, person: Person) -> None:
    """Take the second step away: their phone is lost. They set up a new one the next time they sign in."""
    Authenticator.objects.filter(user=person).delete()


def code_now(secret: str) -> str:
    """The code an app with this secret shows now: for the demo's sign-in page and for tests."""
    return str(format_hotp_value(hotp_value(secret, int(now().timestamp()) // PERIOD)))


def _digits(code: str) -> str:
    """The code as it was meant: apps show it with a gap in the middle."""
    return "".join(letter for letter in code if letter.isascii() and letter.isalnum())


def _box() -> Fernet:
    key = salted_hmac("commonground.people.second_step", "secrets", algorithm="sha256").digest()
    return Fernet(urlsafe_b64encode(key))
