"""Written conversations at the desk: who waits, answering them, who looks after which, and what becomes of one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.casework.conversing import make_enquiry, words_of
from commonground.conversations import commands, queries
from commonground.conversations.models import CameBy, Conversation, Who
from commonground.people.queries import staff_with
from commonground.people.roles import DESK_ROLES
from commonground.record.days import today
from commonground.web.components import forms
from commonground.web.components.doors import DESK, PersonRequest, door
from commonground.web.components.filters import day
from commonground.web.components.pages import form_page
from commonground.web.components.written import after, as_seen_by, name_of, news
from commonground.web.desk.enquiries import CallForm, words_from

ROWS = 100


class AnswerForm(forms.Form):
    """What goes back to them."""

    token = forms.SubmissionToken()
    text = forms.TextareaField(
        label=gettext_lazy("Your answer"),
        hint=gettext_lazy("They read it on their page, with your name. Addresses of pages become links."),
        called=gettext_lazy("your answer"),
        rows=6,
        if_empty=gettext_lazy("Write your answer"),
    )

    def __init__(self, *args: Any, by_text: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if by_text:
            words = {"letters": commands.IN_A_TEXT}
            self.fields["text"].help_text = (
                _("It goes as a text: up to %(letters)s letters in the text itself, more as a link to it.") % words
            )


class HandOverForm(forms.Form):
    """Who looks after it from now on."""

    to = forms.SelectField(
        label=gettext_lazy("Who looks after it from now on?"),
        choices=lambda: [(str(pk), name) for pk, name in staff_with(DESK_ROLES).values_list("pk", "name")],
        if_empty=gettext_lazy("Choose who looks after it"),
    )


class RequestForm(CallForm):
    """What they wrote as an enquiry. It came as the conversation came, when they first wrote."""

    has_way_back = True

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["came_by"], self.fields["arrived_on"]


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    conversation: Conversation
    name: str
    words: str
    answer_by: date | None
    late: bool
    state: str


@door(DESK)
def listed(request: PersonRequest) -> HttpResponse:
    """Who waits longest first, then what is answered, then what is over."""
    rows = [_row(each) for each in queries.at_the_desk()[:ROWS]]
    return render(request, "desk/conversations.html", {"rows": rows, "today": today()})


def _row(conversation: Conversation) -> Row:
    by = queries.answer_by(conversation)
    words: str = conversation.first_words  # type: ignore[attr-defined]
    late = by is not None and by < today()
    return Row(conversation, name_of(conversation), words, by, late, "late" if late else "")


@door(DESK)
def shown(request: PersonRequest, conversation: UUID) -> HttpResponse:
    """One conversation, and the box to answer."""
    found = get_object_or_404(queries.at_the_desk(), pk=conversation)

    def done(form: AnswerForm) -> HttpResponse:
        commands.answer(found, by=request.person, text=form.cleaned_data["text"], token=form.cleaned_data["token"])
        told = _("They are told that it is there.") if commands.tells(found) else _("They see it when they look.")
        messages.success(request, _("Sent.") + " " + told)
        return _back(found)

    context = {
        "conversation": found,
        "name": name_of(found),
        "lines": as_seen_by(Who.ADVISER, found, queries.lines_of(found)),
        "state": _state(found),
        "told": commands.tells(found),
        "mine": found.taken_by_id == request.person.pk,
    }
    by_text = found.came_by == CameBy.TEXT and commands.tells(found)
    return form_page(request, AnswerForm, "desk/conversation.html", done, context=context, by_text=by_text)


@door(DESK)
def lines(request: PersonRequest, conversation: UUID) -> HttpResponse:
    """What came after one line, and how things stand, for the page's script."""
    found = get_object_or_404(Conversation, pk=conversation)
    more = queries.lines_of(found, after=after(request))
    return news(as_seen_by(Who.ADVISER, found, more), _state(found))


def _state(conversation: Conversation) -> str:
    by = queries.answer_by(conversation)
    if by is not None:
        return _("They wait. Answer by %(day)s.") % {"day": day(by)}
    return _("This is over.") if conversation.closed_at is not None else _("Answered.")


@door(DESK)
def take(request: PersonRequest, conversation: UUID) -> HttpResponse:
    """I look after it from now on."""
    return _step(
        request, conversation, forms.Form, lambda found, form: commands.take(found, by=request.person),
        title=_("Take this conversation"), said=_("You look after it from now on."), button=_("I look after it"),
    )  # fmt: skip


@door(DESK)
def hand_over(request: PersonRequest, conversation: UUID) -> HttpResponse:
    """Somebody else of the desk looks after it from now on."""

    def run(found: Conversation, form: HandOverForm) -> None:
        to = get_object_or_404(staff_with(DESK_ROLES), pk=form.cleaned_data["to"])
        commands.hand_over(found, by=request.person, to=to)

    return _step(
        request, conversation, HandOverForm, run,
        title=_("Hand this conversation over"), said=_("Handed over."), button=_("Hand it over"),
    )  # fmt: skip


@door(DESK)
def close(request: PersonRequest, conversation: UUID) -> HttpResponse:
    """Nothing more is needed; if they write again, it waits again."""
    return _step(
        request, conversation, forms.Form, lambda found, form: commands.close(found, by=request.person),
        title=_("Close this conversation"), said=_("Closed."), button=_("Close it"),
        explain=_("They can still read it. If they write again, it comes back to the top of the list."),
    )  # fmt: skip


def _step(
    request: PersonRequest,
    conversation: UUID,
    form_class: type[Any],
    run: Callable[[Conversation, Any], object],
    *,
    title: str,
    said: str,
    button: str,
    explain: str = "",
) -> HttpResponse:
    """A page with one button, which does one thing and leads back to the conversation."""
    found = get_object_or_404(Conversation, pk=conversation)

    def done(form: forms.Form) -> HttpResponse:
        run(found, form)
        messages.success(request, said)
        return _back(found)

    context = {"conversation": found, "name": name_of(found), "title": title, "button": button, "explain": explain}
    return form_page(request, form_class, "desk/conversation_step.html", done, context=context)


@door(DESK)
def make_request(request: PersonRequest, conversation: UUID) -> HttpResponse:
    """Make an enquiry of it, filled in from what they wrote."""
    found = get_object_or_404(Conversation.objects.select_related("enquiry"), pk=conversation)
    if found.enquiry is not None and request.method != "POST":
        return redirect("desk:enquiry", enquiry=found.enquiry.reference)
    words = words_of(found)
    initial = {
        "caller": words.name,
        "telephone": words.telephone,
        "messages_by": words.messages_by,
        "email": words.email,
        "council": words.authority,
        "message": words.message,
        "safe_contact": words.safe_contact,
    }
    done = partial(_made, request, found)
    context = {"conversation": found, "name": name_of(found)}
    return form_page(request, RequestForm, "desk/conversation_request.html", done, context=context, initial=initial)


def _made(request: PersonRequest, conversation: Conversation, form: RequestForm) -> HttpResponse:
    given = form.cleaned_data
    enquiry = make_enquiry(conversation, words_from(given), by=request.person, token=given["token"])
    messages.success(request, _("Written down as %(reference)s.") % {"reference": enquiry.reference})
    return redirect("desk:enquiry", enquiry=enquiry.reference)


def _back(conversation: Conversation) -> HttpResponse:
    return redirect("desk:conversation", conversation=conversation.pk)
