"""What somebody's dates are, from `law` alone: each last day, what it would move, and how that was worked out.

Whatever asks a person has no date here, so that no page, calendar or e-mail can print one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _

from commonground import law
from commonground.law import AppealBy, Because, CertificateNeed, Dated, Decision, Routes, Urgency
from commonground.web.public.date_questions import Asked

When = Literal["", "near", "today", "past"]
How = Literal["today", "last day", "meeting"]
HEALTH = frozenset("CG")
"""The parts of a plan that are about health alone."""


@dataclass(frozen=True)
class LastDay:
    """One last day of the family's own. `what` is `contact`, `appeal` or `claim`."""

    what: str
    on: date
    when: When
    because: tuple[Because, ...]
    at: str = ""


@dataclass(frozen=True)
class Moved:
    """What a certificate does: `told` is the day it follows from, `issued` its date, `appeal_by` the last day then."""

    how: How
    told: date
    issued: date
    appeal_by: date


@dataclass(frozen=True)
class Answer:
    """The whole answer. `certificate` and `meeting` are what follows if they contact us today."""

    asked: Asked
    today: date
    routes: Routes
    last_days: tuple[LastDay, ...]
    ask_a_person: bool
    certificate: Dated | None
    meeting: Dated | None
    moved: tuple[Moved, ...]
    because: tuple[Because, ...]

    @property
    def late(self) -> bool:
        """Whether a last day has passed."""
        return any(day.when == "past" for day in self.last_days)

    @property
    def near(self) -> bool:
        """Whether a last day is today or near, and none has passed."""
        return not self.late and any(day.when in {"near", "today"} for day in self.last_days)

    @property
    def first(self) -> LastDay | None:
        """The last day that comes first."""
        return min(self.last_days, key=lambda day: day.on, default=None)

    def day(self, what: str) -> LastDay | None:
        """The last day of this kind, or None where there is none or a person has to be asked."""
        return next((day for day in self.last_days if day.what == what), None)

    @property
    def placement_only(self) -> bool:
        """Whether only the school is disputed, so that a certificate is neither needed nor moves the last day."""
        return self.routes.certificate == CertificateNeed.NOT_REQUIRED

    @property
    def only_school(self) -> bool:
        """Whether they named the school and no other part of the plan."""
        return self.asked.sections == frozenset("I")

    @property
    def placement_doubtful(self) -> bool:
        """Whether only the school is disputed after a review: it is not clear that a certificate counts (R6, D8)."""
        asks = self.routes.certificate == CertificateNeed.ASK_A_PERSON
        return asks and self.asked.decision == Decision.REFUSE_TO_AMEND

    @property
    def certificate_counts(self) -> bool:
        """Whether a certificate can make the last day to appeal later, as far as is clear (D8)."""
        return not (self.placement_only or self.placement_doubtful or self.may_be_placement_only)

    @property
    def may_be_placement_only(self) -> bool:
        """Whether they are not sure yet what is disputed, so that it may turn out to be the school alone."""
        plan = self.asked.decision == Decision.PLAN_CONTENTS and not self.asked.sections
        return plan or self.asked.decision == Decision.NOT_SURE

    @property
    def only_health(self) -> bool:
        """Whether all that is disputed is health, so that the NHS arranges the meeting (R21)."""
        return (
            self.asked.decision == Decision.PLAN_CONTENTS
            and bool(self.asked.sections)
            and (self.asked.sections <= HEALTH)
        )

    @property
    def doubts(self) -> tuple[str, ...]:
        """What the sources leave open in this answer, by the id of each doubt."""
        marks = [each.certainty.removeprefix("doubt:") for each in self.workings if each.certainty.startswith("doubt:")]
        if self.placement_only or self.placement_doubtful:
            marks.append("D8")
        return tuple(dict.fromkeys(marks))

    @property
    def workings(self) -> tuple[Because, ...]:
        """Every step that led to it."""
        return tuple(step for _title, steps in self.worked_out() for step in steps)

    def worked_out(self) -> Iterator[tuple[str, Sequence[Because]]]:
        """The steps of each part, under its heading."""
        yield _("What can be done"), self.routes.because
        headings = {
            "contact": _("The last day to make contact"),
            "appeal": _("The last day to appeal"),
            "claim": _("The last day for a claim"),
        }
        for day in self.last_days:
            yield headings[day.what], day.because
        if self.because:
            yield _("The last day to appeal"), self.because
        if self.certificate:
            yield _("The certificate"), self.certificate.because
        if self.meeting:
            yield _("The meeting"), self.meeting.because


def answer(asked: Asked, today: date) -> Answer:
    """Everything that follows from what was told, for somebody who asks on `today`."""
    routes = law.routes(asked.decision, sections=asked.sections, decided=asked.sent)
    appeal = _appeal(asked, today, routes)
    last_days = tuple(_last_days(asked, today, appeal))
    late = any(day.when == "past" for day in last_days)
    needed = routes.certificate in {CertificateNeed.REQUIRED, CertificateNeed.ASK_A_PERSON}
    found = Answer(
        asked=asked,
        today=today,
        routes=routes,
        last_days=last_days,
        ask_a_person=appeal is not None and appeal.ask_a_person,
        certificate=law.certificate_by(today, decided=asked.sent) if needed and asked.sent and not late else None,
        meeting=None,
        moved=(),
        because=_only_doubts(appeal),
    )
    if late:
        return found
    moves = needed and not found.placement_doubtful
    return replace(
        found,
        meeting=_meeting(found) if routes.mediation else None,
        moved=tuple(_moved(asked, today, last_days)) if moves else (),
    )


def _meeting(found: Answer) -> Dated:
    """By when a meeting asked for today is to be arranged; about health alone the NHS is told first (R18, R21)."""
    decided = found.asked.sent
    if not found.only_health:
        return law.arrange_by(found.today, decided=decided)
    told = law.icb_told_by(found.today, decided=decided)
    assert told.date is not None
    arranged = law.arrange_by(told.date, decided=decided)
    return Dated(arranged.date, (*told.because, *arranged.because))


def _appeal(asked: Asked, today: date, routes: Routes) -> AppealBy | None:
    if asked.sent is None or not routes.appeal:
        return None
    return law.appeal_by(asked.sent, decision=asked.decision, sections=asked.sections, contacted=today)


def _only_doubts(appeal: AppealBy | None) -> tuple[Because, ...]:
    """Why a person is to be asked. The steps of the arithmetic name the date, so they are left out."""
    if appeal is None or not appeal.ask_a_person:
        return ()
    return tuple(step for step in appeal.because if step.certainty in {"doubt:D1", "doubt:D8"})


def _last_days(asked: Asked, today: date, appeal: AppealBy | None) -> Iterator[LastDay]:
    if asked.sent is None:
        return
    if asked.decision == Decision.DISCRIMINATION:
        claim = law.claim_by(asked.sent)
        assert claim.date is not None
        nearness = law.is_urgent(None, today=today, decision=asked.decision, act=asked.sent)
        yield LastDay("claim", claim.date, _when("claim", claim.date, nearness, today), claim.because)
    if appeal is None:
        return
    urgency = law.is_urgent(asked.sent, today=today, decision=asked.decision, sections=asked.sections)
    contact = law.contact_by(asked.sent, decision=asked.decision, sections=asked.sections)
    if contact.date is not None:
        yield LastDay("contact", contact.date, _when("contact", contact.date, urgency, today), contact.because)
    if not appeal.ask_a_person:
        when = _when("appeal", appeal.date, urgency, today)
        yield LastDay("appeal", appeal.date, when, appeal.because, appeal.at)


def _when(what: str, on: date, urgency: Urgency, today: date) -> When:
    if any(day.what == what for day in urgency.passed):
        return "past"
    if any(day.what == what for day in urgency.near):
        return "today" if on == today else "near"
    return ""


def _moved(asked: Asked, today: date, last_days: Sequence[LastDay]) -> Iterator[Moved]:
    """Three certificates, the earliest first: told today, told on the last day, after the last day for a meeting."""
    contact = next((day.on for day in last_days if day.what == "contact"), None)
    if asked.sent is None or contact is None:
        return
    meeting = law.arrange_by(today, decided=asked.sent).date
    assert meeting is not None
    told: list[tuple[How, date]] = [("today", today), ("meeting", meeting)]
    if contact != today:
        told.append(("last day", contact))
    for how, on in sorted(told, key=lambda each: each[1]):
        issued = law.certificate_by(on, decided=asked.sent).date
        assert issued is not None
        then = law.appeal_by(
            asked.sent, certificates=[issued], decision=asked.decision, sections=asked.sections, contacted=today
        )
        if not then.ask_a_person:
            yield Moved(how, on, issued, then.date)
