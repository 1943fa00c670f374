"""The second step of staff: an app's code once, a recovery code once, secrets that the database does not give away."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from allauth.mfa.models import Authenticator

from commonground.people import second_step
from commonground.people.commands import add_person
from commonground.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> Person:
    """An adviser."""
    return add_person(name="Ada Adviser", email="ada@commonground.example")


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands still until it is moved."""
    with time_machine.travel(datetime(2026, 11, 24, 9, 0, tzinfo=UTC), tick=False) as moved:
        yield moved


def test_a_code_from_the_app_sets_it_up_and_gives_ten_recovery_codes(ada: Person) -> None:
    secret = second_step.new_secret()
    codes = second_step.set_up(person=ada, secret=secret, code=second_step.code_now(secret))
    assert codes is not None
    assert len(set(codes)) == 10
    assert second_step.has_second_step(ada)


def test_a_wrong_code_sets_nothing_up(ada: Person) -> None:
    secret, other = second_step.new_secret(), second_step.new_secret()
    assert second_step.set_up(person=ada, secret=secret, code=second_step.code_now(other)) is None
    assert not second_step.has_second_step(ada)


def test_an_app_code_works_once_with_or_without_its_gap(ada: Person) -> None:
    secret = second_step.new_secret()
    second_step.enrol(person=ada, secret=secret)
    code = second_step.code_now(secret)
    assert second_step.check(person=ada, code=f"{code[:3]} {code[3:]}")
    assert not second_step.check(person=ada, code=code)


@pytest.mark.parametrize(("seconds", "right"), [(0, True), (30, True), (-30, True), (90, False), (-90, False)])
def test_a_telephone_may_be_half_a_minute_off(
    ada: Person, clock: time_machine.Traveller, seconds: int, right: bool
) -> None:
    secret = second_step.new_secret()
    second_step.enrol(person=ada, secret=secret)
    code = second_step.code_now(secret)
    clock.shift(timedelta(seconds=seconds))
    assert second_step.check(person=ada, code=code) is right


def test_a_recovery_code_works_once(ada: Person) -> None:
    codes = second_step.enrol(person=ada, secret=second_step.new_secret())
    assert second_step.check(person=ada, code=codes[3])
    assert not second_step.check(person=ada, code=codes[3])
    assert second_step.recovery_codes(ada) == codes[:3] + codes[4:]


def test_somebody_elses_code_does_not_work(ada: Person) -> None:
    other = add_person(name="Other", email="other@commonground.example")
    secret = second_step.new_secret()
    second_step.enrol(person=other, secret=secret)
    second_step.enrol(person=ada, secret=second_step.new_secret())
    assert not second_step.check(person=ada, code=second_step.code_now(secret))


def test_the_database_alone_does_not_give_the_secrets_away(ada: Person) -> None:
    secret = second_step.new_secret()
    codes = second_step.enrol(person=ada, secret=secret)
    stored = " ".join(str(kept.data) for kept in Authenticator.objects.all())
    assert secret not in stored
    assert not any(code in stored for code in codes)


def test_a_lost_phone_is_forgotten(ada: Person) -> None:
    secret = second_step.new_secret()
    codes = second_step.enrol(person=ada, secret=secret)
    second_step.forget(person=ada)
    assert not second_step.has_second_step(ada)
    assert not second_step.check(person=ada, code=second_step.code_now(secret))
    assert not second_step.check(person=ada, code=codes[0])


def test_the_qr_code_names_the_provider_and_the_person(ada: Person) -> None:
    address = urlsplit(second_step.address_for_app(ada, "JBSWY3DPEHPK3PXP"))
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert address.path.endswith(":ada%40commonground.example")
    assert parse_qs(address.query)["secret"] == ["JBSWY3DPEHPK3PXP"]
