"""A case of a young person with everybody around them, and one of a child with two parents."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from commonground.cases.helping import bring_in
from commonground.cases.models import Case, Participant
from commonground.cases.taking_part import add_participant
from commonground.cases.words import Basis
from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.voice import commands
from commonground.voice.models import Saying
from commonground.voice.words import Kind
from tests.made_up import a_case, a_supporter, acting, staff, told


@dataclass(frozen=True)
class World:
    """A case and its people, by what they are."""

    case: Case
    people: dict[str, Person]

    def __getattr__(self, name: str) -> Person:
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None

    def place(self, who: str) -> Participant:
        """Somebody's place in the case."""
        return self.case.participants.get(person=self.people[who])


def joins(case: Case, by: Person, role: Role, name: str, basis: Basis) -> Person:
    """Somebody else takes part."""
    fresh = Case.objects.get(pk=case.pk)
    email = f"{name.split()[0].casefold()}-{uuid4().hex[:6]}@people.example"
    add_participant(fresh, by=acting(by), role=role, name=name, basis=basis, email=email)
    return case.participants.get(person__name=name).person


def young_world() -> World:
    """Robin is eighteen and in their own case, with both parents, a supporter, the council and all of the service."""
    ada = staff()
    max_ = staff(Role.MEDIATOR, "Max Mediator")
    case = a_case(
        ada, child_name="Robin Sample", child_born=date(2008, 1, 2), family_name="Robin Sample",
        family_email=f"robin-{uuid4().hex[:6]}@young.example", basis=Basis.YOUNG_PERSON,
    )  # fmt: skip
    case = told(case, ada)
    people = {"young": case.child, "adviser": ada, "mediator": max_}
    people["coordinator"] = staff(Role.COORDINATOR, "Cora Coordinator")
    people["administrator"] = staff(Role.ADMINISTRATOR, "Olu Office")
    people["parent"] = joins(case, ada, Role.FAMILY, "Sam Sample", Basis.PARENT)
    people["other_parent"] = joins(case, ada, Role.FAMILY, "Jo Sample", Basis.PARENT)
    people["supporter"] = a_supporter(case, ada).person
    jo = case.participants.get(person=people["other_parent"])
    helper = bring_in(
        Case.objects.get(pk=case.pk), name="Una Other", email="una@helper.example", helps=jo.pk,
        by=acting(ada, recorded_for="Jo Sample", on_behalf=jo.person.actor, reason="Robin agreed."),
    )  # fmt: skip
    people["other_supporter"] = helper.person
    people["officer"] = joins(case, ada, Role.LA_OFFICER, "Olly Officer", Basis.OFFICE)
    people["outsider"] = a_case(ada, child_name="Alex Other").participants.get(role="family").person
    case = Case.objects.get(pk=case.pk)
    case.mediator = max_
    case.save()
    return World(case, people)


def child_world() -> World:
    """Robin is ten; both parents are in the case."""
    ada = staff()
    case = told(a_case(ada), ada)
    people = {"adviser": ada, "parent": case.participants.get(role="family").person}
    people["other_parent"] = joins(case, ada, Role.FAMILY, "Jo Sample", Basis.PARENT)
    people["supporter"] = a_supporter(case, ada).person
    people["coordinator"] = staff(Role.COORDINATOR, "Cora Coordinator")
    return World(Case.objects.get(pk=case.pk), people)


def says(world: World, who: str = "young", text: str = "I like the library.", **more: Any) -> Saying:
    """Somebody says something in words."""
    given: dict[str, Any] = {"kind": Kind.WORDS, "text": text, "token": uuid4().hex, **more}
    return commands.say(world.case, by=acting(world.people[who]), **given)
