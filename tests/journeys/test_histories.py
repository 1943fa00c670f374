"""Four histories, lived again day by day at the desk of the running service, with the dates it gives.

`docs/law-in-practice.md` tells them beside what happened; its tables are held here, line by line. Councils and people
are made up, and the days that nobody published are assumed and marked there as assumed.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from commonground.people.models import Person
from commonground.people.roles import Role
from tests.made_up import EVERYTHING, a_council, staff
from tests.travelling import Travelling, travelling

__all__ = ["travelling"]

pytestmark = pytest.mark.browser

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "law-in-practice.md"
DAY = r"\w+day \d+ \w+ \d{4}"


class History:
    """One family's way through the service, and what the service said on it."""

    def __init__(self, at: Travelling) -> None:
        self.at = at
        self.reference = ""
        self.said: list[str] = []
        self.adviser: Person | None = None

    def on(self, year: int, month: int, day: int) -> None:
        """Go on to this day, with the adviser at the desk."""
        self.at.stand_at(year, month, day)
        if self.adviser is None:
            a_council()
            self.adviser = staff(Role.ADVISER)
        self.at.walker.sign_in(self.adviser)

    def call(self, **given: object) -> None:
        """The family rings; a case is opened from the call."""
        walker = self.at.walker
        walker.go("/desk/enquiries/new/")
        walker.fill({"came_by": "telephone", "caller": "Sam Sample", "email": "sam@family.example"})
        walker.press()
        walker.follow("Open a case")
        asked = {
            "route": "mediation", "child_name": "Robin Sample", "child_born": date(2016, 5, 4),
            "family_name": "Sam Sample", "basis": "parent", "council": a_council().gss_code,
            "decision": "refuse_to_assess",
        }  # fmt: skip
        walker.fill({**asked, **given})
        walker.press()
        self.reference = walker.page.url.rstrip("/").rsplit("/", 1)[1]
        self.do("declare", independent="yes")
        self.do("information", told=sorted(EVERYTHING), how="telephone")

    def do(self, deed: str, **answers: object) -> None:
        """One act at the desk."""
        self.at.walker.do(self.reference, deed, **answers)  # type: ignore[arg-type]

    def due(self, duty: str) -> str:
        """The day by which the case page says this must be done."""
        return self._read(rf"by ({DAY}) {duty}")

    def done(self, what: str) -> str:
        """The day on which the case page says this was done."""
        return self._read(rf"{what} by \D+? ({DAY})")

    def _read(self, pattern: str) -> str:
        self.at.walker.go(f"/desk/cases/{self.reference}/")
        text = self.at.walker.text()
        found = re.search(pattern, text)
        assert found, f"{pattern}: {text}"
        self.said.append(found[1])
        return found[1]

    def certified(self) -> str:
        """The adviser issues the certificate that is owed; the day printed on it."""
        self.do("certificate")
        self.at.work()
        assert self.at.smtp.to("sam@family.example")
        return self.done("Certificate issued")


@pytest.fixture
def history(travelling: Travelling) -> Iterator[History]:
    """A family's way, held at its end against what the page of histories tells."""
    lived = History(travelling)
    yield lived
    told = PAGE.read_text(encoding="utf-8")
    assert lived.said
    assert [day for day in lived.said if day not in told] == [], "docs/law-in-practice.md tells other days"


def test_two_cancellations_over_christmas(history: History) -> None:
    history.on(2025, 12, 3)
    history.call(letter_on=date(2025, 11, 24))
    assert history.due("Last day to appeal") == "Monday 26 January 2026"
    history.do("mediation")
    history.do("tell-council")
    assert history.due("Meeting within 30 days") == "Friday 2 January 2026"
    history.do(
        "fix-meeting", day=date(2025, 12, 17), time="10:00", mode="online", rooms="both", place="By video",
    )  # fmt: skip
    history.on(2025, 12, 16)
    history.do("did-not-happen", whose="la", why="The officer is on leave.")
    history.do(
        "fix-meeting", day=date(2025, 12, 30), time="10:00", mode="online", rooms="both", place="By video",
    )  # fmt: skip
    assert history.due("Meeting within 30 days") == "Friday 2 January 2026"
    history.on(2025, 12, 29)
    history.do("did-not-happen", whose="la", why="The offices are closed.")
    history.do("cannot-arrange", whose="la", why="Nobody is there before the second week of January.")
    assert history.due("Issue the certificate") == "Friday 2 January 2026"
    assert history.certified() == "Monday 29 December 2025"
    assert history.due("Last day to appeal") == "Thursday 29 January 2026"


def test_a_family_was_told_sixty_days_for_a_letter_of_the_first_of_july(history: History) -> None:
    history.on(2026, 9, 1)
    history.call(letter_on=date(2026, 7, 1))
    assert "today" in history.at.walker.text().lower()
    assert history.due("Last day to appeal") == "Tuesday 1 September 2026"
    history.do("no-mediation")
    assert history.due("Issue the certificate") == "Friday 4 September 2026"
    assert history.certified() == "Tuesday 1 September 2026"
    assert history.due("Last day to appeal") == "Thursday 1 October 2026"


def test_a_letter_of_the_thirty_first_of_december(history: History) -> None:
    history.on(2026, 2, 12)
    history.call(letter_on=date(2025, 12, 31))
    assert history.due("Last day to appeal") == "Monday 2 March 2026"
    history.do("no-mediation")
    assert history.due("Issue the certificate") == "Tuesday 17 February 2026"
    history.on(2026, 2, 17)
    assert history.certified() == "Tuesday 17 February 2026"
    assert history.due("Last day to appeal") == "Tuesday 17 March 2026"


def test_section_i_alone_and_a_council_that_will_not_mediate(history: History) -> None:
    history.on(2026, 3, 20)
    history.call(letter_on=date(2026, 3, 2), decision="plan_contents", sections=["I"])
    assert history.due("Last day to appeal") == "Tuesday 5 May 2026"
    history.do("no-certificate")
    history.do("mediation")
    history.do("tell-council")
    assert history.due("Meeting within 30 days") == "Sunday 19 April 2026"
    history.on(2026, 3, 24)
    history.do("cannot-arrange", whose="la", why="We do not mediate about placement.")
    assert history.due("Last day to appeal") == "Tuesday 5 May 2026"
