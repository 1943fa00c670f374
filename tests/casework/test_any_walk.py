"""Whatever is tried in whatever order: a plain answer, an entry for what was done, duties as the facts say."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonground.cases import choosing, commands, duties, issues, queries, taking_part
from commonground.cases.answers import NotDone
from commonground.cases.models import Case
from commonground.cases.words import Channel, Outcome, PartyKind, Route, Stage, Wish
from commonground.casework import arranging, closing, disagreement
from commonground.law import CertificateKind
from commonground.meetings import commands as meetings
from commonground.meetings.models import State, WhoseReason
from commonground.people.models import Person
from commonground.record.days import today
from commonground.record.queries import entries_of
from commonground.record.verify import verify
from tests.made_up import CAME, EVERYTHING, a_case, acting, an_arrangement, certified, staff

START = datetime(2026, 1, 12, 9, tzinfo=UTC)
Step = Callable[[Case, Person, int], object]


def _party(case: Case, number: int) -> int:
    parties = list(case.parties.order_by("id"))
    return parties[number % len(parties)].pk


STEPS: dict[str, Step] = {
    "inform": lambda c, p, n: commands.record_information(c, by=acting(p), told=EVERYTHING, how=Channel.TELEPHONE),
    "attempt": lambda c, p, n: commands.record_attempt(
        c, by=acting(p), channel=[*Channel][n % 5], named_dates=n % 2 == 0, send=n % 3 == 0,
        next_contact_on=today() + timedelta(days=n),
    ),
    "undecided": lambda c, p, n: commands.leave_undecided(
        c, by=acting(p), next_contact_on=today() + timedelta(days=n)
    ),
    "appeal_wish": lambda c, p, n: choosing.say_about_appeal(c, by=acting(p), wish=[*Wish][n % 3]),
    "decline": lambda c, p, n: choosing.decline(c, by=acting(p)),
    "mediate": lambda c, p, n: choosing.ask_mediation(c, by=acting(p)),
    "withdraw": lambda c, p, n: choosing.withdraw(c, by=acting(p)),
    "not_needed": lambda c, p, n: commands.need_no_certificate(c, by=acting(p, reason="Said so")),
    "tell": lambda c, p, n: arranging.tell_authority(
        c, by=acting(p), on=today() - timedelta(days=n) if n % 4 == 0 else None
    ),
    "told_icb": lambda c, p, n: commands.told_icb(c, by=acting(p), on=today() - timedelta(days=n % 4)),
    "issue": lambda c, p, n: issues.add_issue(
        c, by=acting(p), what="Therapy", section="F", health_provision_wanted="OT" if n % 2 else ""
    ),
    "chase": lambda c, p, n: commands.chase(c, by=acting(p), channel=Channel.EMAIL),
    "cannot": lambda c, p, n: arranging.cannot_arrange(c, by=acting(p), why="x", whose=[*WhoseReason][n % 5]),
    "day_30": lambda c, p, n: arranging.offer_day_30(c, by=acting(p)),
    "fix": lambda c, p, n: arranging.fix_meeting(
        c, by=acting(p), arrangement=an_arrangement(
            today() + timedelta(days=n), notice_waived_by="Sam" if n % 2 else ""
        ),
    ),
    "notice": lambda c, p, n: arranging.record_notice(c, by=acting(p), channel=Channel.TELEPHONE),
    "conclude": lambda c, p, n: meetings.conclude(
        c, by=acting(p), came=CAME[: 1 + n % 2], outcome=[*Outcome][n % 3], agreed_in_writing=n % 3 == 0
    ),
    "adjourn": lambda c, p, n: meetings.adjourn(c, by=acting(p), came=CAME, why="x"),
    "missed": lambda c, p, n: meetings.did_not_happen(c, by=acting(p), whose=[*WhoseReason][n % 5], why="x"),
    "certify": lambda c, p, n: certified(c, p, [*CertificateKind][n % 3]),
    "declare": lambda c, p, n: commands.declare(c, by=acting(p), independent=True),
    "appeal": lambda c, p, n: commands.note_appeal(c, by=acting(p), lodged_on=today() - timedelta(days=n)),
    "elsewhere": lambda c, p, n: commands.note_earlier_certificate(
        c, by=acting(p), issued_on=today() - timedelta(days=n), issuer="Another"
    ),
    "ask": lambda c, p, n: disagreement.ask_parties(c, by=acting(p), parties=[_party(c, n), _party(c, n + 1)]),
    "answer": lambda c, p, n: disagreement.record_answer(c, by=acting(p), party=_party(c, n), agrees=n % 3 != 0),
    "school": lambda c, p, n: taking_part.add_party(c, by=acting(p), kind=PartyKind.SCHOOL, name="S"),
    "stop": lambda c, p, n: taking_part.stop_all_contact(c, by=acting(p)),
    "allow": lambda c, p, n: taking_part.allow_contact(c, by=acting(p, reason="Safe")),
    "close": lambda c, p, n: closing.close(c, by=acting(p, reason="Over" if n % 2 else ""), outcome_words="x"),
    "reopen": lambda c, p, n: closing.reopen(c, by=acting(p)),
}  # fmt: skip
INFORMED = ("declare", "inform")
BEGINNINGS: dict[Route, list[tuple[str, ...]]] = {
    Route.MEDIATION: [
        (), INFORMED, (*INFORMED, "decline"), (*INFORMED, "mediate", "tell"), (*INFORMED, "mediate", "tell", "fix"),
        (*INFORMED, "mediate", "tell", "cannot"), (*INFORMED, "decline", "certify", "close"),
        (*INFORMED, "mediate", "tell", "fix", "conclude"), (*INFORMED, "mediate", "tell", "day_30"),
    ],
    Route.DISAGREEMENT_RESOLUTION: [(), INFORMED, (*INFORMED, "ask"), (*INFORMED, "ask", "answer", "fix")],
}  # fmt: skip
"""Ways into the middle of a case."""
FIRST = {"certify": (0, 0), "cannot": (0, 0), "conclude": (1, 2), "day_30": (0, 31)}
"""The number of a step at the beginning, and the days before it, where they are not 1 and 0."""
a_step = st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 35), st.integers(0, 12))


def what_holds(case: Case) -> None:
    """What is true of every case after every command."""
    facts = queries.facts_of(case)
    assert facts == queries.facts_of(Case.objects.get(pk=case.pk)), "the same rows give the same facts"
    owed = {(d.kind, d.since): (d.due_on, d.owed_by, d.settled_on) for d in duties.owed(facts)}
    rows = {(d.kind, d.since): (d.due_on, d.owed_by, d.settled_on) for d in case.duties.all()}
    assert owed.items() <= rows.items()
    assert all(settled for key, (_due, _by, settled) in rows.items() if key not in owed)
    work = [d for d in duties.owed(facts) if d.settled_on is None and d.owed_by != "family"]
    ours, theirs = [d for d in work if d.owed_by == "us"], [d for d in work if d.owed_by != "us"]
    first = [*ours, *theirs][:1]
    assert (case.next_duty, case.next_duty_on) == next(((d.kind, d.due_on) for d in first), ("", None))
    assert (case.other_duty, case.other_duty_on) == next(((d.kind, d.due_on) for d in theirs), ("", None))
    assert (case.stage == Stage.CLOSED) == (case.closed_on is not None)
    fixed = case.meetings.filter(state=State.FIXED).exists()
    assert fixed == (case.stage == Stage.MEETING_FIXED)


@pytest.mark.django_db
@pytest.mark.long
@pytest.mark.parametrize("route", Route)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_any_walk_through_the_stages_is_answered_recorded_and_owed(route: Route, data: st.DataObject) -> None:
    beginning = [(name, *FIRST.get(name, (1, 0))) for name in data.draw(st.sampled_from(BEGINNINGS[route]))]
    walk = beginning + data.draw(st.lists(a_step, min_size=3, max_size=9))
    with transaction.atomic():
        _walk(route, walk)
        transaction.set_rollback(True)


def _walk(route: Route, walk: list[tuple[str, int, int]]) -> None:
    clock = START
    with time_machine.travel(clock):
        adviser = staff()
        case = a_case(adviser, route=route)
    for name, number, days in walk:
        clock += timedelta(days=days, minutes=1)
        with time_machine.travel(clock):
            case = _step(case, adviser, STEPS[name], number)
    assert not [finding for finding in verify() if finding.case == case.pk]


def _step(case: Case, adviser: Person, step: Step, number: int) -> Case:
    before, version, no = len(entries_of(case.pk)), case.version, None
    try:
        with transaction.atomic():
            step(case, adviser, number)
    except NotDone as answer:
        no = answer
    now = Case.objects.get(pk=case.pk)
    entries = entries_of(case.pk)
    if no is not None:
        assert no.sentence
        assert (len(entries), now.version) == (before, version), "what was not done left nothing"
    else:
        assert len(entries) - before == now.version - version > 0
        assert entries[-1].by == adviser.actor
        what_holds(now)
    return now
