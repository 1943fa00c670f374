"""What each kind of certificate rests on: facts in, a finding or nothing out."""

from collections.abc import Callable, Iterator

from commonground.law.answers import Ruling
from commonground.law.certificate_facts import CertificateFacts
from commonground.law.clocks import arrange_by
from commonground.law.reasons import in_words
from commonground.law.rulings import against, ask, impossible
from commonground.law.words import CertificateKind

Check = Callable[[CertificateFacts], Iterator[Ruling]]


def declined(facts: CertificateFacts) -> Iterator[Ruling]:
    """s.55(4): told what mediation is, and does not, or no longer, wish it (R5, R12, R13, R14, R16)."""
    if facts.kind != CertificateKind.DECLINED:
        return
    if facts.wishes_to_mediate is True:
        yield impossible(
            "The record says that the family wishes to mediate. Record first that they changed their mind.",
            "R16",
        )
    elif facts.refused_on is None and facts.wishes_to_mediate is None:
        yield against("R12", "Nobody has recorded yet whether the family wishes to mediate.")
    elif facts.refused_on is None:
        yield impossible("Record first on which day the family said that it does not wish to mediate.", "R14")
    if facts.information_given_on is None:
        yield against("R13", "Nobody has recorded that information was given.")
    elif facts.refused_on is not None and facts.refused_on < facts.information_given_on:
        yield against("R13", "The family said no before information was given: ask whether they still say so.")


def took_part(facts: CertificateFacts) -> Iterator[Ruling]:
    """s.55(5): a mediation in which the family took part has ended (R5, R33)."""
    if facts.kind != CertificateKind.TOOK_PART:
        return
    if facts.concluded_on is None:
        yield impossible("No mediation has ended yet. Record first on which day it did.", "R33")
    elif not facts.took_part:
        yield against("R5", "The record says that the family did not take part in mediation.")


def not_arranged(facts: CertificateFacts) -> Iterator[Ruling]:
    """The council said that it cannot arrange in time (R23); if it is only silent, a person decides (D5)."""
    if facts.kind != CertificateKind.NOT_ARRANGED:
        return
    start = facts.thirty_days_from
    if start is None:
        yield impossible("Record first on which day the council, or for health alone the NHS, was told.", "R23")
    elif facts.la_unable_on is None:
        end = arrange_by(start, decided=facts.decision_sent_on).date
        assert end is not None
        if facts.issue_on is not None and facts.issue_on <= end:
            yield impossible(
                f"The time to arrange runs until {in_words(end)}, and nobody has said that it will not do.",
                "R23",
            )
        else:
            yield ask(
                "R23",
                "The council has not said that it cannot arrange mediation. Offer the family the certificate"
                " for those who no longer wish to mediate; or say why this one is right.",
                doubt="D5",
            )
    elif facts.only_health:
        yield ask("R23", "Whether the NHS's word has the same effect as the council's is not known.", doubt="D5")


KIND_CHECKS: tuple[Check, ...] = (declined, took_part, not_arranged)
