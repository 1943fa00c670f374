"""The case at the desk: the bar that stays, the next duties, what can be done, the record beside people and papers."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from commonground.cases import queries
from commonground.cases.facts import Facts
from commonground.cases.models import Case, Duty
from commonground.cases.words import OwedBy, Stage
from commonground.certificates.queries import certificates_of
from commonground.law import RULES
from commonground.meetings.queries import meetings_of
from commonground.record.days import today
from commonground.record.queries import entries_of
from commonground.web.components.doors import DESK_CASE, CaseRequest, door
from commonground.web.desk.deeds import DEEDS
from commonground.web.desk.record import lines
from commonground.web.desk.words import DECISIONS, DUTIES, KINDS, said


@door(DESK_CASE)
def shown(request: CaseRequest, reference: str) -> HttpResponse:
    """One case."""
    case = request.case
    facts = queries.facts_of(case)
    offered = [deed for deed in DEEDS.values() if deed.offered(case, facts)]
    people = list(case.participants.select_related("person", "party").order_by("id"))
    context: dict[str, Any] = {
        "case": case,
        "facts": facts,
        "stage": Stage(case.stage).label,
        "decision": said(DECISIONS, case.decision),
        "duties": [_duty(d) for d in case.duties.filter(settled_on=None).order_by("due_on")],
        "appeal": next((d for d in case.duties.all() if d.kind == "appeal"), None),
        "next": [deed for deed in offered if deed.group == "next"],
        "more": [deed for deed in offered if deed.group == "more"],
        "about_people": [deed for deed in offered if deed.group == "people"],
        "people": people,
        "marks": _marks(case, facts, people),
        "issues": case.issues.order_by("id"),
        "parties": case.parties.order_by("id"),
        "meetings": meetings_of(case),
        "certificates": [(c, said(KINDS, c.kind)) for c in certificates_of(case)],
        "record": lines(entries_of(case.pk)),
        "beside": list(Case.objects.filter(beside=case)) + ([case.beside] if case.beside else []),
    }
    return render(request, "desk/case.html", context)


def _duty(duty: Duty) -> dict[str, Any]:
    """A duty with its words, its law and how late it is."""
    rule = RULES.get(duty.rule)
    return {
        "what": said(DUTIES, duty.kind),
        "who": OwedBy(duty.owed_by).label,
        "due_on": duty.due_on,
        "state": "late" if duty.due_on < today() else "today" if duty.due_on == today() else "",
        "cite": rule.cite if rule else "",
        "ours": duty.owed_by == OwedBy.US,
    }


def _marks(case: Case, facts: Facts, people: list[Any]) -> list[str]:
    """The safety marks of the bar that stays."""
    found = []
    if case.contact_stopped or any(p.contact_stopped for p in people):
        found.append(_("no contact"))
    if any(p.safe_contact for p in people):
        found.append(_("safe contact: see people"))
    if any(p.do_not_disclose_to or p.court_orders for p in people):
        found.append(_("do not disclose: see people"))
    if any(p.needs for p in people):
        found.append(_("access needs"))
    if case.urgent_from is not None and case.urgent_from <= facts.as_of:
        found.append(_("urgent"))
    return found
