"""What the pages of the desk cost: queries, and time at the server."""

import time
from collections.abc import Callable
from datetime import timedelta
from statistics import median
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commonground.cases import commands, issues, taking_part
from commonground.cases.models import Case
from commonground.cases.questions import ask
from commonground.cases.words import About, PartyKind, Route
from commonground.casework import arranging, closing, disagreement
from commonground.law import CertificateKind
from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.record.days import today
from tests.made_up import a_case, a_supporter, acting, an_arrangement, certified, held, informed, staff

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12


@pytest.fixture
def ada(db: None) -> Person:
    """The adviser."""
    return staff(name="Ada Adviser")


def at(case: Case) -> str:
    return f"/desk/cases/{case.reference}/"


def queries_of(client: Client, address: str) -> int:
    assert client.get(address).status_code == 200  # who looked is noted, and the session is known
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


def test_the_work_list_costs_the_same_with_three_cases_and_with_thirty(ada: Person, desk: Client) -> None:
    for number in range(3):
        a_case(ada, child_name=f"Child {number}")
    few = queries_of(desk, "/desk/")
    for number in range(27):
        a_case(ada, child_name=f"More {number}")
    assert queries_of(desk, "/desk/") == few
    assert few <= MOST_QUERIES


def with_everything(case: Case, ada: Person) -> Case:
    """More people, sides, issues, a question, a case beside, and notes by somebody who takes no part."""
    by = acting(ada)
    case = taking_part.add_party(case, by=by, kind=PartyKind.SCHOOL, name="Example School", email="head@school.example")
    for number in range(3):
        a_supporter(case, ada, f"Supporter {number}")
        case = issues.add_issue(case, by=by, what=f"Issue {number}", section="F")
    parent = case.participants.filter(holds_right=True).order_by("id")[0].person
    ask(case, by=by, asked_by=parent, about=About.QUESTION, text="When is it?", token=uuid4().hex)
    closing.open_beside(case, by=by, route=next(route for route in Route if route != case.route))
    cora = staff(Role.COORDINATOR, "Cora Coordinator")
    for number in range(20):
        commands.note(Case.objects.get(pk=case.pk), by=acting(cora), text=f"Call {number}")
    return Case.objects.get(pk=case.pk)


def mediated(ada: Person) -> Case:
    """Mediation was held and the certificate issued."""
    case = held(with_everything(a_case(ada), ada), ada)
    return certified(case, ada, CertificateKind.TOOK_PART).case


def resolved(ada: Person) -> Case:
    """Council and school agreed to disagreement resolution, and a day is fixed."""
    case = informed(a_case(ada, route=Route.DISAGREEMENT_RESOLUTION), ada)
    case = with_everything(case, ada)
    asked = list(case.parties.exclude(kind=PartyKind.FAMILY).order_by("id"))
    case = disagreement.ask_parties(case, by=acting(ada), parties=[party.pk for party in asked])
    for party in asked:
        case = disagreement.record_answer(case, by=acting(ada), party=party.pk, agrees=True)
    arrangement = an_arrangement(today() + timedelta(days=21), mediator=staff(Role.MEDIATOR, "Mo Mediator"))
    return arranging.fix_meeting(case, by=acting(ada), arrangement=arrangement)


@pytest.mark.parametrize("build", [a_case, mediated, resolved])
def test_a_case_page_costs_at_most_twelve_queries_however_much_there_is_of_the_case(
    ada: Person, desk: Client, build: Callable[[Person], Case]
) -> None:
    assert queries_of(desk, at(build(ada))) <= MOST_QUERIES


@pytest.mark.parametrize("build", [a_case, mediated])
def test_the_first_look_of_an_hour_which_is_noted_costs_no_more(
    ada: Person, desk: Client, build: Callable[[Person], Case], django_assert_max_num_queries: Any
) -> None:
    case = build(ada)
    with django_assert_max_num_queries(MOST_QUERIES):
        assert desk.get(at(case)).status_code == 200


def test_a_case_page_takes_little_time(ada: Person, desk: Client) -> None:
    case = mediated(ada)
    assert desk.get(at(case)).status_code == 200
    spent = []
    for _each in range(20):
        began = time.process_time()
        assert desk.get(at(case)).status_code == 200
        spent.append(time.process_time() - began)
    print(f"case page: {median(spent) * 1000:.0f} ms, at best {min(spent) * 1000:.0f} ms")
    assert min(spent) < 0.25  # 50 ms of the processor on a quiet machine
