"""What guidance may not say: words that only staff use, words that steer, and claims without a source.

English alone is checked: these lists are English.
"""

import re
from collections.abc import Iterable

from commonground.guidance.schema import (
    OURS,
    Audience,
    BadContent,
    Heading,
    Line,
    Page,
    lines_of,
)
from commonground.law import DOUBTS, RULES


def _any_of(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(phrases)})\b", re.IGNORECASE)


STAFF_WORDS = _any_of(
    "right-?holders?",
    "dut(?:y|ies)",
    "clocks?",
    "entr(?:y|ies)",
    "stakeholders?",
    "statutory",
    "statute",
    "timescales?",
    "pursuant",
    "notices?",
    "notifications?",
    "(?-i:LAs?)",
    "local authorit(?:y|ies)",
    "(?-i:ICBs?)",
    "(?-i:YPs?)",
    "(?-i:DR)",
    "part(?:y|ies)",
    "EHCPs?",
)
"""Families read plainer words; on their screens "notice" means a legal notice only."""

STEERING = _any_of(
    "recommends?",
    "we (?:advise|encourage|urge|suggest)",
    "(?:the )?best (?:way|option|choice|thing|route)",
    "right choice",
    "you should (?:choose|mediate|appeal|try|ask for|avoid|think again)",
    "try (?:mediation|talking) first",
    "worth (?:trying|a try)",
    "last resort",
    "(?:better|worse|quicker|faster|slower|cheaper|easier|harder|kinder|friendlier) than",
    "less (?:stressful|formal|costly|scary)",
    "more (?:stressful|formal|costly|scary)",
    "only if you must",
    "why not",
    "most (?:families|people|parents) (?:choose|prefer|find)",
    "success rate",
)
"""The choice is the family's: nothing leans towards or away from any way."""

CLAIM = _any_of(
    "must(?: not)?",
    "cannot",
    "has to",
    "have to",
    "may lose",
    "by law",
    "the law",
    "the right to",
    "free",
    "confidential",
    "no cost",
    r"\d+ (?:working )?(?:days?|weeks?|months?)",
    "(?:one|two|three|four|five|six|ten|eleven|fourteen|twenty) (?:working )?(?:days?|weeks?|months?)",
)
"""What only a source can say."""

EASY_WORDS = 15
EASY_SENTENCES = 2


def check(page: Page, where: str) -> None:
    """Hold a page to these lists. Raises BadContent naming the words."""
    lines = [line for block in page.blocks for line in lines_of(block)]
    texts = [page.title, page.summary, *(b.text for b in page.blocks if isinstance(b, Heading))]
    texts += [line.text for line in lines]
    for text in texts:
        _no(STEERING, text, where, "leans towards or away from a choice that is the family's")
        if page.audience is not Audience.PROFESSIONAL:
            _no(STAFF_WORDS, text, where, "is a word for staff")
    for line in lines:
        _sourced(line, where)


def check_lines(lines: Iterable[Line], where: str) -> None:
    """The same for loose lines that families read."""
    for line in lines:
        _no(STEERING, line.text, where, "leans towards or away from a choice that is the family's")
        _no(STAFF_WORDS, line.text, where, "is a word for staff")
        _sourced(line, where)


def check_easy(line: Line, where: str) -> None:
    """Easy Read: one or two sentences beside a picture, none longer than EASY_WORDS words."""
    sentences = [s for s in re.split(r"[.?!]\s*", line.text) if s.strip()]
    if len(sentences) > EASY_SENTENCES:
        raise BadContent(where, f"Easy Read has at most {EASY_SENTENCES} sentences beside a picture.")
    for sentence in sentences:
        if len(sentence.split()) > EASY_WORDS:
            raise BadContent(where, f"Easy Read has at most {EASY_WORDS} words in a sentence: {sentence!r}.")


def _no(words: re.Pattern[str], text: str, where: str, why: str) -> None:
    if found := words.search(text):
        raise BadContent(where, f"{found.group(0)!r} {why}: {text!r}.")


def _sourced(line: Line, where: str) -> None:
    claim = CLAIM.search(line.text)
    if claim and not line.sources:
        raise BadContent(where, f"{claim.group(0)!r} needs a source, as {{R11}} or {{{OURS}}}: {line.text!r}.")
    for id_ in line.sources:
        if id_ != OURS and id_[0] in "RD" and id_ not in RULES and id_ not in DOUBTS:
            raise BadContent(where, f"{id_} is no rule or doubt of the law: {line.text!r}.")
