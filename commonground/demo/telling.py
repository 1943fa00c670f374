"""How the demo's stories are told: through the commands that everybody else uses, on days counted back from today."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from commonground import law
from commonground.cases import choosing, commands, issues
from commonground.cases.apply import Acting
from commonground.cases.models import Case
from commonground.cases.opening import NewCase
from commonground.cases.words import Basis, Channel, Route
from commonground.casework import arranging, intake
from commonground.certificates import commands as certificates
from commonground.certificates.models import Certificate
from commonground.demo.places import council
from commonground.law import CertificateKind, Decision
from commonground.meetings.commands import Arrangement
from commonground.meetings.models import Mode, Rooms
from commonground.people.models import Person
from commonground.record.days import LONDON, now, today


def ago(days: int) -> date:
    """The day that was so many days ago; a weekend counts as the Friday before it."""
    day = today() - timedelta(days=days)
    return day if law.is_working_day(day) else law.working_days_before(day, 1)


def at(days: int, hour: int = 10) -> datetime:
    """An hour of that day in London, never later than now."""
    return min(datetime.combine(ago(days), time(hour), tzinfo=LONDON), now())


@dataclass
class Story:
    """One case on its way. `by` is who acts; each step says how many days ago it was."""

    by: Person
    case: Case = field(init=False)

    def acts(self, days: int, hour: int = 10) -> Acting:
        """This person, so many days ago."""
        return Acting(person=self.by, at=at(days, hour), came_by=Channel.TELEPHONE)

    def says(self, days: int, hour: int = 10) -> Acting:
        """The one whose right it is, on the web, so many days ago."""
        holder = self.case.participants.filter(holds_right=True).order_by("id")[0]
        return Acting(person=holder.person, at=at(days, hour), came_by=Channel.WEB)

    def opens(self, days: int, *, child: str, parent: str, email: str, letter: int, **more: object) -> "Story":
        """The family rang so many days ago, about a letter sent `letter` days ago."""
        name = str(more.pop("place", "Exampleshire"))
        values: dict[str, object] = {
            "route": Route.MEDIATION, "decision": Decision.REFUSE_TO_ASSESS, "child_born": date(2016, 5, 4),
            "basis": Basis.PARENT, **more,
        }  # fmt: skip
        new = NewCase(
            authority=council(name), child_name=child, family_name=parent, family_email=email,
            letter_on=ago(letter), contacted_on=ago(days), **values,  # type: ignore[arg-type]
        )  # fmt: skip
        self.case = intake.open_from(new, by=self.acts(days, 9))
        return self

    def informed(self, days: int) -> "Story":
        """The adviser said that they are independent, and explained everything."""
        self.case = commands.declare(self.case, by=self.acts(days), independent=True)
        told = frozenset(commands.INFORMATION)
        self.case = commands.record_information(self.case, by=self.acts(days), told=told, how=Channel.TELEPHONE)
        return self

    def issue(self, section: str, what: str, wanted: str, *, health: str = "", days: int = 0) -> "Story":
        """One thing in dispute."""
        self.case = issues.add_issue(
            self.case, by=self.acts(days), section=section, what=what, wanted=wanted, is_health=bool(health),
            health_provision_wanted=health,
        )  # fmt: skip
        return self

    def declines(self, days: int) -> "Story":
        """They choose not to mediate."""
        self.case = choosing.decline(self.case, by=self.acts(days, 11))
        return self

    def mediates(self, days: int) -> "Story":
        """They choose mediation, and the council is told the same day."""
        self.case = choosing.ask_mediation(self.case, by=self.acts(days, 11))
        self.case = arranging.tell_authority(self.case, by=self.acts(days, 12))
        return self

    def meets(self, days: int, *, on: date, mediator: Person, waived: str = "", hour: int = 10) -> "Story":
        """A meeting is fixed."""
        arrangement = Arrangement(
            starts_at=datetime.combine(on, time(hour), tzinfo=LONDON), place="Exampleton Library, Market Street",
            mode=Mode.IN_PERSON, rooms=Rooms.BOTH, mediator=mediator, notice_waived_by=waived,
        )  # fmt: skip
        self.case = arranging.fix_meeting(self.case, by=self.acts(days), arrangement=arrangement)
        return self

    def certified(self, kind: CertificateKind) -> Certificate:
        """The certificate, issued today: there is no other day on which one can be issued."""
        holder = self.case.participants.filter(holds_right=True).order_by("id").first()
        assert holder is not None
        issue = certificates.Issue(kind=kind, holder=holder)
        made = certificates.issue(self.case, by=Acting(person=self.by), issue=issue)
        self.case.refresh_from_db()
        return made
