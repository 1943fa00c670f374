"""Reading age of English text, by the formula of Flesch and Kincaid (1975), with our own counting.

Our own, because the packages that do this bring a dictionary under the GPL; what we need is one formula that
stays the same from year to year. The formula knows words by length alone: the terms of the field are long, and
a family has to meet them, so each counts as one short word.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from commonground.guidance.schema import EasyRead, Page, lines_of

TERMS = (
    "disagreement resolution",
    "mediation advisers?",
    "mediations?",
    "mediators?",
    "mediate[ds]?",
    "coordinators?",
    "certificates?",
    "agreements?",
    "disagreements?",
    "participants?",
    "enquir(?:y|ies)",
    "decisions?",
    "advisers?",
    "issues?",
    "actions?",
)
_TERM = re.compile(rf"\b(?:{'|'.join(TERMS)})\b", re.IGNORECASE)
_FILLED = re.compile(r"\{[a-z_]+\}")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'’-]*")
_SENTENCE = re.compile(r"[.!?:]+(?:\s+|$)")
_VOWELS = re.compile(r"[aeiouy]+")
_APART = re.compile(r"(?<![cstg])i[ao](?!n)|(?<![gq])u[ao]")
_SILENT = re.compile(
    r"(?<![^aeiouy]l)(?<=[^aeiouy])e(?=(?:ments?|ful|less|ly)?$)|(?<![^aeiouy]l)(?<![aeiouycsxzgh])e(?=s$)"
)
_SILENT_ED = re.compile(r"(?<![td])ed$")
_AS_SPOKEN = {
    "any": 2,
    "area": 3,
    "areas": 3,
    "being": 2,
    "create": 2,
    "idea": 3,
    "ideas": 3,
    "people": 2,
    "quiet": 2,
    "someone": 2,
    "something": 2,
    "sometimes": 2,
}


@dataclass(frozen=True)
class Measured:
    """How hard a text reads. `age` is in years: 9 to 11 is the aim."""

    words: int
    sentences: int
    syllables: int

    @property
    def age(self) -> float:
        """School grade plus five; never under five. A text without words reads at five."""
        if not self.words:
            return 5.0
        per_sentence, per_word = self.words / self.sentences, self.syllables / self.words
        return max(5.0, 0.39 * per_sentence + 11.8 * per_word - 15.59 + 5)


def measure(texts: Iterable[str]) -> Measured:
    """All the texts together; each ends a sentence, with a full stop or without."""
    sentences = [sentence for text in texts for sentence in sentences_of(text)]
    words = [word for sentence in sentences for word in _WORD.findall(_plain(sentence))]
    return Measured(len(words), len(sentences), sum(syllables(word) for word in words))


def sentences_of(text: str) -> list[str]:
    """The sentences of a text; a colon ends one, as it does for the ear."""
    return [part.strip() for part in _SENTENCE.split(text) if _WORD.search(part)]


def syllables(word: str) -> int:
    """How many syllables an English word has, by its spelling: near enough for an average."""
    word = re.sub(r"[^a-z]", "", word.casefold())
    if word in _AS_SPOKEN:
        return _AS_SPOKEN[word]
    if len(word) <= 3:
        return 1
    heard = _SILENT_ED.sub("", _SILENT.sub("", word))
    return max(1, len(_VOWELS.findall(heard)) + len(_APART.findall(heard)))


def texts_of(content: Page | EasyRead) -> Iterator[str]:
    """What a reader reads as sentences. Not headings and labels: short as they are, they would flatter."""
    if isinstance(content, EasyRead):
        yield from (line.line.text for line in content.lines)
        return
    yield content.summary
    yield from (line.text for block in content.blocks for line in lines_of(block))


def hardest(texts: Iterable[str], count: int = 10) -> list[tuple[float, str]]:
    """The sentences that read hardest, with their ages: to be read by eye."""
    every = [sentence for text in texts for sentence in sentences_of(text)]
    return sorted(((measure([s]).age, s) for s in every), reverse=True)[:count]


def _plain(text: str) -> str:
    return _FILLED.sub("name", _TERM.sub("term", text))
