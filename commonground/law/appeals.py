"""The time to appeal, and to claim (R42-R46, R51)."""

from collections.abc import Sequence
from datetime import date, timedelta

from commonground.law.answers import AppealBy, Dated
from commonground.law.clocks import contact_by
from commonground.law.counting import add_months
from commonground.law.options import only_placement
from commonground.law.reasons import Because, counted, in_words, why
from commonground.law.rulebook import Rulebook, rulebook_on
from commonground.law.words import Decision, section_letters
from commonground.law.working_days import is_working_day, next_working_day, on_or_next_working_day


def appeal_by(
    sent: date,
    *,
    certificates: Sequence[date] = (),
    decision: Decision | None = None,
    sections: frozenset[str] = frozenset(),
    contacted: date | None = None,
    decided: date | None = None,
) -> AppealBy:
    """The last day on which the tribunal must have the appeal, before 5 pm. HESC rules 12 and 20(1)(c) (R42-R46).

    The later of two months after `sent` and one month from a certificate's date of issue: of several
    `certificates` the earliest counts (D6); where only the placement is disputed none does (D8).
    `ask_a_person` is true where the first contact came after the limit of R11 (D1) and where it is doubtful
    whether the certificate counts at all (R6(2)): then `date` is the arithmetic, and no page prints it to a
    family.
    """
    book = rulebook_on(decided or sent)
    placement = only_placement(book, section_letters(sections))
    plan = decision == Decision.PLAN_CONTENTS
    two_months, raw, steps = _time_ends(book, sent, certificates, exempt=placement and plan)
    last, moved = move_on(book, raw)
    steps += moved
    steps.append(why("R43", f"The appeal must have arrived before {book.appeal_hour} on that day."))
    ask = False
    if placement and decision == Decision.REFUSE_TO_AMEND and raw > two_months:
        ask = True
        steps.append(
            why("R6", "If no certificate was needed, only the two months may count: ask a person.", doubt="D8")
        )
    late = contacted and came_late(
        sent,
        contacted=contacted,
        certificates=certificates,
        decision=decision,
        sections=sections,
        decided=decided,
    )
    if late:
        ask = True
        steps.append(why("R15", "The adviser was first contacted after the two months: ask a person.", doubt="D1"))
    return AppealBy(last, book.appeal_hour, ask, tuple(steps))


def _time_ends(
    book: Rulebook, sent: date, certificates: Sequence[date], *, exempt: bool
) -> tuple[date, date, list[Because]]:
    """Where the two months end, where the time ends, and why (R42, R46, D6, D8)."""
    two_months = add_months(sent, book.limits.appeal_months)
    time = counted(book.limits.appeal_months, "month")
    steps = [
        why("R42", f"The time from the day the letter was sent is {time}: to {in_words(two_months)}."),
        why("R46", "Counted to the day with the same number, or the month's last day where there is none."),
    ]
    if exempt or not certificates:
        if certificates:
            steps.append(why("R42", "Only the placement is disputed: the certificate is not counted.", doubt="D8"))
        return two_months, two_months, steps
    first = min(certificates)
    month = add_months(first, book.limits.appeal_certificate_months)
    doubt = "D6" if len(set(certificates)) > 1 else ""
    which = "the earliest certificate" if doubt else "the certificate"
    time = counted(book.limits.appeal_certificate_months, "month")
    steps.append(why("R42", f"The time from {which} is {time}: to {in_words(month)}.", doubt=doubt))
    steps.append(why("R42", "The later of the two counts."))
    return two_months, max(two_months, month), steps


def move_on(book: Rulebook, raw: date) -> tuple[date, list[Because]]:
    """The last day in time when the time ends on `raw`. HESC rule 12(2)-(3) (R44, R45).

    In August or from 25 December to 1 January: the first working day after that season. On another day that
    is no working day: the next one, even where that lies in a season (D9: never the later jump).
    """
    for season in book.seasons:
        end = season.end_for(raw)
        if end is not None:
            last = next_working_day(end)
            step = f"That lies in a season: the first working day after {in_words(end)} is {in_words(last)}."
            return last, [why("R45", step)]
    last = on_or_next_working_day(raw)
    if last == raw:
        return raw, []
    doubtful = any(season.end_for(last) for season in book.seasons)
    step = f"That is not a working day: the next one is {in_words(last)}."
    return last, [why("R44", step, doubt="D9" if doubtful else "")]


def came_late(
    sent: date,
    *,
    contacted: date,
    certificates: Sequence[date] = (),
    decision: Decision | None = None,
    sections: frozenset[str] = frozenset(),
    decided: date | None = None,
) -> bool:
    """Whether the first contact with any adviser came after R11's limit; a certificate proves contact by its day."""
    limit = contact_by(sent, decision=decision, sections=sections, decided=decided).date
    return limit is not None and min([contacted, *certificates]) > limit


def claim_by(act: date, *, decided: date | None = None) -> Dated:
    """The safe last day for a claim of disability discrimination: six months, the day of the act included (R51).

    Equality Act 2010 Sch 17 para 4 ([M]): six months on, clipped to the month's end, less one day. Not moved
    for weekends, August or Christmas (R45 does not cover such claims since 21 July 2020).
    """
    count = rulebook_on(decided or act).limits.claim_months
    day = add_months(act, count) - timedelta(days=1)
    step = f"The time is {counted(count, 'month')} starting with the day of the act: the day before the same date."
    steps = [why("R51", step, basis="M")]
    if not is_working_day(day):
        steps.append(why("R45", "It is not moved on: the rule for appeals does not cover such claims."))
    return Dated(day, tuple(steps))
