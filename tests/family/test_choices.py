"""A family chooses, stops, waits or asks in its own case, and sees before what follows."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from commonground.cases import choosing
from commonground.cases.answers import AskAPerson
from commonground.cases.models import Case, Question
from commonground.cases.words import Route, Stage
from commonground.casework import arranging
from commonground.law import CertificateKind
from commonground.people.models import Person
from tests.family.worlds import BUILDS, hidden, page_of, parent_of, posted
from tests.made_up import a_case, a_supporter, acting, certified, fixed, informed, staff, told
from tests.signing_in import client_for

pytestmark = pytest.mark.django_db
WEDNESDAY = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
M = Route.MEDIATION


@pytest.fixture
def ada() -> Person:
    """The adviser."""
    return staff()


def now(case: Case) -> Case:
    """The case as it is now."""
    return Case.objects.get(pk=case.pk)


@pytest.mark.parametrize(
    ("choice", "stage"), [("mediation", Stage.ASKED), ("no_mediation", Stage.DECLINED), ("later", Stage.INFORMED)]
)
def test_after_the_facts_were_given_the_family_chooses_for_itself(ada: Person, choice: str, stage: Stage) -> None:
    case = informed(a_case(ada), ada)
    answer = posted(client_for(parent_of(case)), f"/case/{case.reference}/choose/", choice=choice)
    assert answer == (302, f"/case/{case.reference}/")
    assert now(case).stage == stage


def test_both_ways_stand_side_by_side_with_their_dates(ada: Person) -> None:
    with time_machine.travel(WEDNESDAY):
        case = informed(a_case(ada), ada)
        text = page_of(case, below="choose/")
    assert "The council must set up a meeting by Friday 25 December 2026, and take part." in text
    assert "We issue your certificate by Monday 30 November 2026." in text
    assert "Neither counts against you." in text


def test_nothing_chosen_is_said_on_the_page_and_nothing_is_done(ada: Person) -> None:
    case = informed(a_case(ada), ada)
    status, _where = posted(client_for(parent_of(case)), f"/case/{case.reference}/choose/")
    assert (status, now(case).stage) == (422, Stage.INFORMED)


def test_stopping_says_what_follows_and_then_stops(ada: Person) -> None:
    with time_machine.travel(WEDNESDAY):
        case = fixed(a_case(ada), ada)
        text = page_of(case, below="stop/")
        assert "The meeting on Wednesday 16 December 2026 at 10am will not take place." in text
        assert "We issue your certificate by Monday 30 November 2026." in text
        assert "Your last day to appeal stays Friday 15 January 2027, before 5pm." in text
        assert now(case).stage == Stage.MEETING_FIXED
        answer = posted(client_for(parent_of(case)), f"/case/{case.reference}/stop/")
    assert answer == (302, f"/case/{case.reference}/")
    assert now(case).stage == Stage.DECLINED


def test_what_changed_while_they_read_is_shown_before_anything_is_done(ada: Person) -> None:
    case = informed(a_case(ada), ada)
    client = client_for(parent_of(case))
    seen = hidden(client, f"/case/{case.reference}/choose/")
    choosing.decline(case, by=acting(ada))
    answer = client.post(f"/case/{case.reference}/choose/", {**seen, "choice": "mediation"}, follow=True)
    assert "Nothing was done. Look again, then choose." in answer.text
    assert now(case).stage == Stage.DECLINED


@pytest.mark.feature(39)
def test_after_30_days_waiting_and_stopping_stand_side_by_side_with_both_dates(ada: Person) -> None:
    with time_machine.travel(WEDNESDAY):
        case = told(a_case(ada), ada)
        assert "This cannot be chosen here now" in page_of(case, below="after-30-days/")
    with time_machine.travel(WEDNESDAY + timedelta(days=33)):
        text = page_of(case, below="after-30-days/")
    assert "Your last day to appeal stays Friday 15 January 2027, before 5pm." in text
    assert "We issue your certificate by Thursday 31 December 2026." in text
    assert "your last day to appeal would be Monday 1 February 2027" in text
    assert f"/case/{case.reference}/stop/" in text


def test_the_wish_to_appeal_is_asked_apart_and_dated(ada: Person) -> None:
    case = informed(a_case(ada), ada)
    answer = posted(client_for(parent_of(case)), f"/case/{case.reference}/about-an-appeal/", wish="not_sure")
    assert answer[0] == 302
    said = case.facts.get(kind="wishes_appeal").data
    assert said == {"answer": "not_sure", "holder": str(parent_of(case).pk)}


def test_a_question_has_the_day_of_its_answer_and_is_one_however_often_it_is_sent(ada: Person) -> None:
    with time_machine.travel(WEDNESDAY):
        case = a_case(ada)
        client = client_for(parent_of(case))
        address = f"/case/{case.reference}/ask/"
        seen = hidden(client, address)
        for _each in range(2):
            client.post(address, {**seen, "about": "wrong", "text": "My name has one m."})
        text = client.get(address).text
    assert Question.objects.count() == 1
    assert "We have it. We answer by Thursday 26 November 2026." in text
    assert "My name has one m." in text


def test_a_supporter_may_ask_but_not_choose(ada: Person) -> None:
    case = informed(a_case(ada), ada)
    pat = a_supporter(case, ada).person
    text = page_of(case, pat, "choose/")
    assert "The choice belongs to Sam Sample." in text
    client = client_for(pat)
    client.post(f"/case/{case.reference}/choose/", {"choice": "no_mediation", "version": str(now(case).version)})
    assert now(case).stage == Stage.INFORMED
    assert posted(client, f"/case/{case.reference}/ask/", about="question", text="When?")[0] == 302
    assert Question.objects.get().asked_by == pat
    assert "We told Sam Sample what they can do. They have not chosen yet." in page_of(case, pat)


def test_no_date_to_appeal_where_a_person_must_be_asked(ada: Person) -> None:
    with time_machine.travel(WEDNESDAY):
        late = a_case(ada, letter_on=WEDNESDAY.date() - timedelta(days=80))
        text = page_of(late)
        assert "We name no last day to appeal here" in text
        assert "Ask us today about your last day to appeal" in text
        assert "Last day to appeal</p>" not in text


@pytest.mark.parametrize("stage", [Stage.DECLINED, Stage.CERTIFIED])
def test_a_change_of_mind_is_always_in_the_same_place(ada: Person, stage: Stage) -> None:
    case = BUILDS[M, stage](ada)
    assert "You want mediation after all" in page_of(case)
    assert posted(client_for(parent_of(case)), f"/case/{case.reference}/choose/", choice="mediation")[0] == 302
    assert now(case).stage == Stage.ASKED


def test_a_family_tells_us_that_it_appealed_and_its_last_day_is_no_longer_shown(ada: Person) -> None:
    with time_machine.travel(WEDNESDAY):
        case = BUILDS[M, Stage.CERTIFIED](ada)
        client, address = client_for(parent_of(case)), f"/case/{case.reference}/appealed/"
        tomorrow = {"lodged_on-day": "26", "lodged_on-month": "11", "lodged_on-year": "2026"}
        assert posted(client, address, **tomorrow)[0] == 422
        assert "Last day to appeal" in page_of(case)
        assert posted(client, address, **{**tomorrow, "lodged_on-day": "25"}) == (302, f"/case/{case.reference}/")
        text = page_of(case)
    assert "You told us that you appealed on Wednesday 25 November 2026." in text
    assert "Last day to appeal" not in text
    assert "Tell us that you have appealed" not in text


def _not_arranged(ada: Person) -> Case:
    """The council was told on Wednesday and said at once that it cannot arrange a meeting in time."""
    return arranging.cannot_arrange(told(a_case(ada), ada), by=acting(ada), why="Nobody is free.")


@pytest.mark.feature(39)
def test_once_the_council_cannot_arrange_it_waiting_and_appealing_stand_side_by_side(ada: Person) -> None:
    with time_machine.travel(WEDNESDAY):
        stranger = parent_of(a_case(ada, child_name="Alex Other", family_name="Kim Other"))
        case = _not_arranged(ada)
        assert "Wait for a meeting, or appeal" in page_of(case)
        before = page_of(case, below="after-30-days/")
        certified(case, ada, CertificateKind.NOT_ARRANGED)
        text = page_of(case, below="after-30-days/")
        outsider = client_for(stranger).get(f"/case/{case.reference}/after-30-days/")
    assert "You send your certificate with it. We issue it by Monday 30 November 2026." in before
    assert "You send your certificate with it. You have it already." in text
    assert "Your appeal must reach the tribunal by Friday 15 January 2027, before 5pm." in text
    assert "Your last day to appeal stays Friday 15 January 2027, before 5pm. Waiting does not move it." in text
    assert outsider.status_code == 404


def test_mediation_that_is_still_owed_is_not_asked_for_anew(ada: Person) -> None:
    """Its 30 days would begin again for a council that could not keep the first."""
    with time_machine.travel(WEDNESDAY):
        case = _not_arranged(ada)
        certified(case, ada, CertificateKind.NOT_ARRANGED)
        page = page_of(case)
        assert "You want mediation after all" not in page
        assert "must set up a meeting by this day" not in page
        assert "before 5pm. Exampleshire Council must still mediate if you want it." in page
        assert "This cannot be chosen here now" in page_of(case, below="choose/")
        client_for(parent_of(case)).post(f"/case/{case.reference}/choose/", {"choice": "mediation"})
        assert now(case).stage == Stage.CERTIFIED
        with pytest.raises(AskAPerson, match="its 30 days begin again"):
            choosing.ask_mediation(now(case), by=acting(ada))
        choosing.ask_mediation(now(case), by=acting(ada, reason="They want it with a new issue."))
    assert now(case).stage == Stage.ASKED


def test_the_only_choice_left_is_a_button_and_the_certificate_stays_good(ada: Person) -> None:
    case = BUILDS[M, Stage.CERTIFIED](ada)
    text = page_of(case, below="choose/")
    assert 'type="radio"' not in text
    assert "The certificate that was issued stays good." in text
    assert "After the meeting you get a certificate" not in text
