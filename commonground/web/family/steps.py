"""The steps of a case: done, now and to come. Only what has happened bears its day; what is due says by when."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from commonground.cases.words import Answer, Stage
from commonground.record.days import london_day
from commonground.web.components.filters import day
from commonground.web.family.picture import Picture
from commonground.web.family.standing import Standing


@dataclass(frozen=True)
class Step:
    """One step. `state` is `done`, `now` or `later`."""

    title: str
    state: str
    date: datetime.date | None = None
    text: str = ""
    late: str = ""


@dataclass(frozen=True)
class Plan:
    """A step before its state is known: the day it was done on, and the stages at which it is under way."""

    title: str
    done_on: datetime.date | None
    stages: frozenset[Stage]
    due: datetime.date | None = None


S = Stage


def steps_of(p: Picture, standing: Standing) -> list[Step]:
    """The steps of this case's route: the one now says who acts next, and who is late."""
    steps = []
    for plan in _route(p):
        if p.stage in plan.stages:
            steps.append(Step(plan.title, "now", None, standing.next, standing.late))
        elif plan.done_on:
            steps.append(Step(plan.title, "done", plan.done_on))
        elif p.case.closed_on is None:
            text = _("by %(day)s") % {"day": day(plan.due)} if plan.due and plan.due >= p.today else ""
            steps.append(Step(plan.title, "later", None, text))
    return steps


def _route(p: Picture) -> Sequence[Plan]:
    if not p.mediation:
        return _together(p)
    wants_meeting = p.facts.mediation_asked_on and not p.facts.withdrew_on and not p.facts.declined_on
    return [*_beginning(p), *(_mediation(p) if wants_meeting else _certificate_alone(p))]


def _beginning(p: Picture) -> list[Plan]:
    facts = p.facts
    chosen = facts.withdrew_on or facts.declined_on or facts.mediation_asked_on
    if not p.mediation:
        chosen = facts.parties_asked_on
    return [
        Plan(p.pick(_("You contacted us"), _("We were contacted")), facts.contacted_on, frozenset()),
        Plan(
            _("We explain what can be done"), facts.information_given_on, frozenset({S.ENQUIRY, S.NOT_REACHED}),
            p.due("give_information"),
        ),
        Plan(_choice(p), chosen, frozenset({S.INFORMED, S.UNDECIDED, S.NOT_NEEDED})),
    ]  # fmt: skip


def _choice(p: Picture) -> str:
    if not p.mediation:
        return _("Everyone is asked")
    return _("The choice") if p.another_chose else p.pick(_("You choose"), _("The choice"))


def _certificate_alone(p: Picture) -> list[Plan]:
    if p.stage == S.NOT_NEEDED:
        return []
    return [_certificate(p, frozenset({S.DECLINED}))]


def _certificate(p: Picture, stages: frozenset[Stage]) -> Plan:
    live = p.facts.live_certificates
    if live and p.due("certify") is None:
        stages = frozenset()
    title = p.pick(_("You get your certificate"), _("The certificate is issued"))
    return Plan(title, live[-1].on if live else None, stages, p.due("certify"))


def _mediation(p: Picture) -> list[Plan]:
    facts = p.facts
    found = [
        Plan(_("We tell the council"), facts.la_told_on, frozenset({S.ASKED}), p.due("tell_authority")),
        Plan(_("Finding a day"), _fixed_on(p), frozenset({S.ARRANGING})),
        Plan(_("The meeting"), facts.concluded_on, frozenset({S.MEETING_FIXED}), facts.meeting_on or p.due("arrange")),
        _certificate(p, frozenset({S.CONCLUDED, S.NOT_ARRANGED})),
    ]
    if p.stage == S.NOT_ARRANGED or (p.stage == S.CERTIFIED and not facts.concluded_on and not facts.meeting_on):
        return [found[0], Plan(_("The council could not arrange a meeting in time"), facts.la_unable_on, frozenset()),
                found[3]]  # fmt: skip
    return found


def _fixed_on(p: Picture) -> datetime.date | None:
    """The day on which the meeting ahead, or the one held, was fixed."""
    fixed = [fact.at for fact in p.case.facts.all() if fact.kind == "meeting_fixed"]
    return london_day(fixed[-1]) if fixed and (p.facts.meeting_on or p.facts.concluded_on) else None


def _together(p: Picture) -> list[Plan]:
    facts = p.facts
    parties = [party for party in p.case.parties.all() if party.answer]
    answered = [party.answered_on for party in parties if party.answered_on]
    said_no = p.stage == S.REFUSED
    all_yes = bool(parties) and all(party.answer == Answer.YES for party in parties)
    found = [
        *_beginning(p),
        Plan(
            _("Everyone says yes or no"),
            max(answered) if all_yes and answered else None,
            frozenset({S.ASKING_PARTIES, S.REFUSED}),
            p.due("parties_answer"),
        ),
    ]
    if said_no:
        return found
    return [
        *found,
        Plan(_("Finding a day"), _fixed_on(p), frozenset({S.ARRANGING})),
        Plan(_("The meeting"), facts.concluded_on, frozenset({S.MEETING_FIXED}), facts.meeting_on),
        Plan(_("Everything is written down"), p.case.closed_on, frozenset({S.CONCLUDED})),
    ]  # fmt: skip
