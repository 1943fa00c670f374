"""Showing one thing to somebody, with who will read it said in plain words; and stopping that at once."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.cases.models import Participant
from commonground.people.roles import Role
from commonground.voice import commands, queries
from commonground.voice.models import Saying, Share
from commonground.voice.words import With
from commonground.web.components import forms
from commonground.web.components.doors import CaseRequest
from commonground.web.components.limited import limited
from commonground.web.components.pages import form_page
from commonground.web.family.acting import by_web
from commonground.web.family.voice.spaces import Space, mine


class ShareForm(forms.Form):
    """Who is to read it: one of them at a time."""

    who = forms.ChoiceField(
        label=gettext_lazy("Who do you want to show this to?"), choices=(),
        if_empty=gettext_lazy("Choose who, or go back and keep it for yourself"),
    )  # fmt: skip

    def __init__(self, *args: object, choices: list[forms.Choice], **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["who"].choices = choices  # type: ignore[attr-defined]


def choices_for(request: CaseRequest, saying: Saying) -> list[forms.Choice]:
    """Who is not shown it yet and could be, each with what they would read."""
    shown = {(share.with_whom, share.participant_id) for share in saying.shares.filter(to_on=None)}
    found = [
        forms.Choice(f"{With.PARTICIPANT.value}:{row.pk}", f"{row.person.name} ({_part(row)})", _named(row))
        for row in queries.may_be_shown(request.case, request.person)
        if (With.PARTICIPANT.value, row.pk) not in shown
    ]
    if (With.THE_SERVICE.value, None) not in shown:
        hint = _("Everybody here who works on cases reads it. The council and the school do not.")
        found.append(forms.Choice(With.THE_SERVICE.value, _("The people who work here"), hint))
    mediator = request.case.mediator
    if mediator is not None and (With.THE_MEDIATOR.value, None) not in shown:
        hint = _("The one who leads the meeting reads it. They tell nobody else unless you want it.")
        found.append(forms.Choice(With.THE_MEDIATOR.value, _("%(name)s, the mediator") % {"name": mediator.name}, hint))
    return found


def _part(row: Participant) -> str:
    if row.role == Role.SUPPORTER:
        return _("helps you")
    return row.relationship or str(row.get_basis_display())


def _named(row: Participant) -> str:
    return _("%(name)s reads it on their own page. Nobody else does.") % {"name": row.person.name}


@limited("voice", times=120, per=3600)
def share(request: CaseRequest, reference: str, space: Space, saying: UUID) -> HttpResponse:
    """Show this one thing to somebody."""
    found = mine(request, saying)
    if not space.may_say(request):
        raise Http404
    choices = choices_for(request, found)

    def done(form: ShareForm) -> HttpResponse:
        with_whom, _colon, place = form.cleaned_data["who"].partition(":")
        commands.share(found, by=by_web(request), with_whom=With(with_whom), participant=int(place) if place else None)
        messages.success(request, _("Shared. You can stop it whenever you like."))
        return redirect(space.url(request, "one", saying=found.pk))

    context = space.context(request) | {"saying": found, "choices": choices}
    return form_page(request, ShareForm, "family/voice/share.html", done, context=context, choices=choices)


@limited("voice", times=120, per=3600)
def stop(request: CaseRequest, reference: str, space: Space, saying: UUID, share: int) -> HttpResponse:
    """From now on they cannot open it any more. Only asked for, it leads back to what is shared."""
    found = mine(request, saying)
    live = Share.objects.filter(saying=found, pk=share).first()
    if live is None:
        raise Http404
    if request.method == "POST":
        commands.stop_sharing(live, by=by_web(request))
        messages.success(request, _("Stopped. They cannot open it here any more."))
    return redirect(space.url(request, "one", saying=found.pk))
