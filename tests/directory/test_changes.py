"""Each change of the directory leaves what it was, what it is, who made it and when; and what is old or missing."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from commonground.directory import changes, commands, queries
from commonground.directory.errors import SomebodyElse
from commonground.directory.models import AdviceService, Change, LocalAuthority, MediationContact, NoticeAddress
from commonground.directory.standing import Gap, needed, standing, standings
from commonground.record.days import today

pytestmark = [pytest.mark.django_db, pytest.mark.feature(56)]
ANA = "person:6f1d1f0e-5a52-4a54-9d1f-0a7a3f7c2b11"
BEN = "person:0b8e0f5a-9c0d-4a7e-8a66-6a6a4d0e9f22"
REQUEST = NoticeAddress.Purpose.MEDIATION_REQUEST
Does = Callable[[LocalAuthority], Any]


def _address(council: LocalAuthority, email: str = "send@exampleshire.example", by: str = ANA) -> NoticeAddress:
    return commands.set_notice_address(authority=council, purpose=REQUEST, name="SEND team", email=email, by=by)


def _advice(council: LocalAuthority, **said: Any) -> AdviceService:
    usual = {"name": "A SENDIASS", "telephone": "01632 960411", "source": "Its website", "checked_on": today()}
    return commands.set_advice_service(authority=council, by=ANA, **{**usual, **said})


def _contact(council: LocalAuthority) -> MediationContact:
    return commands.set_mediation_contact(authority=council, name="Cy Sample", telephone="01632 960001", by=ANA)


def _lines(council: LocalAuthority) -> list[tuple[str, str]]:
    return [(line.fact, line.done) for line in reversed(queries.changes_of(council))]


def test_a_change_says_what_it_was_what_it_is_who_and_when(exampleshire: LocalAuthority) -> None:
    _address(exampleshire, "old@exampleshire.example")
    instant = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    with time_machine.travel(instant, tick=False):
        _address(exampleshire, "new@exampleshire.example", by=BEN)
    line = Change.objects.get(done="changed")
    assert (line.authority, line.fact, line.by, line.at) == (exampleshire, "notice_address", BEN, instant)
    assert line.before == {"purpose": "mediation_request", "name": "SEND team", "email": "old@exampleshire.example"}
    assert line.after == line.before | {"email": "new@exampleshire.example"}


@pytest.mark.parametrize(
    ("does", "fact"), [(_address, "notice_address"), (_advice, "advice_service"), (_contact, "mediation_contact")]
)
def test_what_is_said_again_is_confirmed(exampleshire: LocalAuthority, does: Does, fact: str) -> None:
    does(exampleshire)
    does(exampleshire)
    assert _lines(exampleshire) == [(fact, "added"), (fact, "confirmed")]


def test_a_sendiass_that_was_looked_up_again_is_confirmed_on_that_day(exampleshire: LocalAuthority) -> None:
    for days in (40, 9):
        service = _advice(exampleshire, checked_on=today() - timedelta(days=days))
    assert service.checked_on == today() - timedelta(days=9)
    assert _lines(exampleshire)[-1] == ("advice_service", "confirmed")


@pytest.mark.parametrize(
    ("does", "ends", "known"),
    [
        (_address, lambda row: commands.end_notice_address(address=row, by=BEN), queries.notice_addresses),
        (_advice, lambda row: commands.end_advice_service(service=row, by=BEN), queries.advice_service),
        (_contact, lambda row: commands.end_mediation_contact(contact=row, by=BEN), queries.mediation_contact),
    ],
)
def test_what_is_taken_away_is_gone_and_what_it_said_is_kept(
    exampleshire: LocalAuthority, does: Does, ends: Callable[[Any], None], known: Does
) -> None:
    row = does(exampleshire)
    said = changes.said(row)
    ends(row)
    row.pk = row.pk or Change.objects.count()
    ends(row)  # said again, it changes nothing
    assert not known(exampleshire)
    (line,) = Change.objects.filter(done="ended")
    assert (line.before, line.after, line.by) == (said, {}, BEN)


@pytest.mark.feature(137, how="partly")
def test_a_contract_leaves_its_first_and_last_day(exampleshire: LocalAuthority) -> None:
    contract = commands.add_contract(authority=exampleshire, mediation=True, starts_on=date(2026, 4, 1), by=ANA)
    commands.end_contract(contract=contract, ends_on=date(2026, 9, 30), by=BEN)
    assert _lines(exampleshire) == [("contract", "added"), ("contract", "ended")]
    line = Change.objects.get(done="ended")
    assert (line.before["ends_on"], line.after["ends_on"], line.after["mediation"]) == (None, "2026-09-30", True)


def test_another_service_that_ends_keeps_what_somebody_else_changed_meanwhile(exampleshire: LocalAuthority) -> None:
    said = {"authority": exampleshire, "name": "Even Keel", "mediation": True, "starts_on": date(2026, 4, 1)}
    read = commands.set_other_provider(**said, telephone="01632 960401", by=ANA)  # type: ignore[arg-type]
    commands.set_other_provider(**said, instead_of=read, telephone="01632 960402", by=BEN)  # type: ignore[arg-type]
    read.telephone = "01632 960401"
    ended = commands.end_other_provider(provider=read, ends_on=date(2026, 9, 30), by=ANA)
    assert (ended.telephone, ended.ends_on) == ("01632 960402", date(2026, 9, 30))
    line = queries.changes_of(exampleshire)[0]
    assert (line.done, line.before["ends_on"], line.after["ends_on"]) == ("ended", None, "2026-09-30")


def test_the_address_of_an_nhs_board_is_a_change_of_each_council_in_its_area(england: None) -> None:
    kent, barnet = (LocalAuthority.objects.get(pk=code) for code in ("E10000016", "E09000003"))
    commands.set_icb_address(icb=queries.icbs_of(kent).get(), email="send@kent.example", by=ANA)
    assert [line.after["email"] for line in queries.changes_of(kent)] == ["send@kent.example"]
    assert not queries.changes_of(barnet)
    commands.set_icb_address(icb=queries.icbs_of(kent).get(), email="send@kent.example", by="system:tests")
    assert queries.changes_by_people().count() == 1


def test_a_change_is_of_a_council_or_of_a_board(exampleshire: LocalAuthority) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Change.objects.create(authority=exampleshire, fact="icb", done="added", by=ANA, at=datetime.now(UTC))


def test_who_was_shown_something_older_than_somebody_elses_change_is_told(exampleshire: LocalAuthority) -> None:
    seen = changes.latest_of(exampleshire)
    assert seen == 0
    _address(exampleshire, by=ANA)
    with (
        pytest.raises(SomebodyElse, match="Somebody else changed") as told,
        changes.nobody_else_since(exampleshire, seen=0, by=BEN),
    ):
        pytest.fail("it must not be done")
    assert [line.done for line in told.value.since] == ["added"]
    with changes.nobody_else_since(exampleshire, seen=0, by=ANA):
        _address(exampleshire, "new@exampleshire.example")
    with changes.nobody_else_since(exampleshire, seen=changes.latest_of(exampleshire), by=BEN):
        _address(exampleshire, "newer@exampleshire.example", by=BEN)
    assert Change.objects.count() == 3


def test_nobody_takes_anything_away_without_saying_who(exampleshire: LocalAuthority) -> None:
    with pytest.raises(ValueError, match="by="):
        commands.end_notice_address(address=_address(exampleshire), by="Ana")


def test_a_council_without_a_contract_lacks_a_sendiass_and_somebody_to_name(exampleshire: LocalAuthority) -> None:
    assert standing(exampleshire, today()).gaps == {Gap.ADVICE_SERVICE, Gap.NOBODY_TO_NAME}
    _advice(exampleshire)
    _contact(exampleshire)
    assert standing(exampleshire, today()).gaps == frozenset()


def test_a_council_of_ours_needs_an_address_for_what_we_do_for_it(exampleshire: LocalAuthority) -> None:
    contract = commands.add_contract(authority=exampleshire, mediation=True, starts_on=date(2026, 4, 1), by=ANA)
    assert needed(contract) == {REQUEST, NoticeAddress.Purpose.COMMISSIONER}
    _address(exampleshire)
    assert Gap.NOTICE_ADDRESS in standing(exampleshire, date(2026, 5, 1)).gaps
    commands.set_notice_address(
        authority=exampleshire, purpose=NoticeAddress.Purpose.COMMISSIONER, name="Contracts",
        email="contracts@exampleshire.example", by=ANA,
    )  # fmt: skip
    assert standing(exampleshire, date(2026, 5, 1)).gaps == {Gap.ADVICE_SERVICE}
    assert standing(exampleshire, date(2026, 3, 31)).contract is None


@pytest.mark.parametrize(("days", "old"), [(365, False), (366, True)])
def test_what_nobody_confirmed_for_a_year_is_old(exampleshire: LocalAuthority, days: int, old: bool) -> None:
    checked = date(2026, 1, 5)
    with time_machine.travel(datetime(2026, 1, 5, 12, tzinfo=UTC), tick=False):
        _advice(exampleshire, checked_on=checked)
    found = standing(exampleshire, checked + timedelta(days=days))
    assert (found.confirmed_on, Gap.OLD in found.gaps) == (checked, old)


def test_all_of_england_is_read_in_as_many_queries_as_one_council(england: None) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert len(standings(today())) == 153
    assert len(asked) == 6
