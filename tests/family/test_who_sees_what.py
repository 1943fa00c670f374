"""Who takes part, who looked and what happened: each of the family reads what is theirs to read, and no more."""

import ast
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from commonground.cases import commands
from commonground.cases.choosing import say_about_appeal
from commonground.cases.models import Case
from commonground.cases.taking_part import end_participation, record_authority, record_contact
from commonground.cases.words import Basis, Route, Stage, Wish
from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.record.commands import note_access
from commonground.web.family.history import NOT_TOLD, OWN, TOLD
from tests.family.test_papers_and_calendar import joins
from tests.family.worlds import BUILDS, page_of, parent_of, refused
from tests.made_up import a_case, a_supporter, acting, certified, declined, informed, staff, told
from tests.signing_in import client_for

pytestmark = pytest.mark.django_db
PAGES = (
    "",
    "people/",
    "what-happened/",
    "messages/",
    "ask/",
    "choose/",
    "stop/",
    "after-30-days/",
    "about-an-appeal/",
    "appealed/",
)


@pytest.fixture
def ada() -> Person:
    """The adviser."""
    return staff()


@pytest.mark.feature(22)
@pytest.mark.parametrize("below", PAGES)
def test_every_page_is_for_the_family_and_their_supporter_alone(ada: Person, below: str) -> None:
    case = told(a_case(ada), ada)
    outsider = parent_of(a_case(ada, child_name="Alex Other"))
    helper = joins(case, ada, Role.SUPPORTER, "Pat Helper", Basis.CONSENT).person
    second = joins(case, ada, Role.FAMILY, "Jo Sample", Basis.PARENT).person
    address = f"/case/{case.reference}/{below}"
    answers = {
        name: client_for(who).get(address).status_code
        for name, who in {
            "parent": parent_of(case), "other parent": second, "supporter": helper, "outsider": outsider,
            "staff": ada, "stranger": None,
        }.items()
    }  # fmt: skip
    assert answers == {
        "parent": 200, "other parent": 200, "supporter": 200, "outsider": 404, "staff": 403, "stranger": 302,
    }  # fmt: skip


def looked(case: Case, *who: tuple[Person, Role]) -> None:
    """They opened the case."""
    for person, role in who:
        note_access(case=case.pk, by=person.actor, as_role=role)


@pytest.mark.feature(48, how="partly")
def test_no_parent_sees_the_visits_supporters_or_words_of_the_other(ada: Person) -> None:
    case = a_case(ada)
    sam = parent_of(case)
    jo = joins(case, ada, Role.FAMILY, "Jo Sample", Basis.PARENT).person
    pat = a_supporter(case, ada, helps="Jo Sample").person
    olly = joins(case, ada, Role.LA_OFFICER, "Olly Officer", Basis.OFFICE).person
    lead = staff(Role.SAFEGUARDING_LEAD, "Lee Lead")
    looked(case, (jo, Role.FAMILY), (pat, Role.SUPPORTER), (ada, Role.ADVISER), (olly, Role.LA_OFFICER))
    looked(case, (lead, Role.SAFEGUARDING_LEAD))
    say_about_appeal(Case.objects.get(pk=case.pk), by=acting(sam), wish=Wish.NO)
    client_for(jo).post(f"/case/{case.reference}/ask/", {})
    text = page_of(case, sam, "people/")
    table = text[text.index("Who has looked") :]
    assert "Ada Adviser" in table
    assert "Olly Officer" in table
    for name in ("Jo Sample", "Lee Lead", "Pat Helper"):
        assert name not in table, name
    assert "Pat Helper" not in text
    assert "wish to appeal" in page_of(case, sam, "what-happened/")
    assert "wish to appeal" not in page_of(case, jo, "what-happened/")


def test_whoever_must_not_be_disclosed_is_not_named_to_the_rest_of_the_family(ada: Person) -> None:
    case = a_case(ada)
    jo = joins(case, ada, Role.FAMILY, "Jo Sample", Basis.PARENT)
    assert "Jo Sample" in page_of(case, below="people/")
    record_authority(
        Case.objects.get(pk=case.pk), by=acting(ada), participant=jo.pk, basis=Basis.PARENT, evidence="Order seen",
        seen_on=None, court_orders="Non-molestation order", do_not_disclose_to="Sam Sample",
    )  # fmt: skip
    for below in ("", "people/", "what-happened/"):
        text = page_of(case, below=below)
        assert "Jo Sample" not in text
        assert "molestation" not in text


def test_the_one_parent_sees_who_helps_them_and_when_that_ends(ada: Person) -> None:
    case = a_case(ada)
    joins(case, ada, Role.SUPPORTER, "Pat Helper", Basis.CONSENT)
    assert "Pat Helper" in page_of(case, below="people/")
    assert "Pat Helper" in page_of(case, below="what-happened/")


def test_notes_of_calls_and_safe_contact_never_reach_a_family(ada: Person) -> None:
    case = informed(a_case(ada), ada)
    commands.note(case, by=acting(ada), text="Sam sounded tired and cried.")
    place = case.participants.get(role="family")
    record_contact(
        Case.objects.get(pk=case.pk), by=acting(ada), participant=place.pk, safe_contact="After six", needs="x"
    )
    for below in ("", "people/", "what-happened/", "messages/"):
        text = page_of(case, below=below)
        assert "cried" not in text
    assert "After six" not in page_of(case, below="what-happened/")


def codes() -> set[str]:
    """Every code of an entry that the program writes."""
    found = set()
    for path in (Path(__file__).parents[2] / "commonground").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.keyword) and call.arg == "what" and isinstance(call.value, ast.Constant):
                found.add(str(call.value.value))
    return found


def test_of_every_entry_it_is_decided_whether_a_family_reads_it() -> None:
    assert codes() - set(TOLD) - NOT_TOLD == set()
    assert set(TOLD) & NOT_TOLD == set()
    assert set(TOLD) >= OWN


def test_who_said_no_and_why_is_told(ada: Person) -> None:
    case = refused(ada)
    for below in ("", "what-happened/"):
        text = page_of(case, below=below)
        assert "Example Primary School" in text
        assert "We meet the parents every week." in text


def test_the_young_person_who_holds_the_right_reads_you(ada: Person) -> None:
    case = a_case(
        ada,
        child_name="Robin Sample",
        child_born=date(2008, 1, 2),
        family_name="Robin Sample",
        basis=Basis.YOUNG_PERSON,
    )
    case = declined(case, ada)
    text = page_of(case)
    assert "You and Exampleshire Council" in text
    assert "You chose not to mediate." in text


def test_with_one_case_they_go_straight_to_it_and_with_none_they_read_what_to_do(ada: Person) -> None:
    case = told(a_case(ada), ada)
    pat = joins(case, ada, Role.SUPPORTER, "Pat Helper", Basis.CONSENT)
    for who in (parent_of(case), pat.person):
        assert client_for(who).get("/case/")["Location"] == f"/case/{case.reference}/"
    end_participation(Case.objects.get(pk=case.pk), by=acting(ada), participant=pat.pk)
    assert "We have no case for this e-mail address." in client_for(pat.person).get("/case/").text
    assert client_for(pat.person).get(f"/case/{case.reference}/").status_code == 404


def test_the_list_costs_the_same_for_two_cases_as_for_five(ada: Person, django_assert_max_num_queries: Any) -> None:
    sam = parent_of(told(a_case(ada), ada))
    for number in range(4):
        case = a_case(ada, child_name=f"Child {number}", family=sam, family_name=sam.name, family_email=sam.email)
    assert case.participants.get(role="family").person == sam
    client = client_for(sam)
    client.get("/case/")
    with django_assert_max_num_queries(11):
        text = client.get("/case/").text
    assert text.count("cg-card__title") == 5


@pytest.mark.parametrize("stage", [Stage.ARRANGING, Stage.MEETING_FIXED, Stage.CERTIFIED, Stage.CONCLUDED])
def test_the_page_of_a_case_costs_at_most_twelve_queries(
    ada: Person, stage: Stage, django_assert_max_num_queries: Any
) -> None:
    case = BUILDS[Route.MEDIATION, stage](ada)
    client = client_for(parent_of(case))
    with django_assert_max_num_queries(12):
        assert client.get(f"/case/{case.reference}/").status_code == 200


def test_a_certificate_for_one_parent_is_not_told_to_the_other(ada: Person) -> None:
    case = declined(a_case(ada), ada)
    certified(case, ada)
    jo = joins(case, ada, Role.FAMILY, "Jo Sample", Basis.PARENT).person
    assert "We issued a certificate" in page_of(case, below="what-happened/")
    assert "We issued a certificate" not in page_of(case, jo, "what-happened/")
    assert page_of(case, jo, "messages/").count("govuk-details__summary-text") == 0
