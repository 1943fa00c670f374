"""Where a supplier of text messages passes on what families text us, and says what became of what we text them."""

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
from commonground.notices.commands import supplier_reports

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
    if not _is_theirs(key, settings.TEXTS_IN_KEY):
        raise Http404
    said = _values(request)
    number, text, name = (_kept(said.get(field) or "")[:4000] for field in settings.TEXTS_IN_FIELDS)
    missing = [field for field, value in zip(settings.TEXTS_IN_FIELDS, (number, text, name), strict=True) if not value]
    if missing:
        log.warning("text_not_understood", missing=missing)
        return HttpResponse(f"This text has no {missing[0]}. Set TEXTS_IN_FIELDS.\n", status=422)
    try:
        texting.arrived(number=number[:200], text=text, token=hashlib.sha256(f"text:{name}".encode()).hexdigest())
    except Impossible:  # nothing but spaces: there is nothing to keep
        log.info("empty_text")
    return HttpResponse(status=204)


@csrf_exempt
@require_POST
def report_arrives(request: HttpRequest, key: str) -> HttpResponse:
    """What became of one text: its reference and the supplier's word, named as TEXTS_REPORTS_FIELDS says.

    The reference may stand in the query, for suppliers who take an address for reports with each text. 204 whatever we
    know of that text, 422 with a sentence where something is missing. Without the right key there is no such address,
    and whoever guesses is slowed down; the supplier is not, who may have as many reports as we sent texts. Open to
    everyone who has it: no sign-in.
    """
    if not _is_theirs(key, settings.TEXTS_REPORTS_KEY):
        try:
            count(request)
        except TooMany as too_many:
            return HttpResponse(status=429, headers={"Retry-After": str(too_many.retry_after)})
        raise Http404
    said = {**request.GET.dict(), **_values(request)}
    values = {field: _kept(said.get(field, "")).strip()[:200] for field in settings.TEXTS_REPORTS_FIELDS}
    for field, value in values.items():
        if not value:
            log.warning("report_not_understood", missing=field)
            return HttpResponse(f"This report has no {field}. Set TEXTS_REPORTS_FIELDS.\n", status=422)
    reference, word = values.values()
    delivered, failed = settings.TEXTS_REPORTS_DELIVERED, settings.TEXTS_REPORTS_FAILED
    if word.lower() in delivered | failed and not supplier_reports(
        reference, delivered=word.lower() in delivered, said=word
    ):
        log.info("report_changes_nothing")
    return HttpResponse(status=204)


def _is_theirs(key: str, wanted: str) -> bool:
    return bool(wanted) and constant_time_compare(key, wanted)


def _values(request: HttpRequest) -> Mapping[str, object]:
    if request.content_type != "application/json":
        return request.POST.dict()
    try:
        found = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _kept(value: object) -> str:
    """A value as it can be kept: half a sign, as a text cut in two leaves behind, is shown as one that is missing.

    Else the supplier would try for ever, and nobody would ever read the rest.
    """
    return str(value).replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
