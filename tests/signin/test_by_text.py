"""Signing in by a code in a text: only for those who asked for texts, and never a way to somebody else's address."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import Settings

from commonground.cases import queries as cases
from commonground.cases.enquiries import EnquiryWords, receive
from commonground.notices.models import Channel, Notice
from commonground.people.commands import add_person, give_role, reach_at, want_messages
from commonground.people.models import MessagesBy, Person
from commonground.people.queries import people_at
from commonground.people.roles import Role
from tests.made_up import a_case, a_supporter, staff

pytestmark = pytest.mark.django_db

NUMBER = "+447700900982"


@pytest.fixture
def tess(db: None) -> Person:
    """A mother who gets texts, and whose e-mail address somebody wrote down."""
    return add_person(
        name="Tess Sample", email="tess@family.example", telephone=NUMBER, messages_by=MessagesBy.TEXT
    )  # fmt: skip


def code_in(notice: Notice) -> str:
    found = re.search(r"\b(\d{6}) is your code", notice.short)
    assert found, notice.short
    return found[1]


@pytest.mark.feature(140, how="partly")
@pytest.mark.parametrize("typed", ["07700 900982", "+44 7700 900982", "0044 7700900982"])
def test_whoever_gets_texts_signs_in_with_their_number(client: Client, tess: Person, typed: str) -> None:
    answer = client.post("/sign-in/", {"address": typed})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/code/")
    page = client.get("/sign-in/code/").text
    assert "Look at your texts" in page
    assert "07700 900982" in page
    sent = Notice.objects.get(template="sign_in_code")
    assert (sent.channel, sent.to_number, sent.to_email) == (Channel.TEXT, NUMBER, "")
    answer = client.post("/sign-in/code/", {"code": code_in(sent)})
    assert (answer.status_code, answer["Location"]) == (302, "/case/")
    assert client.session["_auth_user_id"] == str(tess.pk)


@pytest.mark.feature(47, how="partly")
def test_a_number_that_did_not_ask_for_texts_gets_none_and_the_page_says_the_same(client: Client) -> None:
    add_person(name="Sam Sample", email="sam@family.example", telephone=NUMBER)
    client.post("/sign-in/", {"address": NUMBER})
    asked = client.get("/sign-in/code/")
    client.post("/sign-in/", {"address": "07700 900983"})
    nobody = client.get("/sign-in/code/")
    assert not Notice.objects.exists()
    assert asked.status_code == nobody.status_code == 200


def test_staff_get_no_code_by_text(client: Client, tess: Person) -> None:
    give_role(person=tess, role=Role.ADVISER, by="system:tests")
    client.post("/sign-in/", {"address": NUMBER})
    assert not Notice.objects.exists()


def test_without_a_supplier_only_an_email_address_is_asked_for(
    client: Client, tess: Person, settings: Settings
) -> None:
    settings.DEMO, settings.TEXTS = False, None
    page = client.get("/sign-in/").text
    assert "mobile" not in page
    refused = client.post("/sign-in/", {"address": "07700 900982"})
    assert "Enter an e-mail address like name@example.com" in refused.text
    assert "07700 900982" in refused.text


@pytest.mark.parametrize("typed", ["07700", "tess at home", "tess@", "999999999999999999"])
def test_what_is_neither_is_said_to_be_neither(client: Client, typed: str) -> None:
    refused = client.post("/sign-in/", {"address": typed})
    assert refused.status_code == 422
    assert "Enter an e-mail address like name@example.com" in refused.text


def test_another_number_signs_out_whoever_has_the_old_one(client: Client, tess: Person) -> None:
    client.post("/sign-in/", {"address": NUMBER})
    client.post("/sign-in/code/", {"code": code_in(Notice.objects.get())})
    assert client.get("/case/").status_code == 200
    reach_at(person=tess, email=tess.email, telephone="+447700900983")
    assert client.get("/case/").status_code == 302
    assert people_at(NUMBER) == []


def test_a_code_to_a_telephone_opens_nothing_that_was_sent_from_the_email_address(tess: Person) -> None:
    words = EnquiryWords(name="Vera Victim", email="tess@family.example")
    theirs, _new = receive(words, token=str(uuid4()), by="system:tests")
    assert list(cases.enquiries_of(tess)) == []
    want_messages(person=tess, by=MessagesBy.EMAIL)
    assert list(cases.enquiries_of(tess)) == [theirs]


def test_a_request_by_text_is_seen_by_whoever_signs_in_with_its_number(tess: Person) -> None:
    words = EnquiryWords(name="Tess Sample", telephone=NUMBER, messages_by=MessagesBy.TEXT)
    mine, _new = receive(words, token=str(uuid4()), by="system:tests")
    receive(EnquiryWords(name="Sam Sample", telephone=NUMBER), token=str(uuid4()), by="system:tests")
    assert list(cases.enquiries_of(tess)) == [mine]


def test_a_supporter_is_not_taken_for_somebody_whose_address_nobody_has_proved() -> None:
    by = staff()
    first, second, third = (a_case(by, child_name=f"{name} Sample") for name in ("Ann", "Ben", "Cas"))
    hal = [a_supporter(case, by, "Hal Helper", email="hal@advice.example").person for case in (first, second)]
    assert hal[0] == hal[1]
    reach_at(person=hal[0], email="hal@advice.example", telephone=NUMBER)
    want_messages(person=hal[0], by=MessagesBy.TEXT)
    assert a_supporter(third, by, "Hal Helper", email="hal@advice.example").person != hal[0]
