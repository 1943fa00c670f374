"""Who may advise, mediate and attend, whether notice was enough, and who must agree.

Rules R4, R10, R19-R21, R24-R26, R50, R54 and R60.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from commonground.law.answers import Ruling
from commonground.law.clocks import notice_by
from commonground.law.reasons import why
from commonground.law.rulings import against, ask, yes
from commonground.law.words import Decision


class Employer(StrEnum):
    """Who employs an adviser, mediator or provider, as far as independence turns on it (R10)."""

    ENGLISH_LOCAL_AUTHORITY = "english_local_authority"
    INTEGRATED_CARE_BOARD = "integrated_care_board"
    NHS_ENGLAND = "nhs_england"
    ANYONE_ELSE = "anyone_else"


class Office(StrEnum):
    """What someone wants to do in a case."""

    ADVISER = "adviser"
    MEDIATOR = "mediator"
    DISAGREEMENT_RESOLVER = "disagreement_resolver"


class Attendee(StrEnum):
    """As what someone comes to a mediation (reg 38(1))."""

    PARTY = "party"
    SUPPORTER = "supporter"
    CHILD = "child"
    PARENT_OF_YOUNG_PERSON = "parent_of_young_person"
    ANYONE_ELSE = "anyone_else"


class NoticeItem(StrEnum):
    """What a council's decision letter must tell (reg 32; for the detained, DP Regs reg 18)."""

    RIGHT_TO_MEDIATION = "right_to_mediation"
    CERTIFICATE_NEEDED = "certificate_needed"
    ADVISER_CONTACT = "adviser_contact"
    TIMESCALES = "timescales"
    TELL_IF_MEDIATION = "tell_if_mediation"
    TELL_ISSUES = "tell_issues"
    TELL_HEALTH_PROVISION = "tell_health_provision"
    AUTHORITY_CONTACT = "authority_contact"


@dataclass(frozen=True)
class Consents:
    """Who agrees to somebody's coming; None where not asked."""

    all_parties: bool | None = None
    mediator: bool | None = None
    parent: bool | None = None
    young_person: bool | None = None


NOT_FOR_DETAINED = frozenset({NoticeItem.TELL_ISSUES, NoticeItem.TELL_HEALTH_PROVISION})


def missing_from_notice(given: Iterable[NoticeItem], *, detained: bool = False) -> tuple[NoticeItem, ...]:
    """What a decision letter leaves out of what it must tell. Regs reg 32 (R4); detained: DP Regs reg 18 (R60).

    The tribunal may give more time where something is missing (R4, [S]).
    """
    owed = [item for item in NoticeItem if not (detained and item in NOT_FOR_DETAINED)]
    told = set(given)
    return tuple(item for item in owed if item not in told)


def may_act(office: Office, employer: Employer) -> Ruling:
    """Whether someone so employed is independent enough. CFA s.56(2)-(3), notes 265 and 275; Code 11.6 (R10, R56).

    Any English council counts, not only the one in dispute. That a mediator may not be of the NHS is not seen
    in official words: there a person is asked.
    """
    if employer == Employer.ANYONE_ELSE:
        return yes(why("R10", "Employed by none of those who may not."))
    if office == Office.MEDIATOR and employer != Employer.ENGLISH_LOCAL_AUTHORITY:
        return against("R10", "A mediator employed by the NHS is probably not independent.", basis="M")
    return against("R10", "Somebody employed by a council, the NHS board or NHS England is not independent.")


def may_mediate_too(*, informed_in_this_case: bool) -> Ruling:
    """Whether somebody may mediate, who gave the information in the same case or did not: different people (D12)."""
    if informed_in_this_case:
        return ask("R10", "Whoever gave the information does not mediate in the same case.", doubt="D12")
    return yes(why("R10", "Another person gave the information."))


def may_attend(who: Attendee, *, supporters_already: int = 0, consents: Consents | None = None) -> Ruling:
    """Whether someone may come to the mediation. Regs reg 38(1), *Kumar* (R25, R26, D16).

    The family's one supporter needs nobody's leave, a lawyer included; a second one that of all parties or of
    the mediator.
    """
    consents = consents or Consents()
    if who == Attendee.PARTY:
        return yes(why("R25", "A party attends."))
    if who == Attendee.SUPPORTER and supporters_already == 0:
        return yes(why("R26", "The family brings one supporter of its own choice; nobody can object."))
    if who == Attendee.CHILD:
        if consents.parent and consents.mediator:
            return yes(why("R25", "The parent and the mediator agree to the child's coming.", basis="S"))
        return against("R25", "The child comes if the parent and the mediator agree.", basis="S")
    if who == Attendee.PARENT_OF_YOUNG_PERSON:
        if consents.young_person and consents.mediator:
            return yes(why("R25", "The young person and the mediator agree to the parent's coming.", doubt="D16"))
        return against("R25", "Ask the young person and the mediator whether the parent may come.", doubt="D16")
    if consents.all_parties or consents.mediator:
        return yes(why("R25", "All parties or the mediator agree."))
    return against("R25", "They may come if all parties agree, or else if the mediator does.")


def notice_is_enough(given_on: date, *, meeting: date, agreed_to_less: bool = False) -> Ruling:
    """Whether the family was told early enough, or agreed to less. Code 11.38 (R24, D18)."""
    limits = notice_by(meeting)
    if agreed_to_less:
        return yes(why("R24", "The family agreed to less notice."))
    if given_on <= limits.date:
        return yes(why("R24", "At least five clear working days."))
    if given_on <= limits.latest:
        return ask("R24", "Five working days, but not clear ones: ask whether the family agrees.", doubt="D18")
    return against("R24", "Fewer than five working days: the family must agree to less notice, or choose another day.")


def may_start_resolution(answers: Iterable[bool | None]) -> Ruling:
    """Whether disagreement resolution may go on: every party asked agrees; None is no answer yet. CFA s.57 (R54)."""
    given = list(answers)
    if any(answer is False for answer in given):
        return against("R54", "A party does not agree. Nobody can be made to take part.")
    if not given or any(answer is None for answer in given):
        return against("R54", "Not every party has agreed yet.")
    return yes(why("R54", "Every party agrees."))


def can_recommend(decision: Decision, *, appealed: bool = True) -> bool:
    """Whether the tribunal may recommend on health and social care: beside an education appeal, never R1(a) (R50)."""
    return appealed and decision in {
        Decision.REFUSE_TO_ISSUE,
        Decision.PLAN_CONTENTS,
        Decision.REFUSE_TO_REASSESS,
        Decision.REFUSE_TO_AMEND,
        Decision.CEASE_TO_MAINTAIN,
    }


@dataclass(frozen=True)
class Arranging:
    """Who must arrange the mediation, and from whose being told the 30 days run."""

    owed_by: Literal["la", "icb"]
    runs_from: Literal["la_told", "icb_told"]
    rule: str


def who_arranges(*, health: bool, other: bool) -> Arranging:
    """Who arranges: the council, but for health alone the integrated care board. CFA ss.53-54 (R19-R21)."""
    if health and not other:
        return Arranging("icb", "icb_told", "R21")
    return Arranging("la", "la_told", "R20" if health else "R19")
