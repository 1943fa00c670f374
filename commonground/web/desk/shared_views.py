"""Views that were shared with those who work here, or with the mediator of the case. Nothing else is ever here."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.cases.apply import Acting
from commonground.cases.queries import DESK as AT_THE_DESK
from commonground.documents.queries import file_about
from commonground.voice import queries
from commonground.voice.models import Saying
from commonground.voice.recording import stop_reading
from commonground.voice.words import With
from commonground.web.components import forms
from commonground.web.components.doors import DESK_CASE, SHARED_VIEWS, CaseRequest, door
from commonground.web.components.files import file_response, shown_response
from commonground.web.components.pages import form_page


class StopForm(forms.Form):
    """Who asked for it."""

    recorded_for = forms.TextField(
        label=gettext_lazy("Who asked us to stop?"), called=gettext_lazy("the name"),
        if_empty=gettext_lazy("Write who asked us"),
    )  # fmt: skip


@door(SHARED_VIEWS)
def listed(request: CaseRequest, reference: str) -> HttpResponse:
    """What is shared with this reader, newest first."""
    context = {
        "case": request.case,
        "views": queries.shared_with(request.case, request.person),
        "at_the_desk": bool(request.roles & AT_THE_DESK),
    }
    return render(request, "desk/shared_views.html", context | ({} if context["at_the_desk"] else {"menu": []}))


@door(SHARED_VIEWS)
def file(request: CaseRequest, reference: str, saying: UUID) -> HttpResponse:
    """The recording or drawing of one of them."""
    found = _shared(request, saying)
    kept = file_about(found.pk, found.file) if found.file is not None else None
    if kept is None:
        raise Http404
    return file_response(kept) if request.GET.get("save") else shown_response(kept, request)


@door(DESK_CASE)
def stop(request: CaseRequest, reference: str, saying: UUID) -> HttpResponse:
    """Somebody told us that we are not to read it any longer."""
    found = _shared(request, saying)
    share = found.shares.filter(with_whom=With.THE_SERVICE, to_on=None).first()
    if share is None:
        raise Http404
    context = {"case": request.case, "saying": found}
    return form_page(request, StopForm, "desk/stop_reading.html", partial(_stopped, request, share.pk), context=context)


def _stopped(request: CaseRequest, share: int, form: StopForm) -> HttpResponse:
    by = Acting(request.person, recorded_for=form.cleaned_data["recorded_for"])
    stop_reading(request.case, by=by, share=share)
    messages.success(request, _("Stopped. Nobody here can open it any more."))
    return redirect("desk:case", reference=request.case.reference)


def _shared(request: CaseRequest, saying: UUID) -> Saying:
    found = queries.shared_with(request.case, request.person).filter(pk=saying).first()
    if found is None:
        raise Http404
    return found
