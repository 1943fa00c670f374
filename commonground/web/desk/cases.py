"""The case at the desk: the bar that stays, the next duties, what can be done, the record beside people and papers."""

from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.calls.queries import calls_about
from commonground.cases import queries
from commonground.cases.duties import Owed, owed
from commonground.cases.facts import Facts
from commonground.cases.gathering import gather
from commonground.cases.models import Case
from commonground.cases.words import FactKind, OwedBy, Route, Stage
from commonground.law import RULES
from commonground.meetings.queries import meetings_of
from commonground.notices.queries import sent_about
from commonground.papers.queries import papers_at_the_desk
from commonground.people.models import Person
from commonground.people.roles import ROLE_NAMES, Role
from commonground.record.days import today
from commonground.record.queries import Look, entries_of
from commonground.record.queries import who_looked as looks_of
from commonground.voice.queries import shared_with
from commonground.web.components.doors import DESK_CASE, CaseRequest, door
from commonground.web.desk.deeds import DEEDS, Deed
from commonground.web.desk.record import SHOWN, lines
from commonground.web.desk.words import DECISIONS, DUTIES, KINDS, said

MEETS: dict[str, tuple[str, ...]] = {
    "give_information": ("information", "attempt"),
    "confirm_information": ("information", "attempt"),
    "next_contact": ("information", "attempt", "undecided"),
    "certify": ("certificate",),
    "tell_authority": ("tell-council",),
    "tell_icb": ("told-nhs",),
    "arrange": ("fix-meeting",),
    "day_30": ("day-30",),
    "chase": ("chase",),
    "record_meeting": ("held", "did-not-happen"),
    "confirm_certificate": ("certificate-arrival",),
    "meet_young_person": ("young-person",),
    "right_passed": ("young-person-joins", "right"),
    "parties_answer": ("answer",),
    "find_day": ("fix-meeting",),
    "give_notice": ("told-family",),
    "answer_question": ("answer-question",),
    "appeal": ("appeal",),
}
"""Which deeds meet a duty, the likeliest first; the case page puts them beside it."""


SHARED = {"voice.shared", "voice.recorded"}
"""Only where one of these happened is it asked whether views are shared with the desk."""


@door(DESK_CASE)
def shown(request: CaseRequest, reference: str) -> HttpResponse:
    """One case."""
    case = request.case
    gather([case])
    prefetch_related_objects([case], "cases_beside")
    facts = queries.facts_of(case)
    offered = {deed.slug: deed for deed in DEEDS.values() if deed.offered(case, facts)}
    duties = owed(facts)
    entries = entries_of(case.pk, people=Person.objects.all())
    said_before = {entry.what for entry in entries}
    due = [_duty(duty, offered) for duty in duties if duty.settled_on is None]
    beside_duties = {deed.slug for duty in due for deed in duty["deeds"]}
    groups: dict[str, list[Deed]] = {"next": [], "more": [], "people": [], "papers": []}
    for deed in offered.values():
        groups["more" if deed.once in said_before else deed.group].append(deed)
    people = list(case.participants.all())
    show = request.GET.get("show", "")
    context: dict[str, Any] = {
        "case": case,
        "facts": facts,
        "stage": Stage(case.stage).label,
        "decision": said(DECISIONS, case.decision),
        "duties": due,
        "first": next((deed.slug for duty in due for deed in duty["deeds"]), ""),
        "appeal": next((d for d in duties if d.kind == "appeal"), None),
        "next": [deed for deed in groups["next"] if deed.slug not in beside_duties],
        "more": [deed for deed in groups["more"] if deed.slug not in beside_duties | {"note"}],
        "about_people": groups["people"],
        "note": DEEDS["note"].form(case=case, initial={"version": case.version}) if "note" in offered else None,
        "people": people,
        "reach": [p for p in people if p.to_on is None and p.holds_right] or people[:1],
        "marks": _marks(case, facts, people),
        "issues": sorted(case.issues.all(), key=lambda issue: issue.pk),
        "parties": sorted(case.parties.all(), key=lambda party: party.pk)
        if facts.route == Route.DISAGREEMENT_RESOLUTION
        else [],
        "meetings": meetings_of(case) if any(f.kind == FactKind.MEETING_FIXED for f in case.facts.all()) else [],
        "certificates": [(c, said(KINDS, c.kind)) for c in facts.certificates],
        "record": [line for line in lines(entries) if line.kind in SHOWN.get(show, {line.kind})],
        "parts": _parts(case, show),
        "papers": papers_at_the_desk(case),
        "views": shared_with(case, request.person).count() if said_before & SHARED else 0,
        "sent": sent_about(case.pk)[:6],
        "calls": calls_about(case.pk) if "call.booked" in said_before else [],
        "beside": [*case.cases_beside.all(), *([case.beside] if case.beside else [])],
    }
    return render(request, "desk/case.html", context)


def _parts(case: Case, show: str) -> list[dict[str, Any]]:
    """The filter of the timeline, as links that stay in the address."""
    titles = {
        "": _("All"), "talks": _("Calls and notes"), "path": _("Path"), "people": _("People"), "papers": _("Papers"),
    }  # fmt: skip
    here = reverse("desk:case", kwargs={"reference": case.reference})
    return [
        {"text": text, "href": f"{here}?show={key}#record" if key else f"{here}#record", "current": key == show}
        for key, text in titles.items()
    ]


def _duty(duty: Owed, offered: dict[str, Deed]) -> dict[str, Any]:
    """A duty with its words, its law, how late it is, and the one or two deeds that meet it now."""
    rule = RULES.get(duty.rule)
    return {
        "what": said(DUTIES, duty.kind),
        "who": OwedBy(duty.owed_by).label,
        "due_on": duty.due_on,
        "state": "late" if duty.due_on < today() else "today" if duty.due_on == today() else "",
        "cite": rule.cite if rule else "",
        "deeds": [offered[slug] for slug in MEETS.get(duty.kind, ()) if slug in offered][:2],
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


@door(DESK_CASE)
def who_looked(request: CaseRequest, reference: str) -> HttpResponse:
    """Everybody who opened the case, hour by hour: at the desk no visit is hidden."""
    looks = looks_of(request.case.pk)[:500]
    ids = {UUID(look.by.removeprefix("person:")) for look in looks}
    names = {f"person:{p.pk}": p.name for p in Person.objects.filter(pk__in=ids)}
    context = {"case": request.case, "looks": [_look(look, names) for look in looks]}
    return render(request, "desk/who_looked.html", context)


def _look(look: Look, names: dict[str, str]) -> dict[str, Any]:
    return {
        "name": names.get(look.by, _("Somebody who has left")),
        "role": ROLE_NAMES[Role(look.as_role)],
        "hour": look.hour,
    }
