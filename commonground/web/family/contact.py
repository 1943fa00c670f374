"""How we reach one of the family: what is safe, what they need, where letters go; one switch that stops all contact."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.cases import taking_part
from commonground.cases.apply import Acting
from commonground.cases.words import Channel
from commonground.notices.numbers import mobile, texts_are_possible
from commonground.people.models import MessagesBy, Person
from commonground.people.roles import Role
from commonground.web.components import forms
from commonground.web.components.doors import FAMILY_CASE, CaseRequest, door
from commonground.web.components.filters import telephone
from commonground.web.components.limited import limited
from commonground.web.components.pages import form_page
from commonground.web.family import supporters_way
from commonground.web.family.acting import by_web
from commonground.web.family.choices import VersionForm, not_now
from commonground.web.family.picture import Picture, picture_of
from commonground.web.family.seen import mark_of, version_seen
from commonground.web.family.ways import WaysForm, by_call


class ContactForm(WaysForm):
    """What they can change themselves. The way they sign in is changed with a person, so that nobody else takes it."""

    safe_contact = forms.TextareaField(
        label=gettext_lazy("How and when is it safe to contact you?"),
        hint=gettext_lazy("For example: only by text, not on Tuesdays, leave no message."),
        called=gettext_lazy("how it is safe to contact you"),
        max_length=1000,
        rows=3,
        required=False,
    )
    needs = forms.TextareaField(
        label=gettext_lazy("What do you need to take part?"),
        hint=gettext_lazy("For example: an interpreter, breaks, large print, a room without stairs."),
        called=gettext_lazy("what you need"),
        max_length=1000,
        rows=3,
        required=False,
    )
    address = forms.TextareaField(
        label=gettext_lazy("Where do letters go?"),
        hint=gettext_lazy("Only if you want letters, or have no e-mail."),
        called=gettext_lazy("the address"),
        max_length=500,
        rows=4,
        required=False,
    )


def _ways(me: Person) -> list[forms.Choice]:
    """By e-mail, by text, by post, by telephone call alone: as far as each can reach them."""
    number = mobile(me.telephone) if texts_are_possible() else ""
    by_text = _("To %(number)s. You can then sign in by a code in a text too.") % {"number": telephone(number)}
    found = [
        (bool(me.email), forms.Choice(MessagesBy.EMAIL, gettext_lazy("By e-mail"), me.email)),
        (
            bool(number) and texts_are_possible(),
            forms.Choice(MessagesBy.TEXT, gettext_lazy("By text message"), by_text),
        ),
        (True, forms.Choice(MessagesBy.LETTER, gettext_lazy("By post"), _("To the address below."))),
    ]
    return [*(choice for there, choice in found if there), *by_call(me)]


@door(FAMILY_CASE)
@limited("family-contact", times=30, per=3600)
def contact(request: CaseRequest, reference: str) -> HttpResponse:
    """Their own details and nobody else's, to read and to put right. A supporter has the part that is theirs."""
    p = picture_of(request.case, request.person)
    if p.mine.role == Role.SUPPORTER:
        return supporters_way.reached(request, p)
    if p.mine.role != Role.FAMILY:
        return not_now(request, p)
    mine = p.mine
    initial = {
        "version": mark_of(p),
        "messages_by": mine.person.messages_by or (MessagesBy.EMAIL if mine.person.email else MessagesBy.LETTER),
        "safe_contact": mine.safe_contact,
        "needs": mine.needs,
        "address": mine.address,
    }
    context = {"p": p, "case": p.case, "mine": mine, "stopped": mine.contact_stopped or p.case.contact_stopped}
    done = partial(_saved, request, p)
    return form_page(
        request, ContactForm, "family/contact.html", done, context=context, initial=initial, ways=_ways(mine.person)
    )


def _saved(request: CaseRequest, p: Picture, form: ContactForm) -> HttpResponse:
    given = form.cleaned_data
    by = Acting(request.person, version=version_seen(p, given["version"]), came_by=Channel.WEB)
    taking_part.record_contact(
        request.case, by=by, participant=p.mine.pk, safe_contact=given["safe_contact"], needs=given["needs"],
        address=given["address"], messages_by=given["messages_by"],
    )  # fmt: skip
    messages.success(request, _("Saved. We keep to this from now on."))
    return redirect("family:contact", reference=request.case.reference)


@door(FAMILY_CASE)
@limited("family-contact", times=30, per=3600)
def stop_contact(request: CaseRequest, reference: str) -> HttpResponse:
    """No more messages to this person: what follows, then the button."""
    p = picture_of(request.case, request.person)
    if p.mine.role != Role.FAMILY or p.mine.contact_stopped:
        return not_now(request, p)

    def done(form: VersionForm) -> HttpResponse:
        by = by_web(request)
        taking_part.stop_all_contact(request.case, by=by, participant=p.mine.pk)
        messages.success(request, _("We stopped. No message goes to you until you tell us that it is safe."))
        return redirect("family:contact", reference=request.case.reference)

    context = {"p": p, "case": p.case}
    return form_page(request, VersionForm, "family/stop_contact.html", done, context=context)
