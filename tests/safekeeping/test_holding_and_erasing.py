"""Worlds of two cases: what goes, what stays, and what is answered to whoever wants to erase or hold."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from commonground.calls.models import Call
from commonground.cases import enquiries, questions
from commonground.cases.answers import Impossible, NotTheirs
from commonground.cases.enquiries import EnquiryWords
from commonground.cases.models import Case, Enquiry
from commonground.cases.opening import NewCase, open_case
from commonground.cases.taking_part import add_participant
from commonground.cases.words import About, Basis, Channel, Route
from commonground.casework import closing
from commonground.certificates import commands as certificates
from commonground.certificates.keeping import forget_details
from commonground.certificates.models import Certificate, RegisterLine
from commonground.certificates.queries import check, names_match
from commonground.conversations import commands as conversations
from commonground.feedback.commands import raise_pattern
from commonground.feedback.models import Pattern
from commonground.law import Decision
from commonground.notices.models import Notice
from commonground.people.commands import give_role
from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.record.days import now, today
from commonground.record.personal import Kept, kept_until, latest_over
from commonground.record.queries import entries_of
from commonground.safekeeping import commands, over_time, queries
from commonground.safekeeping.models import Because, Erasure, Hold, Kind, Reason
from tests.made_up import a_case, a_council, a_supporter, acting, certified, declined, staff

pytestmark = [pytest.mark.django_db, pytest.mark.feature(143, how="partly")]

DAY = "2026-03-02T10:00:00Z"
LATER = date(2032, 3, 3)
"""The first day on which what closed on DAY is erased."""


@pytest.fixture
def ada() -> Person:
    return staff()


@pytest.fixture
def cora() -> Person:
    return staff(Role.COORDINATOR, name="Cora Coordinator")


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def closed(case: Case, by: Person) -> Case:
    return closing.close(fresh(case), by=acting(by, reason="They said so."), outcome_words="done")


def a_sibling(case: Case, by: Person, *, parent: Person, name: str = "Jo Sample") -> Case:
    """A case about another child of the same parent."""
    new = NewCase(
        route=Route.MEDIATION, authority=case.authority, decision=Decision.REFUSE_TO_ISSUE, child_name=name,
        child_born=date(2017, 1, 2), family_name=parent.name, family=parent, letter_on=today(), basis=Basis.PARENT,
    )  # fmt: skip
    return open_case(new, by=acting(by))


@dataclass
class Two:
    """Two cases that have something to do with one another."""

    goes: Case
    stays: Case
    shared: list[Person]
    """People who must be whole after the first is erased."""
    gone: list[Person]
    """People who must not be there."""


def beside(ada: Person) -> Two:
    first = a_case(ada)
    second = closing.open_beside(first, by=acting(ada), route=Route.DISAGREEMENT_RESOLUTION)
    parent = first.participants.get(role=Role.FAMILY).person
    return Two(first, second, [parent, first.child], [])


def beside_the_other_way(ada: Person) -> Two:
    two = beside(ada)
    return replace(two, goes=two.stays, stays=two.goes)


def siblings(ada: Person) -> Two:
    first = a_case(ada)
    parent = first.participants.get(role=Role.FAMILY).person
    return Two(first, a_sibling(first, ada, parent=parent), [parent], [first.child])


def one_supporter(ada: Person) -> Two:
    first, second = a_case(ada), a_case(ada, child_name="Alex Other", family_name="Alba Other")
    pat = a_supporter(first, ada, email="pat@helper.example").person
    assert a_supporter(second, ada, email="pat@helper.example").person == pat
    return Two(first, second, [pat], [first.child, first.participants.get(role=Role.FAMILY).person])


def nothing_in_common(ada: Person) -> Two:
    first, second = a_case(ada), a_case(ada, child_name="Alex Other", family_name="Alba Other")
    own = [first.child, first.participants.get(role=Role.FAMILY).person]
    return Two(first, second, [second.child], own)


WORLDS = [beside, beside_the_other_way, siblings, one_supporter, nothing_in_common]


@pytest.mark.parametrize("made", WORLDS)
def test_what_the_other_case_needs_stays(made: Callable[[Person], Two], ada: Person) -> None:
    with time_machine.travel(DAY):
        two = made(ada)
        names = {person.pk: person.name for person in two.shared}
        staying = len(entries_of(two.stays.pk))
        closed(two.goes, ada)
    assert commands.erase_due(LATER - timedelta(days=1)) == 0
    assert commands.erase_due(LATER) == 1
    assert not Case.objects.filter(pk=two.goes.pk).exists()
    left = fresh(two.stays)
    assert left.beside is None
    assert left.participants.exists()
    assert {person.pk: person.name for person in Person.objects.filter(pk__in=names)} == names
    assert not Person.objects.filter(pk__in=[person.pk for person in two.gone]).exists()
    assert len(entries_of(two.stays.pk)) == staying
    assert any(entry.words for entry in entries_of(two.stays.pk))
    assert Person.objects.filter(pk=ada.pk, name="Ada Adviser").exists()


def test_when_the_second_of_them_goes_so_do_the_people(ada: Person) -> None:
    with time_machine.travel(DAY):
        two = siblings(ada)
        closed(two.goes, ada)
    with time_machine.travel("2027-03-02T10:00:00Z"):
        closed(two.stays, ada)
    assert commands.erase_due(LATER) == 1
    assert Person.objects.filter(pk=two.shared[0].pk).exists()
    assert commands.erase_due(date(2033, 3, 3)) == 1
    assert not Person.objects.filter(pk=two.shared[0].pk).exists()


def test_a_parent_who_has_asked_again_can_still_sign_in_to_that(ada: Person) -> None:
    with time_machine.travel(DAY):
        case = a_case(ada)
        sam = case.participants.get(role=Role.FAMILY).person
        closed(case, ada)
    words = EnquiryWords(name=sam.name, email=sam.email)
    enquiries.receive(words, token=uuid4().hex, by="system:web")
    commands.erase_due(LATER)
    assert Person.objects.get(pk=sam.pk).name == "Sam Sample"


def test_an_officer_who_works_here_stays_and_one_known_from_the_case_alone_goes(ada: Person) -> None:
    with time_machine.travel(DAY):
        case = a_case(ada)
        for name in ("Olly Officer", "Hedda Head"):
            add_participant(fresh(case), by=acting(ada), role=Role.SCHOOL, name=name, basis=Basis.OFFICE)
        olly = case.participants.get(person__name="Olly Officer").person
        Person.objects.filter(pk=olly.pk).update(email="olly@exampleshire.example")
        give_role(person=Person.objects.get(pk=olly.pk), role=Role.SCHOOL, by="system:tests")
        closed(case, ada)
    commands.erase_due(LATER)
    assert Person.objects.filter(name="Olly Officer").exists()
    assert not Person.objects.filter(name="Hedda Head").exists()


def test_whoever_something_still_points_at_stays_without_a_name(ada: Person) -> None:
    with time_machine.travel(DAY):
        case = a_case(ada)
        pat = a_supporter(case, ada).person
        closed(case, ada)
        pattern = raise_pattern(by=pat, authority=case.authority, text="Late letters", families=2, token="p")
        Pattern.objects.filter(pk=pattern.pk).update(raised_on=date(2027, 1, 1))
    commands.erase_due(LATER)
    left = Person.objects.get(pk=pat.pk)
    assert (left.name, left.name_key, left.email, left.email_key, left.telephone_key) == ("", "", "", "", "")
    assert not left.is_active
    assert Pattern.objects.get(pk=pattern.pk).text == "Late letters"
    assert commands.erase_due(date(2033, 1, 2)) == 1
    assert not Person.objects.filter(pk=pat.pk).exists()


def test_a_case_that_was_opened_again_counts_from_its_new_closing_and_an_open_one_never_goes(ada: Person) -> None:
    with time_machine.travel(DAY):
        case, open_one = closed(a_case(ada), ada), a_case(ada, child_name="Alex Other")
    with time_machine.travel("2029-06-01T10:00:00Z"):
        sam = case.participants.get(role=Role.FAMILY).person
        question = questions.ask(
            fresh(case), by=acting(sam), asked_by=sam, about=About.QUESTION, text="Is it still there?", token="q"
        )
        assert fresh(case).closed_on is None
        assert commands.erase_due(date(2050, 1, 1)) == 0
        questions.answer(question, by=acting(ada), text="Yes.", how=Channel.TELEPHONE)
        closed(case, ada)
    assert commands.erase_due(LATER) == 0
    assert commands.erase_due(date(2035, 6, 1)) == 0
    assert commands.erase_due(date(2035, 6, 2)) == 1
    assert Case.objects.filter(pk=open_one.pk).exists()


def an_enquiry(**more: Any) -> Enquiry:
    words = EnquiryWords(name="Una Unknown", email="una@family.example", message="Please help")
    found, _new = enquiries.receive(replace(words, **more), token=uuid4().hex, by="system:web")
    return found


def test_an_enquiry_without_a_case_goes_after_a_year_and_one_with_a_case_goes_with_it(ada: Person) -> None:
    with time_machine.travel(DAY):
        alone, waits, became = an_enquiry(), an_enquiry(), an_enquiry(child_name="Robin Sample")
        enquiries.put_aside(alone, by=ada.actor, why="Una asked elsewhere")
        talk = conversations.start(text="Una writes", token="t", name="Una", reply_to="una@family.example")
        conversations.became(talk, alone)
        conversations.answer(talk, by=ada, text="Yes", token="a")
        case = closed(a_case(ada, enquiry=became), ada)
    assert commands.erase_due(date(2027, 3, 2)) == 0
    assert commands.erase_due(date(2027, 3, 3)) == 1
    assert list(Enquiry.objects.order_by("reference")) == sorted([waits, became], key=lambda one: one.reference)
    assert not Notice.objects.filter(about=alone.pk).exists()
    assert [entry.words for entry in entries_of(alone.pk) if entry.words] == []
    assert commands.erase_due(LATER) == 1
    assert case.pk == became.pk
    assert list(Enquiry.objects.all()) == [waits]


@pytest.mark.parametrize("reason", list(Reason))
def test_a_hold_stops_it_until_a_coordinator_ends_it(ada: Person, cora: Person, reason: Reason) -> None:
    with time_machine.travel(DAY):
        case = a_case(ada)
        hold = commands.place_hold(case.pk, by=ada, reason=reason, note="Ask Cora")
        assert commands.place_hold(case.pk, by=ada, reason=reason) == hold
        other = commands.place_hold(case.pk, by=ada, reason=next(one for one in Reason if one != reason))
        certificate = certified(declined(fresh(case), ada), ada)
        closed(case, ada)
    assert commands.erase_due(LATER) == 0
    assert Certificate.objects.get(pk=certificate.pk).child_name == "Robin Sample"
    assert {held.hold for held in queries.held()} == {hold, other}
    with pytest.raises(NotTheirs):
        commands.end_hold(hold, by=ada)
    commands.end_hold(hold, by=cora)
    assert commands.erase_due(LATER) == 0
    commands.end_hold(other, by=cora)
    commands.end_hold(other, by=cora)
    assert [e.what for e in entries_of(case.pk) if e.what.startswith("hold.")] == [
        "hold.placed", "hold.placed", "hold.ended", "hold.ended"
    ]  # fmt: skip
    assert commands.erase_due(LATER) == 1
    assert not Hold.objects.exists()
    with pytest.raises(Impossible, match="it was erased"):
        commands.place_hold(case.pk, by=ada, reason=reason)


def test_one_that_was_held_or_opened_while_the_night_went_on_is_not_erased(
    ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    with time_machine.travel(DAY):
        held, opened = closed(a_case(ada), ada), closed(a_case(ada, child_name="Alex Other"), ada)
    found = [(Kind.CASE, held.pk), (Kind.CASE, opened.pk)]
    monkeypatch.setattr(over_time, "_over", lambda day: found)
    commands.place_hold(held.pk, by=ada, reason=Reason.OTHER)
    closing.reopen(opened, by=acting(ada))
    assert commands.erase_due(LATER) == 0
    assert Case.objects.filter(pk__in=[held.pk, opened.pk]).count() == 2


@pytest.mark.feature(144, how="partly")
def test_one_is_erased_now_only_by_a_coordinator_who_decided_it_when_it_is_closed_and_nothing_holds_it(
    ada: Person, cora: Person
) -> None:
    case = a_case(ada)
    certificate = certified(declined(case, ada), ada)
    code, number = certificate.check_code, certificate.line.number

    def now_(by: Person = cora) -> None:
        commands.erase_now(case.pk, by=by, because=Because.ASKED)

    with pytest.raises(NotTheirs):
        now_(ada)
    with pytest.raises(Impossible, match="Close it first"):
        now_()
    closed(case, ada)
    hold = commands.place_hold(case.pk, by=ada, reason=Reason.COMPLAINT)
    with pytest.raises(Impossible, match="Something holds it"):
        now_()
    commands.end_hold(hold, by=cora)
    Notice.objects.filter(about=case.pk).update(state="sending", claim=7)
    with pytest.raises(Impossible, match="going out this moment"):
        now_()
    Notice.objects.filter(about=case.pk).update(state="queued", claim=None)
    now_()
    assert not Case.objects.filter(pk=case.pk).exists()
    line = Erasure.objects.get()
    assert (line.kind, line.about, line.because, line.by) == ("case", case.pk, "asked", cora.actor)
    found = check(code)
    assert found is not None
    assert (found.state, found.number, found.says_whose) == ("valid", number, False)
    with pytest.raises(Impossible, match="it was erased"):
        now_()


@pytest.mark.feature(144, how="partly")
def test_an_enquiry_is_erased_now_once_it_was_put_aside(ada: Person, cora: Person) -> None:
    enquiry = an_enquiry()
    with pytest.raises(Impossible, match="Put it aside first"):
        commands.erase_now(enquiry.pk, by=cora, because=Because.MISTAKE)
    enquiries.put_aside(enquiry, by=ada.actor, why="a double")
    talk = conversations.became(conversations.start(text="Hello", token="t"), enquiry)
    with pytest.raises(Impossible, match="no answer yet"):
        commands.erase_now(enquiry.pk, by=cora, because=Because.MISTAKE)
    conversations.close(talk, by=ada)
    at = now() + timedelta(days=1)
    call = Call.objects.create(
        about=enquiry.pk, name="Una", telephone="1", adviser=ada, during=(at, at + timedelta(minutes=30)),
        on=at.date(), token="c", made_on=today(),
    )  # fmt: skip
    with pytest.raises(Impossible, match="still to come"):
        commands.erase_now(enquiry.pk, by=cora, because=Because.MISTAKE)
    Call.objects.filter(pk=call.pk).update(cancelled_at=now())
    commands.erase_now(enquiry.pk, by=cora, because=Because.MISTAKE)
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize("state", ["valid", "corrected", "withdrawn"])
def test_after_three_years_the_register_alone_answers_about_a_certificate(ada: Person, state: str) -> None:
    with time_machine.travel(DAY):
        case = a_case(ada)
        certificate = certified(declined(case, ada), ada)
        if state == "corrected":
            certificates.correct(certificate, by=acting(ada), because="spelling")
        if state == "withdrawn":
            certificates.withdraw(certificate, by=acting(ada), because="wrong decision")
        before = check(certificate.check_code)
        assert commands.erase_due(date(2040, 1, 1)) == 0  # its case is open
        closed(case, ada)
    assert commands.erase_due(date(2029, 3, 2)) == 0
    assert commands.erase_due(date(2029, 3, 3)) == 1
    assert commands.erase_due(date(2029, 3, 3)) == 0
    row = Certificate.objects.get(pk=certificate.pk)
    assert (row.holder_name, row.child_name, row.child_born, row.copies.count()) == ("", "", None, 0)
    assert before is not None
    assert check(certificate.check_code) == replace(before, says_whose=False)
    assert before.state == state
    assert not names_match(certificate.check_code, surname="Sample", born=date(2016, 5, 4))
    assert commands.erase_due(LATER) == 1
    assert check(certificate.check_code) == replace(before, says_whose=False)
    assert RegisterLine.objects.filter(number=before.number).exists()


def test_a_certificate_without_names_is_not_corrected_and_can_be_withdrawn(ada: Person) -> None:
    certificate = certified(declined(a_case(ada), ada), ada)
    forget_details(certificate.pk)
    certificate.refresh_from_db()
    with pytest.raises(Impossible, match="no longer keep the names"):
        certificates.correct(certificate, by=acting(ada), because="spelling")
    certificates.withdraw(certificate, by=acting(ada), because="Sam asked")
    found = check(certificate.check_code)
    assert found is not None
    assert found.state == "withdrawn"


def test_what_is_coming_is_listed_day_by_day_and_what_is_held_is_not(ada: Person) -> None:
    with time_machine.travel(DAY):
        case, held = a_case(ada), a_case(ada, child_name="Alex Other")
        certified(declined(case, ada), ada)
        for one in (case, held):
            closed(one, ada)
        commands.place_hold(held.pk, by=ada, reason=Reason.OTHER)
    on = date(2032, 2, 1)
    coming = queries.coming(on=on)
    assert [(due.kind, due.reference, due.erased_on) for due in coming] == [
        (Kind.CERTIFICATE, case.certificates.get().line.number, date(2029, 3, 3)),
        (Kind.CASE, case.reference, LATER),
    ]
    assert queries.coming(on=date(2031, 12, 1))[-1].kind == Kind.CERTIFICATE
    assert [one.reference for one in queries.held()] == [held.reference]


@pytest.mark.parametrize("kept", [Kept.ENQUIRY, Kept.CERTIFICATE, Kept.CASE])
def test_what_counts_from_a_day_is_over_the_day_after_it_is_kept_until_and_not_before(kept: Kept) -> None:
    for number in range(4 * 366):
        on = date(2028, 1, 1) + timedelta(days=number)
        last = latest_over(kept, on)
        assert kept_until(kept, last) < on <= kept_until(kept, last + timedelta(days=1))


def test_the_council_stays(ada: Person) -> None:
    with time_machine.travel(DAY):
        case = closed(a_case(ada), ada)
    commands.erase_due(LATER)
    assert a_council().pk == case.authority_id
