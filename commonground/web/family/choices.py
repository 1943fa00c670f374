"""The family's choices: mediation or not, to stop, to wait after 30 days, and whether they want to appeal."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.cases import choosing, commands
from commonground.cases.answers import AskAPerson, NotDone, Stale
from commonground.cases.apply import Acting
from commonground.cases.models import Case
from commonground.cases.words import Act, Channel, Wish
from commonground.record.days import today
from commonground.web.components import forms
from commonground.web.components.doors import FAMILY_CASE, CaseRequest, door
from commonground.web.components.filters import telephone
from commonground.web.components.limited import limited
from commonground.web.components.pages import form_page
from commonground.web.family.cases import meeting_for
from commonground.web.family.outlook import outlook_of
from commonground.web.family.picture import Picture, picture_of
from commonground.web.family.possible import choices_open, tells_of_an_appeal, wait_or_appeal, wait_or_stop
from commonground.web.family.seen import mark_of, version_seen

MEDIATION, NO_MEDIATION, LATER = "mediation", "no_mediation", "later"
OPTIONS = {
    MEDIATION: gettext_lazy("I choose mediation"),
    NO_MEDIATION: gettext_lazy("I choose no mediation"),
    LATER: gettext_lazy("I want more time"),
}
Command = Callable[[Case, Acting], Case]


class VersionForm(forms.Form):
    """What every choice carries: a mark of what the person saw of the case (`seen.py`)."""

    version = forms.HiddenField(required=False)


class ChooseForm(VersionForm):
    """Mediation, no mediation, or more time; only what is open now is offered."""

    choice = forms.ChoiceField(
        label=gettext_lazy("What do you choose?"), choices=[], if_empty=gettext_lazy("Say what you choose")
    )

    def __init__(self, *args: Any, options: list[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["choice"].choices = [(key, OPTIONS[key]) for key in options]  # type: ignore[attr-defined]


class AppealForm(VersionForm):
    """The other question, asked apart (R12)."""

    wish = forms.ChoiceField(
        label=gettext_lazy("Do you want to appeal to the tribunal?"),
        hint=gettext_lazy("Your answer binds you to nothing. You can change it."),
        choices=Wish.choices,
        if_empty=gettext_lazy("Say yes, no or not sure"),
    )


class AppealedForm(VersionForm):
    """The day on which they sent their appeal."""

    lodged_on = forms.DateField(
        label=gettext_lazy("When did you send your appeal to the tribunal?"),
        called=gettext_lazy("the day of your appeal"),
        if_empty=gettext_lazy("Tell us the day on which you sent it"),
        latest=today,
        if_later=gettext_lazy("The day of your appeal must be today or earlier"),
    )


def carry_out(request: CaseRequest, form: forms.Form, command: Command, said: str) -> HttpResponse | None:
    """Run the command with this person's own word and go back to the case; None with the reason on the form.

    Where the case changed meanwhile nothing is done: they see it as it is now and choose again.
    """
    version = version_seen(picture_of(request.case, request.person), form.cleaned_data.get("version", ""))
    try:
        command(request.case, Acting(request.person, version=version, came_by=Channel.WEB))
    except Stale:
        messages.info(request, _("The case changed while you were reading. Nothing was done. Look again, then choose."))
    except AskAPerson:
        words = {"number": telephone(settings.PROVIDER.telephone)}
        form.add_error(None, _("A person must look at this with you first. Call us on %(number)s.") % words)
        return None
    except NotDone as answer:
        form.add_error(None, answer.sentence)
        return None
    else:
        messages.success(request, said)
    return redirect("family:case", reference=request.case.reference)


def not_now(request: CaseRequest, p: Picture) -> HttpResponse:
    """This choice is not open to them now; who can help."""
    return render(request, "family/not_now.html", {"p": p, "case": p.case})


def _context(p: Picture) -> dict[str, Any]:
    return {"p": p, "case": p.case, "outlook": outlook_of(p), "meeting": meeting_for(p)}


@door(FAMILY_CASE)
@limited("family-choice", times=60, per=3600)
def choose(request: CaseRequest, reference: str) -> HttpResponse:
    """Mediation or no mediation, with the same weight, or more time."""
    p = picture_of(request.case, request.person)
    options = [key for key, act in ((MEDIATION, Act.ASK_MEDIATION), (NO_MEDIATION, Act.DECLINE)) if p.may(act)]
    if not options:
        return not_now(request, p)
    options += [LATER] if choices_open(p) else []
    context = {**_context(p), "options": options}
    done = partial(_chosen, request)
    initial = {"version": mark_of(p)}
    return form_page(request, ChooseForm, "family/choose.html", done, context=context, initial=initial, options=options)


def _chosen(request: CaseRequest, form: ChooseForm) -> HttpResponse | None:
    choice = form.cleaned_data["choice"]
    if choice == MEDIATION:
        said = _("You chose mediation.")
        return carry_out(request, form, lambda case, by: choosing.ask_mediation(case, by=by), said)
    if choice == NO_MEDIATION:
        said = _("You chose no mediation.")
        return carry_out(request, form, lambda case, by: choosing.decline(case, by=by), said)
    messages.success(request, _("Take your time. Nothing has changed, and your dates go on as they stand here."))
    return redirect("family:case", reference=request.case.reference)


@door(FAMILY_CASE)
@limited("family-choice", times=60, per=3600)
def withdraw(request: CaseRequest, reference: str) -> HttpResponse:
    """No longer want mediation: what follows, then the button."""
    p = picture_of(request.case, request.person)
    if not p.may(Act.WITHDRAW):
        return not_now(request, p)
    said = _("You no longer want mediation. We have written that down.")

    def done(form: VersionForm) -> HttpResponse | None:
        return carry_out(request, form, lambda case, by: choosing.withdraw(case, by=by), said)

    initial = {"version": mark_of(p)}
    return form_page(request, VersionForm, "family/withdraw.html", done, context=_context(p), initial=initial)


@door(FAMILY_CASE)
def day_30(request: CaseRequest, reference: str) -> HttpResponse:
    """No meeting in the 30 days: to wait or to stop waiting (D5), to wait or to appeal, with both dates (R23)."""
    p = picture_of(request.case, request.person)
    if wait_or_stop(p):
        return render(request, "family/day_30.html", _context(p))
    if wait_or_appeal(p):
        return render(request, "family/wait_or_appeal.html", _context(p))
    return not_now(request, p)


@door(FAMILY_CASE)
@limited("family-choice", times=60, per=3600)
def appeal(request: CaseRequest, reference: str) -> HttpResponse:
    """Whether they want to appeal: asked apart from mediation, and dated by itself (R12)."""
    p = picture_of(request.case, request.person)
    if not (p.holds and p.mediation and p.can_appeal) or p.case.closed_on:
        return not_now(request, p)

    def done(form: AppealForm) -> HttpResponse | None:
        wish = Wish(form.cleaned_data["wish"])
        said = _("Thank you. We have written that down.")
        return carry_out(request, form, lambda case, by: choosing.say_about_appeal(case, by=by, wish=wish), said)

    initial = {"version": mark_of(p), "wish": p.facts.wishes_appeal or None}
    return form_page(request, AppealForm, "family/appeal.html", done, context=_context(p), initial=initial)


@door(FAMILY_CASE)
@limited("family-choice", times=60, per=3600)
def appealed(request: CaseRequest, reference: str) -> HttpResponse:
    """They have appealed, and tell us: its last day is then no longer shown. Mediation goes on if they wish."""
    p = picture_of(request.case, request.person)
    if not tells_of_an_appeal(p):
        return not_now(request, p)

    def done(form: AppealedForm) -> HttpResponse | None:
        on = form.cleaned_data["lodged_on"]
        said = _("Thank you. We have written down that you appealed.")
        return carry_out(request, form, lambda case, by: commands.note_appeal(case, by=by, lodged_on=on), said)

    initial = {"version": mark_of(p)}
    return form_page(request, AppealedForm, "family/appealed.html", done, context=_context(p), initial=initial)
