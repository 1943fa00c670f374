"""Written conversations at the desk: who waits is seen, answered, handed over, made an enquiry, closed."""

from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonground.cases.models import Enquiry
from commonground.conversations import commands
from commonground.conversations.codes import code_of
from commonground.conversations.models import Conversation, Line
from commonground.people.roles import Role
from tests.components.shown import by_class, parsed, text_of
from tests.conversations.making import WORDS, answered, begun
from tests.family.worlds import hidden, posted
from tests.made_up import a_council, staff
from tests.signing_in import client_for

pytestmark = [pytest.mark.django_db, pytest.mark.feature(14, how="partly")]
LIST = "/desk/conversations/"


def place(conversation: Conversation, below: str = "") -> str:
    return f"{LIST}{conversation.pk}/{below}"


def rows(page: str) -> list[str]:
    return [text_of(row) for row in parsed(page).iter("tr")][1:]


def test_who_waits_stands_first_late_ones_marked_and_the_work_list_counts_them() -> None:
    ada = staff(name="Ada Adviser")
    with time_machine.travel("2026-11-23 10:00", tick=False):
        begun(name="Sam Sample", authority=a_council())
    with time_machine.travel("2026-11-25 09:00", tick=False):
        begun()
        done = begun(name="Kim Done")
        answered(done, ada)
    with time_machine.travel("2026-11-25 10:00", tick=False):
        desk = client_for(ada)
        first, second, third = rows(desk.get(LIST).text)
        counts = text_of(by_class(parsed(desk.get("/desk/").text), "cg-counts")[0])
    assert first.startswith(f"Sam Sample Late Tue 24 Nov Mon 23 Nov, 10am {WORDS} Exampleshire Nobody yet")
    assert second.startswith("No name given Thu 26 Nov")
    assert third.startswith("Kim Done Answered")
    assert "Ada Adviser" in third
    assert "2 to answer in writing" in counts


def test_an_adviser_answers_and_both_sides_read_it() -> None:
    ada, conversation = staff(name="Ada Adviser"), begun(name="Sam Sample", reply_to="sam@family.example")
    desk = client_for(ada)
    page = desk.get(place(conversation)).text
    assert WORDS in page
    assert "They wait. Answer by" in page
    assert code_of(conversation) not in page
    given = {**hidden(desk, place(conversation)), "text": "You can ask for mediation."}
    assert [desk.post(place(conversation), given).status_code for _each in range(2)] == [302, 302]
    assert Line.objects.count() == 2
    page = desk.get(place(conversation)).text
    assert "They are told that it is there." in page
    assert "Answered." in page
    assert Conversation.objects.get().taken_by == ada
    assert "You can ask for mediation." in client_for(None).get(f"/write-to-us/{code_of(conversation)}/").text
    assert posted(desk, place(conversation), text=" ")[0] == 422


def test_new_lines_come_in_by_themselves() -> None:
    desk, conversation = client_for(staff()), begun(name="Sam")
    first = Line.objects.get()
    commands.write(conversation, text="Are you there? http://bad.example", token=uuid4().hex)
    told = desk.get(place(conversation, "lines/"), {"after": first.pk}).json()
    assert "Are you there? http://bad.example" in told["lines"]
    assert "href" not in told["lines"]
    assert "They wait" in told["state"]


def test_it_is_taken_handed_over_and_closed() -> None:
    ada, cora = staff(name="Ada Adviser"), staff(Role.COORDINATOR, "Cora Coordinator")
    mo = staff(Role.MEDIATOR, "Mo Mediator")
    conversation, desk = begun(), client_for(cora)
    assert posted(desk, place(conversation, "take/")) == (302, place(conversation))
    assert Conversation.objects.get().taken_by == cora
    assert "Take it" not in desk.get(place(conversation)).text
    assert "Mo Mediator" not in desk.get(place(conversation, "hand-over/")).text
    assert posted(desk, place(conversation, "hand-over/"), to=str(ada.pk))[0] == 302
    assert Conversation.objects.get().taken_by == ada
    assert posted(desk, place(conversation, "hand-over/"), to=str(mo.pk))[0] == 422
    assert posted(desk, place(conversation, "close/"))[0] == 302
    assert "This is over." in desk.get(place(conversation)).text


def test_it_is_made_an_enquiry_with_a_form_filled_in_from_it() -> None:
    desk = client_for(staff())
    conversation = begun(reply_to="sam@family.example", authority=a_council())
    address = place(conversation, "request/")
    page = desk.get(address).text
    for filled in (WORDS, 'value="sam@family.example"', f'value="{a_council().pk}" selected'):
        assert filled in page
    fields = {
        "telephone": "", "email": "", "messages_by": "", "safe_contact": "", "child_name": "",
        "council": a_council().pk, "decision": "", "message": WORDS,
    }  # fmt: skip
    given = {**hidden(desk, address), **fields}
    assert desk.post(address, {**given, "caller": ""}).status_code == 422
    assert desk.post(address, {**given, "caller": "Sam Sample", "messages_by": "text"}).status_code == 422
    answers = [desk.post(address, {**given, "caller": "Sam Sample"}) for _each in range(2)]
    enquiry = Enquiry.objects.get()
    assert {answer["Location"] for answer in answers} == {f"/desk/enquiries/{enquiry.reference}/"}
    assert (enquiry.name, enquiry.message) == ("Sam Sample", WORDS)
    assert place(conversation) in desk.get(f"/desk/enquiries/{enquiry.reference}/").text
    assert enquiry.reference in desk.get(place(conversation)).text
    assert desk.get(address)["Location"] == f"/desk/enquiries/{enquiry.reference}/"
    again = {**fields, "caller": "Sam", "token": hidden(desk, place(conversation))["token"]}
    assert desk.post(address, again).status_code == 422


@pytest.mark.parametrize("role", [Role.MEDIATOR, Role.ADMINISTRATOR])
def test_nobody_but_the_desk_reads_them(role: Role) -> None:
    conversation = begun()
    other = client_for(staff(role, "Mo Other"))
    for below in ("", "lines/", "take/", "hand-over/", "request/", "close/"):
        assert other.get(place(conversation, below)).status_code == 403
    assert other.get(LIST).status_code == 403


def test_an_empty_list_says_where_people_write() -> None:
    assert "/write-to-us/" in client_for(staff()).get(LIST).text


def queries_of(client: Any, address: str) -> int:
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


def test_the_list_and_a_conversation_cost_the_same_however_much_there_is() -> None:
    ada, council = staff(), a_council()
    desk, conversation = client_for(ada), begun(authority=council)
    answered(conversation, ada)
    few = [queries_of(desk, address) for address in (LIST, place(conversation))]
    for number in range(20):
        begun(text=f"Number {number}", authority=council)
        answered(conversation, staff(name=f"Adviser {number}"), f"Answer {number}")
    assert [queries_of(desk, address) for address in (LIST, place(conversation))] == few
    assert max(few) <= 8
