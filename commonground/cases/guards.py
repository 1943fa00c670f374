"""The guards of the stage table: facts in, a ruling of `law` out."""

from django.utils.translation import gettext as _

from commonground import law
from commonground.cases.each_holder import certificates_owed, last_appeal_day
from commonground.cases.facts import Facts
from commonground.law import CertificateNeed, Ruling

ATTEMPTS_NEEDED = 3
CHANNELS_NEEDED = 2

YES = Ruling(allowed="yes", sentence="", rule="", because=())


def ruling(rule: str, allowed: str, sentence: str) -> Ruling:
    """A ruling of this room under one of the rules of `law`."""
    return Ruling(allowed=allowed, sentence=sentence, rule=rule, because=())  # type: ignore[arg-type]


def always(facts: Facts) -> Ruling:
    """No condition."""
    return YES


def may_decline(facts: Facts) -> Ruling:
    """Declining presupposes that information was given (s.55(4), R13, R14)."""
    if facts.information_given_on is None:
        return ruling("R13", "ask_a_person", _("Nobody has recorded that information was given. Record that first."))
    return YES


def may_mediate(facts: Facts) -> Ruling:
    """Whether the decision carries a right to mediation (R3, R7)."""
    routes = law.routes(facts.decision, sections=facts.sections, detained=facts.detained)
    if not routes.mediation:
        return ruling(
            "R3", "ask_a_person",
            _("The law gives no right to mediation about this. Disagreement resolution may fit better."),
        )  # fmt: skip
    return YES


def may_mediate_anew(facts: Facts) -> Ruling:
    """Mediation that the council still owes is not asked for again: its 30 days would begin anew (R19, R23)."""
    over = facts.concluded_on or facts.withdrew_on or facts.declined_on
    if facts.la_unable_on is not None and not over:
        return ruling(
            "R19", "ask_a_person",
            _("The council still owes the mediation that was asked for. Asked for anew, its 30 days begin again."),
        )  # fmt: skip
    return may_mediate(facts)


def needs_no_certificate(facts: Facts) -> Ruling:
    """Only a dispute about section I alone needs no certificate (R6)."""
    need = law.routes(facts.decision, sections=facts.sections, detained=facts.detained).certificate
    if need == CertificateNeed.REQUIRED:
        return ruling("R5", "unlawful", _("This decision needs a certificate before an appeal."))
    if need == CertificateNeed.ASK_A_PERSON:
        return ruling(
            "R6",
            "ask_a_person",
            _("It is not certain that no certificate is needed here. Say why you think so."),
        )
    return YES


def meeting_day_has_come(facts: Facts) -> Ruling:
    """A meeting cannot be recorded as held before its day."""
    if facts.meeting_on is not None and facts.as_of < facts.meeting_on:
        return ruling("", "impossible", _("The meeting has not taken place yet."))
    return YES


def still_mediating(facts: Facts) -> Ruling:
    """A meeting after the certificate: only while mediation is still wanted and the council was told (R23)."""
    if facts.la_told_on is None or facts.withdrew_on is not None:
        return ruling("", "impossible", _("Nobody is waiting for a meeting. Record first that they choose mediation."))
    return YES


def council_not_told(facts: Facts) -> Ruling:
    """The council is told again only when the message that told it came back (R17)."""
    if facts.la_told_on is not None:
        return ruling("", "impossible", _("The council has been told already."))
    return YES


def may_close(facts: Facts) -> Ruling:
    """A certificate that is owed is issued before the case closes (R14, R23, R33)."""
    owed = len(certificates_owed(facts))
    if owed > 1:
        return ruling("R14", "ask_a_person", _("Certificates are still owed. Issue them first, or say why not."))
    if owed:
        return ruling("R14", "ask_a_person", _("A certificate is still owed. Issue it first, or say why not."))
    return YES


def another_chooses(facts: Facts) -> Ruling:
    """A choice is made again only where the right has passed since: it was somebody else's then (R8, R9)."""
    chosen, changed = facts.withdrew_on or facts.declined_on, facts.holder_changes_on
    if chosen is None or changed is None or not chosen <= changed < facts.as_of:
        return ruling("", "impossible", _("This choice is on the record already."))
    return may_decline(facts)


def may_close_unheard(facts: Facts) -> Ruling:
    """Undecided and not reached stay open until the last day to appeal, or until we have really tried."""
    last = last_appeal_day(facts)
    if last is not None and facts.as_of > last:
        return YES
    tried = len(facts.attempts) >= ATTEMPTS_NEEDED
    channels = len({a.channel for a in facts.attempts}) >= CHANNELS_NEEDED
    named = any(a.named_dates and a.channel.written for a in facts.attempts)
    if tried and channels and named:
        return YES
    return ruling(
        "", "ask_a_person",
        _("Before the last day to appeal, try three times on two channels, once in writing with the dates."),
    )  # fmt: skip


def contradiction(facts: Facts) -> str:
    """The sentence that says which two dates contradict one another, or an empty one (R34 rests on them)."""
    found = law.contradictions(
        law.CertificateFacts(
            kind=law.CertificateKind.DECLINED, decision=facts.decision, holder_now=facts.holder_now,
            issued_to=facts.holder_now, decision_sent_on=facts.sent_on, contacted_on=facts.contacted_on,
            information_given_on=facts.information_given_on, declined_on=facts.declined_on,
            withdrew_on=facts.withdrew_on, la_told_on=facts.la_told_on, icb_told_on=facts.icb_told_on,
            la_unable_on=facts.la_unable_on, concluded_on=facts.concluded_on,
        )
    )  # fmt: skip
    return found[0].sentence if found else ""
