"""Somebody else has the telephone for five minutes: what is left at a browser once its owner has gone."""

import pytest
from django.conf import settings

from commonground.cases.words import Basis
from commonground.papers.commands import give
from commonground.people.models import Person
from commonground.people.roles import Role
from tests.documents.made import pdf, upload
from tests.family.test_papers_and_calendar import joins
from tests.family.worlds import parent_of, posted
from tests.made_up import a_case, acting, informed, staff
from tests.signing_in import client_for, session_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> Person:
    """The adviser."""
    return staff()


def test_what_was_done_here_is_not_said_to_whoever_signs_in_next(ada: Person) -> None:
    case = informed(a_case(ada), ada)
    jo = joins(case, ada, Role.FAMILY, "Jo Sample", Basis.PARENT).person
    browser = client_for(parent_of(case))
    assert posted(browser, f"/case/{case.reference}/about-an-appeal/", wish="yes")[0] == 302  # and the tab is closed
    browser.post("/sign-out/")
    browser.cookies[settings.SESSION_COOKIE_NAME] = session_of(jo)
    assert "We have written that down" not in browser.get(f"/case/{case.reference}/").text


def test_but_to_whoever_did_it_once(ada: Person) -> None:
    case = informed(a_case(ada), ada)
    browser = client_for(parent_of(case))
    posted(browser, f"/case/{case.reference}/about-an-appeal/", wish="yes")
    first, second = (browser.get(f"/case/{case.reference}/").text for _time in range(2))
    assert "We have written that down" in first
    assert "We have written that down" not in second


def test_two_parents_behind_one_internet_address_cannot_keep_one_another_out(ada: Person) -> None:
    case = informed(a_case(ada), ada)
    jo = joins(case, ada, Role.FAMILY, "Jo Sample", Basis.PARENT).person
    hostile, other = client_for(jo), client_for(parent_of(case))
    address = f"/case/{case.reference}/contact/"
    answers = [hostile.post(address, {}).status_code for _time in range(31)]
    assert answers == [422] * 30 + [429]
    assert posted(other, address, messages_by="email", safe_contact="Not at home")[0] == 302


def test_the_browsers_history_names_no_paper(ada: Person) -> None:
    case = a_case(ada)
    sam = parent_of(case)
    paper = give(case, by=acting(sam), given_by=sam, title="Police report", upload=upload(pdf("x")))
    for below in ("", "name/", "take-back/"):
        text = client_for(sam).get(f"/case/{case.reference}/papers/{paper.pk}/{below}").text
        assert "Police report" in text
        assert "Police report" not in text.partition("</title>")[0]
