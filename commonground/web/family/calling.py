"""A call with one's adviser: booked, moved or cancelled from the case, by everybody who takes part for the family."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.calls.models import Call, How
from commonground.calls.queries import call_with, interpreted
from commonground.casework import calling
from commonground.casework.interpreting import wanted_in_case
from commonground.web.components import forms
from commonground.web.components.calendar import Line, calendar_response
from commonground.web.components.call_times import TimesForm
from commonground.web.components.doors import FAMILY_CASE, CaseRequest, door
from commonground.web.components.filters import moment, telephone
from commonground.web.components.limited import limited
from commonground.web.components.pages import form_page
from commonground.web.family.acting import by_web
from commonground.web.family.choices import not_now
from commonground.web.family.picture import Picture, picture_of


class BookForm(TimesForm):
    """A time, and what the adviser must know before they ring."""

    telephone = forms.TelephoneField(
        label=gettext_lazy("Which number do we call?"),
        called=gettext_lazy("the number"),
        if_empty=gettext_lazy("Tell us which number we call"),
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("How does the call begin?"),
        choices=How.choices,
        if_empty=gettext_lazy("Choose how the call begins"),
    )
    interpreter = forms.TextField(
        label=gettext_lazy("Do you want an interpreter? In which language?"),
        hint=gettext_lazy(
            "It is free, and we book them. For example: Polish, or BSL. Leave it empty for no interpreter."
        ),
        called=gettext_lazy("the language"),
        max_length=100,
        width=20,
        required=False,
    )
    notes = forms.TextareaField(
        label=gettext_lazy("What must we know before we ring?"),
        hint=gettext_lazy("For example: do not leave a message, or say only your first name."),
        called=gettext_lazy("what you wrote"),
        max_length=1000,
        rows=3,
        required=False,
    )


@door(FAMILY_CASE)
@limited("family-call", times=30, per=3600)
def call(request: CaseRequest, reference: str) -> HttpResponse:
    """The call that is booked, or the form that books one."""
    p = picture_of(request.case, request.person)
    if p.parted or p.case.closed_on is not None:
        return not_now(request, p)
    booked = call_with(p.case.pk, p.person)
    days = [] if booked else calling.times_for(p.case)
    context = {
        "p": p, "case": p.case, "call": booked, "days": days, "stopped": _stopped(p),
        "interpreter": interpreted(booked),
    }  # fmt: skip
    initial = {
        "telephone": p.person.telephone, "channel": How.TELEPHONE, "notes": p.mine.safe_contact,
        "interpreter": "" if booked else wanted_in_case(p.mine),
    }  # fmt: skip
    done = partial(_booked, request, p)
    return form_page(request, BookForm, "family/call.html", done, context=context, initial=initial, days=days)


def _booked(request: CaseRequest, p: Picture, form: BookForm) -> HttpResponse:
    given = form.cleaned_data
    made = calling.book(
        p.case, by=by_web(request), whom=p.mine, starts=form.starts, telephone=given["telephone"],
        token=given["token"], channel=How(given["channel"]), interpreter=given["interpreter"], notes=given["notes"],
    )  # fmt: skip
    messages.success(request, _("We call you on %(moment)s.") % {"moment": moment(made.during.lower)})
    return redirect("family:call", reference=p.case.reference)


@door(FAMILY_CASE)
@limited("family-call", times=30, per=3600)
def move(request: CaseRequest, reference: str) -> HttpResponse:
    """Another time for one's own call."""
    p = picture_of(request.case, request.person)
    booked = call_with(p.case.pk, p.person)
    if booked is None or p.parted:
        return not_now(request, p)

    def done(form: TimesForm) -> HttpResponse:
        moved = calling.move(booked, by=by_web(request), starts=form.starts, token=form.cleaned_data["token"])
        messages.success(request, _("We call you on %(moment)s.") % {"moment": moment(moved.during.lower)})
        return redirect("family:call", reference=reference)

    days = calling.times_for(p.case)
    context = {"p": p, "case": p.case, "call": booked, "days": days}
    return form_page(request, TimesForm, "family/call_move.html", done, context=context, days=days)


@door(FAMILY_CASE)
@limited("family-call", times=30, per=3600)
def cancel(request: CaseRequest, reference: str) -> HttpResponse:
    """Cancel one's own call."""
    p = picture_of(request.case, request.person)
    booked = call_with(p.case.pk, p.person)
    if booked is None or p.parted:
        return not_now(request, p)

    def done(_form: forms.Form) -> HttpResponse:
        calling.cancel(booked, by=by_web(request))
        messages.success(request, _("The call is cancelled."))
        return redirect("family:case", reference=reference)

    context = {"p": p, "case": p.case, "call": booked}
    return form_page(request, forms.Form, "family/call_cancel.html", done, context=context)


@door(FAMILY_CASE)
def calendar(request: CaseRequest, reference: str) -> HttpResponse:
    """One's own call for a calendar: our name and number, and nothing of the matter."""
    booked = call_with(request.case.pk, request.person)
    if booked is None:
        return redirect("family:call", reference=reference)
    return calendar_response([_line(booked)], of="Your call", name="call")


def _line(booked: Call) -> Line:
    provider = settings.PROVIDER
    words = {"number": telephone(provider.telephone), "hours": provider.hours}
    return Line(
        mark=f"call-{booked.about}-{booked.token[:8]}",
        title=_("A call from %(name)s") % {"name": provider.name},
        description=_("Another time? Call us: %(number)s (%(hours)s).") % words,
        starts=booked.during.lower,
        ends=booked.during.upper,
    )


def _stopped(p: Picture) -> bool:
    return p.mine.contact_stopped or p.case.contact_stopped
