"""How families and supporters sign in: a code by e-mail or text, then who they are where several share the address."""

import logging
from datetime import UTC, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonground.notices.addresses import mail_is_possible
from commonground.notices.commands import Recipient
from commonground.notices.numbers import texts_are_possible
from commonground.notices.sending_codes import send_code
from commonground.people import codes
from commonground.people.limits import limit
from commonground.people.models import Person
from commonground.people.queries import people_at
from commonground.web.components import errors
from commonground.web.components.doors import EVERYONE, door
from commonground.web.components.limited import limited
from commonground.web.components.pages import form_page
from commonground.web.components.seat import Steps
from commonground.web.signin import known
from commonground.web.signin.asking import HOUR, by_address, by_ticket, may_ask, please_wait
from commonground.web.signin.forms import AddressForm, CodeForm, OwnPasswordForm, WhoForm
from commonground.web.signin.steps import Asked, Proved, asked_onward, explained, home_of, let_in

log = logging.getLogger("commonground.signin")


@door(EVERYONE)
@limited("sign-in", times=60, per=HOUR, own=known.count_of_typed, refused=please_wait)
def address(request: HttpRequest) -> HttpResponse:
    """Asks for the address or number and sends the code. Answers the same whether anybody has that address."""
    if getattr(request, "person", None) is not None:
        return redirect(home_of(request.roles))  # type: ignore[attr-defined]

    before = Asked.of(request)

    def done(form: AddressForm) -> HttpResponse | None:
        address = form.cleaned_data["address"]
        if "@" in address and not mail_is_possible():
            form.add_error(None, _("We cannot send e-mail at the moment. Call us, and we help you another way"))
            return None
        people = people_at(address)
        verdict = may_ask(request, address, people)
        if not verdict.allowed:
            return please_wait(request, retry_after=verdict.retry_after)
        made = send_code(
            "sign_in_code",
            to=_reached(address, people),
            known=bool(people),
            instead_of=UUID(before.ticket) if before else None,
        )
        runs_out = made.expires_at.timestamp()
        Asked(str(made.ticket), address, runs_out, asked_onward(request)).remember(request)
        return redirect("signin:code")

    initial = {"address": before.address} if before else {}
    return form_page(
        request,
        AddressForm,
        "signin/address.html",
        done,
        initial=initial,
        context={**explained(request), "by_text": texts_are_possible()},
    )


@door(EVERYONE)
@limited("sign-in-code", times=120, per=HOUR, own=by_ticket, refused=please_wait)
def code(request: HttpRequest) -> HttpResponse:
    """Takes the code, in the browser that asked for it."""
    asked = Asked.of(request)
    if asked is None:
        return redirect("signin:sign_in")

    def done(form: CodeForm) -> HttpResponse | None:
        tried = codes.try_code(UUID(asked.ticket), form.cleaned_data["code"])
        if tried.result != codes.Result.RIGHT:
            form.add_error("code", _why_not(tried))
            return None
        request.session.cycle_key()
        proved = Proved(tried.address_key, onward=asked.onward)
        proved.remember(request)
        people = people_at(tried.address_key)
        return _in_or_password(request, proved, people[0]) if len(people) == 1 else redirect("signin:who")

    context = {
        "address": asked.address,
        "by_text": "@" not in asked.address,
        "runs_out": datetime.fromtimestamp(asked.runs_out, UTC),
    }
    return form_page(request, CodeForm, "signin/code.html", done, context=context)


@door(EVERYONE)
def who(request: HttpRequest) -> HttpResponse:
    """Asks which of the people at this address they are."""
    proved = Proved.of(request)
    people = people_at(proved.address_key) if proved else []
    if proved is None or not people:
        return redirect("signin:sign_in")

    def done(form: WhoForm) -> HttpResponse:
        chosen = next(person for person in people if str(person.pk) == form.cleaned_data["person"])
        return _in_or_password(request, proved, chosen)

    return form_page(request, WhoForm, "signin/who.html", done, people=people)


@door(EVERYONE)
@limited("sign-in-password", times=60, per=HOUR, own=by_address)
def password(request: HttpRequest) -> HttpResponse:
    """Asks for the password of somebody who has one of their own, so that the shared address is not enough."""
    proved = Proved.of(request)
    person = _chosen(proved)
    if proved is None or person is None:
        return redirect("signin:sign_in")

    def done(form: OwnPasswordForm) -> HttpResponse | None:
        verdict = limit(f"own-password:{person.pk}", per=HOUR, times=10)
        if not verdict.allowed:
            return errors.too_many(request, retry_after=verdict.retry_after)
        if not person.check_password(form.cleaned_data["password"]):
            form.add_error("password", _("This password is not right"))
            return None
        return _in(request, proved, person)

    return form_page(request, OwnPasswordForm, "signin/password.html", done, context={"name": person.name})


def _reached(address: str, people: list[Person]) -> Recipient:
    """The address as we have it, never as it was typed just now. Nobody's name and nobody's id."""
    to = people[0] if people else Person(email=address, telephone=address)
    return Recipient(None, "", to.email) if "@" in address else Recipient(None, "", telephone=to.telephone, by="text")


def _why_not(tried: codes.Tried) -> str:
    if tried.result == codes.Result.ENDED:
        return _("This code no longer works. Ask for a new one below")
    return ngettext(
        "This code is not right. You can try %(n)s more time",
        "This code is not right. You can try %(n)s more times",
        tried.tries_left,
    ) % {"n": tried.tries_left}


def _in_or_password(request: HttpRequest, proved: Proved, person: Person) -> HttpResponse:
    if not person.has_usable_password():
        return _in(request, proved, person)
    Proved(proved.address_key, person=str(person.pk), onward=proved.onward).remember(request)
    return redirect("signin:password")


def _in(request: HttpRequest, proved: Proved, person: Person) -> HttpResponse:
    log.info("signed in by code: %s", person.actor)
    response = let_in(request, person, Steps.CODE, roles=frozenset(), onward=proved.onward)
    known.remember(response, person)
    return response


def _chosen(proved: Proved | None) -> Person | None:
    """The person of this step, still one of those at the address."""
    found = people_at(proved.address_key) if proved else []
    return next((person for person in found if proved and str(person.pk) == proved.person), None)
