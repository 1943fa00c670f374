"""The certificates a family may take with them: their own, and the letter that comes with each."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from commonground.certificates import commands as certificates
from commonground.certificates.queries import visible_certificates
from commonground.web.components.doors import FAMILY_CASE, CaseRequest, door
from commonground.web.components.limited import limited
from commonground.web.components.pages import form_page
from commonground.web.components.pdf import pdf_response
from commonground.web.family.choices import VersionForm, carry_out, not_now
from commonground.web.family.picture import picture_of
from commonground.web.family.possible import waits_to_hear
from commonground.web.family.seen import mark_of

PAPERS = {"certificate": "certificate_pdf", "letter": "letter_pdf"}


@door(FAMILY_CASE)
def paper(request: CaseRequest, reference: str, number: str, paper: str) -> HttpResponse:
    """The newest copy of a certificate or its letter, for the one it was issued to and nobody else of the case."""
    found = visible_certificates(request.case, request.person).filter(line__number=number).first()
    copy = found.copies.last() if found is not None else None
    if copy is None or paper not in PAPERS:
        raise Http404
    return pdf_response(bytes(getattr(copy, PAPERS[paper])), f"{paper}-{number}.pdf")


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
