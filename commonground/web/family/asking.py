"""A question, or something that is wrong: written here, answered by a day that the page names."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.cases import questions
from commonground.cases.duties import answer_by
from commonground.cases.words import About
from commonground.record.days import today
from commonground.web.components import forms
from commonground.web.components.doors import FAMILY_CASE, CaseRequest, door
from commonground.web.components.filters import day
from commonground.web.components.limited import limited
from commonground.web.components.pages import form_page
from commonground.web.family.acting import by_web


class AskForm(forms.Form):
    """What it is, in their own words."""

    token = forms.SubmissionToken()
    about = forms.ChoiceField(
        label=gettext_lazy("What is it?"), choices=About.choices, if_empty=gettext_lazy("Say what it is"), inline=True
    )
    text = forms.TextareaField(
        label=gettext_lazy("Tell us in your own words"),
        hint=gettext_lazy("Only you and the people who work here read this. The council does not."),
        called=gettext_lazy("what you tell us"),
        if_empty=gettext_lazy("Write what you want to ask or tell us"),
    )


@door(FAMILY_CASE)
@limited("family-ask", times=30, per=3600)
def ask(request: CaseRequest, reference: str) -> HttpResponse:
    """Ask or tell us; below the form what they asked before, with our answers."""
    about = request.GET.get("about", "")
    context = {
        "case": request.case,
        "answer_by": answer_by(today()),
        "asked": questions.questions_of(request.case, request.person),
    }
    initial = {"about": about if about in About.values else None}
    return form_page(request, AskForm, "family/ask.html", partial(_sent, request), context=context, initial=initial)


def _sent(request: CaseRequest, form: AskForm) -> HttpResponse:
    given = form.cleaned_data
    asked = questions.ask(
        request.case,
        by=by_web(request),
        asked_by=request.person,
        about=About(given["about"]),
        text=given["text"],
        token=given["token"],
    )
    messages.success(request, _("We have it. We answer by %(day)s.") % {"day": day(asked.answer_by)})
    return redirect("family:ask", reference=request.case.reference)
