"""Papers: what somebody of the family gave, who can read each, what others share with them, and their certificates."""

from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.cases.answers import AskAPerson
from commonground.cases.models import Case
from commonground.cases.words import PartyKind
from commonground.documents.answers import Refused
from commonground.papers import commands, queries, readers
from commonground.papers.models import Paper
from commonground.papers.readers import Reader
from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.web.components import forms
from commonground.web.components.doors import FAMILY_CASE, CaseRequest, door
from commonground.web.components.files import file_response
from commonground.web.components.filters import listed, telephone
from commonground.web.components.forms import Choice
from commonground.web.components.limited import limited
from commonground.web.components.pages import form_page
from commonground.web.family.acting import by_web
from commonground.web.family.cases import certificates_for
from commonground.web.family.choices import not_now
from commonground.web.family.picture import Picture, picture_of

HOUR = 3600


class AddForm(forms.Form):
    """One paper, or several of which each stands by itself."""

    title = forms.TextField(
        label=gettext_lazy("What is it?"),
        hint=gettext_lazy("For example: report from school. Leave it empty and we call it as the file is called."),
        called=gettext_lazy("what it is"),
        max_length=commands.LONGEST_TITLE,
        required=False,
    )
    copies = forms.FileField(
        label=gettext_lazy("Photos or a PDF"),
        hint=gettext_lazy("You can choose several. Each can have up to 25 MB."),
        accept=("image/jpeg", "image/png", "image/webp", "application/pdf"),
        several=True,
        called=gettext_lazy("the photos or the PDF"),
        if_empty=gettext_lazy("Choose a photo or a PDF"),
    )


class NameForm(forms.Form):
    """What one of their papers is called."""

    title = forms.TextField(
        label=gettext_lazy("What is it?"),
        hint=gettext_lazy("Everybody who can read it sees this name."),
        called=gettext_lazy("what it is"),
        max_length=commands.LONGEST_TITLE,
        if_empty=gettext_lazy("Write what it is"),
    )


class ReadersForm(forms.Form):
    """Who can read one paper. `was` is what stood ticked when the page was shown: only what they changed is done."""

    was = forms.HiddenField(required=False)
    chosen = forms.MultipleChoiceField(
        label=gettext_lazy("Who can read this?"),
        hint=gettext_lazy("Tick those who can. Take a tick away, and they can read it no more."),
        choices=[],
        required=False,
    )
    mark_optional = False

    def __init__(self, *args: Any, choices: list[Choice], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["chosen"].choices = choices  # type: ignore[attr-defined]


@door(FAMILY_CASE)
def papers(request: CaseRequest, reference: str) -> HttpResponse:
    """Their own papers with who can read each, what others share with them, their certificates."""
    p = picture_of(request.case, request.person)
    own = list(queries.own_papers(p.case, p.person)) if p.mine.role == Role.FAMILY else []
    shared = list(queries.shared_papers(p.case, p.person))
    could = readers.who_could_read(p.case, p.person) if own else []
    context = {
        "p": p,
        "case": p.case,
        "own": [{"paper": paper, "readers": readers.readers_of(paper, could)} for paper in own],
        "shared": shared,
        "files": queries.files_of(p.case, [*own, *shared]) if own or shared else {},
        "certificates": certificates_for(p),
        "gives_for": _gives_for(p),
    }
    return render(request, "family/papers.html", context)


def _gives_for(p: Picture) -> Person | None:
    """In whose name the viewer can add papers now; None where they cannot."""
    return None if p.case.closed_on else queries.gives_for(p.mine)


@door(FAMILY_CASE)
@limited("family-papers", times=120, per=HOUR)
def add(request: CaseRequest, reference: str) -> HttpResponse:
    """Add photos or PDFs. What was taken stays; what was not is said, and can be sent again."""
    p = picture_of(request.case, request.person)
    giver = _gives_for(p)
    if giver is None:
        return not_now(request, p)
    context: dict[str, Any] = {"p": p, "case": p.case, "giver": giver, "kept": []}
    done = partial(_added, request, giver, context["kept"])
    return form_page(request, AddForm, "family/paper_add.html", done, context=context)


def _added(request: CaseRequest, giver: Person, kept: list[Paper], form: AddForm) -> HttpResponse | None:
    by = by_web(request)
    for upload in form.cleaned_data["copies"]:
        try:
            title = form.cleaned_data["title"]
            kept.append(commands.give(request.case, by=by, given_by=giver, title=title, upload=upload))
        except Refused as answer:
            form.add_error("copies", answer.sentence)
    if form.errors:
        return None
    names = {"names": listed(f"“{paper.title}”" for paper in kept), "who": giver.name}
    if giver == request.person:
        said = _("We have %(names)s. Nobody else of your case can read it until you say so.") % names
    else:
        said = _("We have %(names)s. %(who)s says who can read it.") % names
    messages.success(request, said)
    return redirect("family:papers", reference=request.case.reference)


@door(FAMILY_CASE)
@limited("family-papers", times=120, per=HOUR)
def paper(request: CaseRequest, reference: str, paper: UUID) -> HttpResponse:
    """One of their own papers: who can read it, for its giver to say."""
    p = picture_of(request.case, request.person)
    own = _own(p.case, p.person, paper)
    offered = readers.who_could_read(p.case, p.person)
    now = [reader.code for reader in readers.readers_of(own, offered)]
    context = {"p": p, "case": p.case, "paper": own, "file": queries.files_of(p.case, [own]).get(own.pk)}
    return form_page(
        request, ReadersForm, "family/paper.html", partial(_said, request, own, offered), context=context,
        initial={"was": " ".join(now), "chosen": now}, choices=[_choice(p, reader) for reader in offered],
    )  # fmt: skip


def _said(request: CaseRequest, own: Paper, offered: list[Reader], form: ReadersForm) -> HttpResponse | None:
    by = by_web(request)
    was, chosen = set(form.cleaned_data["was"].split()), set(form.cleaned_data["chosen"])
    try:
        with transaction.atomic():
            for reader in offered:
                if reader.code in chosen - was:
                    commands.share(own, by=by, reader=reader)
                elif reader.code in was - chosen:
                    commands.stop_sharing(own, by=by, reader=reader)
    except AskAPerson:
        words = {"number": telephone(settings.PROVIDER.telephone)}
        form.add_error(None, _("A person must look at this with you first. Call us on %(number)s.") % words)
        return None
    messages.success(request, _("Saved. Who can read it stands below."))
    return redirect("family:papers", reference=request.case.reference)


def _choice(p: Picture, reader: Reader) -> Choice:
    """A reader as the page offers them, with when they would read it."""
    return Choice(reader.code, reader.name, _hint(p, reader))


def _hint(p: Picture, reader: Reader) -> str:
    if reader.for_meeting:
        name = p.case.mediator.name if p.case.mediator else ""
        return _("%(name)s leads your meeting.") % {"name": name} if name else _("Whoever will lead your meeting.")
    if reader.role == Role.SUPPORTER:
        return _("Helps you.")
    if reader.role == Role.FAMILY:
        return _("Of the family.")
    kind = next(row.kind for row in p.case.parties.all() if row.pk == reader.party)
    if kind == PartyKind.AUTHORITY and p.facts.la_told_on is None and p.facts.parties_asked_on is None:
        return _("They see nothing of your case yet. They can read this once we tell them that you want a meeting.")
    return _("Everyone there who works on your case.")


@door(FAMILY_CASE)
@limited("family-papers", times=120, per=HOUR)
def rename(request: CaseRequest, reference: str, paper: UUID) -> HttpResponse:
    """Call one of their own papers something else."""
    p = picture_of(request.case, request.person)
    own = _own(p.case, p.person, paper)
    if p.case.closed_on:
        return not_now(request, p)

    def done(form: NameForm) -> HttpResponse:
        commands.rename(own, by=by_web(request), title=form.cleaned_data["title"])
        messages.success(request, _("It is called “%(title)s” now.") % {"title": own.title})
        return redirect("family:paper_readers", reference=request.case.reference, paper=own.pk)

    context = {"p": p, "case": p.case, "paper": own}
    initial = {"title": own.title}
    return form_page(request, NameForm, "family/paper_name.html", done, context=context, initial=initial)


@door(FAMILY_CASE)
@limited("family-papers", times=120, per=HOUR)
def take_back(request: CaseRequest, reference: str, paper: UUID) -> HttpResponse:
    """Take a paper back: what follows, then the button."""
    p = picture_of(request.case, request.person)
    own = _own(p.case, p.person, paper)

    def done(form: forms.Form) -> HttpResponse:
        commands.take_back(own, by=by_web(request))
        messages.success(request, _("You took “%(title)s” back.") % {"title": own.title})
        return redirect("family:papers", reference=request.case.reference)

    context = {"p": p, "case": p.case, "paper": own}
    return form_page(request, forms.Form, "family/paper_take_back.html", done, context=context)


def _own(case: Case, person: Person, paper: UUID) -> Paper:
    """One of their own papers that they have not taken back."""
    found = queries.own_papers(case, person).filter(pk=paper, taken_back_on=None).first()
    if found is None:
        raise Http404
    return found


@door(FAMILY_CASE)
def file(request: CaseRequest, reference: str, paper: UUID) -> HttpResponse:
    """A paper that they may read, to be saved."""
    found = queries.paper_for(request.case, request.person, paper)
    stored = queries.file_of(found) if found else None
    if stored is None:
        raise Http404
    return file_response(stored)
