"""Finding a council, and what we do for it on a day."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from commonground.directory import queries
from commonground.directory.commands import add_contract
from commonground.directory.models import IntegratedCareBoard, LocalAuthority, NoticeAddress
from commonground.directory.names import name_key
from commonground.directory.queries import Service

pytestmark = pytest.mark.django_db
BY = "system:test"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("hull", "Kingston upon Hull"),
        ("st helens", "St. Helens"),
        ("St. Helens", "St. Helens"),
        ("stockton tees", "Stockton-on-Tees"),
        ("hammersmith & fulham", "Hammersmith and Fulham"),
        ("TELFORD AND WREKIN", "Telford and Wrekin"),
        ("newcastle upon tyne city", "Newcastle upon Tyne"),
        ("bournemouth, christ", "Bournemouth, Christchurch and Poole"),
        ("west-minster", None),
        ("Wéstminster", "Westminster"),
        ("ester", None),
        ("   ", None),
        ("%", None),
    ],
)
def test_a_council_is_found_by_the_words_of_its_name(england: None, typed: str, found: str | None) -> None:
    assert [c.short_name for c in queries.find(typed)] == ([found] if found else [])


def test_councils_whose_name_begins_so_come_first_each_group_in_order(england: None) -> None:
    assert [c.short_name for c in queries.find("north")] == [
        "North East Lincolnshire",
        "North Lincolnshire",
        "North Northamptonshire",
        "North Somerset",
        "North Tyneside",
        "North Yorkshire",
        "Northumberland",
        "Bath and North East Somerset",
        "West Northamptonshire",
    ]


def test_the_list_for_a_select_is_in_order_and_takes_one_query(
    england: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        shown = queries.choices()
    names = [name for code, name in shown if code.startswith("E")]
    assert names[:2] == ["Barking and Dagenham", "Barnet"]
    assert names == sorted(names, key=name_key)


def test_a_council_is_known_by_either_code(england: None) -> None:
    assert queries.authority("E10000016") == queries.authority("886")
    assert queries.authority("nowhere") is None


def test_a_reorganised_council_is_offered_for_its_own_days_alone(exampleshire: LocalAuthority) -> None:
    exampleshire.ends_on = date(2027, 3, 31)
    exampleshire.save()
    there = [queries.authorities(on=day).filter(made_up=True).count() for day in _around(2027, 3, 31)]
    assert there == [1, 1, 0]
    exampleshire.starts_on, exampleshire.ends_on = date(2027, 4, 1), None
    exampleshire.save()
    assert [queries.find("exampleshire", on=day).count() for day in _around(2027, 4, 1)] == [0, 1, 1]
    assert exampleshire in queries.authorities()


def _around(year: int, month: int, day: int) -> list[date]:
    middle = date(year, month, day)
    return [date.fromordinal(middle.toordinal() + n) for n in (-1, 0, 1)]


@pytest.mark.feature(1, how="partly")
def test_a_contract_counts_from_its_first_day_through_its_last(
    exampleshire: LocalAuthority, samplebury: LocalAuthority
) -> None:
    add_contract(
        authority=exampleshire,
        mediation=True,
        starts_on=date(2026, 4, 1),
        ends_on=date(2027, 3, 31),
        by=BY,
    )
    first = [queries.services_on(exampleshire, day) for day in _around(2026, 4, 1)]
    assert first == [frozenset(), {Service.MEDIATION}, {Service.MEDIATION}]
    last = [bool(queries.contract_on("X99000001", day)) for day in _around(2027, 3, 31)]
    assert last == [True, True, False]
    assert list(queries.served_on(date(2026, 6, 1))) == [exampleshire]
    assert list(queries.served_on(date(2027, 4, 1))) == []


@pytest.mark.feature(1, how="partly")
def test_a_council_without_a_contract_gets_a_signpost_with_its_rule(
    exampleshire: LocalAuthority, samplebury: LocalAuthority
) -> None:
    add_contract(authority=exampleshire, information=True, starts_on=date(2026, 4, 1), by=BY)
    assert queries.signpost(exampleshire, date(2026, 4, 1)) is None
    post = queries.signpost(samplebury, date(2026, 4, 1))
    assert post is not None
    assert str(post.sentence).startswith("Ask the council who gives mediation information.")
    assert post.rule == "R4"


def test_a_council_may_lie_in_two_nhs_boards(england: None) -> None:
    boards = queries.icbs_of("E06000065")
    assert [b.name for b in boards] == [
        "NHS Humber and North Yorkshire Integrated Care Board",
        "NHS West Yorkshire Integrated Care Board",
    ]


def test_a_board_made_by_a_merger_is_there_from_its_first_day(england: None) -> None:
    assert not queries.icbs_of("E10000020", on=date(2026, 3, 31)).exists()
    norfolk = queries.icbs_of("E10000020", on=date(2026, 4, 1)).get()
    assert norfolk == IntegratedCareBoard.objects.get(pk="T6Y0W")


def test_a_council_that_gave_no_address_has_none(exampleshire: LocalAuthority) -> None:
    assert queries.notice_address(exampleshire, NoticeAddress.Purpose.MEDIATION_REQUEST) is None
    assert queries.mediation_contact(exampleshire) is None


def test_served_councils_are_one_query(
    exampleshire: LocalAuthority,
    samplebury: LocalAuthority,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for council in (exampleshire, samplebury):
        add_contract(authority=council, mediation=True, starts_on=date(2026, 4, 1), by=BY)
    with django_assert_num_queries(1):
        assert list(queries.served_on(date(2026, 4, 1))) == [exampleshire, samplebury]


@pytest.mark.parametrize("typed", ["King's Lynn & Wold", "kings lynn and wold", "KING’S  LYNN-and-Wold."])
def test_one_name_written_three_ways_is_one_key(typed: str) -> None:
    assert name_key(typed) == "kings lynn and wold"


def test_the_list_for_a_choice_begins_with_the_councils_that_have_a_contract(
    exampleshire: LocalAuthority, samplebury: LocalAuthority
) -> None:
    add_contract(authority=samplebury, mediation=True, starts_on=date(2026, 4, 1), by="system:tests")
    made_up = [exampleshire.pk, samplebury.pk]
    for day, wanted in ((date(2026, 3, 31), [False, False]), (date(2026, 4, 1), [True, False])):
        found = [each for each in queries.choices_by_contract(day) if each[0] in made_up]
        assert [ours for _code, _name, ours in found] == wanted
    assert [name for _code, name, _ours in found] == ["Samplebury", "Exampleshire"]
