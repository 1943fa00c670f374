"""Calls at the desk: today's and those to come, what became of each, and booking one for somebody who rings."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.calls import commands, queries
from commonground.calls.listing import call_with_id, callable_in, called, left_alone, own_first, rows
from commonground.calls.models import Arranging, Call, How, Outcome
from commonground.cases.apply import Acting
from commonground.cases.models import Case, Enquiry, Participant
from commonground.cases.words import Channel
from commonground.casework import calling
from commonground.casework.interpreting import wanted_by, wanted_in_case
from commonground.people.models import Person
from commonground.record.days import today
from commonground.web.components import forms
from commonground.web.components.call_times import TimesForm
from commonground.web.components.doors import DESK, PersonRequest, door
from commonground.web.components.filters import moment
from commonground.web.components.pages import form_page

ROWS = 50


class OutcomeForm(forms.Form):
    """What became of the call."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What became of the call?"),
        choices=[
            (Outcome.SPOKE.value, Outcome.SPOKE.label),
            (Outcome.NO_ANSWER.value, Outcome.NO_ANSWER.label),
        ],
        if_empty=gettext_lazy("Choose what became of the call"),
        inline=True,
    )


@door(DESK)
def listed(request: PersonRequest) -> HttpResponse:
    """Calls that need another adviser, those nobody wrote down, today's and those to come: one's own first."""
    alone = left_alone()
    day = rows(own_first(queries.calls_of_the_day(today()), request.person))
    coming = own_first(queries.calls_to_come(after=today()), request.person)
    page = Paginator(coming, ROWS).get_page(request.GET.get("page"))
    context = {
        "alone": alone,
        "late": rows(own_first(queries.not_written_down(), request.person)[:ROWS]),
        "day": [row for row in day if row.call.held_on is None],
        "held": [row for row in day if row.call.held_on is not None],
        "coming": rows(page.object_list),
        "page": page,
        "waiting": queries.interpreters_waiting(),
        "today": today(),
    }
    return render(request, "desk/calls.html", context)


@door(DESK)
def shown(request: PersonRequest, call: int) -> HttpResponse:
    """One call, and the form that says what became of it."""
    found = _found(call)

    def done(form: OutcomeForm) -> HttpResponse:
        commands.record_outcome(found, by=request.person.actor, outcome=Outcome(form.cleaned_data["outcome"]))
        messages.success(request, _("Written down."))
        return redirect("desk:call", call=found.pk)

    (row,) = rows([found])
    context = {"row": row, "call": found, "today": today(), "open": found.held_on is None and not found.cancelled_at}
    return form_page(request, OutcomeForm, "desk/call.html", done, context=context)


@door(DESK)
def move(request: PersonRequest, call: int) -> HttpResponse:
    """Another time for a call, as somebody asked for it on the telephone."""
    found = _found(call)
    about = calling.about_of(found.about)
    days = calling.times_for(about) if about else queries.free_slots()

    def done(form: TimesForm) -> HttpResponse:
        moved = calling.move(
            found, by=_acting(request, found.name), starts=form.starts, token=form.cleaned_data["token"]
        )
        words = {"moment": moment(moved.during.lower), "name": moved.adviser.name}
        messages.success(request, _("Moved to %(moment)s, with %(name)s.") % words)
        return redirect("desk:call", call=moved.pk)

    context = {"call": found, "days": days}
    return form_page(request, TimesForm, "desk/call_move.html", done, context=context, days=days)


@door(DESK)
def cancel(request: PersonRequest, call: int) -> HttpResponse:
    """Take a call off the list; the person is told."""
    found = _found(call)

    def done(_form: forms.Form) -> HttpResponse:
        calling.cancel(found, by=_acting(request, found.name))
        booking = queries.interpreter_of(found)
        off = booking is not None and booking.state == Arranging.TO_CALL_OFF
        messages.success(
            request,
            _("The call is cancelled. An interpreter was to come: call them off.")
            if off
            else _("The call is cancelled."),
        )
        return redirect("desk:calls")

    return form_page(request, forms.Form, "desk/call_cancel.html", done, context={"call": found})


@door(DESK)
def hand_over(request: PersonRequest, call: int) -> HttpResponse:
    """Give a call to another adviser who is free at its time."""
    found = _found(call)

    def done(_form: forms.Form) -> HttpResponse:
        given = commands.hand_over(found, by=request.person.actor)
        messages.success(request, _("%(name)s takes the call.") % {"name": given.adviser.name})
        return redirect("desk:call", call=found.pk)

    return form_page(request, forms.Form, "desk/call_hand_over.html", done, context={"call": found})


class WhichForm(forms.Form):
    """Which case or enquiry the call is about."""

    mark_optional = False
    about = forms.TextField(
        label=gettext_lazy("Reference of the case or enquiry"),
        called=gettext_lazy("the reference"),
        max_length=20,
        width=20,
        if_empty=gettext_lazy("Enter the reference"),
    )

    def clean_about(self) -> str:
        reference = str(self.cleaned_data["about"]).upper().replace(" ", "-")
        if called(reference) is None:
            raise self["about"].field.wrong(_("We know no case or enquiry with this reference"), "unknown")  # type: ignore[attr-defined]
        return reference


class BookForm(TimesForm):
    """A call for somebody who rings, or who was promised one."""

    whom = forms.ChoiceField(label=gettext_lazy("Whom do we call?"), choices=(), if_empty=gettext_lazy("Choose whom"))
    telephone = forms.TelephoneField(
        label=gettext_lazy("Number"),
        hint=gettext_lazy("Leave empty for the one that we have."),
        called=gettext_lazy("the number"),
        required=False,
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("How does the call begin?"), choices=How.choices, if_empty=gettext_lazy("Choose how")
    )
    interpreter = forms.TextField(
        label=gettext_lazy("Interpreter: which language, or BSL"),
        called=gettext_lazy("the language"),
        max_length=100,
        width=20,
        required=False,
    )
    notes = forms.TextareaField(
        label=gettext_lazy("What must be known before dialling?"),
        hint=gettext_lazy("Leave empty for how they are reached safely, as we have it."),
        called=gettext_lazy("this answer"),
        max_length=1000,
        rows=2,
        required=False,
    )

    def __init__(self, *args: Any, people: list[Participant], enquiry: Enquiry | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields(["token", "whom", "when"])
        self.people, self.enquiry = people, enquiry
        if enquiry is not None:
            del self.fields["whom"]
        else:
            names = [(str(row.pk), row.person.name) for row in people]
            self.fields["whom"].choices = names  # type: ignore[attr-defined]
            if len(people) == 1:
                self.initial["whom"] = str(people[0].pk)


@door(DESK)
def new(request: PersonRequest) -> HttpResponse:
    """Book a call for somebody of a case or enquiry; without a reference, ask for it."""
    about = called(request.GET.get("about", "").upper())
    if about is None:
        return form_page(request, WhichForm, "desk/call_which.html", _to_booking, by="GET")
    enquiry = about if isinstance(about, Enquiry) else None
    people = [] if isinstance(about, Enquiry) else callable_in(about)
    days = calling.times_for(about)
    context = {"about": about, "days": days, "enquiry": enquiry}
    asked = wanted_by(about) if isinstance(about, Enquiry) else wanted_in_case(people[0]) if len(people) == 1 else ""
    initial = {"channel": How.TELEPHONE, "interpreter": asked}
    done = partial(_booked, request, about)
    return form_page(
        request, BookForm, "desk/call_new.html", done, context=context, initial=initial,
        days=days, people=people, enquiry=enquiry,
    )  # fmt: skip


def _to_booking(form: WhichForm) -> HttpResponse:
    response = redirect("desk:new_call")
    response["Location"] += f"?about={form.cleaned_data['about']}"
    return response


def _booked(request: PersonRequest, about: Case | Enquiry, form: BookForm) -> HttpResponse:
    given = form.cleaned_data
    more = {name: given[name] for name in ("channel", "interpreter", "token")}
    if isinstance(about, Enquiry):
        made = calling.book_for(
            about, by=_acting(request, about.name), starts=form.starts,
            telephone=given["telephone"] or about.telephone, notes=given["notes"] or about.safe_contact, **more,
        )  # fmt: skip
    else:
        whom = next(row for row in form.people if str(row.pk) == given["whom"])
        more["channel"] = How(more["channel"])
        made = calling.book(
            about, by=_acting(request, whom.person.name), whom=whom, starts=form.starts,
            telephone=given["telephone"] or whom.person.telephone, notes=given["notes"] or whom.safe_contact, **more,
        )  # fmt: skip
    words = {"moment": moment(made.during.lower), "name": made.adviser.name}
    messages.success(request, _("Booked for %(moment)s, with %(name)s.") % words)
    return redirect("desk:call", call=made.pk)


def _found(call: int) -> Call:
    found = call_with_id(call)
    if found is None:
        raise Http404
    return found


def _acting(request: PersonRequest, recorded_for: str) -> Acting:
    person: Person = request.person
    return Acting(person, recorded_for=recorded_for, came_by=Channel.TELEPHONE)
