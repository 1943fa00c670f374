"""The work list: counts that are doors, then one row a case in order of the next duty."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commonground.cases import queries
from commonground.cases.models import Case, Enquiry
from commonground.cases.words import OwedBy
from commonground.people.keys import name_key, telephone_key
from commonground.record.days import today
from commonground.web.components.doors import DESK, PersonRequest, door
from commonground.web.components.forms.base import Words
from commonground.web.desk.marks import rows as enquiry_rows
from commonground.web.desk.words import DECISIONS, DUTIES, said

ROWS = 50


@dataclass(frozen=True)
class Row:
    """One line of the work list."""

    case: Case
    duty: Words
    state: str
    waits_for: Words
    decision: Words


def _conditions(request: PersonRequest) -> dict[str, Q]:
    day = today()
    return {
        "urgent": Q(urgent_from__lte=day),
        "late": Q(next_duty_on__lt=day),
        "today": Q(next_duty_on=day),
        "week": Q(next_duty_on__gte=day, next_duty_on__lte=day + timedelta(days=7)),
        "councils": Q(waits_for__in=[OwedBy.AUTHORITY, OwedBy.ICB]),
        "mine": Q(adviser=request.person),
        "unassigned": Q(adviser=None),
    }


@door(DESK)
def work_list(request: PersonRequest) -> HttpResponse:
    """Open cases; those in which a family's last day is near stand first, then by the next duty's day."""
    conditions = _conditions(request)
    chosen = request.GET.get("show", "")
    found = queries.work_list(on=today())
    if chosen in conditions:
        found = found.filter(conditions[chosen])
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    urgent = [] if chosen else list(queries.urgent(on=today())[:ROWS])
    context = {
        "rows": [_row(case) for case in page.object_list if case not in urgent],
        "urgent": [_row(case) for case in urgent],
        "enquiries": enquiry_rows(queries.open_enquiries()[:10]) if not chosen else [],
        "counts": _counts(conditions),
        "chosen": chosen,
        "page": page,
        "today": today(),
    }
    return render(request, "desk/work_list.html", context)


def _counts(conditions: dict[str, Q]) -> list[dict[str, Any]]:
    """The counts that are doors, in one query, and the enquiries in another."""
    titles = {
        "urgent": _("urgent"), "late": _("late"), "today": _("today"), "week": _("this week"),
        "councils": _("waiting for councils"), "mine": _("mine"), "unassigned": _("unassigned"),
    }  # fmt: skip
    open_cases = Case.objects.filter(closed_on=None)
    counted = open_cases.aggregate(**{key: Count("pk", filter=where) for key, where in conditions.items()})
    doors = [{"key": key, "text": titles[key], "count": counted[key]} for key in titles]
    enquiries = Enquiry.objects.filter(closed_on=None).count()
    return [{"key": "enquiries", "text": _("new enquiries"), "count": enquiries}, *doors]


def _row(case: Case) -> Row:
    day = today()
    due = case.next_duty_on
    state = "" if due is None else "late" if due < day else "today" if due == day else ""
    waits = OwedBy(case.waits_for).label if case.waits_for else ""
    return Row(case, said(DUTIES, case.next_duty), state, waits, said(DECISIONS, case.decision))


@door(DESK)
def search(request: PersonRequest) -> HttpResponse:
    """Find cases and enquiries by reference, name or telephone. One exact reference opens the case."""
    asked = request.GET.get("q", "").strip()[:200]
    reference = asked.upper().replace(" ", "-")
    exact = Case.objects.filter(reference=reference).first()
    if exact is not None:
        return redirect("desk:case", reference=exact.reference)
    cases = _found(asked) if asked else Case.objects.none()
    enquiries = Enquiry.objects.filter(closed_on=None).filter(
        Q(reference=reference) | Q(child_key__contains=name_key(asked)) | Q(email_key=asked.casefold())
    )
    context = {
        "asked": asked,
        "rows": [_row(case) for case in cases[:ROWS]],
        "enquiries": enquiry_rows(enquiries[:20]) if asked else [],
        "today": today(),
    }
    return render(request, "desk/search.html", context)


def _found(asked: str) -> QuerySet[Case]:
    """Cases with a participant or child whose name has every word, or whose number or address is this one."""
    key = name_key(asked)
    people = Q(participants__person__name_key__contains=key) | Q(child__name_key__contains=key)
    if telephone_key(asked):
        people |= Q(participants__person__telephone_key=telephone_key(asked))
    if "@" in asked:
        people |= Q(participants__person__email_key=asked.casefold())
    return Case.objects.filter(people).select_related("child", "authority", "adviser").distinct().order_by("-opened_on")
