"""What will be erased, what is kept longer, and erasing at once: coordinators' pages, and what families read of it."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commonground.cases import enquiries
from commonground.cases.enquiries import EnquiryWords
from commonground.cases.models import Case, Enquiry
from commonground.cases.taking_part import add_participant
from commonground.cases.words import Basis
from commonground.casework import closing
from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.record.days import today
from commonground.safekeeping import commands
from commonground.safekeeping.models import Hold, Reason
from tests.family.worlds import parent_of
from tests.made_up import a_case, acting, certified, declined, staff
from tests.signing_in import client_for

pytestmark = [pytest.mark.django_db, pytest.mark.feature(143, how="partly")]

DAY = "2026-03-02T10:00:00Z"


@pytest.fixture
def ada(db: None) -> Person:
    return staff()


@pytest.fixture
def cora(db: None) -> Person:
    return staff(Role.COORDINATOR, name="Cora Coordinator")


@pytest.fixture
def case(ada: Person) -> Case:
    """Closed with a certificate on a day long ago."""
    with time_machine.travel(DAY):
        made = a_case(ada)
        certified(declined(made, ada), ada)
        return closing.close(Case.objects.get(pk=made.pk), by=acting(ada), outcome_words="done")


def keeping(case: Case | Enquiry, more: str = "") -> str:
    return f"/desk/keeping/{case.reference}/{more}"


def test_a_coordinator_sees_what_goes_when_and_an_adviser_does_not(ada: Person, cora: Person, case: Case) -> None:
    assert client_for(ada).get("/desk/keeping/").status_code == 403
    assert "/desk/keeping/" not in client_for(ada).get("/desk/").text
    with time_machine.travel("2032-01-15T10:00:00Z"):
        client = client_for(cora)
        text = client.get("/desk/keeping/").text
        assert "/desk/keeping/" in client.get("/desk/").text
    assert "Wednesday 3 March 2032" in text
    assert case.reference in text
    assert "Past their time" in text  # the certificate, which no night has erased here
    with time_machine.travel("2031-11-15T10:00:00Z"):
        assert "Wednesday 3 March 2032" not in client_for(cora).get("/desk/keeping/").text


def test_it_is_kept_longer_from_the_page_of_the_case_and_no_longer_once_that_is_over(
    ada: Person, cora: Person, case: Case
) -> None:
    desk, office = client_for(ada), client_for(cora)
    page = desk.get(f"/desk/cases/{case.reference}/").text
    assert keeping(case) in page
    assert "Until Tuesday 2 March 2032, then it is erased." in page
    assert desk.post(keeping(case, "hold/"), {}).status_code == 422
    answer = desk.post(keeping(case, "hold/"), {"reason": "complaint", "note": "Ask Cora"}, follow=True)
    assert "It is kept until somebody ends this." in answer.text
    assert "Ask Cora" in answer.text
    assert "A complaint to us" in desk.get(f"/desk/cases/{case.reference}/").text
    hold = Hold.objects.get()
    end = keeping(case, f"holds/{hold.pk}/end/")
    assert desk.get(end).status_code == 403
    assert end not in answer.text
    assert "A complaint to us" in office.get("/desk/keeping/").text
    assert end in office.get(keeping(case)).text
    assert "Is this over?" in office.get(end).text
    office.post(end)
    hold.refresh_from_db()
    assert hold.ended_by == cora.actor
    assert office.get(end).status_code == 404
    assert "To be kept longer" in desk.get(f"/desk/cases/{case.reference}/").text


@pytest.mark.feature(144, how="partly")
def test_it_is_erased_at_once_only_after_a_reason_and_a_tick_and_never_by_looking(
    ada: Person, cora: Person, case: Case
) -> None:
    where = keeping(case, "erase/")
    assert client_for(ada).post(where, {"because": "asked", "sure": "yes"}).status_code == 403
    office = client_for(cora)
    assert office.get(where).status_code == 200
    for wrong in ({}, {"because": "asked"}, {"sure": "yes"}, {"because": "time", "sure": "yes"}):
        assert office.post(where, wrong).status_code == 422
    commands.place_hold(case.pk, by=ada, reason=Reason.APPEAL)
    held = office.post(where, {"because": "asked", "sure": "yes"})
    assert held.status_code == 422
    assert "Something holds it" in held.text
    commands.end_hold(Hold.objects.get(), by=cora)
    done = office.post(where, {"because": "asked", "sure": "yes"}, follow=True)
    assert f"{case.reference} is erased." in done.text
    assert not Case.objects.filter(pk=case.pk).exists()
    assert office.get(keeping(case)).status_code == 404
    assert office.get("/desk/keeping/", {"reference": case.reference}).status_code == 422


def test_an_open_case_says_so_and_is_not_erased(cora: Person, ada: Person) -> None:
    case = a_case(ada)
    office = client_for(cora)
    assert "It is open, so nothing of it is erased." in office.get(keeping(case)).text
    answer = office.post(keeping(case, "erase/"), {"because": "asked", "sure": "yes"})
    assert answer.status_code == 422
    assert "Close it first" in answer.text
    assert Case.objects.filter(pk=case.pk).exists()


def test_an_enquiry_that_was_put_aside_has_the_same_pages(cora: Person, ada: Person) -> None:
    words = EnquiryWords(name="Una Unknown", email="una@family.example")
    enquiry, _new = enquiries.receive(words, token="t", by="system:web")
    office = client_for(cora)
    enquiries.put_aside(enquiry, by=ada.actor, why="a double")
    assert keeping(enquiry) in office.get(f"/desk/enquiries/{enquiry.reference}/").text
    found = office.get("/desk/keeping/", {"reference": enquiry.reference.lower().replace("-", " ")})
    assert found["Location"] == keeping(enquiry)
    office.post(keeping(enquiry, "erase/"), {"because": "mistake", "sure": "yes"})
    assert not Enquiry.objects.exists()


def family_reads(case: Case, person: Person) -> str:
    return client_for(person).get(f"/case/{case.reference}/everything/").text


@pytest.mark.feature(46)
@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Reason.APPEAL, "We keep it longer for now, because there is an appeal."),
        (Reason.COMPLAINT, "We keep it longer for now, because there is a complaint."),
        (Reason.OMBUDSMAN, "We keep it longer for now, because there is a complaint to the ombudsman."),
        (Reason.OTHER, "We keep it longer for now."),
        (Reason.SAFEGUARDING, ""),
    ],
)
def test_the_family_reads_that_it_is_kept_longer_and_nothing_of_safety(
    ada: Person, case: Case, reason: Reason, said: str
) -> None:
    sam = parent_of(case)
    before = family_reads(case, sam)
    assert "longer for now" not in before
    commands.place_hold(case.pk, by=ada, reason=reason, note="Kept apart")
    after = family_reads(case, sam)
    assert "Kept apart" not in after
    assert said in after
    assert ("longer for now" in after) == bool(said)
    assert "hold" not in client_for(sam).get(f"/case/{case.reference}/history/").text


def test_why_is_told_to_nobody_where_two_of_the_family_take_part(ada: Person) -> None:
    case = a_case(ada)
    add_participant(case, by=acting(ada), role=Role.FAMILY, name="Olaf Other", basis=Basis.PARENT)
    commands.place_hold(case.pk, by=ada, reason=Reason.COMPLAINT)
    commands.place_hold(case.pk, by=ada, reason=Reason.SAFEGUARDING)
    for row in Case.objects.get(pk=case.pk).participants.filter(role=Role.FAMILY):
        text = family_reads(case, row.person)
        assert "We keep it longer for now." in text
        assert "there is a complaint" not in text


@pytest.mark.feature(46)
def test_a_family_reads_what_became_of_its_certificate_and_still_takes_the_rest_away(ada: Person, case: Case) -> None:
    sam, number = parent_of(case), case.certificates.get().line.number
    with time_machine.travel("2029-03-10T10:00:00Z"):
        commands.erase_due()
        client, desk = client_for(sam), client_for(ada)
        assert "Its names and copies were erased." in desk.get(f"/desk/cases/{case.reference}/").text
        for page in ("", "papers/", "everything/"):
            text = client.get(f"/case/{case.reference}/{page}").text
            assert f"{number}/certificate.pdf" not in text
        assert "The one you have still counts." in client.get(f"/case/{case.reference}/papers/").text
        for name in ("certificate", "letter"):
            gone = client.get(f"/case/{case.reference}/certificates/{number}/{name}.pdf")
            assert (gone.status_code, "We no longer have this certificate" in gone.text) == (410, True)
            at_the_desk = desk.get(f"/desk/cases/{case.reference}/certificates/{number}/{name}.pdf")
            assert (at_the_desk.status_code, "its copies were erased" in at_the_desk.text) == (410, True)
        answer = client.post(f"/case/{case.reference}/everything/")
        assert answer.status_code == 200
        assert b"PK" in answer.getvalue()[:4]
        assert desk.get("/desk/register/").status_code == 200


def test_the_public_page_says_that_names_are_no_longer_kept(case: Case) -> None:
    code, number = case.certificates.get().check_code, case.certificates.get().line.number
    commands.erase_due(today() + timedelta(days=3 * 366))
    for answer in (
        Client().get(f"/certificates/check/{code}/"),
        Client().post(f"/certificates/check/{code}/", {"surname": "Sample", "born-day": "4"}),
    ):
        assert answer.status_code == 200
        assert "This certificate is valid" in answer.text
        assert number in answer.text
        assert "We no longer keep the name and date of birth" in answer.text
        assert "surname" not in answer.text.lower()


def test_the_list_costs_the_same_with_two_cases_and_with_twenty(ada: Person, cora: Person) -> None:
    client = client_for(cora)

    def cost(cases: int) -> int:
        for number in range(cases):
            made = closing.close(
                a_case(ada, child_name=f"Child {number} of {cases}"), by=acting(ada, reason="so"), outcome_words="x"
            )
            commands.place_hold(made.pk, by=ada, reason=Reason.APPEAL)
            made = closing.close(
                a_case(ada, child_name=f"Other {number} of {cases}"), by=acting(ada, reason="so"), outcome_words="x"
            )
            days = 6 * 365 + (20 if number % 2 else -20)
            Case.objects.filter(pk=made.pk).update(closed_on=today() - timedelta(days=days))
        client.get("/desk/keeping/")
        with CaptureQueriesContext(connection) as counted:
            assert client.get("/desk/keeping/").status_code == 200
        return len(counted)

    assert cost(2) == cost(6)
