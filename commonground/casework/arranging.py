"""Between the family's choice and the meeting: the council and the NHS are told, answer, or cannot."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.cases import queries, telling
from commonground.cases.answers import AskAPerson, Impossible
from commonground.cases.apply import Acting, NewFact, change
from commonground.cases.models import Case
from commonground.cases.stages import STAFF
from commonground.cases.words import Act, Channel, FactKind, PartyKind, Route
from commonground.directory import queries as directory
from commonground.directory.models import NoticeAddress
from commonground.meetings import commands as meetings
from commonground.meetings.commands import Arrangement
from commonground.meetings.models import WhoseReason
from commonground.meetings.queries import meeting_ahead
from commonground.notices import commands as notices
from commonground.notices.commands import Recipient


@transaction.atomic
def tell_authority(case: Case, *, by: Acting, on: date | None = None) -> Case:
    """The council is told that the family wants mediation, with the issues (R17), and its 30 days begin (R19, R20).

    `on` is an earlier day on which the family told the council itself (D13: the earliest counts). Health issues are
    named, with the health provision wanted, and the NHS board hears from us too, beside the council's duty (R18).
    It is told again when the message that told it came back. Where no message goes out now it is told by telephone:
    `by.came_by` says so, or a person is asked.
    """
    issues = [_issue_line(i.section, i.what, i.wanted) for i in case.issues.filter(dropped_on=None).order_by("id")]
    health = list(case.issues.filter(dropped_on=None, is_health=True).order_by("id"))

    def check(locked: Case) -> None:
        if on is not None and locked.sent_on is not None and on < locked.sent_on:
            raise Impossible(_("The council cannot have been told before its letter was sent."))

    case = change(
        case, by=by, what="council.told", act=Act.TELL_AUTHORITY, facts=[NewFact(FactKind.LA_TOLD, on)], check=check,
        words={"issues": issues, "on": (on or by.day).isoformat()},
    )  # fmt: skip
    context = _request(case, issues)
    context["health_wanted"] = [i.health_provision_wanted or i.what for i in health]
    sent = telling.tell_authority(
        case, "la_mediation_request", context, purpose=NoticeAddress.Purpose.MEDIATION_REQUEST
    )
    if not sent and by.came_by != Channel.TELEPHONE and not by.reason:
        raise AskAPerson(_("We cannot write to this council now. Ring it now, and say here whom you told."))
    if health:
        _tell_icbs(case, [i.health_provision_wanted or i.what for i in health])
    return case


def _issue_line(section: str, what: str, wanted: str) -> str:
    parts = [_("Section %(section)s: %(what)s") % {"section": section, "what": what} if section else what]
    return " ".join(parts + ([_("Wanted: %(wanted)s") % {"wanted": wanted}] if wanted else []))


def _request(case: Case, issues: list[str]) -> dict[str, object]:
    arrange = case.duties.filter(kind="arrange").order_by("due_on").first()
    told = queries.facts_of(case).la_told_on
    return {
        "child": case.child.name,
        "decision": case.decision,
        "decision_sent_on": case.sent_on,
        "issues": issues,
        "told_on": told,
        "arrange_by": arrange.due_on if arrange else None,
    }


def _tell_icbs(case: Case, wanted: list[str]) -> None:
    due = case.duties.filter(kind="tell_icb").first()
    for board in directory.icbs_of(case.authority):
        case.parties.get_or_create(kind=PartyKind.ICB, name=board.name, defaults={"email": board.email})
        if board.email:
            context = {
                "reference": case.reference, "child": case.child.name, "council": case.authority.short_name,
                "health_wanted": wanted, "told_by": due.due_on if due else None,
            }  # fmt: skip
            to = Recipient(person=None, name=board.name, email=board.email)
            notices.queue("icb_mediation_request", to=to, about=case.pk, context=context)


@transaction.atomic
def cannot_arrange(case: Case, *, by: Acting, why: str, whose: WhoseReason = WhoseReason.AUTHORITY) -> Case:
    """The council tells us that it cannot arrange it in 30 days: a certificate is due in three working days, and the
    family may appeal at once or still wait (R23). The council's duty to take part goes on (R22).

    Raises Impossible for the word of anybody else; the NHS's counts where all issues are health, else a person is asked
    (D5).
    """

    def check(locked: Case) -> None:
        if whose not in {WhoseReason.AUTHORITY, WhoseReason.ICB}:
            raise Impossible(_("Only the council, or the NHS, can say that it cannot arrange the meeting."), rule="R23")
        facts = queries.facts_of(locked, as_of=by.day)
        if whose == WhoseReason.ICB and not facts.only_health and not by.reason:
            raise AskAPerson(_("The council arranges this meeting. Ask it for its word, or say why not."), rule="R23")

    case = change(
        case, by=by, what="council.cannot_arrange", act=Act.CANNOT_ARRANGE,
        facts=[NewFact(FactKind.LA_UNABLE, None, {"whose": whose})], words={"why": why, "whose": whose}, check=check,
    )  # fmt: skip
    by_when = telling.certificates_by(case)
    telling.tell_family(case, "not_arranged", lambda row: {"certificate_by": by_when(row)})
    return case


@transaction.atomic
def offer_day_30(case: Case, *, by: Acting) -> Case:
    """Day 30 has come and the council is silent: the family is offered the choice, to wait or to withdraw (R23, D5).

    Raises Impossible before that day, or where nobody waits for the council's answer any more.
    """

    def check(locked: Case) -> None:
        duty = locked.duties.filter(kind="day_30", settled_on=None).first()
        if duty is None:
            raise Impossible(_("Nobody waits for the council's answer in this case, or the family was asked already."))
        if by.day < duty.due_on:
            raise Impossible(_("The council's 30 days are not over yet."), rule="R19")

    facts = [NewFact(FactKind.DAY_30_OFFERED)]
    case = change(case, by=by, what="day_30.offered", who=STAFF, facts=facts, check=check)
    telling.tell_family(
        case, "day30_silent",
        lambda row: {"appeal_by": telling.last_days(case, as_of=by.day, holder=row)["appeal_by"]},
    )  # fmt: skip
    return case


@transaction.atomic
def fix_meeting(case: Case, *, by: Acting, arrangement: Arrangement) -> Case:
    """Fix the meeting and send the family and the other side its date and place (R24).

    Notice is given when it goes out to everyone of the family by e-mail or text now; a letter, or a message that is
    held back, gives none until somebody records that they were told.
    """
    case = meetings.fix_meeting(case, by=by, arrangement=arrangement)
    context = {
        "starts_at": arrangement.starts_at,
        "place": arrangement.place,
        "mode": arrangement.mode,
        "rooms": arrangement.rooms,
        "mediator": arrangement.mediator.name if arrangement.mediator else "",
    }
    told = telling.tell_family(case, "meeting_fixed", context)
    if told and all(map(telling.on_its_way, told)) and arrangement.told_family_on is None:
        case = _notice_given(case, by=_onward(by, case), how=telling.how_sent(told))
    tell_other_side(case, "meeting_fixed_la", context)
    return case


def record_notice(case: Case, *, by: Acting, channel: Channel) -> Case:
    """Somebody told the family date and place of the meeting by telephone, or posted the letter: notice is given (R24).

    Raises Impossible where no meeting is fixed.
    """
    if meeting_ahead(case) is None:
        raise Impossible(_("No meeting is fixed in this case."))
    return _notice_given(case, by=by, how=channel)


def _notice_given(case: Case, *, by: Acting, how: Channel) -> Case:
    facts = [NewFact(FactKind.NOTICE_GIVEN)]
    return change(case, by=by, what="notice.given", who=STAFF, facts=facts, words={"how": how})


def _onward(by: Acting, case: Case) -> Acting:
    """The same act, one step on: the version that the actor saw has been checked already."""
    return replace(by, version=case.version)


def tell_other_side(case: Case, template: str, context: Mapping[str, object]) -> None:
    """Queue a notice to the council, and to every other party of the case that has an address."""
    if case.route == Route.MEDIATION:
        purpose = NoticeAddress.Purpose.MEDIATION_REQUEST
        telling.tell_authority(case, template, context, purpose=purpose)
    for party in case.parties.exclude(kind__in=[PartyKind.FAMILY, PartyKind.AUTHORITY]).exclude(email=""):
        to = Recipient(person=None, name=party.name, email=party.email)
        notices.queue(template, to=to, about=case.pk, context={"reference": case.reference, **context})
