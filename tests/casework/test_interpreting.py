"""What a family is told of an interpreter for their call, and the language that goes along from the request."""

from typing import Any

import pytest

from commonground.calls.commands import Asked
from commonground.calls.interpreting import Arranged
from commonground.calls.models import Call, Way
from commonground.cases.enquiries import EnquiryWords
from commonground.cases.models import Case, Enquiry
from commonground.casework import calling, intake, interpreting
from commonground.notices.models import Notice
from commonground.people.models import Person
from tests.calls.making import THURSDAY, london
from tests.family.worlds import parent_of
from tests.made_up import a_case, acting

pytestmark = [pytest.mark.usefixtures("wednesday"), pytest.mark.django_db, pytest.mark.feature(16)]
TEN, ELEVEN = london(THURSDAY, 10), london(THURSDAY, 11)
BSL = Arranged("BSL", Way.VIDEO_RELAY, "Example Signs", "ES-7", "Open the relay’s app at 10am.")


def call_of(case: Case, ada: Person, interpreter: str = "BSL", **more: Any) -> Call:
    whom = case.participants.get(role="family")
    return calling.book(
        case, by=acting(ada), whom=whom, starts=TEN, telephone="01632 960001", token="t", interpreter=interpreter,
        **more,
    )  # fmt: skip


def an_enquiry(**answers: Any) -> Enquiry:
    words = EnquiryWords(
        name="Sam Sample", telephone="01632 960001", email="sam@family.example", answers={"said": [], **answers}
    )
    return intake.receive_enquiry(words, token="e", by="system:tests")


def told() -> list[Notice]:
    return list(Notice.objects.order_by("created_at", "id"))


def test_the_message_that_a_call_is_booked_says_that_an_interpreter_is_being_booked(ada: Person) -> None:
    case = a_case(ada)
    Notice.objects.all().delete()
    call = call_of(case, ada, interpreter="Urdu")
    calling.move(call, by=acting(ada), starts=ELEVEN, token="m")
    for notice in told():
        assert notice.template == "call_booked"
        assert "We are booking an interpreter for this call: Urdu. It is free." in notice.text
    assert len(told()) == 2


def test_who_needs_no_interpreter_reads_nothing_of_one(ada: Person) -> None:
    case = a_case(ada)
    Notice.objects.all().delete()
    call_of(case, ada, interpreter="")
    assert "interpreter" not in told()[0].text


def test_confirmed_and_not_to_be_had_are_told_once_each_without_whom_we_asked(ada: Person) -> None:
    call = call_of(a_case(ada), ada)
    Notice.objects.all().delete()
    assert interpreting.confirm(call, BSL, by=ada)[1]
    assert not interpreting.confirm(call, BSL, by=ada)[1]
    (yes,) = told()
    for said in (
        "An interpreter for BSL joins our call with you on Thursday 26 November 2026 at 10am.",
        "You do not need to bring anybody.", "You see the interpreter on your screen", "Open the relay’s app at 10am.",
    ):  # fmt: skip
        assert said in yes.text
    Notice.objects.all().delete()
    assert interpreting.could_not(call, Arranged("BSL"), by=ada)[1]
    (no,) = told()
    assert "We could not get an interpreter for BSL for your call" in no.text
    assert "We shall call you to offer another time, or another way." in no.text
    assert "Example Signs" not in yes.text + no.text
    assert "ES-7" not in yes.text + no.text


def test_nobody_is_said_to_be_told_who_cannot_be_written_to(ada: Person) -> None:
    case = a_case(ada, family_email="")
    call = call_of(case, ada)
    booking, sent = interpreting.confirm(call, BSL, by=ada)
    assert (booking.state, sent) == ("confirmed", False)


def test_the_acknowledgement_of_a_request_with_a_call_says_it_too(ada: Person) -> None:
    words = EnquiryWords(name="Sam Sample", telephone="01632 960001", email="sam@family.example")
    asked = Asked(starts=TEN, name="", telephone="01632 960001", interpreter="Urdu")
    intake.receive_enquiry(words, token="e", by="system:tests", call=asked)
    (notice,) = told()
    assert "We are booking an interpreter for this call: Urdu." in notice.text


def test_what_the_request_asked_for_is_known_in_the_case_for_who_asked_alone(ada: Person) -> None:
    enquiry = an_enquiry(interpreter="Urdu")
    assert interpreting.wanted_by(enquiry) == "Urdu"
    case = a_case(ada, enquiry=enquiry)
    mine = case.participants.get(person=parent_of(case))
    assert interpreting.wanted_in_case(mine) == "Urdu"
    call_of(case, ada, interpreter="Somali")
    assert interpreting.wanted_in_case(mine) == "Somali"
    other = a_case(ada, child_name="Other Child", family_name="Lee Other")
    assert interpreting.wanted_in_case(other.participants.get(role="family")) == ""


def test_what_a_helper_said_of_the_family_is_not_the_helpers_own_language() -> None:
    assert interpreting.wanted_by(an_enquiry(interpreter="Urdu", who="helper")) == ""
