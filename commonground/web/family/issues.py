"""What a family disagrees with, by section of the plan, kept up by themselves; one parent never reads another's."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.cases import issues
from commonground.cases.models import Issue
from commonground.cases.words import Agreed
from commonground.web.components import forms
from commonground.web.components.doors import FAMILY_CASE, CaseRequest, door
from commonground.web.components.forms import Choice
from commonground.web.components.limited import limited
from commonground.web.components.pages import form_page
from commonground.web.components.sections import SECTIONS
from commonground.web.family.acting import ButtonForm, by_web
from commonground.web.family.choices import not_now
from commonground.web.family.picture import Picture, picture_of

NONE = Choice("", gettext_lazy("None of these, or I am not sure"))


class IssueForm(forms.Form):
    """One thing they disagree with."""

    section = forms.ChoiceField(
        label=gettext_lazy("Which part of the plan is it about?"), choices=[*SECTIONS, NONE], required=False
    )
    what = forms.TextareaField(
        label=gettext_lazy("What do you disagree with?"),
        hint=gettext_lazy("In your own words. A few lines are enough."),
        called=gettext_lazy("what you disagree with"),
        max_length=2000,
        rows=4,
        if_empty=gettext_lazy("Write what you disagree with"),
    )
    wanted = forms.TextareaField(
        label=gettext_lazy("What would you like instead?"),
        called=gettext_lazy("what you would like"),
        max_length=2000,
        rows=4,
        required=False,
    )
    health = forms.TextareaField(
        label=gettext_lazy("Is there support from the NHS that you want?"),
        hint=gettext_lazy("Then the NHS can be asked to come to a meeting too."),
        called=gettext_lazy("what you wrote about the NHS"),
        max_length=2000,
        rows=3,
        required=False,
    )


def may_write(p: Picture) -> bool:
    """Whether the viewer may add and change: the family themselves, and a supporter who was asked to write for them."""
    if p.parted or p.case.closed_on:
        return False
    return p.mine.helps is None or Agreed.SPEAK in p.mine.agreed


@door(FAMILY_CASE)
def listed(request: CaseRequest, reference: str) -> HttpResponse:
    """Their issues, by section."""
    p = picture_of(request.case, request.person)
    names = {choice.value: choice.label for choice in SECTIONS}
    rows = [{"row": row, "section": names.get(row.section, "")} for row in issues.issues_of(p.case, p.person)]
    told = p.facts.la_told_on if p.mediation else None
    context = {"p": p, "case": p.case, "rows": rows, "may_write": may_write(p), "told": told}
    return render(request, "family/issues.html", context)


@door(FAMILY_CASE)
@limited("family-issue", times=60, per=3600)
def add(request: CaseRequest, reference: str) -> HttpResponse:
    """One more."""
    p = picture_of(request.case, request.person)
    if not may_write(p):
        return not_now(request, p)

    def done(form: IssueForm) -> HttpResponse:
        issues.add_issue(request.case, by=by_web(request), **_words(form))
        messages.success(request, _("Saved. Add another if there is more."))
        return redirect("family:issues", reference=request.case.reference)

    return form_page(request, IssueForm, "family/issue.html", done, context={"p": p, "case": p.case, "row": None})


def _words(form: IssueForm) -> dict[str, Any]:
    given = form.cleaned_data
    return {
        "what": given["what"], "section": given["section"], "wanted": given["wanted"],
        "health_provision_wanted": given["health"],
    }  # fmt: skip


def _theirs(request: CaseRequest, issue: int) -> tuple[Picture, Issue]:
    p = picture_of(request.case, request.person)
    row = next((row for row in issues.issues_of(p.case, p.person) if row.pk == issue), None)
    if row is None:
        raise Http404
    return p, row


@door(FAMILY_CASE)
@limited("family-issue", times=60, per=3600)
def change(request: CaseRequest, reference: str, issue: int) -> HttpResponse:
    """The same in other words."""
    p, row = _theirs(request, issue)
    if not may_write(p):
        return not_now(request, p)
    initial = {
        "section": row.section,
        "what": row.what,
        "wanted": row.wanted,
        "health": row.health_provision_wanted,
    }
    done = partial(_changed, request, row)
    context = {"p": p, "case": p.case, "row": row}
    return form_page(request, IssueForm, "family/issue.html", done, context=context, initial=initial)


def _changed(request: CaseRequest, row: Issue, form: IssueForm) -> HttpResponse:
    still_health = row.is_health and not row.health_provision_wanted
    issues.change_issue(request.case, by=by_web(request), issue=row.pk, is_health=still_health, **_words(form))
    messages.success(request, _("Saved."))
    return redirect("family:issues", reference=request.case.reference)


@door(FAMILY_CASE)
@limited("family-issue", times=60, per=3600)
def drop(request: CaseRequest, reference: str, issue: int) -> HttpResponse:
    """No longer in dispute."""
    p, row = _theirs(request, issue)
    if not may_write(p):
        return not_now(request, p)

    def done(form: ButtonForm) -> HttpResponse:
        issues.drop_issue(request.case, by=by_web(request), issue=row.pk)
        messages.success(request, _("Taken off your list. We keep a note that it was there."))
        return redirect("family:issues", reference=request.case.reference)

    return form_page(request, ButtonForm, "family/issue_drop.html", done, context={"p": p, "case": p.case, "row": row})
