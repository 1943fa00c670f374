"""One view for every deed: show its form, run its command, and say in a sentence when it cannot be done."""

from datetime import date, datetime, time
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from commonground.cases.answers import AskAPerson, NotDone, Stale
from commonground.cases.apply import Acting
from commonground.cases.models import Case
from commonground.cases.queries import taking_part_as
from commonground.record.days import LONDON, today
from commonground.web.components.doors import DESK_CASE, CaseRequest, PersonRequest, door
from commonground.web.components.pages import form_page
from commonground.web.desk.deeds import DEEDS, Deed, DeedForm
from commonground.web.desk.record import lines


@door(DESK_CASE)
def do(request: CaseRequest, reference: str, deed: str) -> HttpResponse:
    """Show a deed's form, or do it and go back to the case."""
    found = DEEDS.get(deed)
    if found is None:
        raise Http404
    case = request.case
    context: dict[str, Any] = {"case": case, "deed": found, "changed": []}
    done = partial(_run, request, case, found, context)
    meant = {name: request.GET[name] for name in found.form.from_address if name in request.GET}
    initial = {"version": case.version, **meant}
    return form_page(request, found.form, "desk/deed.html", done, context=context, initial=initial, case=case)


def _run(request: CaseRequest, case: Case, deed: Deed, context: dict[str, Any], form: DeedForm) -> HttpResponse | None:
    given = dict(form.cleaned_data)
    if hasattr(form, "came"):
        given["came"] = form.came()
    try:
        deed.run(case, acting(request, given, case=case), given)
    except AskAPerson as answer:
        form.asks_reason = True
        form.add_error("reason", _sentence(answer))
        return None
    except Stale as answer:
        # The form keeps what was typed and carries the version that the person has now been shown.
        context["changed"] = lines(answer.since)
        case.refresh_from_db()
        shown = request.POST.copy()
        shown["version"] = str(case.version)
        form.data = shown
        form.add_error(None, answer.sentence)
        return None
    except NotDone as answer:
        form.add_error(None, _sentence(answer))
        return None
    messages.success(request, str(deed.done))
    return redirect("desk:case", reference=case.reference)


def _sentence(answer: NotDone) -> str:
    return f"{answer.sentence} ({answer.cite})" if answer.cite else answer.sentence


def acting(request: PersonRequest, given: dict[str, Any], *, case: Case | None = None) -> Acting:
    """Who acts and on what footing, from the request and the footing's fields.

    Whoever takes part in the `case` is known by the name that was written, as the form made sure.
    """
    version = given.get("version")
    said = given.get("recorded_for", "")
    spoke = taking_part_as(case, said) if case is not None and said else []
    return Acting(
        person=request.person,
        reason=given.get("reason", ""),
        version=int(version) if version and str(version).isdecimal() else None,
        recorded_for=said,
        on_behalf=spoke[0].person.actor if spoke else "",
        came_by=given.get("came_by", ""),
        at=arrival(given.get("arrived_on")),
    )


def arrival(on: date | None) -> datetime | None:
    """Noon of an earlier day: the day is what counts; None means this moment."""
    return None if on is None or on == today() else datetime.combine(on, time(12), tzinfo=LONDON)
