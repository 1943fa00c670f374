"""Opening, closing, opening again, and a case beside."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from commonground.cases import commands, queries, taking_part
from commonground.cases.answers import AskAPerson, Impossible
from commonground.cases.enquiries import EnquiryWords, put_aside
from commonground.cases.models import Case, Enquiry
from commonground.cases.words import Basis, Channel, Route, Stage
from commonground.casework import closing
from commonground.casework.intake import receive_enquiry
from commonground.certificates import commands as certificates
from commonground.certificates.commands import Issue
from commonground.law import CertificateKind
from commonground.notices.queries import sent_about
from commonground.record.days import today
from tests.made_up import a_case, acting, certified, declined, fixed, informed, staff, told

pytestmark = pytest.mark.django_db
K = CertificateKind
K = CertificateKind


def templates(case: Case) -> list[str]:
    return [n.template for n in sent_about(case.pk).order_by("created_at")]


def later(days: int) -> time_machine.travel:
    return time_machine.travel(datetime.now(UTC) + timedelta(days=days))


def test_what_is_received_is_confirmed_and_becomes_a_case_with_its_two_dates() -> None:
    enquiry = receive_enquiry(EnquiryWords(name="Sam", email="sam@f.example"), token="a", by="system:web")
    assert [n.template for n in sent_about(enquiry.pk)] == ["enquiry_received"]
    case = a_case(staff(), enquiry=enquiry)
    message = sent_about(case.pk).get(template="case_opened")
    for kind in ("appeal",):
        assert f"{case.duties.get(kind=kind).due_on:%Y}" in message.text


def test_an_enquiry_that_a_case_was_opened_from_or_that_was_put_aside_is_not_put_aside_again() -> None:
    enquiry = receive_enquiry(EnquiryWords(name="Sam"), token="a", by="system:web")
    put_aside(enquiry, by="system:tests", why="Twice")
    with pytest.raises(Impossible):
        put_aside(enquiry, by="system:tests", why="Again")
    assert Enquiry.objects.get().closed_because == "Twice"


def test_nobody_can_have_contacted_us_in_days_to_come() -> None:
    with pytest.raises(Impossible, match="not come yet"):
        a_case(staff(), contacted_on=today() + timedelta(days=1))


@pytest.mark.parametrize("stage", ["not_reached", "undecided"])
def test_undecided_or_not_reached_closes_only_after_three_attempts_or_the_last_day(stage: str) -> None:
    adviser = staff()
    case = a_case(adviser)
    soon = today() + timedelta(days=3)
    if stage == "undecided":
        case = commands.leave_undecided(informed(case, adviser), by=acting(adviser), next_contact_on=soon)
    for channel in (Channel.TELEPHONE, Channel.TEXT):
        case = commands.record_attempt(
            case, by=acting(adviser), channel=channel, named_dates=False, next_contact_on=soon
        )
    with pytest.raises(AskAPerson, match="three times on two channels"):
        closing.close(case, by=acting(adviser), outcome_words="silent")
    case = commands.record_attempt(
        case, by=acting(adviser), channel=Channel.POST, named_dates=True, next_contact_on=soon, send=True
    )
    message = sent_about(case.pk).get(template="not_reached")
    assert f"{case.duties.get(kind='appeal').due_on.year}" in message.text
    assert closing.close(case, by=acting(adviser), outcome_words="silent").stage == Stage.CLOSED
    assert templates(case)[-1] == "closed"


def test_a_letter_that_is_held_back_is_no_attempt() -> None:
    adviser = staff()
    case = taking_part.stop_all_contact(a_case(adviser), by=acting(adviser))
    with pytest.raises(Impossible, match="contact"):
        commands.record_attempt(
            case, by=acting(adviser), channel=Channel.EMAIL, named_dates=True, send=True,
            next_contact_on=today() + timedelta(days=3),
        )  # fmt: skip


def test_after_the_last_day_to_appeal_an_undecided_case_may_close() -> None:
    adviser = staff()
    case = a_case(adviser)
    case = commands.leave_undecided(
        informed(case, adviser), by=acting(adviser), next_contact_on=today() + timedelta(days=3)
    )
    with later(120):
        assert closing.close(case, by=acting(adviser), outcome_words="silent").stage == Stage.CLOSED


def test_a_case_opened_by_mistake_closes_with_a_reason() -> None:
    adviser = staff()
    case = a_case(adviser)
    with pytest.raises(AskAPerson):
        closing.close(case, by=acting(adviser), outcome_words="twice")
    assert closing.close(case, by=acting(adviser, reason="Opened twice"), outcome_words="twice").stage == Stage.CLOSED


def test_a_certificate_that_is_owed_keeps_the_case_open_and_so_does_a_fixed_meeting() -> None:
    adviser = staff()
    case = declined(a_case(adviser), adviser)
    with pytest.raises(AskAPerson, match="still owed"):
        closing.close(case, by=acting(adviser), outcome_words="x")
    other = fixed(told(a_case(adviser, child_name="Alex Other"), adviser), adviser)
    with pytest.raises(Impossible, match="meeting is still fixed"):
        closing.close(other, by=acting(adviser, reason="x"), outcome_words="x")


def test_a_certificate_withdrawn_is_owed_again_and_can_be_issued_anew() -> None:
    adviser = staff()
    case = declined(a_case(adviser), adviser)
    made = certified(case, adviser)
    certificates.withdraw(made, by=acting(adviser), because="Wrong decision")
    case.refresh_from_db()
    assert case.duties.get(kind="certify").settled_on is None
    holder = queries.right_holders(case)[0]
    again = certificates.issue(case, by=acting(adviser), issue=Issue(K.DECLINED, holder))
    assert again.line.number == "M-000002"


@pytest.mark.feature(77, how="partly")
def test_a_second_route_beside_has_the_same_people_and_keeps_them_as_safe() -> None:
    adviser = staff()
    case = informed(a_case(adviser), adviser)
    row = case.participants.get(role="family")
    case = taking_part.record_authority(
        case, by=acting(adviser), participant=row.pk, basis=Basis.PARENT, evidence="Order of 2 May", seen_on=today(),
        court_orders="No contact with Jo", do_not_disclose_to="Jo Sample",
    )  # fmt: skip
    case = taking_part.record_contact(
        case, by=acting(adviser), participant=row.pk, safe_contact="Text first", needs="BSL"
    )
    case = taking_part.stop_all_contact(case, by=acting(adviser))
    beside = closing.open_beside(case, by=acting(adviser), route=Route.DISAGREEMENT_RESOLUTION)
    copied = beside.participants.get(role="family")
    assert (copied.person, copied.holds_right) == (row.person, True)
    assert (copied.do_not_disclose_to, copied.court_orders) == ("Jo Sample", "No contact with Jo")
    assert (copied.safe_contact, copied.needs) == ("Text first", "BSL")
    assert beside.contact_stopped is True
    assert {n.state for n in sent_about(beside.pk)} == {"held"}
    assert (beside.beside, beside.child, beside.sent_on) == (case, case.child, case.sent_on)
    with pytest.raises(Impossible, match="open already"):
        closing.open_beside(case, by=acting(adviser), route=Route.DISAGREEMENT_RESOLUTION)


def test_a_young_persons_case_beside_is_theirs_too() -> None:
    adviser = staff()
    case = a_case(adviser, child_born=date(2008, 1, 5), basis=Basis.YOUNG_PERSON)
    beside = closing.open_beside(case, by=acting(adviser), route=Route.DISAGREEMENT_RESOLUTION)
    assert beside.participants.get().person == case.child
