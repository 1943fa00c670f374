"""Patterns at the desk: what supporters meet again and again, passed on without names, and what came back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.feedback import commands
from commonground.feedback.models import Pattern
from commonground.feedback.queries import patterns_at_the_desk
from commonground.web.components import forms
from commonground.web.components.doors import DESK, PersonRequest, door
from commonground.web.components.pages import form_page

ROWS = 100


class PassForm(forms.Form):
    """The words that go to whoever commissions the service for the council."""

    text = forms.TextareaField(
        label=gettext_lazy("What is passed on?"),
        hint=gettext_lazy("Take out whatever could name a family, a child or who told us."),
        called=gettext_lazy("what is passed on"),
        max_length=2000,
        if_empty=gettext_lazy("Write what is passed on"),
    )


class ReplyForm(forms.Form):
    """What came back."""

    text = forms.TextareaField(
        label=gettext_lazy("What did they say?"),
        hint=gettext_lazy("Whoever raised it reads this."),
        called=gettext_lazy("what they said"),
        max_length=2000,
        if_empty=gettext_lazy("Write what they said"),
    )


@door(DESK)
def listed(request: PersonRequest) -> HttpResponse:
    """What waits to be passed on first, then what waits for an answer."""
    return render(request, "desk/patterns.html", {"patterns": list(patterns_at_the_desk()[:ROWS])})


@door(DESK)
def shown(request: PersonRequest, pattern: str) -> HttpResponse:
    """One pattern, and the form of its next step."""
    found = get_object_or_404(patterns_at_the_desk(), pk=pattern)
    context = {"pattern": found}
    if found.passed_on is None:
        initial = {"text": found.text}
        return form_page(
            request, PassForm, "desk/pattern.html", lambda form: _passed(request, found, form), context=context,
            initial=initial,
        )  # fmt: skip
    return form_page(
        request, ReplyForm, "desk/pattern.html", lambda form: _answered(request, found, form), context=context,
        initial={"text": found.answer},
    )  # fmt: skip


def _passed(request: PersonRequest, pattern: Pattern, form: PassForm) -> HttpResponse:
    sent = commands.pass_on(pattern, by=request.person, text=form.cleaned_data["text"])
    said = _("It goes out by e-mail.") if sent else _("We have no address for it. Tell them another way today.")
    messages.success(request, _("Passed on.") + " " + said)
    return redirect("desk:patterns")


def _answered(request: PersonRequest, pattern: Pattern, form: ReplyForm) -> HttpResponse:
    commands.record_reply(pattern, by=request.person, text=form.cleaned_data["text"])
    messages.success(request, _("Written down. Whoever raised it can read it."))
    return redirect("desk:patterns")
