"""Names made comparable in Python, because the embedded PostgreSQL has neither ICU nor `unaccent`."""

import re
import unicodedata

_BETWEEN_WORDS = re.compile(r"[^0-9a-z]+")


def name_key(text: str) -> str:
    """The text as it is searched and sorted: no accents, no case, single spaces, "and" for "&".

    An apostrophe or full stop is dropped inside a word ("St. Helens" and "St Helens" are one), every other
    mark parts two words ("Stockton-on-Tees" is found by "stockton tees").
    """
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ")).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’.")
    return _BETWEEN_WORDS.sub(" ", plain).strip()
