"""The papers a family may take with them: their own certificates and the letter that comes with each."""

from django.http import Http404, HttpResponse

from commonground.certificates.queries import visible_certificates
from commonground.web.components.doors import FAMILY_CASE, CaseRequest, door
from commonground.web.components.pdf import pdf_response

PAPERS = {"certificate": "certificate_pdf", "letter": "letter_pdf"}


@door(FAMILY_CASE)
def paper(request: CaseRequest, reference: str, number: str, paper: str) -> HttpResponse:
    """The newest copy of a certificate or its letter, for the one it was issued to and nobody else of the case."""
    found = visible_certificates(request.case, request.person).filter(line__number=number).first()
    copy = found.copies.last() if found is not None else None
    if copy is None or paper not in PAPERS:
        raise Http404
    return pdf_response(bytes(getattr(copy, PAPERS[paper])), f"{paper}-{number}.pdf")
