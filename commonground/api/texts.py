"""Where a supplier of text messages passes on what families text us."""

import hashlib
import json
from collections.abc import Mapping

import structlog
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from commonground.api.limits import TooMany, count
from commonground.cases.answers import Impossible
from commonground.conversations import texting

log = structlog.get_logger(__name__)


@csrf_exempt
@require_POST
def text_arrives(request: HttpRequest, key: str) -> HttpResponse:
    """One text, as JSON or as a form, its values named as TEXTS_IN_FIELDS says.

    204 once it is kept, 422 with a sentence where something is missing, so that the supplier tries again or its owner
    mends the settings. Without the right key there is no such address. Open to everyone who has it: no sign-in.
    """
    try:
        count(request)
    except TooMany as too_many:
        return HttpResponse(status=429, headers={"Retry-After": str(too_many.retry_after)})
    if not settings.TEXTS_IN_KEY or not constant_time_compare(key, settings.TEXTS_IN_KEY):
        raise Http404
    said = _values(request)
    number, text, name = (str(said.get(field) or "")[:4000] for field in settings.TEXTS_IN_FIELDS)
    missing = [field for field, value in zip(settings.TEXTS_IN_FIELDS, (number, text, name), strict=True) if not value]
    if missing:
        log.warning("text_not_understood", missing=missing)
        return HttpResponse(f"This text has no {missing[0]}. Set TEXTS_IN_FIELDS.\n", status=422)
    try:
        texting.arrived(number=number[:200], text=text, token=hashlib.sha256(f"text:{name}".encode()).hexdigest())
    except Impossible:  # nothing but spaces: there is nothing to keep
        log.info("empty_text")
    return HttpResponse(status=204)


def _values(request: HttpRequest) -> Mapping[str, object]:
    if request.content_type != "application/json":
        return request.POST.dict()
    try:
        found = json.loads(request.body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
