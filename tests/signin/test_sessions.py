"""How long a sign-in lasts, how it ends, and that nothing typed is lost by it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.cookies import Morsel

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from commonground.people.commands import add_person, end_role, give_role, set_password
from commonground.people.models import Person, Session
from commonground.people.roles import Role
from commonground.web.components import seat
from tests.signin.conftest import PASSWORD, CodeOf
from tests.signing_in import client_for

pytestmark = pytest.mark.urls("tests.signin.addresses")
START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands at nine o'clock until it is moved."""
    with time_machine.travel(START, tick=False) as moved:
        yield moved


def is_in(browser: Client) -> bool:
    """Whether whoever sits there is still signed in, seen by a page for anybody signed in."""
    return "/sign-in/" not in browser.get("/sign-in/carry-on/").get("Location", "")


@pytest.mark.parametrize(("who", "idle"), [("sam", seat.IDLE_FAMILY), ("ada", seat.IDLE_STAFF)])
def test_a_sign_in_ends_when_nothing_was_asked_for_too_long(
    request: pytest.FixtureRequest, clock: time_machine.Traveller, who: str, idle: int
) -> None:
    browser = client_for(request.getfixturevalue(who))
    clock.shift(timedelta(seconds=idle))
    assert is_in(browser)
    clock.shift(timedelta(seconds=idle + 1))
    assert not is_in(browser)
    assert Session.objects.filter(pk=browser.cookies["session"].value).count() == 0


def test_staff_are_signed_out_between_half_an_hour_and_an_hour_and_families_after_two() -> None:
    assert 30 * 60 <= seat.IDLE_STAFF <= 60 * 60
    assert seat.IDLE_FAMILY == 2 * 60 * 60


def test_a_sign_in_in_use_goes_on_until_the_working_day_is_over(clock: time_machine.Traveller, ada: Person) -> None:
    browser = client_for(ada)
    for _half_hour in range(24):
        clock.shift(timedelta(minutes=30))
        assert is_in(browser)
    clock.shift(timedelta(minutes=1))
    assert not is_in(browser)


def test_looking_at_pages_does_not_write_the_session_each_time(clock: time_machine.Traveller, sam: Person) -> None:
    browser = client_for(sam)
    before = Session.objects.get().session_data
    clock.shift(timedelta(seconds=59))
    is_in(browser)
    assert Session.objects.get().session_data == before
    clock.shift(timedelta(seconds=2))
    is_in(browser)
    assert Session.objects.get().session_data != before


def test_the_page_says_why_they_are_signed_out_and_leads_back(clock: time_machine.Traveller, ada: Person) -> None:
    browser = client_for(ada)
    clock.shift(timedelta(hours=1))
    away = browser.get("/desk/?page=2")["Location"]
    assert away == "/sign-in/staff/?why=idle&next=%2Fdesk%2F%3Fpage%3D2"
    assert "Nothing was lost" in browser.get(away).text


def send_late(browser: Client, clock: time_machine.Traveller) -> None:
    """Type into a form for three hours, then send it."""
    clock.shift(timedelta(hours=3))
    answer = browser.post("/case/a-form/", {"question": "What now?", "days": ["mon", "tue"]})
    assert answer["Location"] == "/sign-in/?why=idle"
    assert "What you were sending is kept" in browser.get("/sign-in/?why=idle").text


def come_back(browser: Client, email: str, code_of: CodeOf) -> str:
    """Sign in with a code; where that leads."""
    browser.post("/sign-in/", {"address": email})
    return browser.post("/sign-in/code/", {"code": code_of(email)})["Location"]


def test_a_form_sent_too_late_is_kept_and_sent_on_with_one_press(
    clock: time_machine.Traveller, sam: Person, code_of: CodeOf
) -> None:
    browser = client_for(sam)
    send_late(browser, clock)
    assert come_back(browser, sam.email, code_of) == "/sign-in/carry-on/"
    page = browser.get("/sign-in/carry-on/").text
    for line in ('name="question" value="What now?"', 'name="days" value="mon"', 'name="days" value="tue"'):
        assert line in page
    answer = browser.post("/sign-in/carry-on/", {"question": "What now?", "days": ["mon", "tue"]})
    assert (answer.status_code, answer["Location"]) == (307, "/case/a-form/")
    sent = browser.post(answer["Location"], {"question": "What now?", "days": ["mon", "tue"]})
    assert sent.text == "taken: What now?"
    assert browser.get("/sign-in/carry-on/")["Location"] == "/case/", "it is offered once"


def test_what_is_kept_is_not_sent_when_it_is_no_longer_wanted(
    clock: time_machine.Traveller, sam: Person, code_of: CodeOf
) -> None:
    browser = client_for(sam)
    send_late(browser, clock)
    come_back(browser, sam.email, code_of)
    assert browser.post("/sign-in/carry-on/", {"leave": "yes"})["Location"] == "/case/"
    assert "kept" not in browser.session


def test_nobody_else_at_the_browser_sees_what_was_kept(
    clock: time_machine.Traveller, sam: Person, code_of: CodeOf
) -> None:
    browser = client_for(sam)
    send_late(browser, clock)
    other = add_person(name="Kim Other", email="kim@family.example")
    assert come_back(browser, other.email, code_of) == "/case/"
    assert "kept" not in browser.session


def test_a_form_larger_than_any_of_ours_is_not_kept(clock: time_machine.Traveller, sam: Person) -> None:
    browser = client_for(sam)
    clock.shift(timedelta(hours=3))
    browser.post("/case/a-form/", {"question": "x" * 100_001})
    assert "kept" not in browser.session


def test_a_form_that_was_not_ours_is_not_kept(clock: time_machine.Traveller, sam: Person) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.cookies[settings.SESSION_COOKIE_NAME] = client_for(sam).cookies["session"].value
    clock.shift(timedelta(hours=3))
    assert browser.post("/case/a-form/", {"question": "forged"}).status_code == 403
    assert "kept" not in browser.session


def test_signing_out_takes_a_press_of_the_button(sam: Person) -> None:
    browser = client_for(sam)
    assert "Sign out" in browser.get("/sign-out/").text
    assert is_in(browser)
    assert browser.post("/sign-out/")["Location"] == "/sign-in/?why=left"
    assert not is_in(browser)
    assert Session.objects.count() == 0
    assert "You have signed out" in browser.get("/sign-in/?why=left").text


def test_staff_who_sign_out_come_to_the_staff_door(ada: Person) -> None:
    assert client_for(ada).post("/sign-out/")["Location"] == "/sign-in/staff/?why=left"


@pytest.mark.feature(140, how="partly")
def test_a_session_of_staff_without_the_second_step_is_thrown_out(ada: Person) -> None:
    browser = Client()
    browser.force_login(ada)
    assert browser.get("/desk/")["Location"].startswith("/sign-in/staff/")
    assert "_auth_user_id" not in browser.session


def test_a_parent_who_becomes_staff_is_signed_out_until_they_use_both_steps(sam: Person) -> None:
    browser = client_for(sam)
    assert is_in(browser)
    give_role(person=sam, role=Role.ADVISER, by="system:tests")
    assert not is_in(browser)


def test_staff_whose_role_ends_lose_the_desk_at_once(ada: Person) -> None:
    browser = client_for(ada)
    assert browser.get("/desk/").status_code == 200
    end_role(person=ada, role=Role.ADVISER, by="system:tests")
    assert browser.get("/desk/").status_code == 403


def test_a_new_password_signs_out_every_other_browser(ada: Person) -> None:
    browser = client_for(ada)
    set_password(person=ada, password=PASSWORD + " more", by=ada)
    assert not is_in(browser)


def test_who_was_made_inactive_is_out(sam: Person) -> None:
    browser = client_for(sam)
    sam.is_active = False
    sam.save()
    assert not is_in(browser)


@pytest.mark.parametrize("address", ["/sign-in/", "/sign-in/staff/"])
def test_who_is_signed_in_is_not_asked_again(sam: Person, address: str) -> None:
    assert client_for(sam).get(address)["Location"] == "/case/"


def test_cookies_are_kept_from_scripts_and_from_other_sites(client: Client, sam: Person) -> None:
    client.post("/sign-in/", {"address": sam.email})
    client.get("/sign-in/code/")
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        cookie: Morsel[str] = client.cookies[name]
        assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == "", "it ends with the browser"
