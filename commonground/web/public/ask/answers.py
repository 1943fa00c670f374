"""What somebody has answered so far, page by page, read in the words of the law."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from commonground import law
from commonground.calls import queries as calls
from commonground.calls.slots import Day
from commonground.law import Decision, LastDay, Routes, Urgency
from commonground.law.options import WITH_SECTIONS
from commonground.record.days import today
from commonground.web.public import services
from commonground.web.public.services import Offer

Given = Mapping[str, Any]
HEALTH_TOO = WITH_SECTIONS | {Decision.DRAFT_PLAN, Decision.HEALTH_OR_SOCIAL_CARE}
"""What can be about health provision as well."""
LETTERS = frozenset(
    {
        Decision.REFUSE_TO_ASSESS, Decision.REFUSE_TO_ISSUE, Decision.PLAN_CONTENTS, Decision.REFUSE_TO_AMEND,
        Decision.REFUSE_TO_REASSESS, Decision.CEASE_TO_MAINTAIN, Decision.NOT_SURE,
    }
)  # fmt: skip
"""What comes, or may have come, with a letter of the council's."""

BSL = "BSL"
"""British Sign Language, as everybody writes it."""


class Answers:
    """The answers of a draft: `pages` maps a page's slug to what its form gave."""

    def __init__(self, pages: Mapping[str, Given]) -> None:
        self.pages = pages

    def __contains__(self, slug: str) -> bool:
        return slug in self.pages

    def of(self, slug: str) -> Given:
        """What a page's form gave; empty where nobody answered."""
        return self.pages.get(slug, {})

    def text(self, slug: str, field: str) -> str:
        """One answer in words or as a code; empty where there is none."""
        return str(self.of(slug).get(field) or "")

    def day(self, slug: str, field: str) -> date | None:
        """One answer that is a date."""
        found = self.text(slug, field)
        return date.fromisoformat(found) if found else None

    def several(self, slug: str, field: str) -> list[str]:
        """The codes that were ticked."""
        return list(self.of(slug).get(field) or ())

    @property
    def who(self) -> str:
        """Who is asking, as a code."""
        return self.text("who", "who")

    @property
    def young(self) -> bool:
        """Whether a young person asks about themselves."""
        return self.who == "young_person"

    @property
    def helps(self) -> bool:
        """Whether somebody asks for a family."""
        return self.who == "helper"

    @property
    def without_permission(self) -> bool:
        """Whether somebody asks for a family that has not agreed yet."""
        return self.helps and self.text("permission", "agreed") == "not_yet"

    @property
    def council(self) -> str:
        """The council's code; empty for "not sure"."""
        found = self.text("council", "council")
        return "" if found == "not_sure" else found

    @cached_property
    def services(self) -> list[Offer]:
        """Every service that families of this council can ask, ours among them where we work for it; looked up once."""
        return services.all_of(self.council, today()) if self.council else []

    @property
    def not_ours(self) -> bool:
        """Whether somebody else gives mediation advice for this council, and not we."""
        return bool(self.council) and not any(each.ours for each in self.services)

    @property
    def decision(self) -> Decision | None:
        """What it is about; None while nobody has answered."""
        found = self.text("decision", "decision")
        return Decision(found) if found else None

    @property
    def about_a_plan(self) -> bool:
        """Whether it is about what stands in a plan, so that its sections matter."""
        return self.decision in WITH_SECTIONS or self.decision == Decision.DRAFT_PLAN

    @property
    def sections(self) -> frozenset[str]:
        """The letters of the plan's sections, where the decision is about a plan."""
        return frozenset(self.several("sections", "sections")) - {"not_sure"} if self.about_a_plan else frozenset()

    @property
    def dates_read(self) -> list[date]:
        """The dates that could be read in the letter they sent, for them to choose from."""
        return [date.fromisoformat(found) for found in self.several("letter-copy", "dates")]

    @property
    def found_on(self) -> date | None:
        """The one of those dates that they said is the letter's."""
        chosen = self.text("letter-dates", "found_on")
        return next((found for found in self.dates_read if found.isoformat() == chosen), None)

    @property
    def letter_on(self) -> date | None:
        """The date on the letter, where the matter has a letter and the date is known."""
        return (self.found_on or self.day("letter", "letter_on")) if self.decision in LETTERS else None

    @property
    def happened_on(self) -> date | None:
        """The day, or the last day, of what a claim of discrimination would be about, where it is known."""
        return self.day("happened", "happened_on") if self.decision == Decision.DISCRIMINATION else None

    @property
    def routes(self) -> Routes:
        """What can be done about it; while nobody has answered, as if they were not sure."""
        return law.routes(self.decision or Decision.NOT_SURE, sections=self.sections)

    @property
    def interpreter(self) -> str:
        """The language in which the family wants an interpreter, or BSL; empty where they want none."""
        wanted = self.text("interpreter", "interpreter")
        language = self.text("interpreter", "other_language") or self.text("interpreter", "language")
        return BSL if wanted == "bsl" else language if wanted == "language" else ""

    @property
    def last_day_for_a_call(self) -> date | None:
        """Their first last day that is still ahead: a call after it would come too late. None where none is known."""
        decision = self.decision or ""
        return calls.last_day_for_a_call(
            self.letter_on, decision=decision, sections=self.sections, happened_on=self.happened_on, on=today()
        )

    @cached_property
    def call_times(self) -> list[Day]:
        """The times at which we could call them, none after their last day; looked up once."""
        return calls.free_slots(until=self.last_day_for_a_call)

    @property
    def urgency(self) -> Urgency | None:
        """Whether a last day is near or has passed today; None without a day to count from."""
        counted = self.letter_on or self.happened_on
        if counted is None or counted > today():
            return None
        return law.is_urgent(
            self.letter_on, today=today(), decision=self.decision, sections=self.sections, act=self.happened_on
        )

    @property
    def last_days(self) -> tuple[LastDay, ...]:
        """The last days to name: none without a day to count from, and none once one has passed (D1)."""
        if self.urgency is None or self.urgency.passed:
            return ()
        return law.last_days(self.letter_on, decision=self.decision, sections=self.sections, act=self.happened_on)
