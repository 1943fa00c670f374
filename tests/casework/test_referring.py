"""SENDIASS is asked to get in touch when one of the family asks for it, with what they agreed to and no more."""

from datetime import timedelta

import pytest
import time_machine

from commonground.cases.answers import Impossible, NotTheirs
from commonground.cases.models import Case
from commonground.cases.words import Basis
from commonground.casework.referring import refer_to_sendiass
from commonground.directory.commands import set_advice_service
from commonground.notices.models import Notice
from commonground.people.roles import Role
from commonground.record.days import now, today
from tests.family.test_papers_and_calendar import joins
from tests.family.worlds import page_of, parent_of, posted
from tests.made_up import a_case, acting, staff
from tests.signing_in import client_for

pytestmark = [pytest.mark.django_db, pytest.mark.feature(53)]


def with_sendiass(*, email: str = "hello@sendiass.example") -> Case:
    case = a_case(staff())
    set_advice_service(
        authority=case.authority, name="Exampleshire SENDIASS", email=email, telephone="01632 960555",
        source="made up", checked_on=today(), by="system:tests",
    )  # fmt: skip
    return case


def place(case: Case) -> int:
    return case.participants.get(person=parent_of(case)).pk


def test_they_are_told_the_name_the_way_and_the_words_and_not_the_child() -> None:
    case = with_sendiass()
    refer_to_sendiass(
        case, by=acting(parent_of(case)), participant=place(case), reach="01632 960001, after six",
        text="I would like help at the meeting.",
    )  # fmt: skip
    notice = Notice.objects.get(template="sendiass_request")
    assert (notice.to_email, notice.person) == ("hello@sendiass.example", None)
    for words in ("Sam Sample", "01632 960001, after six", "I would like help at the meeting."):
        assert words in notice.text
    assert case.child.name not in notice.text + notice.subject


def test_asked_again_within_a_week_it_is_one_message_and_after_it_another() -> None:
    case = with_sendiass()
    for days, sent in ((0, 1), (3, 1), (8, 2)):
        with time_machine.travel(now() + timedelta(days=days), tick=False):
            refer_to_sendiass(
                Case.objects.get(pk=case.pk), by=acting(parent_of(case)), participant=place(case), reach="After six"
            )
        assert Notice.objects.filter(template="sendiass_request").count() == sent


def test_nobody_is_referred_by_another_of_the_family() -> None:
    case = with_sendiass()
    jo = joins(case, staff(), Role.FAMILY, "Jo Sample", Basis.PARENT)
    with pytest.raises(NotTheirs):
        refer_to_sendiass(
            Case.objects.get(pk=case.pk), by=acting(jo.person), participant=place(case), reach="After six"
        )
    assert not Notice.objects.filter(template="sendiass_request").exists()


def test_without_an_address_of_theirs_the_page_says_how_to_find_them_and_the_command_says_why_not() -> None:
    case = a_case(staff())
    assert "We have not checked yet who it is here" in page_of(case, below="free-advice/")
    with pytest.raises(Impossible, match="e-mail address"):
        refer_to_sendiass(case, by=acting(parent_of(case)), participant=place(case), reach="After six")


def test_a_parent_asks_on_the_page_and_reads_that_it_was_done() -> None:
    case = with_sendiass()
    client, here = client_for(parent_of(case)), f"/case/{case.reference}/free-advice/"
    assert "Exampleshire SENDIASS" in client.get(here).text
    assert client.post(here, {"reach": ""}).status_code == 422
    assert posted(client, here, reach="01632 960001")[0] == 302
    said = "We have asked Exampleshire SENDIASS to get in touch with you."
    assert said in client.get(f"/case/{case.reference}/").text
    assert "SENDIASS was asked to get in touch" in client.get(f"/case/{case.reference}/what-happened/").text
