"""From a stored certificate to the bytes of its copy: the certificate, signed, and the letter beside it."""

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from commonground import law
from commonground.cases import queries as cases
from commonground.cases.answers import Impossible
from commonground.cases.each_holder import appeal_answer, counts_from_another, facts_for
from commonground.cases.facts import Facts
from commonground.cases.models import Participant
from commonground.certificates.certificate_words import CertificateWords, Standing, set_certificate
from commonground.certificates.codes import grouped
from commonground.certificates.cover_letter import CoverLetterWords, NoDate, set_cover_letter
from commonground.certificates.decisions import in_words
from commonground.certificates.holders import stands_as
from commonground.certificates.models import Certificate, Copy
from commonground.certificates.signing import SigningKey, load_key, make_demo_key, sign
from commonground.law import AppealBy, CertificateNeed, Decision
from commonground.record.days import london_day, today


def make_copy(certificate: Certificate, *, at: datetime, because: str) -> Copy:
    """Typeset, sign and store the next copy of a certificate, in the caller's transaction.

    The second and later copies say that they are corrected, and keep the number and the first day.
    Raises Impossible where a fact that the certificate names is missing.
    """
    number = certificate.copies.count() + 1
    whole = cases.facts_of(certificate.case, as_of=london_day(at))
    facts = facts_for(whole, str(certificate.holder_id))
    key = signing_key()
    with override("en-gb"):
        page = set_certificate(_words(certificate, facts, corrected_at=at if number > 1 else None))
        letter = set_cover_letter(_letter(certificate, facts, at))
    return Copy.objects.create(
        certificate=certificate,
        number=number,
        made_at=at,
        because=because,
        signed=key is not None,
        certificate_pdf=sign(page, key),
        letter_pdf=letter,
    )


def signing_key() -> SigningKey | None:
    """The provider's key from settings, read once; the demonstration's own where a demo has none.

    None where a real installation has none: then nothing is signed, and the check code stands alone.
    """
    if settings.SIGNING_KEY_FILE:
        return _key(settings.SIGNING_KEY_FILE, settings.SIGNING_KEY_PASSWORD)
    return _key(make_demo_key(settings.DATA_DIR / "keys", today=today()), "") if settings.DEMO else None


@lru_cache(maxsize=2)
def _key(path: Path, password: str) -> SigningKey:
    return load_key(path, password)


def _words(certificate: Certificate, facts: Facts, *, corrected_at: datetime | None) -> CertificateWords:
    case, provider = certificate.case, settings.PROVIDER
    if facts.sent_on is None:
        raise Impossible(_("Record first when the council’s letter was sent: the certificate names it."))
    if facts.information_given_on is None:
        raise Impossible(_("Record first when information was given: the certificate names it."))
    code = grouped(certificate.check_code)
    return CertificateWords(
        number=certificate.line.number,
        issued_on=certificate.issued_on,
        kind=certificate.kind,
        limb=certificate.limb,
        provider_name=provider.name,
        provider_address=provider.address,
        provider_telephone=provider.telephone,
        adviser_name=certificate.issued_by.name,
        holder_name=certificate.holder_name,
        standing=_standing(certificate),
        child_name=certificate.child_name,
        council_name=cases.deciding_council(case).name,
        decision=in_words(Decision(case.decision)),
        sections=tuple(sorted(facts.sections)),
        letter_on=case.letter_on,
        sent_on=facts.sent_on,
        contacted_on=facts.contacted_on,
        information_given_on=facts.information_given_on,
        check_code=certificate.check_code,
        check_url=f"{settings.SITE_URL}/certificates/check/{code}/",
        could_not_arrange=_("The NHS board") if facts.only_health else "",
        corrected_on=london_day(corrected_at) if corrected_at else None,
        first_issued_by_hand=certificate.line.series_id == "P",
        demonstration=settings.DEMO,
    )


def _standing(certificate: Certificate) -> Standing:
    """As what the person it was issued to holds the right: their own footing, not today's holder."""
    participant = _participant(certificate)
    return stands_as(certificate.case, participant) if participant else Standing.PARENT


def _participant(certificate: Certificate) -> Participant | None:
    return certificate.case.participants.filter(person=certificate.holder, role="family").order_by("-id").first()


def _no_date(answer: AppealBy | None) -> NoDate | None:
    """Why no last day is named, if none is: late contact is said only where it is the reason (R15, D1)."""
    if answer is None:
        return NoDate.NOT_SURE
    if not answer.ask_a_person:
        return None
    return NoDate.LATE_CONTACT if any(step.rule == "R15" for step in answer.because) else NoDate.NOT_SURE


def _letter(certificate: Certificate, facts: Facts, at: datetime) -> CoverLetterWords:
    """The letter works from the earliest certificate (D6); where the law asks a person, it prints no date (D1).

    Where somebody else's certificate makes the day earlier, the letter says so without a word of it (D21).
    """
    case = certificate.case
    routes = law.routes(facts.decision, sections=facts.sections, detained=facts.detained)
    answer = appeal_answer(facts) if routes.appeal else None
    no_date = _no_date(answer)
    participant = _participant(certificate)
    return CoverLetterWords(
        provider=settings.PROVIDER,
        written_on=london_day(at),
        to_name=certificate.holder_name,
        to_address=tuple(participant.address.splitlines()) if participant else (),
        reference=case.reference,
        child_name=certificate.child_name,
        council_name=cases.deciding_council(case).name,
        kind=certificate.kind,
        certificate_on=certificate.issued_on,
        signed_by=certificate.issued_by.name,
        last_day=answer.date if answer and not answer.ask_a_person else None,
        at=answer.at if answer else "17:00",
        working=_working(facts, answer) if answer and no_date is None else (),
        form=routes.form,
        no_date=no_date,
        placement_only=routes.certificate == CertificateNeed.NOT_REQUIRED,
        safe_day=_safe_day(facts, answer),
    )


def _working(facts: Facts, answer: AppealBy) -> tuple[str, ...]:
    if counts_from_another(facts):
        return (
            _("The rules do not say clearly from which day the month counts here."),
            _("This is the earliest day that could be meant, so it is safe."),
        )
    return tuple(step.step for step in answer.because)


def _safe_day(facts: Facts, answer: AppealBy | None) -> date | None:
    """The last day as if the letter had been sent on the day printed on it, where that is earlier (R42, D20)."""
    if answer is None or facts.warn_from is None or facts.warn_from == facts.sent_on:
        return None
    safe = law.appeal_by(
        facts.warn_from, certificates=facts.certificate_days, decision=facts.decision, sections=facts.sections
    ).date
    return safe if safe < answer.date else None
