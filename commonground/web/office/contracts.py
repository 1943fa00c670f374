"""A council's contracts with us, added and ended by an administrator alone."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.directory import commands
from commonground.directory import queries as directory
from commonground.web.components import forms
from commonground.web.components.doors import OFFICE, PersonRequest, door
from commonground.web.office.changing import CouncilForm, Given, change, chosen, council_of, services_field
from commonground.web.office.services import EndForm


class ContractForm(CouncilForm):
    """What a council has contracted us to do."""

    services = services_field()
    starts_on = forms.DateField(
        label=gettext_lazy("First day"),
        called=gettext_lazy("the first day"),
        if_empty=gettext_lazy("Tell us the first day"),
    )
    ends_on = forms.DateField(label=gettext_lazy("Last day"), called=gettext_lazy("the last day"), required=False)


@door(OFFICE)
def add(request: PersonRequest, code: str) -> HttpResponse:
    """A contract."""
    council = council_of(code)

    def run(given: Given) -> object:
        days = {name: given[name] for name in ("starts_on", "ends_on")}
        return commands.add_contract(authority=council, by=request.person.actor, **days, **chosen(given))

    return change(
        request, council, ContractForm, run, title=_("Add a contract"), done=_("The contract is written down."),
        text=_("From its first day on, families of this council can ask us for what it covers."),
    )  # fmt: skip


@door(OFFICE)
def end(request: PersonRequest, code: str, contract: int) -> HttpResponse:
    """A contract's last day."""
    council = council_of(code)
    found = get_object_or_404(directory.contracts_of(council), pk=contract)

    def run(given: Given) -> object:
        return commands.end_contract(contract=found, ends_on=given["ends_on"], by=request.person.actor)

    return change(
        request, council, EndForm, run, title=_("End a contract"), button=_("End it"), careful=True,
        text=_("After its last day, families of this council are told that we do not work there. Open cases go on."),
        done=_("Its last day is written down."), initial={"ends_on": found.ends_on},
    )  # fmt: skip
