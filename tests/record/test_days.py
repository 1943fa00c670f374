"""The date in London, at the hours when it is another date elsewhere, and the one clock."""

import ast
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine

import commonground
from commonground.record import days

ROOT = Path(commonground.__path__[0])
CLOCKS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "date.today",
    "datetime.date.today",
    "timezone.now",
    "timezone.localdate",
    "timezone.localtime",
    "time.time",
    "time.localtime",
    "time.gmtime",
    "localdate",
    "Now",
}
AUTOMATIC = {"auto_now", "auto_now_add"}


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-06-30T23:30:00+00:00", date(2026, 7, 1)),  # 00:30 in London on 1 July
        ("2026-06-30T22:59:59+00:00", date(2026, 6, 30)),
        ("2026-12-31T23:30:00+00:00", date(2026, 12, 31)),  # winter: London keeps UTC
        ("2027-01-01T00:30:00+00:00", date(2027, 1, 1)),
        ("2027-01-01T00:30:00+01:00", date(2026, 12, 31)),  # said in Paris
        ("2026-10-25T00:30:00+00:00", date(2026, 10, 25)),  # the hour that comes twice
    ],
)
def test_the_day_is_the_one_in_london(instant: str, day: date) -> None:
    assert days.london_day(datetime.fromisoformat(instant)) == day


def test_at_half_past_midnight_on_1_july_it_is_1_july() -> None:
    with time_machine.travel(datetime(2026, 6, 30, 23, 30, tzinfo=UTC), tick=False):
        assert days.today() == date(2026, 7, 1)
        assert days.now() == datetime(2026, 6, 30, 23, 30, tzinfo=UTC)


def test_at_half_past_eleven_on_31_december_it_is_still_31_december() -> None:
    with time_machine.travel(datetime(2026, 12, 31, 23, 30, tzinfo=UTC), tick=False):
        assert days.today() == date(2026, 12, 31)


def test_a_time_without_its_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match="does not say its time zone"):
        days.london_day(datetime(2026, 7, 1, 0, 30))  # noqa: DTZ001


def test_nothing_but_days_reads_the_clock() -> None:
    sources = [path for path in sorted(ROOT.rglob("*.py")) if path.parent.name != "migrations"]
    readers = [reader for path in sources for reader in _readers(path)]
    assert readers == ["record/days.py: datetime.now"]


@pytest.mark.parametrize("code", ["date.today()", "x(default=timezone.now)", "DateField(auto_now_add=True)"])
def test_a_reader_of_the_clock_is_noticed(code: str, tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(code, encoding="utf-8")
    assert len(list(_readers(module, tmp_path))) == 1


def _readers(path: Path, root: Path = ROOT) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name | ast.Attribute) and ast.unparse(node) in CLOCKS:
            found.append(ast.unparse(node))
        if isinstance(node, ast.keyword) and node.arg in AUTOMATIC:
            found.append(node.arg)
    return [f"{path.relative_to(root)}: {name}" for name in found]
