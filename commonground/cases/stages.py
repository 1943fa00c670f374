"""The stage table: from which stage, by which act, to which stage, done by whom, under which guard.

`docs/architecture.md` draws the path of a case from these two tables. A guard reads facts alone and answers with a
ruling of `law`; what is not in the table is impossible.
"""

from collections.abc import Callable
from dataclasses import dataclass

from commonground.cases import guards
from commonground.cases.facts import Facts
from commonground.cases.words import Act, Route, Stage
from commonground.law import Ruling
from commonground.people.roles import Role

STAFF = frozenset({Role.ADVISER, Role.COORDINATOR})
ADVISER = frozenset({Role.ADVISER})
FAMILY_OR_STAFF = STAFF | {Role.FAMILY}

Guard = Callable[[Facts], Ruling]


@dataclass(frozen=True)
class Transition:
    """One row of the table. `to` None means back to the stage before."""

    to: Stage | None
    who: frozenset[Role] = STAFF
    guard: Guard = guards.always


Table = dict[tuple[Stage, Act], Transition]

S, A = Stage, Act

SHARED: Table = {
    (S.ENQUIRY, A.GIVE_INFORMATION): Transition(S.INFORMED, ADVISER),
    (S.ENQUIRY, A.COULD_NOT_REACH): Transition(S.NOT_REACHED),
    (S.NOT_REACHED, A.COULD_NOT_REACH): Transition(S.NOT_REACHED),
    (S.NOT_REACHED, A.GIVE_INFORMATION): Transition(S.INFORMED, ADVISER),
    (S.INFORMED, A.LEAVE_UNDECIDED): Transition(S.UNDECIDED),
    (S.UNDECIDED, A.LEAVE_UNDECIDED): Transition(S.UNDECIDED),
    (S.UNDECIDED, A.COULD_NOT_REACH): Transition(S.UNDECIDED),
    (S.ARRANGING, A.FIX_MEETING): Transition(S.MEETING_FIXED),
    (S.MEETING_FIXED, A.FIX_MEETING): Transition(S.MEETING_FIXED),
    (S.MEETING_FIXED, A.CONCLUDE): Transition(S.CONCLUDED, STAFF | {Role.MEDIATOR}, guards.meeting_day_has_come),
    (S.MEETING_FIXED, A.ADJOURN): Transition(S.ARRANGING, STAFF | {Role.MEDIATOR}, guards.meeting_day_has_come),
    (S.MEETING_FIXED, A.DID_NOT_HAPPEN): Transition(S.ARRANGING, STAFF | {Role.MEDIATOR}),
    (S.NOT_REACHED, A.PASS_TO_YOUNG_PERSON): Transition(S.ENQUIRY),
    (S.INFORMED, A.PASS_TO_YOUNG_PERSON): Transition(S.ENQUIRY),
    (S.UNDECIDED, A.PASS_TO_YOUNG_PERSON): Transition(S.ENQUIRY),
    (S.ENQUIRY, A.CLOSE): Transition(S.CLOSED, STAFF, guards.may_close_unheard),
    (S.CLOSED, A.REOPEN): Transition(None),
}

MEDIATION: Table = SHARED | {
    (S.INFORMED, A.DECLINE): Transition(S.DECLINED, FAMILY_OR_STAFF, guards.may_decline),
    (S.UNDECIDED, A.DECLINE): Transition(S.DECLINED, FAMILY_OR_STAFF, guards.may_decline),
    (S.NOT_NEEDED, A.DECLINE): Transition(S.DECLINED, FAMILY_OR_STAFF, guards.may_decline),
    (S.DECLINED, A.DECLINE): Transition(S.DECLINED, FAMILY_OR_STAFF, guards.another_chooses),
    (S.CERTIFIED, A.DECLINE): Transition(S.DECLINED, FAMILY_OR_STAFF, guards.another_chooses),
    (S.INFORMED, A.ASK_MEDIATION): Transition(S.ASKED, FAMILY_OR_STAFF, guards.may_mediate),
    (S.UNDECIDED, A.ASK_MEDIATION): Transition(S.ASKED, FAMILY_OR_STAFF, guards.may_mediate),
    (S.NOT_NEEDED, A.ASK_MEDIATION): Transition(S.ASKED, FAMILY_OR_STAFF, guards.may_mediate),
    (S.DECLINED, A.ASK_MEDIATION): Transition(S.ASKED, FAMILY_OR_STAFF, guards.may_mediate),
    (S.CERTIFIED, A.ASK_MEDIATION): Transition(S.ASKED, FAMILY_OR_STAFF, guards.may_mediate_anew),
    (S.INFORMED, A.NEED_NO_CERTIFICATE): Transition(S.NOT_NEEDED, STAFF, guards.needs_no_certificate),
    (S.UNDECIDED, A.NEED_NO_CERTIFICATE): Transition(S.NOT_NEEDED, STAFF, guards.needs_no_certificate),
    (S.ASKED, A.TELL_AUTHORITY): Transition(S.ARRANGING),
    (S.ARRANGING, A.TELL_AUTHORITY): Transition(S.ARRANGING, STAFF, guards.council_not_told),
    (S.MEETING_FIXED, A.TELL_AUTHORITY): Transition(S.MEETING_FIXED, STAFF, guards.council_not_told),
    (S.ASKED, A.WITHDRAW): Transition(S.DECLINED, FAMILY_OR_STAFF),
    (S.ARRANGING, A.WITHDRAW): Transition(S.DECLINED, FAMILY_OR_STAFF),
    (S.MEETING_FIXED, A.WITHDRAW): Transition(S.DECLINED, FAMILY_OR_STAFF),
    (S.NOT_ARRANGED, A.WITHDRAW): Transition(S.DECLINED, FAMILY_OR_STAFF),
    (S.ARRANGING, A.CANNOT_ARRANGE): Transition(S.NOT_ARRANGED, STAFF | {Role.LA_OFFICER, Role.ICB_OFFICER}),
    (S.MEETING_FIXED, A.CANNOT_ARRANGE): Transition(S.NOT_ARRANGED, STAFF | {Role.LA_OFFICER, Role.ICB_OFFICER}),
    (S.NOT_ARRANGED, A.FIX_MEETING): Transition(S.MEETING_FIXED),
    (S.CERTIFIED, A.FIX_MEETING): Transition(S.MEETING_FIXED, STAFF, guards.still_mediating),
    (S.DECLINED, A.ISSUE_CERTIFICATE): Transition(S.CERTIFIED, ADVISER),
    (S.NOT_ARRANGED, A.ISSUE_CERTIFICATE): Transition(S.CERTIFIED, ADVISER),
    (S.CONCLUDED, A.ISSUE_CERTIFICATE): Transition(S.CERTIFIED, ADVISER),
    (S.CERTIFIED, A.ISSUE_CERTIFICATE): Transition(S.CERTIFIED, ADVISER),
    (S.MEETING_FIXED, A.ISSUE_CERTIFICATE): Transition(S.MEETING_FIXED, ADVISER),
    (S.ARRANGING, A.ISSUE_CERTIFICATE): Transition(S.ARRANGING, ADVISER),
    (S.CONCLUDED, A.CLOSE): Transition(S.CLOSED, STAFF, guards.may_close),
    (S.DECLINED, A.CLOSE): Transition(S.CLOSED, STAFF, guards.may_close),
    (S.CERTIFIED, A.CLOSE): Transition(S.CLOSED, STAFF, guards.may_close),
    (S.NOT_NEEDED, A.CLOSE): Transition(S.CLOSED, STAFF, guards.may_close),
    (S.UNDECIDED, A.CLOSE): Transition(S.CLOSED, STAFF, guards.may_close_unheard),
    (S.NOT_REACHED, A.CLOSE): Transition(S.CLOSED, STAFF, guards.may_close_unheard),
    (S.INFORMED, A.CLOSE): Transition(S.CLOSED, STAFF, guards.may_close_unheard),
}

DISAGREEMENT: Table = SHARED | {
    (S.INFORMED, A.ASK_PARTIES): Transition(S.ASKING_PARTIES),
    (S.UNDECIDED, A.ASK_PARTIES): Transition(S.ASKING_PARTIES),
    (S.REFUSED, A.ASK_PARTIES): Transition(S.ASKING_PARTIES),
    (S.ASKING_PARTIES, A.RECORD_ANSWER): Transition(S.ASKING_PARTIES, FAMILY_OR_STAFF),
    (S.ASKING_PARTIES, A.ALL_AGREE): Transition(S.ARRANGING, FAMILY_OR_STAFF),
    (S.ASKING_PARTIES, A.PARTY_REFUSES): Transition(S.REFUSED, FAMILY_OR_STAFF),
    (S.REFUSED, A.RECORD_ANSWER): Transition(S.REFUSED, FAMILY_OR_STAFF),
    (S.REFUSED, A.ALL_AGREE): Transition(S.ARRANGING, FAMILY_OR_STAFF),
    (S.ARRANGING, A.PARTY_REFUSES): Transition(S.REFUSED, FAMILY_OR_STAFF),
    (S.MEETING_FIXED, A.PARTY_REFUSES): Transition(S.REFUSED, FAMILY_OR_STAFF),
    (S.CONCLUDED, A.CLOSE): Transition(S.CLOSED),
    (S.REFUSED, A.CLOSE): Transition(S.CLOSED),
    (S.UNDECIDED, A.CLOSE): Transition(S.CLOSED, STAFF, guards.may_close_unheard),
    (S.NOT_REACHED, A.CLOSE): Transition(S.CLOSED, STAFF, guards.may_close_unheard),
    (S.INFORMED, A.CLOSE): Transition(S.CLOSED, STAFF, guards.may_close_unheard),
}

STAGES: dict[Route, Table] = {Route.MEDIATION: MEDIATION, Route.DISAGREEMENT_RESOLUTION: DISAGREEMENT}


def acts_from(route: Route, stage: Stage) -> list[Act]:
    """Every act the table knows from this stage, in the table's order."""
    return [act for (at, act) in STAGES[route] if at == stage]
