"""What families sent, at the desk: each photo or PDF to be saved."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from commonground.cases.models import Case, Enquiry
from commonground.documents.queries import file_about
from commonground.web.components.doors import DESK, DESK_CASE, CaseRequest, PersonRequest, door
from commonground.web.components.files import file_response


@door(DESK)
def of_enquiry(request: PersonRequest, enquiry: str, file: UUID) -> HttpResponse:
    """A file that came with an enquiry. Once a case is open, it is the case's, and who looked is noted there."""
    found = get_object_or_404(Enquiry, reference=enquiry)
    if Case.objects.filter(pk=found.pk).exists():
        return redirect("desk:case_file", reference=found.reference, file=file)
    return _saved(found.pk, file)


@door(DESK_CASE)
def of_case(request: CaseRequest, reference: str, file: UUID) -> HttpResponse:
    """A file of a case; that of its enquiry is its own."""
    return _saved(request.case.pk, file)


def _saved(about: UUID, file: UUID) -> HttpResponse:
    found = file_about(about, file)
    if found is None:
        raise Http404
    return file_response(found)
