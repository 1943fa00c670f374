"""One case with everybody who could want to read a paper in it, and a second one beside it."""

from dataclasses import dataclass
from typing import Any

import pytest

from commonground.cases import helping, taking_part
from commonground.cases.apply import Acting
from commonground.cases.models import Case, Participant
from commonground.cases.words import Agreed, Basis, Channel, PartyKind
from commonground.papers import commands
from commonground.papers.models import Paper
from commonground.papers.readers import Reader, who_could_read
from commonground.people.commands import give_role
from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.record.days import today
from tests.documents import made
from tests.made_once import MadeOnce, copy_of
from tests.made_up import a_case, acting, staff, told


@dataclass
class World:
    """A case whose council was told. Sam gives papers; Suki helps Sam; Olaf is the other parent; Robin the child."""

    case: Case
    ada: Person
    mo: Person
    people: dict[str, Person]

    def __getattr__(self, name: str) -> Person:
        return self.people[name]

    def fresh(self) -> Case:
        """The case as it is now."""
        return Case.objects.get(pk=self.case.pk)

    def place(self, name: str) -> Participant:
        """Somebody's place in the case today."""
        return self.case.participants.get(person=self.people[name], to_on=None)


def a_world(
    *, child: str = "Robin Sample", agreed: tuple[Agreed, ...] = (Agreed.SPEAK,), at: str = "people.example"
) -> World:
    """The council was told, and everybody is there. A second world beside the first has its people `at` elsewhere."""
    ada, mo = staff(), staff(Role.MEDIATOR, name="Mo Mediator")
    case = told(a_case(ada, child_name=child), ada)
    Case.objects.filter(pk=case.pk).update(mediator=mo)
    sam = case.participants.get(role=Role.FAMILY)
    taking_part.add_party(now(case), by=acting(ada), kind=PartyKind.SCHOOL, name="Example Primary School")
    helping.bring_in(
        now(case), by=acting(ada, recorded_for="Sam Sample"), helps=sam.pk, name="Suki Supporter",
        email=f"suki@{at}", agreed=agreed,
    )  # fmt: skip
    for role, name, basis in (
        (Role.FAMILY, "Olaf Other", Basis.PARENT),
        (Role.LA_OFFICER, "Olly Officer", Basis.OFFICE),
        (Role.SCHOOL, "Hedda Head", Basis.OFFICE),
    ):
        email = f"{name.split()[0].lower()}@{at}"
        taking_part.add_participant(now(case), by=acting(ada), role=role, name=name, basis=basis, email=email)
    Participant.objects.create(
        case=case, person=case.child, party=sam.party, role=Role.FAMILY, basis=Basis.YOUNG_PERSON, from_on=today()
    )
    people = {row.person.name.split()[0].lower(): row.person for row in case.participants.select_related("person")}
    for name, role in (("olly", Role.LA_OFFICER), ("hedda", Role.SCHOOL)):
        give_role(person=people[name], role=role, by="system:tests")
    return World(now(case), ada, mo, people)


def now(case: Case) -> Case:
    """The case as it is now."""
    return Case.objects.get(pk=case.pk)


def by_web(person: Person, **more: Any) -> Acting:
    """Somebody on their own page."""
    return Acting(person, came_by=Channel.WEB, **more)


def given(world: World, name: str = "sam", title: str = "School report", words: str = "A report") -> Paper:
    """A paper of one of the family, given by themselves."""
    person = world.people[name]
    return commands.give(
        world.fresh(), by=by_web(person), given_by=person, title=title, upload=made.upload(made.pdf(words))
    )


def reader(world: World, paper: Paper, name: str) -> Reader:
    """The one of those whom the giver is offered whose name begins so."""
    offered = who_could_read(world.fresh(), paper.given_by)
    return next(one for one in offered if one.name.startswith(name))


def shared(world: World, paper: Paper, name: str) -> Paper:
    """Shared by its giver with this reader."""
    return commands.share(paper, by=by_web(paper.given_by), reader=reader(world, paper, name))


@pytest.fixture(scope="module")
def made_for_all(made_once: MadeOnce) -> World:
    """One case with everybody in it."""
    return made_once(a_world)


@pytest.fixture
def world(db: None, made_for_all: World) -> World:
    """Theirs for one test."""
    return copy_of(made_for_all)
