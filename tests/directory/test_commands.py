"""Contracts and addresses: what may be entered, and what is said when it may not."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError

from commonground.directory import commands, queries
from commonground.directory.errors import Refused
from commonground.directory.models import Contract, LocalAuthority, MediationContact, NoticeAddress, OtherProvider

pytestmark = pytest.mark.django_db
BY = "person:6f1d1f0e-5a52-4a54-9d1f-0a7a3f7c2b11"
REQUEST = NoticeAddress.Purpose.MEDIATION_REQUEST


def _contract(council: LocalAuthority, first: date, last: date | None) -> Contract:
    return commands.add_contract(authority=council, mediation=True, starts_on=first, ends_on=last, by=BY)


@pytest.mark.feature(137, how="partly")
def test_a_contract_says_who_added_it_and_when(exampleshire: LocalAuthority) -> None:
    instant = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    with time_machine.travel(instant, tick=False):
        contract = commands.add_contract(authority=exampleshire, information=True, starts_on=date(2026, 7, 1), by=BY)
    contract.refresh_from_db()
    assert (contract.added_by, contract.added_at) == (BY, instant)
    assert (contract.information, contract.mediation, contract.disagreement_resolution) == (
        True,
        False,
        False,
    )
    assert (contract.ended_by, contract.ended_at) == ("", None)


def test_a_contract_for_nothing_is_refused(exampleshire: LocalAuthority) -> None:
    with pytest.raises(Refused, match="Choose at least one service"):
        commands.add_contract(authority=exampleshire, starts_on=date(2026, 4, 1), by=BY)


def test_a_contract_that_ends_before_it_starts_is_refused(exampleshire: LocalAuthority) -> None:
    with pytest.raises(Refused, match="cannot be before its first day"):
        _contract(exampleshire, date(2026, 4, 2), date(2026, 4, 1))


def test_a_contract_of_one_day_is_a_contract(exampleshire: LocalAuthority) -> None:
    assert _contract(exampleshire, date(2026, 4, 1), date(2026, 4, 1)).pk


@pytest.mark.feature(137, how="partly")
@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2027, 3, 31), None),
        (date(2025, 1, 1), date(2026, 4, 1)),
        (date(2026, 5, 1), date(2026, 6, 1)),
        (date(2020, 1, 1), None),
    ],
)
def test_a_second_contract_on_one_of_the_days_is_refused_by_name_and_dates(
    exampleshire: LocalAuthority, first: date, last: date | None
) -> None:
    _contract(exampleshire, date(2026, 4, 1), date(2027, 3, 31))
    with pytest.raises(Refused) as refused:
        _contract(exampleshire, first, last)
    assert refused.value.sentence == (
        "Exampleshire County Council already has a contract from 1 April 2026 to 31 March 2027. End that one first."
    )


def test_a_contract_may_follow_on_the_next_day(exampleshire: LocalAuthority, samplebury: LocalAuthority) -> None:
    _contract(exampleshire, date(2026, 4, 1), date(2027, 3, 31))
    _contract(exampleshire, date(2027, 4, 1), None)
    _contract(exampleshire, date(2025, 4, 1), date(2026, 3, 31))
    _contract(samplebury, date(2026, 4, 1), None)
    assert [c.starts_on.year for c in queries.contracts_of(exampleshire)] == [2027, 2026, 2025]


@pytest.mark.parametrize("last", [None, date(2028, 1, 1)])
def test_the_database_itself_refuses_an_overlap(exampleshire: LocalAuthority, last: date | None) -> None:
    kept = _contract(exampleshire, date(2026, 4, 1), None)
    with pytest.raises(IntegrityError, match="contract_no_overlap"):
        Contract.objects.create(
            authority=exampleshire,
            mediation=True,
            starts_on=date(2027, 1, 1),
            ends_on=last,
            added_by=BY,
            added_at=kept.added_at,
        )


def test_the_database_itself_refuses_a_contract_for_nothing(exampleshire: LocalAuthority) -> None:
    contract = _contract(exampleshire, date(2026, 4, 1), None)
    with pytest.raises(IntegrityError, match="contract_covers_something"):
        Contract.objects.filter(pk=contract.pk).update(mediation=False)


@pytest.mark.feature(137, how="partly")
def test_an_ended_contract_makes_room_for_the_next(exampleshire: LocalAuthority) -> None:
    old = _contract(exampleshire, date(2026, 4, 1), None)
    old = commands.end_contract(contract=old, ends_on=date(2026, 9, 30), by=BY)
    assert (old.ends_on, old.ended_by) == (date(2026, 9, 30), BY)
    assert old.ended_at is not None
    new = _contract(exampleshire, date(2026, 10, 1), None)
    assert queries.contract_on(exampleshire, date(2026, 9, 30)) == old
    assert queries.contract_on(exampleshire, date(2026, 10, 1)) == new


def test_a_contract_cannot_end_before_it_began_or_run_into_the_next(exampleshire: LocalAuthority) -> None:
    old = _contract(exampleshire, date(2026, 4, 1), date(2027, 3, 31))
    _contract(exampleshire, date(2027, 4, 1), None)
    with pytest.raises(Refused, match="cannot be before its first day"):
        commands.end_contract(contract=old, ends_on=date(2026, 3, 31), by=BY)
    with pytest.raises(Refused, match=r"from 1 April 2027 with no end date\. This one must end before it"):
        commands.end_contract(contract=old, ends_on=date(2027, 4, 1), by=BY)
    old.refresh_from_db()
    assert old.ends_on == date(2027, 3, 31)


def test_a_council_has_one_address_for_each_kind_of_message(exampleshire: LocalAuthority) -> None:
    for email in ("old@exampleshire.example", " new@exampleshire.example "):
        commands.set_notice_address(authority=exampleshire, purpose=REQUEST, name=" SEND\nteam ", email=email, by=BY)
    commands.set_notice_address(
        authority=exampleshire,
        purpose=NoticeAddress.Purpose.MANAGER_COPY,
        name="Head of SEND",
        email="head@exampleshire.example",
        by=BY,
    )
    address = queries.notice_address(exampleshire, REQUEST)
    assert address is not None
    assert str(address) == "SEND team <new@exampleshire.example>"
    assert queries.notice_addresses(exampleshire).count() == 2


@pytest.mark.parametrize("email", ["", "exampleshire", "a@b", "a b@c.example", "a@c.example\nBcc: x@y.example"])
def test_an_address_that_cannot_be_one_is_refused(exampleshire: LocalAuthority, email: str) -> None:
    with pytest.raises(Refused, match="Enter an e-mail address in the right form"):
        commands.set_notice_address(authority=exampleshire, purpose=REQUEST, name="SEND team", email=email, by=BY)
    assert not NoticeAddress.objects.exists()


def test_an_address_needs_a_name(exampleshire: LocalAuthority) -> None:
    with pytest.raises(Refused, match="Enter the name"):
        commands.set_notice_address(
            authority=exampleshire, purpose=REQUEST, name="  ", email="a@exampleshire.example", by=BY
        )


def test_every_purpose_can_be_stored(exampleshire: LocalAuthority) -> None:
    for purpose in NoticeAddress.Purpose:
        commands.set_notice_address(
            authority=exampleshire, purpose=purpose, name="Team", email="a@exampleshire.example", by=BY
        )
    assert queries.notice_addresses(exampleshire).count() == len(NoticeAddress.Purpose)


def test_the_mediation_contact_is_the_one_named_last(exampleshire: LocalAuthority) -> None:
    commands.set_mediation_contact(authority=exampleshire, name="Ana Sample", email="ana@exampleshire.example", by=BY)
    commands.set_mediation_contact(authority=exampleshire, name="Ben Sample", telephone="01632 960 001", by=BY)
    contact = queries.mediation_contact(exampleshire)
    assert contact is not None
    assert (contact.name, contact.email, contact.telephone) == ("Ben Sample", "", "01632 960 001")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"name": "Ana"}, "Enter an e-mail address or a telephone number"),
        ({"name": " ", "telephone": "01632 960 001"}, "Enter the name"),
        ({"name": "Ana", "telephone": "12"}, "at least 6 digits"),
        ({"name": "Ana", "telephone": "1" * 41}, "no more than 40 characters"),
        ({"name": "A" * 121, "telephone": "01632 960 001"}, "no more than 120 characters"),
        ({"name": "Ana", "email": "ana"}, "right form"),
    ],
)
def test_a_contact_who_cannot_be_reached_is_refused(
    exampleshire: LocalAuthority, given: dict[str, str], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        commands.set_mediation_contact(authority=exampleshire, by=BY, **given)
    assert not MediationContact.objects.exists()


@pytest.mark.django_db
def test_the_nhs_board_gets_an_address(england: None) -> None:
    board = queries.icbs_of("E10000016").get()
    commands.set_icb_address(icb=board, email="send@kent.example", by=BY)
    assert queries.icbs_of("E10000016").get().email == "send@kent.example"
    with pytest.raises(Refused):
        commands.set_icb_address(icb=board, email="nowhere", by=BY)


def test_nobody_changes_a_contract_without_saying_who(exampleshire: LocalAuthority) -> None:
    with pytest.raises(ValueError, match="by="):
        commands.add_contract(authority=exampleshire, mediation=True, starts_on=date(2026, 4, 1), by="Ana")


def _other(council: LocalAuthority, **said: Any) -> OtherProvider:
    given: dict[str, Any] = {"name": "Even Keel", "telephone": "01632 960401", "mediation": True}
    return commands.set_other_provider(authority=council, starts_on=date(2026, 4, 1), by=BY, **(given | said))


@pytest.mark.feature(2, how="partly")
def test_another_service_is_shown_from_its_first_day_through_its_last(exampleshire: LocalAuthority) -> None:
    other = _other(exampleshire, website="https://even-keel.example", information=True)
    assert queries.services_of(other) == {queries.Service.MEDIATION, queries.Service.INFORMATION}
    commands.end_other_provider(provider=other, ends_on=date(2026, 9, 30), by=BY)
    shown = {day: list(queries.other_providers(exampleshire, day)) == [other] for day in (
        date(2026, 3, 31), date(2026, 4, 1), date(2026, 9, 30), date(2026, 10, 1),
    )}  # fmt: skip
    assert list(shown.values()) == [False, True, True, False]


def test_a_service_that_is_there_is_changed_even_in_its_name(exampleshire: LocalAuthority) -> None:
    old = _other(exampleshire)
    other = _other(exampleshire, instead_of=old, name=" Level  Keel ", telephone="", website="https://keel.example")
    assert list(queries.other_providers(exampleshire, date(2026, 5, 1))) == [other]
    assert (other.pk, other.name, other.telephone, other.set_by) == (old.pk, "Level Keel", "", BY)


@pytest.mark.parametrize("change", [False, True])
def test_no_two_services_of_a_council_have_one_name(exampleshire: LocalAuthority, change: bool) -> None:
    _other(exampleshire)
    second = _other(exampleshire, name="Bridge House") if change else None
    with pytest.raises(Refused, match=r"already has a service called Even Keel\. Change that one"):
        _other(exampleshire, instead_of=second, name="Even  Keel")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"name": " "}, "Enter the name"),
        ({"telephone": ""}, "so that a family can reach it"),
        ({"telephone": "123"}, "at least 6 digits"),
        ({"website": "javascript:alert(1)"}, "Enter a website in the right form"),
        ({"website": "even-keel"}, "Enter a website in the right form"),
        ({"mediation": False}, "at least one service"),
        ({"ends_on": date(2026, 3, 1)}, "cannot be before its first day"),
    ],
)
def test_another_service_that_cannot_be_right_is_refused(
    exampleshire: LocalAuthority, said: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        _other(exampleshire, **said)
    assert not OtherProvider.objects.exists()


def test_another_service_does_not_end_before_it_began(exampleshire: LocalAuthority) -> None:
    with pytest.raises(Refused, match="before its first day"):
        commands.end_other_provider(provider=_other(exampleshire), ends_on=date(2026, 3, 31), by=BY)
