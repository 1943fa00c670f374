"""How our messages reach a supporter: by e-mail, or as texts to a mobile that they have shown to be theirs."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.cases import taking_part
from commonground.cases.apply import Acting
from commonground.cases.words import Channel
from commonground.casework import new_number
from commonground.notices.numbers import mobile, texts_are_possible
from commonground.people import codes
from commonground.people.limits import limit
from commonground.people.models import MessagesBy, Person
from commonground.people.roles import Role
from commonground.web.components import errors, forms
from commonground.web.components.doors import FAMILY_CASE, CaseRequest, door
from commonground.web.components.limited import limited
from commonground.web.components.pages import form_page
from commonground.web.family.picture import Picture, picture_of
from commonground.web.family.seen import mark_of, version_seen
from commonground.web.family.ways import WaysForm, by_call

PLACE = "family.number"
HOUR = 3600
DAY = 24 * HOUR
CODES = 5
"""How many codes in a day one person may have sent, and one number may get."""


class WayForm(WaysForm):
    """E-mail or texts, and the number for texts."""

    telephone = forms.TelephoneField(
        label=gettext_lazy("Your mobile number"),
        hint=gettext_lazy("For texts alone. We send a code to a new number first."),
        called=gettext_lazy("your mobile number"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Texts need a mobile."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        by_text = given.get("messages_by") == MessagesBy.TEXT
        if by_text and "telephone" in given and not mobile(given["telephone"]):
            self.add_error("telephone", _("Enter a mobile number like 07700 900 982"))
        return given


def _ways(me: Person) -> list[forms.Choice]:
    """By e-mail, by text and by telephone call alone: as far as each can reach them. The number they give here."""
    by_mail = forms.Choice(MessagesBy.EMAIL, _("By e-mail"), me.email)
    by_text = forms.Choice(MessagesBy.TEXT, _("By text message"), _("You can then sign in by a code in a text too."))
    found = [choice for choice, can in ((by_mail, bool(me.email)), (by_text, texts_are_possible())) if can]
    return [*found, *by_call(me)]


def _now(me: Person) -> str:
    """How our messages come now; empty where none can."""
    if me.gets_texts or me.by_call_only:
        return me.messages_by
    return MessagesBy.EMAIL if me.email else ""


class NumberForm(forms.Form):
    """The code from the text."""

    code = forms.CodeField(
        label=gettext_lazy("Your code"),
        hint=gettext_lazy("6 numbers, like 123456"),
        called=gettext_lazy("your code"),
        if_empty=gettext_lazy("Enter the code from our text"),
    )


def reached(request: CaseRequest, p: Picture) -> HttpResponse:
    """What a supporter sees and sets of themselves; nothing of whom they help."""
    me = p.person
    initial = {
        "version": mark_of(p),
        "messages_by": _now(me),
        "telephone": mobile(me.telephone),
    }
    stopped = p.mine.contact_stopped or p.case.contact_stopped
    context = {"p": p, "case": p.case, "stopped": stopped}
    done = partial(_saved, request, p)
    return form_page(
        request, WayForm, "family/supporters_way.html", done, context=context, initial=initial, ways=_ways(me)
    )


def _saved(request: CaseRequest, p: Picture, form: WayForm) -> HttpResponse:
    given = form.cleaned_data
    number = mobile(given["telephone"])
    if given["messages_by"] == MessagesBy.TEXT and new_number.is_new(p.person, number):
        for key in (f"number-code:{p.person.pk}", f"number-code:{number}"):
            verdict = limit(key, per=DAY, times=CODES)
            if not verdict.allowed:
                return errors.too_many(request, retry_after=verdict.retry_after)
        request.session[PLACE] = {"ticket": str(new_number.send_code(number)), "number": number}
        return redirect("family:number", reference=p.case.reference)
    taking_part.record_contact(
        p.case, by=Acting(request.person, version=version_seen(p, given["version"]), came_by=Channel.WEB),
        participant=p.mine.pk, safe_contact=p.mine.safe_contact, needs=p.mine.needs, messages_by=given["messages_by"],
    )  # fmt: skip
    return _kept(request, p)


@door(FAMILY_CASE)
@limited("family-contact", times=30, per=HOUR)
def number(request: CaseRequest, reference: str) -> HttpResponse:
    """Takes the code that went to a supporter's new number; then our messages go there."""
    p = picture_of(request.case, request.person)
    asked = request.session.get(PLACE)
    if p.mine.role != Role.SUPPORTER or not asked:
        return redirect("family:contact", reference=reference)

    def done(form: NumberForm) -> HttpResponse | None:
        result = new_number.confirm(
            p.case, p.mine, by=Acting(request.person, came_by=Channel.WEB),
            ticket=UUID(asked["ticket"]), typed=form.cleaned_data["code"], number=asked["number"],
        )  # fmt: skip
        if result != codes.Result.RIGHT:
            again = _("This code is not right. Look at the text again")
            ended = _("This code no longer works. Go back, and ask for a new one")
            form.add_error("code", again if result == codes.Result.WRONG else ended)
            return None
        del request.session[PLACE]
        return _kept(request, p)

    context = {"p": p, "case": p.case, "number": asked["number"]}
    return form_page(request, NumberForm, "family/supporters_number.html", done, context=context)


def _kept(request: CaseRequest, p: Picture) -> HttpResponse:
    request.person.refresh_from_db()
    # Another number signs out whoever came in by the old one, but not the one who is here.
    update_session_auth_hash(request, request.person)
    messages.success(request, _("Saved. We keep to this from now on."))
    return redirect("family:contact", reference=p.case.reference)
