"""Save and come back: a link and a code that lead to the draft, shown or sent by e-mail on wish."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.cases import drafts
from commonground.cases.models import Draft
from commonground.notices.addresses import mail_is_possible
from commonground.notices.commands import Recipient, queue
from commonground.people.keys import email_key
from commonground.people.limits import limit
from commonground.web.components import errors, forms
from commonground.web.components.doors import EVERYONE, door
from commonground.web.components.limited import limited
from commonground.web.components.pages import form_page
from commonground.web.public.ask import keeping
from commonground.web.public.ask.answers import Answers

HOUR = 3600
DAY = 24 * HOUR


class EmailForm(forms.Form):
    """Where the link goes. The address is not kept with the request."""

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        called=gettext_lazy("your e-mail address"),
        if_empty=gettext_lazy("Enter your e-mail address"),
    )


class CodeForm(forms.Form):
    """The code of a draft."""

    code = forms.TextField(
        label=gettext_lazy("Your code"),
        hint=gettext_lazy("16 letters and numbers, like 4F7K-2MXR-9BCD-HJKM. Capitals and dashes do not matter."),
        called=gettext_lazy("your code"),
        max_length=60,
        width=20,
        spellcheck=False,
        autocomplete="off",
        if_empty=gettext_lazy("Enter your code"),
    )


@door(EVERYONE)
@limited("ask-saved", times=60, per=HOUR)
def saved(request: HttpRequest) -> HttpResponse:
    """The link and the code, and both by e-mail if they like."""
    draft = keeping.shown(request)
    if draft is None:
        return redirect("public:ask_gone")
    if draft.enquiry is not None:
        return redirect("public:ask_sent")

    def done(form: EmailForm) -> HttpResponse | None:
        if not mail_is_possible():
            form.add_error(None, _("We cannot send e-mail at the moment. Write down the code, or keep the link"))
            return None
        address = form.cleaned_data["email"]
        for key, times in ((f"saved-link:{draft.pk}", 5), (f"saved-link:{email_key(address)}", 5)):
            verdict = limit(key, per=DAY, times=times)
            if not verdict.allowed:
                return errors.too_many(request, retry_after=verdict.retry_after)
        _send(draft, address)
        return redirect(reverse("public:ask_saved") + "?mailed=yes")

    initial = {"email": Answers(draft.answers).text("reach", "email")}
    context = {"code": drafts.code_of(draft), "link": _link(draft), "draft": draft, "mailed": "mailed" in request.GET}
    return form_page(request, EmailForm, "public/ask/saved.html", done, context=context, initial=initial)


@door(EVERYONE)
@limited("ask-saved", times=60, per=HOUR)
def delete(request: HttpRequest) -> HttpResponse:
    """Asks once more, and deletes what was written."""
    draft = keeping.shown(request)
    if draft is None or draft.enquiry is not None:
        return redirect("public:ask")

    def done(_form: forms.Form) -> HttpResponse:
        drafts.delete(draft)
        keeping.forget(request)
        return redirect(reverse("public:ask") + "?deleted=yes")

    return form_page(request, forms.Form, "public/ask/delete.html", done)


@door(EVERYONE)
@limited("ask-code", times=20, per=HOUR)
def come_back(request: HttpRequest, code: str = "") -> HttpResponse:
    """Takes the code. A link fills it in, and nothing is looked up before the button is pressed."""

    def done(form: CodeForm) -> HttpResponse | None:
        draft = drafts.with_code(form.cleaned_data["code"])
        if draft is None:
            text = _("We do not know this code. Look at it again. We keep what you wrote for %(days)s days")
            form.add_error("code", text % {"days": drafts.DAYS_KEPT})
            return None
        keeping.remember(request, draft)
        return redirect("public:ask_check")

    initial = {"code": code[:60]}
    return form_page(request, CodeForm, "public/ask/come_back.html", done, initial=initial, context={"linked": code})


def _link(draft: Draft) -> str:
    return settings.SITE_URL.rstrip("/") + reverse("public:ask_come_back_link", args=[drafts.code_of(draft)])


def _send(draft: Draft, address: str) -> None:
    context = {"url": _link(draft), "code": drafts.code_of(draft), "until": draft.keep_until}
    queue("request_saved", to=Recipient(person=None, name="", email=address), context=context)
