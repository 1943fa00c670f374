"""Each of two right-holders reads of their own certificate and their own dates alone; one taken back is not handed out.

Given Kay and Lee, two parents apart in one case, and what one of them has; when the other, who helps them or a stranger
looks; then nothing of it is there.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine

from commonground.cases import choosing
from commonground.cases.commands import note_appeal
from commonground.certificates import commands as certificates
from commonground.certificates.commands import Issue
from commonground.certificates.models import Certificate
from commonground.law import CertificateKind
from commonground.people.models import Person
from commonground.record.days import today
from tests.apart import Apart, apart
from tests.family.worlds import page_of, posted
from tests.made_up import a_case, a_supporter, acting, certified, declined, informed, staff
from tests.signing_in import client_for

pytestmark = [pytest.mark.django_db, pytest.mark.feature(48, how="partly")]
WEDNESDAY = datetime(2026, 11, 25, 9, tzinfo=UTC)
LATER = datetime(2026, 12, 8, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def on_wednesday() -> Iterator[None]:
    with time_machine.travel(WEDNESDAY):
        yield


@pytest.fixture
def ada() -> Person:
    """The adviser."""
    return staff()


@pytest.fixture
def two(ada: Person) -> Apart:
    """The council's letter of 20 October; on 25 November no mediation is chosen, and Kay has her certificate."""
    world = apart(ada, letter_on=date(2026, 10, 20))
    declined(world.case, ada)
    issue(world, ada, world.kay)
    return world


def issue(world: Apart, by: Person, to: Any, **more: Any) -> Certificate:
    return certificates.issue(world.fresh(), by=acting(by, **more), issue=Issue(CertificateKind.DECLINED, to))


def of(world: Apart, who: str) -> str:
    """The case page of one of them."""
    return page_of(world.case, getattr(world, who).person)


def number(world: Apart, who: str) -> str:
    return str(world.case.certificates.get(holder=getattr(world, who).person).line.number)


def test_who_has_one_and_who_waits_each_read_their_own(two: Apart) -> None:
    kay, lee = of(two, "kay"), of(two, "lee")
    # Kay's is there, with the last day that it supports
    assert number(two, "kay") in kay
    assert "We issued your certificate on Wednesday 25 November 2026." in kay
    assert "Monday 4 January 2027" in kay
    # Lee waits for his: his own day, his own last day, and not a word of hers
    assert "We issue your certificate by Monday 30 November 2026." in lee
    assert "We issue your certificate by this day" in lee
    assert "Monday 21 December 2026" in lee
    for word in (number(two, "kay"), "January", "issued on", "issued your certificate"):
        assert word not in lee, word


@pytest.mark.parametrize(
    "below", ["what-happened/", "papers/", "messages/", "everything/", "people/", "stop/", "choose/"]
)
def test_no_other_page_of_theirs_tells_of_it(two: Apart, below: str) -> None:
    answer = client_for(two.lee.person).get(f"/case/{two.case.reference}/{below}")
    assert answer.status_code == 200
    assert number(two, "kay") not in answer.text
    assert "We issued a certificate" not in answer.text
    assert "January 2027" not in answer.text


def test_who_helps_the_other_reads_as_the_other_does(two: Apart, ada: Person) -> None:
    helps_lee = a_supporter(two.fresh(), ada, "Tom Friend", helps="Lee Marsh").person
    helps_kay = a_supporter(two.fresh(), ada, "Sia Adviser", helps="Kay Marsh").person
    assert "We issue the certificate by Monday 30 November 2026." in page_of(two.case, helps_lee)
    assert "The certificate was issued on Wednesday 25 November 2026." in page_of(two.case, helps_kay)


def test_once_both_have_theirs_the_later_one_reads_the_safe_day_and_not_why(two: Apart, ada: Person) -> None:
    with time_machine.travel(LATER):
        issue(two, ada, two.lee)
        lee = of(two, "lee")
        assert "We issued your certificate on Tuesday 8 December 2026." in lee
        assert "Monday 4 January 2027" in lee, "not a month after his own: Kay's may be the one that counts (D6)"
        assert "This is the earliest it could be." in lee
        assert "the certificate of" not in lee.lower(), "nor which it is"
        assert "25 November" not in lee.partition("Dates that matter")[2].partition("More about your case")[0]


def test_the_other_has_appealed_and_this_one_keeps_their_last_day(two: Apart) -> None:
    note_appeal(two.fresh(), by=acting(two.kay.person), lodged_on=today())
    assert "Last day to appeal" in of(two, "lee")
    assert "You told us that you appealed" not in of(two, "lee")
    assert "You told us that you appealed on Wednesday 25 November 2026." in of(two, "kay")


def test_what_the_other_chose_is_not_said_to_have_been_chosen_by_this_one(ada: Person) -> None:
    world = apart(ada)
    choosing.decline(informed(world.case, ada), by=acting(world.kay.person))
    assert "You chose not to mediate." in of(world, "kay")
    assert "You chose not to mediate." not in of(world, "lee")
    assert "You choose" in of(world, "kay")
    assert "You choose" not in of(world, "lee")
    assert "No mediation was chosen." in of(world, "lee")


WISH = "certificates/my-wish/"


def test_they_say_that_they_want_none_and_that_they_want_it_after_all(two: Apart) -> None:
    client, address = client_for(two.lee.person), f"/case/{two.case.reference}/{WISH}"
    assert "You do not want a certificate" in of(two, "lee")
    page = client.get(address).text
    assert "We owe you a certificate, by Monday 30 November 2026." in page
    # When Lee says so
    assert posted(client, address)[0] == 302
    # Then nobody waits for his, he reads so, and what happened says it to him alone
    assert two.owed() == []
    lee = of(two, "lee")
    assert "You told us that you want no certificate." in lee
    assert "We issue your certificate" not in lee
    assert "You said that you do not want a certificate" in page_of(two.case, two.lee.person, "what-happened/")
    assert "do not want a certificate" not in page_of(two.case, two.kay.person, "what-happened/")
    # When he changes his mind
    assert "You want your certificate after all" in lee
    assert posted(client, address)[0] == 302
    # Then it is owed to him again
    assert two.owed() == ["2026-11-30"]
    assert "We issue your certificate by Monday 30 November 2026." in of(two, "lee")


def test_nobody_says_it_who_is_owed_none(two: Apart, ada: Person) -> None:
    address = f"/case/{two.case.reference}/{WISH}"
    helper = a_supporter(two.fresh(), ada, "Tom Friend", helps="Lee Marsh").person
    outsider = a_case(ada, child_name="Alex Other").participants.get(role="family").person
    before = two.fresh().version
    for who, expected in ((two.kay.person, 200), (helper, 200), (outsider, 404), (None, 302)):
        client = client_for(who)
        answer = client.get(address)
        assert answer.status_code == expected, who
        assert "I do not want a certificate" not in answer.text, who
        client.post(address, {})
    assert two.fresh().version == before


@pytest.fixture
def taken_back(two: Apart, ada: Person) -> Apart:
    """Kay's was withdrawn, and what she may read of it was written down."""
    kays = two.case.certificates.get()
    certificates.withdraw(kays, by=acting(ada), because="Issued in the wrong name by Ada.", told="Your name was wrong.")
    return two


def paper(world: Apart, what: str = "certificate") -> str:
    return f"/case/{world.case.reference}/certificates/{number(world, 'kay')}/{what}.pdf"


@pytest.mark.feature(38, how="partly")
@pytest.mark.parametrize("what", ["certificate", "letter"])
def test_one_taken_back_leads_to_a_page_that_says_so(taken_back: Apart, what: str) -> None:
    answer = client_for(taken_back.kay.person).get(paper(taken_back, what))
    assert answer["Content-Type"].startswith("text/html")
    assert not answer.content.startswith(b"%PDF")
    for words in (
        f"Certificate {number(taken_back, 'kay')} was taken back on Wednesday 25 November 2026",
        "Please do not use it.", "Your name was wrong.", "We issue a new certificate by Monday 30 November 2026.",
        "Your last day to appeal is Monday 21 December 2026", "call us today on",
    ):  # fmt: skip
        assert words in answer.text, words
    assert "by Ada" not in answer.text, "what stands on the record is not for them"
    assert paper(taken_back) in of(taken_back, "kay"), "the case page leads there"


def test_with_a_new_one_in_hand_the_page_leads_to_it(taken_back: Apart, ada: Person) -> None:
    new = issue(taken_back, ada, taken_back.kay)
    old = taken_back.case.certificates.exclude(pk=new.pk).get().line.number
    text = (
        client_for(taken_back.kay.person)
        .get(f"/case/{taken_back.case.reference}/certificates/{old}/certificate.pdf")
        .text
    )
    assert "You have another certificate, and it is good:" in text
    assert new.line.number in text
    assert "We issue a new certificate" not in text
    assert "Your last day to appeal is Monday 4 January 2027" in text


def test_without_a_word_for_them_they_call_us(two: Apart, ada: Person) -> None:
    certificates.withdraw(two.case.certificates.get(), by=acting(ada), because="Issued in the wrong name by Ada.")
    text = client_for(two.kay.person).get(paper(two)).text
    assert "It should not have been issued as it was. Call us on" in text
    assert "by Ada" not in text


def test_nobody_else_learns_that_it_was_taken_back(taken_back: Apart, ada: Person) -> None:
    helper = a_supporter(taken_back.fresh(), ada, "Sia Adviser", helps="Kay Marsh").person
    outsider = a_case(ada, child_name="Alex Other").participants.get(role="family").person
    for who in (taken_back.lee.person, helper, outsider):
        assert client_for(who).get(paper(taken_back)).status_code == 404, who
    assert "taken back" not in of(taken_back, "lee")


def test_with_an_appeal_lodged_the_page_of_one_taken_back_names_no_last_day(taken_back: Apart) -> None:
    note_appeal(taken_back.fresh(), by=acting(taken_back.kay.person), lodged_on=today())
    text = client_for(taken_back.kay.person).get(paper(taken_back)).text
    assert "last day to appeal" not in text
    assert "Have you sent it to the tribunal?" in text


def test_at_the_desk_the_old_paper_still_opens_under_a_name_that_says_so(ada: Person) -> None:
    made = certified(declined(a_case(ada), ada), ada)
    certificates.withdraw(made, by=acting(ada), because="The wrong person.")
    address = f"/desk/cases/{made.case.reference}/certificates/{made.line.number}/certificate.pdf"
    answer = client_for(ada).get(address)
    assert answer.content.startswith(b"%PDF")
    assert "withdrawn-certificate" in answer["Content-Disposition"]
    page = client_for(ada).get(f"/desk/cases/{made.case.reference}/").text
    assert "The withdrawn certificate (PDF)" in page
    assert "Withdrawn" in page
