"""Saying something in one of five ways, looking at it again, changing it, taking it away. Only one's own."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.documents.queries import file_about
from commonground.voice import commands, queries
from commonground.voice.models import Saying
from commonground.voice.words import WAYS as PICTURE_OF
from commonground.voice.words import Kind
from commonground.web.components import forms
from commonground.web.components.csp import lets_record
from commonground.web.components.doors import CaseRequest
from commonground.web.components.files import file_response, shown_response
from commonground.web.components.limited import limited
from commonground.web.components.pages import form_page
from commonground.web.family.acting import by_web
from commonground.web.family.voice.forms import FORMS, WayForm
from commonground.web.family.voice.spaces import MY_SPACE, Space, mine

WAYS: dict[Kind, tuple[str | Promise, str | Promise]] = {
    Kind.WORDS: (gettext_lazy("Write"), gettext_lazy("A word, or a lot of them.")),
    Kind.PICTURE: (gettext_lazy("Choose pictures"), gettext_lazy("Say what makes you happy, and what does not.")),
    Kind.SCALE: (gettext_lazy("Choose faces"), gettext_lazy("Six things. How is each of them?")),
    Kind.RECORDING: (gettext_lazy("Talk"), gettext_lazy("Record your voice, up to 3 minutes.")),
    Kind.DRAWING: (gettext_lazy("Draw"), gettext_lazy("On the screen, or send a photo.")),
}
"""The five ways: what to do, and what it is like. All the same size, in no order of merit."""
CHANGES = {Kind.WORDS, Kind.PICTURE, Kind.SCALE}
LOW = 2


def space(request: CaseRequest, reference: str, space: Space) -> HttpResponse:
    """The ways to say something, and what is kept here; in a child's, what others shared too."""
    may_say = space.may_say(request)
    context = space.context(request) | {
        "ways": [(kind.value, *words, PICTURE_OF[kind]) for kind, words in WAYS.items()] if may_say else [],
        "kept": queries.sayings_of(request.case, request.person),
        "shared": queries.shared_with(request.case, request.person),
        "may_say": may_say,
        "has_space": space.own or queries.has_space(request.case, request.person),
    }
    return render(request, f"family/voice/{space.name}.html", context)


@limited("voice", times=120, per=3600)
def way(request: CaseRequest, reference: str, space: Space, kind: Kind) -> HttpResponse:
    """Say something in one way; it is kept for its owner alone. Whoever cannot is led to what is shared with them."""
    if not space.may_say(request):
        return redirect(space.url(request))
    context = space.context(request) | {"way": kind.value, "title": WAYS[kind][0]}
    response = form_page(
        request, FORMS[kind], f"family/voice/{kind.value}.html", partial(_said, request, space), context=context
    )
    return lets_record(response) if kind == Kind.RECORDING else response


def _said(request: CaseRequest, space: Space, form: WayForm) -> HttpResponse:
    saying = commands.say(
        request.case, by=by_web(request), kind=form.kind, text=form.said(), data=form.chosen(), upload=form.upload(),
        token=form.cleaned_data["token"],
    )  # fmt: skip
    messages.success(request, _kept(saying))
    return redirect(space.url(request, "one", saying=saying.pk))


def _kept(saying: Saying) -> str:
    """That it is kept and for whom; where somebody does not feel safe, that there is help now."""
    if saying.kind == Kind.SCALE and saying.data.get("safe", LOW + 1) <= LOW:
        return _(
            "Kept. Nobody else has read it. If you do not feel safe, call Childline on 0800 1111, or 999 in danger."
        )
    return _("Kept. Nobody else can read it.")


def one(request: CaseRequest, reference: str, space: Space, saying: UUID) -> HttpResponse:
    """One thing that was said: what it is, who is shown it, and what can be done with it."""
    found = mine(request, saying)
    context = space.context(request) | {
        "saying": found, "changes": Kind(found.kind) in CHANGES, "may_share": space.may_say(request),
    }  # fmt: skip
    return render(request, "family/voice/one.html", context)


@limited("voice", times=120, per=3600)
def change(request: CaseRequest, reference: str, space: Space, saying: UUID) -> HttpResponse:
    """Say it in other words, or choose again."""
    found = mine(request, saying)
    kind = Kind(found.kind)
    if kind not in CHANGES:
        raise Http404

    def done(form: WayForm) -> HttpResponse:
        commands.change(found, by=by_web(request), text=form.said(), data=form.chosen())
        messages.success(request, _("Changed."))
        return redirect(space.url(request, "one", saying=found.pk))

    context = space.context(request) | {"way": kind.value, "title": WAYS[kind][0], "saying": found}
    initial = FORMS[kind].initial_of(found)
    return form_page(request, FORMS[kind], f"family/voice/{kind.value}.html", done, context=context, initial=initial)


@limited("voice", times=120, per=3600)
def take_away(request: CaseRequest, reference: str, space: Space, saying: UUID) -> HttpResponse:
    """Ask once more, then take it away for good."""
    found = mine(request, saying)

    def done(form: forms.Form) -> HttpResponse:
        commands.take_away(found, by=by_web(request))
        messages.success(request, _("It is gone."))
        return redirect(space.url(request))

    return form_page(
        request, forms.Form, "family/voice/take_away.html", done, context=space.context(request) | {"saying": found}
    )


def file(request: CaseRequest, reference: str, space: Space, saying: UUID) -> HttpResponse:
    """The recording or drawing itself: one's own, or in a child's place one that was shared; shown, or to be saved."""
    found = queries.sayings_of(request.case, request.person).filter(pk=saying).first()
    if found is None and space is not MY_SPACE:
        found = queries.shared_with(request.case, request.person).filter(pk=saying).first()
    kept = file_about(found.pk, found.file) if found is not None and found.file is not None else None
    if kept is None:
        raise Http404
    return file_response(kept) if request.GET.get("save") else shown_response(kept, request)
