"""Check codes: what is printed on a certificate so that anyone can ask whether it is ours.

Sixteen characters of Crockford's base 32 (no I, L, O or U, so nothing looks like something else and no word
appears by chance): fifteen drawn by the operating system's random source (75 bits) and one that betrays a
typing mistake, so that the check page can say "look again" instead of "we do not know this certificate".
"""

import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
_LOOKALIKES = str.maketrans("OILU", "011V")


def new_check_code() -> str:
    """A new check code, 16 characters without spaces; nobody can guess one, or the next one from the last."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return drawn + _check_character(drawn)


def normalise(typed: str) -> str:
    """The code as we store it, from what a person typed: any case, O for 0, I or L for 1, any spaces and
    dashes.

    Anything that is neither a letter nor a digit is dropped. The answer need not be a code of ours: see
    `is_code`.
    """
    plain = unicodedata.normalize("NFKC", typed).upper()
    return "".join(letter for letter in plain if letter.isalnum()).translate(_LOOKALIKES)


def is_code(code: str) -> bool:
    """Whether a normalised code could be one of ours; False means it was mistyped, not that it is forged."""
    if len(code) != LENGTH or any(letter not in ALPHABET for letter in code):
        return False
    return code[-1] == _check_character(code[:-1])


def grouped(code: str) -> str:
    """The code as it is printed and read out: four groups of four."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def _check_character(body: str) -> str:
    """Luhn's sum in base 32: one wrong character, or nearly any two neighbours swapped, no longer adds up."""
    total = 0
    for place, letter in enumerate(reversed(body)):
        value = ALPHABET.index(letter) * (2 if place % 2 == 0 else 1)
        total += value // len(ALPHABET) + value % len(ALPHABET)
    return ALPHABET[-total % len(ALPHABET)]
