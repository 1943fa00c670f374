"""Contact stopped, whose choice it is, and what fails undone whole."""

import pytest

from commonground.cases import choosing, commands, queries, taking_part
from commonground.cases.answers import AskAPerson, NotTheirs, Stale
from commonground.cases.models import Case
from commonground.cases.words import Basis, Route, Stage
from commonground.casework import closing
from commonground.casework.intake import open_from
from commonground.law import CertificateKind
from commonground.notices import commands as notices
from commonground.notices.models import Notice, Step
from commonground.notices.queries import sent_about
from commonground.people.roles import Role
from commonground.record.days import today
from commonground.record.queries import entries_of
from tests import made_up
from tests.made_up import a_case, acting, certified, informed, staff

pytestmark = pytest.mark.django_db
K = CertificateKind


def test_stop_all_contact_holds_what_waits_and_what_comes_and_says_who_stopped_it() -> None:
    adviser = staff()
    case = informed(a_case(adviser), adviser)
    row = case.participants.get(role="family")
    case = taking_part.stop_all_contact(case, by=acting(adviser), participant=row.pk)
    assert {n.state for n in sent_about(case.pk)} == {"held"}
    case = choosing.decline(case, by=acting(adviser))
    assert sent_about(case.pk).get(template="choice_recorded").state == "held", "kept, and not lost"
    assert {step.by for step in Step.objects.filter(notice__about=case.pk, state="held")} == {adviser.actor}
    with pytest.raises(AskAPerson):
        taking_part.allow_contact(case, by=acting(adviser), participant=row.pk)
    taking_part.allow_contact(case, by=acting(adviser, reason="She rang."), participant=row.pk)
    assert {n.state for n in sent_about(case.pk)} == {"queued"}


def test_whom_not_to_tell_is_never_in_a_message() -> None:
    adviser = staff()
    case = informed(a_case(adviser), adviser)
    row = case.participants.get(role="family")
    case = taking_part.record_authority(
        case, by=acting(adviser), participant=row.pk, basis=Basis.PARENT, evidence="Seen", seen_on=today(),
        do_not_disclose_to="Jozef Quux", court_orders="Quuxorder",
    )  # fmt: skip
    certified(choosing.decline(case, by=acting(adviser)), adviser)
    for notice in sent_about(case.pk):
        assert "Quux" not in notice.text + notice.subject + notice.html


def test_another_parent_without_the_right_does_not_choose_and_a_coordinator_records_what_the_holder_said() -> None:
    adviser = staff()
    case = informed(a_case(adviser), adviser)
    case = taking_part.add_participant(
        case, by=acting(adviser), role=Role.FAMILY, name="Kim Sample", basis=Basis.PARENT, email="kim@f.example"
    )
    kim = case.participants.get(person__name="Kim Sample")
    case = taking_part.pass_right(case, by=acting(adviser, reason="Court order"), participant=kim.pk, holds=False)
    for choice in (choosing.decline, choosing.ask_mediation):
        with pytest.raises(NotTheirs):
            choice(case, by=acting(kim.person))
        with pytest.raises(NotTheirs):
            choice(case, by=acting(kim.person, reason="I say so"))
    with pytest.raises(NotTheirs):
        choosing.say_about_appeal(case, by=acting(kim.person), wish=choosing.Wish.NO)
    sam = queries.right_holders(case).get().person
    assert choosing.decline(case, by=acting(sam)).stage == Stage.DECLINED


def test_the_second_of_two_who_choose_at_once_sees_what_the_first_did() -> None:
    adviser = staff()
    case = informed(a_case(adviser), adviser)
    seen = case.version
    sam = queries.right_holders(case).get().person
    choosing.ask_mediation(case, by=acting(sam, version=seen))
    with pytest.raises(Stale) as caught:
        choosing.decline(case, by=acting(adviser, version=seen))
    assert [e.what for e in caught.value.since] == ["choice.mediation"]


def test_what_fails_in_the_outbox_undoes_the_whole_command(monkeypatch: pytest.MonkeyPatch) -> None:
    adviser = staff()
    case = informed(a_case(adviser), adviser)
    before = (case.version, len(entries_of(case.pk)), case.facts.count(), Notice.objects.count())

    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("no outbox")

    monkeypatch.setattr(notices, "queue", broken)
    for command in (
        lambda: choosing.decline(case, by=acting(adviser)),
        lambda: choosing.ask_mediation(case, by=acting(adviser)),
        lambda: commands.leave_undecided(case, by=acting(adviser), next_contact_on=today()),
        lambda: closing.close(case, by=acting(adviser, reason="x"), outcome_words="x"),
        lambda: open_from(_new(case), by=acting(adviser, reason="x")),
    ):
        with pytest.raises(RuntimeError, match="no outbox"):
            command()
    case.refresh_from_db()
    assert (case.version, len(entries_of(case.pk)), case.facts.count(), Notice.objects.count()) == before
    assert Case.objects.count() == 1


def _new(case: Case) -> made_up.NewCase:
    return made_up.NewCase(
        route=Route.MEDIATION, authority=case.authority, decision=made_up.Decision.REFUSE_TO_ASSESS,
        child_name="Al", child_born=None, family_name="Al Parent",
    )  # fmt: skip
