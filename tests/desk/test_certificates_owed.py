"""At the desk: for whom a certificate is still owed, and the deed with that person chosen."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine

from commonground.people.models import Person
from tests.apart import Apart, apart
from tests.desk.working import do, send
from tests.made_up import a_case, declined, staff
from tests.signing_in import client_for

pytestmark = [pytest.mark.django_db, pytest.mark.feature(48, how="partly")]


@pytest.fixture(autouse=True)
def on_wednesday() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 25, 9, tzinfo=UTC)):
        yield


@pytest.fixture
def ada() -> Person:
    """The adviser."""
    return staff()


@pytest.fixture
def two(ada: Person) -> Apart:
    """Kay and Lee, who chose no mediation today."""
    world = apart(ada)
    declined(world.case, ada)
    return world


def page(world: Apart, who: Person) -> str:
    return client_for(who).get(f"/desk/cases/{world.case.reference}/").text


def due(text: str) -> str:
    """The part of the page that says what is due."""
    return text.partition("What is due")[2].partition("What happened")[0]


def test_the_case_page_says_for_whom_and_the_button_has_that_one_chosen(two: Apart, ada: Person) -> None:
    both = due(page(two, ada))
    assert "Issue the certificate: Kay Marsh and Lee Marsh" in both
    assert "Issue the certificate for Kay Marsh" in both
    assert "Issue the certificate for Lee Marsh" in both
    # And with both waiting, each button opens the form with its own one chosen
    for mine, other in ((two.kay, two.lee), (two.lee, two.kay)):
        form = client_for(ada).get(f"/desk/cases/{two.case.reference}/do/certificate/?holder={mine.pk}").text
        assert _chosen(form, mine.pk)
        assert not _chosen(form, other.pk)
    # When Kay has hers
    do(two.case, ada, "certificate", kind="declined", holder=two.kay.pk)
    # Then Lee's alone is owed
    left = due(page(two, ada))
    assert "Issue the certificate: Lee Marsh" in left
    assert "Issue the certificate for Kay Marsh" not in left
    assert f"/do/certificate/?holder={two.lee.pk}" in left
    # And beside hers stands whose it is
    assert "for Kay Marsh" in page(two, ada).partition("Certificate</h2>")[2]
    # When he has his
    do(two.case, ada, "certificate", kind="declined", holder=two.lee.pk)
    assert "Issue the certificate" not in due(page(two, ada))


def _chosen(form: str, key: int) -> bool:
    box = form.partition(f'name="holder" type="radio" value="{key}"')[2].partition(">")[0]
    return "checked" in box


def test_of_one_alone_no_name_is_needed(ada: Person) -> None:
    case = declined(a_case(ada), ada)
    text = due(client_for(ada).get(f"/desk/cases/{case.reference}/").text)
    assert "Issue the certificate" in text
    assert "Issue the certificate:" not in text
    assert "Issue the certificate for" not in text


def test_their_word_that_they_want_none_is_written_down_as_theirs(two: Apart, ada: Person) -> None:
    asked = send(two.case, ada, "certificate-wish", holder=two.lee.pk, wants="no")
    assert asked.status_code == 422
    assert "Lee Marsh’s own to say" in asked.text
    do(two.case, ada, "certificate-wish", holder=two.lee.pk, wants="no", recorded_for="Lee Marsh")
    text = page(two, ada)
    assert "Issue the certificate: Kay Marsh" in due(text)
    assert "Said that they do not want a certificate" in text
    assert "Recorded for: Lee Marsh" in text


def test_what_they_may_read_of_a_withdrawal_is_asked_apart_from_the_reason(two: Apart, ada: Person) -> None:
    do(two.case, ada, "certificate", kind="declined", holder=two.kay.pk)
    number = two.case.certificates.get().line.number
    told = "Your name was not spelt right."
    do(two.case, ada, "withdraw-certificate", certificate=number, because="Ada mistyped it.", told=told)
    paper = f"/case/{two.case.reference}/certificates/{number}/certificate.pdf"
    theirs = client_for(two.kay.person).get(paper).text
    assert told in theirs
    assert "mistyped" not in theirs
    assert "Issue the certificate: Kay Marsh and Lee Marsh" in due(page(two, ada))
