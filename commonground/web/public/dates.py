"""Check your dates: three questions, and what follows from the answers. The answers stand in the address alone."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from commonground.directory import queries as directory
from commonground.law.options import WITH_SECTIONS
from commonground.record.days import today
from commonground.web.components.doors import EVERYONE, door
from commonground.web.components.plainer import plainer
from commonground.web.public import dates_calendar, dates_mail, services
from commonground.web.public.date_questions import Asked, DatesForm, SectionsForm, answers_in
from commonground.web.public.dates_answer import Answer, answer
from commonground.web.public.dates_ways import ways

DOUBTS = {
    "D1": _(
        "You contact us after the two months. It is not clear whether you can still get a certificate."
        " A person looks at it."
    ),
    "D2": _("The last day to make contact is not a working day. We do not count on a later day."),
    "D8": _("About the school alone we do not count on a certificate for more time."),
    "not sure": _(
        "If it turns out to be only about the school, a certificate may give you no more time."
        " Then plan with the day without a certificate."
    ),
    "D9": _("The time ends on a weekend just before August or Christmas. We count the earlier day."),
    "D20": _(
        "The letter may have been sent after the date on it. The law counts from the day it was sent."
        " We count from the earlier day. Keep the envelope."
    ),
}
"""What is not clear, in a family's words, and what we do to be safe."""


@door(EVERYONE)
def check(request: HttpRequest) -> HttpResponse:
    """The questions, the one more where it is about a plan, or the answer."""
    form = DatesForm(answers_in(request.GET) if request.GET.keys() - {"view"} else None)
    if not form.is_valid() or "change" in request.GET:
        return render(request, "public/dates/questions.html", {"form": form}, status=422 if form.errors else 200)
    asked = form.asked
    if asked.decision in WITH_SECTIONS:
        sections = SectionsForm(answers_in(request.GET) if {"sections", "asked"} & request.GET.keys() else None)
        if not sections.is_valid():
            context = {"form": sections, "asked": asked, "back": _change(asked)}
            return render(request, "public/dates/sections.html", context, status=422 if sections.errors else 200)
        asked = replace(asked, sections=sections.letters)
    return render(request, "public/dates/answer.html", _told(answer(asked, today())))


@door(EVERYONE)
def calendar(request: HttpRequest) -> HttpResponse:
    """The last days as a calendar file; answers that are not right lead back to the questions."""
    found = read(request.GET)
    if found is None or not found.last_days:
        return redirect(f"{reverse('public:dates')}?{request.GET.urlencode()}")
    return dates_calendar.file_of(found, only=request.GET.get("only", ""))


@door(EVERYONE)
@dates_mail.LIMITED
def mail(request: HttpRequest) -> HttpResponse:
    """The same by e-mail."""
    found = read(request.GET)
    if found is None:
        return redirect(f"{reverse('public:dates')}?{request.GET.urlencode()}")
    return dates_mail.page(request, found)


def read(query: QueryDict) -> Answer | None:
    """What follows from the answers in an address, or None where they are not whole."""
    form = DatesForm(answers_in(query))
    if not form.is_valid():
        return None
    asked = form.asked
    if asked.decision in WITH_SECTIONS:
        sections = SectionsForm(answers_in(query))
        if not sections.is_valid():
            return None
        asked = replace(asked, sections=sections.letters)
    return answer(asked, today())


def _change(asked: Asked) -> str:
    """Where the first answers can be changed."""
    return f"{reverse('public:dates')}?{asked.address}&change=yes"


def _told(found: Answer) -> dict[str, Any]:
    """What the page shows beside the dates."""
    council = directory.authority(found.asked.council) if found.asked.council else None
    not_ours = directory.signpost(council, found.today) if council else None
    doubts = [
        *found.doubts,
        *(["not sure"] if found.may_be_placement_only and found.moved else []),
        *(["D20"] if found.last_days and found.routes.appeal else []),
    ]
    return {
        "answer": found,
        "asked": found.asked,
        "change": _change(found.asked),
        "council": council,
        "not_ours": not_ours,
        "services": services.others(council.pk, found.today) if council and not_ours else [],
        "contact": directory.mediation_contact(council) if council and not_ours else None,
        "ways": list(ways(found)),
        "doubts": [DOUBTS[each] for each in dict.fromkeys(doubts) if each in DOUBTS],
        "worked_out": [
            (title, [(plainer(step.step), step.cite, step.rule) for step in steps])
            for title, steps in found.worked_out()
        ],
    }


urlpatterns: list[URLPattern] = [
    path("check-your-dates/", check, name="dates"),
    path("check-your-dates/dates.ics", calendar, name="dates_calendar"),
    path("check-your-dates/e-mail/", mail, name="dates_mail"),
]
