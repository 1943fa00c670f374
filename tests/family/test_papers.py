"""Certificates and calendar files: only what is one's own, only what is true, kept by nobody on the way."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from icalendar import Calendar

from commonground.cases import commands, questions
from commonground.cases.apply import Acting
from commonground.cases.models import Case
from commonground.cases.taking_part import add_participant
from commonground.cases.words import About, Basis
from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.record.models import Access
from tests.family.worlds import issued, parent_of
from tests.made_up import a_case, a_supporter, acting, certified, declined, fixed, staff
from tests.signing_in import client_for

pytestmark = pytest.mark.django_db


def joins(case: Case, by: Person, role: Role, name: str, basis: Basis) -> Person:
    """Somebody joins the case."""
    email = f"{name.split()[0].lower()}@people.example"
    if role == Role.SUPPORTER:
        return a_supporter(case, by, name, helps="Sam Sample", email=email).person
    add_participant(Case.objects.get(pk=case.pk), by=acting(by), role=role, name=name, basis=basis, email=email)
    return case.participants.get(person__name=name).person


@pytest.mark.feature(38)
@pytest.mark.parametrize("paper", ["certificate", "letter"])
def test_a_certificate_and_its_letter_are_for_the_one_it_was_issued_to(paper: str) -> None:
    by = staff()
    certificate = certified(declined(a_case(by), by), by)
    case, owner = Case.objects.get(pk=certificate.case_id), certificate.holder
    where = f"/case/{case.reference}/certificates/{certificate.line.number}/{paper}.pdf"
    outsider = parent_of(a_case(by, child_name="Alex Other"))
    others = [
        joins(case, by, Role.FAMILY, "Olaf Other", Basis.PARENT),
        joins(case, by, Role.SUPPORTER, "Suki Supporter", Basis.CONSENT),
        outsider,
    ]
    answer = client_for(owner).get(where)
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
    assert answer["Cache-Control"] == "no-store"
    assert [client_for(one).get(where).status_code for one in others] == [404, 404, 404]
    assert client_for(by).get(where).status_code == 403
    assert Client().get(where)["Location"].startswith("/sign-in/?next=")


@pytest.mark.feature(48, how="partly")
def test_the_other_parent_is_offered_no_certificate_of_the_first() -> None:
    by = staff()
    case = issued(by)
    olaf = joins(case, by, Role.FAMILY, "Olaf Other", Basis.PARENT)
    assert "Download your certificate" in client_for(parent_of(case)).get(f"/case/{case.reference}/").text
    assert ".pdf" not in client_for(olaf).get(f"/case/{case.reference}/").text


def test_a_number_of_another_case_or_a_word_that_is_no_paper_is_not_found() -> None:
    by = staff()
    mine = issued(by)
    other = certified(declined(a_case(by, child_name="Alex Other"), by), by)
    client = client_for(parent_of(mine))
    assert client.get(f"/case/{mine.reference}/certificates/{other.line.number}/letter.pdf").status_code == 404
    assert client.get(f"/case/{mine.reference}/certificates/M-000001/notes.pdf").status_code == 404


@pytest.mark.feature(21)
def test_the_last_day_to_appeal_opens_in_a_calendar_and_names_nobody() -> None:
    with time_machine.travel(datetime(2026, 11, 25, 9, tzinfo=UTC)):
        case = a_case(staff())
        answer = client_for(parent_of(case)).get(f"/case/{case.reference}/dates/appeal.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event.decoded("dtstart").isoformat() == "2027-01-15"
    assert "Robin" not in answer.text
    assert "Exampleshire" not in answer.text


@pytest.mark.feature(21)
def test_the_meeting_opens_in_a_calendar_with_its_hours() -> None:
    by = staff()
    case = fixed(a_case(by), by)
    answer = client_for(parent_of(case)).get(f"/case/{case.reference}/dates/meeting.ics")
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event.decoded("dtend") > event.decoded("dtstart")


@pytest.mark.feature(21)
def test_after_late_contact_no_appeal_date_is_named_on_the_page_or_in_a_file() -> None:
    with time_machine.travel(datetime(2026, 11, 25, 9, tzinfo=UTC)):
        case = a_case(staff(), letter_on=datetime(2026, 9, 1, tzinfo=UTC).date())
        client = client_for(parent_of(case))
        text = client.get(f"/case/{case.reference}/").text
        assert client.get(f"/case/{case.reference}/dates/appeal.ics").status_code == 404
    assert "We name no last day to appeal here" in text
    assert "November 2026, before 5pm" not in text


def test_a_reference_with_another_letter_is_not_found() -> None:
    case = a_case(staff())
    other = case.reference[:-1] + ("2" if case.reference[-1] != "2" else "3")
    assert client_for(parent_of(case)).get(f"/case/{other}/").status_code == 404


def test_every_page_of_a_case_is_kept_by_nobody_and_looking_is_noted() -> None:
    by = staff()
    case = fixed(a_case(by), by)
    who = parent_of(case)
    client = client_for(who)
    for below in ("", "people/", "what-happened/", "messages/", "contact/", "ask/", "stop/", "dates/meeting.ics"):
        answer = client.get(f"/case/{case.reference}/{below}")
        assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store"), below
    assert Access.objects.filter(case=case.pk, person=who.pk, as_role="family").count() in {1, 2}


def test_the_list_costs_the_same_for_one_case_more(django_assert_max_num_queries: Any) -> None:
    by = staff()
    case = a_case(by)
    who = parent_of(case)
    for name in ("Alex Other", "Kim Third"):
        more = a_case(by, child_name=name)
        more.participants.filter(role="family").update(person=who)
    client = client_for(who)
    with django_assert_max_num_queries(12):
        text = client.get("/case/").text
    assert text.count("Reference ") == 3


def test_what_the_adviser_notes_and_others_ask_is_not_in_what_happened() -> None:
    by = staff()
    case = commands.note(a_case(by), by=acting(by), text="Mother sounded tired.")
    sam = parent_of(case)
    olaf = joins(case, by, Role.FAMILY, "Olaf Other", Basis.PARENT)
    case = Case.objects.get(pk=case.pk)
    questions.ask(case, by=Acting(olaf), asked_by=olaf, about=About.WRONG, text="She is wrong.", token="t1")
    text = client_for(sam).get(f"/case/{case.reference}/what-happened/").text
    assert "We opened the case" in text
    assert "tired" not in text
    assert "You wrote to us" not in text
    assert "She is wrong" not in client_for(sam).get(f"/case/{case.reference}/ask/").text
    assert "You wrote to us" in client_for(olaf).get(f"/case/{case.reference}/what-happened/").text


def test_no_parent_sees_the_other_parents_visits() -> None:
    by = staff()
    case = a_case(by)
    olaf = joins(case, by, Role.FAMILY, "Olaf Other", Basis.PARENT)
    client_for(olaf).get(f"/case/{case.reference}/")
    client_for(by).get(f"/desk/cases/{case.reference}/")
    text = client_for(parent_of(case)).get(f"/case/{case.reference}/people/").text
    looked = text[text.index("Who has looked</h2>") :]
    assert "Olaf Other" not in looked
    assert "Ada Adviser" in looked
