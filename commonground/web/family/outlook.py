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

    Either is None where the decision cannot be appealed or a person must be asked.
    """

    certificate_by: date | None
    meeting_by: date
    appeal_now: date | None
    appeal_then: date | None


def outlook_of(p: Picture) -> Outlook:
    """The days that follow from choosing today."""
    facts = p.facts
    need = law.routes(facts.decision, sections=facts.sections, detained=facts.detained).certificate
    issued = law.certificate_by(p.today).date if need == CertificateNeed.REQUIRED else None
    if facts.live_certificates:
        issued = None
    meeting = law.arrange_by(p.today).date
    assert meeting is not None
    return Outlook(issued, meeting, p.last_appeal_day, _appeal_with(p, issued) if p.can_appeal else None)


def _appeal_with(p: Picture, issued: date | None) -> date | None:
    facts = p.facts
    if issued is None:
        return p.last_appeal_day
    answer = None if p.last_appeal_day is None else appeal_answer(facts, issued)
    return None if answer is None or answer.ask_a_person else answer.date
