"""The decision as a certificate names it: fixed English, short, and close to the statute's own words (R1)."""

from commonground.law import Decision

_WORDS = {
    Decision.REFUSE_TO_ASSESS: "Not to carry out an education, health and care (EHC) needs assessment",
    Decision.REFUSE_TO_ISSUE: "Not to make an EHC plan after an assessment",
    Decision.PLAN_CONTENTS: "What the EHC plan contains",
    Decision.REFUSE_TO_REASSESS: "Not to carry out a re-assessment",
    Decision.REFUSE_TO_AMEND: "Not to amend or replace the EHC plan after a review or re-assessment",
    Decision.CEASE_TO_MAINTAIN: "To cease to maintain the EHC plan",
}


def in_words(decision: Decision) -> str:
    """The decision in the words a certificate prints; a careful general phrase where it cannot be appealed."""
    return _WORDS.get(decision, "A decision about special educational provision")
