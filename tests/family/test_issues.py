"""What a family disagrees with, kept up on its own page."""

import pytest

from commonground.cases.models import Case
from commonground.cases.words import Agreed, Basis
from commonground.people.models import Person
from commonground.people.roles import Role
from tests.family.test_papers_and_calendar import joins
from tests.family.worlds import page_of, parent_of, posted, shut
from tests.made_up import a_case, a_supporter, certified, declined, staff, told
from tests.signing_in import client_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> Person:
    """The adviser."""
    return staff()


@pytest.mark.feature(29)
def test_a_parent_adds_changes_and_takes_off_what_they_disagree_with(ada: Person) -> None:
    case = a_case(ada)
    client, here = client_for(parent_of(case)), f"/case/{case.reference}/issues/"
    assert "Nothing stands here yet" in client.get(here).text
    given = {"what": "No hours are named", "wanted": "Three hours a week", "section": "F", "health": "Speech therapy"}
    assert posted(client, here + "add/", **given) == (302, here)
    assert posted(client, here + "add/", **given) == (302, here)
    row = case.issues.get()
    assert (row.is_health, row.raised_by) == (True, parent_of(case))
    assert "F: special educational support" in client.get(here).text

    assert posted(client, f"{here}{row.pk}/", what="No hours at all", section="F", wanted="", health="")[0] == 302
    row.refresh_from_db()
    assert (row.what, row.is_health) == ("No hours at all", False)

    assert posted(client, f"{here}{row.pk}/off/")[0] == 302
    assert "No hours" not in client.get(here).text


def test_an_empty_one_says_what_is_missing_and_keeps_the_rest(ada: Person) -> None:
    case = a_case(ada)
    answer = client_for(parent_of(case)).post(f"/case/{case.reference}/issues/add/", {"wanted": "Three hours a week"})
    assert answer.status_code == 422
    assert "Write what you disagree with" in answer.text
    assert "Three hours a week" in answer.text


@pytest.mark.feature(48, how="partly")
def test_one_parents_words_are_never_the_others(ada: Person) -> None:
    case = a_case(ada)
    sam, jo = parent_of(case), joins(case, ada, Role.FAMILY, "Jo Sample", Basis.PARENT).person
    here = f"/case/{case.reference}/issues/"
    posted(client_for(sam), here + "add/", what="Only for my own eyes")
    row = case.issues.get()
    for below in ("", "issues/", "what-happened/"):
        assert "Only for my own eyes" not in page_of(case, jo, below)
    assert client_for(jo).get(f"{here}{row.pk}/").status_code == 404
    assert client_for(jo).post(f"{here}{row.pk}/off/").status_code == 404
    assert Case.objects.get(pk=case.pk).issues.filter(dropped_on=None).count() == 1


def test_a_supporter_reads_what_the_one_they_help_disagrees_with_and_writes_where_asked_to(ada: Person) -> None:
    case = a_case(ada)
    posted(client_for(parent_of(case)), f"/case/{case.reference}/issues/add/", what="No hours are named")
    reads = a_supporter(case, ada, "Quiet Friend").person
    writes = a_supporter(case, ada, "Sia Adviser", agreed=[Agreed.SPEAK]).person
    assert "No hours are named" in page_of(case, reads, "issues/")
    assert "This cannot be chosen here now" in page_of(case, reads, "issues/add/")
    assert posted(client_for(writes), f"/case/{case.reference}/issues/add/", what="No therapist either")[0] == 302
    assert "No therapist either" in page_of(case, below="issues/")


def test_the_page_says_when_the_council_was_told(ada: Person) -> None:
    assert "If you choose mediation, we tell Exampleshire Council" in page_of(a_case(ada), below="issues/")
    assert "We told Exampleshire Council on" in page_of(
        told(a_case(ada, child_name="Alex Other"), ada), below="issues/"
    )


def test_a_closed_case_is_read_and_not_written_in(ada: Person) -> None:
    case = shut(Case.objects.get(pk=certified(declined(a_case(ada), ada), ada).case_id), ada)
    assert "Add something" not in page_of(case, below="issues/")
    assert "This cannot be chosen here now" in page_of(case, below="issues/add/")
