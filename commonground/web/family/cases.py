"""A family's own cases, and one case: where it is, what can be done, the steps, the dates, and where the rest is."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commonground.calls.queries import call_with, interpreted
from commonground.cases.duties import answer_by
from commonground.cases.queries import enquiries_of, family_cases
from commonground.cases.request import for_whom
from commonground.cases.words import Answer, PartyKind
from commonground.certificates.models import Certificate
from commonground.certificates.queries import visible_certificates
from commonground.meetings.models import Meeting
from commonground.meetings.queries import meeting_ahead
from commonground.web.components.doors import FAMILY, FAMILY_CASE, CaseRequest, PersonRequest, door
from commonground.web.family.dates import dates_of
from commonground.web.family.picture import Picture, picture_of, pictures_of
from commonground.web.family.possible import changes_of_mind, things_to_do
from commonground.web.family.standing import standing_of
from commonground.web.family.steps import steps_of


@door(FAMILY)
def home(request: PersonRequest) -> HttpResponse:
    """One's own cases, the open ones first; straight to the case where there is only one."""
    seen = family_cases(request.person).select_related("child", "authority", "adviser", "mediator")
    cases = sorted(seen, key=lambda case: (case.closed_on is not None, -case.opened_on.toordinal(), case.reference))
    enquiries = list(enquiries_of(request.person))
    if len(cases) == 1 and not enquiries:
        return redirect("family:case", reference=cases[0].reference)
    pictures = pictures_of(cases, request.person)
    lines = [{"p": p, "standing": standing_of(p)} for p in pictures]
    sent = [(each, for_whom(each)) for each in enquiries]
    context = {"lines": lines, "enquiries": sent, "dates": dates_ahead(pictures)}
    context["helps"] = any(p.mine.helps for p in pictures)
    return render(request, "family/home.html", context)


def dates_ahead(pictures: list[Picture]) -> list[dict[str, object]]:
    """For somebody who helps several families: the days that matter in all of those cases, the nearest first."""
    helping = [p for p in pictures if p.mine.helps and not p.parted and p.case.closed_on is None]
    if len(helping) < 2:
        return []
    found = [
        {"p": p, "on": one.on, "title": one.title} for p in helping for one in dates_of(p, None) if one.on >= p.today
    ]
    met = [{"p": p, "on": p.facts.meeting_on, "title": _("The meeting")} for p in helping if p.facts.meeting_on]
    return sorted(found + met, key=lambda line: (line["on"], line["title"]))


@door(FAMILY_CASE)
def case(request: CaseRequest, reference: str) -> HttpResponse:
    """One case as this person may see it."""
    p = picture_of(request.case, request.person)
    if p.parted:
        return _as_it_was(request, p)
    certificates, meeting = certificates_for(p), meeting_for(p)
    call, standing = call_with(p.case.pk, p.person), standing_of(p, meeting)
    context = {
        "p": p,
        "case": p.case,
        "standing": standing,
        "things": things_to_do(p, certificates, call),
        "steps": steps_of(p, standing),
        "dates": dates_of(p, meeting),
        "meeting": meeting,
        "certificates": certificates,
        "answers": answers_of(p),
        "changes": changes_of_mind(p),
        "answer_by": answer_by(p.today),
        "call": call,
        "interpreter": interpreted(call),
    }
    return render(request, "family/case.html", context)


def _as_it_was(request: CaseRequest, p: Picture) -> HttpResponse:
    """A young person's case for a parent who held the right before: what they had, and nothing new (R9)."""
    moved = p.facts.certificate_days and max(p.facts.certificate_days) > p.reads_until
    context = {
        "p": p,
        "case": p.case,
        "since": p.reads_until + timedelta(days=1),
        "last_day": None if moved else p.last_appeal_day,
        "certificates": certificates_for(p),
        "answer_by": answer_by(p.today),
    }
    return render(request, "family/parted.html", context)


def certificates_for(p: Picture) -> list[Certificate]:
    """The viewer's own certificates; asks the database only where the case has one of theirs."""
    mine = any(issued.holder == str(p.person.pk) for issued in p.facts.certificates)
    return list(visible_certificates(p.case, p.person)) if mine else []


def meeting_for(p: Picture) -> Meeting | None:
    """The meeting that is fixed; asks the database only where one is."""
    return meeting_ahead(p.case) if p.facts.meeting_on else None


def answers_of(p: Picture) -> list[dict[str, object]]:
    """What each side said to disagreement resolution, and why where it said no (R54). A family's own why is its own."""
    if p.mediation:
        return []
    return [
        {
            "name": party.name if party.kind != PartyKind.FAMILY else "",
            "answer": Answer(party.answer),
            "on": party.answered_on,
            "why": party.why if party.kind != PartyKind.FAMILY else "",
        }
        for party in sorted(p.case.parties.all(), key=lambda party: (party.kind != PartyKind.FAMILY, party.pk))
    ]
