"""What a family wrote in its request is not typed again."""

from datetime import date

import pytest

from commonground.cases.enquiries import EnquiryWords
from commonground.cases.words import Basis, Route
from commonground.casework.intake import open_from, receive_enquiry
from commonground.law import Decision
from commonground.people.models import Person
from commonground.record.days import today
from tests.made_up import NewCase, a_council, acting, staff

pytestmark = pytest.mark.django_db


@pytest.mark.feature(29, how="partly")
def test_issues_of_a_request_stand_on_the_case_section_by_section() -> None:
    # Given a request that says what is wrong in two sections, and which health support is wanted
    said = [
        {"section": "B", "what": "Anxiety is missing.", "health": ""},
        {"section": "F", "what": "Speech therapy is vague.", "health": ""},
        {"section": "", "what": "Health support", "health": "CAMHS"},
    ]
    words = EnquiryWords(name="Sam Sample", email="sam@family.example", answers={"issues": said})
    enquiry = receive_enquiry(words, token="a-request", by="system:tests")
    ada: Person = staff()
    # When the adviser opens a case from it
    new = NewCase(
        route=Route.MEDIATION, authority=a_council(), decision=Decision.PLAN_CONTENTS, child_name="Robin Sample",
        child_born=date(2016, 5, 4), family_name="Sam Sample", basis=Basis.PARENT, letter_on=today(), enquiry=enquiry,
        sections=frozenset("BF"),
    )  # fmt: skip
    case = open_from(new, by=acting(ada))
    # Then they are its issues, in the family's words
    assert list(case.issues.order_by("id").values_list("section", "what", "is_health", "health_provision_wanted")) == [
        ("B", "Anxiety is missing.", False, ""),
        ("F", "Speech therapy is vague.", False, ""),
        ("", "Health support", True, "CAMHS"),
    ]
