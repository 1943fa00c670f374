"""The words the law package speaks: closed lists, each value as it stands in the contract (`docs/law.md`)."""

from enum import StrEnum


class Decision(StrEnum):
    """What the family disagrees with. The first six are what can be appealed (CFA s.51(2), R1)."""

    REFUSE_TO_ASSESS = "refuse_to_assess"
    REFUSE_TO_ISSUE = "refuse_to_issue"
    PLAN_CONTENTS = "plan_contents"
    REFUSE_TO_REASSESS = "refuse_to_reassess"
    REFUSE_TO_AMEND = "refuse_to_amend"
    CEASE_TO_MAINTAIN = "cease_to_maintain"
    DRAFT_PLAN = "draft_plan"
    AMENDMENT_PROMISED = "amendment_promised"
    PERSONAL_BUDGET = "personal_budget"
    SEN_SUPPORT = "sen_support"
    HEALTH_OR_SOCIAL_CARE = "health_or_social_care"
    NOT_DELIVERED = "not_delivered"
    DELAY = "delay"
    OTHER_SEND = "other_send"
    DISCRIMINATION = "discrimination"
    NOT_SURE = "not_sure"


class Holder(StrEnum):
    """Whose right it is (R8)."""

    PARENT = "parent"
    YOUNG_PERSON = "young_person"
    ALTERNATIVE_PERSON = "alternative_person"
    ASK_A_PERSON = "ask_a_person"


class CertificateNeed(StrEnum):
    """Whether an appeal needs a certificate (R5, R6)."""

    REQUIRED = "required"
    NOT_REQUIRED = "not_required"
    NOT_APPLICABLE = "not_applicable"
    ASK_A_PERSON = "ask_a_person"


class CertificateKind(StrEnum):
    """Why a certificate is issued (R14, R33, R23)."""

    DECLINED = "declined"
    TOOK_PART = "took_part"
    NOT_ARRANGED = "not_arranged"


class Limb(StrEnum):
    """What is printed on a certificate: the subsection of CFA s.55 it is issued under (R5)."""

    DECLINED = "s.55(4)"
    TOOK_PART = "s.55(5)"


class Action(StrEnum):
    """What was agreed in mediation, as far as the law gives it a time of its own (R36-R40)."""

    ASSESS = "assess"
    ISSUE_PLAN = "issue_plan"
    AMEND_PLAN = "amend_plan"
    NAME_PLACEMENT = "name_placement"
    CONTINUE_PLAN = "continue_plan"
    OTHER = "other"
    ICB_REPORT = "icb_report"


SECTIONS = frozenset("ABCDEFGHIJK")
"""The sections of an EHC plan. H1 and H2 are both H here."""


def limb_of(kind: CertificateKind) -> Limb:
    """The subsection printed on a certificate of this kind.

    `not_arranged` stands under s.55(5) as deemed mediation until a lawyer says otherwise (doubt D15; R5,
    R23).
    """
    return Limb.DECLINED if kind == CertificateKind.DECLINED else Limb.TOOK_PART


def section_letters(sections: frozenset[str]) -> frozenset[str]:
    """Plan sections as single letters: H1 and H2 become H. Raises ValueError for anything that is not a section."""
    letters = frozenset("H" if s.upper() in {"H1", "H2"} else s.upper() for s in sections)
    unknown = letters - SECTIONS
    if unknown:
        raise ValueError(f"not a section of a plan: {', '.join(sorted(unknown))}")
    return letters
