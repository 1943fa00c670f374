"""By when what was agreed in mediation must be done (R35-R41)."""

from collections.abc import Sequence
from datetime import date

from commonground.law.answers import ActionDates, DatedThing
from commonground.law.counting import add_weeks
from commonground.law.reasons import Because, counted, why
from commonground.law.rulebook import AgreedStep, rulebook_on
from commonground.law.words import Action
from commonground.law.working_days import is_working_day

APPEALABLE = frozenset(
    {Action.ASSESS, Action.ISSUE_PLAN, Action.AMEND_PLAN, Action.NAME_PLACEMENT, Action.CONTINUE_PLAN}
)
"""What could have been appealed, so that reg 44 applies as if the tribunal had ordered it (R36)."""


class NotVariable(ValueError):
    """The parties cannot agree to another time for this (R38)."""


def agreed_action_by(
    agreed: date, action: Action, *, weeks: int | None = None, decided: date | None = None
) -> ActionDates:
    """The days by which an agreed `action` must be done, counted from the date of the written agreement.

    Regs reg 42(2)-(5) and reg 44 (R36-R40). `weeks` is a different time that the parties agreed in writing,
    in weeks: it takes the place of all others (R39). Raises NotVariable for the board's report (R38). A day
    is never rolled forward (D10).
    """
    if weeks is None:
        steps = rulebook_on(decided or agreed).agreed[action]
        return _dates(agreed, steps, _reasons(action, steps))
    if action == Action.ICB_REPORT:
        raise NotVariable("The week for the integrated care board's report cannot be varied.")
    varied = AgreedStep("do what was agreed, in the time agreed in writing", weeks)
    return _dates(agreed, (varied,), (why("R39", "The parties agreed in writing to a different time."),))


def conceded_by(notified: date, action: Action, *, decided: date | None = None) -> ActionDates:
    """The days by which a council acts that gives way to an appeal before answering it (R41); that is no agreement.

    `notified` is the day it told the tribunal; `action` is `assess` or `amend_plan` (else KeyError). Regs reg
    45(3)-(4).
    """
    steps = rulebook_on(decided or notified).conceded[action]
    return _dates(notified, steps, (why("R41", "Counted from the day the council told the tribunal."),))


def _reasons(action: Action, steps: Sequence[AgreedStep]) -> tuple[Because, ...]:
    if action in APPEALABLE:
        as_ordered = why("R36", "What could have been appealed is done as if the tribunal had ordered it.")
        return (as_ordered, *(why("R40", _by_when(step)) for step in steps))
    rule = "R38" if action == Action.ICB_REPORT else "R37"
    return tuple(why(rule, _by_when(step)) for step in steps)


def _by_when(step: AgreedStep) -> str:
    time = f"Within {counted(step.weeks, 'week')} of the agreement" if step.weeks else "At once"
    return f"{time}: {step.what}."


def _dates(start: date, steps: tuple[AgreedStep, ...], reasons: tuple[Because, ...]) -> ActionDates:
    things = tuple(sorted((DatedThing(s.what, add_weeks(start, s.weeks)) for s in steps), key=lambda t: t.date))
    if all(is_working_day(thing.date) or thing.date == start for thing in things):
        return ActionDates(things, reasons)
    firm = why("R40", "A day that is not a working day is not moved on.", doubt="D10")
    return ActionDates(things, (*reasons, firm))
