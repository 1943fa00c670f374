"""What a choice made today would lead to, so that nobody chooses before they have seen the dates."""

from dataclasses import dataclass
from datetime import date

from commonground import law
from commonground.cases.each_holder import appeal_answer
from commonground.law import CertificateNeed
from commonground.web.family.picture import Picture


@dataclass(frozen=True)
class Outlook:
    """Days as they would be. `appeal_now` is the last day as it stands; `appeal_then` with a certificate on its day.

    Either is None where the decision cannot be appealed or a person must be asked. `nhs_told_by` is there where all
    is about health: the council tells the NHS by then, and the NHS's 30 days begin (R18, R21).
    """

    need: CertificateNeed
    certificate_by: date | None
    nhs_told_by: date | None
    meeting_by: date
    appeal_now: date | None
    appeal_then: date | None

    @property
    def gives_certificate(self) -> bool:
        """Whether a meeting would end with a certificate that is needed, or may be."""
        return self.need in {CertificateNeed.REQUIRED, CertificateNeed.ASK_A_PERSON}

    @property
    def moves(self) -> bool:
        """Whether a certificate on its day would make the last day to appeal later."""
        return self.certificate_by is not None and self.appeal_then is not None and self.appeal_then != self.appeal_now


def outlook_of(p: Picture) -> Outlook:
    """The days that follow from choosing today."""
    facts = p.facts
    need = law.routes(facts.decision, sections=facts.sections, detained=facts.detained).certificate
    issued = law.certificate_by(p.today).date if need == CertificateNeed.REQUIRED else None
    if facts.live_certificates:
        issued = None
    told = law.icb_told_by(p.today).date if facts.only_health else None
    meeting = law.arrange_by(told or p.today).date
    assert meeting is not None
    then = _appeal_with(p, issued) if p.can_appeal else None
    return Outlook(need, issued, told, meeting, p.last_appeal_day, then)


def _appeal_with(p: Picture, issued: date | None) -> date | None:
    facts = p.facts
    if issued is None:
        return p.last_appeal_day
    answer = None if p.last_appeal_day is None else appeal_answer(facts, issued)
    return None if answer is None or answer.ask_a_person else answer.date
