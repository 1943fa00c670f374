"""Fixing a meeting and recording what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from commonground import law
from commonground.cases.answers import AskAPerson, Impossible
from commonground.cases.apply import Acting, NewFact, change
from commonground.cases.models import Case
from commonground.cases.words import Act, FactKind, Outcome, PartyKind
from commonground.meetings.models import Attendance, Meeting, Mode, Rooms, State, WhoseReason
from commonground.people.models import Person
from commonground.record.days import london_day


@dataclass(frozen=True)
class Arrangement:
    """When, where and how a meeting is to be. `starts_at` is an aware instant; `lasts` a length of time."""

    starts_at: datetime
    place: str
    mode: Mode
    rooms: Rooms
    mediator: Person | None = None
    lasts: timedelta = timedelta(hours=3)
    notice_waived_by: str = ""


@dataclass(frozen=True)
class Came:
    """One line of the attendance register: `could_decide` is for councils, the NHS and schools."""

    name: str
    party: PartyKind
    came: bool = True
    could_decide: bool | None = None


def fix_meeting(case: Case, *, by: Acting, arrangement: Arrangement) -> Case:
    """Fix a meeting, or move it. Less than five clear working days' notice needs the family's agreement (R24).

    Raises Impossible for a day that has passed or a mediator already booked then, AskAPerson where notice is short
    and nobody agreed to it, or where the adviser who informed would mediate (D12).
    """
    on = london_day(arrangement.starts_at)
    if on < by.day:
        raise Impossible(_("The meeting cannot be on a day that has passed."))
    _enough_notice(arrangement, by)
    facts = [NewFact(FactKind.MEETING_FIXED, on)]
    if arrangement.notice_waived_by:
        facts.append(NewFact(FactKind.NOTICE_WAIVED, by.day, {"by": arrangement.notice_waived_by}))

    def check(locked: Case) -> None:
        mediator = arrangement.mediator
        if mediator is not None and mediator.pk == locked.adviser_id and not by.reason:
            raise AskAPerson(_("The adviser of this case should not mediate it. Say why it is right here."))

    words = {
        "at": arrangement.starts_at.isoformat(),
        "place": arrangement.place,
        "waived": arrangement.notice_waived_by,
    }
    try:
        with transaction.atomic():
            return change(
                case, by=by, what="meeting.fixed", act=Act.FIX_MEETING, facts=facts, words=words, check=check,
                fields={"mediator": arrangement.mediator} if arrangement.mediator else {},
                also=lambda locked: _book(locked, arrangement, on),
            )  # fmt: skip
    except IntegrityError as error:
        if "mediator_booked_once" in str(error):
            raise Impossible(_("This mediator already has a meeting at that time.")) from error
        raise


def _enough_notice(arrangement: Arrangement, by: Acting) -> None:
    on = london_day(arrangement.starts_at)
    latest = law.notice_by(on).date
    if by.day > latest and not arrangement.notice_waived_by and not by.reason:
        raise AskAPerson(
            _("The family must have five working days' notice. Record who agreed to less, or say why you go on."),
            rule="R24",
        )


def _book(case: Case, arrangement: Arrangement, on: date) -> None:
    case.meetings.filter(state=State.FIXED).update(state=State.MOVED)
    Meeting.objects.create(
        case=case,
        mediator=arrangement.mediator,
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


def conclude(case: Case, *, by: Acting, came: Sequence[Came], outcome: Outcome, agreed_in_writing: bool) -> Case:
    """The mediation is over: who came, who could decide, and how it ended (R28, R33, R35).

    The family must have come for the certificate that says they took part; a meeting without them is recorded as one
    that did not happen. An agreement is dated the day it was put in writing. Raises Impossible otherwise.
    """
    if not any(line.party == PartyKind.FAMILY and line.came for line in came):
        raise Impossible(_("Record who came for the family. Without them the meeting did not happen."))
    if not any(line.party != PartyKind.FAMILY and line.came for line in came):
        raise Impossible(_("Record who came for the other side. Without them the meeting did not happen."))
    if agreed_in_writing and outcome == Outcome.NOT_AGREED:
        raise Impossible(_("There cannot be a written agreement where nothing was agreed."))

    def also(locked: Case) -> None:
        _hold(_ahead(locked), State.HELD, came)

    facts = [NewFact(FactKind.CONCLUDED, by.day, {"outcome": outcome, "took_part": True})]
    if agreed_in_writing:
        facts.append(NewFact(FactKind.AGREEMENT, by.day))
    words = {
        "outcome": outcome,
        "came": [line.name for line in came if line.came],
        "in_writing": agreed_in_writing,
    }
    return change(case, by=by, what="meeting.held", act=Act.CONCLUDE, facts=facts, words=words, also=also)


def adjourn(case: Case, *, by: Acting, came: Sequence[Came], why: str) -> Case:
    """The meeting was held and goes on another day; mediation concludes with the last one (R33)."""

    def also(locked: Case) -> None:
        _hold(_ahead(locked), State.ADJOURNED, came, reason=why)

    facts = [NewFact(FactKind.MEETING_CANCELLED, by.day, {"adjourned": True})]
    return change(case, by=by, what="meeting.adjourned", act=Act.ADJOURN, facts=facts, words={"why": why}, also=also)


def did_not_happen(case: Case, *, by: Acting, whose: WhoseReason, why: str) -> Case:
    """The meeting was cancelled or somebody did not come; why, and on whose side (R22, FEATURES 65, 68)."""

    def also(locked: Case) -> None:
        meeting = _ahead(locked)
        meeting.state, meeting.whose_reason, meeting.reason, meeting.told_us_on = (
            State.DID_NOT_HAPPEN,
            whose,
            why,
            by.day,
        )
        meeting.save()

    facts = [NewFact(FactKind.MEETING_CANCELLED, by.day, {"whose": whose})]
    words = {"whose": whose, "why": why}
    return change(case, by=by, what="meeting.missed", act=Act.DID_NOT_HAPPEN, facts=facts, words=words, also=also)


def _hold(meeting: Meeting, state: State, came: Sequence[Came], *, reason: str = "") -> None:
    meeting.state, meeting.reason = state, reason
    meeting.save()
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, name=c.name, party=c.party, came=c.came, could_decide=c.could_decide) for c in came
    )
