"""Whether a certificate may be issued: facts in, a ruling out (R5-R16, R23, R33, R34).

All checks are asked; the gravest class that any of them finds is the answer, with every sentence of that
class, so that a person who gives a reason knows all that it has to cover.
"""

from commonground.law.answers import Ruling
from commonground.law.certificate_checks import CHECKS, dates_agree
from commonground.law.certificate_facts import CertificateFacts
from commonground.law.clocks import certificate_by
from commonground.law.reasons import Because, in_words, why
from commonground.law.rulings import gravest, yes
from commonground.law.words import CertificateKind


def may_issue(facts: CertificateFacts) -> Ruling:
    """Whether the certificate of `facts.kind` may be issued on these facts, as a ruling.

    `yes` carries the rule under which it is due, and by when.
    """
    return gravest(found for check in CHECKS for found in check(facts)) or yes(*_due(facts))


def contradictions(facts: CertificateFacts) -> tuple[Ruling, ...]:
    """Pairs of dates of `facts` of which one cannot be: the second comes before what it follows from."""
    return tuple(dates_agree(facts))


def _due(facts: CertificateFacts) -> tuple[Because, ...]:
    rule, since = {
        CertificateKind.DECLINED: ("R16" if facts.withdrew_on else "R14", facts.refused_on),
        CertificateKind.TOOK_PART: ("R33", facts.concluded_on),
        CertificateKind.NOT_ARRANGED: ("R23", facts.la_unable_on),
    }[facts.kind]
    assert since is not None  # its own check has seen to that
    last = certificate_by(since, decided=facts.decision_sent_on).date
    assert last is not None
    steps = [why(rule, f"What it rests on happened on {in_words(since)}, so it is due by {in_words(last)}.")]
    if facts.already_issued_kinds:
        steps.append(why("R42", "The month to appeal still runs from the earliest certificate.", doubt="D6"))
    return tuple(steps)
