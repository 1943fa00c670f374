"""Disagreement resolution: every party is asked, every answer kept, and nothing moves a last day."""

import pytest

from commonground.cases import taking_part
from commonground.cases.answers import Impossible
from commonground.cases.models import Case
from commonground.cases.words import Answer, PartyKind, Route, Stage
from commonground.casework import closing, disagreement
from commonground.law import CertificateKind
from commonground.meetings import commands as meetings
from commonground.meetings.models import State
from commonground.meetings.queries import meetings_of
from commonground.notices.queries import sent_about
from commonground.people.models import Person
from commonground.record.days import today
from tests import made_up
from tests.made_up import CAME, a_case, acting, fixed, informed, staff

pytestmark = pytest.mark.django_db
K = CertificateKind


def templates(case: Case) -> list[str]:
    return [n.template for n in sent_about(case.pk).order_by("created_at")]


def resolving(by: Person, *kinds: PartyKind) -> Case:
    """A disagreement resolution in which the council and these others were asked."""
    case = informed(a_case(by, route=Route.DISAGREEMENT_RESOLUTION), by)
    for kind in kinds:
        case = taking_part.add_party(
            case, by=acting(by), kind=kind, name=f"Example {kind.value}", email=f"{kind.value}@x.example"
        )
    asked = case.parties.exclude(kind=PartyKind.FAMILY).values_list("pk", flat=True)
    return disagreement.ask_parties(case, by=acting(by), parties=list(asked))


def party(case: Case, kind: PartyKind) -> int:
    return case.parties.get(kind=kind).pk


@pytest.mark.feature(75)
@pytest.mark.worked_case(30)
def test_every_party_is_asked_and_only_when_all_agree_is_a_meeting_arranged_r54() -> None:
    adviser = staff()
    case = resolving(adviser, PartyKind.SCHOOL)
    assert templates(case).count("party_asked") == 2
    case = disagreement.record_answer(case, by=acting(adviser), party=party(case, PartyKind.AUTHORITY), agrees=True)
    assert case.stage == Stage.ASKING_PARTIES
    with pytest.raises(Impossible):
        fixed(case, adviser)
    case = disagreement.record_answer(case, by=acting(adviser), party=party(case, PartyKind.SCHOOL), agrees=True)
    assert case.stage == Stage.ARRANGING
    assert not case.duties.filter(kind__in=["certify", "arrange"]).exists()
    assert [p.answer for p in disagreement.answers(case)] == [Answer.YES] * 3


def test_a_school_that_says_no_ends_it_and_the_family_hears_the_words_and_its_dates() -> None:
    adviser = staff()
    case = resolving(adviser, PartyKind.SCHOOL)
    case = disagreement.record_answer(
        case, by=acting(adviser), party=party(case, PartyKind.SCHOOL), agrees=False, why="We see no disagreement."
    )
    assert case.stage == Stage.REFUSED
    message = sent_about(case.pk).get(template="party_said_no")
    assert "They gave a reason. You can read it in your case" in message.text
    assert case.parties.get(kind=PartyKind.SCHOOL).why == "We see no disagreement."
    assert "To appeal to the tribunal" in message.text
    late = disagreement.record_answer(case, by=acting(adviser), party=party(case, PartyKind.AUTHORITY), agrees=True)
    assert late.stage == Stage.REFUSED, "an answer that comes later is kept, and changes nothing"
    assert late.parties.get(kind=PartyKind.AUTHORITY).answer == Answer.YES
    case = closing.close(late, by=acting(adviser), outcome_words="The school said no.")
    assert case.stage == Stage.CLOSED


def test_a_school_that_changes_its_no_to_yes_lets_it_go_on() -> None:
    adviser = staff()
    case = resolving(adviser, PartyKind.SCHOOL)
    school = party(case, PartyKind.SCHOOL)
    case = disagreement.record_answer(case, by=acting(adviser), party=party(case, PartyKind.AUTHORITY), agrees=True)
    case = disagreement.record_answer(case, by=acting(adviser), party=school, agrees=False)
    case = disagreement.record_answer(case, by=acting(adviser), party=school, agrees=True)
    assert case.stage == Stage.ARRANGING


def test_asking_again_without_one_who_said_no_leaves_their_no_out_of_it() -> None:
    adviser = staff()
    case = resolving(adviser, PartyKind.SCHOOL)
    case = disagreement.record_answer(case, by=acting(adviser), party=party(case, PartyKind.SCHOOL), agrees=False)
    council = party(case, PartyKind.AUTHORITY)
    case = disagreement.ask_parties(case, by=acting(adviser), parties=[council])
    assert case.parties.get(kind=PartyKind.SCHOOL).answer == Answer.NOT_ASKED
    assert disagreement.record_answer(case, by=acting(adviser), party=council, agrees=True).stage == Stage.ARRANGING


def test_a_yes_taken_back_calls_the_meeting_off() -> None:
    adviser = staff()
    case = resolving(adviser)
    council = party(case, PartyKind.AUTHORITY)
    case = disagreement.record_answer(case, by=acting(adviser), party=council, agrees=True)
    case = fixed(case, adviser)
    case = disagreement.record_answer(case, by=acting(adviser), party=council, agrees=False)
    assert meetings_of(case).get().state == State.DID_NOT_HAPPEN
    assert closing.close(case, by=acting(adviser), outcome_words="no").stage == Stage.CLOSED


def test_nobody_but_the_family_asked_is_refused_and_so_is_an_answer_nobody_was_asked_for() -> None:
    adviser = staff()
    case = informed(a_case(adviser, route=Route.DISAGREEMENT_RESOLUTION), adviser)
    with pytest.raises(Impossible, match="at least one"):
        disagreement.ask_parties(case, by=acting(adviser), parties=[party(case, PartyKind.FAMILY)])
    with pytest.raises(Impossible, match="not been asked"):
        disagreement.record_answer(case, by=acting(adviser), party=party(case, PartyKind.AUTHORITY), agrees=True)


def test_disagreement_resolution_is_held_and_closed_and_moves_no_last_day_r55() -> None:
    adviser = staff()
    case = resolving(adviser)
    before = case.duties.get(kind="appeal").due_on
    case = disagreement.record_answer(case, by=acting(adviser), party=party(case, PartyKind.AUTHORITY), agrees=True)
    case = fixed(case, adviser, on=today(), notice_waived_by="Sam Sample")
    case = meetings.conclude(
        case, by=acting(adviser), came=CAME, outcome=made_up.Outcome.PARTLY, agreed_in_writing=False
    )
    assert case.duties.get(kind="appeal").due_on == before
    assert not case.duties.filter(kind="certify").exists()
    assert closing.close(case, by=acting(adviser), outcome_words="held").stage == Stage.CLOSED
