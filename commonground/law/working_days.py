"""Working days in England: not Saturday, Sunday, Good Friday, Christmas Day or a bank holiday (R44, D2).

Three sources, the later ones win: the `holidays` package at the locked version, `days.csv` beside this file,
and a file of the installation for a day proclaimed since (`use_days_file`). Every reply of the package names
all three.
"""

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

DAYS_FILE = Path(__file__).with_name("days.csv")
DAYS_FILE_VARIABLE = "COMMONGROUND_DAYS_FILE"
COLUMNS = ["day", "working", "what", "source"]
SATURDAY = 5
ONE_DAY = timedelta(days=1)


class DaysFileError(ValueError):
    """A file of days that cannot be read. The message is one sentence that names the file and the line."""


@dataclass(frozen=True)
class DaysFile:
    """Days set by hand: `working` maps a day to whether it is one; `name` says which file, with a digest of it."""

    name: str
    working: Mapping[date, bool] = field(default_factory=dict)


@lru_cache(maxsize=256)
def _bank_holidays(year: int) -> frozenset[date]:
    # Loaded with the first day that is counted: half a second of every start otherwise.
    import holidays

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def read_days_file(path: Path) -> DaysFile:
    """Read a file of days: `day,working,what,source`, dates as 2026-09-01, working yes or no, `#` begins a comment.

    Raises DaysFileError with one plain sentence.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DaysFileError(f"The file of days {path} cannot be read: {error}.") from error
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")]
    if not lines or next(csv.reader([lines[0][1]])) != COLUMNS:
        raise DaysFileError(f"The file of days {path} must begin with the line {','.join(COLUMNS)}.")
    days = dict(_read_line(path, n, line) for n, line in lines[1:])
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    return DaysFile(f"{path.name} ({digest})", days)


def _read_line(path: Path, number: int, line: str) -> tuple[date, bool]:
    cells = [cell.strip() for cell in next(csv.reader([line]))]
    try:
        day, working = date.fromisoformat(cells[0]), {"yes": True, "no": False}[cells[1]]
    except (IndexError, KeyError, ValueError) as error:
        wanted = "must give a day such as 2026-09-01, then yes or no (is it a working day?)"
        raise DaysFileError(f"Line {number} of {path} {wanted}.") from error
    return day, working


@dataclass(frozen=True)
class Calendar:
    """The working days as this process knows them."""

    packaged: DaysFile
    installed: DaysFile | None = None

    @property
    def name(self) -> str:
        """What the dates were counted on, for the reply."""
        from holidays import version

        parts = [f"holidays {version.__version__}", f"law/{self.packaged.name}"]
        return " + ".join(parts + ([self.installed.name] if self.installed else []))

    def is_working_day(self, day: date) -> bool:
        """Whether `day` is a working day in England."""
        for days in (self.installed, self.packaged):
            if days is not None and day in days.working:
                return days.working[day] and day.weekday() < SATURDAY
        return day.weekday() < SATURDAY and day not in _bank_holidays(day.year)


_current = Calendar(read_days_file(DAYS_FILE))


def current_calendar() -> Calendar:
    """The calendar in use."""
    return _current


def use_days_file(path: Path | str | None) -> Calendar:
    """Add the installation's own file of proclaimed days; None takes it away again. Returns the calendar now in use.

    Raises DaysFileError, and then nothing has changed.
    """
    global _current
    installed = read_days_file(Path(path)) if path else None
    _current = Calendar(_current.packaged, installed)
    return _current


def use_days_file_of(environment: Mapping[str, str]) -> Calendar:
    """Take the installation's file from COMMONGROUND_DAYS_FILE, where that is set."""
    return use_days_file(environment.get(DAYS_FILE_VARIABLE) or None)


def is_working_day(day: date) -> bool:
    """Whether `day` is a working day: not a Saturday, Sunday, Good Friday, Christmas Day or bank holiday (R44, [M])."""
    return _current.is_working_day(day)


def next_working_day(day: date) -> date:
    """The first working day strictly after `day`."""
    day += ONE_DAY
    while not is_working_day(day):
        day += ONE_DAY
    return day


def on_or_next_working_day(day: date) -> date:
    """`day` itself if it is a working day, else the next one (HESC rule 12(2), R44)."""
    return day if is_working_day(day) else next_working_day(day)


def add_working_days(day: date, n: int) -> date:
    """The `n`th working day after `day`, which itself is not counted (D2). `n` 0 gives `day` back."""
    if n < 0:
        raise ValueError("count back with working_days_before")
    for _ in range(n):
        day = next_working_day(day)
    return day


def working_days_before(day: date, n: int) -> date:
    """The `n`th working day before `day`, which itself is not counted. `n` 0 gives `day` back."""
    if n < 0:
        raise ValueError("count on with add_working_days")
    for _ in range(n):
        day -= ONE_DAY
        while not is_working_day(day):
            day -= ONE_DAY
    return day
