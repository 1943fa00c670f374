"""The certificates a family may take with them: their own, and the letter that comes with each."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from commonground.cases import choosing
from commonground.certificates import commands as certificates
from commonground.certificates.models import Certificate
from commonground.certificates.queries import told_of_withdrawal, visible_certificates
from commonground.web.components.doors import FAMILY_CASE, CaseRequest, door
from commonground.web.components.limited import limited
from commonground.web.components.pages import form_page
from commonground.web.components.pdf import pdf_response
from commonground.web.family.choices import VersionForm, carry_out, not_now
from commonground.web.family.outlook import outlook_of
from commonground.web.family.picture import picture_of
from commonground.web.family.possible import says_about_certificate, waits_to_hear
from commonground.web.family.seen import mark_of

PAPERS = {"certificate": "certificate_pdf", "letter": "letter_pdf"}


@door(FAMILY_CASE)
def paper(request: CaseRequest, reference: str, number: str, paper: str) -> HttpResponse:
    """The newest copy of a certificate or its letter, for the one it was issued to and nobody else of the case.

    One that was taken back is not handed out as if it were good: a page says so, and what to do. So does one when its
    copies were erased.
    """
    found = visible_certificates(request.case, request.person).filter(line__number=number).first()
    if found is None or paper not in PAPERS:
        raise Http404
    if found.withdrawn_on is not None:
        return _taken_back(request, found)
    copy = found.copies.last()
    if copy is None:
        context = {"p": picture_of(request.case, request.person), "case": request.case, "certificate": found}
        return render(request, "family/certificate_erased.html", context, status=410)
    return pdf_response(bytes(getattr(copy, PAPERS[paper])), f"{paper}-{number}.pdf")


def _taken_back(request: CaseRequest, certificate: Certificate) -> HttpResponse:
    """A certificate that is no longer good: since when, why, and what it means for their dates."""
    p = picture_of(request.case, request.person)
    mine = visible_certificates(request.case, request.person)
    moved = p.facts.certificate_days and max(p.facts.certificate_days) > p.reads_until
    context = {
        "p": p,
        "case": p.case,
        "certificate": certificate,
        "why": told_of_withdrawal(certificate),
        "good": [one for one in mine if one.withdrawn_on is None],
        "last_day": None if p.parted and moved else p.last_appeal_day,
    }
    return render(request, "family/taken_back.html", context)


@door(FAMILY_CASE)
@limited("family-choice", times=60, per=3600)
def wish(request: CaseRequest, reference: str) -> HttpResponse:
    """Say that one does not want the certificate one is owed, or wants it after all."""
    p = picture_of(request.case, request.person)
    if not says_about_certificate(p):
        return not_now(request, p)
    wants = bool(p.facts.not_wanted)

    def done(form: VersionForm) -> HttpResponse | None:
        said = _("We have written that down. You get your certificate.") if wants else _(
            "We have written down that you do not want a certificate."
        )  # fmt: skip
        return carry_out(
            request, form,
            lambda case, by: choosing.want_certificate(case, by=by, holder=p.mine.pk, wants=wants), said,
        )  # fmt: skip

    context = {"p": p, "case": p.case, "wants": wants, "outlook": outlook_of(p)}
    initial = {"version": mark_of(p)}
    return form_page(request, VersionForm, "family/certificate_wish.html", done, context=context, initial=initial)


@door(FAMILY_CASE)
@limited("family-choice", times=60, per=3600)
def arrived(request: CaseRequest, reference: str, number: str) -> HttpResponse:
    """Tell us that a certificate that was posted, or whose message came back, is here; then nobody chases it."""
    if not visible_certificates(request.case, request.person).filter(line__number=number).exists():
        raise Http404
    p = picture_of(request.case, request.person)
    if number not in waits_to_hear(p):
        return not_now(request, p)

    def done(form: VersionForm) -> HttpResponse | None:
        said = _("Thank you. We know that you have your certificate.")
        return carry_out(request, form, lambda case, by: certificates.mark_received(case, by=by, number=number), said)

    context = {"p": p, "case": p.case, "number": number}
    initial = {"version": mark_of(p)}
    return form_page(request, VersionForm, "family/arrived.html", done, context=context, initial=initial)
