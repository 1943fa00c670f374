"""What `verify` can find, each with the sentence it says."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    """What is wrong; the sentence begins after the case and entry are named."""

    CHANGED = "was changed after it was written"
    UNLINKED = "does not follow from the entry before it: one of the two was changed"
    MISSING = "is missing, though later entries are there"
    TWICE = "is there more than once"
    WORDS_CHANGED = "has other words than were recorded"
    WORDS_ADDED = "has words, though it was recorded without any"
    WORDS_GONE = "has lost its words, and no entry says that they were erased"
    WORDS_BACK = "has words again that were erased"
    TAIL_CUT = "is gone, and so is everything after it"
    TAIL_ADDED = "was added behind the program's back"
    HEAD_GONE = "has entries but no head"
    HEAD_UNSIGNED = "has a head not signed with the key: the case was written anew, or its head changed"
    HEAD_ELSEWHERE = "is not the entry that the head was signed for"
    NOT_IN_ROOT = "is not the entry that a root outside the database holds: it was written anew"
    CASE_GONE = "is gone, though a root outside the database holds it"
    ACCESS_CHANGED = "counts who looked, and those lines were changed"
    ROOT_BAD = "cannot be relied on"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, with the case, the entry and the root it is about, as far as there is one."""

    kind: Kind
    case: UUID | None = None
    seq: int | None = None
    root: int | None = None
    more: str = ""

    def __str__(self) -> str:
        where = [
            f"Case {self.case}" if self.case else "",
            f"entry {self.seq}" if self.seq else "",
            f"root {self.root}" if self.root else "",
        ]
        named = ", ".join(part for part in where if part)
        named = named[0].upper() + named[1:]
        return f"{named}: {self.kind}{f' ({self.more})' if self.more else ''}."
