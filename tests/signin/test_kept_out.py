"""Somebody in the same home asks for code after code, so that she gets none. What works for her all the same."""

import re

import pytest
from django.test import Client

from commonground.notices.models import Notice
from commonground.people import second_step
from commonground.people.commands import add_person
from commonground.people.models import Person
from tests.signin.conftest import PASSWORD, SECRET, CodeOf

HOME = "198.51.100.4"
MARK = "mark"


def browser(at: str = HOME) -> Client:
    return Client(REMOTE_ADDR=at)


def ask(client: Client, sam: Person) -> int:
    return client.post("/sign-in/", {"address": sam.email}).status_code


def signed_in_before(sam: Person, code_of: CodeOf) -> Client:
    """Her own phone: she signed in there, and did not sign out."""
    hers = browser()
    ask(hers, sam)
    assert hers.post("/sign-in/code/", {"code": code_of(sam.email)})["Location"] == "/case/"
    del hers.cookies["session"]  # the browser was closed since
    return hers


def uses_up(sam: Person, at: str = HOME) -> None:
    """All the codes of an hour, from one home."""
    his = browser(at)
    assert [ask(his, sam) for _each in range(8)][-1] == 429


def test_the_page_says_that_it_may_be_somebody_else_and_what_works(sam: Person) -> None:
    uses_up(sam)
    answer = browser().post("/sign-in/", {"address": sam.email})
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 3600
    for line in ("It may have been somebody else", "Call us", "without the Wi-Fi", "sign in with your mobile number"):
        assert line in answer.text
    assert "Type that code" not in answer.text, "she has none"


def test_a_code_that_she_has_is_typed_whatever_he_uses_up(sam: Person, code_of: CodeOf) -> None:
    # Given she asked for a code
    hers = browser()
    ask(hers, sam)
    read = code_of(sam.email)
    # When he uses up the codes, all tries at typing one, and all forms of sign-in of that home
    his = browser()
    answers = {his.post("/sign-in/", {"address": f"a{n}@family.example"}).status_code for n in range(61)}
    assert answers == {302, 429}
    assert {his.post("/sign-in/code/", {"code": "000000"}).status_code for _each in range(121)} == {422, 429}
    # Then asking once more she is told of it, and comes in by it
    refused = hers.post("/sign-in/", {"address": sam.email})
    assert (refused.status_code, "Type that code" in refused.text) == (429, True)
    assert hers.post("/sign-in/code/", {"code": read})["Location"] == "/case/"


@pytest.mark.parametrize("networks", [1, 8])
def test_her_own_phone_gets_its_codes_whoever_uses_up_the_others(sam: Person, code_of: CodeOf, networks: int) -> None:
    hers = signed_in_before(sam, code_of)
    for n in range(networks):
        uses_up(sam, at=HOME if n == 0 else f"192.0.2.{n}")
    assert ask(browser(), sam) == 429
    assert ask(hers, sam) == 302
    assert hers.post("/sign-in/code/", {"code": code_of(sam.email)})["Location"] == "/case/"


def test_it_gets_no_more_than_anybody(sam: Person, code_of: CodeOf) -> None:
    hers = signed_in_before(sam, code_of)
    assert [ask(hers, sam) for _each in range(7)] == [302] * 6 + [429]
    assert ask(browser(), sam) == 302, "and uses up nobody else's"


def test_all_forms_of_a_home_are_used_up_and_her_own_phone_still_asks(sam: Person, code_of: CodeOf) -> None:
    hers, his = signed_in_before(sam, code_of), browser()
    for n in range(61):
        his.post("/sign-in/", {"address": f"a{n}@family.example"})
    assert his.post("/sign-in/", {"address": "b@family.example"}).status_code == 429
    assert ask(hers, sam) == 302


def test_the_mark_says_nothing_of_anybody_and_is_no_way_in(sam: Person, code_of: CodeOf) -> None:
    mark = signed_in_before(sam, code_of).cookies[MARK]
    assert re.fullmatch(r"[\w-]{22}\.[0-9a-f]{32}", mark.value)
    assert (mark["httponly"], mark["samesite"], mark["max-age"]) == (True, "Lax", 90 * 24 * 3600)
    again = signed_in_before(sam, code_of).cookies[MARK]
    assert mark.value[:22] != again.value[:22]
    assert mark.value[23:] != again.value[23:]
    other = browser()
    other.cookies[MARK] = mark.value
    assert other.get("/case/")["Location"].startswith("/sign-in/")


def test_it_counts_for_her_alone_and_as_it_was_made(sam: Person, code_of: CodeOf) -> None:
    kim = add_person(name="Kim Other", email="kim@family.example")
    mark = signed_in_before(sam, code_of).cookies[MARK].value
    uses_up(kim)
    for made_up in (mark, mark[::-1], "x" * 22 + mark[22:], mark.split(".")[0], ".", "", "\x00", "é.é"):
        his = browser()
        his.cookies[MARK] = made_up
        assert ask(his, kim) == 429, made_up
    assert Notice.objects.filter(to_email=kim.email).count() == 6


@pytest.mark.parametrize(("address", "sent"), [("/sign-out/", {}), ("/signed-in/", {"everywhere": "yes"})])
def test_who_signs_out_leaves_nothing_on_the_phone(
    sam: Person, code_of: CodeOf, address: str, sent: dict[str, str]
) -> None:
    borrowed = browser()
    ask(borrowed, sam)
    borrowed.post("/sign-in/code/", {"code": code_of(sam.email)})
    assert borrowed.cookies[MARK].value
    answer = borrowed.post(address, sent)
    assert (answer.cookies[MARK].value, answer.cookies[MARK]["max-age"]) == ("", 0)


def test_who_works_here_gets_none(ada_with_app: Person, client: Client) -> None:
    client.post("/sign-in/staff/", {"email": ada_with_app.email, "password": PASSWORD})
    client.post("/sign-in/staff/code/", {"code": second_step.code_now(SECRET)})
    assert client.get("/desk/").status_code == 200
    assert MARK not in client.cookies


def test_known_or_not_is_answered_alike(sam: Person, code_of: CodeOf) -> None:
    hers = signed_in_before(sam, code_of)
    answers = [hers.post("/sign-in/", {"address": "nobody@family.example"}).status_code for _each in range(7)]
    assert answers == [302] * 6 + [429]
