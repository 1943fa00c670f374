"""What a file may be called once it is ours."""

import re
import unicodedata

LONGEST = 100
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def safe_name(given: str, *, ending: str) -> str:
    """The name without any path, sign that cannot be seen or sign that means something to a computer.

    `ending` is that of what we made of it, whatever the file was called: "letter.exe" that is a PDF is "letter.pdf".
    """
    stem = _plain(_ENDING.sub("", shown_name(given)))
    return f"{stem or 'file'}.{ending}"


def shown_name(given: str) -> str:
    """The name as its sender knows it, with its own ending, for telling them what was wrong with it."""
    return _plain(re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]) or "file"


def _plain(name: str) -> str:
    kept = "".join(_kept(sign) for sign in name)
    return " ".join(kept.split()).strip(" .-_")[:LONGEST].rstrip()


def _kept(sign: str) -> str:
    if sign.isspace():
        return " "
    # Letters, their accents and numbers of every language; of other signs those alone that mean nothing anywhere.
    return sign if unicodedata.category(sign)[0] in "LMN" or sign in " .-_()'," else ""
