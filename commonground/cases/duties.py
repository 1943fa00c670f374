"""Who owes what by when: worked out by `law` from the facts, afresh after each command. Nothing is counted by night.

Each rule of this page is one small function: facts in, at most one duty out; of certificates one for each day on which
they began to be owed. The work list is an index on what comes
out. `since` is the day the clock started; with `kind` it names the duty.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from commonground import law
from commonground.cases.each_holder import (
    CertificateDue,
    at_stake,
    certificates_due,
    everyone_has_one,
    last_appeal_day,
    views_of,
)
from commonground.cases.facts import Facts
from commonground.cases.words import OwedBy, Stage
from commonground.law import CertificateKind

CHASE_DAYS = (3, 7, 15, 20, 25)
"""Days after the council was told on which we ask again."""

ASK_AGAIN_AFTER = 5
"""Working days after which we ask again those who have said nothing yet."""
MEET_YOUNG_PERSON_BEFORE = timedelta(weeks=6)
LOOK_AHEAD = timedelta(days=365)


@dataclass(frozen=True)
class Owed:
    """One duty. `rule` is the number in the law reference, empty for a promise of the service."""

    kind: str
    owed_by: OwedBy
    since: date
    due_on: date
    rule: str = ""
    settled_on: date | None = None


def give_information(facts: Facts) -> Owed | None:
    """Our promise: speak within one working day of contact; the same day when a last day is near.

    It starts afresh with a young person to whom the right has passed (R9).
    """
    since, given = facts.contacted_on, facts.information_given_on
    if since is None:
        return None
    passed = facts.right_passed_on
    if passed is not None and (given is None or given >= passed):
        since = max(since, passed)
    due = since if urgent_from(facts, since) else law.add_working_days(since, 1)
    tried = next((attempt.on for attempt in facts.attempts if attempt.on >= since), None)
    return Owed("give_information", OwedBy.US, since, due, "R13", given or tried)


def confirm_information(facts: Facts) -> Owed | None:
    """What one of the family read alone is confirmed with them: the next working day, or that day when one is near."""
    since, given = facts.information_read_on, facts.information_given_on
    if since is None or (given is not None and given < since):
        return None
    due = since if urgent_from(facts, since) else law.add_working_days(since, 1)
    tried = next((attempt.on for attempt in facts.attempts if attempt.on >= since), None)
    return Owed("confirm_information", OwedBy.US, since, due, "R13", given or tried)


def next_contact(facts: Facts) -> Owed | None:
    """The day we said we would get in touch again; without one, a week after the information, and by the last day."""
    if facts.stage not in {Stage.UNDECIDED, Stage.NOT_REACHED, Stage.INFORMED}:
        return None
    day = facts.next_contact_on
    if day is None and facts.information_given_on is not None:
        week = law.add_working_days(facts.information_given_on, ASK_AGAIN_AFTER)
        last = last_appeal_day(facts)
        day = week if last is None or last < facts.information_given_on else min(week, last)
    return None if day is None else Owed("next_contact", OwedBy.US, facts.opened_on, day)


def certify(facts: Facts) -> list[Owed]:
    """The adviser's three working days for each who holds the right, from the day it applied to them (R14-R33, D21).

    One duty for those whose days began together; settled once each of them has theirs or said that they want none.
    """
    began: dict[date, list[CertificateDue]] = {}
    for due in certificates_due(facts):
        began.setdefault(due.since, []).append(due)
    return [_certify(since, together) for since, together in began.items()]


def _certify(since: date, together: list[CertificateDue]) -> Owed:
    rule = {CertificateKind.TOOK_PART: "R33", CertificateKind.NOT_ARRANGED: "R23"}.get(together[0].kind, "R14")
    settled = [due.settled_on for due in together if due.settled_on is not None]
    day = law.certificate_by(since).date
    assert day is not None
    return Owed("certify", OwedBy.US, since, day, rule, max(settled) if len(settled) == len(together) else None)


def tell_authority(facts: Facts) -> Owed | None:
    """Mediation asked for: the council is told the same day (R17)."""
    if facts.mediation_asked_on is None or facts.withdrew_on:
        return None
    asked = facts.mediation_asked_on
    return Owed("tell_authority", OwedBy.US, asked, asked, "R17", facts.la_told_on)


def waiting(facts: Facts) -> bool:
    """Whether a council or the NHS still owes the family a meeting."""
    over = facts.concluded_on or facts.withdrew_on or facts.declined_on
    return facts.la_told_on is not None and not over


def tell_icb(facts: Facts) -> Owed | None:
    """Health issues: the council tells the NHS within three working days (R18)."""
    if facts.la_told_on is None or not facts.health or facts.withdrew_on:
        return None
    due = law.icb_told_by(facts.la_told_on).date
    assert due is not None
    return Owed("tell_icb", OwedBy.AUTHORITY, facts.la_told_on, due, "R18", facts.icb_told_on)


def arrange(facts: Facts) -> Owed | None:
    """The meeting within 30 days, held and not only fixed (R19-R21, D3). Health alone: the NHS, once told (R21)."""
    if facts.la_told_on is None or facts.withdrew_on:
        return None
    told, by, rule = facts.la_told_on, OwedBy.AUTHORITY, "R20" if facts.health else "R19"
    if facts.only_health:
        if facts.icb_told_on is None:
            return None
        told, by, rule = facts.icb_told_on, OwedBy.ICB, "R21"
    due = law.arrange_by(told).date
    assert due is not None
    return Owed("arrange", by, told, due, rule, facts.concluded_on)


def day_30(facts: Facts) -> Owed | None:
    """On day 30, if nothing was held and the council is silent: the family is offered the choice (R23, D5)."""
    owed = arrange(facts)
    if owed is None or not waiting(facts) or facts.la_unable_on or everyone_has_one(facts):
        return None
    return Owed("day_30", OwedBy.US, owed.since, owed.due_on, "R23", facts.concluded_on or facts.day_30_offered_on)


def chase(facts: Facts) -> Owed | None:
    """The next rung of the ladder while no meeting is fixed."""
    if not waiting(facts) or facts.meeting_on or facts.la_unable_on or facts.la_chased >= len(CHASE_DAYS):
        return None
    assert facts.la_told_on is not None
    day = facts.la_told_on + timedelta(days=CHASE_DAYS[facts.la_chased])
    return Owed("chase", OwedBy.US, facts.la_told_on, _office_day(day), "R22")


def _office_day(day: date) -> date:
    """This day, or the next on which the council's office is open: nobody answers on a Sunday."""
    return day if law.is_working_day(day) else law.add_working_days(day, 1)


def find_day(facts: Facts) -> Owed | None:
    """Everybody agreed to disagreement resolution: we look for a day within a week. No law sets a time (R55)."""
    if facts.route != "disagreement_resolution" or facts.stage != Stage.ARRANGING or facts.meeting_on:
        return None
    since = facts.party_answered_on or facts.parties_asked_on or facts.opened_on
    return Owed("find_day", OwedBy.US, since, law.add_working_days(since, ASK_AGAIN_AFTER))


def give_notice(facts: Facts) -> Owed | None:
    """Date and place of the meeting, five clear working days before it, unless the family agrees to less (R24, D18)."""
    if facts.meeting_on is None:
        return None
    due = law.notice_by(facts.meeting_on).date
    settled = facts.notice_given_on or facts.notice_waived_on
    return Owed("give_notice", OwedBy.US, facts.meeting_on, due, "R24", settled)


def record_meeting(facts: Facts) -> Owed | None:
    """What came of the meeting is recorded on its day."""
    if facts.meeting_on is None:
        return None
    settled = facts.concluded_on if facts.concluded_on and facts.concluded_on >= facts.meeting_on else None
    return Owed("record_meeting", OwedBy.US, facts.meeting_on, facts.meeting_on, "R33", settled)


def confirm_certificate(facts: Facts) -> Owed | None:
    """A certificate that was posted, or whose e-mail came back, is chased the same day."""
    sent = facts.certificate_unconfirmed_on
    return None if sent is None else Owed("confirm_certificate", OwedBy.US, sent, sent)


def meet_young_person(facts: Facts) -> Owed | None:
    """Weeks before the right passes to the young person, we meet them and take their instructions (R8, R9)."""
    change = facts.holder_changes_on
    if change is None or not facts.opened_on <= change <= facts.opened_on + LOOK_AHEAD:
        return None
    due = max(change - MEET_YOUNG_PERSON_BEFORE, facts.opened_on)
    return Owed("meet_young_person", OwedBy.US, facts.opened_on, due, "R9", facts.young_person_met_on)


def right_passed(facts: Facts) -> Owed | None:
    """The choices are the young person's now: they are brought in, or a person says who else decides (R8, R9)."""
    change = facts.holder_changes_on
    if change is None or not facts.opened_on <= change < facts.as_of:
        return None
    due = law.add_working_days(change, 1)
    return Owed("right_passed", OwedBy.US, change, due, "R9", facts.right_passed_on)


def parties_answer(facts: Facts) -> Owed | None:
    """Disagreement resolution has no legal time (R55); we ask again after five working days."""
    if facts.parties_asked_on is None or not facts.parties_waiting:
        return None
    return Owed(
        "parties_answer",
        OwedBy.PARTY,
        facts.parties_asked_on,
        law.add_working_days(facts.parties_asked_on, 5),
    )


def answer_question(facts: Facts) -> Owed | None:
    """Our promise: what the family asks us in their case is answered within one working day; the oldest comes first."""
    if not facts.questions:
        return None
    waits = [q for q in facts.questions if q.answered_on is None]
    first = min(waits, key=lambda q: q.on) if waits else facts.questions[-1]
    return Owed("answer_question", OwedBy.US, first.on, answer_by(first.on), "", first.answered_on)


def answer_by(asked: date) -> date:
    """The day by which we answer a question asked on this day."""
    return law.add_working_days(asked, 1)


def contact(facts: Facts) -> Owed | None:
    """The family's own time to contact an adviser (R11)."""
    if facts.sent_on is None or facts.route != "mediation":
        return None
    day = law.contact_by(facts.sent_on, decision=facts.decision, sections=facts.sections).date
    return None if day is None else Owed("contact", OwedBy.FAMILY, facts.sent_on, day, "R11", facts.contacted_on)


def appeal(facts: Facts) -> Owed | None:
    """The family's last day to appeal, where it can be named (R42-R46). After late contact a person answers (D1)."""
    last = last_appeal_day(facts)
    if last is None or facts.sent_on is None:
        return None
    if not law.routes(facts.decision, sections=facts.sections, detained=facts.detained).appeal:
        return None
    lodged = [view.appeal_lodged_on for view in views_of(facts)]
    settled = None if None in lodged else max(day for day in lodged if day is not None)
    return Owed("appeal", OwedBy.FAMILY, facts.sent_on, last, "R42", settled)


WORK: tuple[Callable[[Facts], Owed | list[Owed] | None], ...] = (
    give_information, confirm_information, next_contact, certify, tell_authority, tell_icb, arrange, day_30, chase,
    find_day, give_notice, record_meeting, confirm_certificate, meet_young_person, right_passed, parties_answer,
    answer_question, contact, appeal,
)  # fmt: skip

BY_THE_DAY = frozenset({"right_passed"})
"""Kinds that arise because a day comes, without anybody doing anything: `by_the_day.py` looks for them each night."""


def owed(facts: Facts) -> list[Owed]:
    """Every duty that follows from the facts, settled ones included, in order of the day it is due.

    A closed case owes nothing: what is unsettled is left out.
    """
    found: list[Owed] = []
    for rule in WORK:
        made = rule(facts)
        found += made if isinstance(made, list) else [made] if made else []
    if facts.stage == Stage.CLOSED:
        found = [duty for duty in found if duty.settled_on]
    return sorted(found, key=lambda duty: (duty.due_on, duty.kind))


def urgent_from(facts: Facts, on: date) -> bool:
    """Whether on this day a last day (R11, R42) has passed or is within five working days."""
    if facts.warn_from is None:
        return False
    return law.is_urgent(facts.warn_from, today=on, decision=facts.decision, sections=facts.sections).urgent


def urgency_starts(facts: Facts) -> date | None:
    """The day from which this case stands at the top of the work list, or None once nothing is at stake there.

    What is at stake is each right-holder's way to the tribunal: over once every one of them has a certificate in hand,
    lodged an appeal, or said that they do not want one, or where the decision cannot be appealed.
    """
    if facts.warn_from is None or facts.stage == Stage.CLOSED or not any(map(at_stake, views_of(facts))):
        return None
    if not law.routes(facts.decision, sections=facts.sections, detained=facts.detained).appeal:
        return None
    limit = law.contact_by(facts.warn_from, decision=facts.decision, sections=facts.sections).date
    last = law.appeal_by(facts.warn_from, decision=facts.decision, sections=facts.sections).date
    days = [last] if facts.contacted_on or limit is None else [limit, last]
    return law.working_days_before(min(days), 5)
