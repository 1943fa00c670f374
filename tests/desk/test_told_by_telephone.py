"""Somebody says to us that only a telephone call is safe: what waits for her stands at the desk until she was rung."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from commonground.cases.models import Case, Enquiry
from commonground.notices.models import Channel, Notice, State
from commonground.people.models import MessagesBy, Person
from commonground.record.days import today
from commonground.web.components.forms.token import new_token
from tests.ask.walk import Walk
from tests.desk.working import boxes, do, faults, send, text_of
from tests.family.worlds import posted
from tests.made_up import a_case, a_council, a_supporter, certified, declined, staff
from tests.signing_in import client_for

pytestmark = pytest.mark.django_db

CALLS: dict[str, Any] = {"family_telephone": "01632 960123", "messages_by": MessagesBy.CALL}


@pytest.fixture
def ada(db: None) -> Person:
    """The adviser."""
    return staff(name="Ada Adviser")


@pytest.mark.feature(47, how="partly")
def test_from_her_request_to_the_call(client: Client, ada: Person, desk: Client) -> None:
    # Given one who says that a call is the only safe way, and an adviser who opens her case
    safe = {"reads": "yes", "ways": ["call"], "times": "Between 9 and 3. Leave no message."}
    Walk(client).begin().through({"safe-contact": safe}).send()
    enquiry = Enquiry.objects.get()
    assert "By telephone call only" in text_of(desk, f"/desk/enquiries/{enquiry.reference}/")
    opening = {"route": "mediation", "child_name": "Robin Sample", "family_name": "Sam Sample", "basis": "parent",
               "family_telephone": "01632 960001", "council": a_council().gss_code, "decision": "refuse_to_assess",
               "safe_contact": enquiry.safe_contact,
               **boxes({"child_born": today() - timedelta(days=3000),
                        "letter_on": today() - timedelta(days=3)})}  # fmt: skip
    reply = desk.post(f"/desk/enquiries/{enquiry.reference}/open/", opening)
    assert reply.status_code == 302, faults(reply)
    a_case(ada, child_name="Alex Other", family_name="Kim Other", family_email="", family_telephone="01632 960124")
    # Then her message is no letter; the number and the safe times stand beside it, and it is no other family's
    notice = Notice.objects.get(person=Case.objects.get(pk=enquiry.pk).participants.get().person_id)
    assert (notice.channel, notice.state) == (Channel.CALL, State.QUEUED)
    page = text_of(desk, "/desk/post/")
    assert "01632 960001" in page
    assert "01632 960124" not in page
    assert "Between 9 and 3. Leave no message." in page
    assert f"/desk/post/{notice.pk}/letter.pdf" not in page
    assert desk.post("/desk/post/", {"letters": [str(notice.pk)]}).status_code == 422
    assert desk.get(f"/desk/post/{notice.pk}/letter.pdf").status_code == 404
    # When the adviser has rung her and says so
    tell = f"/desk/post/{notice.pk}/tell/"
    page = text_of(desk, tell)
    assert "Your case is open." in page
    assert "Between 9 and 3. Leave no message." in page
    assert client.post(tell).status_code in {302, 403, 404}
    assert desk.post(tell).status_code == 302
    # Then it waits no more, and says what became of it
    assert tell not in text_of(desk, "/desk/post/")
    assert "Told by telephone" in text_of(desk, f"/desk/post/{notice.pk}/")
    assert desk.get(tell).status_code == 404


@pytest.mark.feature(150, how="partly")
def test_a_certificate_says_by_when_it_reaches_her(ada: Person, desk: Client) -> None:
    case = declined(a_case(ada, **CALLS), ada)
    certified(case, ada)
    page = text_of(desk, "/desk/post/")
    assert "The certificate reaches them: by" in page
    assert "Make sure the certificate arrived: by" in page
    notice = Notice.objects.get(about=case.pk, template="certificate_issued")
    tell = text_of(desk, f"/desk/post/{notice.pk}/tell/")
    assert "stays on the work list until it has reached them" in tell
    assert "certificate.pdf" in tell or "/certificates/" in tell


def test_the_list_asks_as_often_for_many_as_for_one(
    ada: Person, desk: Client, django_assert_max_num_queries: Any
) -> None:
    for child in ("Robin Sample", "Alex Other", "Jo Third", "Kim Fourth"):
        a_case(ada, child_name=child, **CALLS)
    with django_assert_max_num_queries(25):
        text_of(desk, "/desk/post/")


def test_she_can_say_it_on_her_own_page_and_her_helper_on_his(ada: Person) -> None:
    case = a_case(ada, family_telephone="01632 960123")
    sam = case.participants.get().person
    helper = a_supporter(case, ada, telephone="01632 960125")
    for person, number in ((sam, "01632 960123"), (helper.person, "01632 960125")):
        browser, address = client_for(person), f"/case/{case.reference}/contact/"
        page = text_of(browser, address)
        assert "By telephone call only" in page
        assert f"An adviser calls you on {number}. We use no other way." in page
        assert posted(browser, address, messages_by="call")[0] == 302
        assert Person.objects.get(pk=person.pk).by_call_only
        assert 'value="call" checked' in text_of(browser, address)
    other = a_case(ada, child_name="Alex Other")
    assert "By telephone call only" not in text_of(
        client_for(other.participants.get().person), f"/case/{other.reference}/contact/"
    )


def test_the_desk_writes_it_down_and_asks_for_a_number(ada: Person, desk: Client) -> None:
    case = a_case(ada, family_telephone="01632 960123")
    mine = case.participants.get()
    do(case, ada, "safe-contact", participant=mine.pk, messages_by="call")
    assert Person.objects.get(pk=mine.person_id).by_call_only
    other = a_case(ada, child_name="Alex Other")
    refused = send(other, ada, "safe-contact", participant=other.participants.get().pk, messages_by="call")
    assert "We have no telephone number to call." in refused.text
    given = {"token": new_token(), "came_by": "telephone", "caller": "Kim Other", "messages_by": "call",
             "email": "kim@family.example"}  # fmt: skip
    assert "Calls need a telephone number" in desk.post("/desk/enquiries/new/", given).text
