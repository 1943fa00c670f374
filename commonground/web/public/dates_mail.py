"""The dates by e-mail to whoever asks for them. The address is used for this one message."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.notices.addresses import mail_is_possible
from commonground.notices.commands import Recipient, queue
from commonground.people.keys import email_key
from commonground.people.limits import limit
from commonground.web.components import errors, forms
from commonground.web.components.limited import limited
from commonground.web.components.pages import form_page
from commonground.web.public.dates_answer import Answer

HOUR = 3600
DAY = 24 * HOUR
LIMITED = limited("dates-mail", times=20, per=HOUR)


class MailForm(forms.Form):
    """Where to send it."""

    token = forms.SubmissionToken()
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        hint=gettext_lazy("We use it for this one message."),
        called=gettext_lazy("your e-mail address"),
        if_empty=gettext_lazy("Enter your e-mail address"),
    )


def page(request: HttpRequest, found: Answer) -> HttpResponse:
    """Asks for the address, sends, and says so."""
    here = f"{request.path}?{found.asked.address}"

    def done(form: MailForm) -> HttpResponse | None:
        if not mail_is_possible():
            form.add_error(None, _("We cannot send e-mail at the moment. Print the page, or write down the dates"))
            return None
        address = form.cleaned_data["email"]
        verdict = limit(f"dates-mail:{email_key(address)}", per=DAY, times=5)
        if not verdict.allowed:
            return errors.too_many(request, retry_after=verdict.retry_after)
        if limit(f"dates-mail-once:{form.cleaned_data['token']}", per=DAY, times=1).allowed:
            _send(found, address)
        return redirect(f"{here}&mailed=yes")

    back = f"{reverse('public:dates')}?{found.asked.address}"
    return form_page(
        request, MailForm, "public/dates/mail.html", done, context={"back": back, "mailed": "mailed" in request.GET}
    )


def _send(found: Answer, address: str) -> None:
    days = {day.what: day.on for day in found.last_days}
    context = {
        "url": settings.SITE_URL.rstrip("/") + f"{reverse('public:dates')}?{found.asked.address}",
        "worked_out_on": found.today,
        "contact_by": days.get("contact"),
        "appeal_by": days.get("appeal"),
        "claim_by": days.get("claim"),
        "moves": "yes" if found.certificate_counts else "no",
        "late": "yes" if found.late or found.ask_a_person else "no",
    }
    queue("your_dates", to=Recipient(person=None, name="", email=address), context=context)
