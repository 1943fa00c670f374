"""Staff sign in with a password and an app on their phone; nothing less opens the desk."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from commonground.people import second_step
from commonground.people.commands import end_role, give_role, set_password
from commonground.people.models import Person
from commonground.people.roles import Role
from tests.signin.conftest import PASSWORD, SECRET

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def first_step(client: Client, email: str, password: str = PASSWORD, onward: str = "") -> str:
    """Type address and password; where it leads, or the answer's status."""
    address = "/sign-in/staff/" + (f"?next={onward}" if onward else "")
    answer = client.post(address, {"email": email, "password": password})
    return answer["Location"] if answer.status_code == 302 else str(answer.status_code)


def signed_in(client: Client) -> bool:
    """Whether this browser has somebody signed in."""
    return "_auth_user_id" in client.session


@pytest.mark.feature(140, how="partly")
def test_password_and_app_code_open_the_desk(client: Client, ada_with_app: Person) -> None:
    assert first_step(client, "ADA@commonground.example") == "/sign-in/staff/code/"
    assert not signed_in(client)
    answer = client.post("/sign-in/staff/code/", {"code": second_step.code_now(SECRET)})
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    assert signed_in(client)


def test_the_password_alone_opens_nothing(client: Client, ada_with_app: Person) -> None:
    first_step(client, ada_with_app.email)
    assert client.get("/desk/")["Location"] == "/sign-in/staff/?next=%2Fdesk%2F"
    assert client.get("/sign-in/staff/recovery-codes/")["Location"] == "/sign-in/staff/"
    assert client.get("/sign-in/staff/set-up/")["Location"] == "/sign-in/staff/code/"


def test_the_code_alone_opens_nothing(client: Client, ada_with_app: Person) -> None:
    answer = client.post("/sign-in/staff/code/", {"code": second_step.code_now(SECRET)})
    assert answer["Location"] == "/sign-in/staff/"


def test_the_first_sign_in_sets_up_the_app_and_shows_recovery_codes(client: Client, ada: Person) -> None:
    assert first_step(client, ada.email) == "/sign-in/staff/set-up/"
    page = client.get("/sign-in/staff/set-up/").text
    assert "<svg" in page
    shown = re.search(r"<code>([A-Z2-7 ]+)</code>", page)
    assert shown
    secret = shown[1].replace(" ", "")
    wrong = client.post("/sign-in/staff/set-up/", {"code": "000000"})
    assert wrong.status_code == 422
    assert shown[1] in wrong.text, "the same square again, so that the app need not be set up twice"
    answer = client.post("/sign-in/staff/set-up/", {"code": second_step.code_now(secret)})
    assert answer["Location"] == "/sign-in/staff/recovery-codes/"
    assert not signed_in(client)
    codes = re.findall(r"<code>(\d{4}) (\d{4})</code>", client.get("/sign-in/staff/recovery-codes/").text)
    assert ["".join(code) for code in codes] == second_step.recovery_codes(ada)
    assert client.post("/sign-in/staff/recovery-codes/")["Location"] == "/desk/"
    assert signed_in(client)
    assert client.get("/sign-in/staff/recovery-codes/")["Location"] == "/sign-in/staff/"


def test_a_recovery_code_opens_the_desk_when_the_phone_is_lost(client: Client, ada: Person) -> None:
    code = second_step.enrol(person=ada, secret=SECRET)[0]
    first_step(client, ada.email)
    assert client.post("/sign-in/staff/code/", {"code": f"{code[:4]} {code[4:]}"})["Location"] == "/desk/"


@pytest.mark.parametrize(
    ("email", "password"),
    [("ada@commonground.example", "wrong password"), ("nobody@commonground.example", PASSWORD)],
)
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(
    client: Client, ada: Person, email: str, password: str
) -> None:
    page = client.post("/sign-in/staff/", {"email": email, "password": password})
    assert page.status_code == 422
    assert "This e-mail address and this password do not belong together" in page.text
    assert password not in page.text
    assert f'value="{email}"' in page.text


def test_who_is_no_longer_staff_gets_that_answer_too(client: Client, ada: Person) -> None:
    end_role(person=ada, role=Role.ADVISER, by="system:tests")
    assert first_step(client, ada.email) == "422"


def test_a_family_cannot_use_the_staff_door(client: Client, sam: Person) -> None:
    set_password(person=sam, password=PASSWORD, by=sam)
    assert first_step(client, sam.email) == "422"


def test_a_role_that_ends_between_the_two_steps_ends_the_sign_in(client: Client, ada_with_app: Person) -> None:
    first_step(client, ada_with_app.email)
    end_role(person=ada_with_app, role=Role.ADVISER, by="system:tests")
    answer = client.post("/sign-in/staff/code/", {"code": second_step.code_now(SECRET)})
    assert answer["Location"] == "/sign-in/staff/"


def test_a_code_seen_over_a_shoulder_is_already_used(client: Client, ada_with_app: Person) -> None:
    code = second_step.code_now(SECRET)
    first_step(client, ada_with_app.email)
    client.post("/sign-in/staff/code/", {"code": code})
    other = Client()
    first_step(other, ada_with_app.email)
    page = other.post("/sign-in/staff/code/", {"code": code})
    assert page.status_code == 422
    assert "was used before" in page.text


def test_passwords_cannot_be_guessed_at_for_long_and_a_right_one_clears_the_count(ada: Person) -> None:
    here = Client(REMOTE_ADDR="192.0.2.66")
    assert [first_step(here, ada.email, f"guess {n}") for n in range(9)] == ["422"] * 9
    assert first_step(here, ada.email) == "/sign-in/staff/set-up/"
    assert [first_step(here, ada.email, f"guess {n}") for n in range(11)] == ["422"] * 10 + ["429"]
    assert first_step(here, ada.email) == "429", "the right password as well, until the time is over"
    assert first_step(Client(REMOTE_ADDR="198.51.100.4"), ada.email) == "/sign-in/staff/set-up/"


def test_app_codes_cannot_be_guessed_at_for_long(client: Client, ada_with_app: Person) -> None:
    first_step(client, ada_with_app.email)
    tries = [client.post("/sign-in/staff/code/", {"code": f"{n:06}"}).status_code for n in range(6)]
    assert tries == [422] * 5 + [429]
    other = Client(REMOTE_ADDR="198.51.100.4")
    first_step(other, ada_with_app.email)
    assert other.post("/sign-in/staff/code/", {"code": "000000"}).status_code == 429


def test_the_second_step_waits_a_quarter_of_an_hour_and_no_longer(client: Client, ada_with_app: Person) -> None:
    with time_machine.travel(START, tick=False) as clock:
        first_step(client, ada_with_app.email)
        clock.shift(timedelta(minutes=15))
        answer = client.post("/sign-in/staff/code/", {"code": second_step.code_now(SECRET)})
        assert answer["Location"] == "/sign-in/staff/"


def test_staff_come_back_to_the_page_they_wanted(client: Client, ada_with_app: Person) -> None:
    first_step(client, ada_with_app.email, onward="/desk/register/")
    answer = client.post("/sign-in/staff/code/", {"code": second_step.code_now(SECRET)})
    assert answer["Location"] == "/desk/register/"


def test_staff_without_a_desk_are_not_sent_to_one(client: Client, ada_with_app: Person) -> None:
    give_role(person=ada_with_app, role=Role.COMMISSIONER, by="system:tests")
    end_role(person=ada_with_app, role=Role.ADVISER, by="system:tests")
    first_step(client, ada_with_app.email)
    answer = client.post("/sign-in/staff/code/", {"code": second_step.code_now(SECRET)})
    assert answer["Location"] == "/your-work/"
