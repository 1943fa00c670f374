"""Which draft this browser is writing. Two tabs may write two: each page carries the token of its own.

The phone may be shared. So a browser in which nothing was done for a while forgets its draft, and asks for the code;
what was written stays kept. A page that is still open is sent all the same, since it carries its draft's token and
shows the code: nothing that somebody typed slowly is lost.
"""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from commonground.cases import drafts
from commonground.cases.models import Draft
from commonground.record.days import now
from commonground.web.components.forms import SubmissionToken

PLACE = "ask.open"
IDLE = 60 * 60
"""Seconds without use after which a draft is no longer open. The page on privacy says so."""
TOUCH = 60
"""Seconds between two writes of a session that is in use."""


def remember(request: HttpRequest, draft: Draft) -> None:
    """From now on this browser shows this draft."""
    request.session[PLACE] = {"draft": str(draft.pk), "seen": now().timestamp()}


def forget(request: HttpRequest) -> None:
    """This browser shows no draft any more."""
    request.session.pop(PLACE, None)


def shown(request: HttpRequest) -> Draft | None:
    """The draft this browser shows, or None where it has begun none, left it alone for long, or its week is over."""
    found = request.session.get(PLACE)
    if found is None:
        return None
    unused = now().timestamp() - found["seen"]
    if unused > IDLE:
        forget(request)
        return None
    draft = drafts.with_id(UUID(found["draft"]))
    if draft is not None and unused > TOUCH:
        remember(request, draft)
    return draft


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
