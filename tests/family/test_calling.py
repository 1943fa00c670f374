"""A call with one's adviser, from the case: booked, moved, cancelled, and nobody else's business."""

import pytest
from django.test import Client
from icalendar import Calendar

from commonground.calls import commands
from commonground.calls.models import Call
from commonground.cases import taking_part
from commonground.cases.enquiries import EnquiryWords
from commonground.cases.models import Case
from commonground.cases.words import Basis
from commonground.casework import closing, intake
from commonground.notices.models import Notice
from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.web.components.call_times import value_of
from tests.calls.making import THURSDAY, WEDNESDAY, booked, london
from tests.family.worlds import page_of, parent_of, posted
from tests.made_up import a_case, a_supporter, acting, certified, declined
from tests.signing_in import client_for

pytestmark = [pytest.mark.usefixtures("wednesday"), pytest.mark.django_db, pytest.mark.feature(13)]
TEN, ELEVEN = london(THURSDAY, 10), london(THURSDAY, 11)
GIVEN = {
    "when": value_of(TEN),
    "telephone": "01632 960123",
    "channel": "text_first",
    "interpreter": "",
    "notes": "Quietly.",
}


@pytest.fixture
def case(ada: Person) -> Case:
    return a_case(ada)


def below(case: Case, page: str = "") -> str:
    return f"/case/{case.reference}/call/{page}"


def book(case: Case, who: Person, **changes: str) -> Call:
    assert posted(client_for(who), below(case), **{**GIVEN, **changes}) == (302, below(case))
    return Call.objects.get(about=case.pk, person=who, cancelled_at=None)


def test_a_parent_books_moves_and_cancels_a_call_and_is_told_each_time(case: Case, ada: Person) -> None:
    parent = parent_of(case)
    assert "Book a call with your adviser" in page_of(case)
    Notice.objects.all().delete()
    call = book(case, parent)
    assert (call.adviser, call.telephone, call.channel, call.notes) == (ada, "+441632960123", "text_first", "Quietly.")
    assert "Thursday 26 November 2026 at 10am" in page_of(case, below="call/")
    page = page_of(case)
    assert page.index("We call you on Thursday 26 November 2026 at 10am") < page.index("The steps")
    assert "Nothing is needed from you now." not in page
    assert posted(client_for(parent), below(case, "move/"), when=value_of(ELEVEN)) == (302, below(case))
    assert Call.objects.get(cancelled_at=None).during.lower == ELEVEN
    assert "A call was booked" in page_of(case, below="what-happened/")
    assert posted(client_for(parent), below(case, "cancel/"))[0] == 302
    assert not Call.objects.filter(cancelled_at=None).exists()
    told = list(Notice.objects.order_by("created_at").values_list("template", "to_email"))
    assert [name for name, _to in told] == ["call_booked", "call_booked", "call_cancelled"]
    assert {to for _name, to in told} == {parent.email}


@pytest.mark.parametrize("template", ["call_booked", "call_cancelled"])
def test_the_message_names_nothing_of_the_matter(case: Case, template: str) -> None:
    call = book(case, parent_of(case))
    commands_of = {"call_booked": lambda: None, "call_cancelled": lambda: posted(
        client_for(parent_of(case)), below(case, "cancel/"))}  # fmt: skip
    commands_of[template]()
    words = Notice.objects.get(template=template)
    text = f"{words.subject} {words.text}"
    for secret in (case.reference, case.child.name, case.authority.short_name, call.notes, "appeal", "certificate"):
        assert secret not in text
    assert "10am" in text


def test_the_calendar_file_names_the_time_and_us_alone(case: Case) -> None:
    parent = parent_of(case)
    assert client_for(parent).get(below(case, "call.ics")).status_code == 302
    book(case, parent)
    answer = client_for(parent).get(below(case, "call.ics"))
    event = next(iter(Calendar.from_ical(answer.content).walk("VEVENT")))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (TEN, london(THURSDAY, 10, 30))
    assert case.reference not in answer.content.decode()
    assert case.child.name not in answer.content.decode()


def test_a_time_that_went_meanwhile_is_refused_and_everything_typed_is_kept(case: Case) -> None:
    parent = parent_of(case)
    client = client_for(parent)
    page = client.get(below(case)).text
    token = page.split('name="token" value="')[1].split('"')[0]
    booked(TEN, name="Somebody Else")
    refused = client.post(below(case), {**GIVEN, "token": token})
    assert refused.status_code == 422
    assert "That time is not free any more" in refused.text
    for typed in ("01632 960123", "Quietly.", token):
        assert typed in refused.text
    assert Call.objects.count() == 1


def test_one_press_more_is_one_call(case: Case) -> None:
    client = client_for(parent_of(case))
    token = client.get(below(case)).text.split('name="token" value="')[1].split('"')[0]
    for _press in range(2):
        assert client.post(below(case), {**GIVEN, "token": token}).status_code == 302
    assert Call.objects.count() == 1
    assert Notice.objects.filter(template="call_booked").count() == 1


def test_a_supporter_and_another_parent_have_calls_of_their_own_and_see_nobody_elses(case: Case, ada: Person) -> None:
    helper = a_supporter(case, ada, "Pat Helper").person
    taking_part.add_participant(
        Case.objects.get(pk=case.pk), by=acting(ada), role=Role.FAMILY, name="Lee Sample", basis=Basis.PARENT,
        email="lee@family.example",
    )  # fmt: skip
    other = case.participants.get(person__name="Lee Sample").person
    book(case, parent_of(case), when=value_of(TEN), notes="Only for Sam")
    for person in (helper, other):
        assert "Only for Sam" not in page_of(case, person, "call/")
        assert "Your call with us" not in page_of(case, person)
        assert "A call was booked" not in page_of(case, person, "what-happened/")
        assert "We call you on" not in page_of(case, person)
        assert client_for(person).post(below(case, "cancel/")).status_code == 200
    assert book(case, helper, when=value_of(ELEVEN)).person == helper
    assert book(case, other, when=value_of(london(THURSDAY, 12))).person == other
    assert Call.objects.filter(cancelled_at=None).count() == 3


def test_an_outsider_finds_no_such_case(case: Case, ada: Person) -> None:
    outsider = parent_of(a_case(ada, child_name="Other Child", family_name="Other Parent"))
    call = book(case, parent_of(case))
    for page in ("", "move/", "cancel/", "call.ics"):
        assert client_for(outsider).get(below(case, page)).status_code == 404
        assert client_for(outsider).post(below(case, page)).status_code == 404
        assert Client().get(below(case, page)).status_code == 302
    call.refresh_from_db()
    assert call.cancelled_at is None


def test_the_call_that_came_with_the_request_is_found_in_the_case(ada: Person) -> None:
    words = EnquiryWords(name="Sam Sample", telephone="01632 960001", email="sam@family.example")
    asked = commands.Asked(starts=TEN, name="", telephone="01632 960001")
    enquiry = intake.receive_enquiry(words, token="t", by="system:tests", call=asked)
    case = a_case(ada, enquiry=enquiry)
    assert "Thursday 26 November 2026 at 10am" in page_of(case, below="call/")


def test_where_contact_is_stopped_nobody_is_rung(case: Case, ada: Person) -> None:
    taking_part.stop_all_contact(case, by=acting(ada))
    page = page_of(case, below="call/")
    assert "so we do not ring you" in page
    token = {"token": "x"}
    assert client_for(parent_of(case)).post(below(case), {**GIVEN, **token}).status_code == 422
    assert not Call.objects.exists()


def test_no_time_after_the_last_day_to_appeal_and_none_in_a_closed_case(ada: Person) -> None:
    near = a_case(ada, letter_on=london(WEDNESDAY, 0).date().replace(month=9, day=27), child_name="Near Child")
    page = page_of(near, below="call/")
    assert "Friday 27 November 2026 at" in page
    assert "30 November" not in page
    case = a_case(ada)
    certified(declined(case, ada), ada)
    closed = closing.close(Case.objects.get(pk=case.pk), by=acting(ada), outcome_words="Done.")
    assert "This cannot be chosen here now" in page_of(closed, below="call/")
    assert "Book a call" not in page_of(closed)


def test_where_nobody_takes_calls_the_page_says_whom_to_call(case: Case, ada: Person) -> None:
    for hours in ada.call_hours.all():
        commands.end_hours(hours, by=ada, to_on=WEDNESDAY)
    assert "No time is free to book just now. Call us on" in page_of(case, below="call/")
