"""Where two hold the right, each has their own way to the tribunal: what happened, and what is then owed to whom.

Kay and Lee are two parents apart. Facts are plain rows; no database is asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest

from commonground.cases import duties, guards
from commonground.cases.each_holder import (
    appeal_answer,
    certificates_owed,
    counts_from_another,
    facts_for,
    last_appeal_day,
)
from commonground.cases.facts import Facts, Holding, fold
from commonground.cases.words import Route, Stage
from commonground.law import Decision, Holder

pytestmark = pytest.mark.feature(48, how="partly")


@dataclass
class Row:
    kind: str
    on: date
    data: dict[str, Any] = field(default_factory=dict)


def day(text: str) -> date:
    return date.fromisoformat(text)


KAY, LEE = Holding("kay", day("2026-03-09")), Holding("lee", day("2026-03-09"))
BOTH = (KAY, LEE)
START = Facts(
    route=Route.MEDIATION, stage=Stage.CERTIFIED, decision=Decision.REFUSE_TO_ASSESS, sections=frozenset(),
    sent_on=day("2026-03-02"), holder_now=Holder.PARENT, as_of=day("2026-03-20"), opened_on=day("2026-03-09"),
    holders=BOTH,
)  # fmt: skip

Happened = tuple[str, str] | tuple[str, str, dict[str, Any]]
CONTACTED: Happened = ("contacted", "2026-03-09")
INFORMED: Happened = ("information_given", "2026-03-10")
DECLINED: Happened = ("declined", "2026-03-11")
ASKED: Happened = ("mediation_asked", "2026-03-10")
TOLD: Happened = ("la_told", "2026-03-10")
UNABLE: Happened = ("la_unable", "2026-03-16")
CONCLUDED: Happened = ("concluded", "2026-03-18")
BEGUN = [CONTACTED, INFORMED]


def issued(holder: str, on: str = "2026-03-12", kind: str = "declined") -> Happened:
    return ("certificate_issued", on, {"certificate": kind, "holder": holder, "number": f"M-{holder}-{kind}"})


def withdrawn(holder: str, kind: str = "declined") -> Happened:
    return ("certificate_withdrawn", "2026-03-13", {"number": f"M-{holder}-{kind}"})


def no_wish(holder: str, on: str = "2026-03-12") -> Happened:
    return ("certificate_not_wanted", on, {"holder": holder})


def wish(holder: str, on: str = "2026-03-19") -> Happened:
    return ("certificate_wanted", on, {"holder": holder})


def facts(history: Iterable[Happened], **changes: Any) -> Facts:
    rows = [Row(h[0], day(h[1]), h[2] if len(h) == 3 else {}) for h in history]
    return fold(replace(START, **changes), rows)


def owed(known: Facts) -> dict[str, str]:
    """To whom a certificate is owed, and by when."""
    by_day = {duty.since: duty.due_on for duty in duties.certify(known)}
    return {due.holder: by_day[due.since].isoformat() for due in certificates_owed(known)}


LATE_LEE = (KAY, Holding("lee", day("2026-03-17")))
HISTORIES = [
    # what happened, who holds the right, and to whom a certificate is owed by when
    ([DECLINED], BOTH, {"kay": "2026-03-16", "lee": "2026-03-16"}),  # R14
    ([DECLINED, issued("kay")], BOTH, {"lee": "2026-03-16"}),  # D21: the first serves the first alone
    ([DECLINED, issued("kay"), issued("lee", "2026-03-13")], BOTH, {}),
    ([DECLINED, issued("kay")], LATE_LEE, {"lee": "2026-03-20"}),  # from the day Lee came into the case
    ([DECLINED, issued("kay")], (KAY,), {}),
    ([DECLINED, issued("kay"), issued("lee"), withdrawn("kay")], BOTH, {"kay": "2026-03-16"}),
    ([DECLINED, no_wish("lee")], BOTH, {"kay": "2026-03-16"}),
    ([DECLINED, issued("kay"), no_wish("lee")], BOTH, {}),
    ([DECLINED, issued("kay"), no_wish("lee"), wish("lee")], BOTH, {"lee": "2026-03-24"}),  # R16: from that word
    ([DECLINED, issued("kay"), wish("lee")], BOTH, {"lee": "2026-03-16"}),  # nothing was refused: no clock moves
    ([DECLINED, no_wish("kay"), issued("kay"), withdrawn("kay")], (KAY,), {"kay": "2026-03-16"}),
    ([ASKED, TOLD, UNABLE], BOTH, {"kay": "2026-03-19", "lee": "2026-03-19"}),  # R23
    ([ASKED, TOLD, UNABLE, issued("lee", "2026-03-17", "not_arranged")], BOTH, {"kay": "2026-03-19"}),
    ([ASKED, TOLD, CONCLUDED], BOTH, {"kay": "2026-03-23", "lee": "2026-03-23"}),  # R33
    ([ASKED, TOLD, CONCLUDED, issued("kay", "2026-03-18", "took_part")], BOTH, {"lee": "2026-03-23"}),
    # What was said of one certificate says nothing of the next.
    ([DECLINED, no_wish("lee"), ASKED, TOLD, CONCLUDED], BOTH, {"kay": "2026-03-23", "lee": "2026-03-23"}),
    ([ASKED, TOLD, UNABLE, no_wish("lee", "2026-03-16"), CONCLUDED], (LEE,), {"lee": "2026-03-23"}),
    # Who withdraws with any certificate of their own in hand needs no second; the other still does (R16, D6).
    (
        [ASKED, TOLD, UNABLE, issued("kay", "2026-03-17", "not_arranged"), ("withdrew", "2026-03-18")],
        BOTH, {"lee": "2026-03-23"},
    ),
    # Nobody is known to hold the right: it is owed all the same, and settled by any (cases of before).
    ([DECLINED], (), {"": "2026-03-16"}),
    ([DECLINED, issued("kay")], (), {}),
    # The right became Lee's by somebody's word on the 17th; put right again after a mistake it moves no clock (R8).
    ([DECLINED, issued("kay"), ("right_held", "2026-03-17", {"holder": "lee", "holds": True})],
     BOTH, {"lee": "2026-03-20"}),
    ([DECLINED, issued("kay"), ("right_held", "2026-03-13", {"holder": "lee", "holds": False}),
      ("right_held", "2026-03-17", {"holder": "lee", "holds": True})], BOTH, {"lee": "2026-03-16"}),
]  # fmt: skip


@pytest.mark.parametrize(("history", "holders", "expected"), HISTORIES)
def test_a_certificate_is_owed_to_each_until_they_have_theirs_or_want_none(
    history: list[Happened], holders: tuple[Holding, ...], expected: dict[str, str]
) -> None:
    assert owed(facts([*BEGUN, *history], holders=holders)) == expected


def certify(known: Facts) -> list[tuple[str, str | None]]:
    return [(d.due_on.isoformat(), d.settled_on and d.settled_on.isoformat()) for d in duties.certify(known)]


def test_whose_days_began_together_have_one_duty_settled_by_the_last_of_them() -> None:
    one = [*BEGUN, DECLINED, issued("kay")]
    assert certify(facts(one)) == [("2026-03-16", None)]
    assert certify(facts([*one, issued("lee", "2026-03-13")])) == [("2026-03-16", "2026-03-13")]


def test_whose_days_began_later_have_a_duty_of_their_own_and_the_first_stays_met() -> None:
    later = facts([*BEGUN, DECLINED, issued("kay")], holders=LATE_LEE)
    assert certify(later) == [("2026-03-16", "2026-03-12"), ("2026-03-20", None)]


def test_no_case_closes_while_one_of_them_waits() -> None:
    waits = facts([*BEGUN, DECLINED, issued("kay")])
    assert guards.may_close(waits).allowed == "ask_a_person"
    assert guards.may_close(facts([*BEGUN, DECLINED, issued("kay"), no_wish("lee")])).allowed == "yes"


AT_STAKE = [
    ([DECLINED], True),
    ([DECLINED, issued("kay")], True),
    ([DECLINED, issued("kay"), issued("lee")], False),
    ([DECLINED, issued("kay"), no_wish("lee")], False),
    ([DECLINED, issued("kay"), ("wishes_appeal", "2026-03-10", {"answer": "no", "holder": "lee"})], False),
    ([DECLINED, issued("kay"), ("wishes_appeal", "2026-03-10", {"answer": "no", "holder": "kay"})], True),
    ([DECLINED, issued("kay"), ("wishes_appeal", "2026-03-10", {"answer": "no"})], True),  # whose no was it?
    ([DECLINED, issued("kay"), ("appeal_lodged", "2026-03-13", {"holder": "lee"})], False),
    ([DECLINED, issued("kay"), ("appeal_lodged", "2026-03-13", {"holder": "kay"})], True),
    ([DECLINED, issued("kay"), ("earlier_certificate", "2026-03-05", {"holder": "lee"})], False),
    ([DECLINED, issued("kay"), ("earlier_certificate", "2026-03-05", {})], True),
]  # fmt: skip


@pytest.mark.parametrize(("history", "expected"), AT_STAKE)
def test_a_case_is_urgent_while_the_way_of_one_of_them_to_the_tribunal_is_open(
    history: list[Happened], expected: bool
) -> None:
    known = facts([*BEGUN, *history])
    assert (duties.urgency_starts(known) is not None) is expected


@pytest.mark.parametrize("kind", ["wishes_appeal", "appeal_lodged", "earlier_certificate"])
def test_where_one_alone_holds_the_right_what_bears_no_name_is_theirs(kind: str) -> None:
    said: Happened = (kind, "2026-03-12", {"answer": "no"})
    assert duties.urgency_starts(facts([*BEGUN, said], holders=(KAY,))) is None
    assert duties.urgency_starts(facts([*BEGUN, said])) is not None


def test_on_day_30_whoever_has_no_certificate_is_still_asked_d5() -> None:
    again = [*BEGUN, DECLINED, issued("kay"), ("mediation_asked", "2026-03-16"), ("la_told", "2026-03-16")]
    assert duties.day_30(facts(again)) is not None
    assert duties.day_30(facts([*again, issued("lee")])) is None


LAST_DAYS = [
    # what is issued to whom, and the last day of each: two months after 2 March is 5 May (R44)
    ([], {"kay": "2026-05-05", "lee": "2026-05-05"}),
    ([issued("kay", "2026-04-20")], {"kay": "2026-05-20", "lee": "2026-05-05"}),
    ([issued("kay", "2026-04-20"), issued("lee", "2026-04-28")], {"kay": "2026-05-20", "lee": "2026-05-20"}),
    ([issued("kay", "2026-04-28"), issued("lee", "2026-04-28")], {"kay": "2026-05-28", "lee": "2026-05-28"}),
    ([("earlier_certificate", "2026-04-20", {"holder": "lee"})], {"kay": "2026-05-05", "lee": "2026-05-20"}),
    ([("earlier_certificate", "2026-04-20", {})], {"kay": "2026-05-05", "lee": "2026-05-05"}),
    ([("earlier_certificate", "2026-04-20", {}), issued("kay", "2026-04-28")],
     {"kay": "2026-05-20", "lee": "2026-05-05"}),
]  # fmt: skip


@pytest.mark.parametrize(("history", "expected"), LAST_DAYS)
def test_nobody_is_given_a_later_last_day_by_somebody_elses_certificate_d6(
    history: list[Happened], expected: dict[str, str]
) -> None:
    known = facts([*BEGUN, DECLINED, *history])
    found = {who: last_appeal_day(facts_for(known, who)) for who in expected}
    assert {who: on.isoformat() for who, on in found.items() if on} == expected
    earliest = min(day(on) for on in expected.values())
    assert last_appeal_day(known) == earliest, "the desk reads the earliest of them"


def test_the_laws_reasons_are_kept_back_only_where_somebody_elses_certificate_makes_the_day_earlier() -> None:
    known = facts([*BEGUN, DECLINED, issued("kay", "2026-04-20"), issued("lee", "2026-04-28")])
    assert counts_from_another(facts_for(known, "lee"))
    assert not counts_from_another(facts_for(known, "kay"))
    same = facts([*BEGUN, DECLINED, issued("kay"), issued("lee", "2026-03-16")])
    assert not counts_from_another(facts_for(same, "lee")), "both have the two months"


STANDS = [
    ([DECLINED, issued("kay")], "lee", Stage.DECLINED),
    ([DECLINED, issued("kay")], "kay", Stage.CERTIFIED),
    ([ASKED, TOLD, UNABLE, issued("kay", kind="not_arranged")], "lee", Stage.NOT_ARRANGED),
    ([ASKED, TOLD, CONCLUDED, issued("kay", kind="took_part")], "lee", Stage.CONCLUDED),
    ([DECLINED, issued("kay"), issued("lee"), withdrawn("lee")], "lee", Stage.DECLINED),
]  # fmt: skip


@pytest.mark.parametrize(("history", "who", "stage"), STANDS)
def test_for_whoever_waits_the_case_stands_where_it_stood_before_any_was_issued(
    history: list[Happened], who: str, stage: Stage
) -> None:
    assert facts_for(facts([*BEGUN, *history]), who).stage == stage


def test_what_one_of_them_said_is_not_part_of_the_others_case() -> None:
    known = facts([
        *BEGUN, DECLINED, issued("kay"), ("certificate_sent", "2026-03-12", {"number": "M-kay-declined"}),
        ("appeal_lodged", "2026-03-13", {"holder": "kay"}), no_wish("kay"),
        ("wishes_appeal", "2026-03-10", {"answer": "yes", "holder": "kay"}),
    ])  # fmt: skip
    lee = facts_for(known, "lee")
    assert (lee.certificates, lee.unconfirmed, lee.appeal_lodged_on, lee.wishes_appeal) == ((), (), None, None)
    assert lee.not_wanted == ()
    answer = appeal_answer(lee)
    assert answer is not None
    assert all("certificate" not in step.step for step in answer.because)


CHOICES = [
    # the right passes on 26 June; chosen on, asked on, whether a new choice may be made
    ("2026-06-20", "2026-06-29", "yes"),
    ("2026-06-20", "2026-06-26", "impossible"),
    ("2026-06-29", "2026-07-01", "impossible"),
]


@pytest.mark.parametrize(("chosen", "asked", "expected"), CHOICES)
def test_a_choice_is_made_anew_only_by_somebody_to_whom_the_right_has_passed_since_r9(
    chosen: str, asked: str, expected: str
) -> None:
    known = facts([*BEGUN, ("declined", chosen)], holder_changes_on=day("2026-06-26"), as_of=day(asked))
    assert guards.another_chooses(known).allowed == expected
