"""Once the choices are the young person's own, a parent reads what they had, until the young person says more."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from commonground.cases import choosing, commands, passing
from commonground.cases.models import Case
from commonground.cases.words import Basis
from commonground.people.models import Person
from tests.family.worlds import page_of, parent_of, posted
from tests.made_up import a_case, a_supporter, acting, informed, staff
from tests.signing_in import client_for

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def ada() -> Person:
    """The adviser."""
    return staff()


@pytest.fixture
def robins(ada: Person) -> Iterator[Case]:
    """A parent's case about Robin, whose own choices they are since 26 June 2027; it is two days later."""
    with time_machine.travel(datetime(2027, 6, 4, 10, tzinfo=LONDON), tick=False):
        case = informed(a_case(ada, child_born=date(2010, 9, 1), letter_on=date(2027, 5, 28)), ada)
    with time_machine.travel(datetime(2027, 6, 28, 10, tzinfo=LONDON), tick=True):
        yield case


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def with_robin(case: Case, ada: Person) -> Person:
    """Robin takes part, was told what can be done, and has chosen mediation since."""
    case = passing.young_person_joins(fresh(case), by=acting(ada), email="robin@young.example")
    informed(fresh(case), ada)
    choosing.ask_mediation(fresh(case), by=acting(case.child))
    return case.child


@pytest.mark.feature(32, how="partly")
def test_the_parent_reads_what_they_had_and_nothing_new(ada: Person, robins: Case) -> None:
    sam = parent_of(robins)
    with_robin(robins, ada)
    text = page_of(robins, sam)
    assert "The choices in this case belong to Robin Sample now." in text
    assert "Since Saturday 26 June 2027" in text
    history = page_of(robins, sam, "what-happened/")
    assert "We explained what can be done" in history
    for page in (text, history, page_of(robins, sam, "people/"), client_for(sam).get("/case/").text):
        assert "Mediation was chosen" not in page
        assert "chose mediation" not in page


@pytest.mark.parametrize(
    "below", ["choose/", "stop/", "about-an-appeal/", "appealed/", "issues/add/", "people/add/", "after-30-days/"]
)
def test_the_parent_finds_no_door_to_a_choice(robins: Case, below: str) -> None:
    text = page_of(robins, parent_of(robins), below)
    assert "This cannot be chosen here now" in text
    assert "The choice belongs to Robin Sample." in text


def test_no_calendar_file_tells_the_parent_a_new_date(ada: Person, robins: Case) -> None:
    sam = parent_of(robins)
    robin = with_robin(robins, ada)
    address = f"/case/{robins.reference}/dates/appeal.ics"
    assert client_for(robin).get(address).status_code == 200
    assert client_for(sam).get(address).status_code == 404


@pytest.mark.parametrize(("answer", "status", "said"), [("yes", 200, "can see your case"), ("no", 404, "no longer")])
def test_robin_says_whether_the_parent_may_see_it(
    ada: Person, robins: Case, answer: str, status: int, said: str
) -> None:
    sam = parent_of(robins)
    place = robins.participants.get(person=sam)
    robin = with_robin(robins, ada)
    client, here = client_for(robin), f"/case/{robins.reference}/people/{place.pk}/may-see/"
    assert "Say whether Sam Sample may see your case" in page_of(robins, robin)
    assert client.post(here, {}).status_code == 422
    assert posted(client, here, may_see=answer)[0] == 302
    assert said in client.get(f"/case/{robins.reference}/people/").text
    assert client.get(here).status_code == 404
    answer_to_sam = client_for(sam).get(f"/case/{robins.reference}/")
    assert answer_to_sam.status_code == status
    if status == 200:
        assert "Robin Sample chose mediation." in answer_to_sam.text
        assert "This cannot be chosen here now" in page_of(robins, sam, "choose/")


def test_nobody_else_says_it(ada: Person, robins: Case) -> None:
    sam = parent_of(robins)
    place = robins.participants.get(person=sam)
    with time_machine.travel(datetime(2027, 6, 10, 10, tzinfo=LONDON), tick=False):
        pat = a_supporter(robins, ada).person
    with_robin(robins, ada)
    for who in (sam, pat):
        assert client_for(who).get(f"/case/{robins.reference}/people/{place.pk}/may-see/").status_code == 404
    assert "belong to Robin Sample now" in page_of(robins, pat)


def test_before_anybody_brought_robin_in_the_parent_is_told_whose_choice_it_is(robins: Case) -> None:
    text = page_of(robins, parent_of(robins))
    assert "The choices in this case belong to Robin Sample now." in text
    assert "call us" in text


def test_notes_made_after_the_day_stay_away_and_the_parents_own_question_does_not(ada: Person, robins: Case) -> None:
    sam = parent_of(robins)
    commands.leave_undecided(fresh(robins), by=acting(ada, reason="Robin asked."), next_contact_on=date(2027, 7, 1))
    posted(client_for(sam), f"/case/{robins.reference}/ask/", about="question", text="What happens now?")
    history = page_of(robins, sam, "what-happened/")
    assert "More time was asked for" not in history
    assert "You wrote to us" in history


def test_a_young_person_of_age_who_asked_themselves_is_never_parted(ada: Person) -> None:
    case = informed(a_case(ada, child_born=date(2008, 1, 2), family_name="Robin Sample", basis=Basis.YOUNG_PERSON), ada)
    assert "We told you what you can do." in page_of(case)


def test_robin_is_spoken_with_before_anything_is_chosen_whatever_the_parent_was_told(ada: Person, robins: Case) -> None:
    case = passing.young_person_joins(fresh(robins), by=acting(ada), email="robin@young.example")
    text = page_of(case, case.child)
    assert "have not spoken with you yet" in text
    assert "Ada Adviser gets in touch by Tuesday 29 June 2027." in text
    assert "This cannot be chosen here now" in page_of(case, case.child, "choose/")
