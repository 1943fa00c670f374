"""The letter itself: photos or a PDF, kept with the request as soon as they are sent, and taken away again on wish."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from commonground.cases import drafts
from commonground.cases.models import Draft
from commonground.documents import commands as documents
from commonground.documents.answers import Refused
from commonground.documents.queries import files_about, letter_dates
from commonground.web.components.doors import EVERYONE, door
from commonground.web.components.filters import listed
from commonground.web.components.forms import signed
from commonground.web.components.limited import limited
from commonground.web.components.pages import form_page
from commonground.web.public.ask import journey, keeping
from commonground.web.public.ask.answers import Answers
from commonground.web.public.ask.decision_questions import LetterCopy
from commonground.web.public.ask.views import HOUR, SYSTEM, asides, nothing_typed, onward, told

SLUG = "letter-copy"


@door(EVERYONE)
@limited("ask-letter", times=120, per=HOUR)
def letter_copy(request: HttpRequest) -> HttpResponse:
    """What has been added, and a way to add more. Nothing is asked for: the page can be left as it is."""
    at = journey.page(SLUG)
    assert at is not None
    draft = keeping.sent(request) if request.method == "POST" else keeping.shown(request)
    if draft is None:
        return redirect("public:ask_gone")
    if draft.enquiry is not None:
        return redirect(reverse("public:ask_sent") + "?again=yes")
    answers = Answers(draft.answers)
    if not at.applies(answers):
        return onward(draft)
    aside = asides(request)
    if aside and nothing_typed(request) and not request.FILES:
        return redirect(aside)
    if "remove" in request.POST:
        _remove(draft, request.POST["remove"])
        return redirect("public:ask_letter_copy")

    def done(form: LetterCopy) -> HttpResponse | None:
        _add(draft, form)
        kept = _note(draft)
        if form.errors:
            return None
        if "add" in request.POST:
            return redirect("public:ask_letter_copy")
        return redirect(aside) if aside else onward(kept, after=SLUG)

    context = {**told(at, answers), "code": drafts.code_of(draft), "files": files_about(draft.pk)}
    first = {"token": signed(draft.token)}
    return form_page(request, LetterCopy, at.template, done, context=context, initial=first, answers=answers)


def _add(draft: Draft, form: LetterCopy) -> None:
    """Keep each of them; what is not taken is said on the form, and the others stay."""
    for upload in form.cleaned_data["copies"]:
        try:
            drafts.add_file(draft, upload, by=SYSTEM)
        except Refused as answer:
            form.add_error("copies", answer.sentence)


def _remove(draft: Draft, file: str) -> None:
    try:
        documents.remove(UUID(file), about=draft.pk)
    except ValueError:
        return
    _note(draft)


def _note(draft: Draft) -> Draft:
    """Say in the draft what there is now. Which date is the letter's is asked anew where other dates can be read."""
    files = list(files_about(draft.pk))
    dates = [found.isoformat() for found in letter_dates(*files)]
    at = journey.page(SLUG)
    assert at is not None
    changes = journey.changes(at, {"copies": listed(file.name for file in files), "dates": dates})
    if dates != Answers(draft.answers).several(SLUG, "dates"):
        changes |= {"letter-dates": None, "last-days": None}
    return drafts.answer(draft, changes)
