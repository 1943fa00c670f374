"""By when what was agreed in mediation must be done (R35-R41)."""

from collections.abc import Mapping
from datetime import date

from commonground.law.answers import ActionDates, DatedThing
from commonground.law.counting import add_weeks
from commonground.law.reasons import Because, why
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
        return _dates(agreed, steps, _reasons(action))
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


def _reasons(action: Action) -> tuple[Because, ...]:
    if action == Action.ICB_REPORT:
        return (why("R38", "The integrated care board tells the council within one week."),)
    if action not in APPEALABLE:
        return (why("R37", "What could not have been appealed is done within two weeks of the agreement."),)
    return (
        why("R36", "What could have been appealed is done as if the tribunal had ordered it."),
        _REG_44[action],
    )


_REG_44: Mapping[Action, Because] = {
    Action.ASSESS: why("R40", "Begin in 2 weeks; then refuse a plan in 10, or finish it in 14."),
    Action.ISSUE_PLAN: why("R40", "A draft in 5 weeks and the final plan in 11."),
    Action.AMEND_PLAN: why("R40", "The amended plan in 5 weeks."),
    Action.NAME_PLACEMENT: why("R40", "The plan with the new placement in 2 weeks."),
    Action.CONTINUE_PLAN: why("R40", "At once."),
}


def _dates(start: date, steps: tuple[AgreedStep, ...], reasons: tuple[Because, ...]) -> ActionDates:
    things = tuple(sorted((DatedThing(s.what, add_weeks(start, s.weeks)) for s in steps), key=lambda t: t.date))
    if all(is_working_day(thing.date) or thing.date == start for thing in things):
        return ActionDates(things, reasons)
    firm = why("R40", "A day that is not a working day is not moved on.", doubt="D10")
    return ActionDates(things, (*reasons, firm))
