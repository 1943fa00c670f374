"""Two parents hold the right: a certificate to each is as sure to happen as the first (R14, R23, R33, D21)."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

from commonground import law
from commonground.cases import choosing, commands, correcting, duties, passing, queries, taking_part
from commonground.cases.answers import AskAPerson, Impossible, NotTheirs
from commonground.cases.each_holder import certificates_owed, facts_for, last_appeal_day
from commonground.cases.models import Case, Participant
from commonground.cases.words import Basis, Channel, Outcome, Stage
from commonground.casework import arranging, closing
from commonground.certificates import commands as certificates
from commonground.certificates.commands import Issue
from commonground.certificates.models import Certificate
from commonground.law import CertificateKind, Decision
from commonground.meetings import commands as meetings
from commonground.notices.queries import sent_about
from commonground.people.models import Person
from commonground.record.days import today
from commonground.record.queries import entries_of
from tests.apart import Apart, apart, joins
from tests.certificates.paper_tools import days_in, text_of
from tests.made_up import CAME, a_case, acting, certified, declined, fixed, informed, staff, told

pytestmark = [pytest.mark.django_db, pytest.mark.feature(48, how="partly")]
WEDNESDAY = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def on_wednesday():  # type: ignore[no-untyped-def]
    with time_machine.travel(WEDNESDAY):
        yield


def issued(
    case: Case, by: Person, to: Participant, kind: CertificateKind = CertificateKind.DECLINED, **more: str
) -> Certificate:
    fresh = Case.objects.get(pk=case.pk)
    return certificates.issue(fresh, by=acting(by, **more), issue=Issue(kind, to))


def test_after_the_first_the_second_is_still_on_the_work_list() -> None:
    ada = staff()
    two = apart(ada)
    declined(two.case, ada)
    assert two.owed() == ["2026-11-30"]
    # When Kay has hers
    issued(two.case, ada, two.kay)
    # Then Lee's is owed as before, and the work list has it
    assert two.owed() == ["2026-11-30"]
    assert (two.fresh().next_duty, two.fresh().next_duty_on) == ("certify", date(2026, 11, 30))
    with pytest.raises(AskAPerson, match="still owed"):
        closing.close(two.fresh(), by=acting(ada), outcome_words="They agree.")
    # When Lee has his
    issued(two.case, ada, two.lee)
    # Then nothing is owed, and the duty was met by the second
    assert two.owed() == []
    assert two.case.duties.get(kind="certify").settled_on == today()
    assert closing.close(two.fresh(), by=acting(ada), outcome_words="Done.").stage == Stage.CLOSED


def test_nothing_is_issued_by_itself() -> None:
    ada = staff()
    two = apart(ada)
    declined(two.case, ada)
    issued(two.case, ada, two.kay)
    assert Certificate.objects.count() == 1


@pytest.mark.parametrize("kind", [CertificateKind.NOT_ARRANGED, CertificateKind.TOOK_PART])
def test_of_whatever_kind_both_are_owed_one(kind: CertificateKind) -> None:
    ada = staff()
    two = apart(ada)
    case = told(two.case, ada)
    if kind == CertificateKind.NOT_ARRANGED:
        arranging.cannot_arrange(case, by=acting(ada), why="No mediator.")
    else:
        case = fixed(case, ada, on=today(), notice_waived_by="Both")
        meetings.conclude(case, by=acting(ada), came=CAME, outcome=Outcome.NOT_AGREED, agreed_in_writing=False)
    issued(two.case, ada, two.lee, kind)
    assert two.owed() == ["2026-11-30"]
    issued(two.case, ada, two.kay, kind)
    assert two.owed() == []


def test_who_joins_later_has_three_working_days_from_that_day() -> None:
    ada = staff()
    case = declined(a_case(ada, family_name="Kay Marsh"), ada)
    certified(case, ada)
    with time_machine.travel(datetime(2026, 12, 7, 9, tzinfo=UTC)):
        lee = joins(Case.objects.get(pk=case.pk), ada)
        owed = case.duties.filter(kind="certify").order_by("due_on")
        assert [(d.due_on, d.settled_on) for d in owed] == [
            (date(2026, 11, 30), date(2026, 11, 25)), (date(2026, 12, 10), None),
        ]  # fmt: skip
        # And once their part ends nobody waits any more, and what was met stays met
        taking_part.end_participation(Case.objects.get(pk=case.pk), by=acting(ada), participant=lee.pk)
        assert [d.settled_on for d in owed.all()] == [date(2026, 11, 25)]


GIVEN = [
    lambda case, by, row: taking_part.pass_right(case, by=by, participant=row.pk, holds=True),
    lambda case, by, row: taking_part.record_authority(
        case, by=by, participant=row.pk, basis=Basis.PARENTAL_RESPONSIBILITY, evidence="A court order", seen_on=None
    ),
]


@pytest.mark.parametrize("gives", GIVEN)
def test_whose_right_is_known_later_has_three_working_days_from_that_day(gives) -> None:  # type: ignore[no-untyped-def]
    ada = staff()
    two = apart(ada)
    wrongly = two.case.participants.get(pk=two.lee.pk)
    wrongly.holds_right, wrongly.basis = False, Basis.OFFICE
    wrongly.save()
    declined(two.fresh(), ada)
    issued(two.case, ada, two.kay)
    assert two.owed() == []
    with time_machine.travel(datetime(2026, 12, 7, 9, tzinfo=UTC)):
        gives(two.fresh(), acting(ada, reason="A court order"), wrongly)
        assert two.owed() == ["2026-12-10"]


def test_what_was_put_wrong_and_right_again_moves_no_clock() -> None:
    ada = staff()
    two = apart(ada)
    declined(two.case, ada)
    with time_machine.travel(datetime(2026, 11, 27, 9, tzinfo=UTC)):
        child = {"name": "Lena Marsh", "lacks_capacity": False, "has_deputy": False}
        correcting.record_child(two.fresh(), by=acting(ada), born=date(2008, 1, 2), **child)
        correcting.record_child(two.fresh(), by=acting(ada), born=date(2016, 5, 4), **child)
        assert two.owed() == ["2026-11-30"]


def says_no(two: Apart, by: Person, **more: Any) -> Case:
    return choosing.want_certificate(two.fresh(), by=acting(by, **more), holder=two.lee.pk, wants=False)


def test_who_says_that_they_want_none_is_waited_for_no_more_and_may_change_their_mind() -> None:
    ada = staff()
    two = apart(ada)
    declined(two.case, ada)
    issued(two.case, ada, two.kay)
    with pytest.raises(Impossible, match="Nobody has said"):
        choosing.want_certificate(two.fresh(), by=acting(two.lee.person), holder=two.lee.pk, wants=True)
    says_no(two, two.lee.person, came_by=Channel.WEB)
    assert two.owed() == []
    entry = entries_of(two.case.pk)[-1]
    assert (entry.what, entry.by, entry.words["to"]) == ("certificate.not_wanted", two.lee.person.actor, "Lee Marsh")
    with pytest.raises(Impossible, match="owed to them"):
        says_no(two, two.lee.person)
    with time_machine.travel(datetime(2026, 12, 7, 9, tzinfo=UTC)):
        choosing.want_certificate(two.fresh(), by=acting(two.lee.person), holder=two.lee.pk, wants=True)
        assert two.owed() == ["2026-12-10"]


def test_it_is_their_own_word_or_staff_say_whose_it_is() -> None:
    ada = staff()
    two = apart(ada)
    declined(two.case, ada)
    with pytest.raises(NotTheirs, match="yourself alone"):
        says_no(two, two.kay.person)
    with pytest.raises(AskAPerson, match="Lee Marsh’s own to say"):
        says_no(two, ada)
    with pytest.raises(AskAPerson, match="Lee Marsh’s own to say"):
        says_no(two, ada, recorded_for="Kay Marsh", on_behalf=two.kay.person.actor)
    says_no(two, ada, recorded_for="Lee Marsh", on_behalf=two.lee.person.actor)
    assert waits(two) == ["Kay Marsh"]
    with pytest.raises(Impossible, match="right is not theirs"):
        choosing.want_certificate(two.fresh(), by=acting(ada), holder=0, wants=False)


def waits(two: Apart) -> list[str]:
    """To whom a certificate is owed, by name."""
    names = {str(row.person_id): row.person.name for row in (two.kay, two.lee)}
    return [names[due.holder] for due in certificates_owed(queries.facts_of(two.fresh()))]


def test_the_choice_of_one_is_not_certified_to_the_other_before_somebody_asked_them_r14() -> None:
    ada = staff()
    two = apart(ada)
    case = informed(two.case, ada)
    choosing.decline(case, by=acting(two.kay.person, came_by=Channel.WEB))
    issued(two.case, ada, two.kay)
    with pytest.raises(AskAPerson, match="Ask Lee Marsh whether they say so too"):
        issued(two.case, ada, two.lee)
    assert two.owed() == ["2026-11-30"], "the clock runs on"
    assert issued(two.case, ada, two.lee, reason="He said so on the telephone.").holder_name == "Lee Marsh"


def test_a_certificate_that_is_withdrawn_is_owed_again_to_that_one_alone() -> None:
    ada = staff()
    two = apart(ada)
    declined(two.case, ada)
    issued(two.case, ada, two.kay)
    wrong = issued(two.case, ada, two.lee)
    certificates.withdraw(wrong, by=acting(ada), because="Spelt wrongly.", told="Your name was not spelt right.")
    assert waits(two) == ["Lee Marsh"]


def test_each_letter_names_a_day_that_its_own_certificate_supports_and_nobody_elses_d6() -> None:
    """Two months after 20 October are over on 20 December; Kay's month ends on 4 January, Lee's would end later."""
    ada = staff()
    two = apart(ada, letter_on=date(2026, 10, 20))
    declined(two.case, ada)
    kays = issued(two.case, ada, two.kay)
    with time_machine.travel(datetime(2026, 12, 8, 9, tzinfo=UTC)):
        lees = issued(two.case, ada, two.lee)
    letter = text_of(bytes(lees.copies.get().letter_pdf))
    assert "25 November" not in letter, "the day of Kay's"
    assert kays.line.number not in letter
    assert "4 January 2027" in days_in(letter), "the earliest that could be meant"
    assert "This is the earliest day that could be meant, so it is safe." in letter
    first = text_of(bytes(kays.copies.get().letter_pdf))
    assert "4 January 2027" in days_in(first)
    assert "8 December" not in first


def test_each_is_told_their_own_last_day_in_a_message() -> None:
    ada = staff()
    two = apart(ada, letter_on=date(2026, 10, 20))
    declined(two.case, ada)
    kays = issued(two.case, ada, two.kay)
    lees = issued(two.case, ada, two.lee)
    with time_machine.travel(datetime(2026, 12, 8, 9, tzinfo=UTC)):
        certificates.withdraw(lees, by=acting(ada), because="A mistake.")
    told_lee = sent_about(two.case.pk).get(template="certificate_withdrawn")
    assert told_lee.person == two.lee.person_id
    assert "Monday 21 December 2026" in told_lee.text, "two months and no more"
    assert "January" not in told_lee.text
    assert kays.line.number not in told_lee.text


def test_after_thirty_days_each_is_asked_with_their_own_last_day_d5() -> None:
    """Kay has hers from before; Lee asks for mediation, the council is silent, and nobody is spared the question."""
    ada = staff()
    two = apart(ada, letter_on=date(2026, 10, 20))
    declined(two.case, ada)
    issued(two.case, ada, two.kay)
    case = choosing.ask_mediation(two.fresh(), by=acting(two.lee.person, came_by=Channel.WEB))
    arranging.tell_authority(case, by=acting(ada, came_by=Channel.TELEPHONE))
    with time_machine.travel(datetime(2026, 12, 28, 9, tzinfo=UTC)):
        arranging.offer_day_30(two.fresh(), by=acting(ada))
    asked = sent_about(two.case.pk).filter(template="day30_silent")
    to_kay, to_lee = (asked.get(person=row.person_id).text for row in (two.kay, two.lee))
    assert "Monday 4 January 2027" in to_kay
    assert "Monday 21 December 2026" in to_lee
    assert "January" not in to_lee


def test_urgent_until_both_have_theirs() -> None:
    ada = staff()
    two = apart(ada)
    declined(two.case, ada)
    issued(two.case, ada, two.kay)
    assert two.fresh().urgent_from is not None
    issued(two.case, ada, two.lee)
    assert two.fresh().urgent_from is None


def test_what_one_says_of_an_appeal_leaves_the_others_day_alone() -> None:
    ada = staff()
    two = apart(ada)
    declined(two.case, ada)
    commands.note_appeal(two.fresh(), by=acting(two.kay.person), lodged_on=today())
    facts = queries.facts_of(two.fresh())
    assert duties.appeal(facts).settled_on is None  # type: ignore[union-attr]
    commands.note_appeal(two.fresh(), by=acting(two.lee.person), lodged_on=today())
    assert duties.appeal(queries.facts_of(two.fresh())).settled_on == today()  # type: ignore[union-attr]


@pytest.mark.feature(51, how="partly")
def test_a_young_person_to_whom_the_right_passed_is_owed_their_own_and_chooses_anew_r9() -> None:
    """Kay chose and has hers; the right passes on the last Friday in June, and Robin joins on the Monday after."""
    with time_machine.travel(datetime(2026, 6, 22, 9, tzinfo=UTC)):
        ada = staff()
        case = declined(a_case(ada, child_born=date(2010, 3, 1)), ada)
        certified(case, ada)
        with pytest.raises(Impossible, match="already"):
            choosing.decline(Case.objects.get(pk=case.pk), by=acting(ada, reason="Again"))
    with time_machine.travel(datetime(2026, 6, 29, 9, tzinfo=UTC)):
        passing.young_person_joins(Case.objects.get(pk=case.pk), by=acting(ada), email="robin@young.example")
        robin = queries.right_holders(case).get()
        assert case.duties.get(kind="certify", settled_on=None).due_on == date(2026, 7, 2)
        choosing.decline(Case.objects.get(pk=case.pk), by=acting(robin.person, came_by=Channel.WEB))
        assert issued(case, ada, robin).holder == robin.person
        assert not case.duties.filter(kind="certify", settled_on=None).exists()


PAGE = Path(__file__).resolve().parents[2] / "docs" / "law-in-practice.md"


def test_the_history_of_two_parents_is_as_the_page_tells_it() -> None:
    said: list[date | None] = []

    def tells(case: Case, *who: Participant) -> None:
        facts = queries.facts_of(Case.objects.get(pk=case.pk))
        said.extend(last_appeal_day(facts_for(facts, str(row.person_id))) for row in who)
        said.extend(duty.due_on for duty in duties.owed(facts) if duty.kind == "certify" and duty.settled_on is None)

    ada = staff()
    case = informed(a_case(ada, family_name="Kay Marsh", letter_on=date(2026, 10, 20)), ada)
    kay = queries.right_holders(case).get()
    tells(case, kay)
    choosing.decline(case, by=acting(kay.person, came_by=Channel.WEB))
    issued(case, ada, kay)
    tells(case, kay)
    with time_machine.travel(datetime(2026, 12, 7, 9, tzinfo=UTC)):
        lee = joins(Case.objects.get(pk=case.pk), ada)
        tells(case, lee)
    with time_machine.travel(datetime(2026, 12, 8, 9, tzinfo=UTC)):
        made = issued(case, ada, lee, reason="He told me on the telephone.")
        tells(case, lee)
    first, months = date(2026, 12, 21), date(2027, 1, 4)
    assert said == [first, months, first, date(2026, 12, 10), months]
    own = law.appeal_by(date(2026, 10, 20), certificates=[made.issued_on], decision=Decision.REFUSE_TO_ASSESS).date
    history = PAGE.read_text(encoding="utf-8").partition("## 5. Two parents apart")[2].partition("\n## ")[0]
    told = [f"{on:%A} {on.day} {on:%B %Y}" for on in (*said, own) if on]
    assert [day for day in told if day not in history] == [], "docs/law-in-practice.md tells other days"


CHOICES = [
    ("declined", "You told us that you do not want mediation.", "No mediation was chosen in your case."),
    ("mediation", "You told us that you want mediation.", "Mediation was chosen in your case."),
    ("withdrew", "You told us that you no longer want mediation.", "Mediation was stopped in your case."),
]


@pytest.mark.parametrize(("choice", "own", "other"), CHOICES)
def test_nobody_is_told_that_they_said_what_the_other_did(choice: str, own: str, other: str) -> None:
    ada = staff()
    two = apart(ada)
    case, kay = informed(two.case, ada), acting(two.kay.person, came_by=Channel.WEB)
    if choice == "declined":
        choosing.decline(case, by=kay)
    else:
        case = choosing.ask_mediation(case, by=kay)
        choosing.withdraw(case, by=kay) if choice == "withdrew" else None
    said = sent_about(two.case.pk).filter(template="choice_recorded").order_by("-created_at")
    to_kay, to_lee = (said.filter(person=row.person_id)[0] for row in (two.kay, two.lee))
    assert own in to_kay.text
    assert other in to_lee.text
    for words in ("You told us", "What you told us"):
        assert words not in to_lee.text + to_lee.subject + to_lee.short
