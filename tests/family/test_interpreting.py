"""What a family reads of the interpreter for their call, step by step, and that it carries over to their next call."""

import pytest

from commonground.calls import interpreting
from commonground.calls.interpreting import Arranged
from commonground.calls.models import Arranging, Call, Way
from commonground.calls.queries import interpreter_of
from commonground.cases.models import Case
from commonground.people.models import Person
from commonground.web.components.call_times import value_of
from tests.calls.making import THURSDAY, london
from tests.family.worlds import page_of, parent_of, posted
from tests.made_up import a_case, a_supporter
from tests.signing_in import client_for

pytestmark = [pytest.mark.usefixtures("wednesday"), pytest.mark.django_db, pytest.mark.feature(16)]
TEN, ELEVEN = london(THURSDAY, 10), london(THURSDAY, 11)


@pytest.fixture
def case(ada: Person) -> Case:
    return a_case(ada)


def below(case: Case, page: str = "") -> str:
    return f"/case/{case.reference}/call/{page}"


def book(case: Case, language: str) -> Call:
    given = {"when": value_of(TEN), "telephone": "01632 960123", "channel": "telephone", "notes": ""}
    answer = posted(client_for(parent_of(case)), below(case), **given, interpreter=language)
    assert answer == (302, below(case))
    return Call.objects.get(cancelled_at=None)


def page(case: Case, who: Person | None = None, **where: str) -> str:
    return " ".join((page_of(case, who, **where) if who else page_of(case, **where)).split())


def test_the_question_stands_before_the_times_and_says_that_it_is_free(case: Case) -> None:
    asked = page(case, below="call/")
    assert asked.index("Do you want an interpreter? In which language?") < asked.index("A time for the call")
    assert "It is free, and we book them." in asked


def test_what_is_booked_is_told_plainly_until_it_is_sure(case: Case, ada: Person) -> None:
    call = book(case, "Urdu")
    for where in ("", "call/"):
        assert "We are booking an interpreter for this call: Urdu." in page(case, below=where)
    interpreting.confirm(call, Arranged("Urdu", Way.THREE_WAY, "Example Interpreters", "EI-100"), by=ada)
    for where in ("", "call/"):
        told = page(case, below=where)
        assert "An interpreter for Urdu joins this call. You do not need to bring anybody." in told
        assert "Example Interpreters" not in told
        assert "EI-100" not in told
    assert "the interpreter is on the line with us" in page(case, below="call/")
    happened = page(case, below="what-happened/")
    assert "An interpreter will join the call" in happened
    assert "Urdu, Thursday 26 November 2026 at 10am" in happened
    assert "Example Interpreters" not in happened


def test_where_none_could_be_had_they_are_called_and_can_choose_another_time(case: Case, ada: Person) -> None:
    call = book(case, "Urdu")
    interpreting.could_not(call, Arranged("Urdu"), by=ada)
    told = page(case, below="call/")
    assert "We could not get an interpreter for Urdu for this time." in told
    assert "We shall call you to offer another time, or another way." in told
    assert "Choose another time" in told
    assert "We shall call you to offer another." in page(case)


def test_a_call_in_bsl_says_that_it_comes_on_a_screen_and_how(case: Case, ada: Person) -> None:
    call = book(case, "BSL")
    assert "You will see the interpreter on a screen, or they come to you." in page(case, below="call/")
    relay = Arranged("BSL", Way.VIDEO_RELAY, "Example Signs", joining="Open the relay’s app at 10am.")
    interpreting.confirm(call, relay, by=ada)
    told = page(case, below="call/")
    assert "The call comes by video relay. You see the interpreter on your screen" in told
    assert "How you join: Open the relay’s app at 10am." in told


def test_whoever_moves_their_call_reads_that_the_interpreter_is_asked_again(case: Case, ada: Person) -> None:
    call = book(case, "Urdu")
    interpreting.confirm(call, Arranged("Urdu", Way.THREE_WAY, "Example Interpreters"), by=ada)
    assert "We ask for an interpreter (Urdu) for the new time." in page(case, below="call/move/")
    assert posted(client_for(parent_of(case)), below(case, "move/"), when=value_of(ELEVEN))[0] == 302
    assert "We are booking an interpreter for this call: Urdu." in page(case, below="call/")
    assert "We ask the interpreter for the new time" in page(case, below="what-happened/")
    moved = interpreter_of(Call.objects.get(cancelled_at=None))
    assert moved is not None
    assert moved.state == Arranging.AGAIN
    assert "We tell the interpreter." in page(case, below="call/cancel/")
    assert posted(client_for(parent_of(case)), below(case, "cancel/"))[0] == 302
    moved.refresh_from_db()
    assert moved.state == Arranging.TO_CALL_OFF


def test_the_next_call_begins_with_the_same_language_for_them_alone(case: Case, ada: Person) -> None:
    book(case, "Urdu")
    posted(client_for(parent_of(case)), below(case, "cancel/"))
    assert 'value="Urdu"' in page_of(case, below="call/")
    helper = a_supporter(case, ada, "Pat Helper").person
    assert 'value="Urdu"' not in page_of(case, helper, "call/")
    assert "Urdu interpreter" not in page_of(case, helper, "what-happened/")
    desk = client_for(ada).get(f"/desk/calls/new/?about={case.reference}").text
    assert 'value="Urdu"' not in desk
