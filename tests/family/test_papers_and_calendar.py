"""The certificate is downloaded by its owner alone, and each date that matters fits in a calendar."""

from datetime import UTC, datetime

import pytest
import time_machine
from icalendar import Calendar

from commonground.cases.models import Case, Participant
from commonground.cases.taking_part import add_participant
from commonground.cases.words import Basis, Channel, Route, Stage
from commonground.certificates.commands import mark_sent
from commonground.people.models import Person
from commonground.people.roles import Role
from tests.family.worlds import BUILDS, issued, page_of, parent_of, posted
from tests.made_up import a_case, a_supporter, acting, certified, declined, fixed, staff
from tests.signing_in import client_for

pytestmark = pytest.mark.django_db
WEDNESDAY = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


@pytest.fixture
def ada() -> Person:
    """The adviser."""
    return staff()


def joins(case: Case, by: Person, role: Role, name: str, basis: Basis) -> Participant:
    """Somebody else takes part."""
    email = f"{name.split()[0].lower()}@people.example"
    fresh = Case.objects.get(pk=case.pk)
    if role == Role.SUPPORTER:
        return a_supporter(fresh, by, name, email=email)
    add_participant(fresh, by=acting(by), role=role, name=name, basis=basis, email=email)
    return case.participants.get(person__name=name)


@pytest.mark.feature(38, how="partly")
@pytest.mark.parametrize("paper", ["certificate", "letter"])
def test_only_its_owner_downloads_a_certificate_and_its_letter(ada: Person, paper: str) -> None:
    case = issued(ada)
    other = Case.objects.get(pk=certified(declined(a_case(ada, child_name="Alex Other"), ada), ada).case_id)
    number = case.certificates.get().line.number
    address = f"/case/{case.reference}/certificates/{number}/{paper}.pdf"
    mine = client_for(parent_of(case)).get(address)
    assert (mine.status_code, mine["Content-Type"]) == (200, "application/pdf")
    assert mine.content.startswith(b"%PDF")
    assert mine["Cache-Control"] == "no-store"
    second = joins(case, ada, Role.FAMILY, "Jo Sample", Basis.PARENT).person
    helper = joins(case, ada, Role.SUPPORTER, "Pat Helper", Basis.CONSENT).person
    for who in (second, helper, parent_of(other), None, ada):
        answer = client_for(who).get(address)
        assert answer.status_code in ({302} if who is None else {403, 404}), who
    theirs = f"/case/{other.reference}/certificates/{number}/{paper}.pdf"
    assert client_for(parent_of(other)).get(theirs).status_code == 404
    assert client_for(parent_of(case)).get(address.replace(paper, "cover")).status_code == 404


def test_a_stranger_comes_back_to_the_paper_after_signing_in(ada: Person) -> None:
    case = issued(ada)
    address = f"/case/{case.reference}/certificates/{case.certificates.get().line.number}/certificate.pdf"
    assert client_for(None).get(address)["Location"].startswith("/sign-in/?next=%2Fcase%2F")


def test_no_other_parent_is_offered_the_certificate(ada: Person) -> None:
    case = issued(ada)
    second = joins(case, ada, Role.FAMILY, "Jo Sample", Basis.PARENT).person
    assert "Download your certificate" in page_of(case)
    text = page_of(case, second)
    assert "Download your certificate" not in text
    assert case.certificates.get().line.number not in text


@pytest.mark.feature(21)
def test_each_date_opens_in_a_calendar_and_names_nobody(ada: Person) -> None:
    with time_machine.travel(WEDNESDAY):
        case = fixed(a_case(ada), ada)
        client = client_for(parent_of(case))
        made = {}
        for slug in ("meeting", "appeal", "arrange"):
            answer = client.get(f"/case/{case.reference}/dates/{slug}.ics")
            assert answer["Content-Type"].startswith("text/calendar")
            assert b"Robin" not in answer.content
            assert b"Exampleshire" not in answer.content
            (made[slug],) = Calendar.from_ical(answer.content).walk("VEVENT")
        assert client.get(f"/case/{case.reference}/dates/certificate.ics").status_code == 404
    assert made["appeal"].decoded("dtstart").isoformat() == "2027-01-15"
    assert made["arrange"].decoded("dtstart").isoformat() == "2026-12-25"
    assert made["meeting"].decoded("dtstart") == datetime(2026, 12, 16, 10, 0, tzinfo=UTC)
    assert made["meeting"].decoded("dtend") == datetime(2026, 12, 16, 13, 0, tzinfo=UTC)


def test_every_date_says_why_with_its_law(ada: Person) -> None:
    with time_machine.travel(WEDNESDAY):
        text = page_of(BUILDS[Route.MEDIATION, Stage.DECLINED](ada))
    assert "Why this date" in text
    assert "three working days after the adviser was told" in text
    assert "reg" in text


def test_a_posted_certificate_is_chased_until_its_owner_says_that_it_is_here(ada: Person) -> None:
    case = issued(ada)
    number = case.certificates.get().line.number
    case = mark_sent(case, by=acting(ada), number=number, channel=Channel.POST)
    assert "Tell us that your certificate arrived" in page_of(case)
    client = client_for(parent_of(case))
    address = f"/case/{case.reference}/certificates/{number}/arrived/"
    second = joins(case, ada, Role.FAMILY, "Jo Sample", Basis.PARENT).person
    assert client_for(second).get(address).status_code == 404
    assert posted(client, address) == (302, f"/case/{case.reference}/")
    assert not case.duties.filter(kind="confirm_certificate", settled_on=None).exists()
    assert "Tell us that your certificate arrived" not in page_of(case)
    assert "This cannot be chosen here now" in client.get(address).text
