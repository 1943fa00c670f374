"""Deeds about supporters, and about the day on which the choices become a young person's own."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commonground.cases import helping, passing, queries
from commonground.cases.apply import Acting
from commonground.cases.facts import Facts
from commonground.cases.models import Case, Participant
from commonground.cases.words import Agreed
from commonground.casework import referring
from commonground.people.roles import Role
from commonground.record.days import today
from commonground.web.components import forms
from commonground.web.desk.deeds.base import Deed, DeedForm


def _now(case: Case, role: Role) -> list[Participant]:
    rows = case.participants.filter(queries.current(), role=role)
    return list(rows.select_related("person", "helps__person").order_by("id"))


class AgreedForm(DeedForm):
    """What the person who is helped agreed to."""

    agreed = forms.MultipleChoiceField(
        label=_("What else may they do?"),
        hint=_("They see where the case is and its dates. Ask about each of these, and choose what was agreed."),
        choices=[(one.value, one.theirs) for one in Agreed],
        required=False,
    )


class SupporterForm(AgreedForm):
    """Somebody who helps one of the family."""

    helps = forms.ChoiceField(label=_("Whom do they help?"), choices=[], if_empty=_("Choose whom they help"))
    name = forms.TextField(
        label=_("Name of the supporter"), called=_("the name"), max_length=200, if_empty=_("Tell us the name")
    )
    relationship = forms.TextField(
        label=_("Who are they?"), hint=_("For example: SENDIASS adviser, sister, solicitor."), called=_("this answer"),
        max_length=100, required=False,
    )  # fmt: skip
    email = forms.EmailField(label=_("E-mail"), required=False)
    telephone = forms.TelephoneField(label=_("Telephone"), required=False)

    def prepare(self, case: Case) -> None:
        self.fields["helps"].choices = [  # type: ignore[attr-defined]
            (str(row.pk), row.person.name) for row in _now(case, Role.FAMILY)
        ]
        self.order_fields(["helps", "name", "relationship", "email", "telephone", "agreed", *self.FOOTING])


class OneSupporterForm(DeedForm):
    """One of the supporters."""

    supporter = forms.ChoiceField(label=_("Which supporter?"), choices=[], if_empty=_("Choose which supporter"))

    def prepare(self, case: Case) -> None:
        self.fields["supporter"].choices = [  # type: ignore[attr-defined]
            (str(row.pk), f"{row.person.name} ({row.helps.person.name})" if row.helps else row.person.name)
            for row in _now(case, Role.SUPPORTER)
        ]


class ChangeForm(OneSupporterForm, AgreedForm):
    """What one of the supporters may do from now on."""

    def prepare(self, case: Case) -> None:
        super().prepare(case)
        self.order_fields(["supporter", "agreed", *self.FOOTING])


class JoinsForm(DeedForm):
    """How the young person signs in and is reached."""

    email = forms.EmailField(
        label=_("The young person’s own e-mail"),
        hint=_("One that nobody else reads: whoever reads it can sign in as them."),
        required=False,
    )
    telephone = forms.TelephoneField(label=_("Their telephone"), required=False)
    address = forms.TextareaField(
        label=_("Where do letters to them go?"), called=_("the address"), max_length=500, rows=3, required=False
    )


class DecidesForm(AgreedForm):
    """What the young person says about one parent."""

    nothing = _("There is no parent here of whom the young person has to say it, or it has been said.")

    parent = forms.ChoiceField(label=_("About whom?"), choices=[], if_empty=_("Choose about whom"))
    may_see = forms.ChoiceField(
        label=_("May they see the case?"),
        choices=[("yes", _("Yes, as a supporter")), ("no", _("No"))],
        if_empty=_("Choose yes or no"),
    )

    def prepare(self, case: Case) -> None:
        waiting = passing.waiting_for_a_word(case, _now(case, Role.FAMILY), on=today())
        self.fields["parent"].choices = [(str(row.pk), row.person.name) for row in waiting]  # type: ignore[attr-defined]
        self.order_fields(["parent", "may_see", "agreed", *self.FOOTING])


class ReferForm(DeedForm):
    """Whom the area's SENDIASS should get in touch with, and how."""

    participant = forms.ChoiceField(label=_("Who asks for it?"), choices=[], if_empty=_("Choose who asks for it"))
    reach = forms.TextField(
        label=_("How can they be reached safely?"), called=_("how they can be reached"), max_length=300,
        if_empty=_("Write how they can be reached"),
    )  # fmt: skip
    text = forms.TextareaField(
        label=_("What may we say?"), hint=_("Only this, their name and the reference are passed on."),
        called=_("what we may say"), max_length=1000, rows=3, required=False,
    )  # fmt: skip

    def prepare(self, case: Case) -> None:
        self.fields["participant"].choices = [  # type: ignore[attr-defined]
            (str(row.pk), row.person.name) for row in _now(case, Role.FAMILY)
        ]


def _joins(case: Case, by: Acting, given: dict[str, Any]) -> object:
    return helping.bring_in(
        case, by=by, helps=int(given["helps"]), name=given["name"], email=given["email"], telephone=given["telephone"],
        relationship=given["relationship"], agreed=[Agreed(one) for one in given["agreed"]],
    )  # fmt: skip


def _refers(case: Case, by: Acting, given: dict[str, Any]) -> object:
    return referring.refer_to_sendiass(
        case, by=by, participant=int(given["participant"]), reach=given["reach"], text=given["text"]
    )


def _decides(case: Case, by: Acting, given: dict[str, Any]) -> object:
    return passing.decide_about(
        case, by=by, parent=int(given["parent"]), may_see=given["may_see"] == "yes",
        agreed=[Agreed(one) for one in given["agreed"]],
    )  # fmt: skip


def _has_supporters(case: Case, facts: Facts) -> bool:
    return any(row.role == Role.SUPPORTER and row.to_on is None for row in case.participants.all())


def _passed(case: Case, facts: Facts) -> bool:
    return facts.holder_changes_on is not None and facts.holder_changes_on < facts.as_of


DEEDS = [
    Deed("supporter", _("Add a supporter"), SupporterForm, _joins, group="people"),
    Deed(
        "supporter-may", _("Change what a supporter may do"), ChangeForm,
        lambda case, by, given: helping.change_agreed(
            case, by=by, supporter=int(given["supporter"]), agreed=[Agreed(one) for one in given["agreed"]]
        ),
        group="people", shown=_has_supporters,
    ),
    Deed(
        "supporter-ends", _("End a supporter’s part"), OneSupporterForm,
        lambda case, by, given: helping.end_help(case, by=by, supporter=int(given["supporter"])),
        group="people", help=_("From that moment on they see nothing of this case."), shown=_has_supporters,
    ),
    Deed(
        "sendiass", _("Ask SENDIASS to get in touch"), ReferForm, _refers, group="people",
        help=_("Only when they asked for it. SENDIASS is not part of the service, nor of the council."),
    ),
    Deed(
        "young-person-joins", _("The young person joins"), JoinsForm,
        lambda case, by, given: passing.young_person_joins(
            case, by=by, email=given["email"], telephone=given["telephone"], address=given["address"]
        ),
        group="people", shown=_passed, once="young_person.joined",
        help=_("Their parents read what they could read until now, and nothing new, until the young person has said."),
    ),
    Deed(
        "young-person-decides", _("Whether a parent may see the case"), DecidesForm, _decides, group="people",
        shown=_passed, help=_("The young person says it. A parent who may see it is a supporter from then on."),
    ),
]  # fmt: skip
