"""How staff sign in: password, then a code from an app; the app is set up at the first sign-in."""

import logging
from dataclasses import replace

import segno
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from commonground.people import limits, second_step
from commonground.people.keys import email_key
from commonground.people.limits import Verdict, limit
from commonground.people.models import Person
from commonground.people.networks import network_of
from commonground.people.queries import staff_roles_of
from commonground.web.components import errors
from commonground.web.components.doors import EVERYONE, door
from commonground.web.components.limited import limited
from commonground.web.components.pages import form_page
from commonground.web.components.seat import Steps
from commonground.web.signin.forms import AppCodeForm, SetUpForm, StaffForm
from commonground.web.signin.steps import StaffKnown, asked_onward, explained, home_of, let_in

log = logging.getLogger("commonground.signin")
QUARTER = 15 * 60
DAY = 24 * 3600


@door(EVERYONE)
@limited("staff", times=60, per=QUARTER)
def name_and_password(request: HttpRequest) -> HttpResponse:
    """The first step. The same answer for an unknown address, a wrong password and somebody who is no staff."""
    if getattr(request, "person", None) is not None:
        return redirect(home_of(request.roles))  # type: ignore[attr-defined]

    def done(form: StaffForm) -> HttpResponse | None:
        key = email_key(form.cleaned_data["email"])
        verdict = _may_try(request, key)
        if not verdict.allowed:
            return errors.too_many(request, retry_after=verdict.retry_after)
        person = authenticate(request, username=key, password=form.cleaned_data["password"])
        if not isinstance(person, Person) or not staff_roles_of(person):
            log.warning("staff sign-in refused: wrong address or password")
            form.add_error(None, _("This e-mail address and this password do not belong together"))
            return None
        limits.forget(_here(request, key))
        request.session.cycle_key()
        StaffKnown(str(person.pk), onward=asked_onward(request)).remember(request)
        return redirect("signin:staff_code" if second_step.has_second_step(person) else "signin:staff_set_up")

    return form_page(request, StaffForm, "signin/staff.html", done, context=explained(request))


@door(EVERYONE)
@limited("staff-code", times=60, per=QUARTER)
def app_code(request: HttpRequest) -> HttpResponse:
    """The second step: the app's code or a recovery code."""
    known, person = _known(request)
    if known is None or person is None:
        return redirect("signin:staff")
    if not second_step.has_second_step(person):
        return redirect("signin:staff_set_up")

    def done(form: AppCodeForm) -> HttpResponse | None:
        verdict = _may_try_code(person)
        if not verdict.allowed:
            return errors.too_many(request, retry_after=verdict.retry_after)
        if not second_step.check(person=person, code=form.cleaned_data["code"]):
            log.warning("wrong second step: %s", person.actor)
            form.add_error("code", _("This code is not right, or was used before. Wait for the next one"))
            return None
        limits.forget(f"app:{person.pk}")
        return _in(request, known, person)

    return form_page(request, AppCodeForm, "signin/staff_code.html", done)


@door(EVERYONE)
@limited("staff-code", times=60, per=QUARTER)
def set_up(request: HttpRequest) -> HttpResponse:
    """The first sign-in: show the QR code, take a code from the app, and keep it."""
    known, person = _known(request)
    if known is None or person is None:
        return redirect("signin:staff")
    if second_step.has_second_step(person):
        return redirect("signin:staff_recovery" if known.enrolled else "signin:staff_code")
    if not known.secret:
        known = replace(known, secret=second_step.new_secret())
        known.remember(request)
    setting_up = known

    def done(form: SetUpForm) -> HttpResponse | None:
        verdict = _may_try_code(person)
        if not verdict.allowed:
            return errors.too_many(request, retry_after=verdict.retry_after)
        if second_step.set_up(person=person, secret=setting_up.secret, code=form.cleaned_data["code"]) is None:
            form.add_error("code", _("This code is not right. Check the time on your phone, and use the next code"))
            return None
        replace(setting_up, secret="", enrolled=True).remember(request)
        return redirect("signin:staff_recovery")

    address = second_step.address_for_app(person, setting_up.secret)
    drawn = segno.make(address, error="m").svg_inline(scale=5, border=4)
    context = {"qr": mark_safe(drawn), "groups": _in_fours(setting_up.secret)}  # noqa: S308 - drawn by segno
    return form_page(request, SetUpForm, "signin/staff_set_up.html", done, context=context)


@door(EVERYONE)
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Shows the recovery codes of an app that was just set up; going on says that they are kept."""
    known, person = _known(request)
    if known is None or person is None or not known.enrolled:
        return redirect("signin:staff")
    if request.method == "POST":
        return _in(request, known, person)
    return render(request, "signin/staff_recovery.html", {"codes": second_step.recovery_codes(person)})


def _known(request: HttpRequest) -> tuple[StaffKnown | None, Person | None]:
    """Who gave the right password here a short while ago and still is staff."""
    known = StaffKnown.of(request)
    person = Person.objects.filter(pk=known.person, is_active=True).first() if known else None
    return (known, person) if person and staff_roles_of(person) else (None, None)


def _in(request: HttpRequest, known: StaffKnown, person: Person) -> HttpResponse:
    log.info("signed in with two steps: %s", person.actor)
    roles = staff_roles_of(person)
    return let_in(request, person, Steps.PASSWORD_AND_APP, roles=roles, onward=known.onward)


def _here(request: HttpRequest, key: str) -> str:
    return f"staff:{key}:{network_of(request)}"


def _may_try(request: HttpRequest, key: str) -> Verdict:
    """Few passwords for one name from one place, more from everywhere together: a stranger locks nobody out."""
    here = limit(_here(request, key), per=QUARTER, times=10)
    return here if not here.allowed else limit(f"staff:{key}", per=DAY, times=200)


def _may_try_code(person: Person) -> Verdict:
    soon = limit(f"app:{person.pk}", per=QUARTER, times=5)
    return soon if not soon.allowed else limit(f"app-day:{person.pk}", per=DAY, times=50)


def _in_fours(secret: str) -> str:
    """The secret as a person can type it."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
