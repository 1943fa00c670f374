"""A choice is made on what is there now, and no page tells one of the family what another did for themselves."""

import re

import pytest

from commonground.cases.commands import assign
from commonground.cases.helping import bring_in
from commonground.cases.models import Case, Participant
from commonground.cases.questions import ask
from commonground.cases.taking_part import record_contact
from commonground.cases.words import About, Basis, Stage
from commonground.people.models import Person
from commonground.people.roles import Role
from tests.family.test_papers_and_calendar import joins
from tests.family.worlds import hidden, parent_of, posted
from tests.made_up import a_case, acting, informed, staff
from tests.signing_in import client_for

pytestmark = pytest.mark.django_db
PAGES = ("choose/", "about-an-appeal/", "appealed/", "contact/")
NEVER_THE_SAME = re.compile(r'(name="(csrfmiddlewaretoken|token)" value|data-out)="[^"]*"')


@pytest.fixture
def ada() -> Person:
    """The adviser."""
    return staff()


def place_of(case: Case, person: Person) -> Participant:
    """Their place in the case."""
    return case.participants.get(person=person)


def does_things(case: Case, person: Person) -> None:
    """What somebody does for themselves, of which nobody else of the family is told."""
    place = place_of(case, person)
    by = acting(person)
    record_contact(case, by=by, participant=place.pk, safe_contact="Never at home", needs="")
    bring_in(case, by=by, helps=place.pk, name="Pat Helper")
    ask(case, by=by, asked_by=person, about=About.QUESTION, text="Can he see where I live?", token="a question")


def test_no_page_changes_when_the_other_parent_does_something_of_their_own(ada: Person) -> None:
    case = informed(a_case(ada), ada)
    jo = joins(case, ada, Role.FAMILY, "Jo Sample", Basis.PARENT).person
    browser = client_for(parent_of(case))

    def pages() -> list[str]:
        return [NEVER_THE_SAME.sub("", browser.get(f"/case/{case.reference}/{page}").text) for page in PAGES]

    before = pages()
    does_things(case, jo)
    assert Case.objects.get(pk=case.pk).version == case.version + 3 + 1  # and that the other parent joined
    assert pages() == before


def test_nor_is_a_choice_refused_for_it(ada: Person) -> None:
    case = informed(a_case(ada), ada)
    jo = joins(case, ada, Role.FAMILY, "Jo Sample", Basis.PARENT).person
    browser, address = client_for(parent_of(case)), f"/case/{case.reference}/choose/"
    seen = hidden(browser, address)
    does_things(case, jo)
    browser.post(address, {**seen, "choice": "no_mediation"})
    assert Case.objects.get(pk=case.pk).stage == Stage.DECLINED


def test_what_they_are_told_of_stops_a_choice_that_was_made_before_it(ada: Person) -> None:
    case = informed(a_case(ada), ada)
    browser, address = client_for(parent_of(case)), f"/case/{case.reference}/choose/"
    seen = hidden(browser, address)
    assign(case, by=acting(ada), adviser=ada)
    browser.post(address, {**seen, "choice": "no_mediation"})
    assert Case.objects.get(pk=case.pk).stage == Stage.INFORMED
    assert "The case changed while you were reading" in browser.get(f"/case/{case.reference}/").text


def test_words_of_theirs_that_were_changed_meanwhile_are_not_written_over(ada: Person) -> None:
    case = informed(a_case(ada), ada)
    sam = parent_of(case)
    browser, address = client_for(sam), f"/case/{case.reference}/contact/"
    seen = hidden(browser, address)
    place = place_of(case, sam)
    record_contact(case, by=acting(ada), participant=place.pk, safe_contact="By text alone", needs="")
    answer = browser.post(address, {**seen, "messages_by": "email", "safe_contact": "", "needs": "", "address": ""})
    assert answer.status_code == 422
    assert place_of(case, sam).safe_contact == "By text alone"
    assert posted(browser, address, messages_by="email", safe_contact="At noon")[0] == 302


@pytest.mark.parametrize("mark", ["²", "9" * 500, "-1", "0"])
def test_a_mark_that_is_none_of_ours_does_nothing_and_breaks_nothing(ada: Person, mark: str) -> None:
    case = informed(a_case(ada), ada)
    browser = client_for(parent_of(case))
    sent = {"version": mark, "choice": "no_mediation"}
    assert browser.post(f"/case/{case.reference}/choose/", sent).status_code == 302
    assert Case.objects.get(pk=case.pk).stage == Stage.INFORMED
