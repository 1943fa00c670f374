"""The one way a case changes: lock it, ask the stage table and its guard, write, add one entry, settle duties.

Every command of this room and of the rooms above goes through `change`. It runs inside the caller's transaction when
there is one, so facts, entry, duties and queued notices stand or fall together.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.cases import guards, queries, stages
from commonground.cases.answers import AskAPerson, Impossible, NotTheirs, Stale, hold_to
from commonground.cases.duties import Owed, owed, urgency_starts
from commonground.cases.facts import Facts
from commonground.cases.models import Case, Duty, Fact
from commonground.cases.signals import moved
from commonground.cases.words import Act, Channel, FactKind, OwedBy, Route, Stage
from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.record import commands as record
from commonground.record.days import london_day, now
from commonground.record.queries import entries_of


@dataclass(frozen=True)
class Acting:
    """Who acts, and on what footing.

    `person` acts; without one a named `job` of the system does. `recorded_for` names the person or body whose word a
    member of staff writes down, and `on_behalf` is their opaque id where they take part in the case. `reason` is a
    named person's reason for going on where the law asks for one. `version` is the version of the case that the actor
    saw. `came_by` and `at` say how and when the word reached us: what came by web form, voicemail or post counts from
    when it arrived.
    """

    person: Person | None
    reason: str = ""
    version: int | None = None
    recorded_for: str = ""
    on_behalf: str = ""
    came_by: Channel | str = ""
    at: datetime | None = None
    job: str = ""

    @property
    def actor(self) -> str:
        """The opaque id for the record."""
        return self.person.actor if self.person else f"system:{self.job}"

    @property
    def instant(self) -> datetime:
        """When it reached us, or now."""
        return self.at or now()

    @property
    def day(self) -> date:
        """The London day of that instant."""
        return london_day(self.instant)


@dataclass(frozen=True)
class NewFact:
    """A fact about to be written. `on` defaults to the day of the act."""

    kind: FactKind
    on: date | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


Check = Callable[[Case], None]
UNSEEN = ("access.", "voice.shared", "voice.unshared")
"""Entries that change nothing of the case, and nobody who works on it is told of by this."""


@transaction.atomic
def change(
    case: Case,
    *,
    by: Acting,
    what: str,
    act: Act | None = None,
    who: frozenset[Role] | None = None,
    facts: Iterable[NewFact] = (),
    words: Mapping[str, Any] | None = None,
    fields: Mapping[str, Any] | None = None,
    check: Check | None = None,
    also: Check | None = None,
    own: bool = False,
) -> Case:
    """Change a case, in one transaction, and return it as it is now.

    `act` moves it through the stage table, which says who may; without one the stage stays, and `who` says it. `facts`
    are dated facts, `fields` plain columns of the case, `words` go into the entry `what`. `check` looks at the locked
    case first and may raise; `also` writes what hangs on it. `own`: it concerns the actor alone, so that nobody asks
    whether the choices of this case are still theirs (R9). Raises Stale, Impossible, NotTheirs, Unlawful or
    AskAPerson, and then nothing has changed.
    """
    facts = list(facts)
    locked = Case.objects.select_for_update().get(pk=case.pk)
    _not_stale(locked, by)
    if who is not None:
        _theirs(locked, who, by)
    if not own:
        _still_speaks(locked, by)
    if check is not None:
        check(locked)
    if act is not None:
        _move(locked, act, by)
    elif locked.stage == Stage.CLOSED and by.person is not None and not by.reason:
        raise AskAPerson(_("This case is closed. Open it again, or say why you add to it now."))
    for name, value in (fields or {}).items():
        setattr(locked, name, value)
    _write_facts(locked, by, facts)
    if also is not None:
        also(locked)
    known = queries.facts_of(locked, as_of=by.day)
    if facts or fields:
        _dates_agree(known)
    _settle(locked, known)
    locked.version += 1
    locked.save()
    record.append(case=locked.pk, what=what, by=by.actor, words=_entry_words(by, words), at=by.at)
    if act is not None:
        moved.send(sender=Case, case=locked, act=act, by=by)
    return locked


def _entry_words(by: Acting, words: Mapping[str, Any] | None) -> dict[str, Any]:
    """The entry's words with the footing beside them; empty parts are left out."""
    footing = {
        "reason": by.reason, "recorded_for": by.recorded_for, "on_behalf": by.on_behalf, "came_by": str(by.came_by),
    }  # fmt: skip
    return {**(words or {}), **{k: v for k, v in footing.items() if v}}


def _not_stale(case: Case, by: Acting) -> None:
    """Two people, one case: the second is shown what changed and loses nothing."""
    if by.version is None or by.version == case.version:
        return
    changes = [entry for entry in entries_of(case.pk, people=Person.objects.all()) if not entry.what.startswith(UNSEEN)]
    since = changes[-max(case.version - by.version, 1) :]
    raise Stale(
        _("Somebody else changed this case while you were writing. Look at what changed, then save again."),
        since=since,
    )


def _theirs(case: Case, who: frozenset[Role], by: Acting) -> None:
    if by.person is not None and not who & queries.roles_in(case, by.person):
        raise NotTheirs(_("Your role does not do this. Ask an adviser or a coordinator."))


def _still_speaks(case: Case, by: Acting) -> None:
    """Whoever acts in the name of a parent after the right has passed to the young person: a person decides (R9)."""
    if by.person is None or by.reason:
        return
    speaks = by.on_behalf or by.person.actor
    if queries.has_lost_the_right(case, speaks, on=by.day):
        raise AskAPerson(
            _("This is %(name)s’s own to decide now. A person must look at it first.") % {"name": case.child.name},
            rule="R9",
        )


def _move(case: Case, act: Act, by: Acting) -> None:
    """Take one row of the stage table, or say why not."""
    stage = Stage(case.stage)
    transition = stages.STAGES[Route(case.route)].get((stage, act))
    if transition is None:
        raise Impossible(_("This cannot be done now. The case stands at “%(stage)s”.") % {"stage": stage.label})
    _theirs(case, transition.who, by)
    hold_to(transition.guard(queries.facts_of(case, as_of=by.day)), reason=by.reason)
    before = case.stage
    case.stage = transition.to or case.stage_before or Stage.INFORMED
    if case.stage == Stage.CLOSED:
        case.stage_before, case.closed_on = before, by.day
    else:
        case.closed_on = None


def _write_facts(case: Case, by: Acting, facts: Iterable[NewFact]) -> None:
    """Write dated facts; a day that has not come yet is refused, but for a meeting or a next contact."""
    ahead = {FactKind.MEETING_FIXED, FactKind.NEXT_CONTACT}
    today = london_day(now())
    for fact in facts:
        on = fact.on or by.day
        if on > today and fact.kind not in ahead:
            raise Impossible(_("That day has not come yet."))
        Fact.objects.create(case=case, kind=fact.kind, on=on, at=by.instant, came_by=by.came_by, data=dict(fact.data))


def _dates_agree(facts: Facts) -> None:
    """No command leaves facts behind that contradict one another: nothing could be certified on them later."""
    wrong = guards.contradiction(facts)
    if wrong:
        raise Impossible(wrong)


def settle(case: Case, *, as_of: date) -> None:
    """Work the duties out afresh and put the next ones on the case, where the work list's index finds it."""
    _settle(case, queries.facts_of(case, as_of=as_of))


def _settle(case: Case, facts: Facts) -> None:
    due = owed(facts)
    _store(case, due)
    work = [duty for duty in due if duty.settled_on is None and duty.owed_by != OwedBy.FAMILY]
    ours = next((duty for duty in work if duty.owed_by == OwedBy.US), None)
    other = next((duty for duty in work if duty.owed_by != OwedBy.US), None)
    case.next_duty, case.next_duty_on, case.waits_for = _on_the_list(ours or other)
    case.other_duty, case.other_duty_on, case.other_owes = _on_the_list(other)
    case.urgent_from = urgency_starts(facts)


def _on_the_list(duty: Owed | None) -> tuple[str, date | None, str]:
    return (duty.kind, duty.due_on, duty.owed_by) if duty else ("", None, "")


def _store(case: Case, due: list[Owed]) -> None:
    known = {(d.kind, d.since): d for d in case.duties.all()}
    for duty in due:
        row = known.pop((duty.kind, duty.since), None) or Duty(case=case, kind=duty.kind, since=duty.since)
        says = (duty.owed_by, duty.due_on, duty.rule, duty.settled_on)
        if row.pk is None or says != (row.owed_by, row.due_on, row.rule, row.settled_on):
            row.owed_by, row.due_on, row.rule, row.settled_on = says
            row.save()
    # What no longer follows from the facts was never owed; what was settled stays.
    for row in known.values():
        if row.settled_on is None:
            row.delete()
