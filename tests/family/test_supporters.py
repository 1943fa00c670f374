"""Somebody who helps: brought in from the family's own page, changed, ended; with the other parent beside."""

import pytest

from commonground.cases import choosing
from commonground.cases.models import Case, Participant
from commonground.cases.taking_part import record_contact
from commonground.cases.words import Agreed, Basis
from commonground.people.models import Person
from commonground.people.roles import Role
from tests.family.test_papers_and_calendar import joins
from tests.family.worlds import page_of, parent_of, posted
from tests.made_up import a_case, a_supporter, acting, declined, informed, staff, told
from tests.signing_in import client_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> Person:
    """The adviser."""
    return staff()


def supporter(case: Case) -> Participant:
    return case.participants.get(role=Role.SUPPORTER)


@pytest.mark.feature(24)
def test_a_parent_asks_somebody_to_help_changes_it_and_ends_it(ada: Person) -> None:
    case = informed(a_case(ada), ada)
    sam = parent_of(case)
    client, people = client_for(sam), f"/case/{case.reference}/people/"
    given = {"name": "Pat Helper", "relationship": "Sister", "email": "pat@helper.example", "agreed": "speak"}
    assert posted(client, people + "add/", **given) == (302, people)
    pat = supporter(case)
    text = page_of(case, sam, "people/")
    assert "Pat Helper" in text
    assert "Write to us for you, and give us papers" in text
    assert client_for(pat.person).get(f"/case/{case.reference}/").status_code == 200

    assert posted(client, f"{people}{pat.pk}/", agreed="contact")[0] == 302
    pat.refresh_from_db()
    assert pat.agreed == ["contact"]

    assert posted(client, f"{people}{pat.pk}/end/")[0] == 302
    assert client_for(pat.person).get(f"/case/{case.reference}/").status_code == 404
    assert "A supporter helps no longer" in page_of(case, sam, "what-happened/")


def test_what_was_typed_stays_where_the_name_is_missing(ada: Person) -> None:
    case = a_case(ada)
    answer = client_for(parent_of(case)).post(
        f"/case/{case.reference}/people/add/", {"name": "", "email": "pat@helper.example"}
    )
    assert answer.status_code == 422
    assert "Tell us their name" in answer.text
    assert 'value="pat@helper.example"' in answer.text


@pytest.mark.feature(48, how="partly")
@pytest.mark.parametrize("below", ["people/{0}/", "people/{0}/end/"])
def test_the_supporter_of_one_parent_does_not_exist_for_the_other(ada: Person, below: str) -> None:
    case = a_case(ada)
    jo = joins(case, ada, Role.FAMILY, "Jo Sample", Basis.PARENT).person
    pat = a_supporter(case, ada, helps="Jo Sample")
    address = f"/case/{case.reference}/" + below.format(pat.pk)
    assert client_for(jo).get(address).status_code == 200
    for who in (parent_of(case), pat.person):
        assert client_for(who).get(address).status_code == 404
        assert client_for(who).post(address, {"agreed": "contact"}).status_code == 404
    for below in ("people/", "what-happened/"):
        assert "Pat Helper" not in page_of(case, parent_of(case), below)
    assert "Pat Helper" in page_of(case, jo, "what-happened/")


@pytest.mark.feature(51)
def test_a_supporter_stops_helping_by_themselves(ada: Person) -> None:
    case = a_case(ada)
    pat = a_supporter(case, ada)
    client = client_for(pat.person)
    assert "I no longer want to help" in client.get(f"/case/{case.reference}/people/").text
    assert posted(client, f"/case/{case.reference}/stop-helping/") == (302, "/case/")
    assert client.get(f"/case/{case.reference}/").status_code == 404


def test_a_supporter_brings_nobody_in_and_a_parent_stops_no_helping(ada: Person) -> None:
    case = a_case(ada)
    pat = a_supporter(case, ada)
    assert "This cannot be chosen here now" in page_of(case, pat.person, "people/add/")
    assert "This cannot be chosen here now" in page_of(case, parent_of(case), "stop-helping/")


@pytest.mark.feature(50)
def test_an_adviser_of_several_families_reads_all_their_dates_in_one_list(ada: Person) -> None:
    first = told(a_case(ada), ada)
    second = declined(a_case(ada, child_name="Alex Other", family_name="Kim Other"), ada)
    third = a_case(ada, child_name="Nobody Else")
    for case in (first, second):
        sia = a_supporter(case, ada, "Sia Adviser", email="sia@sendiass.example").person
    text = client_for(sia).get("/case/").text
    table = text[text.index("Dates of the families you help") : text.index("</table>")]
    assert "must set up a meeting by this day" in table
    assert "We issue the certificate by this day" in table
    assert f"/case/{first.reference}/" in table
    assert f"/case/{second.reference}/" in table
    assert third.child.name not in text
    choosing.withdraw(Case.objects.get(pk=first.pk), by=acting(parent_of(first)))
    assert "must set up a meeting" not in client_for(sia).get("/case/").text


def test_how_somebody_is_reached_is_shown_to_the_supporter_they_agreed_it_with_alone(ada: Person) -> None:
    case = a_case(ada)
    sam = parent_of(case)
    place = case.participants.get(person=sam)
    record_contact(
        Case.objects.get(pk=case.pk), by=acting(sam), participant=place.pk, safe_contact="After six", needs="",
        address="1 Hidden Lane",
    )  # fmt: skip
    may = a_supporter(case, ada, "Sia Adviser", agreed=[Agreed.CONTACT]).person
    may_not = a_supporter(case, ada, "Quiet Friend").person
    jo = joins(case, ada, Role.FAMILY, "Jo Sample", Basis.PARENT).person
    for words in (sam.email, "1 Hidden Lane", "After six"):
        assert words in page_of(case, may, "people/")
        for who in (may_not, jo):
            assert words not in page_of(case, who, "people/")
