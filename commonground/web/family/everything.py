"""Everything of somebody's in their case, as one file to take away; how long we keep it, and how to have it erased."""

from collections.abc import Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from commonground.cases.queries import family_of
from commonground.certificates.models import Certificate
from commonground.certificates.queries import visible_certificates
from commonground.documents.models import File
from commonground.documents.queries import file_about
from commonground.papers import queries
from commonground.papers.models import Paper
from commonground.papers.zipped import Part, zipped
from commonground.record.days import now, today
from commonground.record.personal import YEARS, Kept, kept_until
from commonground.safekeeping.queries import keeping_of, told_to_family
from commonground.voice.models import Saying
from commonground.voice.queries import sayings_of
from commonground.web.components.doors import FAMILY_CASE, CaseRequest, door
from commonground.web.components.limited import limited
from commonground.web.family.belongings import everything_of
from commonground.web.family.picture import Picture, picture_of


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
    kept = keeping_of(p.case)
    return {
        "case_years": YEARS[Kept.CASE],
        "case_until": kept.until,
        "certificate_years": YEARS[Kept.CERTIFICATE],
        "certificates": [(c.line.number, kept_until(Kept.CERTIFICATE, c.issued_on), c.erased_on) for c in certificates],
        "longer": told_to_family(kept.holds, alone=family_of(p.case) <= {p.person.pk}),
    }


def _sent(p: Picture, certificates: list[Certificate]) -> HttpResponseBase:
    papers = list(queries.papers_for(p.case, p.person))
    sayings = list(sayings_of(p.case, p.person))
    told = everything_of(p, certificates, papers, sayings)
    # The words are put together now, while the page's language holds; the files are read one by one on their way.
    first = [
        Part("what-happened.html", render_to_string("family/everything_copy.html", {"told": told, "p": p}).encode()),
        Part("everything.json", DjangoJSONEncoder(ensure_ascii=False, indent=1).encode(told).encode()),
    ]
    response = StreamingHttpResponse(
        zipped(_parts(first, told, certificates, papers, sayings), at=now()), content_type="application/zip"
    )
    name = f"{p.case.reference}-{today().isoformat()}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


def _parts(
    first: list[Part],
    told: dict[str, Any],
    certificates: list[Certificate],
    papers: list[Paper],
    sayings: list[Saying],
) -> Iterator[Part]:
    yield from first
    for paper, said in zip(papers, told["papers"], strict=True):
        yield from _file(said["file"], queries.file_of(paper))
    for saying, said in zip(sayings, told["in_your_own_way"], strict=True):
        yield from _file(said["file"], file_about(saying.pk, saying.file) if saying.file else None)
    for certificate in certificates:
        copy = certificate.copies.last() if certificate.withdrawn_on is None else None
        if copy is not None:
            number = certificate.line.number
            yield Part(f"certificates/{number}-certificate.pdf", bytes(copy.certificate_pdf))
            yield Part(f"certificates/{number}-letter.pdf", bytes(copy.letter_pdf))


def _file(name: str, file: File | None) -> Iterator[Part]:
    if name and file is not None:
        yield Part(name, bytes(file.data))
