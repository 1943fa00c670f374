"""Calls at the desk: who is rung today, what became of it, who takes calls when, and booking for somebody who rings."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commonground.calls import commands, queries
from commonground.calls.models import Call, Outcome
from commonground.cases import taking_part
from commonground.cases.enquiries import EnquiryWords
from commonground.cases.models import Case, Enquiry
from commonground.casework import intake
from commonground.notices.models import Notice
from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.record.queries import entries_of
from commonground.web.components.call_times import value_of
from tests.calls.making import THURSDAY, WEDNESDAY, an_adviser, booked, london
from tests.components.shown import by_class, parsed, text_of
from tests.desk.working import boxes, faults
from tests.family.worlds import hidden, parent_of
from tests.made_up import a_case, acting, staff
from tests.signing_in import client_for

pytestmark = [pytest.mark.usefixtures("wednesday"), pytest.mark.django_db, pytest.mark.feature(12, 13, how="partly")]
TEN = london(THURSDAY, 10)
NOON = london(WEDNESDAY, 12)


def of_case(case: Case, starts: datetime, **more: Any) -> Call:
    person = parent_of(case)
    return booked(starts, about=case.pk, person=person, name=person.name, **more)


def sent(client: Client, address: str, **given: Any) -> Any:
    """A form of the desk, sent as its page gives it."""
    return client.post(address, {**hidden(client, address), **boxes(given)})


def test_todays_calls_say_what_must_be_known_before_dialling_ones_own_first(ada: Person, desk: Client) -> None:
    ben = an_adviser("Ben Adviser")
    case = a_case(ada, safe_contact="Only her mobile. No voicemail.", needs="Short sentences.")
    of_case(case, NOON, prefer=ada.pk, interpreter="Polish", channel="text_first")
    booked(london(WEDNESDAY, 11), name="Early Other", prefer=ben.pk)
    booked(TEN, name="Tomorrow Else", prefer=ada.pk)
    page = desk.get("/desk/calls/").text
    for said in (
        "midday",
        "Sam Sample",
        "01632 960001",
        "Only her mobile. No voicemail.",
        "Polish",
        "Text first",
        case.reference,
    ):
        assert said in page
    assert page.index("Sam Sample") < page.index("Early Other") < page.index("Tomorrow Else")
    tomorrow = "Thu 26 Nov, 10am".replace(" ", "\N{NO-BREAK SPACE}", 2)
    assert page.index("Wednesday 25 November 2026") < page.index("Coming") < page.index(tomorrow)


def test_no_answer_is_written_down_and_leads_to_the_attempt_on_the_case(ada: Person, desk: Client) -> None:
    case = a_case(ada)
    call = of_case(case, NOON)
    with time_machine.travel(NOON, tick=False):
        client = client_for(ada)
        assert sent(client, f"/desk/calls/{call.pk}/").status_code == 422
        assert sent(client, f"/desk/calls/{call.pk}/", outcome="no_answer").status_code == 302
        page = client.get(f"/desk/calls/{call.pk}/").text
        assert f"/desk/cases/{case.reference}/do/attempt/" in page
        assert client.get(f"/desk/cases/{case.reference}/do/attempt/").status_code == 200
        assert "No answer" in client.get("/desk/calls/").text
        again = sent(client, f"/desk/calls/{call.pk}/", outcome="spoke")
        assert "has been written down already" in again.text
    call.refresh_from_db()
    assert call.outcome == Outcome.NO_ANSWER
    assert entries_of(case.pk)[-1].what == "call.no_answer"


def test_a_call_of_yesterday_that_nobody_wrote_down_is_asked_about(ada: Person) -> None:
    call = booked(NOON, name="Forgotten Caller")
    with time_machine.travel(TEN, tick=False):
        page = client_for(ada).get("/desk/calls/").text
        assert "What became of these?" in page
        assert page.index("What became of these?") < page.index("Forgotten Caller") < page.index("Today, ")
        assert sent(client_for(ada), f"/desk/calls/{call.pk}/", outcome="spoke").status_code == 302
        assert "Forgotten Caller" not in client_for(ada).get("/desk/calls/").text


def test_a_call_left_alone_is_shown_in_a_sentence_and_given_away_with_one_press(ada: Person, desk: Client) -> None:
    ben = an_adviser("Ben Adviser")
    call = booked(TEN, name="Left Alone", prefer=ada.pk)
    assert "These need another adviser" not in desk.get("/desk/calls/").text
    answer = sent(desk, f"/desk/calls/hours/{ada.pk}/away/", first=THURSDAY)
    assert answer.status_code == 302
    assert "1 call now needs another adviser: see Calls." in desk.get(answer["Location"]).text
    assert "These need another adviser" in desk.get("/desk/calls/").text
    assert "Ada Adviser takes no calls then." in desk.get(f"/desk/calls/{call.pk}/").text
    assert desk.post(f"/desk/calls/{call.pk}/hand-over/").status_code == 302
    call.refresh_from_db()
    assert call.adviser == ben
    assert "These need another adviser" not in desk.get("/desk/calls/").text
    commands.go_away(ben, by=ben, from_on=THURSDAY, to_on=THURSDAY + timedelta(days=1))
    assert "not free any more" in desk.post(f"/desk/calls/{call.pk}/hand-over/").text


def test_booking_for_somebody_of_a_case_who_rings(ada: Person, desk: Client) -> None:
    case = a_case(ada, family_telephone="01632 960777", safe_contact="After six.")
    Notice.objects.all().delete()
    asked = desk.get("/desk/calls/new/", {"about": "CG-0000-00"})
    assert asked.status_code == 422
    assert "Reference of the case or enquiry" in asked.text
    address = f"/desk/calls/new/?about={case.reference}"
    answer = sent(
        desk, address, when=value_of(TEN), channel="telephone", whom=str(case.participants.get(role="family").pk)
    )
    assert answer.status_code == 302, faults(answer)
    call = Call.objects.get()
    assert (call.person, call.notes, call.adviser) == (parent_of(case), "After six.", ada)
    assert call.telephone.endswith("960777")
    assert entries_of(case.pk)[-1].words["recorded_for"] == "Sam Sample"
    assert Notice.objects.get().template == "call_booked"
    assert "Thursday 26 November 2026 at 10am" in desk.get(f"/desk/cases/{case.reference}/").text


def test_booking_moving_and_cancelling_for_an_enquiry(desk: Client) -> None:
    words = EnquiryWords(
        name="Rita Ring", telephone="01632 960888", email="rita@family.example", safe_contact="Mornings."
    )
    enquiry = intake.receive_enquiry(words, token="t", by="system:tests")
    Notice.objects.all().delete()
    answer = sent(desk, f"/desk/calls/new/?about={enquiry.reference}", when=value_of(TEN), channel="telephone")
    assert answer.status_code == 302, faults(answer)
    assert (
        "Ada Adviser calls them on Thursday 26 November 2026 at 10am"
        in desk.get(f"/desk/enquiries/{enquiry.reference}/").text
    )
    call = Call.objects.get()
    assert call.notes == "Mornings."
    assert sent(desk, f"/desk/calls/{call.pk}/move/", when=value_of(london(THURSDAY, 11))).status_code == 302
    moved = queries.calls_about(enquiry.pk).get()
    assert desk.post(f"/desk/calls/{moved.pk}/cancel/").status_code == 302
    assert not queries.calls_about(enquiry.pk).exists()
    assert list(Notice.objects.order_by("created_at").values_list("template", flat=True)) == [
        "call_booked", "call_booked", "call_cancelled",
    ]  # fmt: skip


def test_a_reference_nobody_knows_is_asked_for_again(desk: Client) -> None:
    page = desk.get("/desk/calls/new/", {"about": "CG-XXXX-XX"}).text
    assert "We know no case or enquiry with this reference" in page


def test_all_contact_stopped_is_said_before_anybody_rings(ada: Person, desk: Client) -> None:
    case = a_case(ada)
    call = of_case(case, NOON)
    taking_part.stop_all_contact(Case.objects.get(pk=case.pk), by=acting(ada))
    assert "No contact: do not ring" in desk.get("/desk/calls/").text
    assert "All contact with this person is stopped. Do not ring." in desk.get(f"/desk/calls/{call.pk}/").text


def test_an_adviser_sets_their_own_hours_and_nobody_elses(desk: Client, ada: Person) -> None:
    ben = staff(name="Ben Adviser")
    mine = f"/desk/calls/hours/{ada.pk}/"
    assert desk.get("/desk/calls/hours/")["Location"] == mine
    answer = sent(desk, mine, weekdays=["3"], starts="6pm", ends="7pm")
    assert answer.status_code == 302, faults(answer)
    assert "6pm to 7pm" in desk.get(mine).text
    crossing = sent(desk, mine, weekdays=["3"], starts="4pm", ends="6pm")
    assert crossing.status_code == 422
    assert "End those first" in crossing.text
    evening = ada.call_hours.get(starts="18:00")
    assert sent(desk, f"{mine}end/{evening.pk}/").status_code == 302
    assert not queries.hours_of(ada).filter(pk=evening.pk).exists()
    theirs = f"/desk/calls/hours/{ben.pk}/"
    for page in (theirs, f"{theirs}away/"):
        assert desk.get(page).status_code == 404
        assert desk.post(page, {"weekdays": ["3"], "starts": "9am", "ends": "10am"}).status_code == 404
    assert not queries.hours_of(ben).exists()


def test_a_coordinator_sets_anybodys_hours_and_days_away(ada: Person) -> None:
    cora = client_for(staff(Role.COORDINATOR, "Cora Coordinator"))
    ben = staff(name="Ben Adviser")
    assert "No hours are set" in cora.get("/desk/calls/hours/").text
    address = f"/desk/calls/hours/{ben.pk}/"
    assert sent(cora, address, weekdays=["0", "1"], starts="9am", ends="1pm").status_code == 302
    assert sent(cora, address, weekdays=["0"], starts="2pm", ends="5pm").status_code == 302
    everybody = cora.get("/desk/calls/hours/").text
    assert "<li>Monday: 9am to 1pm, 2pm to 5pm</li>" in everybody
    assert "<li>Tuesday: 9am to 1pm</li>" in everybody
    (monday,) = [
        row for row in by_class(parsed(cora.get(address).text), "govuk-summary-list__row") if "Monday" in text_of(row)
    ]
    assert text_of(monday).count(" to ") == 2 * len(list(monday.iter("a")))  # each span, and once more in its link
    first, last = date(2026, 12, 1), date(2026, 12, 3)
    assert sent(cora, f"{address}away/", first=first, last=last, why="Leave").status_code == 302
    assert "Tuesday 1 December 2026 to Thursday 3 December 2026" in cora.get(address).text
    assert sent(cora, f"{address}back/{ben.away.get().pk}/").status_code == 302
    assert not queries.away_of(ben).exists()
    assert sent(cora, f"{address}away/", first=last, last=first).status_code == 422
    stranger = f"/desk/calls/hours/{parent_of(a_case(ada)).pk}/"
    assert cora.get(stranger).status_code == 404


def test_the_list_costs_the_same_with_three_calls_and_with_twenty(ada: Person, desk: Client) -> None:
    def calls(number: int) -> None:
        for at in range(number):
            adviser = an_adviser(f"Adviser {uuid4().hex[:6]}")
            of_case(
                a_case(ada, child_name=f"Child {uuid4().hex[:6]}"), london(WEDNESDAY, 12 + at % 4), prefer=adviser.pk
            )
            booked(london(THURSDAY, 12 + at % 4), prefer=adviser.pk, name=f"Caller {uuid4().hex[:6]}")

    def cost() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert desk.get("/desk/calls/").status_code == 200
        return len(counted)

    calls(2)
    desk.get("/desk/calls/")
    few = cost()
    calls(8)
    assert cost() == few <= 24


def test_nobody_but_the_desk_sees_a_call(ada: Person) -> None:
    case = a_case(ada)
    call = of_case(case, TEN)
    enquiry = Enquiry.objects.first()
    assert enquiry is None
    for person in (parent_of(case), staff(Role.MEDIATOR, "Mel"), staff(Role.ADMINISTRATOR, "Olu")):
        for page in ("", f"{call.pk}/", f"{call.pk}/move/", "new/", "hours/"):
            assert client_for(person).get(f"/desk/calls/{page}").status_code == 403
