"""No command leaves dates behind that contradict one another; whatever the facts, what is owed can be worked out."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.cases import choosing, commands, duties, guards
from commonground.cases.answers import Impossible
from commonground.cases.each_holder import appeal_answer, certificates_owed, facts_for, last_appeal_day
from commonground.cases.facts import Facts, Holding, fold
from commonground.cases.models import Case
from commonground.cases.words import Channel, FactKind, OwedBy, Route, Stage
from commonground.casework import arranging
from commonground.law import CertificateKind, Decision, Holder
from commonground.people.models import Person
from commonground.record.days import today
from tests.made_up import EVERYTHING, a_case, acting, informed, staff, told

LONG_AGO = datetime.now(UTC) - timedelta(days=30)
YESTERDAY = datetime.now(UTC) - timedelta(days=1)


def informed_before_contact(by: Person) -> Callable[[], Case]:
    case = a_case(by)
    before = today() - timedelta(days=1)
    return lambda: commands.record_information(
        case, by=acting(by), told=EVERYTHING, how=Channel.TELEPHONE, on=before
    )  # fmt: skip


def declined_before_the_letter(by: Person) -> Callable[[], Case]:
    case = informed(a_case(by), by)
    return lambda: choosing.decline(case, by=acting(by, at=LONG_AGO))


def unable_before_it_was_told(by: Person) -> Callable[[], Case]:
    case = told(a_case(by), by)
    return lambda: arranging.cannot_arrange(case, by=acting(by, at=YESTERDAY), why="x")


def nhs_told_before_the_council(by: Person) -> Callable[[], Case]:
    case = told(a_case(by), by)
    return lambda: commands.told_icb(case, by=acting(by), on=today() - timedelta(days=1))


def appealed_before_the_letter(by: Person) -> Callable[[], Case]:
    case = a_case(by)
    return lambda: commands.note_appeal(case, by=acting(by), lodged_on=today() - timedelta(days=40))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        informed_before_contact, declined_before_the_letter, unable_before_it_was_told, nhs_told_before_the_council,
        appealed_before_the_letter,
    ],
)  # fmt: skip
def test_a_date_that_cannot_be_is_refused_when_it_is_written_down(
    wrong: Callable[[Person], Callable[[], Case]],
) -> None:
    command = wrong(staff())
    facts = Case.objects.get().facts.count()
    with pytest.raises(Impossible):
        command()
    assert Case.objects.get().facts.count() == facts


@dataclass
class Row:
    kind: str
    on: date
    data: dict[str, Any] = field(default_factory=dict)


DATA = {
    FactKind.WISHES_APPEAL: {"answer": "not_sure"},
    FactKind.WISHES_MEDIATION: {"answer": "no"},
    FactKind.ATTEMPT: {"channel": "telephone"},
    FactKind.CERTIFICATE_WITHDRAWN: {"number": "M-1"},
    FactKind.INFORMATION_READ: {"reader": "x", "read": ["free"]},
    FactKind.QUESTION_ASKED: {"question": 1},
    FactKind.QUESTION_ANSWERED: {"question": 1},
}
OWN_WORD = (
    FactKind.WISHES_APPEAL, FactKind.DECLINED, FactKind.WITHDREW, FactKind.APPEAL_LODGED, FactKind.EARLIER_CERTIFICATE,
)  # fmt: skip
WHOSE = (FactKind.CERTIFICATE_NOT_WANTED, FactKind.CERTIFICATE_WANTED, FactKind.RIGHT_HELD)
PEOPLE = ("x", "y", "z")
days = st.dates(date(2025, 11, 1), date(2027, 2, 1))
kinds = st.sampled_from(FactKind)
numbers = st.sampled_from(["M-1", "M-2"])


@st.composite
def rows(draw: st.DrawFn) -> Row:
    kind = draw(kinds)
    data = dict(DATA.get(kind, {}))
    if kind == FactKind.CERTIFICATE_ISSUED:
        whose = draw(st.sampled_from(PEOPLE))
        data = {"certificate": draw(st.sampled_from(CertificateKind)), "holder": whose, "number": draw(numbers)}
    if kind in OWN_WORD:
        data["holder"] = draw(st.sampled_from(["", *PEOPLE]))
    if kind in WHOSE:
        data = {"holder": draw(st.sampled_from(PEOPLE)), "holds": draw(st.booleans())}
    if kind == FactKind.CONCLUDED:
        data = {"outcome": draw(st.sampled_from(["agreed", "partly", ""])), "took_part": draw(st.booleans())}
    return Row(kind, draw(days), data)


@given(
    history=st.lists(rows(), max_size=14), decision=st.sampled_from(Decision), route=st.sampled_from(Route),
    stage=st.sampled_from(Stage), sent=st.none() | days, sections=st.frozensets(st.sampled_from("ABFIH")),
    health=st.booleans(), detained=st.booleans(), as_of=days, holders=st.lists(st.sampled_from(PEOPLE), unique=True),
    since=days,
)  # fmt: skip
def test_whatever_is_written_what_is_owed_can_be_worked_out_and_twice_the_same(
    history: list[Row], decision: Decision, route: Route, stage: Stage, sent: date | None,
    sections: frozenset[str], health: bool, detained: bool, as_of: date, holders: list[str], since: date,
) -> None:  # fmt: skip
    start = Facts(
        route=route, stage=stage, decision=decision, sections=sections, sent_on=sent, holder_now=Holder.PARENT,
        as_of=as_of, opened_on=date(2026, 1, 5), health=health, detained=detained,
        holders=tuple(Holding(person, since) for person in holders),
    )  # fmt: skip
    facts = fold(start, history)
    assert facts == fold(start, history)
    owed = duties.owed(facts)
    assert owed == duties.owed(replace(facts))
    assert len({(duty.kind, duty.since) for duty in owed}) == len(owed), "one row for each duty"
    duties.urgency_starts(facts)
    guards.contradiction(facts)
    for duty in owed:
        assert duty.owed_by in OwedBy
    if route == Route.DISAGREEMENT_RESOLUTION:
        assert "certify" not in {duty.kind for duty in owed}
    if detained:
        assert "appeal" not in {duty.kind for duty in owed}
    nobody_is_forgotten_and_nobodys_day_is_made_later(facts)


def nobody_is_forgotten_and_nobodys_day_is_made_later(facts: Facts) -> None:
    """What holds of any case however many hold the right (R14, D6, D21)."""
    owed = certificates_owed(facts)
    for holding in facts.holders:
        view = facts_for(facts, holding.person)
        assert facts_for(view, holding.person) == view, "asked again it is the same"
        assert certificates_owed(view) == tuple(due for due in owed if due.holder == holding.person)
        assert {c.holder for c in view.certificates} <= {holding.person}
        alone = appeal_answer(replace(view, safe_certificate_on=None))
        shown, whole = last_appeal_day(view), last_appeal_day(facts)
        if shown is not None and alone is not None:
            assert shown <= alone.date, "never a later day than their own certificate supports"
        if shown is not None and whole is not None:
            assert whole <= shown, "the desk reads the earliest of them all"
    open_duties = {duty.since for duty in duties.certify(facts) if duty.settled_on is None}
    assert {due.since for due in owed} == open_duties, "each who waits is on the work list"
