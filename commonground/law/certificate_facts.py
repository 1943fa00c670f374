"""What `may_issue` is asked about: plain data, so that any room, form or paper pack can ask."""

from dataclasses import dataclass
from datetime import date

from commonground.law.words import CertificateKind, Decision, Holder


@dataclass(frozen=True)
class CertificateFacts:
    """What is known when somebody wants to issue a certificate of `kind` on the day `issue_on`.

    Dates are None where the thing has not happened. `already_issued_kinds`: live certificates of this
    decision for the same right-holder. `earlier_certificate_on`: one for this decision from elsewhere.
    `holder_changed_on`: R8's change date, when known. For issues about health alone give `only_health` and
    `icb_told_on` (R21); `la_unable_on` is then the board's word.
    """

    kind: CertificateKind
    decision: Decision
    holder_now: Holder
    issued_to: Holder
    sections: frozenset[str] = frozenset()
    issue_on: date | None = None
    decision_sent_on: date | None = None
    contacted_on: date | None = None
    information_given_on: date | None = None
    wishes_to_mediate: bool | None = None
    declined_on: date | None = None
    withdrew_on: date | None = None
    la_told_on: date | None = None
    la_unable_on: date | None = None
    concluded_on: date | None = None
    took_part: bool = False
    already_issued_kinds: frozenset[CertificateKind] = frozenset()
    earlier_certificate_on: date | None = None
    adviser_independent: bool | None = None
    detained: bool = False
    holder_changed_on: date | None = None
    only_health: bool = False
    icb_told_on: date | None = None

    @property
    def refused_on(self) -> date | None:
        """The day on which the family last said that it does not, or no longer, wish to mediate."""
        return self.withdrew_on or self.declined_on

    @property
    def thirty_days_from(self) -> date | None:
        """The day from which the 30 days run (R19-R21)."""
        return self.icb_told_on if self.only_health else self.la_told_on
