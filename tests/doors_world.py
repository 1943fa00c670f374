"""The made-up world in which every address is asked for by everybody: two cases, and people of each role."""

import re
from dataclasses import dataclass
from uuid import UUID

from django.urls import URLPattern
from django.urls.converters import IntConverter, UUIDConverter
from django.urls.resolvers import RoutePattern

from commonground.cases.models import Case
from commonground.cases.taking_part import add_participant, end_participation
from commonground.cases.words import Basis, PartyKind
from commonground.people.commands import give_role
from commonground.people.models import Person
from commonground.people.roles import CASE_ROLES, Role
from tests.made_up import a_case, a_supporter, acting, staff, told

STRANGER, FORMER = "stranger", "former supporter"
OTHER_FAMILY, OTHER_SUPPORTER = "other family", "other supporter"
YOUNG = "young person"
"""Whom our case is about, in it themselves."""
EVERYBODY = [
    STRANGER, "family", "supporter", OTHER_FAMILY, OTHER_SUPPORTER, FORMER, YOUNG,
    *(role.value for role in Role if role not in CASE_ROLES),
]  # fmt: skip
"""A stranger; each role, those of a case on ours; and the outsiders: their like in another case, or in it no more."""

SAMPLES = {"kind": "not_found", "paper": "certificate"}
"""What stands in an address where only some words will do. Anything else is filled in by its type."""


@dataclass(frozen=True)
class World:
    """Our case and theirs, and everybody by what they are."""

    ours: Case
    theirs: Case
    people: dict[str, Person | None]


def make_world() -> World:
    """Two families whose councils were told, each with a supporter, and staff of every role; ours knows them all."""
    by = staff(Role.ADVISER)
    ours, theirs = (told(a_case(by, child_name=name), by) for name in ("Robin Sample", "Alex Other"))
    people: dict[str, Person | None] = {STRANGER: None, Role.ADVISER.value: by}
    for case, family, supporter in ((ours, "family", "supporter"), (theirs, OTHER_FAMILY, OTHER_SUPPORTER)):
        people[family] = _first(case, Role.FAMILY)
        people[supporter] = _joins(case, by, Role.SUPPORTER, supporter)
    people[FORMER] = _joins(ours, by, Role.SUPPORTER, FORMER)
    place = ours.participants.get(person=people[FORMER])
    end_participation(Case.objects.get(pk=ours.pk), by=acting(by), participant=place.pk)
    people[YOUNG] = ours.child
    party = ours.parties.get(kind=PartyKind.FAMILY)
    ours.participants.create(
        person=ours.child, party=party, role=Role.FAMILY, basis=Basis.YOUNG_PERSON, from_on=ours.opened_on
    )
    for role in (Role.LA_OFFICER, Role.ICB_OFFICER, Role.SCHOOL):
        people[role.value] = _joins(ours, by, role, role.value)
    for role in set(Role) - CASE_ROLES:
        person = people.setdefault(role.value, None) or staff(role, name=role.value)
        give_role(person=person, role=role, by="system:tests")
        people[role.value] = Person.objects.get(pk=person.pk)
    return World(ours=ours, theirs=theirs, people=people)


def filled_in(route: str, pattern: URLPattern, case: Case) -> str:
    """The address with the case's reference and a sample of whatever else it takes."""
    values = {"reference": case.reference, **SAMPLES}

    def value(name: str) -> str:
        converter = pattern.pattern.converters.get(name) if isinstance(pattern.pattern, RoutePattern) else None
        by_type = {IntConverter: "1", UUIDConverter: str(UUID(int=1))}.get(type(converter))
        return by_type or values.get(name, "x")

    route = re.sub(r"\(\?P<(\w+)>[^)]*\)", lambda found: value(found[1]), route)
    route = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: value(found[1]), route)
    return "/" + route.replace("^", "").replace("$", "").replace("\\", "")


def takes_more(route: str) -> bool:
    """Whether the address names something beside a case, which this world need not have."""
    return bool(set(re.findall(r"<(?:\w+:)?(\w+)>", route)) - {"reference", "kind"})


def _first(case: Case, role: Role) -> Person:
    return case.participants.filter(role=role.value).order_by("id")[0].person


def _joins(case: Case, by: Person, role: Role, name: str) -> Person:
    email = f"{name.replace(' ', '-')}@people.example"
    fresh = Case.objects.get(pk=case.pk)
    if role == Role.SUPPORTER:
        return a_supporter(fresh, by, name, email=email).person
    add_participant(fresh, by=acting(by), role=role, name=name, basis=Basis.OFFICE, email=email)
    return case.participants.get(person__name=name).person
