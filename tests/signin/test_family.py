"""Families and supporters sign in with a code by e-mail."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commonground.notices.commands import hold
from commonground.notices.models import Lane, Notice, State
from commonground.people.commands import add_person, set_password
from commonground.people.models import Person, SignInCode
from tests.signin.conftest import PASSWORD, CodeOf

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def ask(client: Client, email: str, onward: str = "") -> None:
    """Type the address and send it."""
    address = "/sign-in/" + (f"?next={onward}" if onward else "")
    answer = client.post(address, {"address": email})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/code/")


def text_of(client: Client, address: str) -> str:
    """The page, without the marks against forgery, which differ each time."""
    page = client.get(address)
    assert page.status_code == 200
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page.text)


@pytest.mark.feature(140, how="partly")
def test_a_parent_signs_in_with_the_code_and_sees_their_own_pages(client: Client, sam: Person, code_of: CodeOf) -> None:
    ask(client, "sam@FAMILY.example")
    answer = client.post("/sign-in/code/", {"code": code_of("Sam@family.example")})
    assert (answer.status_code, answer["Location"]) == (302, "/case/")
    assert client.session["_auth_user_id"] == str(sam.pk)


def test_the_code_goes_first_to_the_address_as_we_have_it(client: Client, sam: Person) -> None:
    ask(client, "SAM@FAMILY.EXAMPLE")
    sent = Notice.objects.get(template="sign_in_code")
    assert (sent.to_email, sent.lane, sent.fresh) == ("Sam@family.example", Lane.URGENT, True)


def test_the_answer_is_the_same_for_an_address_nobody_has(sam: Person) -> None:
    pages = []
    with time_machine.travel(START, tick=False):
        for email in ("sam@family.example", "nobody@family.example"):
            browser = Client()
            ask(browser, email)
            before = text_of(browser, "/sign-in/code/")
            wrong = browser.post("/sign-in/code/", {"code": "000000"})
            seen = before + re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", wrong.text)
            pages.append((wrong.status_code, seen.replace(email, "EMAIL")))
    assert pages[0] == pages[1]
    assert Notice.objects.filter(template="sign_in_code").count() == 1
    assert SignInCode.objects.count() == 2


@pytest.mark.parametrize("typed", ["nobody@family.example", "07700 900999"])
def test_as_much_is_done_for_an_address_nobody_has(sam: Person, django_assert_num_queries: Any, typed: str) -> None:
    add_person(name="Kay Sample", telephone="+447700900982", messages_by="text")
    theirs = "07700 900982" if typed[0] == "0" else sam.email
    with CaptureQueriesContext(connection) as known:
        ask(Client(), theirs)
    before = Notice.objects.count()
    with django_assert_num_queries(len(known)):
        ask(Client(), typed)
    assert Notice.objects.count() == before, "and nothing of it is left"


def test_staff_get_no_code(client: Client, ada: Person) -> None:
    ask(client, ada.email)
    assert not Notice.objects.exists()


def test_somebody_who_left_gets_no_code(client: Client, sam: Person) -> None:
    sam.is_active = False
    sam.save()
    ask(client, sam.email)
    assert not Notice.objects.exists()


def test_a_wrong_code_is_kept_on_the_page_and_says_how_many_tries_are_left(client: Client, sam: Person) -> None:
    ask(client, sam.email)
    page = client.post("/sign-in/code/", {"code": "00 00 00"})
    assert page.status_code == 422
    assert 'value="00 00 00"' in page.text
    assert "You can try 4 more times" in page.text
    assert "<title>Error: " in page.text


def test_a_code_in_another_browser_opens_nothing(client: Client, sam: Person, code_of: CodeOf) -> None:
    ask(client, sam.email)
    other = Client()
    assert other.post("/sign-in/code/", {"code": code_of(sam.email)})["Location"] == "/sign-in/"
    ask(other, "nobody@family.example")
    assert other.post("/sign-in/code/", {"code": code_of(sam.email)}).status_code == 422


def test_a_stranger_who_asks_for_the_same_address_takes_no_code_away(
    client: Client, sam: Person, code_of: CodeOf
) -> None:
    ask(client, sam.email)
    code = code_of(sam.email)
    for _each in range(3):
        ask(Client(REMOTE_ADDR="203.0.113.7"), sam.email)
    assert client.post("/sign-in/code/", {"code": code}).url == "/case/"


def test_a_code_is_of_no_use_after_fifteen_minutes(client: Client, sam: Person, code_of: CodeOf) -> None:
    with time_machine.travel(START, tick=False) as clock:
        ask(client, sam.email)
        code = code_of(sam.email)
        clock.shift(timedelta(minutes=14, seconds=59))
        assert client.get("/sign-in/code/").status_code == 200
        clock.shift(timedelta(seconds=1))
        assert client.post("/sign-in/code/", {"code": code})["Location"] == "/sign-in/"


def test_asking_again_makes_a_new_code_and_the_old_one_is_no_longer_right(
    client: Client, sam: Person, code_of: CodeOf
) -> None:
    ask(client, sam.email)
    old = code_of(sam.email)
    assert 'value="Sam@family.example"' in client.get("/sign-in/").text
    ask(client, sam.email)
    assert SignInCode.objects.count() == 1
    page = client.post("/sign-in/code/", {"code": old})
    assert page.status_code == 422
    assert "This code is not right" in page.text
    assert client.post("/sign-in/code/", {"code": code_of(sam.email)})["Location"] == "/case/"


def test_of_people_who_share_an_address_each_says_who_they_are(client: Client, sam: Person, code_of: CodeOf) -> None:
    robin = add_person(name="Robin Sample", email="sam@family.example")
    ask(client, sam.email)
    code = code_of(min(sam.email, robin.email, key=lambda email: robin.email != email))
    assert client.post("/sign-in/code/", {"code": code})["Location"] == "/sign-in/who/"
    assert "_auth_user_id" not in client.session
    page = client.get("/sign-in/who/").text
    assert page.index("Robin Sample") < page.index("Sam Sample")
    assert client.post("/sign-in/who/", {"person": str(robin.pk)})["Location"] == "/case/"
    assert client.session["_auth_user_id"] == str(robin.pk)


def test_nobody_can_choose_a_person_of_another_address(client: Client, sam: Person, code_of: CodeOf) -> None:
    for name in ("Robin Sample", "Kim Sample"):
        add_person(name=name, email="shared@family.example")
    ask(client, "shared@family.example")
    client.post("/sign-in/code/", {"code": code_of("shared@family.example")})
    page = client.post("/sign-in/who/", {"person": str(sam.pk)})
    assert page.status_code == 422
    assert "_auth_user_id" not in client.session


def test_the_code_must_come_before_the_choice(client: Client, sam: Person) -> None:
    ask(client, sam.email)
    for address in ("/sign-in/who/", "/sign-in/password/"):
        assert client.post(address, {"person": str(sam.pk), "password": PASSWORD})["Location"] == "/sign-in/"
    assert "_auth_user_id" not in client.session


def test_a_young_person_with_a_password_cannot_be_signed_in_as_from_the_shared_address_alone(
    client: Client, sam: Person, code_of: CodeOf
) -> None:
    robin = add_person(name="Robin Sample", email=sam.email)
    set_password(person=robin, password=PASSWORD, by=robin)
    ask(client, sam.email)
    client.post("/sign-in/code/", {"code": code_of(sam.email)})
    assert client.post("/sign-in/who/", {"person": str(robin.pk)})["Location"] == "/sign-in/password/"
    wrong = client.post("/sign-in/password/", {"password": "not the password"})
    assert wrong.status_code == 422
    assert "not the password" not in wrong.text
    assert "_auth_user_id" not in client.session
    assert client.post("/sign-in/password/", {"password": PASSWORD})["Location"] == "/case/"
    assert client.session["_auth_user_id"] == str(robin.pk)


def test_an_own_password_cannot_be_guessed_at_for_long(client: Client, sam: Person, code_of: CodeOf) -> None:
    set_password(person=sam, password=PASSWORD, by=sam)
    ask(client, sam.email)
    client.post("/sign-in/code/", {"code": code_of(sam.email)})
    tries = [client.post("/sign-in/password/", {"password": f"guess {n}"}).status_code for n in range(11)]
    assert tries == [422] * 10 + [429]


@pytest.mark.urls("tests.signin.addresses")
def test_after_signing_in_they_are_where_they_wanted_to_be(client: Client, sam: Person, code_of: CodeOf) -> None:
    assert client.get("/case/a-form/")["Location"] == "/sign-in/?next=%2Fcase%2Fa-form%2F"
    ask(client, sam.email, onward="/case/a-form/")
    answer = client.post("/sign-in/code/", {"code": code_of(sam.email)})
    assert answer["Location"] == "/case/a-form/"


@pytest.mark.parametrize("onward", ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:x"])
def test_nobody_is_sent_to_another_site(client: Client, sam: Person, code_of: CodeOf, onward: str) -> None:
    ask(client, sam.email, onward=onward)
    assert client.post("/sign-in/code/", {"code": code_of(sam.email)})["Location"] == "/case/"


def test_one_address_is_sent_few_codes_an_hour_from_one_place_and_known_or_not_makes_no_difference(
    sam: Person,
) -> None:
    for email in (sam.email, "nobody@family.example"):
        browser = Client()
        answers = [browser.post("/sign-in/", {"address": email}) for _each in range(7)]
        assert [answer.status_code for answer in answers] == [302] * 6 + [429]
        assert "Retry-After" in answers[-1]
    assert Notice.objects.count() == 6


def test_a_stranger_elsewhere_does_not_lock_somebody_out(sam: Person) -> None:
    stranger = Client(REMOTE_ADDR="192.0.2.66")
    for _each in range(7):
        stranger.post("/sign-in/", {"address": sam.email})
    ask(Client(REMOTE_ADDR="198.51.100.4"), sam.email)


def test_the_session_has_a_new_key_at_each_step_up(client: Client, sam: Person, code_of: CodeOf) -> None:
    add_person(name="Robin Sample", email=sam.email)
    ask(client, sam.email)
    keys = [client.session.session_key]
    client.post("/sign-in/code/", {"code": code_of(sam.email)})
    keys.append(client.session.session_key)
    client.post("/sign-in/who/", {"person": str(sam.pk)})
    keys.append(client.session.session_key)
    assert len(set(keys)) == 3


def test_who_asked_us_to_stop_all_contact_still_gets_the_code_they_ask_for(client: Client, sam: Person) -> None:
    hold(person=sam.pk)
    ask(client, sam.email)
    assert Notice.objects.get().state == State.QUEUED


@pytest.mark.parametrize("typed", ["", "not an address", "a@b", "x" * 10_000 + "@family.example", "<script>@x.example"])
def test_a_wrong_address_gets_a_sentence_and_is_kept(client: Client, db: None, typed: str) -> None:
    page = client.post("/sign-in/", {"address": typed})
    assert page.status_code == 422
    assert "<script>@" not in page.text
    assert not SignInCode.objects.exists()


def test_nobody_stands_before_a_door_that_cannot_open(
    client: Client, sam: Person, settings: pytest.FixtureRequest
) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    settings.SMTP = None  # type: ignore[attr-defined]
    page = client.post("/sign-in/", {"address": sam.email})
    assert page.status_code == 422
    assert "We cannot send e-mail at the moment" in page.text
