"""Deeds about who takes part, on what footing, and how they can be reached safely."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commonground.cases import commands, queries, taking_part
from commonground.cases.apply import Acting
from commonground.cases.models import Case, Participant
from commonground.cases.words import Basis, PartyKind
from commonground.people.models import MessagesBy, Person
from commonground.people.queries import staff_with
from commonground.people.roles import ROLE_NAMES, Role
from commonground.record.days import today
from commonground.web.components import forms
from commonground.web.desk.deeds.base import Deed, DeedForm
from commonground.web.desk.deeds.meeting import DayForm

JOINS = (Role.FAMILY, Role.LA_OFFICER, Role.ICB_OFFICER, Role.SCHOOL)


KEEPS = _("Leave empty to keep what is written now.")


def people(case: Case) -> list[Participant]:
    """Everyone who takes part today."""
    return list(case.participants.filter(queries.current()).select_related("person").order_by("id"))


class PersonForm(DeedForm):
    """Somebody joins the case."""

    role = forms.ChoiceField(
        label=_("Who joins?"),
        choices=[(r.value, ROLE_NAMES[r]) for r in JOINS],
        if_empty=_("Choose who joins"),
    )
    name = forms.TextField(label=_("Name"), called=_("the name"), max_length=200, if_empty=_("Tell us the name"))
    relationship = forms.TextField(
        label=_("Who are they to the child, or what is their job?"), called=_("this answer"), max_length=100,
        required=False,
    )  # fmt: skip
    basis = forms.SelectField(label=_("On what footing?"), choices=Basis.choices, if_empty=_("Choose on what footing"))
    email = forms.EmailField(label=_("E-mail"), required=False)
    telephone = forms.TelephoneField(label=_("Telephone"), required=False)


class OneForm(DeedForm):
    """One of the people in the case."""

    participant = forms.ChoiceField(label=_("Who?"), choices=[], if_empty=_("Choose who"))

    def prepare(self, case: Case) -> None:
        self.fields["participant"].choices = [  # type: ignore[attr-defined]
            (str(p.pk), f"{p.person.name} ({ROLE_NAMES[Role(p.role)]})") for p in people(case)
        ]


class AuthorityForm(OneForm):
    """Authority to act: footing, evidence, orders, and who must not be told (R8)."""

    basis = forms.SelectField(label=_("On what footing?"), choices=Basis.choices, if_empty=_("Choose on what footing"))
    evidence = forms.TextField(
        label=_("What evidence was seen?"), called=_("the evidence"), max_length=500,
        if_empty=_("Say what was seen, or “none”"),
    )  # fmt: skip
    seen_on = forms.DateField(
        label=_("Seen on"),
        called=_("the day"),
        latest=today,
        if_later=_("That day has not come yet"),
        required=False,
    )
    court_orders = forms.TextareaField(
        label=_("Court orders that matter here"),
        hint=KEEPS,
        called=_("court orders"),
        max_length=2000,
        rows=2,
        required=False,
    )
    do_not_disclose_to = forms.TextareaField(
        label=_("Do not disclose to"), hint=KEEPS, called=_("this answer"), max_length=1000, rows=2, required=False
    )


class ContactForm(OneForm):
    """Safe contact, where letters go, and access needs. An empty answer never wipes out what keeps somebody safe."""

    safe_contact = forms.TextareaField(
        label=_("How and when is it safe to contact them?"), hint=KEEPS, called=_("this answer"), max_length=1000,
        rows=2, required=False,
    )  # fmt: skip
    address = forms.TextareaField(
        label=_("Where do letters go?"), hint=KEEPS, called=_("the address"), max_length=500, rows=4, required=False
    )
    messages_by = forms.ChoiceField(
        label=_("How should our messages come?"), hint=_("Leave it to keep the way they come now."),
        choices=MessagesBy.choices, required=False, inline=True, small=True,
    )  # fmt: skip
    needs = forms.TextareaField(
        label=_("What do they need to take part?"), hint=KEEPS, called=_("this answer"), max_length=1000, rows=2,
        required=False,
    )  # fmt: skip


class StopForm(DeedForm):
    """One switch, for a person or the whole case."""

    participant = forms.ChoiceField(label=_("For whom?"), choices=[], if_empty=_("Choose for whom"))

    def prepare(self, case: Case) -> None:
        names = [(str(p.pk), p.person.name) for p in people(case)]
        self.fields["participant"].choices = [("all", _("Everyone in this case")), *names]  # type: ignore[attr-defined]


class RightForm(OneForm):
    """Who holds the right, put right by a person (D21, R9)."""

    holds = forms.ChoiceField(
        label=_("Is the right theirs?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        if_empty=_("Choose yes or no"),
    )


class PartyForm(DeedForm):
    """A school, college or NHS board joins as a party."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            (PartyKind.SCHOOL.value, PartyKind.SCHOOL.label),
            (PartyKind.ICB.value, PartyKind.ICB.label),
        ],
        if_empty=_("Choose what it is"),
    )
    name = forms.TextField(label=_("Name"), called=_("the name"), max_length=200, if_empty=_("Tell us the name"))
    email = forms.EmailField(label=_("E-mail"), required=False)


class YoungPersonForm(DayForm):
    """What the young person told us."""

    instructions = forms.TextareaField(
        label=_("What do they want?"), hint=_("Or what was seen about their capacity to decide this."),
        called=_("this answer"), max_length=2000, rows=4, if_empty=_("Write down what they want"),
    )  # fmt: skip


class AssignForm(DeedForm):
    """Who looks after the case."""

    adviser = forms.SelectField(
        label=_("Adviser"),
        choices=lambda: [(str(p.pk), p.name) for p in staff_with([Role.ADVISER])],
        required=False,
    )
    mediator = forms.SelectField(
        label=_("Mediator"),
        choices=lambda: [(str(p.pk), p.name) for p in staff_with([Role.MEDIATOR])],
        required=False,
    )


def _add(case: Case, by: Acting, given: dict[str, Any]) -> Case:
    return taking_part.add_participant(
        case, by=by, role=Role(given["role"]), name=given["name"], basis=Basis(given["basis"]), email=given["email"],
        telephone=given["telephone"], relationship=given["relationship"],
    )  # fmt: skip


def _authority(case: Case, by: Acting, given: dict[str, Any]) -> Case:
    known = case.participants.get(pk=int(given["participant"]))
    return taking_part.record_authority(
        case, by=by, participant=known.pk, basis=Basis(given["basis"]), evidence=given["evidence"],
        seen_on=given["seen_on"], court_orders=given["court_orders"] or known.court_orders,
        do_not_disclose_to=given["do_not_disclose_to"] or known.do_not_disclose_to,
    )  # fmt: skip


def _contact(case: Case, by: Acting, given: dict[str, Any]) -> Case:
    known = case.participants.get(pk=int(given["participant"]))
    return taking_part.record_contact(
        case, by=by, participant=known.pk, safe_contact=given["safe_contact"] or known.safe_contact,
        needs=given["needs"] or known.needs, address=given["address"] or None, messages_by=given["messages_by"],
    )  # fmt: skip


def _whom(given: dict[str, Any]) -> int | None:
    return None if given["participant"] == "all" else int(given["participant"])


def _person(key: str) -> Person | None:
    return Person.objects.filter(pk=key).first() if key else None


DEEDS = [
    Deed("add-person", _("Add a person"), PersonForm, _add, group="people"),
    Deed(
        "add-party", _("Add a school, college or NHS board"), PartyForm,
        lambda case, by, given: taking_part.add_party(
            case, by=by, kind=PartyKind(given["kind"]), name=given["name"], email=given["email"]
        ),
        group="people",
    ),
    Deed("authority", _("Record authority to act"), AuthorityForm, _authority, group="people"),
    Deed("safe-contact", _("Record safe contact and needs"), ContactForm, _contact, group="people"),
    Deed(
        "end-part", _("End somebody’s part"), OneForm,
        lambda case, by, given: taking_part.end_participation(case, by=by, participant=int(given["participant"])),
        group="people", help=_("From that moment on they see nothing of this case."),
    ),
    Deed(
        "right", _("Put right whose right it is"), RightForm,
        lambda case, by, given: taking_part.pass_right(
            case, by=by, participant=int(given["participant"]), holds=given["holds"] == "yes"
        ),
        group="people",
    ),
    Deed(
        "young-person", _("Record meeting the young person"), YoungPersonForm,
        lambda case, by, given: commands.met_young_person(
            case, by=by, on=given["on"], instructions=given["instructions"]
        ),
        group="people",
    ),
    Deed(
        "assign", _("Assign adviser or mediator"), AssignForm,
        lambda case, by, given: commands.assign(
            case, by=by, adviser=_person(given["adviser"]), mediator=_person(given["mediator"])
        ),
        group="people",
    ),
    Deed(
        "stop-contact", _("Stop all contact"), StopForm,
        lambda case, by, given: taking_part.stop_all_contact(case, by=by, participant=_whom(given)),
        group="people", help=_("Every message that waits and every later one is held until somebody says it is safe."),
    ),
    Deed(
        "allow-contact", _("Contact is safe again"), StopForm,
        lambda case, by, given: taking_part.allow_contact(case, by=by, participant=_whom(given)),
        group="people",
        shown=lambda case, facts: case.contact_stopped or any(p.contact_stopped for p in case.participants.all()),
    ),
]  # fmt: skip
