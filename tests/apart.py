"""Two parents apart who both hold the right, in one case: Kay came first, Lee joined her."""

from dataclasses import dataclass
from typing import Any

from commonground.cases import taking_part
from commonground.cases.models import Case, Participant
from commonground.cases.words import Basis
from commonground.people.models import Person
from commonground.people.roles import Role
from tests.made_up import a_case, acting


@dataclass
class Apart:
    """The case, and the places of the two in it."""

    case: Case
    kay: Participant
    lee: Participant

    def fresh(self) -> Case:
        """The case as it stands now."""
        return Case.objects.get(pk=self.case.pk)

    def owed(self) -> list[str]:
        """On which days an adviser's certificate is due, as the work list has it."""
        open_duties = self.case.duties.filter(kind="certify", settled_on=None).order_by("due_on")
        return [duty.due_on.isoformat() for duty in open_duties]


def joins(case: Case, by: Person) -> Participant:
    """Lee comes into the case, and holds the right too."""
    taking_part.add_participant(
        case, by=acting(by), role=Role.FAMILY, name="Lee Marsh", basis=Basis.PARENT, email="lee@family.example"
    )
    return case.participants.select_related("person").get(person__name="Lee Marsh")


def apart(by: Person, **changes: Any) -> Apart:
    """A new case of the two."""
    case = a_case(by, family_name="Kay Marsh", child_name="Lena Marsh", **changes)
    lee = joins(case, by)
    kay = case.participants.select_related("person").get(person__name="Kay Marsh")
    return Apart(Case.objects.get(pk=case.pk), kay, lee)
