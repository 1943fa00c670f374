"""The information step, one part a page, for whoever of the family would rather read than be told (R13).

Nothing is kept while somebody reads: what they have opened goes along in the address. At the end they say that they
have read it, and an adviser confirms it with them.
"""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.cases.informing import read_information
from commonground.guidance import library
from commonground.guidance.schema import Page
from commonground.people.roles import Role
from commonground.web.components import forms
from commonground.web.components.doors import FAMILY_CASE, CaseRequest, door
from commonground.web.components.pages import form_page
from commonground.web.components.reading import easy_lines, shown
from commonground.web.family.acting import by_web
from commonground.web.family.dates import dates_of
from commonground.web.family.picture import Picture, picture_of
from commonground.web.family.standing import confirms_by

PAGE = "information"


class ReadForm(forms.Form):
    """That they have read it. Which parts goes along unseen."""

    read = forms.HiddenField(required=False)


@door(FAMILY_CASE)
def start(request: CaseRequest, reference: str) -> HttpResponse:
    """What there is to read, and how: on these pages, aloud, in Easy Read, on paper or on the telephone."""
    p = picture_of(request.case, request.person)
    if not may_record(p):
        return redirect(page().path)
    return render(request, "family/information.html", {"p": p, "case": p.case, "page": page()})


@door(FAMILY_CASE)
def part(request: CaseRequest, reference: str, key: str) -> HttpResponse:
    """One part beside its picture, or in Easy Read, with the way to the next."""
    p = picture_of(request.case, request.person)
    if not may_record(p):
        return redirect(page().path)
    keys = [each.key for each in page().parts]
    if key not in keys:
        raise Http404
    at = keys.index(key)
    opened = [one for one in keys if one in {*opened_in(request.GET), key}]
    easy = library.easy_read(PAGE) if request.GET.get("easy") else None
    context: dict[str, Any] = {
        "p": p,
        "case": p.case,
        "part": shown(page().parts[at]),
        "easy": list(easy_lines(line for line in easy.lines if line.part == key)) if easy else [],
        "number": at + 1,
        "count": len(keys),
        "next": address(request, keys[at + 1] if at + 1 < len(keys) else "", opened),
        "before": address(request, keys[at - 1], opened) if at else reverse_of(request, "information"),
        "other": other_wording(request),
        "dates": dates_of(p, None) if key == "dates" else [],
    }
    return render(request, "family/information_part.html", context)


@door(FAMILY_CASE)
def finish(request: CaseRequest, reference: str) -> HttpResponse:
    """The end: they have read it, or still have questions. Saying so chooses nothing."""
    p = picture_of(request.case, request.person)
    if not may_record(p):
        return redirect(page().path)
    opened = opened_in(request.POST if request.method == "POST" else request.GET)
    context = {
        "p": p,
        "case": p.case,
        "opened": [each for each in page().parts if each.key in opened],
        "left": [
            {"title": each.title, "href": address(request, each.key, opened)}
            for each in page().parts
            if each.key not in opened
        ],
    }
    initial = {"read": " ".join(opened)}
    return form_page(request, ReadForm, "family/information_read.html", partial(_sent, request), context=context,
                     initial=initial)  # fmt: skip


def _sent(request: CaseRequest, form: ReadForm) -> HttpResponse:
    by = by_web(request)
    case = read_information(request.case, by=by, read=frozenset(form.cleaned_data["read"].split()))
    messages.success(
        request, " ".join((_("You have read the information."), confirms_by(picture_of(case, request.person))))
    )
    return redirect("family:case", reference=case.reference)


def page() -> Page:
    """The information as guidance has it: the check at start holds that it is there."""
    found = library.page(PAGE)
    assert found is not None
    return found


def may_record(p: Picture) -> bool:
    """Whether what this person reads goes on the record: somebody of the family, before an adviser has told them."""
    return p.mine.role == Role.FAMILY and not p.parted and p.facts.information_given_on is None


def opened_in(query: QueryDict) -> list[str]:
    """The parts that were opened so far, in their order, from the address or the form."""
    said = set(query.get("read", "").split())
    return [each.key for each in page().parts if each.key in said]


def address(request: CaseRequest, key: str, opened: Iterable[str]) -> str:
    """Where a part stands, or the end for none, with what was opened so far and how it is read."""
    query = QueryDict(mutable=True)
    query["read"] = " ".join(opened)
    query.update({name: request.GET[name] for name in ("easy", "view") if request.GET.get(name)})
    name, more = ("information_part", {"key": key}) if key else ("information_read", {})
    return f"{reverse_of(request, name, **more)}?{query.urlencode()}"


def reverse_of(request: CaseRequest, name: str, **more: str) -> str:
    """The address of one of these pages of the case."""
    return reverse(f"family:{name}", kwargs={"reference": request.case.reference, **more})


def other_wording(request: CaseRequest) -> str:
    """The address of this part in Easy Read, or back in the usual words."""
    query = request.GET.copy()
    if query.pop("easy", None) is None:
        query["easy"] = "1"
    return f"{request.path}?{query.urlencode()}"
