"""What one of the family reads for themselves: on the record, owed a word of an adviser, and no choice made by it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from commonground.cases import commands
from commonground.cases.answers import Impossible, NotTheirs
from commonground.cases.apply import Acting
from commonground.cases.commands import INFORMATION
from commonground.cases.informing import read_information
from commonground.cases.models import Case
from commonground.cases.queries import facts_of
from commonground.cases.words import Channel, Stage
from commonground.people.models import Person
from commonground.record.days import today
from commonground.record.queries import entries_of
from tests.made_up import a_case, a_supporter, acting, staff

pytestmark = [pytest.mark.django_db, pytest.mark.feature(8)]
TUESDAY = datetime(2026, 11, 24, 20, 30, tzinfo=UTC)
ALL = frozenset(INFORMATION)


def parent_of(case: Case) -> Person:
    return case.participants.get(role="family").person


def read(case: Case, parts: frozenset[str] = ALL, who: Person | None = None) -> Case:
    return read_information(case, by=Acting(who or parent_of(case), came_by=Channel.WEB), read=parts)


def confirmed(case: Case, by: Person) -> Case:
    return commands.record_information(case, by=acting(by), told=ALL, how=Channel.TELEPHONE, themselves=True)


@time_machine.travel(TUESDAY)
def test_reading_owes_a_word_of_the_adviser_the_next_working_day_and_moves_nothing() -> None:
    case = read(a_case(staff()))
    duty = case.duties.get(kind="confirm_information")
    assert (duty.owed_by, duty.due_on.isoformat(), duty.rule, duty.settled_on) == ("us", "2026-11-25", "R13", None)
    assert case.stage == Stage.ENQUIRY
    assert facts_of(case).information_given_on is None
    last = entries_of(case.pk)[-1]
    assert last.what == "information.read"
    assert last.words is not None
    assert last.words["read"] == sorted(INFORMATION)


def test_near_a_last_day_it_is_confirmed_the_same_day() -> None:
    case = read(a_case(staff(), letter_on=today() - timedelta(days=58)))
    assert case.duties.get(kind="confirm_information").due_on == today()


def test_the_adviser_s_word_settles_it_and_says_that_they_read_it_themselves() -> None:
    by = staff()
    case = confirmed(read(a_case(by)), by)
    assert case.stage == Stage.INFORMED
    assert case.duties.get(kind="confirm_information").settled_on is not None
    words = entries_of(case.pk)[-1].words
    assert words is not None
    assert words["themselves"] is True


def test_who_was_informed_has_nothing_to_read_for_the_record() -> None:
    by = staff()
    case = confirmed(a_case(by), by)
    with pytest.raises(Impossible, match="given this information already"):
        read(case)
    assert not case.duties.filter(kind="confirm_information").exists()


def test_said_twice_it_is_one_reading_and_more_parts_are_one_more() -> None:
    case = read(a_case(staff()), frozenset({"free", "dates"}))
    again = read(case, frozenset({"dates"}))
    assert [e.what for e in entries_of(case.pk)].count("information.read") == 1
    assert again.version == case.version
    read(case)
    assert [sorted(one.parts) for one in facts_of(case).information_read] == [["dates", "free"], sorted(INFORMATION)]


def test_an_attempt_to_reach_them_takes_the_place_of_the_promise() -> None:
    by = staff()
    case = read(a_case(by))
    commands.record_attempt(
        case, by=acting(by), channel=Channel.TELEPHONE, named_dates=False, next_contact_on=today() + timedelta(days=1)
    )
    assert case.duties.get(kind="confirm_information").settled_on == today()


def test_the_desk_writes_down_who_read_the_booklet() -> None:
    by = staff()
    case = a_case(by)
    case = read_information(case, by=acting(by), read=ALL, reader=parent_of(case))
    assert facts_of(case).information_read[0].person == str(parent_of(case).pk)


def test_nothing_read_nobody_named_or_somebody_else_is_refused() -> None:
    by = staff()
    case = a_case(by)
    helper = a_supporter(case, by).person
    case = Case.objects.get(pk=case.pk)
    for parts in (frozenset[str](), frozenset({"nothing"})):
        with pytest.raises(Impossible, match="Choose which parts"):
            read(case, parts)
    for reader in (None, helper):
        with pytest.raises(Impossible, match="which of the family"):
            read_information(case, by=acting(by), read=ALL, reader=reader)
    with pytest.raises(NotTheirs):
        read_information(case, by=Acting(helper, came_by=Channel.WEB), read=ALL, reader=parent_of(case))
