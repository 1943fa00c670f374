"""Somebody who helps: brought in, told what they may do, and ended, by the one they help; and they may stop themselves.

A young person whose case it has become says here, of each parent, whether they may go on seeing it.
"""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.cases import helping, passing
from commonground.cases.models import Participant
from commonground.cases.words import Agreed
from commonground.people.roles import Role
from commonground.web.components import forms
from commonground.web.components.doors import FAMILY_CASE, CaseRequest, door
from commonground.web.components.limited import limited
from commonground.web.components.pages import form_page
from commonground.web.family.acting import ButtonForm, by_web
from commonground.web.family.choices import not_now
from commonground.web.family.picture import Picture, picture_of
from commonground.web.family.possible import parents_to_decide_about


class AgreedForm(forms.Form):
    """What a supporter may do beside reading where the case is and its dates."""

    agreed = forms.MultipleChoiceField(
        label=gettext_lazy("What else may they do?"),
        hint=gettext_lazy("They see where your case is and its dates. Choose more only if you want to."),
        choices=Agreed.choices,
        required=False,
    )


class SupporterForm(AgreedForm):
    """Who helps, and how they sign in."""

    name = forms.TextField(
        label=gettext_lazy("Their full name"),
        called=gettext_lazy("their name"),
        max_length=200,
        if_empty=gettext_lazy("Tell us their name"),
    )
    relationship = forms.TextField(
        label=gettext_lazy("Who are they?"),
        hint=gettext_lazy("For example: my sister, SENDIASS adviser, solicitor."),
        called=gettext_lazy("who they are"),
        max_length=100,
        required=False,
    )
    email = forms.EmailField(
        label=gettext_lazy("Their e-mail address"),
        hint=gettext_lazy("We write to them once, and they sign in with it. Leave it empty if they need not sign in."),
        required=False,
    )
    telephone = forms.TelephoneField(label=gettext_lazy("Their telephone number"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields(["name", "relationship", "email", "telephone", "agreed"])


class DecideForm(AgreedForm):
    """A young person's word about a parent."""

    may_see = forms.ChoiceField(
        label=gettext_lazy("May they see your case?"),
        hint=gettext_lazy("You can change it later. What you write in your own space stays yours either way."),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        if_empty=gettext_lazy("Say yes or no"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["agreed"].label = _("If yes, what else may they do?")
        self.order_fields(["may_see", "agreed"])


def helpers_of(p: Picture) -> list[Participant]:
    """Those who help the viewer today."""
    return [row for row in p.people if row.helps_id == p.mine.pk]


def _agreed(form: AgreedForm) -> list[Agreed]:
    return [Agreed(one) for one in form.cleaned_data["agreed"]]


@door(FAMILY_CASE)
@limited("family-supporter", times=30, per=3600)
def add(request: CaseRequest, reference: str) -> HttpResponse:
    """Bring somebody in who helps the viewer."""
    p = picture_of(request.case, request.person)
    if p.mine.role != Role.FAMILY or p.parted:
        return not_now(request, p)
    context = {"p": p, "case": p.case}
    return form_page(request, SupporterForm, "family/supporter_add.html", partial(_added, request, p), context=context)


def _added(request: CaseRequest, p: Picture, form: SupporterForm) -> HttpResponse:
    given = form.cleaned_data
    row = helping.bring_in(
        request.case, by=by_web(request), helps=p.mine.pk, name=given["name"], email=given["email"],
        telephone=given["telephone"], relationship=given["relationship"], agreed=_agreed(form),
    )  # fmt: skip
    told = _(" We have written to them.") if row.person.email else ""
    messages.success(request, _("%(name)s can help you now.") % {"name": row.person.name} + told)
    return redirect("family:people", reference=request.case.reference)


def _mine(request: CaseRequest, supporter: int) -> tuple[Picture, Participant]:
    """The viewer's own supporter of that number; nobody else's exists for them."""
    p = picture_of(request.case, request.person)
    row = next((row for row in helpers_of(p) if row.pk == supporter), None)
    if row is None:
        raise Http404
    return p, row


@door(FAMILY_CASE)
@limited("family-supporter", times=30, per=3600)
def change(request: CaseRequest, reference: str, supporter: int) -> HttpResponse:
    """What a supporter may do from now on."""
    p, row = _mine(request, supporter)

    def done(form: AgreedForm) -> HttpResponse:
        helping.change_agreed(request.case, by=by_web(request), supporter=row.pk, agreed=_agreed(form))
        messages.success(request, _("Saved. It counts from now on."))
        return redirect("family:people", reference=request.case.reference)

    context = {"p": p, "case": p.case, "row": row}
    return form_page(
        request, AgreedForm, "family/supporter_change.html", done, context=context, initial={"agreed": row.agreed}
    )


@door(FAMILY_CASE)
@limited("family-supporter", times=30, per=3600)
def end(request: CaseRequest, reference: str, supporter: int) -> HttpResponse:
    """A supporter sees nothing from now on."""
    p, row = _mine(request, supporter)

    def done(form: ButtonForm) -> HttpResponse:
        helping.end_help(request.case, by=by_web(request), supporter=row.pk)
        messages.success(request, _("%(name)s can no longer see your case.") % {"name": row.person.name})
        return redirect("family:people", reference=request.case.reference)

    context = {"p": p, "case": p.case, "row": row}
    return form_page(request, ButtonForm, "family/supporter_end.html", done, context=context)


@door(FAMILY_CASE)
@limited("family-supporter", times=30, per=3600)
def stop_helping(request: CaseRequest, reference: str) -> HttpResponse:
    """A supporter no longer helps, and sees nothing from now on."""
    p = picture_of(request.case, request.person)
    if p.mine.role != Role.SUPPORTER:
        return not_now(request, p)

    def done(form: ButtonForm) -> HttpResponse:
        helping.end_help(request.case, by=by_web(request), supporter=p.mine.pk)
        messages.success(request, _("You no longer help in this case, and cannot see it any more."))
        return redirect("family:home")

    return form_page(request, ButtonForm, "family/stop_helping.html", done, context={"p": p, "case": p.case})


@door(FAMILY_CASE)
@limited("family-supporter", times=30, per=3600)
def decide(request: CaseRequest, reference: str, parent: int) -> HttpResponse:
    """A young person says whether one parent may go on seeing their case."""
    p = picture_of(request.case, request.person)
    row = next((row for row in parents_to_decide_about(p) if row.pk == parent), None)
    if row is None:
        raise Http404

    def done(form: DecideForm) -> HttpResponse:
        may_see = form.cleaned_data["may_see"] == "yes"
        passing.decide_about(request.case, by=by_web(request), parent=row.pk, may_see=may_see, agreed=_agreed(form))
        said = _("%(name)s can see your case.") if may_see else _("%(name)s can no longer see your case.")
        messages.success(request, said % {"name": row.person.name})
        return redirect("family:people", reference=request.case.reference)

    return form_page(
        request, DecideForm, "family/young_person_decides.html", done, context={"p": p, "case": p.case, "row": row}
    )
