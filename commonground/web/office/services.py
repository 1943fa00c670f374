"""The other services that a council's families can turn to: added, changed and ended."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.directory import commands
from commonground.directory import queries as directory
from commonground.directory.models import LocalAuthority, OtherProvider
from commonground.record.days import today
from commonground.web.components import forms
from commonground.web.components.doors import DIRECTORY, PersonRequest, door
from commonground.web.office.changing import CouncilForm, Given, change, chosen, council_of, services_field
from commonground.web.office.facts import STILL_RIGHT, name_field, telephone_field, website_field


class ServiceForm(CouncilForm):
    """What is said of another service."""

    name = name_field(gettext_lazy("Name of the service"))
    telephone = telephone_field()
    website = website_field()
    services = services_field()
    starts_on = forms.DateField(
        label=gettext_lazy("First day"),
        called=gettext_lazy("the first day"),
        hint=gettext_lazy("Families see it from this day on."),
        if_empty=gettext_lazy("Tell us the first day"),
    )
    ends_on = forms.DateField(label=gettext_lazy("Last day"), called=gettext_lazy("the last day"), required=False)


class EndForm(CouncilForm):
    """The last day."""

    ends_on = forms.DateField(
        label=gettext_lazy("Last day"),
        called=gettext_lazy("the last day"),
        if_empty=gettext_lazy("Tell us the last day"),
    )


@door(DIRECTORY)
def add(request: PersonRequest, code: str) -> HttpResponse:
    """Another service."""
    council = council_of(code)
    return change(
        request, council, ServiceForm, lambda given: _set(request, council, given), title=_("Add a service"),
        text=_("One that this council’s families can choose beside us, or instead of us. They see it like ours."),
        done=_("Families see this service from its first day on."), initial={"starts_on": today()},
    )  # fmt: skip


@door(DIRECTORY)
def changed(request: PersonRequest, code: str, service: int) -> HttpResponse:
    """What is said of it, anew, or that it is right still."""
    council = council_of(code)
    found = _service(council, service)
    names = ("name", "telephone", "website", "starts_on", "ends_on")
    initial = {name: getattr(found, name) for name in names} | {"services": list(directory.services_of(found))}
    return change(
        request, council, ServiceForm, lambda given: _set(request, council, given, found), title=found.name,
        text=STILL_RIGHT, done=_("Families see this from now on."), initial=initial,
        away=reverse("office:end_service", kwargs={"code": council.pk, "service": found.pk}),
        away_words=_("End this service"),
    )  # fmt: skip


@door(DIRECTORY)
def end(request: PersonRequest, code: str, service: int) -> HttpResponse:
    """Its last day."""
    council = council_of(code)
    found = _service(council, service)

    def run(given: Given) -> object:
        return commands.end_other_provider(provider=found, ends_on=given["ends_on"], by=request.person.actor)

    return change(
        request, council, EndForm, run, title=_("End %(name)s") % {"name": found.name},
        text=_("Families see it through its last day."), button=_("End it"), done=_("Its last day is written down."),
        initial={"ends_on": found.ends_on},
    )  # fmt: skip


def _set(request: PersonRequest, council: LocalAuthority, given: Given, found: OtherProvider | None = None) -> object:
    said = {name: given[name] for name in ("name", "telephone", "website", "starts_on", "ends_on")}
    by = request.person.actor
    return commands.set_other_provider(authority=council, instead_of=found, by=by, **said, **chosen(given))


def _service(council: LocalAuthority, service: int) -> OtherProvider:
    return get_object_or_404(directory.other_providers_of(council), pk=service)
