"""What there is once for each council: its SENDIASS, where its messages go, who acts for it, its NHS boards."""

from typing import Any

from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.directory import commands
from commonground.directory import queries as directory
from commonground.directory.models import LocalAuthority, NoticeAddress
from commonground.record.days import today
from commonground.web.components import forms
from commonground.web.components.doors import DIRECTORY, PersonRequest, door
from commonground.web.office.changing import CouncilForm, Given, TakeAwayForm, change, council_of

STILL_RIGHT = gettext_lazy("Is all of it still right? Then save it as it is: that counts as checked today.")


def name_field(label: Any) -> forms.TextField:
    """The name of a person, a team or a service."""
    return forms.TextField(
        label=label,
        called=gettext_lazy("the name"),
        max_length=120,
        spellcheck=False,
        if_empty=gettext_lazy("Enter the name"),
    )


def telephone_field() -> forms.TextField:
    """A number as the service writes it itself: short numbers and extensions are none that could be worked out."""
    return forms.TextField(
        label=gettext_lazy("Telephone"),
        called=gettext_lazy("the telephone number"),
        max_length=40,
        width=20,
        required=False,
    )


def website_field() -> forms.TextField:
    """The address of a website."""
    return forms.TextField(
        label=gettext_lazy("Website"),
        hint=gettext_lazy("The whole address, like https://example.org"),
        called=gettext_lazy("the website"),
        max_length=200,
        spellcheck=False,
        required=False,
    )


class AdviceForm(CouncilForm):
    """A SENDIASS, where that was read and when."""

    name = name_field(gettext_lazy("Name of the SENDIASS"))
    telephone = telephone_field()
    email = forms.EmailField(label=gettext_lazy("E-mail"), autocomplete="off", required=False)
    website = website_field()
    source = forms.TextField(
        label=gettext_lazy("Where did you read or hear this?"),
        hint=gettext_lazy("Families see it. For example: its own website."),
        called=gettext_lazy("this answer"),
        if_empty=gettext_lazy("Say where this was read, so that it can be checked again"),
    )
    checked_on = forms.DateField(
        label=gettext_lazy("On which day?"),
        called=gettext_lazy("the day"),
        latest=today,
        if_later=gettext_lazy("The day it was checked has not come yet"),
        if_empty=gettext_lazy("Say on which day it was checked"),
    )


class AddressForm(CouncilForm):
    """Where one kind of message goes."""

    name = name_field(gettext_lazy("Who reads it? A person or a team"))
    email = forms.EmailField(
        label=gettext_lazy("E-mail"), autocomplete="off", if_empty=gettext_lazy("Enter an e-mail address")
    )


class ContactForm(CouncilForm):
    """Who acts for the council on mediation."""

    name = name_field(gettext_lazy("Name of the person or the team"))
    email = forms.EmailField(label=gettext_lazy("E-mail"), autocomplete="off", required=False)
    telephone = telephone_field()


class BoardForm(CouncilForm):
    """Where an NHS board reads what we send it."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail"), autocomplete="off", if_empty=gettext_lazy("Enter an e-mail address")
    )


@door(DIRECTORY)
def advice_service(request: PersonRequest, code: str) -> HttpResponse:
    """Set the SENDIASS of the council's area, or say that it is right still."""
    council = council_of(code)
    there = directory.advice_service(council)

    def run(given: Given) -> object:
        return commands.set_advice_service(authority=council, by=request.person.actor, **given)

    return change(
        request, council, AdviceForm, run, title=_("SENDIASS"), done=_("Families see this from now on."),
        text=STILL_RIGHT if there else "", away=_away("advice_service", council) if there else "",
        initial=_said(there, "name", "telephone", "email", "website", "source") | {"checked_on": today()},
    )  # fmt: skip


@door(DIRECTORY)
def advice_service_away(request: PersonRequest, code: str) -> HttpResponse:
    """Say that nobody knows any more who it is."""
    council = council_of(code)
    there = directory.advice_service(council)
    if there is None:
        raise Http404
    text = _("Families are told how to find it themselves, until somebody enters it again.")
    return _take_away(
        request, council, lambda: commands.end_advice_service(service=there, by=request.person.actor),
        title=_("Take away %(name)s") % {"name": there.name}, text=text,
    )  # fmt: skip


@door(DIRECTORY)
def notice_address(request: PersonRequest, code: str, purpose: str) -> HttpResponse:
    """Set where one kind of message goes, or say that it is right still."""
    council, kind = council_of(code), _purpose(purpose)
    there = directory.notice_address(council, kind)

    def run(given: Given) -> object:
        return commands.set_notice_address(authority=council, purpose=kind, by=request.person.actor, **given)

    return change(
        request, council, AddressForm, run, title=kind.label, done=_("Messages of this kind go there from now on."),
        text=STILL_RIGHT if there else "", initial=_said(there, "name", "email"),
        away=_away("notice_address", council, purpose=kind.value) if there else "",
    )  # fmt: skip


@door(DIRECTORY)
def notice_address_away(request: PersonRequest, code: str, purpose: str) -> HttpResponse:
    """Say that the council reads this kind of message there no more."""
    council, kind = council_of(code), _purpose(purpose)
    there = directory.notice_address(council, kind)
    if there is None:
        raise Http404
    text = _(
        "Messages of this kind go to %(email)s now. Taken away, they go nowhere by themselves: somebody has to "
        "tell the council another way."
    )
    return _take_away(
        request, council, lambda: commands.end_notice_address(address=there, by=request.person.actor),
        title=_("Take away %(name)s") % {"name": there.name}, text=text % {"email": there.email},
    )  # fmt: skip


@door(DIRECTORY)
def contact(request: PersonRequest, code: str) -> HttpResponse:
    """Set who acts for the council on mediation, or say that it is right still."""
    council = council_of(code)
    there = directory.mediation_contact(council)

    def run(given: Given) -> object:
        return commands.set_mediation_contact(authority=council, by=request.person.actor, **given)

    told = _("Families whose council we do not work for are told to ask this person.")
    return change(
        request, council, ContactForm, run, title=_("Who acts for the council on mediation"), done=_("Saved."),
        text=f"{told} {STILL_RIGHT}" if there else told, initial=_said(there, "name", "email", "telephone"),
        away=_away("contact", council) if there else "",
    )  # fmt: skip


@door(DIRECTORY)
def contact_away(request: PersonRequest, code: str) -> HttpResponse:
    """Say that this person acts for the council no more."""
    council = council_of(code)
    there = directory.mediation_contact(council)
    if there is None:
        raise Http404
    return _take_away(
        request, council, lambda: commands.end_mediation_contact(contact=there, by=request.person.actor),
        title=_("Take away %(name)s") % {"name": there.name},
        text=_("Families are then told to ask the council itself."),
    )  # fmt: skip


@door(DIRECTORY)
def care_board(request: PersonRequest, code: str, board: str) -> HttpResponse:
    """Set where an NHS board of the council's area reads what we send."""
    council = council_of(code)
    found = get_object_or_404(directory.icbs_of(council), pk=board)

    def run(given: Given) -> object:
        return commands.set_icb_address(icb=found, by=request.person.actor, **given)

    others = [each.short_name for each in found.authorities.exclude(pk=council.pk)]
    text = _("The same address holds for %(councils)s.") % {"councils": ", ".join(others)} if others else ""
    return change(
        request, council, BoardForm, run, title=found.name, done=_("What we send the board goes there from now on."),
        text=text, initial=_said(found, "email"),
    )  # fmt: skip


def _take_away(request: PersonRequest, council: LocalAuthority, run: Any, *, title: str, text: str) -> HttpResponse:
    return change(
        request, council, TakeAwayForm, lambda _given: run(), title=title, text=text, button=_("Take it away"),
        careful=True, done=_("Taken away. What it said stays below, under what changed."),
    )  # fmt: skip


def _away(name: str, council: LocalAuthority, **more: str) -> str:
    return reverse(f"office:{name}_away", kwargs={"code": council.pk, **more})


def _purpose(purpose: str) -> NoticeAddress.Purpose:
    if purpose not in NoticeAddress.Purpose.values:
        raise Http404
    return NoticeAddress.Purpose(purpose)


def _said(row: Model | None, *names: str) -> Given:
    return {name: getattr(row, name) for name in names} if row else {}
