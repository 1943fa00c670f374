"""Whether a certificate may be issued: each check on its own, and how several findings become one answer."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground import law
from commonground.law import CertificateFacts, CertificateKind, Decision, Holder, Limb
from commonground.law.certificate_checks import BEFORE, NOT_AFTER_ISSUE

DECLINED, TOOK_PART, NOT_ARRANGED = CertificateKind

GOOD: dict[CertificateKind, CertificateFacts] = {
    DECLINED: CertificateFacts(
        kind=DECLINED,
        decision=Decision.REFUSE_TO_ASSESS,
        holder_now=Holder.PARENT,
        issued_to=Holder.PARENT,
        issue_on=date(2026, 9, 17),
        decision_sent_on=date(2026, 9, 1),
        contacted_on=date(2026, 9, 10),
        information_given_on=date(2026, 9, 11),
        wishes_to_mediate=False,
        declined_on=date(2026, 9, 14),
        adviser_independent=True,
    )
}
GOOD[TOOK_PART] = replace(
    GOOD[DECLINED],
    kind=TOOK_PART,
    issue_on=date(2026, 10, 8),
    wishes_to_mediate=True,
    declined_on=None,
    la_told_on=date(2026, 9, 14),
    concluded_on=date(2026, 10, 6),
    took_part=True,
)
GOOD[NOT_ARRANGED] = replace(
    GOOD[TOOK_PART], kind=NOT_ARRANGED, concluded_on=None, took_part=False, la_unable_on=date(2026, 10, 6)
)


def issue(kind: CertificateKind = DECLINED, **changed: Any) -> law.Ruling:
    return law.may_issue(replace(GOOD[kind], **changed))


@pytest.mark.parametrize(
    ("kind", "rule", "by"),
    [(DECLINED, "R14", "17 September"), (TOOK_PART, "R33", "9 October"), (NOT_ARRANGED, "R23", "9 October")],
)
def test_the_plain_case_is_allowed_and_says_by_when(kind: CertificateKind, rule: str, by: str) -> None:
    ruling = issue(kind)
    assert (ruling.allowed, ruling.sentence, ruling.rule) == ("yes", "", rule)
    assert by in ruling.because[0].step


@pytest.mark.parametrize(
    ("kind", "name"), [(DECLINED, "declined_on"), (TOOK_PART, "concluded_on"), (NOT_ARRANGED, "la_unable_on")]
)
def test_it_may_be_issued_on_the_very_day(kind: CertificateKind, name: str) -> None:
    assert issue(kind, issue_on=getattr(GOOD[kind], name)).allowed == "yes"


def test_information_and_choice_in_one_call_are_the_usual_case() -> None:
    assert issue(information_given_on=GOOD[DECLINED].declined_on).allowed == "yes"


def test_what_nobody_said_has_not_happened() -> None:
    known = CertificateFacts(TOOK_PART, Decision.REFUSE_TO_ASSESS, Holder.PARENT, Holder.PARENT)
    assert law.may_issue(known).allowed == "impossible"
    assert law.may_issue(replace(known, concluded_on=date(2026, 10, 6))).allowed == "unlawful"


def test_who_withdraws_is_certified_as_who_declines() -> None:
    ruling = issue(declined_on=None, withdrew_on=date(2026, 9, 15), la_told_on=date(2026, 9, 14))
    assert (ruling.allowed, ruling.rule) == ("yes", "R16")


def test_the_limb_that_is_printed() -> None:
    assert [law.limb_of(kind) for kind in CertificateKind] == [Limb.DECLINED, Limb.TOOK_PART, Limb.TOOK_PART]
    assert [limb.value for limb in Limb] == ["s.55(4)", "s.55(5)"]


# Each row: the kind, what is changed, how it is answered, the rule, words of the sentence.
FINDINGS: list[tuple[CertificateKind, dict[str, Any], str, str, str]] = [
    (DECLINED, {"already_issued_kinds": frozenset({DECLINED})}, "impossible", "", "issued already"),
    (DECLINED, {"wishes_to_mediate": True}, "impossible", "R16", "wishes to mediate"),
    (DECLINED, {"wishes_to_mediate": None, "declined_on": None}, "unlawful", "R12", "whether the family"),
    (DECLINED, {"declined_on": None}, "impossible", "R14", "on which day"),
    (DECLINED, {"information_given_on": None}, "ask_a_person", "R13", "information was given"),
    (DECLINED, {"information_given_on": date(2026, 9, 15)}, "ask_a_person", "R13", "before information"),
    (DECLINED, {"adviser_independent": False}, "unlawful", "R10", "cannot issue"),
    (DECLINED, {"adviser_independent": None}, "ask_a_person", "R10", "not declared"),
    (DECLINED, {"holder_now": Holder.YOUNG_PERSON}, "unlawful", "R8", "the young person's now"),
    (DECLINED, {"holder_now": Holder.ALTERNATIVE_PERSON}, "unlawful", "R8", "who acts for"),
    (DECLINED, {"issued_to": Holder.YOUNG_PERSON}, "unlawful", "R8", "the parent's now"),
    (DECLINED, {"holder_now": Holder.ASK_A_PERSON}, "ask_a_person", "R8", "not clear"),
    (DECLINED, {"decision": Decision.DRAFT_PLAN}, "unlawful", "R2", "draft plan cannot be appealed"),
    (DECLINED, {"decision": Decision.SEN_SUPPORT}, "unlawful", "R1", "nothing to certify"),
    (DECLINED, {"decision": Decision.DISCRIMINATION}, "ask_a_person", "R51", "nothing to certify"),
    (DECLINED, {"decision": Decision.AMENDMENT_PROMISED}, "ask_a_person", "R2", "nothing to certify"),
    (DECLINED, {"decision": Decision.NOT_SURE}, "ask_a_person", "R34", "what the council decided"),
    (DECLINED, {"decision": Decision.PLAN_CONTENTS}, "ask_a_person", "R34", "which sections"),
    (DECLINED, {"decision_sent_on": None}, "ask_a_person", "R34", "when the council's letter"),
    (DECLINED, {"detained": True}, "ask_a_person", "R60", "detention"),
    (DECLINED, {"earlier_certificate_on": date(2026, 9, 5)}, "ask_a_person", "R42", "Saturday 5 September 2026"),
    (TOOK_PART, {"concluded_on": None}, "impossible", "R33", "No mediation has ended"),
    (TOOK_PART, {"took_part": False}, "unlawful", "R5", "did not take part"),
    (NOT_ARRANGED, {"la_told_on": None}, "impossible", "R23", "was told"),
    (NOT_ARRANGED, {"only_health": True}, "impossible", "R23", "was told"),
    (
        NOT_ARRANGED,
        {"only_health": True, "icb_told_on": date(2026, 9, 16)},
        "ask_a_person",
        "R23",
        "the same effect",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "changed", "allowed", "rule", "words"), FINDINGS)
def test_each_finding(kind: CertificateKind, changed: dict[str, Any], allowed: str, rule: str, words: str) -> None:
    ruling = issue(kind, **changed)
    assert (ruling.allowed, ruling.rule) == (allowed, rule), ruling.sentence
    assert words in ruling.sentence
    assert ruling.sentence.endswith(".")


def test_a_section_that_cannot_be_appealed_asks_a_person() -> None:
    ruling = issue(decision=Decision.PLAN_CONTENTS, sections=frozenset("G"))
    assert (ruling.allowed, ruling.rule) == ("ask_a_person", "R50")


def test_placement_only_needs_none_and_a_voluntary_one_asks_a_person() -> None:
    ruling = issue(decision=Decision.PLAN_CONTENTS, sections=frozenset("DI"))
    assert (ruling.allowed, ruling.rule, ruling.certainty) == ("ask_a_person", "R6", "doubt:D8")
    assert issue(decision=Decision.PLAN_CONTENTS, sections=frozenset("BI")).allowed == "yes"
    assert issue(decision=Decision.REFUSE_TO_AMEND, sections=frozenset("I")).allowed == "yes", (
        "where it is doubtful whether one is needed, one is not held back"
    )


def test_late_contact_is_never_refused_and_tells_of_leave() -> None:
    late = {"decision_sent_on": date(2026, 7, 1), "contacted_on": date(2026, 9, 2)}
    ruling = issue(**late)
    assert (ruling.allowed, ruling.rule, ruling.certainty) == ("ask_a_person", "R15", "doubt:D1")
    assert "after Tuesday 1 September 2026" in ruling.sentence
    assert "allow a late appeal, or one without a certificate" in ruling.sentence
    assert issue(**{**late, "contacted_on": date(2026, 9, 1)}).allowed == "yes"
    placement = issue(**late, decision=Decision.PLAN_CONTENTS, sections=frozenset("I"))
    assert placement.rule == "R6", "no time to contact runs where only placement is disputed"


def test_a_certificate_from_elsewhere_proves_contact_in_time() -> None:
    ruling = issue(
        decision_sent_on=date(2026, 7, 1), contacted_on=date(2026, 9, 9), earlier_certificate_on=date(2026, 8, 3)
    )
    assert ruling.rule == "R42"
    assert "got in touch after" not in ruling.sentence


def test_the_council_is_silent_after_day_30() -> None:
    """Worked case 72: a person decides, and the family is offered the other certificate (D5, R16)."""
    silent = {"la_unable_on": None, "la_told_on": date(2026, 9, 14)}
    on_day_30, after = date(2026, 10, 14), date(2026, 10, 15)
    early = issue(NOT_ARRANGED, **silent, issue_on=on_day_30)
    assert (early.allowed, early.rule) == ("impossible", "R23")
    assert "until Wednesday 14 October 2026" in early.sentence
    late = issue(NOT_ARRANGED, **silent, issue_on=after)
    assert (late.allowed, late.rule, late.certainty) == ("ask_a_person", "R23", "doubt:D5")
    assert "Offer the family the certificate for those who no longer wish to mediate" in late.sentence


def test_for_health_alone_the_thirty_days_run_from_the_nhs_being_told() -> None:
    facts = {"only_health": True, "la_told_on": date(2026, 9, 1), "icb_told_on": date(2026, 9, 14)}
    ruling = issue(NOT_ARRANGED, **facts, la_unable_on=None, issue_on=date(2026, 10, 14))
    assert ruling.allowed == "impossible"
    assert issue(NOT_ARRANGED, **facts, la_unable_on=None, issue_on=date(2026, 10, 15)).allowed == "ask_a_person"


def test_a_second_kind_is_due_but_the_month_runs_from_the_first() -> None:
    ruling = issue(TOOK_PART, already_issued_kinds=frozenset({NOT_ARRANGED}))
    assert (ruling.allowed, ruling.certainty) == ("yes", "doubt:D6")
    assert "the earliest certificate" in ruling.because[-1].step


def test_when_the_right_passed_after_the_choice_the_young_person_is_asked() -> None:
    young = {"holder_now": Holder.YOUNG_PERSON, "issued_to": Holder.YOUNG_PERSON}
    chose = GOOD[DECLINED].declined_on
    assert chose is not None
    ruling = issue(**young, holder_changed_on=chose)
    assert (ruling.allowed, ruling.rule) == ("ask_a_person", "R9")
    assert issue(**young, holder_changed_on=chose - timedelta(days=1)).allowed == "yes"
    assert issue(holder_changed_on=chose).allowed == "yes", "the parent still holds it"


def test_a_young_persons_certificate_is_never_made_out_to_the_parent() -> None:
    """Worked case 25: aged 17, with capacity, the parent telephones."""
    holder = law.right_holder(date(2009, 3, 1), date(2026, 9, 17)).holder
    assert issue(holder_now=holder, issued_to=Holder.PARENT).allowed == "unlawful"
    assert issue(holder_now=holder, issued_to=holder).allowed == "yes"


EVERYTHING = replace(
    GOOD[TOOK_PART],
    declined_on=date(2026, 9, 20),
    withdrew_on=date(2026, 9, 21),
    icb_told_on=date(2026, 9, 15),
    la_unable_on=date(2026, 9, 22),
)


@pytest.mark.parametrize(("first", "second", "sentence"), BEFORE)
def test_facts_that_contradict_are_impossible(first: str, second: str, sentence: str) -> None:
    start = getattr(EVERYTHING, first)
    same = law.may_issue(replace(EVERYTHING, **{second: start}))
    assert sentence not in same.sentence
    ruling = law.may_issue(replace(EVERYTHING, **{second: start - timedelta(days=1)}))
    assert ruling.allowed == "impossible"
    assert sentence in ruling.sentence


@pytest.mark.parametrize("name", NOT_AFTER_ISSUE)
def test_no_certificate_before_what_it_rests_on(name: str) -> None:
    facts = GOOD[TOOK_PART]
    assert facts.issue_on is not None
    ruling = law.may_issue(replace(facts, **{name: facts.issue_on + timedelta(days=1)}))
    assert ruling.allowed == "impossible"
    assert "cannot be dated before Friday 9 October 2026" in ruling.sentence


def test_the_gravest_answer_wins_and_gathers_its_sentences() -> None:
    asked = issue(information_given_on=None, adviser_independent=None)
    assert asked.allowed == "ask_a_person"
    assert "information was given" in asked.sentence
    assert "not declared" in asked.sentence
    assert [step.rule for step in asked.because] == ["R13", "R10"]
    unlawful = issue(information_given_on=None, adviser_independent=False)
    assert unlawful.allowed == "unlawful"
    assert "information" not in unlawful.sentence
    impossible = issue(adviser_independent=False, already_issued_kinds=frozenset({DECLINED}))
    assert impossible.allowed == "impossible"


@given(
    st.builds(
        CertificateFacts,
        kind=st.sampled_from(CertificateKind),
        decision=st.sampled_from(Decision),
        holder_now=st.sampled_from(Holder),
        issued_to=st.sampled_from(Holder),
        sections=st.frozensets(st.sampled_from("ABCDEFGHI")),
        **{
            name: st.none() | st.dates(date(2026, 8, 1), date(2026, 12, 1))
            for name in (*NOT_AFTER_ISSUE, "issue_on", "la_told_on", "icb_told_on", "holder_changed_on")
        },
        wishes_to_mediate=st.none() | st.booleans(),
        took_part=st.booleans(),
        adviser_independent=st.none() | st.booleans(),
        detained=st.booleans(),
        only_health=st.booleans(),
    )
)
def test_every_set_of_facts_gets_an_answer_and_nothing_unseen_refuses(facts: CertificateFacts) -> None:
    ruling = law.may_issue(facts)
    assert (ruling.allowed == "yes") is (ruling.sentence == "")
    if ruling.allowed == "unlawful":
        assert law.answer_for(ruling.rule) == "unlawful", "only what was seen in official words refuses"
    if ruling.allowed == "yes":
        assert facts.holder_now == facts.issued_to
        assert facts.adviser_independent
        assert facts.kind != DECLINED or (facts.refused_on and facts.information_given_on)
        assert facts.kind != TOOK_PART or (facts.concluded_on and facts.took_part)
        assert facts.kind != NOT_ARRANGED or facts.la_unable_on
