"""One case, each right-holder's own way to the tribunal: which certificate is owed to whom, and whose last day is when.

Usually one person holds the right. Two parents may both hold it (D21): each gets a certificate of their own, and what
one of them has, said or did moves no date of the other's to a later day. Pure: facts in, answers out.
"""

from dataclasses import dataclass, replace
from datetime import date

from commonground import law
from commonground.cases.facts import Facts, Holding, Issued
from commonground.cases.words import Route, Stage, Wish
from commonground.law import AppealBy, CertificateKind


@dataclass(frozen=True)
class CertificateDue:
    """A certificate that the facts call for: which, for whom, and from which day its three working days count.

    `holder` is empty where nobody is known to hold the right. `settled_on`: since when they have it, or said that they
    do not want it.
    """

    kind: CertificateKind
    since: date
    holder: str
    settled_on: date | None = None


def certificate_trigger(facts: Facts) -> tuple[CertificateKind, date] | None:
    """Which certificate the facts call for and since when, whether or not it has been issued."""
    if facts.concluded_on and facts.took_part:
        return CertificateKind.TOOK_PART, facts.concluded_on
    if chosen := facts.withdrew_on or facts.declined_on:
        return CertificateKind.DECLINED, chosen
    if facts.la_unable_on:
        return CertificateKind.NOT_ARRANGED, facts.la_unable_on
    return None


def certificates_due(facts: Facts) -> tuple[CertificateDue, ...]:
    """What is due to each who holds the right today, settled or not (R14, R23, R33, D21).

    It counts from the later of what called for it and the day on which the right came to them.
    """
    trigger = certificate_trigger(facts)
    if trigger is None or facts.route != Route.MEDIATION:
        return ()
    kind, on = trigger
    if not facts.holders:
        return (CertificateDue(kind, on, "", _serves(facts.live_certificates, kind)),)
    return tuple(_due_to(facts, kind, on, holding) for holding in facts.holders)


def certificates_owed(facts: Facts) -> tuple[CertificateDue, ...]:
    """Those that are owed and not yet issued, to each who is waiting for theirs."""
    return tuple(due for due in certificates_due(facts) if due.settled_on is None)


def _due_to(facts: Facts, kind: CertificateKind, on: date, holding: Holding) -> CertificateDue:
    own = tuple(c for c in facts.live_certificates if c.holder == holding.person)
    said_no = dict(facts.not_wanted).get(holding.person)
    return CertificateDue(kind, max(on, holding.since), holding.person, _serves(own, kind) or said_no)


def _serves(live: tuple[Issued, ...], kind: CertificateKind) -> date | None:
    """Since when one of these certificates serves.

    Someone who withdraws with any certificate in hand can already appeal: a second one would only confuse (D6).
    """
    serves = any(c.kind == kind for c in live) or (kind == CertificateKind.DECLINED and bool(live))
    return max(c.on for c in live) if serves else None


BEFORE_CERTIFICATE = {
    CertificateKind.DECLINED: Stage.DECLINED,
    CertificateKind.NOT_ARRANGED: Stage.NOT_ARRANGED,
    CertificateKind.TOOK_PART: Stage.CONCLUDED,
}


def facts_for(facts: Facts, holder: str) -> Facts:
    """The case as it is for one right-holder: without the certificates, wishes and appeals of anybody else.

    While theirs has not been issued it stands for them where it stood before any was. What nobody wrote a name to is
    theirs where they alone hold the right. Asked of its own answer it changes nothing more.
    """
    alone = len(facts.holders) <= 1
    own = tuple(c for c in facts.certificates if c.holder == holder)
    numbers = {c.number for c in own}
    wishes = tuple((holder, wish) for who, wish in facts.appeal_wishes if _theirs(who, holder, alone))
    appeals = tuple((holder, on) for who, on in facts.appeals_lodged if _theirs(who, holder, alone))
    elsewhere = tuple((holder, on) for who, on in facts.from_elsewhere if _theirs(who, holder, alone))
    others = [c.on for c in facts.live_certificates if c.holder != holder]
    others += [on for who, on in facts.from_elsewhere if not _theirs(who, holder, alone)]
    others += [facts.safe_certificate_on] if facts.safe_certificate_on else []
    return replace(
        facts,
        stage=_stage_for(facts, own),
        holders=tuple(h for h in facts.holders if h.person == holder),
        certificates=own,
        unconfirmed=tuple(pair for pair in facts.unconfirmed if pair[0] in numbers),
        not_wanted=tuple(said for said in facts.not_wanted if said[0] == holder),
        appeal_wishes=wishes,
        wishes_appeal=wishes[-1][1] if wishes else None,
        appeals_lodged=appeals,
        appeal_lodged_on=appeals[-1][1] if appeals else None,
        from_elsewhere=elsewhere,
        earlier_certificate_on=min((on for _who, on in elsewhere), default=None),
        safe_certificate_on=min(others, default=None),
    )


def _theirs(who: str, holder: str, alone: bool) -> bool:
    return who == holder or (not who and alone)


def _stage_for(facts: Facts, own: tuple[Issued, ...]) -> Stage:
    trigger = certificate_trigger(facts)
    if facts.stage != Stage.CERTIFIED or trigger is None or any(c.live for c in own):
        return facts.stage
    return BEFORE_CERTIFICATE[trigger[0]]


def views_of(facts: Facts) -> list[Facts]:
    """The case as it is for each right-holder of today; as it is, where nobody is known to hold the right."""
    return [facts_for(facts, holding.person) for holding in facts.holders] or [facts]


def everyone_has_one(facts: Facts) -> bool:
    """Whether each right-holder has a certificate in hand."""
    return all(view.live_certificates for view in views_of(facts))


def at_stake(view: Facts) -> bool:
    """Whether one right-holder's way to the tribunal still depends on us.

    It does not once they have a certificate, lodged an appeal, or said that they want no appeal or no certificate.
    """
    safe = view.live_certificates or view.earlier_certificate_on or view.appeal_lodged_on or view.not_wanted
    return not safe and view.wishes_appeal != Wish.NO


def last_appeal_day(facts: Facts) -> date | None:
    """The last day to appeal as it stands, or None where the law gives none or a person must be asked (D1, D11).

    Of several right-holders the earliest of theirs: nobody is told a later day than their own certificate supports.
    """
    days = [_last_day(view) for view in views_of(facts)]
    return None if None in days else min(day for day in days if day is not None)


def _last_day(view: Facts) -> date | None:
    answer = appeal_answer(view)
    return None if answer is None or answer.ask_a_person else answer.date


def appeal_answer(view: Facts, *more: date) -> AppealBy | None:
    """What the law says of one right-holder's last day, with `more` certificates if they are given (R42-R46, D6)."""
    if view.sent_on is None or view.detained:
        return None
    own = (*view.own_certificate_days, *more)
    other = view.safe_certificate_on
    return law.appeal_by(
        view.sent_on,
        certificates=(*own, other) if own and other else own,
        decision=view.decision,
        sections=view.sections,
        contacted=view.contacted_on,
    )


def counts_from_another(view: Facts) -> bool:
    """Whether their last day is earlier than their own certificate supports, because of somebody else's (D6, D21).

    Then the law's reasons name a certificate that is not theirs to hear of.
    """
    whole, own = appeal_answer(view), appeal_answer(replace(view, safe_certificate_on=None))
    return whole is not None and own is not None and whole.date != own.date
