"""What we owe comes first on the work list; what another side owes stands beside it and hides nothing of ours."""

from collections.abc import Iterator
from datetime import date, datetime
from importlib import import_module

import pytest
import time_machine
from django.apps import apps
from django.db import connection

from commonground.cases import commands, issues, queries
from commonground.cases.models import Case
from commonground.cases.words import Channel, OwedBy, PartyKind, Route
from commonground.casework import disagreement
from commonground.certificates.sheets import WorkRow
from commonground.people.models import Person
from commonground.record.days import LONDON
from commonground.web.desk.printing import printed_work_list
from tests.desk.working import text_of
from tests.made_up import a_case, a_council, acting, an_icb, informed, staff, told
from tests.signing_in import client_for

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 10, tzinfo=LONDON)
NHS_TOLD_BY, NEXT_CHASE, HELD_BY = date(2026, 11, 26), date(2026, 11, 30), date(2026, 12, 23)
WRITTEN = ("next_duty", "next_duty_on", "waits_for", "other_duty", "other_duty_on", "other_owes")
backfill = import_module("commonground.cases.migrations.0008_what_we_owe_first").put_what_we_owe_first


@pytest.fixture
def ada(db: None) -> Iterator[Person]:
    """The adviser, on a Monday in November."""
    with time_machine.travel(MONDAY, tick=True):
        yield staff(name="Ada Adviser")


def for_council_and_nhs(ada: Person) -> Case:
    """The council was told, and asked once for dates: it owes word to the NHS on Thursday, we ask again on Monday."""
    an_icb(a_council())
    case = a_case(ada, child_name="Robin Sample")
    case = issues.add_issue(case, by=acting(ada), what="Speech therapy", is_health=True)
    return commands.chase(told(case, ada), by=acting(ada), channel=Channel.EMAIL)


def on_the_case(case: Case) -> tuple[object, ...]:
    return Case.objects.values_list(*WRITTEN).get(pk=case.pk)


def row_of(page: str, child: str) -> str:
    """The row of the work list with this child, as words."""
    start = page.index(child)
    return " ".join(page[start : page.index("</tr>", start)].split())


def test_our_own_duty_is_next_though_the_council_owes_something_sooner(ada: Person) -> None:
    # Given a case in which the council's day comes before ours
    case = for_council_and_nhs(ada)
    # Then ours is next, and the council's is kept beside it
    assert on_the_case(case) == ("chase", NEXT_CHASE, OwedBy.US, "tell_icb", NHS_TOLD_BY, OwedBy.AUTHORITY)
    # And when both are late, the row is worded and dated by ours, with the council's in words
    with time_machine.travel(datetime(2026, 12, 1, 10, tzinfo=LONDON), tick=True):
        row = row_of(text_of(client_for(ada), "/desk/?show=late"), "Robin Sample")
    assert "Ask the council again for dates" in row
    assert "30 Nov" in row
    assert "We do" in row
    assert "The council is late: to tell the NHS by Thu 26 Nov" in row
    assert "Council tells the NHS" not in row


def test_where_the_council_is_in_time_the_row_says_by_when(ada: Person) -> None:
    told(a_case(ada, child_name="Robin Sample"), ada)
    row = row_of(text_of(client_for(ada), "/desk/"), "Robin Sample")
    assert "The council: to hold the meeting by Wed 23 Dec" in row


def test_a_case_in_which_we_owe_nothing_stands_by_what_others_owe_and_says_it_once(ada: Person) -> None:
    case = informed(a_case(ada, child_name="Robin Sample", route=Route.DISAGREEMENT_RESOLUTION), ada)
    council = case.parties.get(kind=PartyKind.AUTHORITY)
    disagreement.ask_parties(case, by=acting(ada), parties=[council.pk])
    kind, day, owes, *other = on_the_case(case)
    assert (kind, owes) == ("parties_answer", OwedBy.PARTY)
    assert other == [kind, day, owes]
    row = row_of(text_of(client_for(ada), "/desk/"), "Robin Sample")
    assert "Answers from those asked" in row
    assert row.count("Another party") == 1


def test_the_list_is_in_order_of_our_own_days_and_those_who_wait_for_a_council_are_still_found(ada: Person) -> None:
    waiting = for_council_and_nhs(ada)  # the council by 26 November, we by the 30th
    new = a_case(ada, child_name="Kit Sample")  # we, the next working day
    assert list(queries.work_list(on=MONDAY.date())) == [new, waiting]
    councils = queries.parts_of_the_work(ada, on=MONDAY.date())["councils"]
    assert list(queries.work_list(on=MONDAY.date()).filter(councils)) == [waiting]


def test_the_list_is_read_from_its_index(ada: Person) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = queries.work_list(on=MONDAY.date())[:50].explain()
    assert "case_work_list" in plan
    assert "Sort" not in plan


def test_the_printed_list_says_what_the_other_side_owes_too(ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    case = for_council_and_nhs(ada)
    rows: list[WorkRow] = []
    monkeypatch.setattr("commonground.web.desk.printing.set_work_list", lambda given, **more: rows.extend(given) or b"")
    printed_work_list([Case.objects.get(pk=case.pk)], by=ada)
    assert rows[0].waiting_for == "We do. The council: to tell the NHS by Thu\N{NO-BREAK SPACE}26\N{NO-BREAK SPACE}Nov"


def test_open_cases_from_before_are_put_in_order_from_the_duties_they_have(ada: Person) -> None:
    cases = [for_council_and_nhs(ada), a_case(ada, child_name="Kit"), told(a_case(ada, child_name="Lou"), ada)]
    written = [on_the_case(case) for case in cases]
    # Given what stood on them before: the first duty, whoever owed it
    Case.objects.update(
        next_duty="arrange", next_duty_on=HELD_BY, waits_for="la", other_duty="", other_duty_on=None, other_owes=""
    )
    backfill(apps, None)
    assert [on_the_case(case) for case in cases] == written
