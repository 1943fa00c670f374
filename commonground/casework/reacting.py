"""What follows in other rooms, in the same transaction, when a case moves or a message does not arrive."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from commonground.cases import queries, telling
from commonground.cases.apply import Acting, NewFact, change
from commonground.cases.models import Case
from commonground.cases.words import Act, FactKind, Stage
from commonground.casework.arranging import tell_other_side
from commonground.certificates import commands as certificates
from commonground.certificates.models import Certificate
from commonground.meetings import commands as meetings
from commonground.meetings.models import Meeting, WhoseReason
from commonground.notices.models import Notice

LEAVES_MEDIATION = {
    Act.WITHDRAW: WhoseReason.FAMILY,
    Act.CANNOT_ARRANGE: WhoseReason.AUTHORITY,
    Act.PARTY_REFUSES: WhoseReason.NOBODY,
}
"""Acts after which a fixed meeting does not take place, and on whose side the reason lies."""
ABOUT_A_CERTIFICATE = {"certificate_issued", "certificate_corrected"}
SAME_COMMAND = timedelta(minutes=1)


def case_moved(sender: object, *, case: Case, act: Act, by: Acting, **kwargs: Any) -> None:
    """Take a meeting off the diary that will not be, and say so to everyone who would have come."""
    if act == Act.DID_NOT_HAPPEN:
        _called_off_early(case, by)
    if act not in LEAVES_MEDIATION:
        return
    meeting = meetings.call_off(case, by=by, whose=LEAVES_MEDIATION[act], why=_("The case left mediation."))
    if meeting is not None and meeting.on < by.day:
        return
    if meeting is not None or (act == Act.WITHDRAW and queries.facts_of(case).la_told_on):
        tell_other_side(case, "no_meeting", {"starts_at": meeting.during.lower if meeting else None})


def _called_off_early(case: Case, by: Acting) -> None:
    """A meeting called off before its day: nobody should travel to it."""
    meeting = Meeting.objects.filter(case=case).order_by("-id").first()
    if meeting is None or meeting.on <= by.day:
        return
    context = {"starts_at": meeting.during.lower}
    telling.tell_family(case, "meeting_called_off", context)
    tell_other_side(case, "no_meeting", context)


def message_failed(sender: object, *, notice: Notice, **kwargs: Any) -> None:
    """A message did not arrive: what it was to do has not been done, and is owed again the same day."""
    case = Case.objects.filter(pk=notice.about).first() if notice.about else None
    if case is None:
        return
    by = Acting(None, job="notices")
    if notice.template in ABOUT_A_CERTIFICATE:
        _certificate_came_back(case, notice, by)
    elif notice.template == "la_mediation_request":
        _undone(case, by, FactKind.LA_TOLD, notice)
    elif notice.template == "meeting_fixed":
        _undone(case, by, FactKind.NOTICE_GIVEN, notice)


def certificate_of(notice: Notice, case: Case) -> Certificate | None:
    """The live certificate that this message is about: its holder's, with the number that stands in it."""
    mine = case.certificates.filter(holder=notice.person, withdrawn_on=None).select_related("line")
    return next((found for found in mine if found.line.number in notice.text), None)


def _certificate_came_back(case: Case, notice: Notice, by: Acting) -> None:
    certificate = certificate_of(notice, case)
    if certificate is None:
        return
    if case.stage == Stage.CLOSED:
        # Nobody would look for it in a closed case.
        case = change(case, by=by, what="case.reopened", act=Act.REOPEN)
    certificates.mark_bounced(case, by=by, number=certificate.line.number)


def _undone(case: Case, by: Acting, what: FactKind, notice: Notice) -> None:
    """The fact that rests on this message did not come about, unless somebody did it another way since."""
    fact = case.facts.filter(kind=what).order_by("-id").first()
    if case.stage == Stage.CLOSED or fact is None or fact.at > notice.created_at + SAME_COMMAND:
        return
    facts = [NewFact(FactKind.NOTICE_CAME_BACK, None, {"what": what})]
    change(case, by=by, what="notice.came_back", facts=facts, words={"what": what})
