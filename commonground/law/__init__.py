"""English SEND law on mediation, disagreement resolution and the way to appeal, as code.

Pure: dates in, dates out, no clock, no time zones. Every answer is a frozen dataclass with its reasons
(`because`) and how sure it is (`certainty`). `docs/law.md` lists the rules; `ask` is the contract with other
programs.
"""

from commonground.law.agreements import NotVariable, agreed_action_by, conceded_by
from commonground.law.answers import (
    ActionDates,
    Allowed,
    AppealBy,
    Dated,
    DatedThing,
    LastDay,
    NoticeBy,
    RightHolder,
    Routes,
    Ruling,
    Urgency,
)
from commonground.law.appeals import appeal_by, came_late, claim_by
from commonground.law.certificate_facts import CertificateFacts
from commonground.law.clocks import (
    arrange_by,
    certificate_by,
    contact_by,
    first_told,
    icb_told_by,
    notice_by,
    warn_from,
)
from commonground.law.holder import right_holder
from commonground.law.issuing import contradictions, may_issue
from commonground.law.options import is_placement_only, routes
from commonground.law.questions import QUESTIONS, Question, ask
from commonground.law.reading import BadInput
from commonground.law.reasons import Because, in_words
from commonground.law.rulebook import NoRulebook, Rulebook, rulebook_on, rulebooks
from commonground.law.rules import DOUBTS, RULES, Doubt, Rule, answer_for
from commonground.law.taking_part import (
    Arranging,
    Attendee,
    Consents,
    Employer,
    NoticeItem,
    Office,
    can_recommend,
    may_act,
    may_attend,
    may_mediate_too,
    may_start_resolution,
    missing_from_notice,
    notice_is_enough,
    who_arranges,
)
from commonground.law.urgency import is_urgent, last_days, near_from
from commonground.law.words import (
    SECTIONS,
    Action,
    CertificateKind,
    CertificateNeed,
    Decision,
    Holder,
    Limb,
    limb_of,
)
from commonground.law.working_days import (
    DaysFileError,
    add_working_days,
    current_calendar,
    is_working_day,
    next_working_day,
    use_days_file,
    use_days_file_of,
    working_days_before,
)

__all__ = [
    "DOUBTS",
    "QUESTIONS",
    "RULES",
    "SECTIONS",
    "Action",
    "ActionDates",
    "Allowed",
    "AppealBy",
    "Arranging",
    "Attendee",
    "BadInput",
    "Because",
    "CertificateFacts",
    "CertificateKind",
    "CertificateNeed",
    "Consents",
    "Dated",
    "DatedThing",
    "DaysFileError",
    "Decision",
    "Doubt",
    "Employer",
    "Holder",
    "LastDay",
    "Limb",
    "NoRulebook",
    "NotVariable",
    "NoticeBy",
    "NoticeItem",
    "Office",
    "Question",
    "RightHolder",
    "Routes",
    "Rule",
    "Rulebook",
    "Ruling",
    "Urgency",
    "add_working_days",
    "agreed_action_by",
    "answer_for",
    "appeal_by",
    "arrange_by",
    "ask",
    "came_late",
    "can_recommend",
    "certificate_by",
    "claim_by",
    "conceded_by",
    "contact_by",
    "contradictions",
    "current_calendar",
    "first_told",
    "icb_told_by",
    "in_words",
    "is_placement_only",
    "is_urgent",
    "is_working_day",
    "last_days",
    "limb_of",
    "may_act",
    "may_attend",
    "may_issue",
    "may_mediate_too",
    "may_start_resolution",
    "missing_from_notice",
    "near_from",
    "next_working_day",
    "notice_by",
    "notice_is_enough",
    "right_holder",
    "routes",
    "rulebook_on",
    "rulebooks",
    "use_days_file",
    "use_days_file_of",
    "warn_from",
    "who_arranges",
    "working_days_before",
]
