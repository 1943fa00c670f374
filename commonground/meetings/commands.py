"""Fixing a meeting and recording what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from commonground import law
from commonground.cases.answers import Impossible, hold_to
from commonground.cases.apply import Acting, NewFact, change
from commonground.cases.mediators import hold_mediator_to_the_rules
from commonground.cases.models import Case
from commonground.cases.words import Act, FactKind, Outcome, PartyKind, Route
from commonground.meetings.models import Attendance, Meeting, Mode, Rooms, State, WhoseReason
from commonground.meetings.queries import meeting_ahead
from commonground.people.models import Person
from commonground.record.days import london_day


@dataclass(frozen=True)
class Arrangement:
    """When, where and how a meeting is to be. `starts_at` is an aware instant; `lasts` a length of time.

    `told_family_on` is an earlier day on which the council itself told the family date and place.
    """

    starts_at: datetime
    place: str
    mode: Mode
    rooms: Rooms
    mediator: Person | None = None
    lasts: timedelta = timedelta(hours=3)
    notice_waived_by: str = ""
    told_family_on: date | None = None


@dataclass(frozen=True)
class Came:
    """One line of the attendance register: `could_decide` is for councils, the NHS and schools."""

    name: str
    party: PartyKind
    came: bool = True
    could_decide: bool | None = None


def fix_meeting(case: Case, *, by: Acting, arrangement: Arrangement) -> Case:
    """Fix a meeting, or move it. Fewer than five clear working days' notice need the family's agreement (R24, D18).

    Who leads it is the one named, or else the case's mediator. Raises Impossible for a day that has passed or a
    mediator already booked then, Unlawful or AskAPerson where notice is short and nobody agreed to it, or where the law
    stands against this mediator (R10, D12).
    """
    on = london_day(arrangement.starts_at)
    if on < by.day:
        raise Impossible(_("The meeting cannot be on a day that has passed."))

    def check(locked: Case) -> None:
        _enough_notice(locked, arrangement, by)
        mediator = arrangement.mediator or locked.mediator
        if mediator is not None:
            hold_mediator_to_the_rules(locked, mediator, by=by)

    words = {
        "at": arrangement.starts_at.isoformat(),
        "place": arrangement.place,
        "waived": arrangement.notice_waived_by,
    }
    try:
        with transaction.atomic():
            return change(
                case, by=by, what="meeting.fixed", act=Act.FIX_MEETING, facts=_fixed(arrangement, on, by), words=words,
                check=check, fields={"mediator": arrangement.mediator} if arrangement.mediator else {},
                also=lambda locked: _book(locked, arrangement, on),
            )  # fmt: skip
    except IntegrityError as error:
        if "mediator_booked_once" in str(error):
            raise Impossible(_("This mediator already has a meeting at that time.")) from error
        raise


def _fixed(arrangement: Arrangement, on: date, by: Acting) -> list[NewFact]:
    facts = [NewFact(FactKind.MEETING_FIXED, on)]
    if arrangement.told_family_on:
        facts.append(NewFact(FactKind.NOTICE_GIVEN, arrangement.told_family_on))
    if arrangement.notice_waived_by:
        facts.append(NewFact(FactKind.NOTICE_WAIVED, by.day, {"by": arrangement.notice_waived_by}))
    return facts


def _enough_notice(case: Case, arrangement: Arrangement, by: Acting) -> None:
    """R24 for mediation; for disagreement resolution the same is our promise, which a reason lifts."""
    on, told = london_day(arrangement.starts_at), arrangement.told_family_on or by.day
    if told > by.day:
        raise Impossible(_("The day on which the family was told has not come yet."))
    ruling = law.notice_is_enough(told, meeting=on, agreed_to_less=bool(arrangement.notice_waived_by))
    if case.route != Route.MEDIATION and ruling.allowed == "unlawful":
        ruling = replace(ruling, allowed="ask_a_person")
    hold_to(ruling, reason=by.reason)


def _book(case: Case, arrangement: Arrangement, on: date) -> None:
    case.meetings.filter(state=State.FIXED).update(state=State.MOVED)
    mediator = arrangement.mediator or case.mediator
    if mediator is not None:
        # Two who book one mediator at once wait for each other here; the constraint alone could leave them deadlocked.
        Person.objects.select_for_update(no_key=True).get(pk=mediator.pk)
    Meeting.objects.create(
        case=case,
        mediator=mediator,
        during=DateTimeTZRange(arrangement.starts_at, arrangement.starts_at + arrangement.lasts),
        on=on,
        mode=arrangement.mode,
        rooms=arrangement.rooms,
        place=arrangement.place,
        notice_waived_by=arrangement.notice_waived_by,
    )


def _ahead(case: Case) -> Meeting:
    meeting = case.meetings.filter(state=State.FIXED).first()
    if meeting is None:
        raise Impossible(_("No meeting is fixed in this case."))
    return meeting


def conclude(
    case: Case, *, by: Acting, came: Sequence[Came], outcome: Outcome, agreed_in_writing: bool,
    agreed_on: date | None = None,
) -> Case:  # fmt: skip
    """The mediation is over: who came, who could decide, and how it ended (R28, R33, R35).

    It ended on the day of the meeting, whenever that is written down. The family must have come for the certificate
    that says they took part; a meeting without them is recorded as one that did not happen. An agreement is dated the
    day it was put in writing, `agreed_on`, else that of the meeting. Raises Impossible otherwise.
    """
    _register_can_be(came)
    if not any(line.party == PartyKind.FAMILY and line.came for line in came):
        raise Impossible(_("Record who came for the family. Without them the meeting did not happen."))
    if not any(line.party != PartyKind.FAMILY and line.came for line in came):
        raise Impossible(_("Record who came for the other side. Without them the meeting did not happen."))
    if agreed_in_writing and outcome == Outcome.NOT_AGREED:
        raise Impossible(_("There cannot be a written agreement where nothing was agreed."))
    ahead = meeting_ahead(case)
    on = ahead.on if ahead else by.day
    if agreed_on is not None and agreed_on < on:
        raise Impossible(_("The agreement cannot have been put in writing before the meeting."))

    def also(locked: Case) -> None:
        _hold(_ahead(locked), State.HELD, came)

    facts = [NewFact(FactKind.CONCLUDED, on, {"outcome": outcome, "took_part": True})]
    if agreed_in_writing:
        facts.append(NewFact(FactKind.AGREEMENT, agreed_on or on))
    words = {
        "outcome": outcome,
        "came": [line.name for line in came if line.came],
        "in_writing": agreed_in_writing,
        "on": on.isoformat(),
    }
    return change(case, by=by, what="meeting.held", act=Act.CONCLUDE, facts=facts, words=words, also=also)


def _register_can_be(came: Sequence[Came]) -> None:
    lines = [(line.name, line.party) for line in came]
    if len(set(lines)) < len(lines):
        raise Impossible(_("Somebody stands on the list twice."))


def adjourn(case: Case, *, by: Acting, came: Sequence[Came], why: str) -> Case:
    """The meeting was held and goes on another day; mediation concludes with the last one (R33)."""
    _register_can_be(came)

    def also(locked: Case) -> None:
        _hold(_ahead(locked), State.ADJOURNED, came, reason=why)

    facts = [NewFact(FactKind.MEETING_CANCELLED, by.day, {"adjourned": True})]
    return change(case, by=by, what="meeting.adjourned", act=Act.ADJOURN, facts=facts, words={"why": why}, also=also)


def did_not_happen(case: Case, *, by: Acting, whose: WhoseReason, why: str) -> Case:
    """The meeting was cancelled or somebody did not come; why, and on whose side (R22)."""

    def also(locked: Case) -> None:
        _call_off(_ahead(locked), by=by, whose=whose, why=why)

    facts = [NewFact(FactKind.MEETING_CANCELLED, by.day, {"whose": whose})]
    words = {"whose": whose, "why": why}
    return change(case, by=by, what="meeting.missed", act=Act.DID_NOT_HAPPEN, facts=facts, words=words, also=also)


def call_off(case: Case, *, by: Acting, whose: WhoseReason, why: str) -> Meeting | None:
    """Take the fixed meeting off the diary when the case has left mediation, in the transaction of that act.

    Returns the meeting, or None where none was fixed.
    """
    meeting = meeting_ahead(case)
    if meeting is not None:
        _call_off(meeting, by=by, whose=whose, why=why)
    return meeting


def _call_off(meeting: Meeting, *, by: Acting, whose: WhoseReason, why: str) -> None:
    meeting.state, meeting.whose_reason, meeting.reason = State.DID_NOT_HAPPEN, whose, why
    meeting.told_us_on = by.day
    meeting.save()


def _hold(meeting: Meeting, state: State, came: Sequence[Came], *, reason: str = "") -> None:
    meeting.state, meeting.reason = state, reason
    meeting.save()
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, name=c.name, party=c.party, came=c.came, could_decide=c.could_decide) for c in came
    )
