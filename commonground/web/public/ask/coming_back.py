"""Save and come back: a link and a code that lead to the draft, shown, or sent by e-mail or text on wish.

A number that anybody types is a way to make us pay for texts, and to trouble whoever has that number. So texts go to
British mobiles alone and are counted four times: by draft, by number, by internet address, and all of a day together.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.cases import drafts
from commonground.cases.models import Draft
from commonground.notices.addresses import mail_is_possible
from commonground.notices.commands import Recipient, queue
from commonground.notices.numbers import texts_are_possible
from commonground.people.keys import email_key
from commonground.people.limits import limit
from commonground.people.networks import network_of
from commonground.web.components import errors, forms
from commonground.web.components.doors import EVERYONE, door
from commonground.web.components.limited import limited
from commonground.web.components.pages import form_page
from commonground.web.public.ask import keeping
from commonground.web.public.ask.answers import Answers
from commonground.web.public.ask.reached import messages_by, safe

HOUR = 3600
DAY = 24 * HOUR
BRITISH_MOBILES = "+447"


MAILS, TEXTS = 5, 3
"""How often the link of one draft goes out in a day, and how often to one address or number."""
TEXTS_HERE, TEXTS_OF_A_DAY = 20, 300
"""How many such texts in a day from one internet address, and of all together: what a bad day can cost."""


class AddressForm(forms.Form):
    """Where the link goes. The address or number is not kept with the request."""

    address = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        called=gettext_lazy("your e-mail address"),
        if_empty=gettext_lazy("Enter your e-mail address"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if texts_are_possible():
            self.fields["address"] = forms.AddressField(
                label=_("Your e-mail address or mobile number"),
                called=_("your e-mail address or mobile number"),
                if_empty=_("Enter your e-mail address or mobile number"),
            )

    def clean_address(self) -> str:
        """An address or number that we can send to."""
        to = str(self.cleaned_data["address"])
        if "@" in to and not mail_is_possible():
            raise ValidationError(_("We cannot send e-mail at the moment. Write down the code, or keep the link"))
        if "@" not in to and not to.startswith(BRITISH_MOBILES):
            raise ValidationError(_("We can send it to a UK mobile only. Write down the code, or keep the link"))
        return to


class CodeForm(forms.Form):
    """The code of a draft."""

    code = forms.TextField(
        label=gettext_lazy("Your code"),
        hint=gettext_lazy("12 letters and numbers, like 4F7K-2MXR-9BCD. Capitals and dashes do not matter."),
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
    """The link and the code, and both by e-mail or text if they like."""
    draft = keeping.shown(request)
    if draft is None:
        return redirect("public:ask_gone")
    if draft.enquiry is not None:
        return redirect("public:ask_sent")

    def done(form: AddressForm) -> HttpResponse:
        address = form.cleaned_data["address"]
        for key, times in _counted(request, draft, address):
            verdict = limit(f"saved-link:{key}", per=DAY, times=times)
            if not verdict.allowed:
                return errors.too_many(request, retry_after=verdict.retry_after)
        _send(draft, address)
        return redirect(reverse("public:ask_saved") + ("?sent=email" if "@" in address else "?sent=text"))

    context = {
        "code": drafts.code_of(draft), "link": _link(draft), "draft": draft, "sent": request.GET.get("sent", ""),
        "by_text": texts_are_possible(),
    }  # fmt: skip
    initial = {"address": _first(Answers(draft.answers))}
    return form_page(request, AddressForm, "public/ask/saved.html", done, context=context, initial=initial)


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
@limited("ask-saved", times=60, per=HOUR)
def close(request: HttpRequest) -> HttpResponse:
    """The code once more, and the button after which this browser shows nothing of it. What was written stays kept."""
    draft = keeping.shown(request)
    if draft is None:
        return redirect("public:ask_gone")
    if request.method == "POST":
        keeping.forget(request)
        return redirect(reverse("public:ask") + "?closed=" + ("sent" if draft.enquiry else "kept"))
    context = {"code": drafts.code_of(draft), "draft": draft}
    return render(request, "public/ask/close.html", context)


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


def _first(answers: Answers) -> str:
    """What stands in the field at first: what they said is safe, as far as they have come."""
    number = safe(answers, "telephone") if messages_by(answers) else ""
    return number if number and texts_are_possible() else answers.text("reach", "email")


def _counted(request: HttpRequest, draft: Draft, address: str) -> list[tuple[str, int]]:
    """What is counted before the link goes out, and how often a day. What all texts share comes last, so that what is
    refused does not use it up."""
    if "@" in address:
        return [(f"{draft.pk}", MAILS), (email_key(address), MAILS)]
    return [
        (f"text:{draft.pk}", TEXTS), (f"text:{address}", TEXTS), (f"text:{network_of(request)}", TEXTS_HERE),
        ("text", TEXTS_OF_A_DAY),
    ]  # fmt: skip


def _send(draft: Draft, address: str) -> None:
    """At once, by night too: whoever asked waits for it at a screen."""
    context = {"url": _link(draft), "code": drafts.code_of(draft), "until": draft.keep_until}
    by_mail = "@" in address
    to = Recipient(None, "", email=address) if by_mail else Recipient(None, "", telephone=address, by="text")
    queue("request_saved", to=to, context=context)
