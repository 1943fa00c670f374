"""Post and voicemail count from the day they arrived, also when somebody writes them down later."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from commonground.cases.models import Case, Enquiry
from commonground.law import CertificateKind
from commonground.people.models import Person
from commonground.record.queries import entries_of
from commonground.web.components.forms.token import new_token
from tests.desk.working import boxes, do, faults, send
from tests.made_up import a_case, staff, told
from tests.signing_in import client_for

pytestmark = pytest.mark.django_db

WEDNESDAY = datetime(2026, 11, 25, 10, tzinfo=UTC)
FRIDAY = date(2026, 11, 27)
MONDAY = datetime(2026, 11, 30, 10, tzinfo=UTC)
WITHDRAWAL = {"recorded_for": "Sam Sample", "came_by": "post", "arrived_on": FRIDAY}


def in_mediation() -> tuple[Case, Person]:
    """A family that has chosen mediation, the council told, on Wednesday."""
    with time_machine.travel(WEDNESDAY):
        adviser = staff()
        return told(a_case(adviser), adviser), adviser


@time_machine.travel(MONDAY)
def test_a_letter_of_friday_written_down_on_monday_counts_from_friday() -> None:
    # Given a family in mediation, whose letter came on Friday
    case, adviser = in_mediation()
    # When it is written down on Monday
    case = do(case, adviser, "withdraw", **WITHDRAWAL)
    # Then they withdrew on Friday, and the certificate is due three working days after Friday
    assert case.facts.get(kind="withdrew").on == FRIDAY
    assert case.duties.get(kind="certify").due_on == date(2026, 12, 2)
    entry = next(line for line in entries_of(case.pk) if line.what == "choice.withdrew")
    assert entry.at.date() == FRIDAY
    assert (entry.words["recorded_for"], entry.words["came_by"]) == ("Sam Sample", "post")


@time_machine.travel(MONDAY)
def test_with_no_day_it_counts_from_now() -> None:
    case, adviser = in_mediation()
    case = do(case, adviser, "withdraw", **{**WITHDRAWAL, "arrived_on": ""})
    assert case.facts.get(kind="withdrew").on == MONDAY.date()


@time_machine.travel(MONDAY)
def test_a_day_that_has_not_come_is_not_taken_and_what_was_typed_stands_open() -> None:
    case, adviser = in_mediation()
    reply = send(case, adviser, "withdraw", **{**WITHDRAWAL, "arrived_on": date(2026, 12, 1)})
    assert reply.status_code == 422
    assert "That day has not come yet" in faults(reply)
    assert '<details class="govuk-details" open' in reply.content.decode()
    assert not case.facts.filter(kind="withdrew").exists()


@time_machine.travel(MONDAY)
def test_a_certificate_is_dated_today_even_when_the_word_for_it_came_on_friday() -> None:
    case, adviser = in_mediation()
    case = do(case, adviser, "withdraw", **WITHDRAWAL)
    holder = case.participants.order_by("id")[0].pk
    case = do(case, adviser, "certificate", kind=CertificateKind.DECLINED.value, holder=holder, arrived_on=FRIDAY)
    certificate = case.certificates.get()
    assert certificate.issued_on == MONDAY.date()
    issued = case.facts.get(kind="certificate_issued")
    assert (issued.on, issued.at) == (MONDAY.date(), certificate.issued_at)


@time_machine.travel(MONDAY)
def test_a_letter_with_no_number_and_no_e_mail_is_written_down_as_come_on_its_day() -> None:
    desk = client_for(staff())
    letter = {"token": new_token(), "came_by": "post", "caller": "Sam Sample", **boxes({"arrived_on": FRIDAY})}
    refused = desk.post("/desk/enquiries/new/", letter)
    assert refused.status_code == 422
    assert "or write below how to reach them" in faults(refused)
    reply = desk.post("/desk/enquiries/new/", {**letter, "safe_contact": "1 Example Street"})
    assert reply.status_code == 302, faults(reply)
    enquiry = Enquiry.objects.get()
    assert enquiry.arrived_on == FRIDAY
    assert "1 Example Street" in desk.get(f"/desk/enquiries/{enquiry.reference}/").text
