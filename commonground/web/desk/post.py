"""The desk's post: letters to print and post, and messages that did not arrive, until somebody has seen to each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonground.cases import queries as cases
from commonground.cases.models import Case, Duty
from commonground.casework import failures
from commonground.casework.reacting import ABOUT_A_CERTIFICATE, certificate_of
from commonground.certificates.letters import LetterWords, Paragraph, Part, Points, set_letter
from commonground.notices import blocks, queries
from commonground.notices import commands as notices
from commonground.notices.commands import Recipient
from commonground.notices.kinds import BadNotice
from commonground.notices.models import Channel, Notice, State
from commonground.people.queries import telephones_of
from commonground.record.days import london_day
from commonground.web.components import forms
from commonground.web.components.doors import DESK, PersonRequest, door
from commonground.web.components.filters import day, moment
from commonground.web.components.pages import form_page
from commonground.web.components.pdf import pdf_response
from commonground.web.desk.doing import acting
from commonground.web.desk.words import DUTIES, said

ROWS = 100


@dataclass(frozen=True)
class Line:
    """A message with its case, how its reader is reached safely, and the certificate that goes into its envelope.

    Of one to be told by telephone also the number, and what must reach them by when.
    """

    notice: Notice
    case: Case | None
    encloses: str = ""
    safe_contact: str = ""
    telephone: str = ""
    owed: tuple[str, ...] = ()


def _lines(found: Sequence[Notice]) -> list[Line]:
    """The messages with their cases and safe ways, in two queries for all of them."""
    about = cases.cases_about(notice.about for notice in found)
    safe = cases.safe_contacts(about, (notice.person for notice in found)) if about else {}
    return [_line(notice, about.get(notice.about) if notice.about else None, safe) for notice in found]


def _line(notice: Notice, case: Case | None, safe: Mapping[tuple[UUID, UUID], str]) -> Line:
    certificate = certificate_of(notice, case) if case and queries.encloses(notice) == "certificate" else None
    words = safe.get((case.pk, notice.person), "") if case and notice.person else ""
    return Line(notice, case, certificate.line.number if certificate else "", words)


def _calls(found: Sequence[Notice]) -> list[Line]:
    """What is told by telephone, with the number to ring and what the family must have by when."""
    lines, numbers = _lines(found), telephones_of(notice.person for notice in found if notice.person)
    duties = list(cases.to_reach_them({line.case.pk for line in lines if line.case}))
    return [
        replace(
            line, telephone=numbers.get(line.notice.person, "") if line.notice.person else "",
            owed=_owed(line.notice, [duty for duty in duties if duty.case_id == line.notice.about]),
        )
        for line in lines
    ]  # fmt: skip


def _owed(notice: Notice, duties: Sequence[Duty]) -> tuple[str, ...]:
    """What is open in the case, each with its day. A certificate that was issued is to reach them by the same day."""
    by_day = [(said(DUTIES, duty.kind), duty.due_on) for duty in duties if duty.settled_on is None]
    issued = [duty.due_on for duty in duties if duty.kind == "certify" and duty.settled_on is not None]
    if issued and notice.template in ABOUT_A_CERTIFICATE:
        by_day.insert(0, (_("The certificate reaches them"), issued[-1]))
    return tuple(_("%(what)s: by %(day)s") % {"what": what, "day": day(on)} for what, on in by_day)


class PostedForm(forms.Form):
    """Which of the letters that wait have gone into the post box."""

    letters = forms.MultipleChoiceField(
        label=gettext_lazy("Which letters have you printed and posted?"),
        choices=lambda: [
            (str(n.pk), f"{n.to_name}: {n.subject}") for n in queries.to_print()[:ROWS]
        ],
        if_empty=gettext_lazy("Tick the letters that you have posted"),
    )  # fmt: skip


@door(DESK)
def listed(request: PersonRequest) -> HttpResponse:
    """Letters to print and post, and what did not arrive. Posting is said on the same page."""

    def done(form: PostedForm) -> HttpResponse:
        posted = [UUID(key) for key in form.cleaned_data["letters"]]
        count = notices.printed(notices=posted, by=request.person.actor)
        said = ngettext("%(count)s letter is posted.", "%(count)s letters are posted.", count)
        messages.success(request, said % {"count": count})
        return redirect("desk:post")

    context = {
        "letters": _lines(list(queries.to_print()[:ROWS])),
        "calls": _calls(list(queries.to_call()[:ROWS])),
        "failed": _lines(list(queries.failed()[:ROWS])),
        "late": _lines(list(queries.late()[:ROWS])),
        "codes": list(queries.codes_that_never_went()[:ROWS]),
    }
    return form_page(request, PostedForm, "desk/post.html", done, context=context)


@door(DESK)
def letters_pdf(request: PersonRequest) -> HttpResponse:
    """Every letter that waits, one after another, as one file for the printer."""
    waiting = list(queries.to_print()[:ROWS])
    if not waiting:
        return redirect("desk:post")
    # Loaded when somebody prints: every start would wait for it.
    from pypdf import PdfWriter

    together = PdfWriter()
    for notice in waiting:
        together.append(BytesIO(_letter(notice)))
    pages = BytesIO()
    together.write(pages)
    return pdf_response(pages.getvalue(), "letters.pdf")


@door(DESK)
def letter_pdf(request: PersonRequest, notice: UUID) -> HttpResponse:
    """One letter, to print or to print again."""
    found = get_object_or_404(Notice, pk=notice, channel=Channel.LETTER)
    return pdf_response(_letter(found), f"letter-{found.pk}.pdf")


def _letter(notice: Notice) -> bytes:
    """The message as a letter in our own paper. Its greeting and signature are the paper's."""
    case = cases.cases_about([notice.about]).get(notice.about) if notice.about else None
    body = notice.text.partition("\n\n")[2].rpartition("\n\n")[0]
    return set_letter(
        LetterWords(
            provider=settings.PROVIDER,
            written_on=london_day(notice.created_at),
            to_name=notice.to_name,
            to_address=tuple(line.strip() for line in notice.to_address.splitlines() if line.strip()),
            heading=notice.subject,
            parts=tuple(part for block in blocks.read(body, links=()) for part in _parts(block)),
            signed_by="",
            reference=case.reference if case else "",
        )
    )


def _parts(block: blocks.Block) -> list[Part]:
    if block.kind == "list":
        return [Points(block.lines)]
    return [Paragraph("\n".join(block.lines))]


class SeenForm(forms.Form):
    """How somebody reached them after all."""

    how = forms.TextareaField(
        label=gettext_lazy("How did you reach them?"),
        hint=gettext_lazy("For example: rang on Tuesday and read it out."),
        called=gettext_lazy("this answer"),
        max_length=300,
        rows=2,
        if_empty=gettext_lazy("Say how you reached them"),
    )


class AgainForm(forms.Form):
    """Where the same words go now: to another e-mail address or mobile, or by post."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail"), hint=gettext_lazy("Leave this and the mobile empty to send it by post."),
        required=False,
    )  # fmt: skip
    telephone = forms.TelephoneField(
        label=gettext_lazy("Mobile, to send it as a text"), hint=gettext_lazy("Only if texts are safe for them."),
        required=False,
    )  # fmt: skip
    address = forms.TextareaField(
        label=gettext_lazy("Postal address"), called=gettext_lazy("the address"), max_length=500, rows=4,
        required=False,
    )  # fmt: skip


def _failed(notice: UUID) -> Line:
    (found,) = _lines([get_object_or_404(queries.failed(), pk=notice)])
    return found


@door(DESK)
def seen_to(request: PersonRequest, notice: UUID) -> HttpResponse:
    """A message that failed is seen to another way."""
    line = _failed(notice)

    def done(form: SeenForm) -> HttpResponse:
        failures.see_to(notice, by=acting(request, {}), how=form.cleaned_data["how"])
        messages.success(request, _("Seen to."))
        return redirect("desk:post")

    context = {"line": line, "title": _("You reached them another way")}
    return form_page(request, SeenForm, "desk/failed.html", done, context=context)


@door(DESK)
def again(request: PersonRequest, notice: UUID) -> HttpResponse:
    """The same words once more, to a mended address or by post."""
    line = _failed(notice)

    def done(form: AgainForm) -> HttpResponse | None:
        given, old = form.cleaned_data, line.notice
        to = Recipient(
            person=old.person, name=old.to_name, email=given["email"], address=given["address"],
            telephone=given["telephone"], by="text" if given["telephone"] else "",
        )  # fmt: skip
        try:
            failures.send_again(notice, by=acting(request, {}), to=to)
        except BadNotice as bad:
            ended = _("This code has run out. Ask them to sign in again: they get a new one.")
            form.add_error(None, ended if old.fresh else bad.sentence)
            return None
        messages.success(request, _("It goes out again."))
        return redirect("desk:post")

    context = {"line": line, "title": _("Send it again")}
    first = {"email": line.notice.to_email, "telephone": line.notice.to_number, "address": line.notice.to_address}
    return form_page(request, AgainForm, "desk/failed.html", done, context=context, initial=first)


@door(DESK)
def tell(request: PersonRequest, notice: UUID) -> HttpResponse:
    """What one of the family is told by telephone, and the button that says that they were."""
    (line,) = _calls([get_object_or_404(queries.to_call(), pk=notice)])

    def done(form: forms.Form) -> HttpResponse:
        failures.tell_by_telephone(notice, by=acting(request, {}))
        messages.success(request, _("Told by telephone."))
        return redirect("desk:post")

    return form_page(request, forms.Form, "desk/tell.html", done, context={"line": line})


@door(DESK)
def message(request: PersonRequest, notice: UUID) -> HttpResponse:
    """One message about a case, word for word, with what became of it."""
    found = get_object_or_404(Notice, pk=notice, fresh=False)
    (line,) = _lines([found])
    context = {
        "line": line, "steps": list(found.steps.all()), "reached": _reached(found),
        "readable": queries.is_to_be_read_here(found),
    }  # fmt: skip
    return render(request, "desk/message.html", context)


def _reached(notice: Notice) -> str:
    """Whether and when a phone took this text, as far as its supplier says; empty where there is nothing to say."""
    if notice.delivered_at is not None:
        return moment(notice.delivered_at)
    if notice.undelivered_at is not None:
        return _("No. The supplier said so on %(at)s") % {"at": moment(notice.undelivered_at)}
    awaited = notice.channel == Channel.TEXT and notice.state == State.SENT and settings.TEXTS_REPORTS_KEY
    return _("Not known yet") if awaited else ""
