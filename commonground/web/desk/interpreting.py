"""Interpreters for calls: which are still to be booked, how far each is, and whom to call off."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.calls import interpreting, queries
from commonground.calls.listing import call_with_id, rows
from commonground.calls.models import Arranging, Call, InterpreterBooking, Way
from commonground.casework import interpreting as telling
from commonground.web.components import forms
from commonground.web.components.doors import DESK, PersonRequest, door
from commonground.web.components.pages import form_page

NOT_NEEDED = "not_needed"


class InterpreterForm(forms.Form):
    """How far the interpreter for a call is, and what is known of them. Which of it must be said, its state decides."""

    mark_optional = False
    state = forms.ChoiceField(
        label=gettext_lazy("How far is it?"),
        choices=[
            forms.Choice(Arranging.ASKED, gettext_lazy("I have asked for one")),
            forms.Choice(Arranging.CONFIRMED, gettext_lazy("One is confirmed"), gettext_lazy("The family is told.")),
            forms.Choice(
                Arranging.NOT_HAD,
                gettext_lazy("None can be had for this time"),
                gettext_lazy("The family is told that we call to offer another time, or another way."),
            ),
            forms.Choice(NOT_NEEDED, gettext_lazy("They want no interpreter")),
        ],
        if_empty=gettext_lazy("Choose how far it is"),
    )
    language = forms.TextField(
        label=gettext_lazy("Which language, or BSL"),
        called=gettext_lazy("the language"),
        max_length=100,
        width=20,
        required=False,
    )
    way = forms.ChoiceField(label=gettext_lazy("How do they join?"), choices=Way.choices, required=False)
    with_whom = forms.TextField(
        label=gettext_lazy("With whom is it booked?"),
        hint=gettext_lazy("An agency, or the interpreter’s name."),
        called=gettext_lazy("with whom"),
        max_length=200,
        required=False,
    )
    their_reference = forms.TextField(
        label=gettext_lazy("Their reference"),
        called=gettext_lazy("their reference"),
        max_length=100,
        width=20,
        required=False,
    )
    joining = forms.TextareaField(
        label=gettext_lazy("What does the family need to join?"),
        hint=gettext_lazy("They read this. For example: the link of the video relay, or where the interpreter comes."),
        called=gettext_lazy("what they need"),
        max_length=300,
        rows=2,
        required=False,
    )

    @property
    def arranged(self) -> interpreting.Arranged:
        """What was written, of a form that is right."""
        given = self.cleaned_data
        return interpreting.Arranged(
            language=given["language"],
            way=Way(given["way"]) if given["way"] else None,
            with_whom=given["with_whom"],
            their_reference=given["their_reference"],
            joining=given["joining"],
        )


@door(DESK)
def listed(request: PersonRequest) -> HttpResponse:
    """The calls whose interpreter is not confirmed, the next one first, and whom to call off."""
    context = {"rows": rows(queries.interpreters_to_book()), "off": list(queries.interpreters_to_call_off())}
    return render(request, "desk/interpreters.html", context)


@door(DESK)
def interpreter(request: PersonRequest, call: int) -> HttpResponse:
    """The form that says how far the interpreter for a call is."""
    found = call_with_id(call)
    if found is None:
        raise Http404
    (row,) = rows([found])
    return form_page(
        request, InterpreterForm, "desk/interpreter.html", partial(_written, request, found),
        context={"row": row, "call": found}, initial=_initial(found, row.interpreter),
    )  # fmt: skip


@door(DESK)
def called_off(request: PersonRequest, booking: int) -> HttpResponse:
    """Whoever was to come knows that the call is cancelled."""
    found = queries.interpreter_with_id(booking)
    if found is None:
        raise Http404

    def done(_form: forms.Form) -> HttpResponse:
        interpreting.called_off(found, by=request.person)
        messages.success(request, _("Written down: %(whom)s knows.") % {"whom": found.with_whom})
        return redirect("desk:interpreters")

    return form_page(request, forms.Form, "desk/interpreter_called_off.html", done, context={"booking": found})


def _initial(call: Call, booking: InterpreterBooking | None) -> dict[str, Any]:
    bsl = Way.VIDEO_RELAY if queries.is_bsl(call.interpreter) else ""
    if booking is None or booking.state in {Arranging.NOT_HAD, Arranging.CALLED_OFF}:
        return {"language": call.interpreter, "way": bsl}
    names = ("language", "way", "with_whom", "their_reference", "joining")
    return {name: getattr(booking, name) for name in names}


def _written(request: PersonRequest, call: Call, form: InterpreterForm) -> HttpResponse:
    state = form.cleaned_data["state"]
    if state == NOT_NEEDED:
        ended = interpreting.not_needed(call, by=request.person)
        said = _("Written down. Call off the interpreter: %(whom)s.") % {"whom": ended.with_whom} if ended else ""
        messages.success(request, said or _("Written down: no interpreter."))
    elif state == Arranging.ASKED:
        interpreting.ask(call, form.arranged, by=request.person)
        messages.success(request, _("Written down. Come back when they confirm."))
    elif state == Arranging.CONFIRMED:
        _booking, told = telling.confirm(call, form.arranged, by=request.person)
        messages.success(request, _told(call, told))
    else:
        _booking, told = telling.could_not(call, form.arranged, by=request.person)
        offer = _("Now offer another time or another way: ring them, or have somebody ring them.")
        messages.success(request, f"{_told(call, told)} {offer}")
    return redirect("desk:call", call=call.pk)


def _told(call: Call, told: bool) -> str:
    if told:
        return _("Written down. A message to %(name)s is on its way.") % {"name": call.name}
    return _("Written down. No new message goes to %(name)s.") % {"name": call.name}
