"""The case at the desk: the bar that stays, the next duties, what can be done, the record beside people and papers."""

from dataclasses import dataclass
from datetime import date
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
from commonground.cases.each_holder import certificates_owed
from commonground.cases.facts import Facts, Issued
from commonground.cases.gathering import gather
from commonground.cases.models import Case, Participant
from commonground.cases.words import FactKind, OwedBy, Route
from commonground.certificates.queries import without_details
from commonground.law import RULES
from commonground.meetings.queries import meetings_of
from commonground.notices.queries import sent_about
from commonground.papers.queries import papers_at_the_desk
from commonground.people.models import Person
from commonground.people.roles import ROLE_NAMES, Role
from commonground.record.days import today
from commonground.record.personal import Kept, latest_over
from commonground.record.queries import Look, entries_of
from commonground.record.queries import who_looked as looks_of
from commonground.safekeeping.queries import keeping_of
from commonground.voice.queries import shared_with
from commonground.web.components.doors import DESK_CASE, CaseRequest, door
from commonground.web.components.filters import listed
from commonground.web.components.forms.base import Words
from commonground.web.desk.deeds import DEEDS, Deed
from commonground.web.desk.record import SHOWN, lines
from commonground.web.desk.words import DECISIONS, DUTIES, KINDS, said, stage_said

MEETS: dict[str, tuple[str, ...]] = {
    "give_information": ("information", "attempt"),
    "confirm_information": ("information", "attempt"),
    "next_contact": ("information", "attempt", "undecided"),
    "certify": ("certificate", "certificate-wish"),
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
    people = list(case.participants.all())
    waiting = _waiting_for_certificates(facts, people)
    due = [_duty(case, duty, offered, waiting) for duty in duties if duty.settled_on is None]
    beside_duties = {button.slug for duty in due for button in duty["deeds"]}
    groups: dict[str, list[Deed]] = {"next": [], "more": [], "people": [], "papers": []}
    for deed in offered.values():
        groups["more" if deed.once in said_before else deed.group].append(deed)
    show = request.GET.get("show", "")
    context: dict[str, Any] = {
        "case": case,
        "facts": facts,
        "stage": stage_said(facts),
        "decision": said(DECISIONS, case.decision),
        "duties": due,
        "first": next((button.href for duty in due for button in duty["deeds"]), ""),
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
        "certificates": _certificates(facts, people),
        "without_copies": _without_copies(case, facts),
        "keeping": keeping_of(case, ever_held="hold.placed" in said_before),
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


@dataclass(frozen=True)
class Button:
    """A deed that meets a duty, and for whom it is done where several are waiting."""

    slug: str
    title: str
    href: str


def _waiting_for_certificates(facts: Facts, people: list[Participant]) -> dict[date, list[Participant]]:
    """Where several hold the right: who still waits for a certificate, by the day their three working days began."""
    if len(facts.holders) < 2:
        return {}
    found: dict[date, list[Participant]] = {}
    for due in certificates_owed(facts):
        mine = [row for row in people if row.to_on is None and row.holds_right and str(row.person_id) == due.holder]
        found.setdefault(due.since, []).extend(mine[:1])
    return found


def _certificates(facts: Facts, people: list[Participant]) -> list[tuple[Issued, Words, str]]:
    """Each certificate of the case, with its kind, and to whom it was issued where several hold the right."""
    names = {str(row.person_id): row.person.name for row in people} if len(facts.holders) > 1 else {}
    return [(one, said(KINDS, one.kind), names.get(one.holder, "")) for one in facts.certificates]


def _without_copies(case: Case, facts: Facts) -> set[str]:
    """The numbers of certificates of which no copy is kept any more; only asked where one is old enough."""
    old = [one for one in facts.certificates if one.on <= latest_over(Kept.CERTIFICATE, today())]
    return without_details(case) if old else set()


def _buttons(case: Case, duty: Owed, offered: dict[str, Deed], people: list[Participant]) -> list[Button]:
    """The one or two deeds that meet a duty; the certificate, one for each who waits for theirs."""
    deeds = [offered[slug] for slug in MEETS.get(duty.kind, ()) if slug in offered][:2]
    found = []
    for deed in deeds:
        href = reverse("desk:do", kwargs={"reference": case.reference, "deed": deed.slug})
        if deed.slug != "certificate" or not people:
            found.append(Button(deed.slug, str(deed.title), href))
            continue
        for row in people:
            title = _("Issue the certificate for %(name)s") % {"name": row.person.name}
            found.append(Button(deed.slug, title, f"{href}?holder={row.pk}"))
    return found


def _duty(
    case: Case, duty: Owed, offered: dict[str, Deed], waiting: dict[date, list[Participant]]
) -> dict[str, Any]:  # fmt: skip
    """A duty with its words, its law, how late it is, and the deeds that meet it now."""
    rule = RULES.get(duty.rule)
    people = waiting.get(duty.since, []) if duty.kind == "certify" else []
    what = said(DUTIES, duty.kind)
    return {
        "what": f"{what}: {listed([row.person.name for row in people])}" if people else what,
        "who": OwedBy(duty.owed_by).label,
        "due_on": duty.due_on,
        "state": "late" if duty.due_on < today() else "today" if duty.due_on == today() else "",
        "cite": rule.cite if rule else "",
        "deeds": _buttons(case, duty, offered, people),
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
