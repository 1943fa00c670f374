"""Codes to sign in with: six digits, a quarter of an hour, once, in one browser."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from commonground.people.codes import TRIES, Made, Result, make_code, try_code
from commonground.people.models import Session, SignInCode
from commonground.people.tasks import forget_sign_ins
from commonground.record.days import now

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def made() -> Made:
    """A code for somebody we know."""
    return make_code("sam@family.example", known=True)


def wrong(made: Made) -> str:
    """A code that is not the one."""
    return "000000" if made.code != "000000" else "111111"


def test_a_code_is_six_digits_and_proves_the_address(made: Made) -> None:
    assert made.code is not None
    assert len(made.code) == 6
    assert made.code.isdigit()
    tried = try_code(made.ticket, made.code)
    assert (tried.result, tried.address_key) == (Result.RIGHT, "sam@family.example")


def test_a_code_works_once(made: Made) -> None:
    assert made.code
    try_code(made.ticket, made.code)
    assert try_code(made.ticket, made.code).result == Result.ENDED


def test_a_code_works_only_in_the_browser_that_asked(made: Made) -> None:
    assert made.code
    assert try_code(uuid4(), made.code).result == Result.ENDED
    assert try_code(made.ticket, made.code).result == Result.RIGHT


def test_a_code_that_the_same_browser_asked_for_before_dies(made: Made) -> None:
    newer = make_code("SAM@family.example", known=True, instead_of=made.ticket)
    assert made.code
    assert newer.code
    assert try_code(made.ticket, made.code).result == Result.ENDED
    assert try_code(newer.ticket, newer.code).result == Result.RIGHT


def test_a_stranger_who_asks_for_the_same_address_takes_no_code_away(made: Made) -> None:
    others = [make_code("sam@family.example", known=True) for _each in range(3)]
    for other in others:
        while try_code(other.ticket, wrong(other)).result == Result.WRONG:
            pass
    assert made.code
    assert try_code(made.ticket, made.code).result == Result.RIGHT


def test_nor_does_one_who_names_the_ticket_of_another_address(made: Made) -> None:
    make_code("other@family.example", known=True, instead_of=made.ticket)
    assert made.code
    assert try_code(made.ticket, made.code).result == Result.RIGHT


@pytest.mark.parametrize(("minutes", "result"), [(14.9, Result.RIGHT), (15, Result.ENDED)])
def test_a_code_works_for_fifteen_minutes(minutes: float, result: Result) -> None:
    with time_machine.travel(START, tick=False) as clock:
        made = make_code("sam@family.example", known=True)
        clock.shift(timedelta(minutes=minutes))
        assert made.code
        assert try_code(made.ticket, made.code).result == result


def test_the_fifth_wrong_try_ends_a_code(made: Made) -> None:
    tries = [try_code(made.ticket, wrong(made)) for _each in range(TRIES)]
    assert [tried.tries_left for tried in tries] == [4, 3, 2, 1, 0]
    assert [tried.result for tried in tries] == [Result.WRONG] * 4 + [Result.ENDED]
    assert made.code
    assert try_code(made.ticket, made.code).result == Result.ENDED


def test_an_address_nobody_has_gets_no_code_and_counts_tries_all_the_same() -> None:
    made = make_code("nobody@family.example", known=False)
    assert made.code is None
    assert [try_code(made.ticket, f"{n:06}").tries_left for n in range(TRIES)] == [4, 3, 2, 1, 0]


def test_a_code_cannot_be_read_from_the_database(made: Made) -> None:
    row = SignInCode.objects.get()
    assert made.code
    assert made.code not in {row.digest, str(row.ticket), row.address_key}
    assert len(row.digest) == 64


def test_each_night_codes_and_sessions_that_ran_out_go_with_what_stands_in_them() -> None:
    with time_machine.travel(START, tick=False) as clock:
        make_code("long-ago@family.example", known=True)
        asked = Client()
        asked.post("/sign-in/", {"address": "typed@family.example"})
        assert Session.objects.count() == 1
        clock.shift(timedelta(hours=12, minutes=1))
        make_code("sam@family.example", known=True)
        Client().post("/sign-in/", {"address": "sam@family.example"})
        forget_sign_ins(timestamp=0)
        assert {row.address_key for row in SignInCode.objects.all()} == {"sam@family.example"}
        assert Session.objects.get().expire_date > now()
