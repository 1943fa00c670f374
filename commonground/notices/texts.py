"""What a text message is made of: few words, letters that every telephone knows, and who it is from."""

from django.conf import settings
from django.utils.translation import gettext as _

SHORT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\u00a0": " "})
"""Typographer's marks cost a text half its room: one of them, and every letter takes two bytes."""

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = "^{}\\[~]|€"


def signed(words: str) -> str:
    """The text with the provider's name before it, in the letters of GSM 7-bit wherever it was written in them."""
    said = _("%(provider)s: %(words)s") % {"provider": settings.PROVIDER.name, "words": words}
    return said.translate(SHORT)


def parts(text: str) -> int:
    """How many messages a telephone counts this text as (3GPP TS 23.038): what it costs to send."""
    if all(letter in _BASIC or letter in _EXTENDED for letter in text):
        length = len(text) + sum(letter in _EXTENDED for letter in text)
        return 1 if length <= 160 else -(-length // 153)
    length = len(text.encode("utf-16-be")) // 2
    return 1 if length <= 70 else -(-length // 67)
