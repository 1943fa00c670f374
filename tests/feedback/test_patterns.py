"""A pattern: raised by a supporter of several families, passed on without names, answered, read by who raised it."""

from uuid import uuid4

import pytest

from commonground.cases.answers import Impossible, NotTheirs
from commonground.directory.commands import set_notice_address
from commonground.directory.models import NoticeAddress
from commonground.feedback import commands
from commonground.feedback.models import Pattern
from commonground.notices.models import Notice
from commonground.people.models import Person
from commonground.people.roles import Role
from tests.family.worlds import parent_of, posted
from tests.made_up import a_case, a_council, a_supporter, staff
from tests.signing_in import client_for

pytestmark = [pytest.mark.django_db, pytest.mark.feature(57)]
WORDS = "Meetings are called off the day before."


def a_sendiass_adviser() -> Person:
    """Who helps two families with one council."""
    ada = staff()
    for child in ("Robin Sample", "Alex Other"):
        sia = a_supporter(a_case(ada, child_name=child), ada, "Sia Adviser", email="sia@sendiass.example").person
    return sia


def raised(by: Person, **more: object) -> Pattern:
    given = {"authority": a_council(), "text": WORDS, "families": 2, "token": uuid4().hex, **more}
    return commands.raise_pattern(by=by, **given)


def test_from_the_supporters_page_to_the_commissioner_and_back() -> None:
    sia, ada = a_sendiass_adviser(), staff(name="Ada Second")
    set_notice_address(
        authority=a_council(), purpose=NoticeAddress.Purpose.COMMISSIONER, name="Contracts",
        email="contracts@exampleshire.example", by="system:tests",
    )  # fmt: skip
    supporter, desk = client_for(sia), client_for(ada)
    assert "something that happens again and again" in supporter.get("/case/").text
    said = {"council": a_council().pk, "text": WORDS + " So it was for the Samples.", "families": "4"}
    assert posted(supporter, "/case/patterns/", **said) == (302, "/case/patterns/")
    pattern = Pattern.objects.get()
    assert "have not passed it on yet" in supporter.get("/case/patterns/").text

    assert "To be passed on" in desk.get("/desk/patterns/").text
    assert posted(desk, f"/desk/patterns/{pattern.pk}/", text=WORDS)[0] == 302
    notice = Notice.objects.get(template="pattern_passed_on")
    assert notice.to_email == "contracts@exampleshire.example"
    assert WORDS in notice.text
    assert "4 families" in notice.text
    for name in ("Sample", "Sia"):
        assert name not in notice.text
    assert "No answer yet" in supporter.get("/case/patterns/").text

    assert posted(desk, f"/desk/patterns/{pattern.pk}/", text="A second officer stands in now.")[0] == 302
    assert "A second officer stands in now." in supporter.get("/case/patterns/").text


def test_sent_twice_it_is_one() -> None:
    sia, token = a_sendiass_adviser(), uuid4().hex
    assert raised(sia, token=token) == raised(sia, token=token)
    assert Pattern.objects.count() == 1


def test_only_about_a_council_of_their_families_and_of_more_than_one_family() -> None:
    sia = a_sendiass_adviser()
    with pytest.raises(NotTheirs):
        raised(sia, authority=a_council("Elsewhere"))
    with pytest.raises(Impossible):
        raised(sia, families=1)
    with pytest.raises(Impossible):
        raised(sia, text=" ")


def test_a_parent_and_another_supporter_read_nothing_of_it() -> None:
    sia = a_sendiass_adviser()
    raised(sia)
    ada = staff()
    case = a_case(ada, child_name="Third Child")
    other = a_supporter(case, ada, "Pat Helper").person
    assert WORDS not in client_for(other).get("/case/patterns/").text
    assert client_for(parent_of(case)).get("/case/patterns/")["Location"] == "/case/"


def test_it_is_passed_on_once_by_the_desk_alone_and_answered_after_that() -> None:
    sia, ada = a_sendiass_adviser(), staff(name="Ada Second")
    pattern = raised(sia)
    for who in (sia, staff(Role.MEDIATOR)):
        with pytest.raises(NotTheirs):
            commands.pass_on(pattern, by=who, text=WORDS)
    with pytest.raises(Impossible):
        commands.record_reply(pattern, by=ada, text="Thank you.")
    NoticeAddress.objects.filter(purpose=NoticeAddress.Purpose.COMMISSIONER).delete()
    assert commands.pass_on(pattern, by=ada, text=WORDS) is False
    with pytest.raises(Impossible):
        commands.pass_on(pattern, by=ada, text=WORDS)
