"""Write to us: somebody writes to an adviser without an account, and reads the answer at the same secret address."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.conversations import commands, keeping, queries
from commonground.conversations.codes import code_of, link_of
from commonground.conversations.models import Conversation, Who
from commonground.directory import queries as directory
from commonground.notices.addresses import mail_is_possible
from commonground.notices.commands import Recipient, queue
from commonground.people.keys import email_key
from commonground.people.limits import limit
from commonground.people.networks import network_of
from commonground.record.days import today
from commonground.web.components import errors, forms
from commonground.web.components.doors import EVERYONE, door
from commonground.web.components.filters import day
from commonground.web.components.limited import limited
from commonground.web.components.pages import form_page
from commonground.web.components.written import after, as_seen_by, news

HOUR = 3600
DAY = 24 * HOUR
GUESSES = 20
"""Addresses that lead nowhere, from one internet address in an hour."""
LINES = 60
"""Lines that one conversation takes in an hour."""
LOOKED_AT = limited("written-look", times=3000, per=HOUR, count=("GET",))
"""Pages that ask by themselves count as well; a mobile network shows many homes as one."""
Page = Callable[[HttpRequest, Conversation], HttpResponse]


class StartForm(forms.Form):
    """What they want to say; all else is as they like."""

    token = forms.SubmissionToken()
    text = forms.TextareaField(
        label=gettext_lazy("What would you like to ask or tell us?"),
        hint=gettext_lazy("You need not name your child."),
        called=gettext_lazy("what you write"),
        if_empty=gettext_lazy("Write what you would like to ask or tell us"),
    )
    your_name = forms.TextField(
        label=gettext_lazy("Your name"),
        hint=gettext_lazy("Any name will do: it tells us how to call you."),
        called=gettext_lazy("your name"),
        autocomplete="name",
        required=False,
    )
    council = forms.SelectField(label=gettext_lazy("Your council"), choices=directory.choices, required=False)
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        hint=gettext_lazy(
            "If you give it, we send you a short e-mail when the answer is there. It has only the link in it."
        ),
        called=gettext_lazy("your e-mail address"),
        required=False,
    )


class WriteForm(forms.Form):
    """One line more."""

    token = forms.SubmissionToken()
    text = forms.TextareaField(
        label=gettext_lazy("Write to us"),
        hint=gettext_lazy("Is somebody not safe now? Do not write here: call 999."),
        called=gettext_lazy("what you write"),
        rows=4,
        if_empty=gettext_lazy("Write something first"),
    )


class MailForm(forms.Form):
    """Where the address of the conversation goes. It is used for this one message."""

    token = forms.SubmissionToken()
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        hint=gettext_lazy("We use it for this one message."),
        called=gettext_lazy("your e-mail address"),
        if_empty=gettext_lazy("Enter your e-mail address"),
    )


@door(EVERYONE)
@limited("written-start", times=60, per=HOUR)
def start(request: HttpRequest) -> HttpResponse:
    """What this is, who answers and when, and the box for the first words."""

    def done(form: StartForm) -> HttpResponse:
        given = form.cleaned_data
        conversation = commands.start(
            text=given["text"],
            token=given["token"],
            name=given["your_name"],
            reply_to=given["email"],
            authority=directory.authority(given["council"]) if given["council"] else None,
        )
        return _to("written", conversation)

    context = {"deleted": "deleted" in request.GET, "kept": keeping.KEPT.days}
    return form_page(request, StartForm, "public/writing/start.html", done, context=context)


def _secret(view: Page) -> Callable[[HttpRequest, str], HttpResponse]:
    """A view of the conversation that a code leads to: kept by no cache and no search engine.

    A code that leads nowhere is answered alike whatever is wrong with it, and only so often.
    """

    @wraps(view)
    def found(request: HttpRequest, code: str) -> HttpResponse:
        conversation = queries.with_code(code)
        if conversation is None:
            verdict = limit(f"written-guess:{network_of(request)}", per=HOUR, times=GUESSES)
            if not verdict.allowed:
                return errors.too_many(request, retry_after=verdict.retry_after)
            raise Http404
        response = view(request, conversation)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return found


@door(EVERYONE)
@LOOKED_AT
@limited("written-line", times=240, per=HOUR)
@_secret
def shown(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """The conversation in order, and the box to write more."""

    def done(form: WriteForm) -> HttpResponse:
        verdict = limit(f"written-line:{conversation.pk}", per=HOUR, times=LINES)
        if not verdict.allowed:
            return errors.too_many(request, retry_after=verdict.retry_after)
        line = commands.write(conversation, text=form.cleaned_data["text"], token=form.cleaned_data["token"])
        return _to("written", conversation, fragment=f"line-{line.pk}")

    said = as_seen_by(Who.FAMILY, conversation, queries.lines_of(conversation))
    context = {
        "conversation": conversation,
        "code": code_of(conversation),
        "link": link_of(conversation),
        "lines": said,
        "answered": any(not each.mine for each in said),
        "state": state_of(conversation),
        "told": commands.tells(conversation),
        "kept": keeping.KEPT.days,
    }
    return form_page(request, WriteForm, "public/writing/conversation.html", done, context=context)


@door(EVERYONE)
@LOOKED_AT
@_secret
def lines(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """What came after one line, and how things stand, for the page's script."""
    more = queries.lines_of(conversation, after=after(request))
    return news(as_seen_by(Who.FAMILY, conversation, more), state_of(conversation))


@door(EVERYONE)
@limited("written-mail", times=20, per=HOUR)
@_secret
def mail(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """The page's address by e-mail, to whoever asks for it."""

    def done(form: MailForm) -> HttpResponse | None:
        if not mail_is_possible():
            form.add_error(
                None, _("We cannot send e-mail at the moment. Write down the address, or keep the page open")
            )
            return None
        address = form.cleaned_data["email"]
        for key in (f"written-mail:{conversation.pk}", f"written-mail:{email_key(address)}"):
            verdict = limit(key, per=DAY, times=5)
            if not verdict.allowed:
                return errors.too_many(request, retry_after=verdict.retry_after)
        if limit(f"written-mail-once:{form.cleaned_data['token']}", per=DAY, times=1).allowed:
            to = Recipient(person=None, name="", email=address)
            queue("written_link", to=to, context={"url": link_of(conversation)})
        return redirect(reverse("public:written_mail", args=[code_of(conversation)]) + "?mailed=yes")

    context = {"code": code_of(conversation), "mailed": "mailed" in request.GET}
    return form_page(request, MailForm, "public/writing/mail.html", done, context=context)


@door(EVERYONE)
@limited("written-end", times=60, per=HOUR)
@_secret
def end(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """They need nothing more: it leaves our list, and stays readable until its time is over."""

    def done(_form: forms.Form) -> HttpResponse:
        commands.close(conversation)
        return _to("written", conversation)

    context = {"code": code_of(conversation), "kept": keeping.KEPT.days}
    return form_page(request, forms.Form, "public/writing/end.html", done, context=context)


@door(EVERYONE)
@limited("written-end", times=60, per=HOUR)
@_secret
def delete(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """Asks once more, and deletes all of it."""

    def done(_form: forms.Form) -> HttpResponse:
        commands.delete(conversation)
        return redirect(reverse("public:write_to_us") + "?deleted=yes")

    context = {"code": code_of(conversation), "conversation": conversation}
    return form_page(request, forms.Form, "public/writing/delete.html", done, context=context)


def state_of(conversation: Conversation) -> str:
    """How things stand, in one or two sentences: who must write next, and by when."""
    by = queries.answer_by(conversation)
    if by is not None and by < today():
        return _("We are late with our answer, and we are sorry. Call us, or write again.")
    if by is not None:
        return _("You have written to us. An adviser answers here by %(day)s.") % {"day": day(by)}
    if conversation.closed_at is not None:
        return _("This conversation is over. If you need us again, write below.")
    return _("We have answered. Write back when you like.")


def _to(name: str, conversation: Conversation, *, fragment: str = "") -> HttpResponse:
    return redirect(reverse(f"public:{name}", args=[code_of(conversation)], fragment=fragment or None))


urlpatterns = [
    path("write-to-us/", start, name="write_to_us"),
    path("write-to-us/<str:code>/", shown, name="written"),
    path("write-to-us/<str:code>/lines/", lines, name="written_lines"),
    path("write-to-us/<str:code>/e-mail/", mail, name="written_mail"),
    path("write-to-us/<str:code>/end/", end, name="written_end"),
    path("write-to-us/<str:code>/delete/", delete, name="written_delete"),
]
