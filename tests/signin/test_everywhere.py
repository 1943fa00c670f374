"""Where somebody is signed in, and how they end it there: a mother, and whoever once had her phone."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.test import Client

from commonground.people import codes
from commonground.people.commands import add_person
from commonground.people.models import Person, Session
from commonground.web.components import seat
from commonground.web.components.seat import Device
from tests.signin.conftest import CodeOf
from tests.signing_in import client_for

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PAGE = "/signed-in/"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36"


def signs_in(person: Person, code_of: CodeOf, *, agent: str = WINDOWS, at: datetime = START) -> Client:
    """A browser of its own in which this person signed in with a code."""
    browser = Client(headers={"user-agent": agent})
    with time_machine.travel(at, tick=False):
        browser.post("/sign-in/", {"address": person.email})
        browser.post("/sign-in/code/", {"code": code_of(person.email)})
    return browser


def is_in(browser: Client) -> bool:
    """Whether whoever sits there is still signed in."""
    return "/sign-in/" not in browser.get("/case/").get("Location", "")


def test_the_page_says_on_what_and_since_when_and_no_more(sam: Person, code_of: CodeOf) -> None:
    # Given a mother at her computer, whose phone somebody signed in on an hour before
    signs_in(sam, code_of, agent=IPHONE)
    hers = signs_in(sam, code_of, at=START + timedelta(hours=1))
    # When she looks where she is signed in
    with time_machine.travel(START + timedelta(hours=1), tick=False):
        page = hers.get(PAGE).text
    # Then both are told, her own first, in plain words
    assert page.index("A computer: this one") < page.index("A phone")
    assert "Since Tuesday 24 November 2026 at 9am" in page
    assert "Since Tuesday 24 November 2026 at 10am" in page
    assert page.count("this one") == 1
    # And neither the place nor the make of anything
    for never in ("127.0.0.1", "iPhone", "Windows", "Safari", "Mozilla"):
        assert never not in page
    kept = [session.get_decoded() for session in Session.objects.filter(person=sam)]
    assert {each["seat"]["device"] for each in kept} == {"phone", "computer"}
    assert "127.0.0.1" not in str(kept)
    assert "Mozilla" not in str(kept)


def test_one_browser_signs_the_other_out_at_once_and_stays(sam: Person, code_of: CodeOf) -> None:
    with time_machine.travel(START, tick=False):
        hers, his = client_for(sam), client_for(sam)
        assert is_in(his)
        page = hers.post(PAGE, {"elsewhere": "yes"}, follow=True).text
        assert "You are signed out everywhere but here" in page
        assert "You are signed in here, and nowhere else" in page
        assert "Sign out everywhere else" not in page
        assert (is_in(his), is_in(hers)) == (False, True)
        assert Session.objects.filter(person=sam).count() == 1


def test_everywhere_is_here_too(sam: Person) -> None:
    hers, his = client_for(sam), client_for(sam)
    answer = hers.post(PAGE, {"everywhere": "yes"})
    assert answer["Location"] == "/sign-in/?why=everywhere"
    assert "You are signed out everywhere" in hers.get(answer["Location"]).text
    assert not is_in(hers)
    assert not is_in(his)
    assert not Session.objects.filter(person=sam).exists()


def test_nobody_else_is_signed_out_whatever_is_sent(sam: Person) -> None:
    # Given an outsider who is signed in as themselves, and a stranger
    other = add_person(name="Kim Other", email="kim@family.example")
    hers, outsider, stranger = client_for(sam), client_for(other), Client()
    assert outsider.get(PAGE).text.count("Since ") == 1
    # When they press the buttons, and name her and her session beside
    key = hers.cookies[settings.SESSION_COOKIE_NAME].value
    sent = {"everywhere": "yes", "person": str(sam.pk), "session": key, "session_key": key}
    assert stranger.post(PAGE, sent)["Location"] == "/sign-in/"
    outsider.post(PAGE, sent)
    # Then she is where she was
    assert is_in(hers)
    assert not is_in(outsider)


def test_a_page_that_was_being_made_brings_no_sign_in_back(sam: Person) -> None:
    """Whatever the other browser asks for just then: its session is not written anew."""
    his = client_for(sam)
    key = his.cookies[settings.SESSION_COOKIE_NAME].value
    session = Session.get_session_store_class()(key)
    session["something"] = "he was doing"
    client_for(sam).post(PAGE, {"elsewhere": "yes"})
    with pytest.raises(UpdateError):
        session.save()
    assert not Session.objects.filter(pk=key).exists()
    assert not is_in(his)


def test_a_code_that_was_asked_for_elsewhere_dies_with_it(sam: Person, code_of: CodeOf) -> None:
    his = Client()
    his.post("/sign-in/", {"address": sam.email})
    read = code_of(sam.email)
    client_for(sam).post(PAGE, {"elsewhere": "yes"})
    answer = his.post("/sign-in/code/", {"code": read})
    assert "This code no longer works" in answer.text
    assert not is_in(his)


def test_a_code_for_somebody_else_lives_on(sam: Person) -> None:
    made = codes.make_code("kim@family.example", known=True)
    client_for(sam).post(PAGE, {"everywhere": "yes"})
    assert made.code
    assert codes.try_code(made.ticket, made.code).result == codes.Result.RIGHT


def test_what_ran_out_unused_is_not_told_and_goes_all_the_same(sam: Person) -> None:
    with time_machine.travel(START, tick=False) as clock:
        client_for(sam)
        clock.shift(timedelta(seconds=seat.IDLE_FAMILY + 1))
        hers = client_for(sam)
        assert hers.get(PAGE).text.count("Since ") == 1
        hers.post(PAGE, {"elsewhere": "yes"})
        assert Session.objects.filter(person=sam).count() == 1


def test_a_new_key_of_the_same_browser_is_the_same_place(sam: Person) -> None:
    hers = client_for(sam)
    session = hers.session
    session.cycle_key()
    session.save()
    hers.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    assert hers.get(PAGE).text.count("Since ") == 1
    assert Session.objects.filter(person=sam).count() == 1


def test_who_works_here_has_the_same_page(ada: Person) -> None:
    hers, his = client_for(ada), client_for(ada)
    page = hers.get(PAGE).text
    assert "after 45 minutes without use" in page
    assert "e-mail address" not in page
    hers.post(PAGE, {"elsewhere": "yes"})
    assert his.get("/desk/")["Location"].startswith("/sign-in/staff/")
    assert hers.post(PAGE, {"everywhere": "yes"})["Location"] == "/sign-in/staff/?why=everywhere"


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        (IPHONE, Device.PHONE),
        ("Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/131.0 Mobile Safari/537.36", Device.PHONE),
        ("Mozilla/5.0 (Linux; Android 13; SM-X200) Chrome/131.0 Safari/537.36", Device.TABLET),
        ("Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) Version/12.1 Mobile/15E148 Safari/604.1", Device.TABLET),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.1 Safari/605.1.15", Device.COMPUTER_OR_TABLET),
        (WINDOWS, Device.COMPUTER),
        ("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/131.0", Device.COMPUTER),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", Device.COMPUTER),
        ("", Device.UNKNOWN),
        ("<script>alert(1)</script>", Device.UNKNOWN),
    ],
    ids=["iphone", "android", "android-tablet", "ipad", "mac", "windows", "chromebook", "linux", "nothing", "nonsense"],
)
def test_a_device_is_one_plain_word(agent: str, device: Device) -> None:
    assert seat.device_of(agent) == device
