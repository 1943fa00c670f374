"""A certificate is issued once, on its London day, with its number, bytes, fact, entry and message, or not at all."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from commonground.cases import choosing, commands, issues, passing, queries, taking_part
from commonground.cases.answers import AskAPerson, Impossible, NotTheirs, Unlawful
from commonground.cases.models import Case
from commonground.cases.words import Basis, FactKind, Outcome, Stage
from commonground.casework import arranging
from commonground.certificates import commands as certificates
from commonground.certificates.commands import Issue
from commonground.certificates.models import Certificate, Copy, RegisterLine
from commonground.law import CertificateKind, Decision
from commonground.notices.models import Channel, Notice
from commonground.notices.queries import sent_about
from commonground.people.roles import Role
from commonground.record.days import today
from commonground.record.queries import entries_of
from tests import made_up
from tests.certificates.paper_tools import ask, days_in, info, text_of
from tests.made_up import a_case, acting, certified, declined, held, informed, staff, told

pytestmark = pytest.mark.django_db
K = CertificateKind


def the_holder(case: Case):  # type: ignore[no-untyped-def]
    return queries.right_holders(case).first()


def pdf_of(certificate: Certificate) -> bytes:
    return bytes(certificate.copies.last().certificate_pdf)


def letter_of(certificate: Certificate) -> str:
    return text_of(bytes(certificate.copies.last().letter_pdf))


@pytest.mark.feature(61)
def test_one_who_declines_gets_number_day_paper_fact_entry_and_message_together() -> None:
    adviser = staff()
    case = declined(a_case(adviser), adviser)
    made = certified(case, adviser)
    assert (made.line.number, made.line.state) == ("M-000001", RegisterLine.State.ISSUED)
    assert (made.kind, made.limb, made.issued_on) == ("declined", "s.55(4)", today())
    case.refresh_from_db()
    assert case.stage == Stage.CERTIFIED
    assert case.duties.get(kind="certify").settled_on == today()
    assert [c.number for c in queries.facts_of(case).live_certificates] == ["M-000001"]
    entry = entries_of(case.pk)[-1]
    assert (entry.what, entry.by, entry.words["kind"]) == ("certificate.issued", adviser.actor, "declined")
    assert sent_about(case.pk).filter(template="certificate_issued").count() == 1
    words = text_of(pdf_of(made))
    for piece in ("Sam Sample", "Robin Sample", "Exampleshire Council", "M-000001", "Section 55(4)", adviser.name):
        assert piece in words, piece
    assert info(pdf_of(made))["Tagged"] == "yes"


def test_who_took_part_gets_theirs_under_55_5_agreed_or_not() -> None:
    adviser = staff()
    for outcome, child in ((Outcome.AGREED, "Robin Sample"), (Outcome.NOT_AGREED, "Alex Other")):
        case = held(a_case(adviser, child_name=child), adviser, outcome=outcome)
        assert certified(case, adviser, K.TOOK_PART).limb == "s.55(5)"


def test_the_councils_word_gives_not_arranged_under_55_5_and_its_silence_asks_a_person_d15() -> None:
    adviser = staff()
    case = told(a_case(adviser), adviser)
    with pytest.raises(Impossible, match="nobody has said that it will not do"):
        certified(case, adviser, K.NOT_ARRANGED)
    case = arranging.cannot_arrange(case, by=acting(adviser), why="No mediator is free.")
    made = certified(case, adviser, K.NOT_ARRANGED)
    assert made.limb == "s.55(5)"
    assert "could not arrange mediation within 30 days" in text_of(pdf_of(made))
    with time_machine.travel(datetime.now(UTC) + timedelta(days=32)):
        other = a_case(adviser, child_name="Alex Other", letter_on=today() - timedelta(days=2))
        silent = told(other, adviser)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=64)):
        with pytest.raises(AskAPerson, match="no longer wish to mediate"):
            certified(silent, adviser, K.NOT_ARRANGED)
        choosing.withdraw(silent, by=acting(adviser))
        silent.refresh_from_db()
        assert certified(silent, adviser).kind == "declined"


@pytest.mark.worked_case(85)
def test_nothing_of_what_was_discussed_is_in_the_certificate_or_its_letter_r34() -> None:
    """Worked case 85: an export of the certificate contains no account of the discussion."""
    adviser = staff()
    case = informed(a_case(adviser), adviser)
    case = issues.add_issue(case, by=acting(adviser), what="Quixotry therapy", section="F", wanted="Zephyr weekly")
    case = commands.note(case, by=acting(adviser), text="She said Xylophone at the meeting.")
    case = arranging.tell_authority(choosing.ask_mediation(case, by=acting(adviser)), by=acting(adviser))
    case = held(case, adviser, outcome=Outcome.PARTLY)
    made = certified(case, adviser, K.TOOK_PART, reason="Kumquat")
    for paper in (text_of(pdf_of(made)), letter_of(made)):
        for secret in ("Quixotry", "Zephyr", "Xylophone", "Kumquat", "artly", "Olly Officer"):
            assert secret not in paper, secret
        assert "gree" not in paper.partition("Your last day")[0].replace("whether or not you agreed", ""), paper


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), date(2026, 12, 31)),
    ],
)
def test_it_bears_the_day_it_is_in_london(instant: datetime, day: date) -> None:
    """00:30 on 1 July in summer time is still June in UTC; 23:30 on 31 December is the same day in both."""
    with time_machine.travel(instant, tick=False):
        adviser = staff()
        case = declined(a_case(adviser), adviser)
        made = certified(case, adviser)
        assert (made.issued_on, made.line.on) == (day, day)
        assert f"{day.day} {day:%B} {day.year}" in days_in(text_of(pdf_of(made)))
        assert queries.facts_of(case).certificate_days == (day,)


def test_it_is_dated_the_day_it_is_issued_even_if_their_word_came_by_voicemail_before() -> None:
    adviser = staff()
    case = declined(a_case(adviser), adviser)
    before = datetime.now(UTC) - timedelta(days=2)
    holder = the_holder(case)
    with pytest.raises(Impossible):
        certificates.issue(case, by=acting(adviser), issue=Issue(K.DECLINED, holder, issued_on=today()))
    made = certificates.issue(case, by=acting(adviser, at=before, reason="x"), issue=Issue(K.DECLINED, holder))
    assert made.issued_on == today()
    assert made.issued_at > before


def test_the_same_certificate_is_not_issued_twice() -> None:
    adviser = staff()
    case = declined(a_case(adviser), adviser)
    certified(case, adviser)
    with pytest.raises(Impossible, match="issued already"):
        certified(case, adviser, reason="again")
    assert Certificate.objects.count() == Copy.objects.count() == RegisterLine.objects.count() == 1


@pytest.mark.feature(48, how="partly")
def test_two_parents_who_both_act_each_get_their_own_d21() -> None:
    adviser = staff()
    case = informed(a_case(adviser), adviser)
    case = taking_part.add_participant(
        case, by=acting(adviser), role=Role.FAMILY, name="Kim Sample", basis=Basis.PARENT, email="kim@family.example"
    )
    case = choosing.decline(case, by=acting(adviser))
    first, second = queries.right_holders(case)
    one = certificates.issue(case, by=acting(adviser), issue=Issue(K.DECLINED, first))
    two = certificates.issue(case, by=acting(adviser), issue=Issue(K.DECLINED, second))
    assert [one.holder_name, two.holder_name] == ["Sam Sample", "Kim Sample"]
    for made, person in ((one, first.person), (two, second.person)):
        told_of = Notice.objects.filter(template="certificate_issued", text__contains=made.line.number)
        assert {notice.person for notice in told_of} == {person.pk}, "no parent is told of the other's certificate"


@pytest.mark.worked_case(25)
def test_a_young_persons_certificate_is_theirs_whoever_rings_r8() -> None:
    """Worked case 25: a young person of 17 with capacity, whose parent telephones."""
    adviser = staff()
    case = informed(a_case(adviser, child_born=today().replace(year=today().year - 17, day=1)), adviser)
    parent = case.participants.get(role="family")
    with pytest.raises(AskAPerson):
        choosing.decline(case, by=acting(adviser))
    case = passing.young_person_joins(case, by=acting(adviser), email="robin@young.example")
    case = choosing.decline(informed(case, adviser), by=acting(adviser))
    with pytest.raises(Unlawful, match="young person's"):
        certificates.issue(case, by=acting(adviser, reason="She rang"), issue=Issue(K.DECLINED, parent))
    made = certificates.issue(case, by=acting(adviser), issue=Issue(K.DECLINED, the_holder(case)))
    words = text_of(pdf_of(made))
    assert "Robin Sample" in words
    assert "Young person" in words
    assert "Parent or carer of the child" not in words
    assert "Sam Sample" not in words


def test_a_deputy_stands_before_the_parent_of_a_young_person_without_capacity_r8() -> None:
    adviser = staff()
    changes = {"lacks_capacity": True, "has_deputy": True, "basis": Basis.PARENT_OF_YOUNG_PERSON}
    case = informed(a_case(adviser, child_born=date(2006, 3, 1), **changes), adviser)
    parent = case.participants.get(role="family")
    assert parent.holds_right is False
    case = taking_part.add_participant(
        case, by=acting(adviser), role=Role.FAMILY, name="Dee Deputy", basis=Basis.DEPUTY, email="dee@law.example"
    )
    case = choosing.decline(case, by=acting(adviser))
    with pytest.raises(Unlawful, match="acts for the young person"):
        certificates.issue(case, by=acting(adviser, reason="x"), issue=Issue(K.DECLINED, parent))
    made = certificates.issue(case, by=acting(adviser), issue=Issue(K.DECLINED, the_holder(case)))
    assert "Dee Deputy" in text_of(pdf_of(made))
    assert "Alternative person, for the young person" in text_of(pdf_of(made))


def test_it_goes_to_nobody_who_does_not_take_part_or_whose_right_it_is_said_not_to_be() -> None:
    adviser = staff()
    case = declined(a_case(adviser), adviser)
    stranger = the_holder(a_case(adviser, child_name="Alex Other"))
    with pytest.raises(Impossible, match="does not take part"):
        certificates.issue(case, by=acting(adviser, reason="x"), issue=Issue(K.DECLINED, stranger))
    holder = the_holder(case)
    case = taking_part.pass_right(case, by=acting(adviser, reason="Court order"), participant=holder.pk, holds=False)
    holder.refresh_from_db()
    with pytest.raises(AskAPerson, match="right"):
        certificates.issue(case, by=acting(adviser), issue=Issue(K.DECLINED, holder))


def test_only_an_adviser_issues_corrects_and_withdraws_r5() -> None:
    adviser, coordinator = staff(), staff(Role.COORDINATOR, "Cleo Coordinator")
    case = declined(a_case(adviser), adviser)
    with pytest.raises(NotTheirs):
        certified(case, coordinator, reason="x")
    made = certified(case, adviser)
    with pytest.raises(NotTheirs):
        certificates.correct(made, by=acting(coordinator), because="name")
    with pytest.raises(NotTheirs):
        certificates.withdraw(made, by=acting(coordinator), because="mistake")


@pytest.mark.worked_case(22)
@pytest.mark.parametrize("employed_by", ["la", "icb", "nhs_england"])
def test_an_adviser_employed_by_any_council_or_the_nhs_is_refused_r10(employed_by: str) -> None:
    """Worked case 22: employed by a neighbouring council in England is not independent either."""
    adviser = staff()
    case = declined(a_case(adviser), adviser)
    made_up.declare_independence(person=adviser, employed_by=employed_by, by="system:tests")
    with pytest.raises(Unlawful) as caught:
        certified(case, adviser, reason="There was nobody else.")
    assert "56" in caught.value.cite


def test_who_has_not_declared_for_this_case_is_asked_and_who_declared_a_conflict_refused() -> None:
    adviser, other = staff(), staff(name="Bo Adviser")
    case = declined(a_case(adviser), adviser)
    with pytest.raises(AskAPerson, match="declared"):
        certified(case, other)
    commands.declare(case, by=acting(other), independent=False, conflict="Her neighbour")
    with pytest.raises(Unlawful):
        certified(case, other, reason="x")


def test_after_late_contact_a_person_decides_and_the_letter_names_no_day_d1() -> None:
    adviser = staff()
    case = declined(a_case(adviser, letter_on=today() - timedelta(days=75)), adviser)
    with pytest.raises(AskAPerson, match="last day to contact"):
        certified(case, adviser)
    made = certified(case, adviser, reason="She was in hospital; she knows that the tribunal decides.")
    letter = letter_of(made)
    assert "more than two months after the council sent its letter" in letter
    assert days_in(letter) == {f"{today().day} {today():%B} {today().year}"}, "only its own day"


def test_where_a_certificate_may_not_count_the_letter_says_not_sure_and_not_that_they_came_late() -> None:
    """R6(2): a refusal to amend where only the placement is disputed."""
    adviser = staff()
    case = a_case(
        adviser, decision=Decision.REFUSE_TO_AMEND, sections=frozenset("I"), letter_on=today() - timedelta(days=45)
    )
    case = declined(case, adviser)
    letter = letter_of(certified(case, adviser, reason="They ask for it."))
    assert "We are not sure how the rules count the time in your case." in letter
    assert "more than two months" not in letter


def test_for_someone_detained_a_person_names_the_day_d11() -> None:
    adviser = staff()
    case = declined(a_case(adviser, detained=True), adviser)
    letter = letter_of(certified(case, adviser, reason="Checked with a lawyer."))
    assert "We are not sure how the rules count the time in your case." in letter


def test_the_letter_works_from_the_earliest_live_certificate_d6() -> None:
    with time_machine.travel(datetime(2026, 5, 6, 9, tzinfo=UTC)):
        adviser = staff()
        case = declined(a_case(adviser, letter_on=date(2026, 3, 20)), adviser)
        commands.note_earlier_certificate(
            case, by=acting(adviser), issued_on=date(2026, 4, 10), issuer="Another service"
        )
        made = certified(case, adviser, reason="The first one was lost.")
        assert "20 May 2026" in days_in(letter_of(made)), "two months after the letter; not a month from ours"
        assert "6 June 2026" not in days_in(letter_of(made))


def test_a_council_to_which_the_child_moved_did_not_make_the_decision_d23() -> None:
    adviser = staff()
    case = declined(a_case(adviser), adviser)
    case = commands.move_authority(
        case, by=acting(adviser, reason="Both agree."), to=made_up.a_council("Mockton"), on=today()
    )
    made = certified(case, adviser)
    assert "Exampleshire Council" in text_of(pdf_of(made))
    assert "Mockton" not in text_of(pdf_of(made))
    assert "Exampleshire Council" in letter_of(made)


@pytest.mark.parametrize("name", ["नजमा अली", "نجمة علي", "Zoë 🎈 O’Hara-Ångström", "李小龍", "\u202eabc\u0000", "𓀀𓀁"])
def test_a_certificate_never_fails_on_a_name(name: str) -> None:
    adviser = staff()
    case = declined(a_case(adviser, child_name=name.replace("\u0000", "") or "x"), adviser)
    made = certified(case, adviser)
    assert info(pdf_of(made))["Pages"] == "1"
    readable = "Zoë" if "Zoë" in name else ""
    assert readable in text_of(pdf_of(made))


def test_it_is_signed_with_the_demos_key_and_what_is_stored_is_what_is_sent() -> None:
    adviser = staff()
    made = certified(declined(a_case(adviser), adviser), adviser)
    copy = made.copies.get()
    assert copy.signed is True
    says = ask("pdfsig", bytes(copy.certificate_pdf))
    assert "Signature is Valid" in says
    assert "Common Ground demo key" in says


def test_without_a_key_outside_the_demo_it_is_not_signed_and_its_check_code_stands(settings) -> None:  # type: ignore[no-untyped-def]
    settings.DEMO = False
    adviser = staff()
    made = certified(declined(a_case(adviser), adviser), adviser)
    copy = made.copies.get()
    assert copy.signed is False
    assert "does not contain any signatures" in ask("pdfsig", bytes(copy.certificate_pdf))
    assert "demonstration" not in text_of(bytes(copy.certificate_pdf))


@pytest.mark.feature(72, how="partly")
def test_without_e_mail_it_is_posted_and_someone_makes_sure_the_same_day(settings) -> None:  # type: ignore[no-untyped-def]
    adviser = staff()
    case = declined(a_case(adviser, family_email=""), adviser)
    made = certified(case, adviser)
    notice = sent_about(case.pk).get(template="certificate_issued")
    assert notice.channel == Channel.LETTER
    case.refresh_from_db()
    assert case.duties.get(kind="confirm_certificate").due_on == today()
    certificates.mark_received(case, by=acting(adviser), number=made.line.number)
    assert not case.duties.filter(kind="confirm_certificate", settled_on=None).exists()


@pytest.mark.feature(20, 38, how="partly")
@pytest.mark.parametrize("hour", [12, 23])
def test_whoever_gets_texts_hears_of_it_by_text_and_at_night_nobody_has_to_post_it(hour: int) -> None:
    with time_machine.travel(datetime(2026, 11, 25, hour, 0, tzinfo=UTC), tick=True):
        adviser = staff()
        texts = {"family_email": "", "family_telephone": "+447700900982", "messages_by": "text"}
        case = declined(a_case(adviser, **texts), adviser)
        certified(case, adviser)
        notice = sent_about(case.pk).get(template="certificate_issued")
        assert (notice.channel, notice.to_number) == (Channel.TEXT, "+447700900982")
        assert not case.duties.filter(kind="confirm_certificate", settled_on=None).exists()


def test_of_a_certificate_that_is_held_back_someone_makes_sure_another_way() -> None:
    adviser = staff()
    case = declined(a_case(adviser), adviser)
    case = taking_part.stop_all_contact(case, by=acting(adviser))
    certified(case, adviser)
    assert sent_about(case.pk).get(template="certificate_issued").state == "held"
    assert case.duties.filter(kind="confirm_certificate", settled_on=None).exists()


def test_nothing_is_left_when_its_message_cannot_be_queued(monkeypatch: pytest.MonkeyPatch) -> None:
    adviser = staff()
    case = declined(a_case(adviser), adviser)
    entries, notices = len(entries_of(case.pk)), Notice.objects.count()

    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the outbox is away")

    monkeypatch.setattr("commonground.notices.commands.queue", broken)
    with pytest.raises(RuntimeError, match="outbox"):
        certified(case, adviser)
    monkeypatch.undo()
    case.refresh_from_db()
    assert case.stage == Stage.DECLINED
    assert (len(entries_of(case.pk)), Notice.objects.count()) == (entries, notices)
    assert not Certificate.objects.exists()
    assert not RegisterLine.objects.exists()
    assert not case.facts.filter(kind=FactKind.CERTIFICATE_ISSUED).exists()
    assert certified(case, adviser).line.number == "M-000001", "the number was not used up"


def test_a_letter_dated_before_it_was_sent_gives_the_laws_day_and_a_safe_one_d20() -> None:
    with time_machine.travel(datetime(2026, 3, 20, 9, tzinfo=UTC)):
        adviser = staff()
        case = declined(a_case(adviser, letter_on=date(2026, 3, 2), sent_on=date(2026, 3, 9)), adviser)
        letter = letter_of(certified(case, adviser))
    assert "11 May 2026" in days_in(letter), "two months after it was sent, a Saturday moved on"
    assert "To be safe, appeal by Tuesday 5 May 2026." in letter
    with time_machine.travel(datetime(2026, 3, 20, 9, tzinfo=UTC)):
        plain = letter_of(certified(declined(a_case(adviser, child_name="Alex Other"), adviser), adviser))
    assert "To be safe" not in plain
