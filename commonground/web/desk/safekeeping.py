"""What will be erased and when, what holds it up, and erasing something at once because its person asked."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.people.queries import names_of
from commonground.people.roles import Role
from commonground.record.days import today
from commonground.safekeeping import commands, queries
from commonground.safekeeping.models import Because, Kind, Reason
from commonground.safekeeping.queries import AHEAD, Keeping
from commonground.web.components import forms
from commonground.web.components.doors import COORDINATOR, DESK, PersonRequest, door
from commonground.web.components.pages import form_page

ROWS = 500


class FindForm(forms.Form):
    """The reference of a case or an enquiry."""

    reference = forms.TextField(
        label=gettext_lazy("Reference of a case or enquiry"), called=gettext_lazy("the reference"), max_length=20,
        width=20, if_empty=gettext_lazy("Enter the reference"),
    )  # fmt: skip


class HoldForm(forms.Form):
    """Why it is kept longer."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why must we keep it longer?"), choices=Reason.choices,
        if_empty=gettext_lazy("Choose why we must keep it longer"),
    )  # fmt: skip
    note = forms.TextField(
        label=gettext_lazy("A note for whoever looks at this later"),
        hint=gettext_lazy("For example where the appeal is, or who to ask. No family reads it."),
        called=gettext_lazy("the note"), max_length=500, required=False,
    )  # fmt: skip


class EndForm(forms.Form):
    """Nothing to fill in: the button says it."""


class EraseForm(forms.Form):
    """Why it is erased before its time, and that it is meant."""

    because = forms.ChoiceField(
        label=gettext_lazy("Why is it erased before its time?"),
        choices=[each for each in Because.choices if each[0] != Because.TIME],
        if_empty=gettext_lazy("Choose why it is erased"),
    )  # fmt: skip
    sure = forms.ConfirmField(
        label=gettext_lazy("I have decided this, and I know that nobody can bring it back"),
        if_empty=gettext_lazy("Tick this if you are sure"),
    )


@door(COORDINATOR)
def listed(request: PersonRequest) -> HttpResponse:
    """What will be erased in the days ahead, day by day, and everything that is kept longer, with why."""
    on = today()
    coming = queries.coming(on=on)
    late = [due for due in coming if due.until < on]
    ahead = [due for due in coming if due.until >= on]
    context = {
        "late": late[:ROWS],
        "in_the_way": queries.in_the_way_of([due.about for due in late[:ROWS]]),
        "ahead": ahead[:ROWS],
        "more": max(0, len(ahead) - ROWS),
        "held": queries.held(),
        "kinds": dict(Kind.choices),
        "within": AHEAD,
    }
    return form_page(request, FindForm, "desk/erasing.html", _found, context=context, by="GET")


def _found(form: FindForm) -> HttpResponse | None:
    found = queries.keeping_called(form.cleaned_data["reference"])
    if found is None:
        form.add_error("reference", _("There is no case or enquiry with this reference. Perhaps it was erased."))
        return None
    return redirect("desk:keeping", reference=found.reference)


@door(DESK)
def shown(request: PersonRequest, reference: str) -> HttpResponse:
    """How long one case or enquiry is kept, and what can be done about it."""
    keeping = _keeping(reference)
    names = names_of(hold.placed_by_id for hold in keeping.holds)
    context = {
        **_words(keeping),
        "holds": [(hold, names.get(hold.placed_by_id, "")) for hold in keeping.holds],
        "coordinator": Role.COORDINATOR in request.roles,
        "in_the_way": queries.in_the_way(keeping.about) if keeping.closed_on else "",
    }
    return render(request, "desk/keeping.html", context)


@door(DESK)
def hold(request: PersonRequest, reference: str) -> HttpResponse:
    """Keep it longer, for a reason."""
    keeping = _keeping(reference)

    def done(form: HoldForm) -> HttpResponse:
        given = form.cleaned_data
        commands.place_hold(keeping.about, by=request.person, reason=Reason(given["reason"]), note=given["note"])
        messages.success(request, _("It is kept until somebody ends this."))
        return redirect("desk:keeping", reference=keeping.reference)

    return form_page(request, HoldForm, "desk/place_hold.html", done, context=_words(keeping))


@door(COORDINATOR)
def end(request: PersonRequest, reference: str, hold: str) -> HttpResponse:
    """End one reason to keep it longer."""
    keeping = _keeping(reference)
    found = next((each for each in keeping.holds if each.pk == hold), None)
    if found is None:
        raise Http404

    def done(form: EndForm) -> HttpResponse:
        commands.end_hold(found, by=request.person)
        messages.success(request, _("This no longer keeps it."))
        return redirect("desk:keeping", reference=keeping.reference)

    over = keeping.until is not None and keeping.until < today()
    context = {**_words(keeping), "hold": found, "others": len(keeping.holds) > 1, "over": over}
    return form_page(request, EndForm, "desk/end_hold.html", done, context=context)


@door(COORDINATOR)
def erase(request: PersonRequest, reference: str) -> HttpResponse:
    """Erase it now, for good."""
    keeping = _keeping(reference)

    def done(form: EraseForm) -> HttpResponse:
        commands.erase_now(keeping.about, by=request.person, because=Because(form.cleaned_data["because"]))
        messages.success(request, _("%(reference)s is erased.") % {"reference": keeping.reference})
        return redirect("desk:erasing")

    return form_page(request, EraseForm, "desk/erase.html", done, context=_words(keeping))


def _keeping(reference: str) -> Keeping:
    found = queries.keeping_called(reference)
    if found is None:
        raise Http404
    return found


def _words(keeping: Keeping) -> dict[str, Any]:
    """What every page about one of them says first, and the way back to it."""
    is_case = keeping.kind == Kind.CASE
    return {
        "keeping": keeping,
        "is_case": is_case,
        "years": queries.years_of(keeping.kind),
        "back": ("desk:case", {"reference": keeping.reference}) if is_case
        else ("desk:enquiry", {"enquiry": keeping.reference}),
    }  # fmt: skip
