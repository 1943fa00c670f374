"""The messages we sent this person about their case, so that nothing depends on an e-mail being kept."""

from django.http import HttpResponse
from django.shortcuts import render

from commonground.notices.queries import sent_about
from commonground.web.components.doors import FAMILY_CASE, CaseRequest, door


@door(FAMILY_CASE)
def letters(request: CaseRequest, reference: str) -> HttpResponse:
    """Their own messages about this case, newest first; nobody else's."""
    found = sent_about(request.case.pk).filter(person=request.person.pk, fresh=False)
    return render(request, "family/letters.html", {"case": request.case, "sent": list(found[:100])})
