"""Everything of somebody's in their case, as one file to take away; how long we keep it, and how to have it erased."""

from collections.abc import Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from commonground.cases import questions
from commonground.certificates.models import Certificate
from commonground.certificates.queries import visible_certificates
from commonground.notices.queries import sent_about
from commonground.papers import queries
from commonground.papers.models import Paper
from commonground.papers.zipped import Part, zipped
from commonground.record.days import now, today
from commonground.record.personal import YEARS, Kept, kept_until
from commonground.record.queries import entries_of
from commonground.web.components.doors import FAMILY_CASE, CaseRequest, door
from commonground.web.components.limited import limited
from commonground.web.family.cases import meeting_for
from commonground.web.family.dates import ADate, dates_of
from commonground.web.family.history import lines
from commonground.web.family.people import shown_people, visits
from commonground.web.family.picture import Picture, picture_of
from commonground.web.family.standing import standing_of

REQUEST = ("name", "email", "telephone", "child_name", "child_born", "message", "safe_contact", "needs", "arrived_at")


@door(FAMILY_CASE)
@limited("family-everything", times=20, per=3600)
def everything(request: CaseRequest, reference: str) -> HttpResponseBase:
    """What is in the file, and the file itself for who presses the button."""
    p = picture_of(request.case, request.person)
    certificates = list(visible_certificates(p.case, p.person))
    if request.method == "POST":
        return _sent(p, certificates)
    return render(request, "family/everything.html", {"p": p, "case": p.case, "kept": _kept(p, certificates)})


def _kept(p: Picture, certificates: list[Certificate]) -> dict[str, Any]:
    """How long we keep what, as far as it is known today."""
    closed = p.case.closed_on
    return {
        "case_years": YEARS[Kept.CASE],
        "case_until": kept_until(Kept.CASE, closed) if closed else None,
        "certificate_years": YEARS[Kept.CERTIFICATE],
        "certificates": [(c.line.number, kept_until(Kept.CERTIFICATE, c.issued_on)) for c in certificates],
    }


def _sent(p: Picture, certificates: list[Certificate]) -> HttpResponseBase:
    papers = list(queries.papers_for(p.case, p.person))
    told = _told(p, certificates, papers)
    # The words are put together now, while the page's language holds; the files are read one by one on their way.
    first = [
        Part("what-happened.html", render_to_string("family/everything_copy.html", {"told": told, "p": p}).encode()),
        Part("everything.json", DjangoJSONEncoder(ensure_ascii=False, indent=1).encode(told).encode()),
    ]
    response = StreamingHttpResponse(
        zipped(_parts(first, certificates, papers, told), at=now()), content_type="application/zip"
    )
    name = f"{p.case.reference}-{today().isoformat()}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


def _parts(
    first: list[Part], certificates: list[Certificate], papers: list[Paper], told: dict[str, Any]
) -> Iterator[Part]:
    yield from first
    for paper, said in zip(papers, told["papers"], strict=True):
        file = queries.file_of(paper)
        if file is not None and said["file"]:
            yield Part(said["file"], bytes(file.data))
    for certificate in certificates:
        copy = certificate.copies.last() if certificate.withdrawn_on is None else None
        if copy is not None:
            number = certificate.line.number
            yield Part(f"certificates/{number}-certificate.pdf", bytes(copy.certificate_pdf))
            yield Part(f"certificates/{number}-letter.pdf", bytes(copy.letter_pdf))


def _told(p: Picture, certificates: list[Certificate], papers: list[Paper]) -> dict[str, Any]:
    """All of it in plain values: what the page and the data in the file are both made of. Nothing of anybody else."""
    return {
        "made_on": today(),
        "case": {
            "reference": p.case.reference, "about": p.case.child.name, "council": p.council,
            "letter_on": p.case.letter_on, "opened_on": p.case.opened_on, "closed_on": p.case.closed_on,
            "where_it_is": _where_it_is(p),
        },
        "you": _you(p),
        "request": _request(p),
        "dates": [{"on": one.on, "at": one.at, "what": str(one.what)} for one in _dates(p)],
        "what_happened": [
            {"at": one.at, "title": one.title, "by": one.by, "text": one.text}
            for one in lines(p, entries_of(p.case.pk))
        ],
        "messages": [
            {"sent_at": one.created_at, "subject": one.subject, "text": one.text}
            for one in sent_about(p.case.pk).filter(person=p.person.pk, fresh=False)
        ],
        "questions": [_question(one) for one in questions.questions_of(p.case, p.person)],
        "papers": _papers(p, papers),
        "certificates": [
            {"number": c.line.number, "issued_on": c.issued_on, "withdrawn_on": c.withdrawn_on} for c in certificates
        ],
        "who_looked": [
            {"on": one.look.on, "name": _("You") if one.me else one.name, "as": one.role}
            for one in visits(p, shown_people(p))
        ],
    }  # fmt: skip


def _where_it_is(p: Picture) -> str:
    """What the page of the case says first."""
    if p.parted:
        return _("The choices in this case belong to %(name)s now.") % {"name": p.case.child.name}
    standing = standing_of(p)
    return f"{standing.sentence} {standing.next}"


def _dates(p: Picture) -> list[ADate]:
    """The dates that matter now; none of them is news to a parent whose right has passed."""
    return [] if p.parted else dates_of(p, meeting_for(p))


def _you(p: Picture) -> dict[str, Any]:
    mine = p.mine
    return {
        "name": p.person.name, "email": p.person.email, "telephone": p.person.telephone, "born": p.person.born,
        "relationship": mine.relationship or str(mine.get_basis_display()), "address": mine.address,
        "safe_contact": mine.safe_contact, "needs": mine.needs, "in_this_case_since": mine.from_on,
    }  # fmt: skip


def _request(p: Picture) -> dict[str, Any] | None:
    """The request as they sent it."""
    sent = queries.request_of(p.case, p.person)
    return None if sent is None else {name: getattr(sent, name) for name in REQUEST} | {"answers": sent.answers}


def _question(one: Any) -> dict[str, Any]:
    answered = one.answered_on is not None
    return {
        "asked_on": one.asked_on, "text": one.text, "answered_on": one.answered_on,
        "answered_by": one.answered_by.name if answered else "", "answer": one.answer,
    }  # fmt: skip


def _papers(p: Picture, papers: list[Paper]) -> list[dict[str, Any]]:
    files = queries.files_of(p.case, papers) if papers else {}
    told = []
    for number, paper in enumerate(papers, start=1):
        file = files.get(paper.pk)
        told.append({
            "title": paper.title, "from": paper.given_by.name, "given_on": paper.given_on,
            "taken_back_on": paper.taken_back_on,
            "file": f"papers/{number:02} {queries.file_name(paper, file)}" if file else "",
        })  # fmt: skip
    return told
