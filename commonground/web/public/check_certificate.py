"""Anybody who holds a certificate asks here whether it is ours. The answer never has a name in it."""

import time
from datetime import date

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control

from commonground.certificates import queries
from commonground.certificates.codes import grouped, is_code, normalise
from commonground.people.limits import limit
from commonground.people.networks import network_of
from commonground.record.days import today
from commonground.web.components import errors, forms
from commonground.web.components.doors import EVERYONE, door
from commonground.web.components.limited import limited
from commonground.web.components.pages import form_page

HOUR = 3600
DAY = 24 * HOUR
SLOWLY = 1.0
"""Seconds for every answer about a name, right or wrong: guessing takes time, and the time tells nothing."""


class CodeForm(forms.Form):
    """The check code on a certificate."""

    code = forms.TextField(
        label=gettext_lazy("Check code"),
        hint=gettext_lazy(
            "16 letters and numbers at the foot of the certificate, like 7K3M-9QX2-T4VW-B8HC. "
            "Capitals, spaces and dashes do not matter."
        ),
        called=gettext_lazy("the check code"),
        max_length=60,
        width=20,
        spellcheck=False,
        autocomplete="off",
        if_empty=gettext_lazy("Enter the check code"),
    )

    def clean_code(self) -> str:
        """The code as we keep it. One that cannot be ours was mistyped."""
        code = normalise(self.cleaned_data["code"])
        if not is_code(code):
            raise ValidationError(_("This code is not complete, or one sign in it is wrong. Look at it again"))
        return code


class NameForm(forms.Form):
    """A surname and date of birth to be compared with the certificate."""

    surname = forms.TextField(
        label=gettext_lazy("Surname of the child or young person"),
        called=gettext_lazy("the surname"),
        max_length=200,
        autocomplete="off",
        if_empty=gettext_lazy("Enter the surname"),
    )
    born = forms.DateField(
        label=gettext_lazy("Date of birth"),
        called=gettext_lazy("the date of birth"),
        earliest=date(1985, 1, 1),
        latest=today,
        if_later=gettext_lazy("The date of birth must be in the past"),
        if_empty=gettext_lazy("Enter the date of birth"),
    )


@door(EVERYONE)
@cache_control(no_store=True)
@limited("certificate-check", times=120, per=HOUR)
def check(request: HttpRequest) -> HttpResponse:
    """Asks for the code."""

    def done(form: CodeForm) -> HttpResponse:
        return redirect("public:certificate_answer", code=grouped(form.cleaned_data["code"]))

    return form_page(request, CodeForm, "public/certificates/check.html", done)


@door(EVERYONE)
@cache_control(no_store=True)
@limited("certificate-answer", times=120, per=HOUR, count=("GET", "HEAD", "POST"))
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """What the register says of this code; the QR code on the certificate leads here."""
    typed = CodeForm({"code": code})
    if not typed.is_valid():
        return render(request, "public/certificates/check.html", {"form": typed}, status=422)
    clean = typed.cleaned_data["code"]
    found = queries.check(clean)
    context = {"found": found, "code": grouped(clean), "match": None}
    if found is None:
        return render(request, "public/certificates/unknown.html", context)
    if not found.says_whose:
        return render(request, "public/certificates/answer.html", context)

    def done(form: NameForm) -> HttpResponse:
        for key, per, times in ((clean, DAY, 20), (network_of(request), HOUR, 20)):
            verdict = limit(f"certificate-name:{key}", per=per, times=times)
            if not verdict.allowed:
                return errors.too_many(request, retry_after=verdict.retry_after)
        given = form.cleaned_data
        match = _slowly(clean, given["surname"], given["born"])
        return render(request, "public/certificates/answer.html", {**context, "form": form, "match": match})

    return form_page(request, NameForm, "public/certificates/answer.html", done, context=context)


def _slowly(code: str, surname: str, born: date) -> bool:
    """Whether they match, after the same time whichever way it is."""
    until = time.monotonic() + SLOWLY
    match = queries.names_match(code, surname=surname, born=born)
    time.sleep(max(0.0, until - time.monotonic()))
    return match


urlpatterns = [
    path("certificates/check/", check, name="certificate_check"),
    path("certificates/check/<str:code>/", answer, name="certificate_answer"),
]
