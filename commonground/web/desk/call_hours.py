"""When advisers take calls: each sets their own hours and days away, a coordinator anybody's."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.calls import commands, queries
from commonground.calls.models import Away, Call, Hours, Weekday
from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.record.days import today
from commonground.web.components import forms
from commonground.web.components.doors import DESK, PersonRequest, door
from commonground.web.components.pages import form_page


class HoursForm(forms.Form):
    """Hours on one or more weekdays."""

    weekdays = forms.MultipleChoiceField(
        label=gettext_lazy("On which days?"),
        choices=Weekday.choices,
        if_empty=gettext_lazy("Choose the days"),
        inline=True,
        small=True,
    )
    starts = forms.TimeField(
        label=gettext_lazy("From"),
        hint=gettext_lazy("For example, 9am or 1:30pm"),
        if_empty=gettext_lazy("Say from when"),
    )
    ends = forms.TimeField(
        label=gettext_lazy("To"),
        hint=gettext_lazy("For a break, add the hours before it and those after it."),
        if_empty=gettext_lazy("Say until when"),
    )
    from_on = forms.DateField(
        label=gettext_lazy("Beginning on"),
        hint=gettext_lazy("Empty means today."),
        called=gettext_lazy("the first day"),
        earliest=today,
        if_earlier=gettext_lazy("The first day must be today or later"),
        required=False,
    )


class AwayForm(forms.Form):
    """Days without calls."""

    first = forms.DateField(
        label=gettext_lazy("First day away"),
        called=gettext_lazy("the first day"),
        if_empty=gettext_lazy("Tell us the first day"),
    )
    last = forms.DateField(
        label=gettext_lazy("Last day away"),
        hint=gettext_lazy("Empty means that day alone."),
        called=gettext_lazy("the last day"),
        required=False,
    )
    why = forms.TextField(
        label=gettext_lazy("Why"),
        hint=gettext_lazy("Only those at the desk read it."),
        called=gettext_lazy("this answer"),
        max_length=200,
        required=False,
    )


class EndForm(forms.Form):
    """The last day on which these hours hold."""

    last = forms.DateField(
        label=gettext_lazy("Last day with these hours"),
        hint=gettext_lazy("Empty means that they end now, and today has none."),
        called=gettext_lazy("the last day"),
        earliest=today,
        if_earlier=gettext_lazy("The last day must be today or later"),
        required=False,
    )


@door(DESK)
def everybody(request: PersonRequest) -> HttpResponse:
    """All advisers and their hours, for a coordinator; an adviser goes to their own."""
    if Role.COORDINATOR not in request.roles:
        return redirect("desk:hours_of", adviser=request.person.pk)
    people = list(queries.advisers())
    hours: dict[UUID, list[Hours]] = {}
    for each in queries.all_hours():
        hours.setdefault(each.adviser_id, []).append(each)
    away = {each.adviser_id: each for each in queries.all_away()}
    lines = [{"person": p, "hours": hours.get(p.pk, []), "away": away.get(p.pk)} for p in people]
    return render(request, "desk/hours_everybody.html", {"lines": lines})


@door(DESK)
def hours_of(request: PersonRequest, adviser: UUID) -> HttpResponse:
    """One adviser's hours and days away, and the form that adds hours."""
    person = _adviser(request, adviser)

    def done(form: HoursForm) -> HttpResponse:
        given = form.cleaned_data
        commands.set_hours(
            person, by=request.person, weekdays=[int(day) for day in given["weekdays"]], starts=given["starts"],
            ends=given["ends"], from_on=given["from_on"] or today(),
        )  # fmt: skip
        messages.success(request, _("These hours can be booked from now on."))
        return redirect("desk:hours_of", adviser=adviser)

    context = {
        "adviser": person,
        "mine": person == request.person,
        "hours": queries.hours_of(person),
        "away": queries.away_of(person),
        "today": today(),
    }
    return form_page(request, HoursForm, "desk/hours.html", done, context=context)


@door(DESK)
def away(request: PersonRequest, adviser: UUID) -> HttpResponse:
    """Days on which they take no calls."""
    person = _adviser(request, adviser)

    def done(form: AwayForm) -> HttpResponse:
        given = form.cleaned_data
        back = (given["last"] or given["first"]) + timedelta(days=1)
        alone = commands.go_away(person, by=request.person, from_on=given["first"], to_on=back, why=given["why"])
        _say(request, _("Written down."), alone)
        return redirect("desk:hours_of", adviser=adviser)

    return form_page(request, AwayForm, "desk/hours_away.html", done, context={"adviser": person})


@door(DESK)
def end(request: PersonRequest, adviser: UUID, hours: int) -> HttpResponse:
    """End some hours, now or after a day."""
    person = _adviser(request, adviser)
    found = get_object_or_404(Hours.objects.select_related("adviser"), pk=hours, adviser=person)

    def done(form: EndForm) -> HttpResponse:
        last = form.cleaned_data["last"]
        to_on = last + timedelta(days=1) if last else today()
        _say(request, _("The hours end."), commands.end_hours(found, by=request.person, to_on=to_on))
        return redirect("desk:hours_of", adviser=adviser)

    return form_page(request, EndForm, "desk/hours_end.html", done, context={"adviser": person, "hours": found})


@door(DESK)
def back(request: PersonRequest, adviser: UUID, away: int) -> HttpResponse:
    """They are back, or not away after all."""
    person = _adviser(request, adviser)
    found = get_object_or_404(Away.objects.select_related("adviser"), pk=away, adviser=person)

    def done(_form: forms.Form) -> HttpResponse:
        commands.come_back(found, by=request.person)
        messages.success(request, _("From today on calls can be booked again."))
        return redirect("desk:hours_of", adviser=adviser)

    return form_page(request, forms.Form, "desk/hours_back.html", done, context={"adviser": person, "away": found})


def _adviser(request: PersonRequest, adviser: UUID) -> Person:
    """The adviser whose hours these are: oneself, or anybody for a coordinator."""
    if adviser != request.person.pk and Role.COORDINATOR not in request.roles:
        raise Http404
    return get_object_or_404(queries.advisers(), pk=adviser)


def _say(request: PersonRequest, done: str, alone: Iterable[Call]) -> None:
    count = len(list(alone))
    one = gettext_lazy("%(count)s call now needs another adviser: see Calls.")
    many = gettext_lazy("%(count)s calls now need another adviser: see Calls.")
    need = str(one if count == 1 else many) % {"count": count}
    messages.success(request, f"{done} {need}" if count else done)
