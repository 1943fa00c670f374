"""Which letters can be printed, and in which font: what stands between a person's name and a page that
fails on it.

A name may be in any script, hold emoji, control characters or ten thousand letters. Each piece of text
becomes a list of runs, each in one font that has all its letters; what no font has is shown as `[?]`, never
left out unseen.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypedDict

from commonground.typesetting.fonts import FOLDER

STAND_IN = "[?]"
# Persian and the scripts of India spell with these; every other format character is dropped.
_JOINERS = "\u200c\u200d"
_MOST_MARKS = 4  # on one letter; more is not spelling, and would run into the lines above and below
_LONGEST_NAME = 80  # letters; what is longer is a sentence, or a name cut over several lines
_LONGEST_WORD = 16  # letters; a longer one may be broken over lines, so that it stays on the page
_PIECE = 8  # letters of it that stay together


class Run(TypedDict, total=False):
    """Text in one font. `cut`: the line may break before it though no space stands there."""

    t: str
    f: str
    cut: bool


@dataclass(frozen=True)
class Face:
    """A font family and the code points it can print in every weight."""

    family: str
    letters: frozenset[int]

    def has(self, text: str) -> bool:
        return all(ord(letter) in self.letters for letter in text)


class FontsMissing(RuntimeError):
    """The fonts have not been made on this machine."""


def clean(text: str) -> str:
    """The text as it will stand on one line: composed (NFC), one space between words, without characters
    that only command (controls, direction overrides, emoji variations) and with at most four marks on a
    letter."""
    kept: list[str] = []
    marks = 0
    for letter in unicodedata.normalize("NFC", text):
        category = unicodedata.category(letter)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if letter.isspace() or category in ("Zs", "Zl", "Zp"):
            kept.append(" ")
        elif _stays(letter, category) and marks <= _MOST_MARKS:
            kept.append(letter)
    return " ".join("".join(kept).split())


def _stays(letter: str, category: str) -> bool:
    if category in ("Cc", "Cs"):
        return False
    if category == "Cf":
        return letter in _JOINERS
    return not "\ufe00" <= letter <= "\ufe0f"


def missing_glyphs(text: str) -> str:
    """The letters of the text that no font can print, each once, in order; empty when all can. Ask it as a
    name is typed, and ask the person how they would write the name in other letters."""
    known = _printable()
    return "".join(dict.fromkeys(letter for letter in clean(text) if ord(letter) not in known))


def clipped(text: str, most: int) -> str:
    """The cleaned text, cut to `most` characters with "…" at its end if it is longer."""
    whole = clean(text)
    if len(whole) <= most:
        return whole
    at = most - 1
    while at and unicodedata.combining(whole[at]):
        at -= 1
    return whole[:at].rstrip() + "…"


def runs(text: str) -> list[Run]:
    """The text as runs for Typst, each in one font. Empty text gives no runs.

    A name is set in one font throughout if any font has all of it. A sentence keeps the house's font and
    leaves it only for the words that need another; no word is set in two fonts if one can do it.
    """
    printable = _with_stand_ins(clean(text))
    own = _faces()[0]
    one = own if own.has(printable) else _face_for(printable) if len(printable) <= _LONGEST_NAME else None
    joined: list[tuple[str, Face]] = []
    for piece, face in [(printable, one)] if one else _word_by_word(printable, own):
        if joined and joined[-1][1] is face:
            joined[-1] = (joined[-1][0] + piece, face)
        else:
            joined.append((piece, face))
    return [run for piece, face in joined for run in _breakable(piece, face.family)]


def _word_by_word(text: str, own: Face) -> Iterator[tuple[str, Face]]:
    before = own
    for number, word in enumerate(text.split(" ")):
        if number:
            yield " ", before if before.has(" ") else own
        whole = next((face for face in (own, before) if face.has(word)), None) or _face_for(word)
        if whole:
            yield word, whole
        else:
            for cluster in _clusters(word):
                yield from _set_cluster(cluster)
        before = whole or own


def _set_cluster(cluster: str) -> Iterator[tuple[str, Face]]:
    """A letter with its marks in one font; if none has all of them together, the letter alone."""
    face = _face_for(cluster)
    if face:
        yield cluster, face
        return
    for letter in cluster:
        alone = _face_for(letter)
        if alone and not unicodedata.combining(letter):
            yield letter, alone


def _clusters(word: str) -> Iterator[str]:
    """Letters with the marks and joiners that belong to them."""
    cluster = ""
    for letter in word:
        belongs = unicodedata.category(letter).startswith("M") or letter in _JOINERS
        if cluster and not belongs:
            yield cluster
            cluster = ""
        cluster += letter
    if cluster:
        yield cluster


def _with_stand_ins(text: str) -> str:
    """Each stretch of letters that no font has becomes one `[?]`."""
    known = _printable()
    out: list[str] = []
    gap = False
    for letter in text:
        if ord(letter) in known:
            out.append(letter)
            gap = False
        elif not gap:
            out.append(STAND_IN)
            gap = True
    return "".join(out)


def _breakable(text: str, family: str) -> Iterator[Run]:
    """The run cut where a word is too long for a narrow column: ten thousand letters cannot leave the page."""
    piece = ""
    cut = False
    for word in re.split(r"(?<=[ /-])", text):
        if len(word) <= _LONGEST_WORD:
            piece += word
            continue
        for cluster in _clusters(word):
            piece += cluster
            if len(piece) >= _PIECE:
                yield {"t": piece, "f": family, "cut": cut}
                piece, cut = "", True
    if piece:
        yield {"t": piece, "f": family, "cut": cut}


@lru_cache(maxsize=2048)
def _face_for(text: str) -> Face | None:
    return next((face for face in _faces() if face.has(text)), None)


@lru_cache(maxsize=1)
def _faces(folder: Path = FOLDER) -> tuple[Face, ...]:
    """Every face in order of preference. Raises FontsMissing."""
    try:
        coverage = json.loads((folder / "coverage.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise FontsMissing(f"There are no fonts in {folder}. Run `python -m commonground.typesetting.fonts`.") from None
    return tuple(
        Face(
            face["family"],
            frozenset(point for first, last in face["letters"] for point in range(first, last + 1)),
        )
        for face in coverage["faces"]
    )


@lru_cache(maxsize=1)
def _printable() -> frozenset[int]:
    return frozenset().union(*(face.letters for face in _faces()))
