"""Which draft this browser is writing. Two tabs may write two: each page carries the token of its own."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from commonground.cases import drafts
from commonground.cases.models import Draft
from commonground.web.components.forms import SubmissionToken

PLACE = "ask.draft"


def remember(request: HttpRequest, draft: Draft) -> None:
    """From now on this browser shows this draft."""
    if request.session.get(PLACE) != str(draft.pk):
        request.session[PLACE] = str(draft.pk)


def forget(request: HttpRequest) -> None:
    """This browser shows no draft any more."""
    request.session.pop(PLACE, None)


def shown(request: HttpRequest) -> Draft | None:
    """The draft this browser shows, or None where it has begun none or its week is over."""
    found = request.session.get(PLACE)
    return drafts.with_id(UUID(found)) if found else None


def sent(request: HttpRequest) -> Draft | None:
    """The draft of the page that was sent, which the browser shows from now on."""
    try:
        token = SubmissionToken(label="").clean(request.POST.get("token"))
    except ValidationError:
        return shown(request)
    draft = drafts.with_token(token)
    if draft is not None:
        remember(request, draft)
    return draft
