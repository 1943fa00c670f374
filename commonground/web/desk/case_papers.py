"""The papers of a case at the desk: whose each is, who can read it, and the file itself to be saved."""

from uuid import UUID

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import render

from commonground.cases.gathering import gather
from commonground.cases.queries import facts_of
from commonground.papers.queries import file_of, files_of, paper_for, papers_at_the_desk
from commonground.papers.readers import readers_of, who_could_read
from commonground.web.components.doors import DESK_CASE, CaseRequest, door
from commonground.web.components.files import file_response
from commonground.web.desk.deeds import DEEDS


@door(DESK_CASE)
def listed(request: CaseRequest, reference: str) -> HttpResponse:
    """Every paper, the first given first, and what can be done with papers."""
    case = request.case
    gather([case])
    prefetch_related_objects([case], "parties")
    papers = papers_at_the_desk(case)
    could = {paper.given_by_id: who_could_read(case, paper.given_by) for paper in papers}
    facts = facts_of(case)
    context = {
        "case": case,
        "papers": [{"paper": paper, "readers": readers_of(paper, could[paper.given_by_id])} for paper in papers],
        "files": files_of(case, papers),
        "deeds": [deed for deed in DEEDS.values() if deed.group == "papers" and deed.offered(case, facts)],
    }
    return render(request, "desk/case_papers.html", context)


@door(DESK_CASE)
def file(request: CaseRequest, reference: str, paper: UUID) -> HttpResponse:
    """A paper, to be saved."""
    found = paper_for(request.case, request.person, paper)
    stored = file_of(found) if found else None
    if stored is None:
        raise Http404
    return file_response(stored)
