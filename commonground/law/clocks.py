"""The times of the mediation stage: contact, certificate, the NHS told, arranged, notice given (R11-R24, R33)."""

from datetime import date

from commonground.law.answers import Dated, NoticeBy
from commonground.law.counting import add_days, add_months
from commonground.law.options import is_placement_only
from commonground.law.reasons import Because, counted, why
from commonground.law.rulebook import rulebook_on
from commonground.law.words import Decision
from commonground.law.working_days import add_working_days, is_working_day, working_days_before


def contact_by(
    sent: date,
    *,
    decision: Decision | None = None,
    sections: frozenset[str] = frozenset(),
    decided: date | None = None,
) -> Dated:
    """The last day to contact a mediation adviser: two months after the letter was sent. Regs reg 33 (R11, R46).

    `date` is None where only the placement is disputed: no certificate is needed, so no such limit (R11, R6).
    The day is never rolled forward and knows no August or Christmas (R11 [I], D2): the family's safe day is
    the earlier one.
    """
    if is_placement_only(decision, sections, decided=decided or sent):
        return Dated(None, (why("R11", "Only who needs a certificate has to contact an adviser in time."),))
    count = rulebook_on(decided or sent).limits.contact_months
    day = add_months(sent, count)
    steps = [
        why("R11", f"The time is {counted(count, 'month')} from the day the letter was sent."),
        why("R46", "Counted to the day with the same number, or the month's last day where there is none."),
    ]
    if not is_working_day(day):
        steps.append(why("R11", "This is not a working day; it is not moved on, to be safe.", doubt="D2"))
    return Dated(day, tuple(steps))


def certificate_by(told: date, *, decided: date | None = None) -> Dated:
    """The adviser's last day to issue a certificate: three working days, `told` not counted (R14, R16, R23, R33).

    `told` is the day on which the family said it does not wish to mediate, or the council that it cannot
    arrange, or on which the mediation ended. Regs regs 34(1) and 39.
    """
    count = rulebook_on(decided or told).limits.certificate_working_days
    time = counted(count, "working day")
    step = why("R14", f"The time is {time} after the adviser was told, or the mediation ended.")
    return Dated(add_working_days(told, count), (step,))


def icb_told_by(told: date, *, decided: date | None = None) -> Dated:
    """The council's last day to tell the integrated care board of health issues: three working days (R18)."""
    count = rulebook_on(decided or told).limits.icb_told_working_days
    time = counted(count, "working day")
    step = why("R18", f"The time is {time} after the council was told of the health issues.")
    return Dated(add_working_days(told, count), (step,))


def arrange_by(told: date, *, decided: date | None = None) -> Dated:
    """The last day for the meeting: 30 calendar days after the council was told (R19, R20).

    Where all issues are health, `told` is the day on which the council told the integrated care board (R21).
    Held by then, not only fixed (D3); calendar days for health too (D4); August and Christmas count.
    """
    count = rulebook_on(decided or told).limits.arrange_days
    steps = (
        why("R19", f"The time is {counted(count, 'calendar day')}; holidays, August and Christmas count."),
        why(
            "R21",
            "Where all issues are health the days run from the council telling the integrated care board.",
        ),
    )
    return Dated(add_days(told, count), steps)


def notice_by(meeting: date, *, decided: date | None = None) -> NoticeBy:
    """The last days to tell the family date and place: `date` leaves five clear working days (D18), `latest` just five.

    Code 11.38 (R24). The family may agree to less.
    """
    count = rulebook_on(decided or meeting).limits.notice_working_days
    steps: tuple[Because, ...] = (
        why("R24", f"At least {counted(count, 'working day')} before the meeting."),
        why(
            "R24",
            "Whether the days are clear was not seen: one more working day is the safe date.",
            doubt="D18",
        ),
    )
    return NoticeBy(working_days_before(meeting, count + 1), working_days_before(meeting, count), steps)


def first_told(*days: date | None) -> date | None:
    """The day on which the council's 30 days begin: the earliest on which anyone told it (R17, D13); None if nobody."""
    return min((day for day in days if day is not None), default=None)


def warn_from(sent: date, *, dated: date | None = None) -> date:
    """The day to warn from when the letter bears another date than that of sending: the earlier (D20).

    The law itself counts from `sent` (R46).
    """
    return min(sent, dated) if dated is not None else sent
