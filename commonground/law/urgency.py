"""Whether a family's last day has passed or is near: then they are called the same working day."""

from datetime import date

from commonground.law.answers import LastDay, Urgency
from commonground.law.appeals import appeal_by, claim_by
from commonground.law.clocks import contact_by
from commonground.law.options import routes
from commonground.law.reasons import Because, in_words, why
from commonground.law.words import Decision
from commonground.law.working_days import working_days_before

NEAR = 5
"""Working days before a last day from which it counts as near."""


def last_days(
    sent: date | None,
    *,
    decision: Decision | None = None,
    sections: frozenset[str] = frozenset(),
    act: date | None = None,
) -> tuple[LastDay, ...]:
    """The family's own last days: contact (R11) and appeal (R42) without any certificate, or a claim (R51).

    `sent` is the day of the council's letter. `act` is the day of what a claim of discrimination is about, or the last
    of several such days; it counts for such a claim alone, and `sent` does not count there. What is None gives no day.
    """
    if decision == Decision.DISCRIMINATION:
        claim = claim_by(act).date if act is not None else None
        return () if claim is None else (LastDay("claim", claim, "R51"),)
    if sent is None:
        return ()
    if decision is not None and not routes(decision, sections=sections, decided=sent).appeal:
        return ()
    contact = contact_by(sent, decision=decision, sections=sections).date
    appeal = LastDay("appeal", appeal_by(sent, decision=decision, sections=sections).date, "R42")
    return (appeal,) if contact is None else (LastDay("contact", contact, "R11"), appeal)


def is_urgent(
    sent: date | None,
    *,
    today: date,
    decision: Decision | None = None,
    sections: frozenset[str] = frozenset(),
    act: date | None = None,
) -> Urgency:
    """Whether on `today` a last day (R11, R42, R51) has passed or is within five working days.

    What cannot be appealed or claimed is never urgent in this sense. After a last day the tribunal can still be asked
    to allow a late appeal or claim, or an appeal without a certificate (R15, R47, R48, R51).
    """
    days = last_days(sent, decision=decision, sections=sections, act=act)
    passed = tuple(day for day in days if day.date < today)
    near = tuple(day for day in days if near_from(day) <= today <= day.date)
    return Urgency(bool(passed or near), passed, near, tuple(_reason(day, today) for day in (*passed, *near)))


def near_from(day: LastDay) -> date:
    """The day from which this last day counts as near: five working days before it."""
    return working_days_before(day.date, NEAR)


def _reason(day: LastDay, today: date) -> Because:
    what = {"contact": "to contact an adviser", "appeal": "to appeal", "claim": "for a claim"}[day.what]
    when = "passed on" if day.date < today else "is near:"
    return why(day.rule, f"The last day {what} {when} {in_words(day.date)}.")
