"""The pages of the request. Looking changes nothing; every answer is kept as soon as it is right."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from commonground import law
from commonground.calls.queries import interpreted
from commonground.cases import drafts
from commonground.cases import request as said
from commonground.cases.models import Draft, Enquiry
from commonground.cases.queries import last_days_of
from commonground.cases.telling import to_enquirer
from commonground.casework.intake import days_to_tell, may_have_a_letter, receive_draft
from commonground.directory import queries as directory
from commonground.documents.queries import files_about
from commonground.law import CertificateNeed, Decision
from commonground.law.options import WITH_SECTIONS
from commonground.record.days import today
from commonground.web.components.doors import EVERYONE, door
from commonground.web.components.forms import signed
from commonground.web.components.limited import limited
from commonground.web.components.pages import form_page
from commonground.web.public.ask import calling, journey, keeping, telling
from commonground.web.public.ask.answers import Answers
from commonground.web.public.ask.questions import Question, Send

HOUR = 3600
SYSTEM = "system:public"
LINKS = ("council", "decision", "sent", "sections", "interpreter", "language")
"""What a link to the request may bring along."""
ASIDE = {"save": "public:ask_saved", "close": "public:ask_close"}
"""The buttons by which somebody leaves a page for later, and where each leads once what they typed is kept."""
NOT_TYPED = {"csrfmiddlewaretoken", "token", *ASIDE}


@door(EVERYONE)
@limited("ask", times=120, per=HOUR)
def start(request: HttpRequest) -> HttpResponse:
    """What it is, and the way in. A link may bring answers along; they are kept once the person begins."""
    if request.method == "POST":
        draft = drafts.begin(journey.begun_with(request.POST))
        keeping.remember(request, draft)
        return onward(draft)
    known = Answers(journey.begun_with(request.GET))
    begun = keeping.shown(request)
    context = {
        "linked": {name: request.GET.get(name, "")[:40] for name in LINKS},
        "known": [line for line in telling.lines(known) if line.page.slug in known],
        "begun": begun if begun and begun.enquiry is None else None,
        "kept": drafts.DAYS_KEPT,
        "deleted": "deleted" in request.GET,
        "closed": "closed" in request.GET,
    }
    return render(request, "public/ask/start.html", context)


@door(EVERYONE)
@limited("ask-page", times=900, per=HOUR)
def question(request: HttpRequest, slug: str) -> HttpResponse:
    """One page of the journey."""
    at = journey.page(slug)
    if at is None:
        raise Http404
    draft = keeping.sent(request) if request.method == "POST" else keeping.shown(request)
    if draft is None:
        return redirect("public:ask_gone")
    if draft.enquiry is not None:
        return redirect(reverse("public:ask_sent") + "?again=yes")
    answers = Answers(draft.answers)
    if not at.applies(answers):
        return onward(draft)
    if nothing_typed(request) and (aside := asides(request)):
        return redirect(aside)

    def done(form: Question) -> HttpResponse:
        kept = drafts.answer(draft, journey.changes(at, form.cleaned_data))
        aside = asides(request)
        return redirect(aside) if aside else onward(kept, after=at.slug)

    first = {**journey.initial(at, answers), "token": signed(draft.token)}
    context = {**told(at, answers), "code": drafts.code_of(draft)}
    return form_page(request, at.form, at.template, done, context=context, initial=first, answers=answers)


@door(EVERYONE)
@limited("ask-send", times=120, per=HOUR)
def check(request: HttpRequest) -> HttpResponse:
    """Everything once more, and the button that sends it."""
    draft = keeping.sent(request) if request.method == "POST" else keeping.shown(request)
    if draft is None:
        return redirect("public:ask_gone")
    if draft.enquiry is not None:
        return redirect("public:ask_sent")
    answers = Answers(draft.answers)
    if journey.unanswered(answers) is not None:
        return onward(draft)

    def done(form: Send) -> HttpResponse:
        receive_draft(draft, words_of=telling.words_of, by=SYSTEM, call_of=calling.asked)
        return redirect("public:ask_sent")

    parts = [(part, list(found)) for part, found in groupby(telling.lines(answers), lambda line: str(line.page.part))]
    context = {
        "parts": parts,
        "last_days": answers.last_days,
        "happened_on": answers.happened_on,
        "certificate_counts": _certificate_counts(answers.decision, answers.sections),
        "passed": bool(answers.urgency and answers.urgency.passed),
        "call_gone": calling.gone(answers),
    }
    return form_page(request, Send, "public/ask/check.html", done, context=context, initial=_token(draft))


@door(EVERYONE)
def sent(request: HttpRequest) -> HttpResponse:
    """The reference, and what happens next: what cannot wait comes first."""
    draft = keeping.shown(request)
    if draft is None or draft.enquiry is None:
        return redirect("public:ask")
    enquiry = draft.enquiry
    urgent = enquiry.urgent_from is not None and enquiry.urgent_from <= enquiry.arrived_on
    council = enquiry.authority
    elsewhere = council if council and directory.signpost(council, today()) else None
    call = calling.booked_with(enquiry)
    context = {
        "enquiry": enquiry,
        "asked": said.of(enquiry),
        "letter_later": may_have_a_letter(enquiry.decision) and not files_about(enquiry.pk),
        "urgent": urgent,
        "in_time": urgent and not elsewhere and _in_time(enquiry),
        "needs_none": urgent and _needs_none(enquiry),
        "today": enquiry.answer_by == enquiry.arrived_on,
        "passed": urgent and _passed(enquiry),
        "last_days": days_to_tell(enquiry),
        "claims": enquiry.decision == Decision.DISCRIMINATION,
        "certificate_counts": _certificate_counts(*_matter(enquiry)),
        "elsewhere": elsewhere,
        "council": council,
        "council_href": reverse("public:council", args=[directory.slug_of(council)]) if council else "",
        "again": "again" in request.GET,
        "call": call,
        "interpreter": interpreted(call),
        "told": to_enquirer(enquiry),
    }
    return render(request, "public/ask/sent.html", context)


@door(EVERYONE)
def gone(request: HttpRequest) -> HttpResponse:
    """There is no draft in this browser: how to get back to it, or begin."""
    if keeping.shown(request) is not None:
        return redirect("public:ask")
    return render(request, "public/ask/gone.html", {"kept": drafts.DAYS_KEPT})


def _in_time(enquiry: Enquiry) -> bool:
    """Whether it reached us before every last day, about a decision for which an appeal needs a certificate."""
    return _certificate_counts(*_matter(enquiry)) and not _passed(enquiry)


def _needs_none(enquiry: Enquiry) -> bool:
    """Whether it is about a decision that can be appealed without a certificate: the school alone (R6)."""
    decision, sections = _matter(enquiry)
    return decision is not None and law.routes(decision, sections=sections).certificate == CertificateNeed.NOT_REQUIRED


def _matter(enquiry: Enquiry) -> tuple[Decision | None, frozenset[str]]:
    """What it is about: the decision, and the sections of the plan."""
    sections = frozenset(filter(None, enquiry.sections.split(",")))
    return (Decision(enquiry.decision) if enquiry.decision else None), sections


def _certificate_counts(decision: Decision | None, sections: frozenset[str]) -> bool:
    """Whether a certificate can move the last day: it is needed, and it is not the school alone, or may be (D8)."""
    if decision is None or (decision in WITH_SECTIONS and not sections):
        return False
    return law.routes(decision, sections=sections).certificate == CertificateNeed.REQUIRED


def _passed(enquiry: Enquiry) -> bool:
    """Whether a last day had passed on the day it reached us."""
    return any(day.date < enquiry.arrived_on for day in last_days_of(enquiry))


def _token(draft: Draft) -> dict[str, str]:
    return {"token": signed(draft.token)}


def asides(request: HttpRequest) -> str:
    """Where they go who leave this page for later; empty where they go on."""
    return next((page for button, page in ASIDE.items() if button in request.POST), "")


def nothing_typed(request: HttpRequest) -> bool:
    """Whether nothing was typed on this page: then it need not be right to be left."""
    typed = (value for name in request.POST.keys() - NOT_TYPED for value in request.POST.getlist(name))
    return not any(str(value).strip() for value in typed)


def onward(draft: Draft, *, after: str = "") -> HttpResponse:
    """To the next page that nobody has answered, or to the last look at all of them."""
    following = journey.unanswered(Answers(draft.answers), after=after)
    return redirect("public:ask_question", slug=following.slug) if following else redirect("public:ask_check")


def told(at: journey.Page, answers: Answers) -> Mapping[str, Any]:
    """What the page shows beside its form."""
    back = journey.before(at.slug, answers)
    council = directory.authority(answers.council) if "council" in at.note else None
    return {
        "page": at,
        "heading": at.heading(answers),
        "back": reverse("public:ask_question", args=[back.slug]) if back else reverse("public:ask"),
        "council": council,
        "contact": directory.mediation_contact(council) if council and answers.not_ours else None,
        "services": answers.services if council else [],
        "urgency": answers.urgency if at.slug == "last-days" else None,
        "certificate_counts": _certificate_counts(answers.decision, answers.sections),
        "elsewhere": answers.not_ours if at.slug == "last-days" else False,
        "letter_on": answers.letter_on,
        "happened_on": answers.happened_on,
        "day_page": "happened" if answers.happened_on else "letter-dates" if answers.found_on else "letter",
        "old": journey.long_ago(answers),
    }
