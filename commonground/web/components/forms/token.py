"""The hidden token that makes one sending of a form one thing, however often it arrives."""

import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

from .base import Bound
from .text import HiddenField

_SIGNER = Signer(salt="commonground.submission")


def new_token() -> str:
    """A signed token that nobody can guess or make up."""
    return signed(secrets.token_urlsafe(16))


def signed(token: str) -> str:
    """A token that is kept with a journey, as the page carries it."""
    return _SIGNER.sign(token)


class SubmissionToken(HiddenField):
    """A token made by the server. The cleaned value is its bare 22 characters, for a column that allows each once.

    Give `initial={"token": signed(...)}` from where the journey is kept, so that two tabs of one journey have one
    token; without that, each showing of the form has its own.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**({"initial": new_token} | options))

    def shown(self, bound: Bound) -> str:
        """The token that came, or a new one where it was not ours: the page can be sent again."""
        try:
            return self.clean(bound.value()) and str(bound.value())
        except ValidationError:
            return new_token()

    def clean(self, value: Any) -> str:
        """Raises ValidationError where the token is missing or not ours."""
        try:
            return _SIGNER.unsign(str(value or ""))
        except BadSignature:
            raise self.wrong(_("This page did not arrive whole. Send it once more"), "token") from None
