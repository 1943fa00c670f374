"""What "check your dates" asks, and the answers as an address carries them. Nothing is stored."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground import law
from commonground.directory import queries as directory
from commonground.law import Decision
from commonground.law.options import WITH_SECTIONS
from commonground.record.days import today
from commonground.web.components import forms
from commonground.web.components.forms import OR, Choice
from commonground.web.components.sections import SECTIONS
from commonground.web.public.decisions import DECISIONS, LABELS

FIRST_DAY = date(2014, 9, 1)
"""The first day of the law that this service is about."""
NOT_SURE = "not_sure"


@dataclass(frozen=True)
class Asked:
    """What somebody told us. `council` is a code, or empty where they are not sure; `sent` is None without a letter."""

    council: str
    decision: Decision
    sent: date | None
    sections: frozenset[str] = frozenset()

    @property
    def address(self) -> str:
        """The answers as the end of an address, always written the same way."""
        found = {"council": self.council or NOT_SURE, "decision": self.decision.value}
        if self.sent:
            found["sent"] = self.sent.isoformat()
        if self.decision in WITH_SECTIONS:
            found["sections"] = ",".join(sorted(self.sections)) or NOT_SURE
        return urlencode(found, safe=",")

    @property
    def about(self) -> str:
        """What the decision is, in a family's words."""
        return str(LABELS[self.decision.value])


def councils() -> list[Choice]:
    """Every council by name, and that one need not know. Those we work for come first: most people find theirs soon."""
    first, others = gettext_lazy("Councils we work for"), gettext_lazy("Other councils")
    known = directory.choices_by_contract(today())
    return [
        Choice(NOT_SURE, gettext_lazy("I am not sure")),
        *(Choice(code, name, group=first if ours else others) for code, name, ours in known),
    ]


class Asking(forms.Form):
    """Which council, what it decided, and when. Asked by the address; `decision` comes with the form's kind."""

    mark_optional = False
    council = forms.SelectField(
        label=gettext_lazy("Which council?"),
        choices=councils,
        if_empty=gettext_lazy("Choose the council, or “I am not sure”"),
    )
    sent = forms.DateField(
        label=gettext_lazy("What is the date on the letter?"),
        hint=gettext_lazy("For example, 1 9 2026. It is near the top. No letter came? Leave this empty."),
        called=gettext_lazy("the date on the letter"),
        earliest=FIRST_DAY,
        if_earlier=gettext_lazy("The date on the letter must be 1 September 2014 or after. Check the year"),
        latest=today,
        if_later=gettext_lazy("The date on the letter must be today or before. Check the month and the year"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """A decision that can be appealed came in a letter: without its date there is nothing to count from."""
        given = super().clean() or {}
        decision = given.get("decision")
        if (
            decision
            and "sent" in given
            and given["sent"] is None
            and decision != NOT_SURE
            and _can_be_appealed(decision)
        ):
            self.add_error(
                "sent",
                _("Enter the date on the letter. If you cannot find it, choose “I am not sure” below, or call us"),
            )
        return given

    @property
    def asked(self) -> Asked:
        """The answers of a valid form."""
        given = self.cleaned_data
        council = "" if given["council"] == NOT_SURE else given["council"]
        return Asked(council, Decision(given["decision"]), given["sent"])


class DatesForm(Asking):
    """With the decisions as radios, each with a line of explanation."""

    decision = forms.ChoiceField(
        label=gettext_lazy("What did the council decide, or what is it about?"),
        choices=DECISIONS,
        if_empty=gettext_lazy("Choose what it is about, or “I am not sure”"),
    )


class ShortDatesForm(Asking):
    """The same for the home page, where a list takes less room."""

    decision = forms.SelectField(
        label=gettext_lazy("What did the council decide?"),
        choices=[choice for choice in DECISIONS if choice is not OR],
    )


class SectionsForm(forms.Form):
    """Where the decision is about a plan: what in it they disagree with."""

    sections = forms.MultipleChoiceField(
        label=gettext_lazy("Which parts of the plan do you disagree with?"),
        hint=gettext_lazy("Tick all that fit. The letters stand at the top of each part of the plan."),
        choices=[*SECTIONS, OR, Choice(NOT_SURE, gettext_lazy("I am not sure"))],
        exclusive=NOT_SURE,
        if_empty=gettext_lazy("Tick the parts you disagree with, or “I am not sure”"),
    )

    @property
    def letters(self) -> frozenset[str]:
        """The sections of a valid form."""
        return frozenset(self.cleaned_data["sections"]) - {NOT_SURE}


def answers_in(query: QueryDict) -> QueryDict:
    """The answers of an address as the forms take them: `sent` in its three boxes, `sections` as a list."""
    data = query.copy()
    if "sent" in data and "sent-day" not in data:
        data["sent-day"] = query.get("sent", "")  # the first box takes a whole date
    found = [part.strip() for each in data.getlist("sections") for part in each.split(",")]
    data.setlist("sections", [each if each == NOT_SURE else each.upper() for each in found if each])
    return data


def _can_be_appealed(decision: str) -> bool:
    return law.routes(Decision(decision)).appeal
