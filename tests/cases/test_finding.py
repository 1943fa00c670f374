"""How the desk finds its way: the parts of the work list, and the search for a case or an enquiry."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonground.cases import queries
from commonground.cases.enquiries import EnquiryWords
from commonground.cases.models import Case, Enquiry
from commonground.casework.intake import receive_enquiry
from commonground.people.models import Person
from commonground.record.days import now, today
from tests.made_up import a_case, staff, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(db: None) -> Person:
    """The adviser."""
    return staff()


def an_enquiry(child: str = "Robin Sample", email: str = "sam@family.example", **more: Any) -> Enquiry:
    """Somebody has written to us."""
    words = EnquiryWords(**{"name": "Sam Sample", "email": email, "child_name": child, "message": "Help", **more})
    return receive_enquiry(words, token=uuid4().hex, by="system:tests", arrived_at=now())


def test_each_part_of_the_work_list_is_as_long_as_its_count_says(ada: Person) -> None:
    day = today()
    for late in (-1, 0, 3, 30):
        case = a_case(ada, child_name=f"Child {late}")
        Case.objects.filter(pk=case.pk).update(next_duty_on=day + timedelta(days=late))
    told(a_case(ada, child_name="Waiting for the council"), ada)
    Case.objects.filter(child__name="Child 3").update(adviser=None)
    Case.objects.filter(child__name="Child 30").update(urgent_from=day)
    with CaptureQueriesContext(connection) as asked:
        sizes = queries.sizes_of_the_work(ada, on=day)
    assert len(asked) == 1
    parts = queries.parts_of_the_work(ada, on=day)
    assert sizes == {name: queries.work_list(on=day).filter(part).count() for name, part in parts.items()}
    assert (sizes["late"], sizes["today"], sizes["unassigned"], sizes["urgent"]) == (1, 1, 1, 1)
    assert sizes["week"] >= 2


@pytest.mark.parametrize(
    "typed", ["robin", "SAMPLE", "Sam", "sam s", "01632 960 101", "+44 1632 960101", "SAM@family.example"]
)
def test_a_case_is_found_by_name_number_and_address_once(ada: Person, typed: str) -> None:
    found = a_case(ada, family_email="sam@family.example", family_telephone="01632 960101")
    a_case(ada, child_name="Kit Other", family_name="Lou Other")
    assert list(queries.search(typed)) == [found]


@pytest.mark.parametrize("nothing", ["", "  ", "\u0301", "+", "@", "nobody"])
def test_what_is_nobodys_name_number_or_address_finds_nothing(ada: Person, nothing: str) -> None:
    a_case(ada)
    an_enquiry()
    assert list(queries.search(nothing)) == []
    assert list(queries.search_enquiries(nothing, on=today())) == []


def test_a_case_is_called_however_its_reference_was_typed(ada: Person) -> None:
    case = a_case(ada)
    for typed in (case.reference, case.reference.lower(), f" {case.reference.replace('-', ' ')} "):
        assert queries.case_called(typed) == case
    assert queries.case_called("") is None


def test_an_enquiry_is_found_by_reference_name_number_and_address_while_it_is_open(ada: Person) -> None:
    enquiry = an_enquiry(telephone="+441632960201")
    an_enquiry("Kit Other", "lou@family.example", name="Lou Other", telephone="+441632960202")
    for typed in (enquiry.reference.lower(), "robin", "sam  sam", "01632 960 201", "960201", "Sam@Family.example"):
        assert list(queries.search_enquiries(typed, on=today())) == [enquiry]
    Enquiry.objects.filter(pk=enquiry.pk).update(closed_on=today(), closed_because="no_answer")
    assert list(queries.search_enquiries("robin", on=today())) == []


def test_the_urgent_enquiry_stands_first_whatever_came_before_it(ada: Person) -> None:
    first, urgent, later = (an_enquiry(f"Child {number}") for number in range(3))
    Enquiry.objects.filter(pk=urgent.pk).update(urgent_from=today())
    Enquiry.objects.filter(pk=later.pk).update(urgent_from=today() + timedelta(days=1))
    assert list(queries.open_enquiries(on=today())) == [urgent, first, later]


def test_enquiries_about_a_child_of_the_same_name_are_alike_and_those_without_a_name_are_not(ada: Person) -> None:
    first, second = an_enquiry(), an_enquiry("  robin   SAMPLE ")
    assert list(queries.enquiries_alike(first)) == [second]
    nameless = an_enquiry("", "a@family.example"), an_enquiry("", "b@family.example")
    assert list(queries.enquiries_alike(nameless[0])) == []


def test_what_messages_are_about_is_looked_up_in_one_query(ada: Person) -> None:
    case, enquiry = a_case(ada), an_enquiry()
    with CaptureQueriesContext(connection) as asked:
        found = queries.cases_about([case.pk, None, enquiry.pk])
        assert found[case.pk].child.name == "Robin Sample"
    assert (list(found), len(asked)) == ([case.pk], 1)
