"""Columns worked out in Python for finding people: the embedded PostgreSQL has no citext, unaccent or ICU."""

import string
import unicodedata

_ASCII_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def email_key(email: str) -> str:
    """The address as it is compared: without spaces around it, the letters A-Z small, nothing else changed.

    Full Unicode case folding would make one key of two addresses with two owners (the Kelvin sign and k,
    ß and ss), and one owner could then sign in as the other.
    """
    return email.strip().translate(_ASCII_LOWER)


def address_key(address: str) -> str:
    """What somebody signs in by, as it is compared: an e-mail address, or the digits of a telephone."""
    return email_key(address) if "@" in address else telephone_key(address)


def name_key(name: str) -> str:
    """The name as it is searched and sorted: no accents, no capitals, single spaces."""
    taken_apart = unicodedata.normalize("NFKD", name)
    plain = "".join(letter for letter in taken_apart if not unicodedata.combining(letter))
    return " ".join(plain.casefold().split())


def telephone_key(telephone: str) -> str:
    """The digits alone, +44 and 0044 written as 0, so that a number is found however it was typed."""
    digits = "".join(letter for letter in telephone if letter in string.digits)
    plus = telephone.strip().startswith("+")
    for abroad in ("0044", "44" if plus else ""):
        if abroad and digits.startswith(abroad):
            return "0" + digits[len(abroad) :].removeprefix("0")
    return digits
