"""The dates that matter to a family in their case, each with the reason for it and a calendar file of its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from commonground import law
from commonground.cases.each_holder import appeal_answer, counts_from_another
from commonground.cases.words import OwedBy, Stage
from commonground.law import Because
from commonground.meetings.models import Meeting
from commonground.web.components.filters import clock
from commonground.web.components.plainer import plainer
from commonground.web.family.picture import Picture

SOON = timedelta(days=7)


@dataclass(frozen=True)
class ADate:
    """One date. `slug` names it in the address of its calendar file; `what` is what a calendar says, naming nobody."""

    slug: str
    on: date
    title: str
    why: str
    what: str
    at: str = ""
    starts: datetime | None = None
    ends: datetime | None = None
    text: str = ""

    def state(self, today: date) -> str:
        """How near it is, in the words of the component that shows it."""
        if self.on == today:
            return "today"
        if self.on < today:
            return "past"
        return "near" if self.on <= today + SOON else ""


def because(steps: Iterable[Because]) -> str:
    """The law's reasons in one paragraph, with where each stands."""
    return plainer(" ".join(f"{step.step} ({step.cite})" for step in steps))


def _appeal(p: Picture) -> ADate | None:
    facts = p.facts
    last = p.last_appeal_day
    if last is None or facts.sent_on is None or facts.appeal_lodged_on:
        return None
    answer = appeal_answer(facts)
    why = _("The rules do not say clearly from which day the month counts here. This is the earliest it could be.")
    if answer is not None and answer.date == last and not counts_from_another(facts):
        why = because(answer.because)
    title = _("Last day to appeal")
    text = "" if p.mediation else _("Disagreement resolution does not move this day.")
    return ADate("appeal", last, title, why, title, at=_("before 5pm"), text=text)


def _certificate(p: Picture) -> ADate | None:
    owed = p.duty("certify")
    if owed is None:
        return None
    title = p.pick(_("We issue your certificate by this day"), _("We issue the certificate by this day"))
    reasons = because(law.certificate_by(owed.since).because)
    return ADate("certificate", owed.due_on, title, reasons, _("A certificate is due"))


def _arrange(p: Picture) -> ADate | None:
    owed = p.duty("arrange")
    if owed is None or p.case.closed_on:
        return None
    who = _("The NHS") if owed.owed_by == OwedBy.ICB else p.council
    settled = p.facts.meeting_on is not None or p.facts.la_unable_on is not None
    title = (
        _("The 30 days for a meeting end") if settled else _("%(who)s must set up a meeting by this day") % {"who": who}
    )
    reasons = because(step for step in law.arrange_by(owed.since).because if step.rule in {"R19", owed.rule})
    return ADate("arrange", owed.due_on, title, reasons, _("The 30 days for a meeting end"))


def _told_nhs(p: Picture) -> ADate | None:
    owed = p.duty("tell_icb")
    if owed is None:
        return None
    title = _("%(who)s must tell the NHS by this day") % {"who": p.council}
    reasons = because(law.icb_told_by(owed.since).because)
    text = _("We have not been told that they did.") if owed.due_on < p.today else ""
    return ADate("told-nhs", owed.due_on, title, reasons, _("The NHS is told by this day"), text=text)


def _notice(p: Picture) -> ADate | None:
    owed = p.duty("give_notice")
    if owed is None or p.facts.meeting_on is None:
        return None
    title = _("We tell you date and place of the meeting by this day")
    reasons = because(law.notice_by(p.facts.meeting_on).because[:1])
    return ADate("notice", owed.due_on, title, reasons, _("Date and place of a meeting are sent"))


def _promise(kind: str, slug: str, title: Callable[[Picture], str], why: Callable[[], str]) -> "Rule":
    def found(p: Picture) -> ADate | None:
        due = p.due(kind)
        return None if due is None else ADate(slug, due, title(p), why(), _("We get in touch"))

    return found


def _right(p: Picture) -> ADate | None:
    """The day on which the right passes to the young person, where it comes within a year (R8)."""
    owed, last = p.duty("meet_young_person"), p.facts.holder_changes_on
    born = p.case.child.born
    if owed is None or last is None or born is None or last < p.today:
        return None
    on = last + timedelta(days=1)
    title = _("From this day the choices are yours") if p.about_me else _(
        "From this day the choices are those of the young person"
    )  # fmt: skip
    return ADate("right", on, title, because(law.right_holder(born, last).because), title)


Rule = Callable[[Picture], ADate | None]
RULES: tuple[Rule, ...] = (
    _appeal, _certificate, _arrange, _told_nhs, _notice,
    _promise("give_information", "first-talk", lambda p: _("We get in touch by this day"),
             lambda: _("We promise to get in touch within one working day, and the same day if a last day is near.")),
    _promise("next_contact", "next-talk", lambda p: _("We get in touch again"),
             lambda: _("This is the day we agreed with you, or the day we try again.")),
    _promise("parties_answer", "answers", lambda p: _("We hope for an answer by this day"),
             lambda: _("The law sets no time for this. We ask again after five working days.")),
    _right,
)  # fmt: skip


def meeting_date(meeting: Meeting) -> ADate:
    """The meeting, with its hours."""
    starts, ends = meeting.during.lower, meeting.during.upper
    why = _("This is the day that was fixed for the meeting.")
    return ADate("meeting", meeting.on, _("The meeting"), why, _("A meeting"), clock(starts), starts, ends)


def dates_of(p: Picture, meeting: Meeting | None) -> list[ADate]:
    """Every date that matters now, the nearest first; no last day to appeal where a person must be asked.

    On the disagreement resolution route the appeal date stands first: nothing there moves it (R55).
    """
    found = [one for rule in RULES if (one := rule(p)) is not None]
    if p.stage == Stage.REFUSED:
        found = [one for one in found if one.slug != "answers"]
    if meeting is not None:
        found.append(meeting_date(meeting))
    return sorted(found, key=lambda one: (p.mediation or one.slug != "appeal", one.on))
