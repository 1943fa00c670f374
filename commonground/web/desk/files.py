"""What came with an enquiry, at the desk: each photo or PDF to be saved."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from commonground.cases.models import Case, Enquiry
from commonground.documents.queries import file_about
from commonground.papers.queries import paper_of_file
from commonground.web.components.doors import DESK, PersonRequest, door
from commonground.web.components.files import file_response


@door(DESK)
def of_enquiry(request: PersonRequest, enquiry: str, file: UUID) -> HttpResponse:
    """A file that came with an enquiry. Once a case is open, it is a paper there, and who looked is noted."""
    found = get_object_or_404(Enquiry, reference=enquiry)
    if Case.objects.filter(pk=found.pk).exists():
        paper = paper_of_file(found.pk, file)
        if paper is None:
            raise Http404
        return redirect("desk:case_paper", reference=found.reference, paper=paper.pk)
    stored = file_about(found.pk, file)
    if stored is None:
        raise Http404
    return file_response(stored)
