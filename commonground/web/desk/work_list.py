"""The work list: counts that are doors, then one row a case in order of the next duty."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commonground.cases import queries
from commonground.cases.models import Case
from commonground.cases.words import OwedBy
from commonground.conversations.queries import waiting
from commonground.record.days import today
from commonground.web.components.doors import DESK, PersonRequest, door
from commonground.web.components.forms.base import Words
from commonground.web.desk.marks import rows as enquiry_rows
from commonground.web.desk.words import DECISIONS, DUTIES, other_side, said

ROWS = 50


@dataclass(frozen=True)
class Row:
    """One line of the work list."""

    case: Case
    duty: Words
    state: str
    waits_for: Words
    beside: str
    decision: Words


@door(DESK)
def work_list(request: PersonRequest) -> HttpResponse:
    """Open cases; those in which a family's last day is near stand first, then by the next duty's day."""
    parts = queries.parts_of_the_work(request.person, on=today())
    chosen = request.GET.get("show", "")
    found = queries.work_list(on=today())
    if chosen in parts:
        found = found.filter(parts[chosen])
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    urgent = [] if chosen else list(queries.urgent(on=today())[:ROWS])
    context = {
        "rows": [_row(case) for case in page.object_list if case not in urgent],
        "urgent": [_row(case) for case in urgent],
        "enquiries": enquiry_rows(queries.open_enquiries(on=today())[:10]) if not chosen else [],
        "counts": _counts(request),
        "chosen": chosen,
        "page": page,
        "today": today(),
    }
    return render(request, "desk/work_list.html", context)


def _counts(request: PersonRequest) -> list[dict[str, Any]]:
    """The counts that are doors: new enquiries, who waits for a written answer, and each part of the work list."""
    titles = {
        "urgent": _("urgent cases"), "late": _("late"), "today": _("today"), "week": _("this week"),
        "councils": _("waiting for councils"), "mine": _("mine"), "unassigned": _("unassigned"),
    }  # fmt: skip
    sizes = queries.sizes_of_the_work(request.person, on=today())
    doors = [{"key": key, "text": titles[key], "count": sizes[key]} for key in titles]
    new = {"key": "enquiries", "text": _("new enquiries"), "count": queries.open_enquiries(on=today()).count()}
    written = {"key": "conversations", "text": _("to answer in writing"), "count": waiting().count()}
    return [new, written, *doors]


def _row(case: Case) -> Row:
    day = today()
    due = case.next_duty_on
    state = "" if due is None else "late" if due < day else "today" if due == day else ""
    waits = OwedBy(case.waits_for).label if case.waits_for else ""
    return Row(case, said(DUTIES, case.next_duty), state, waits, other_side(case), said(DECISIONS, case.decision))


@door(DESK)
def search(request: PersonRequest) -> HttpResponse:
    """Find cases and enquiries by reference, name or telephone. One exact reference opens the case."""
    asked = request.GET.get("q", "").strip()[:200]
    exact = queries.case_called(asked)
    if exact is not None:
        return redirect("desk:case", reference=exact.reference)
    context = {
        "asked": asked,
        "rows": [_row(case) for case in queries.search(asked)[:ROWS]],
        "enquiries": enquiry_rows(queries.search_enquiries(asked, on=today())[:20]) if asked else [],
        "today": today(),
    }
    return render(request, "desk/search.html", context)
