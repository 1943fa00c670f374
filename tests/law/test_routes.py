"""What can be done about each kind of decision: the decision table of the reference, cell by cell (R1-R7, R50-R60)."""

from itertools import combinations

import pytest

from commonground import law
from commonground.law import CertificateNeed, Decision

REQUIRED, NOT_REQUIRED = CertificateNeed.REQUIRED, CertificateNeed.NOT_REQUIRED
NOT_APPLICABLE, ASK = CertificateNeed.NOT_APPLICABLE, CertificateNeed.ASK_A_PERSON

Row = tuple[bool, CertificateNeed, bool, str | None]

TABLE: dict[tuple[str, str], Row] = {
    ("refuse_to_assess", ""): (True, REQUIRED, True, "SEND35A"),
    ("refuse_to_issue", ""): (True, REQUIRED, True, "SEND35"),
    ("plan_contents", "B"): (True, REQUIRED, True, "SEND35"),
    ("plan_contents", "F"): (True, REQUIRED, True, "SEND35"),
    ("plan_contents", "BF"): (True, REQUIRED, True, "SEND35"),
    ("plan_contents", "I"): (True, NOT_REQUIRED, True, "SEND35"),
    ("plan_contents", "BI"): (True, REQUIRED, True, "SEND35"),
    ("plan_contents", "FI"): (True, REQUIRED, True, "SEND35"),
    ("plan_contents", "DI"): (True, NOT_REQUIRED, True, "SEND35"),
    ("plan_contents", "GHI"): (True, NOT_REQUIRED, True, "SEND35"),
    ("plan_contents", "FG"): (True, REQUIRED, True, "SEND35"),
    ("plan_contents", ""): (True, REQUIRED, True, "SEND35"),
    ("plan_contents", "C"): (False, NOT_APPLICABLE, True, None),
    ("plan_contents", "D"): (False, NOT_APPLICABLE, True, None),
    ("plan_contents", "G"): (False, NOT_APPLICABLE, True, None),
    ("plan_contents", "H"): (False, NOT_APPLICABLE, True, None),
    ("plan_contents", "A"): (False, NOT_APPLICABLE, True, None),
    ("plan_contents", "E"): (False, NOT_APPLICABLE, True, None),
    ("plan_contents", "ACDEGHJK"): (False, NOT_APPLICABLE, True, None),
    ("refuse_to_reassess", ""): (True, REQUIRED, True, "SEND35"),
    ("refuse_to_amend", ""): (True, REQUIRED, True, "SEND35"),
    ("refuse_to_amend", "F"): (True, REQUIRED, True, "SEND35"),
    ("refuse_to_amend", "BI"): (True, REQUIRED, True, "SEND35"),
    ("refuse_to_amend", "I"): (True, ASK, True, "SEND35"),
    ("refuse_to_amend", "GI"): (True, ASK, True, "SEND35"),
    ("refuse_to_amend", "G"): (True, REQUIRED, True, "SEND35"),
    ("cease_to_maintain", ""): (True, REQUIRED, True, "SEND35"),
    ("draft_plan", ""): (False, NOT_APPLICABLE, False, None),
    ("amendment_promised", ""): (False, NOT_APPLICABLE, False, None),
    ("personal_budget", ""): (False, NOT_APPLICABLE, True, None),
    ("sen_support", ""): (False, NOT_APPLICABLE, False, None),
    ("health_or_social_care", ""): (False, NOT_APPLICABLE, True, None),
    ("not_delivered", ""): (False, NOT_APPLICABLE, False, None),
    ("delay", ""): (False, NOT_APPLICABLE, False, None),
    ("other_send", ""): (False, NOT_APPLICABLE, False, None),
    ("discrimination", ""): (False, NOT_APPLICABLE, False, "SEND4A or SEND4B"),
    ("not_sure", ""): (True, ASK, True, None),
}

DETAINED: dict[tuple[str, str], Row] = {
    ("refuse_to_assess", ""): (True, REQUIRED, True, "SEND28"),
    ("refuse_to_issue", ""): (True, REQUIRED, True, "SEND28"),
    ("plan_contents", "I"): (True, NOT_REQUIRED, True, "SEND28"),
    ("plan_contents", ""): (True, NOT_REQUIRED, True, "SEND28"),
    ("plan_contents", "BI"): (True, NOT_REQUIRED, True, "SEND28"),
    ("plan_contents", "B"): (False, NOT_APPLICABLE, True, None),
    ("plan_contents", "FG"): (False, NOT_APPLICABLE, True, None),
    ("refuse_to_reassess", ""): (False, NOT_APPLICABLE, False, None),
    ("refuse_to_amend", "I"): (False, NOT_APPLICABLE, False, None),
    ("cease_to_maintain", ""): (False, NOT_APPLICABLE, False, None),
    ("not_sure", ""): (True, ASK, True, "SEND28"),
    ("draft_plan", ""): (False, NOT_APPLICABLE, False, None),
    ("discrimination", ""): (False, NOT_APPLICABLE, False, "SEND4A or SEND4B"),
}


def row(answer: law.Routes) -> Row:
    return (answer.appeal, answer.certificate, answer.mediation, answer.form)


@pytest.mark.feature(5)
@pytest.mark.parametrize(("decision", "sections"), TABLE)
def test_the_decision_table(decision: str, sections: str) -> None:
    answer = law.routes(Decision(decision), sections=frozenset(sections))
    assert row(answer) == TABLE[decision, sections]
    assert answer.disagreement_resolution, "it can be asked for whatever the decision (R52)"


@pytest.mark.parametrize(("decision", "sections"), DETAINED)
def test_the_decision_table_of_someone_detained(decision: str, sections: str) -> None:
    answer = law.routes(Decision(decision), sections=frozenset(sections), detained=True)
    assert row(answer) == DETAINED[decision, sections]


def test_every_decision_stands_in_the_table() -> None:
    assert {decision for decision, _ in TABLE} == {decision.value for decision in Decision}


SETS = [frozenset(s) for n in range(5) for s in combinations("ABCDEFGHIJK", n)]


@pytest.mark.feature(5)
def test_only_i_without_b_or_f_needs_no_certificate() -> None:
    for sections in SETS:
        need = law.routes(Decision.PLAN_CONTENTS, sections=sections).certificate
        assert (need == NOT_REQUIRED) is ("I" in sections and not sections & {"B", "F"}), sections
        assert law.is_placement_only(Decision.PLAN_CONTENTS, sections) is (need == NOT_REQUIRED)
        assert not law.is_placement_only(Decision.REFUSE_TO_AMEND, sections)


def test_for_every_other_decision_sections_are_ignored() -> None:
    for decision in set(Decision) - {Decision.PLAN_CONTENTS, Decision.REFUSE_TO_AMEND}:
        plain = law.routes(decision)
        assert all(law.routes(decision, sections=sections) == plain for sections in SETS), decision


def test_h1_and_h2_are_h() -> None:
    both = law.routes(Decision.PLAN_CONTENTS, sections=frozenset({"H1", "h2"}))
    assert both == law.routes(Decision.PLAN_CONTENTS, sections=frozenset("H"))


def test_an_unknown_section_is_refused() -> None:
    with pytest.raises(ValueError, match="not a section"):
        law.routes(Decision.PLAN_CONTENTS, sections=frozenset({"L"}))


def test_what_is_inferred_says_so() -> None:
    def certainty(decision: str, sections: str = "", *, detained: bool = False) -> str:
        return law.routes(Decision(decision), sections=frozenset(sections), detained=detained).certainty

    assert certainty("refuse_to_assess") == "settled"
    assert certainty("draft_plan") == "settled"
    assert certainty("plan_contents", "I") == "accepted", "that mediation can still be had is IPSEA's reading (R7)"
    assert certainty("plan_contents", "DI") == "inference"
    assert certainty("refuse_to_amend", "I") == "inference"
    assert certainty("amendment_promised") == "inference"
    assert certainty("refuse_to_assess", detained=True) == "doubt:D11"


def test_every_answer_gives_reasons_with_sources() -> None:
    for decision in Decision:
        for detained in (False, True):
            answer = law.routes(decision, sections=frozenset("FGI"), detained=detained)
            assert all(step.step and step.cite == law.RULES[step.rule].cite for step in answer.because)
            assert answer.because[-1].rule == "R52"


REASONS: dict[tuple[str, str], list[str]] = {
    ("refuse_to_assess", "I"): ["R1", "R5", "R3", "R50", "R49", "R52"],
    ("draft_plan", "I"): ["R2", "R3", "R52"],
    ("discrimination", ""): ["R51", "R49", "R52"],
    ("plan_contents", ""): ["R1", "R2", "R3", "R5", "R49", "R52"],
    ("plan_contents", "B"): ["R1", "R2", "R3", "R5", "R49", "R52"],
    ("plan_contents", "FG"): ["R1", "R2", "R3", "R5", "R50", "R49", "R52"],
    ("plan_contents", "I"): ["R1", "R2", "R3", "R6", "R7", "R49", "R52"],
    ("plan_contents", "DI"): ["R1", "R2", "R3", "R6", "R7", "R50", "R49", "R52"],
    ("plan_contents", "G"): ["R50", "R1", "R2", "R3", "R52"],
    ("refuse_to_amend", ""): ["R1", "R3", "R5", "R49", "R52"],
    ("refuse_to_amend", "I"): ["R1", "R3", "R6", "R7", "R49", "R52"],
    ("refuse_to_amend", "G"): ["R1", "R3", "R5", "R50", "R49", "R52"],
    ("not_sure", ""): ["R1", "R5", "R52"],
}


@pytest.mark.parametrize(("decision", "sections"), REASONS)
def test_the_reasons_that_lead_there(decision: str, sections: str) -> None:
    answer = law.routes(Decision(decision), sections=frozenset(sections))
    assert [step.rule for step in answer.because] == REASONS[decision, sections]


def test_no_sections_given_is_said_and_so_is_a_section_that_settles_it() -> None:
    def steps(sections: str) -> str:
        return " ".join(step.step for step in law.routes(Decision.PLAN_CONTENTS, sections=frozenset(sections)).because)

    assert "No sections were given" in steps("")
    assert "No sections were given" not in steps("F")
    assert "section B or F needs a certificate" in steps("FI")


def test_what_cannot_be_appealed_leads_with_the_reason_why() -> None:
    leading = {
        ("draft_plan", ""): "R2",
        ("sen_support", ""): "R1",
        ("discrimination", ""): "R51",
        ("plan_contents", "G"): "R50",
        ("health_or_social_care", ""): "R50",
    }
    for (decision, sections), rule in leading.items():
        assert law.routes(Decision(decision), sections=frozenset(sections)).because[0].rule == rule


def test_no_recommendation_on_a_refusal_to_assess_is_said() -> None:
    assert any(step.rule == "R50" for step in law.routes(Decision.REFUSE_TO_ASSESS).because)
