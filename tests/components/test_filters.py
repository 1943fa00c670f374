"""How dates, times, numbers and lists are written."""

from datetime import UTC, date, datetime, time

import pytest

from commonground.web.components import filters


@pytest.mark.parametrize(
    ("name", "value", "written"),
    [
        ("day", date(2026, 9, 1), "Tuesday 1 September 2026"),
        ("day_short", date(2026, 9, 1), "1 September"),
        ("weekday_short", date(2026, 9, 1), "Tue\N{NO-BREAK SPACE}1\N{NO-BREAK SPACE}Sep"),
        ("month", date(2026, 9, 1), "September 2026"),
        ("iso", date(2026, 9, 1), "2026-09-01"),
        ("clock", time(14, 30), "2:30pm"),
        ("clock", time(9, 5), "9:05am"),
        ("clock", time(14), "2pm"),
        ("clock", time(12), "midday"),
        ("clock", time(0), "midnight"),
        ("clock", time(0, 30), "12:30am"),
        ("clock", time(12, 30), "12:30pm"),
        ("tel", "0300 123 4567", "tel:+443001234567"),
        ("tel", "+48 22 123 45 67", "tel:+48221234567"),
        ("tel", "ask at the desk", "tel:"),
        ("telephone", "+443001234567", "0300 123 4567"),
        ("telephone", "+48221234567", "+48 22 123 45 67"),
        ("telephone", "ask at the desk", "ask at the desk"),
        ("listed", [], ""),
        ("listed", ["a"], "a"),
        ("listed", ["a", "b"], "a and b"),
        ("listed", ("a", "b", 3), "a, b and 3"),
    ],
)
def test_it_is_written_as_people_write_it(name: str, value: object, written: str) -> None:
    assert filters.FILTERS[name](value) == written


@pytest.mark.parametrize(
    ("instant", "written"),
    [
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "Wednesday 1 July 2026 at 12:30am"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "Thursday 31 December 2026 at 11:30pm"),
    ],
)
def test_an_instant_is_told_as_london_tells_it(instant: datetime, written: str) -> None:
    assert filters.moment(instant) == written
    assert filters.day(instant) == written.split(" at ")[0]


def test_an_instant_without_its_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match="time zone"):
        filters.day(datetime(2026, 6, 30, 23, 30))  # noqa: DTZ001


def test_every_filter_stands_in_the_environment() -> None:
    from django.template import engines

    env = engines["jinja2"].env  # type: ignore[attr-defined]
    assert env.from_string("{{ value|day }}").render(value=date(2026, 9, 1)) == "Tuesday 1 September 2026"
    assert set(filters.FILTERS) <= set(env.filters)


def test_a_reference_stays_in_one_piece_and_what_it_holds_is_escaped() -> None:
    assert filters.whole("CG-ABCD-J9WW") == "<bdi>CG-ABCD-J9WW</bdi>"
    assert "<b>" not in filters.whole("<b>")
