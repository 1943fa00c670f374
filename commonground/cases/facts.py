"""The dated facts of a case, folded into one picture. Guards, duties and certificates read this and nothing else.

Pure: rows in, a frozen picture out. Later rows win; a change of mind clears what it undoes; the council being told
counts from the earliest day after the family last asked (D13).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from commonground import law
from commonground.cases.words import Channel, FactKind, Outcome, Route, Stage, Wish
from commonground.law import CertificateKind, Decision, Holder


class FactRow(Protocol):
    """What the fold needs of a row: `models.Fact` has it, and so has a test's plain tuple."""

    kind: str
    on: date
    data: dict[str, Any]


@dataclass(frozen=True)
class Attempt:
    """One try to reach the family: the day, the channel, and whether it named both last dates in writing."""

    on: date
    channel: Channel
    named_dates: bool


@dataclass(frozen=True)
class HasRead:
    """One of the family read the information for themselves: who, on which day, and which of its parts."""

    person: str
    on: date
    parts: frozenset[str]


@dataclass(frozen=True)
class Issued:
    """A certificate on this case, with the right-holder it was issued to."""

    kind: CertificateKind
    on: date
    holder: str
    number: str
    live: bool = True


@dataclass(frozen=True)
class Holding:
    """Somebody whose right it is today (R8): their id, and since when it has been theirs in this case."""

    person: str
    since: date


@dataclass(frozen=True)
class Asked:
    """A question the family asked us: its number, the day it came, and the day it was answered."""

    question: int
    on: date
    answered_on: date | None = None


@dataclass(frozen=True)
class Facts:
    """Everything that the law and the stage table ask of a case. `as_of` is the day the question is asked on."""

    route: Route
    stage: Stage
    decision: Decision
    sections: frozenset[str]
    sent_on: date | None
    holder_now: Holder
    as_of: date
    opened_on: date
    letter_on: date | None = None
    detained: bool = False
    holder_changes_on: date | None = None
    health: bool = False
    only_health: bool = False
    contacted_on: date | None = None
    information_given_on: date | None = None
    informed_by: str = ""
    wishes_appeal: Wish | None = None
    wishes_mediation: Wish | None = None
    declined_on: date | None = None
    mediation_asked_on: date | None = None
    withdrew_on: date | None = None
    la_told_on: date | None = None
    icb_told_on: date | None = None
    la_chased: int = 0
    la_unable_on: date | None = None
    day_30_offered_on: date | None = None
    meeting_on: date | None = None
    notice_given_on: date | None = None
    notice_waived_on: date | None = None
    meetings_cancelled: int = 0
    concluded_on: date | None = None
    took_part: bool = False
    outcome: Outcome | None = None
    agreement_on: date | None = None
    certificates: tuple[Issued, ...] = ()
    unconfirmed: tuple[tuple[str, date], ...] = ()
    """Numbers of certificates of which nobody knows that they arrived, each with the day since when."""
    earlier_certificate_on: date | None = None
    attempts: tuple[Attempt, ...] = ()
    next_contact_on: date | None = None
    appeal_lodged_on: date | None = None
    young_person_met_on: date | None = None
    right_passed_on: date | None = None
    parties_asked_on: date | None = None
    party_answered_on: date | None = None
    parties_waiting: int = 0
    questions: tuple[Asked, ...] = ()
    information_read: tuple[HasRead, ...] = ()
    holders: tuple[Holding, ...] = ()
    """Whose right it is today; empty while nobody is known to hold it."""
    right_changed: frozenset[str] = frozenset()
    """Of whom somebody said in this case that the right is theirs, or is not."""
    not_wanted: tuple[tuple[str, date], ...] = ()
    """Who said of the certificate owed to them that they do not want it, and on which day."""
    chosen_by: str = ""
    """Whose word the choice on the record is, mediation or none, where that is known."""
    appeal_wishes: tuple[tuple[str, Wish], ...] = ()
    appeals_lodged: tuple[tuple[str, date], ...] = ()
    from_elsewhere: tuple[tuple[str, date], ...] = ()
    """Wishes, appeals and certificates from elsewhere, each with whose it is; empty where nobody wrote it down."""
    safe_certificate_on: date | None = None
    """In one right-holder's own view: the earliest certificate of somebody else, which may count for theirs (D6)."""

    @property
    def information_read_on(self) -> date | None:
        """Since when somebody of the family has read the information for themselves."""
        return min((reading.on for reading in self.information_read), default=None)

    @property
    def live_certificates(self) -> tuple[Issued, ...]:
        """Certificates that have not been withdrawn, in the order of issue."""
        return tuple(c for c in self.certificates if c.live)

    @property
    def warn_from(self) -> date | None:
        """The day to warn from: the earlier of the one printed on the letter and the one it was sent on (D20)."""
        return None if self.sent_on is None else law.warn_from(self.sent_on, dated=self.letter_on)

    @property
    def certificate_unconfirmed_on(self) -> date | None:
        """Since when somebody must make sure that a certificate has arrived; None where none is in doubt."""
        return min((on for _number, on in self.unconfirmed), default=None)

    @property
    def own_certificate_days(self) -> tuple[date, ...]:
        """The dates of issue of these certificates, one from elsewhere included."""
        days = [c.on for c in self.live_certificates]
        return tuple(days + ([self.earlier_certificate_on] if self.earlier_certificate_on else []))

    @property
    def certificate_days(self) -> tuple[date, ...]:
        """Every date of issue that could start the one-month limb (D6).

        Somebody else's gives nobody a month: it counts beside one of their own, and only makes their day earlier.
        """
        days, other = self.own_certificate_days, self.safe_certificate_on
        return (*days, other) if days and other else days


Fold = Callable[[Facts, date, dict[str, Any]], Facts]


def _dates(name: str) -> Fold:
    """A fold that keeps the latest date under `name`."""

    def fold(facts: Facts, on: date, data: dict[str, Any]) -> Facts:
        kept: dict[str, Any] = {name: on}
        return replace(facts, **kept)

    return fold


def _first(name: str) -> Fold:
    """A fold that keeps the earliest date under `name` (D13)."""

    def fold(facts: Facts, on: date, data: dict[str, Any]) -> Facts:
        known: date | None = getattr(facts, name)
        kept: dict[str, Any] = {name: on if known is None else min(known, on)}
        return replace(facts, **kept)

    return fold


def _information(facts: Facts, on: date, data: dict[str, Any]) -> Facts:
    first = facts.information_given_on or on
    return replace(facts, information_given_on=first, informed_by=data.get("by", ""), next_contact_on=None)


def _read(facts: Facts, on: date, data: dict[str, Any]) -> Facts:
    reading = HasRead(data["reader"], on, frozenset(data["read"]))
    return replace(facts, information_read=(*facts.information_read, reading))


def _right_passed(facts: Facts, on: date, data: dict[str, Any]) -> Facts:
    """A new holder of the right was told nothing yet, whatever their parent was, while nothing is chosen (R9, R13)."""
    passed = replace(facts, right_passed_on=on)
    if not data.get("joined"):
        return passed
    return replace(passed, information_given_on=None, information_read=(), informed_by="", next_contact_on=None)


def _asked(facts: Facts, on: date, data: dict[str, Any]) -> Facts:
    """Asking for mediation, or asking again, clears the refusal and starts the council's time afresh (R16, D13)."""
    return replace(
        facts, mediation_asked_on=on, wishes_mediation=Wish.YES, declined_on=None, withdrew_on=None, la_told_on=None,
        icb_told_on=None, la_unable_on=None, day_30_offered_on=None, meeting_on=None, concluded_on=None,
        took_part=False, la_chased=0, meetings_cancelled=0, next_contact_on=None, not_wanted=(),
        chosen_by=data.get("holder", ""),
    )  # fmt: skip


def _declined(facts: Facts, on: date, data: dict[str, Any]) -> Facts:
    """Said again after a change of right-holder, it is the new one's word (R9)."""
    return replace(
        facts, declined_on=on, withdrew_on=None, wishes_mediation=Wish.NO, next_contact_on=None, not_wanted=(),
        chosen_by=data.get("holder", ""),
    )  # fmt: skip


def _withdrew(facts: Facts, on: date, data: dict[str, Any]) -> Facts:
    return replace(
        facts, withdrew_on=on, wishes_mediation=Wish.NO, meeting_on=None, la_unable_on=None, not_wanted=(),
        chosen_by=data.get("holder", ""),
    )  # fmt: skip


def _wishes_appeal(facts: Facts, on: date, data: dict[str, Any]) -> Facts:
    wish = Wish(data["answer"])
    said = (*facts.appeal_wishes, (data.get("holder", ""), wish))
    return replace(facts, wishes_appeal=wish, appeal_wishes=said)


def _lodged(facts: Facts, on: date, data: dict[str, Any]) -> Facts:
    return replace(facts, appeal_lodged_on=on, appeals_lodged=(*facts.appeals_lodged, (data.get("holder", ""), on)))


def _elsewhere(facts: Facts, on: date, data: dict[str, Any]) -> Facts:
    """The earliest counts (D6)."""
    said = (*facts.from_elsewhere, (data.get("holder", ""), on))
    return replace(facts, earlier_certificate_on=min(day for _who, day in said), from_elsewhere=said)


def _meeting(facts: Facts, on: date, data: dict[str, Any]) -> Facts:
    return replace(facts, meeting_on=on, notice_given_on=None, notice_waived_on=None)


def _cancelled(facts: Facts, on: date, data: dict[str, Any]) -> Facts:
    more = 0 if data.get("adjourned") else 1
    return replace(facts, meeting_on=None, meetings_cancelled=facts.meetings_cancelled + more)


def _concluded(facts: Facts, on: date, data: dict[str, Any]) -> Facts:
    outcome = Outcome(data["outcome"]) if data.get("outcome") else None
    took_part = bool(data.get("took_part", True))
    return replace(facts, concluded_on=on, took_part=took_part, outcome=outcome, not_wanted=())


def _issued(facts: Facts, on: date, data: dict[str, Any]) -> Facts:
    new = Issued(CertificateKind(data["certificate"]), on, data["holder"], data["number"])
    return replace(_forget_no(facts, new.holder), certificates=(*facts.certificates, new))


def _forget_no(facts: Facts, holder: str) -> Facts:
    return replace(facts, not_wanted=tuple(said for said in facts.not_wanted if said[0] != holder))


def _not_wanted(facts: Facts, on: date, data: dict[str, Any]) -> Facts:
    said = _forget_no(facts, data["holder"])
    return replace(said, not_wanted=(*said.not_wanted, (data["holder"], on)))


def _wanted(facts: Facts, on: date, data: dict[str, Any]) -> Facts:
    """They want it after all: the three working days count from that word (R16)."""
    who = data["holder"]
    if all(said[0] != who for said in facts.not_wanted):
        return facts
    return _since(_forget_no(facts, who), who, on)


def _right_held(facts: Facts, on: date, data: dict[str, Any]) -> Facts:
    """The right became theirs on this day, or was taken off. What was put right again moves no clock of theirs."""
    who = data["holder"]
    if who in facts.right_changed:
        return facts
    known = replace(facts, right_changed=facts.right_changed | {who})
    return _since(known, who, on) if data["holds"] else known


def _since(facts: Facts, who: str, on: date) -> Facts:
    later = tuple(replace(h, since=max(h.since, on)) if h.person == who else h for h in facts.holders)
    return replace(facts, holders=later)


def _certificate_withdrawn(facts: Facts, on: date, data: dict[str, Any]) -> Facts:
    kept = tuple(replace(c, live=False) if c.number == data["number"] else c for c in facts.certificates)
    return replace(_received(facts, on, data), certificates=kept)


def _attempt(facts: Facts, on: date, data: dict[str, Any]) -> Facts:
    made = Attempt(on, Channel(data["channel"]), bool(data.get("named_dates")))
    return replace(facts, attempts=(*facts.attempts, made))


def _came_back(facts: Facts, on: date, data: dict[str, Any]) -> Facts:
    """A message did not arrive: the council has not been told (R17), or notice of the meeting not been given (R24)."""
    if data.get("what") == FactKind.LA_TOLD:
        return replace(facts, la_told_on=None)
    return replace(facts, notice_given_on=None)


def _unconfirmed(facts: Facts, on: date, data: dict[str, Any]) -> Facts:
    doubtful = (str(data.get("number", "")), on)
    return replace(facts, unconfirmed=(*_received(facts, on, data).unconfirmed, doubtful))


def _received(facts: Facts, on: date, data: dict[str, Any]) -> Facts:
    left = tuple(pair for pair in facts.unconfirmed if pair[0] != str(data.get("number", "")))
    return replace(facts, unconfirmed=left)


def _question(facts: Facts, on: date, data: dict[str, Any]) -> Facts:
    return replace(facts, questions=(*facts.questions, Asked(data["question"], on)))


def _answered(facts: Facts, on: date, data: dict[str, Any]) -> Facts:
    done = data["question"]
    known = tuple(replace(q, answered_on=on) if q.question == done else q for q in facts.questions)
    return replace(facts, questions=known)


FOLDS: dict[FactKind, Fold] = {
    FactKind.CONTACTED: _first("contacted_on"),
    FactKind.INFORMATION_GIVEN: _information,
    FactKind.INFORMATION_READ: _read,
    FactKind.WISHES_APPEAL: _wishes_appeal,
    FactKind.WISHES_MEDIATION: lambda facts, on, data: replace(facts, wishes_mediation=Wish(data["answer"])),
    FactKind.DECLINED: _declined,
    FactKind.MEDIATION_ASKED: _asked,
    FactKind.WITHDREW: _withdrew,
    FactKind.LA_TOLD: _first("la_told_on"),
    FactKind.ICB_TOLD: _first("icb_told_on"),
    FactKind.LA_CHASED: lambda facts, on, data: replace(facts, la_chased=facts.la_chased + 1),
    FactKind.LA_UNABLE: lambda facts, on, data: replace(facts, la_unable_on=on, not_wanted=()),
    FactKind.DAY_30_OFFERED: _dates("day_30_offered_on"),
    FactKind.MEETING_FIXED: _meeting,
    FactKind.NOTICE_GIVEN: _dates("notice_given_on"),
    FactKind.NOTICE_WAIVED: _dates("notice_waived_on"),
    FactKind.NOTICE_CAME_BACK: _came_back,
    FactKind.MEETING_CANCELLED: _cancelled,
    FactKind.CONCLUDED: _concluded,
    FactKind.AGREEMENT: _dates("agreement_on"),
    FactKind.CERTIFICATE_ISSUED: _issued,
    FactKind.CERTIFICATE_WITHDRAWN: _certificate_withdrawn,
    FactKind.CERTIFICATE_SENT: _unconfirmed,
    FactKind.CERTIFICATE_BOUNCED: _unconfirmed,
    FactKind.CERTIFICATE_RECEIVED: _received,
    FactKind.CERTIFICATE_NOT_WANTED: _not_wanted,
    FactKind.CERTIFICATE_WANTED: _wanted,
    FactKind.EARLIER_CERTIFICATE: _elsewhere,
    FactKind.ATTEMPT: _attempt,
    FactKind.NEXT_CONTACT: _dates("next_contact_on"),
    FactKind.APPEAL_LODGED: _lodged,
    FactKind.MOVED_AUTHORITY: lambda facts, on, data: facts,
    FactKind.YOUNG_PERSON_MET: _dates("young_person_met_on"),
    FactKind.RIGHT_PASSED: _right_passed,
    FactKind.RIGHT_HELD: _right_held,
    FactKind.PARTY_ASKED: _dates("parties_asked_on"),
    FactKind.PARTY_ANSWERED: _dates("party_answered_on"),
    FactKind.QUESTION_ASKED: _question,
    FactKind.QUESTION_ANSWERED: _answered,
}


def fold(start: Facts, rows: Iterable[FactRow]) -> Facts:
    """The picture after every row, oldest first. A kind without a fold is a mistake in the code: KeyError."""
    facts = start
    for row in rows:
        facts = FOLDS[FactKind(row.kind)](facts, row.on, row.data)
    return facts


__all__ = ["Asked", "Attempt", "Facts", "HasRead", "Holding", "Issued", "fold"]
