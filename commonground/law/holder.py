"""Whose right it is, and when it passes to the young person (R8, R9)."""

from datetime import date

from commonground.law.answers import RightHolder
from commonground.law.counting import birthday, last_friday
from commonground.law.reasons import Because, in_words, why
from commonground.law.rulebook import Age, rulebook_on
from commonground.law.words import Holder

JUNE = 6


def school_age_ends(born: date, age: Age) -> date:
    """The last Friday in June of the school year in which the person turns 16 (R8, [S]); the right passes at its end.

    Not the year in which they turn 16: who is born from September on leaves the June after.
    """
    turns = birthday(born, age.over_school_age_in_year_of)
    next_june = (turns.month, turns.day) >= age.school_year_begins
    return last_friday(turns.year + next_june, JUNE)


def right_holder(
    born: date, on: date, *, lacks_capacity: bool = False, deputy: bool = False, decided: date | None = None
) -> RightHolder:
    """Whose right it is on the day `on`: CFA s.51(1), s.83(2), s.80; Regs reg 64 and Sch 3 (R8, R9).

    `lacks_capacity`: a decision about this matter has been made by someone entitled to make it; a person is
    presumed to have capacity. `deputy`: a deputy or attorney has been appointed. At 25 or over a person must
    be asked (D22). Raises ValueError when `born` is after `on`.
    """
    if born > on:
        raise ValueError("born is after the day asked about")
    age = rulebook_on(decided or on).age
    changes = school_age_ends(born, age)
    passes = why("R8", f"The right passes to the young person at the end of {in_words(changes)}.", basis="S")
    holder, step = _holder(on > changes, lacks_capacity=lacks_capacity, deputy=deputy)
    if on >= birthday(born, age.too_old):
        holder = Holder.ASK_A_PERSON
        step = why("R8", f"At {age.too_old} or over a person must look at it.", doubt="D22")
    return RightHolder(holder, changes, (passes, step))


def _holder(over_school_age: bool, *, lacks_capacity: bool, deputy: bool) -> tuple[Holder, Because]:
    if not over_school_age:
        return Holder.PARENT, why("R8", "Until then it is the parent's.")
    if not lacks_capacity:
        return Holder.YOUNG_PERSON, why("R8", "That day has passed, so it is the young person's.")
    who = "the deputy or attorney" if deputy else "the parent, as there is no deputy or attorney"
    return Holder.ALTERNATIVE_PERSON, why("R8", f"The young person lacks capacity: {who} acts for them.")
