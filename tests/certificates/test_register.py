"""The register has no gaps and no doubles; copies keep their number and first day; the check page names nobody."""

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from commonground.cases import queries
from commonground.cases.answers import AskAPerson, Impossible
from commonground.cases.models import Case
from commonground.certificates import commands as certificates
from commonground.certificates import register
from commonground.certificates.codes import grouped
from commonground.certificates.commands import Issue
from commonground.certificates.making import signing_key
from commonground.certificates.models import Certificate, RegisterLine
from commonground.certificates.queries import check, names_match, unused_paper, visible_certificates
from commonground.law import CertificateKind
from commonground.notices.queries import sent_about
from commonground.record.days import today
from commonground.record.queries import entries_of
from tests.certificates.paper_tools import days_in, text_of
from tests.made_up import a_case, acting, certified, declined, staff

K = CertificateKind
db = pytest.mark.django_db


def newest(certificate: Certificate) -> str:
    return text_of(bytes(certificate.copies.last().certificate_pdf))


def at_once(times: int, work) -> list[str]:  # type: ignore[no-untyped-def]
    """Do `work` in this many threads that start together; what each came to, in order of the alphabet."""
    start, answers = Barrier(times), []

    def one(number: int) -> None:
        try:
            start.wait(timeout=20)
            answers.append(str(work(number)))
        except Impossible as no:
            answers.append(no.sentence)
        finally:
            connection.close()

    threads = [Thread(target=one, args=[number]) for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=90)
    return sorted(answers)


def test_two_who_issue_one_certificate_at_once_issue_one(committing: str) -> None:
    adviser = staff()
    case = declined(a_case(adviser), adviser)
    signing_key()
    answers = at_once(2, lambda _n: certified(case, adviser).line.number)
    assert answers[0] == "M-000001"
    assert "issued already" in answers[1]
    assert (Certificate.objects.count(), register.gaps()) == (1, [])
    assert sent_about(case.pk).filter(template="certificate_issued").count() == 1
    assert [e.what for e in entries_of(case.pk)].count("certificate.issued") == 1


def test_numbers_taken_at_once_follow_one_another_and_one_rolled_back_leaves_no_gap(committing: str) -> None:
    def take(number: int) -> str:
        with transaction.atomic():
            line = register.next_number("M", on=today(), state=RegisterLine.State.ISSUED)
            if number == 1:
                raise Impossible("rolled back")
            return line.number

    assert at_once(4, take) == ["M-000001", "M-000002", "M-000003", "rolled back"]
    assert register.gaps() == []


@db
def test_the_database_itself_refuses_a_second_live_one() -> None:
    adviser = staff()
    made = certified(declined(a_case(adviser), adviser), adviser)
    made.pk, made.check_code = None, "X" * 16
    made.line = register.next_number("M", on=today(), state=RegisterLine.State.ISSUED)
    with pytest.raises(IntegrityError, match="one_live_certificate"), transaction.atomic():
        made.save(force_insert=True)


@db
def test_a_number_that_somebody_took_out_of_the_register_is_seen() -> None:
    register.give_paper_numbers(3, on=today(), to="Office")
    RegisterLine.objects.filter(number="P-000002").delete()
    assert register.gaps() == ["P-000002"]


@db
@pytest.mark.feature(61, how="partly")
def test_paper_numbers_stay_on_the_register_used_spoilt_or_waiting() -> None:
    lines = register.give_paper_numbers(3, on=today(), to="Ada's bag")
    assert [line.number for line in unused_paper()] == ["P-000001", "P-000002", "P-000003"]
    register.void(lines[1].number, on=today(), why="Torn")
    with pytest.raises(Impossible):
        register.void(lines[1].number, on=today(), why="Again")
    with pytest.raises(Impossible):
        register.void("P-000099", on=today(), why="None such")
    for wrong in (0, 101):
        with pytest.raises(Impossible, match="from 1 to 100"):
            register.give_paper_numbers(wrong, on=today(), to="x")
    assert RegisterLine.objects.get(number="P-000002").state == RegisterLine.State.VOID
    assert register.gaps() == []


@db
def test_one_written_by_hand_counts_from_the_day_on_it_and_says_so() -> None:
    adviser = staff()
    three_days_ago = datetime.now(UTC) - timedelta(days=3)
    with time_machine.travel(three_days_ago):
        adviser = staff()
        case = declined(a_case(adviser), adviser)
        line = register.give_paper_numbers(1, on=today(), to="Office")[0]
        day = today()
    holder = queries.right_holders(case)[0]
    by = acting(adviser)
    before = Issue(K.DECLINED, holder, paper_number=line.number, issued_on=day - timedelta(days=1))
    with pytest.raises(Impossible):
        certificates.issue(case, by=by, issue=before)
    with pytest.raises(Impossible, match="not an unused number"):
        certificates.issue(case, by=by, issue=Issue(K.DECLINED, holder, paper_number="M-000001", issued_on=day))
    ahead = Issue(K.DECLINED, holder, paper_number=line.number, issued_on=today() + timedelta(days=1))
    with pytest.raises(Impossible, match="not come yet"):
        certificates.issue(case, by=by, issue=ahead)
    made = certificates.issue(case, by=by, issue=Issue(K.DECLINED, holder, paper_number=line.number, issued_on=day))
    assert (made.issued_on, made.line.number, made.line.state) == (day, "P-000001", RegisterLine.State.ISSUED)
    assert "First issued by hand." in newest(made)
    assert queries.facts_of(case).certificate_days == (day,)
    assert not unused_paper().exists()


@db
def test_one_written_by_hand_before_the_right_passed_is_the_parents_r9() -> None:
    with time_machine.travel(datetime(2026, 6, 25, 9, tzinfo=UTC)):
        adviser = staff()
        case = declined(a_case(adviser, child_born=date(2010, 8, 10), letter_on=date(2026, 6, 10)), adviser)
        line = register.give_paper_numbers(1, on=today(), to="Office")[0]
    with time_machine.travel(datetime(2026, 6, 29, 9, tzinfo=UTC)):
        issue = Issue(K.DECLINED, queries.right_holders(case)[0], line.number, date(2026, 6, 26))
        assert certificates.issue(case, by=acting(adviser), issue=issue).issued_on == date(2026, 6, 26)


@db
@pytest.mark.feature(61)
def test_a_corrected_copy_keeps_number_and_first_day_and_says_what_it_is() -> None:
    first = datetime.now(UTC) - timedelta(days=2)
    with time_machine.travel(first):
        adviser = staff()
        case = declined(a_case(adviser), adviser)
        made = certified(case, adviser)
    case.child.name = "Robyn Sample"
    case.child.save()
    with pytest.raises(AskAPerson):
        certificates.correct(made, by=acting(adviser), because=" ")
    made = certificates.correct(made, by=acting(adviser), because="The child's name")
    assert (made.line.number, made.issued_on) == ("M-000001", today() - timedelta(days=2))
    words = newest(made)
    assert "Corrected copy, made on" in words
    assert "Robyn Sample" in words
    assert "M-000001" in words
    assert "Robin Sample" in text_of(bytes(made.copies.first().certificate_pdf)), "the first copy is kept"
    issued = today() - timedelta(days=2)
    assert f"{issued.day} {issued:%B} {issued.year}" in days_in(words)
    assert check(grouped(made.check_code)).state == "corrected"
    assert queries.facts_of(case).certificate_days == (issued,), "the month still runs from the first day"
    assert sent_about(case.pk).filter(template="certificate_corrected").count() == 1


@db
def test_a_withdrawn_one_stays_on_the_register_and_cannot_be_corrected_or_brought_back() -> None:
    adviser = staff()
    case = declined(a_case(adviser), adviser)
    made = certified(case, adviser)
    stale = Certificate.objects.get(pk=made.pk)
    with pytest.raises(AskAPerson):
        certificates.withdraw(made, by=acting(adviser), because="")
    certificates.withdraw(made, by=acting(adviser), because="Wrong child")
    with pytest.raises(Impossible):
        certificates.correct(stale, by=acting(adviser), because="Name")
    with pytest.raises(Impossible):
        certificates.withdraw(stale, by=acting(adviser), because="Again")
    made.refresh_from_db()
    assert (made.withdrawn_on, made.withdrawn_because) == (today(), "Wrong child")
    found = check(made.check_code)
    assert (found.state, found.number, found.council) == ("withdrawn", "M-000001", "Exampleshire Council")
    assert queries.facts_of(case).certificate_days == ()
    assert register.gaps() == []
    message = sent_about(case.pk).get(template="certificate_withdrawn")
    assert "To appeal to the tribunal" in message.text


@db
def test_the_check_page_knows_a_code_however_it_is_typed_and_never_says_a_name() -> None:
    adviser = staff()
    made = certified(declined(a_case(adviser), adviser), adviser)
    found = check(grouped(made.check_code).lower().replace("-", " "))
    assert found is not None
    assert (found.state, found.issued_on) == ("valid", today())
    assert "Sample" not in repr(found)
    assert check("") is check("0000-0000-0000-0000") is None
    born = date(2016, 5, 4)
    assert names_match(made.check_code, surname="sample", born=born)
    assert not names_match(made.check_code, surname="Sam", born=born), "whole words only"
    assert not names_match(made.check_code, surname="Sample", born=date(2016, 5, 5))
    assert not names_match(made.check_code, surname="", born=born)
    assert not names_match("nonsense", surname="Sample", born=born)


@db
def test_a_certificate_is_seen_by_its_own_holder_alone() -> None:
    adviser = staff()
    case: Case = declined(a_case(adviser), adviser)
    made = certified(case, adviser)
    assert list(visible_certificates(case, made.holder)) == [made]
    assert not visible_certificates(case, adviser).exists()
