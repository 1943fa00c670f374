"""Whether a family's last day has passed or is near: then they are called the same working day."""

from datetime import date

from commonground.law.answers import LastDay, Urgency
from commonground.law.appeals import appeal_by
from commonground.law.clocks import contact_by
from commonground.law.options import routes
from commonground.law.reasons import Because, in_words, why
from commonground.law.words import Decision
from commonground.law.working_days import working_days_before

NEAR = 5
"""Working days before a last day from which it counts as near."""


def last_days(
    sent: date, *, decision: Decision | None = None, sections: frozenset[str] = frozenset()
) -> tuple[LastDay, ...]:
    """The family's own last days, without any certificate: contact (R11) and appeal (R42), where there are such."""
    if decision is not None and not routes(decision, sections=sections, decided=sent).appeal:
        return ()
    contact = contact_by(sent, decision=decision, sections=sections).date
    appeal = LastDay("appeal", appeal_by(sent, decision=decision, sections=sections).date, "R42")
    return (appeal,) if contact is None else (LastDay("contact", contact, "R11"), appeal)


def is_urgent(
    sent: date, *, today: date, decision: Decision | None = None, sections: frozenset[str] = frozenset()
) -> Urgency:
    """Whether on `today` a last day (R11, R42) has passed or is within five working days.

    What cannot be appealed is never urgent in this sense. After a last day the tribunal can still be asked to
    allow a late appeal or one without a certificate (R15, R47, R48).
    """
    days = last_days(sent, decision=decision, sections=sections)
    passed = tuple(day for day in days if day.date < today)
    near = tuple(day for day in days if working_days_before(day.date, NEAR) <= today <= day.date)
    return Urgency(bool(passed or near), passed, near, tuple(_reason(day, today) for day in (*passed, *near)))


def _reason(day: LastDay, today: date) -> Because:
    what = {"contact": "contact an adviser", "appeal": "appeal"}[day.what]
    when = "passed on" if day.date < today else "is near:"
    return why(day.rule, f"The last day to {what} {when} {in_words(day.date)}.")
