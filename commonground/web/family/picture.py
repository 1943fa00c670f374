"""A case as one person of a family sees it: who looks, what is true, and what is owed. Read once for each page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from commonground import law
from commonground.cases import queries
from commonground.cases.duties import Owed, owed
from commonground.cases.each_holder import facts_for, last_appeal_day
from commonground.cases.facts import Facts
from commonground.cases.gathering import gather, people_of
from commonground.cases.models import Case, Participant
from commonground.cases.stages import STAGES
from commonground.cases.words import Act, Basis, Route, Stage
from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.web.components.filters import listed


@dataclass(frozen=True)
class Picture:
    """One case, one viewer, one day."""

    case: Case
    person: Person
    mine: Participant
    people: tuple[Participant, ...]
    facts: Facts
    duties: tuple[Owed, ...]

    @property
    def today(self) -> date:
        """The day it is."""
        return self.facts.as_of

    @property
    def stage(self) -> Stage:
        """Where the case stands for the viewer: before their own certificate, where that has not been issued."""
        return self.facts.stage

    @property
    def mediation(self) -> bool:
        """Whether the case is on the mediation route."""
        return self.facts.route == Route.MEDIATION

    @property
    def council(self) -> str:
        """The council's name as families know it."""
        return self.case.authority.name

    @property
    def holds(self) -> bool:
        """Whether the choice is the viewer's own (R8)."""
        return self.mine.holds_right and self.mine.role == Role.FAMILY and not self.parted

    @property
    def parted(self) -> bool:
        """Whether the viewer is here as a parent, or helps one, while the choices are the young person's own (R9).

        They read what they had until the young person says more; a new act in their name asks a person.
        """
        return queries.parted_from_the_right(self.case, self.mine.helps or self.mine, on=self.today)

    @property
    def reads_until(self) -> date:
        """The last day of which a parent reads whose right has passed: the last of their own right."""
        changed = self.facts.holder_changes_on
        return self.today if changed is None else changed

    @property
    def speaks_for(self) -> frozenset[str]:
        """Whose own business the viewer may read: theirs, and that of whom they help; opaque ids."""
        helped = {self.mine.helps.person.actor} if self.mine.helps else set()
        return frozenset({self.person.actor} | helped)

    @property
    def about_me(self) -> bool:
        """Whether the case is about the viewer: the young person."""
        return self.person.pk == self.case.child_id or self.mine.basis == Basis.YOUNG_PERSON

    @property
    def chooser(self) -> str:
        """Who chooses, by name, for somebody whose choice it is not."""
        holders = [row for row in self.people if row.holds_right and not row.do_not_disclose_to]
        parted = [row for row in holders if queries.parted_from_the_right(self.case, row, on=self.today)]
        names = [row.person.name for row in holders if row not in parted]
        if parted and not names:
            names = [self.case.child.name]
        return listed(names) if names else _("The family")

    @property
    def another_chose(self) -> bool:
        """Whether the viewer holds the right and the choice on the record is the word of somebody else who does."""
        return self.holds and self.facts.chosen_by not in {"", str(self.person.pk)}

    def pick(self, own: str, other: str) -> str:
        """The sentence for the one whose choice it is, or the one for everybody else, which may name %(who)s."""
        return own if self.holds else other % {"who": self.chooser}

    def duty(self, kind: str) -> Owed | None:
        """What of this kind is owed and not done, the first to be due."""
        return next((duty for duty in self.duties if duty.kind == kind and duty.settled_on is None), None)

    def due(self, kind: str) -> date | None:
        """The day by which it is owed, or None."""
        duty = self.duty(kind)
        return duty.due_on if duty else None

    def late(self, kind: str) -> bool:
        """Whether it is owed and its day has passed."""
        due = self.due(kind)
        return due is not None and due < self.today

    def may(self, act: Act) -> bool:
        """Whether the viewer can do this now with one press: the stage table says so and its guard has nothing to ask.

        The command asks again; what needs a person's reason is talked through on the telephone.
        """
        row = STAGES[self.facts.route].get((Stage(self.case.stage), act))
        return self.holds and row is not None and Role.FAMILY in row.who and row.guard(self.facts).allowed == "yes"

    @property
    def can_appeal(self) -> bool:
        """Whether the decision can be appealed."""
        facts = self.facts
        return law.routes(facts.decision, sections=facts.sections, detained=facts.detained).appeal

    @property
    def last_appeal_day(self) -> date | None:
        """The last day to appeal, or None where the law gives none or a person must be asked."""
        return last_appeal_day(self.facts) if self.can_appeal else None

    @property
    def ask_about_appeal(self) -> bool:
        """Whether the decision can be appealed and yet no date may be named: a person must be asked."""
        return self.can_appeal and self.last_appeal_day is None


def picture_of(case: Case, person: Person) -> Picture:
    """The picture of one case. Four queries, where the case came with its child and council."""
    return pictures_of([case], person)[0]


def pictures_of(cases: Iterable[Case], person: Person) -> list[Picture]:
    """The pictures of cases that this person may see, in the same number of queries for any number of cases."""
    found = list(cases)
    gather(found)
    return [_picture(case, person) for case in found]


def _picture(case: Case, person: Person) -> Picture:
    people = tuple(people_of(case))
    mine = [row for row in people if row.person_id == person.pk]
    mine.sort(key=lambda row: (row.role != Role.FAMILY, not row.holds_right))
    facts = _facts(case, mine[0].helps or mine[0])
    return Picture(case, person, mine[0], people, facts, tuple(owed(facts)))


def _facts(case: Case, whose: Participant) -> Facts:
    """What is true for the one whose right it is or was: of another right-holder's papers and appeals they see none."""
    facts = queries.facts_of(case)
    own = whose.holds_right or queries.parted_from_the_right(case, whose, on=facts.as_of)
    return facts_for(facts, str(whose.person_id)) if own else facts
