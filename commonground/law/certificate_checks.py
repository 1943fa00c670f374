"""The checks before a certificate is issued, each one small function: facts in, a finding or nothing out.

A finding says in one plain sentence what is wrong and what to do. Which class it has follows from its rule's
basis.
"""

from collections.abc import Iterator

from commonground.law.answers import Ruling
from commonground.law.appeals import came_late
from commonground.law.certificate_facts import CertificateFacts
from commonground.law.certificate_kinds import KIND_CHECKS, Check
from commonground.law.clocks import contact_by
from commonground.law.options import routes
from commonground.law.reasons import in_words
from commonground.law.rulings import against, ask, because_of, impossible
from commonground.law.words import CertificateKind, CertificateNeed, Decision, Holder

BEFORE: tuple[tuple[str, str, str], ...] = (
    (
        "decision_sent_on",
        "declined_on",
        "The family cannot have declined before the council's letter was sent.",
    ),
    (
        "decision_sent_on",
        "withdrew_on",
        "The family cannot have withdrawn before the council's letter was sent.",
    ),
    (
        "decision_sent_on",
        "concluded_on",
        "The mediation cannot have ended before the council's letter was sent.",
    ),
    ("decision_sent_on", "la_unable_on", "The council cannot have answered before its letter was sent."),
    (
        "contacted_on",
        "information_given_on",
        "Information cannot have been given before the family got in touch.",
    ),
    ("la_told_on", "la_unable_on", "The council cannot have answered before it was told."),
    ("la_told_on", "concluded_on", "The mediation cannot have ended before the council was told of it."),
    ("la_told_on", "icb_told_on", "The NHS cannot have been told before the council was."),
)
"""Pairs of facts that contradict one another when the second is earlier than the first."""

NOT_AFTER_ISSUE = (
    "decision_sent_on",
    "contacted_on",
    "information_given_on",
    "declined_on",
    "withdrew_on",
    "la_unable_on",
    "concluded_on",
    "earlier_certificate_on",
)
"""What must have happened by the day of issue."""


def dates_agree(facts: CertificateFacts) -> Iterator[Ruling]:
    """No fact comes before what it follows from."""
    for first, second, sentence in BEFORE:
        one, two = getattr(facts, first), getattr(facts, second)
        if one is not None and two is not None and two < one:
            yield impossible(sentence)


def issued_after_what_it_says(facts: CertificateFacts) -> Iterator[Ruling]:
    """A certificate is dated the day it is issued, and never before what it rests on (R34)."""
    if facts.issue_on is None:
        return
    days = [day for name in NOT_AFTER_ISSUE if (day := getattr(facts, name)) is not None]
    latest = max(days, default=facts.issue_on)
    if facts.issue_on < latest:
        yield impossible(f"A certificate cannot be dated before {in_words(latest)}, on which it rests.", "R34")


def issued_once(facts: CertificateFacts) -> Iterator[Ruling]:
    """One live certificate for each decision, kind and right-holder."""
    if facts.kind in facts.already_issued_kinds:
        yield impossible("This certificate has been issued already. Make a corrected copy of that one instead.")


def adviser_is_independent(facts: CertificateFacts) -> Iterator[Ruling]:
    """CFA s.56(2)-(3) (R10)."""
    if facts.adviser_independent is False:
        yield against("R10", "Somebody employed by a council, the NHS board or NHS England cannot issue a certificate.")
    if facts.adviser_independent is None:
        yield ask("R10", "The adviser has not declared yet that they are independent.")


def holder_is_right(facts: CertificateFacts) -> Iterator[Ruling]:
    """The certificate is the right-holder's own: CFA s.51(1), s.83(2) (R8)."""
    if Holder.ASK_A_PERSON in {facts.holder_now, facts.issued_to}:
        yield ask("R8", "It is not clear whose right it is now.", doubt="D22")
    elif facts.holder_now != facts.issued_to:
        whose = {
            Holder.PARENT: "the parent's",
            Holder.YOUNG_PERSON: "the young person's",
            Holder.ALTERNATIVE_PERSON: "that of the person who acts for the young person",
        }[facts.holder_now]
        yield against("R8", f"The right is {whose} now, and so must the certificate be.")


def instructions_are_the_holders(facts: CertificateFacts) -> Iterator[Ruling]:
    """When the right passed after the choice, the young person's own instructions are needed (R9)."""
    changed, chose = facts.holder_changed_on, facts.refused_on
    declined = facts.kind == CertificateKind.DECLINED and facts.holder_now != Holder.PARENT
    if changed and chose and declined and chose <= changed:
        yield against("R9", f"The right passed on {in_words(changed)}, after the choice: ask the young person again.")


def decision_can_be_certified(facts: CertificateFacts) -> Iterator[Ruling]:
    """Only for a decision that can be appealed (R1, R2, R50, R58); none is needed for placement alone (R6, D8)."""
    answer = routes(facts.decision, sections=facts.sections, detained=facts.detained, decided=facts.decision_sent_on)
    if answer.certificate == CertificateNeed.NOT_APPLICABLE:
        reason = answer.because[0]
        yield because_of(reason, f"There is nothing to certify. {reason.step}")
    elif facts.detained:
        yield ask(
            "R60",
            "The rules on certificates in detention were not all seen: say why this one is right.",
            doubt="D11",
        )
    elif answer.certificate == CertificateNeed.NOT_REQUIRED:
        yield ask(
            "R6",
            "Only the placement is disputed: no certificate is needed, and it moves no last day to appeal.",
            doubt="D8",
        )


def certificate_can_be_filled_in(facts: CertificateFacts) -> Iterator[Ruling]:
    """It names the decision, its date and the sections (R34, D14)."""
    if facts.decision == Decision.NOT_SURE:
        yield ask("R34", "Record first what the council decided: the certificate names it.", doubt="D14")
    if facts.decision == Decision.PLAN_CONTENTS and not facts.sections:
        yield ask(
            "R34",
            "Record first which sections of the plan are disputed: the certificate names them.",
            doubt="D14",
        )
    if facts.decision_sent_on is None:
        yield ask("R34", "Record first when the council's letter was sent: the certificate names it.", doubt="D14")


def contact_was_in_time(facts: CertificateFacts) -> Iterator[Ruling]:
    """After two months a person decides: never refused by the program (R11, R15, D1)."""
    contacted = facts.contacted_on or facts.information_given_on
    if facts.decision_sent_on is None or contacted is None:
        return
    elsewhere = [facts.earlier_certificate_on] if facts.earlier_certificate_on else []
    sent, decision, sections = facts.decision_sent_on, facts.decision, facts.sections
    if came_late(sent, contacted=contacted, certificates=elsewhere, decision=decision, sections=sections):
        limit = contact_by(sent, decision=decision, sections=sections).date
        assert limit is not None
        yield ask(
            "R15",
            f"They got in touch after {in_words(limit)}, the last day to contact an adviser. Tell them that"
            " the tribunal can be asked to allow a late appeal, or one without a certificate; say why one is"
            " issued now.",
            doubt="D1",
        )


def none_from_elsewhere(facts: CertificateFacts) -> Iterator[Ruling]:
    """Of two certificates the earlier starts the month (D6)."""
    if facts.earlier_certificate_on is not None:
        yield ask(
            "R42",
            f"There is already a certificate of {in_words(facts.earlier_certificate_on)} for this decision."
            " The month to appeal runs from the earlier one; say why another is issued.",
            doubt="D6",
        )


CHECKS: tuple[Check, ...] = (
    dates_agree,
    issued_after_what_it_says,
    issued_once,
    *KIND_CHECKS,
    adviser_is_independent,
    holder_is_right,
    instructions_are_the_holders,
    decision_can_be_certified,
    certificate_can_be_filled_in,
    contact_was_in_time,
    none_from_elsewhere,
)
"""Every check, in the order in which their sentences are read."""
