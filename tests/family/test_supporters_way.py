"""A supporter says how our messages reach them, and reads nothing there of whom they help."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from commonground.cases import queries
from commonground.cases.answers import NotTheirs
from commonground.cases.models import Case, Participant
from commonground.cases.taking_part import record_contact
from commonground.cases.telling import tell
from commonground.notices.models import Channel, Notice
from commonground.people.commands import want_messages
from commonground.people.models import MessagesBy, Person
from commonground.people.roles import Role
from commonground.record.queries import entries_of
from commonground.web.family import supporters_way
from tests.made_up import a_case, a_supporter, acting, staff
from tests.signing_in import client_for

pytestmark = [pytest.mark.django_db, pytest.mark.feature(20), pytest.mark.feature(22, how="partly")]

NIGHT = datetime(2026, 11, 25, 23, 0, tzinfo=UTC)
OURS = "+447700900982"


@pytest.fixture
def case() -> Case:
    """A case with one parent, who has said much of themselves."""
    by = staff()
    made = a_case(by, family_telephone="+447700900001")
    Participant.objects.filter(case=made).update(
        safe_contact="Never before nine", needs="Large print", address="1 Lane"
    )
    return made


@pytest.fixture
def pat(case: Case) -> Participant:
    """Who helps the parent; with an e-mail address alone."""
    return a_supporter(case, staff(name="Bea Adviser"))


def at(case: Case, more: str = "") -> str:
    return f"/case/{case.reference}/contact/{more}"


def code_sent() -> str:
    """The code in the newest text."""
    found = re.search(
        r": (\d{6}) is your code", Notice.objects.filter(template="number_code").latest("created_at").short
    )
    assert found
    return found[1]


def asks_for_texts(client: Client, case: Case, number: str = "07700 900982") -> int:
    return client.post(at(case), {"messages_by": "text", "telephone": number}).status_code


def way_of(pat: Participant) -> tuple[str, str]:
    person = Person.objects.get(pk=pat.person_id)
    return person.messages_by, person.telephone


def test_the_page_is_theirs_and_tells_nothing_of_whom_they_help(case: Case, pat: Participant) -> None:
    client = client_for(pat.person)
    page = client.get(at(case)).text
    assert pat.person.email in page
    family = case.participants.get(role=Role.FAMILY)
    for theirs in ("Never before nine", "Large print", "1 Lane", family.person.email, "07700 900001", "stop-contact"):
        assert theirs not in page
    assert f'href="{at(case)}">How we reach you<' in client.get(f"/case/{case.reference}/").text


@time_machine.travel(NIGHT, tick=False)
def test_a_new_number_counts_once_its_code_was_typed(case: Case, pat: Participant) -> None:
    client = client_for(pat.person)
    assert client.get(at(case, "number/"))["Location"] == at(case)
    sent = client.post(at(case), {"messages_by": "text", "telephone": "07700 900982"})
    assert sent["Location"] == at(case, "number/")
    notice = Notice.objects.get(template="number_code")
    assert (notice.to_number, notice.person, notice.about, notice.fresh) == (OURS, None, None, True)
    assert "07700 900982" in client.get(at(case, "number/")).text
    assert way_of(pat) == ("", "")
    wrong = client.post(at(case, "number/"), {"code": "000000" if code_sent() != "000000" else "111111"})
    assert (wrong.status_code, "This code is not right" in wrong.text) == (422, True)
    assert way_of(pat) == ("", "")
    right = client.post(at(case, "number/"), {"code": code_sent()}, follow=True)
    assert "Saved. We keep to this from now on." in right.text
    assert way_of(pat) == ("text", OURS)
    assert client.get(at(case, "number/"))["Location"] == at(case), "a code serves once"
    told = tell(Case.objects.get(pk=case.pk), Participant.objects.get(pk=pat.pk), "supporter_ended")
    assert (told.channel, told.to_number) == (Channel.TEXT, OURS)


@pytest.mark.parametrize(("before", "channel"), [("", Channel.EMAIL), ("text", Channel.TEXT)])
def test_where_they_were_reached_before_they_read_that_it_changed(
    case: Case, pat: Participant, before: str, channel: Channel
) -> None:
    Person.objects.filter(pk=pat.person_id).update(
        telephone="+447700900444", telephone_key="+447700900444", messages_by=before
    )
    client = client_for(Person.objects.get(pk=pat.person_id))
    asks_for_texts(client, case)
    assert not Notice.objects.filter(template="reached_elsewhere").exists()
    client.post(at(case, "number/"), {"code": code_sent()})
    told = Notice.objects.get(template="reached_elsewhere")
    assert (told.channel, told.about) == (channel, case.pk)
    assert told.to_where == (pat.person.email if channel == Channel.EMAIL else "+447700900444")
    assert "900982" not in told.text + told.short


def test_a_code_that_ran_out_or_of_another_browser_gives_nothing(case: Case, pat: Participant) -> None:
    client, other = client_for(pat.person), client_for(pat.person)
    asks_for_texts(client, case)
    assert other.post(at(case, "number/"), {"code": code_sent()})["Location"] == at(case)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=16)):
        late = client.post(at(case, "number/"), {"code": code_sent()})
    assert (late.status_code, "no longer works" in late.text) == (422, True)
    assert way_of(pat) == ("", "")


def test_another_number_signs_out_whoever_came_by_the_old_one_and_not_who_is_here(case: Case, pat: Participant) -> None:
    Person.objects.filter(pk=pat.person_id).update(telephone="+447700900444", telephone_key="+447700900444")
    person = want_messages(person=Person.objects.get(pk=pat.person_id), by=MessagesBy.TEXT)
    here, elsewhere = client_for(person), client_for(person)
    asks_for_texts(here, case)
    assert here.post(at(case, "number/"), {"code": code_sent()}).status_code == 302
    assert here.get(at(case)).status_code == 200
    assert elsewhere.get(at(case)).status_code == 302


def test_a_number_that_we_know_needs_no_code_and_e_mail_comes_back(case: Case, pat: Participant) -> None:
    Person.objects.filter(pk=pat.person_id).update(telephone=OURS, telephone_key=OURS)
    client = client_for(Person.objects.get(pk=pat.person_id))
    assert asks_for_texts(client, case) == 302
    assert way_of(pat) == ("text", OURS)
    assert not Notice.objects.filter(template="number_code").exists()
    assert client.post(at(case), {"messages_by": "email", "telephone": ""}).status_code == 302
    assert way_of(pat) == ("email", OURS), "the number stays, for calls"


def test_texts_are_not_shared_with_another_of_the_case(case: Case, pat: Participant) -> None:
    parent = case.participants.get(role=Role.FAMILY).person
    want_messages(person=parent, by=MessagesBy.TEXT)
    client = client_for(pat.person)
    asks_for_texts(client, case, "07700 900001")
    refused = client.post(at(case, "number/"), {"code": code_sent()})
    assert (refused.status_code, "Somebody else in this case" in refused.text) == (422, True)
    assert way_of(pat) == ("", "")


def test_codes_go_so_often_from_one_person_and_to_one_number(case: Case, pat: Participant) -> None:
    client = client_for(pat.person)
    assert [asks_for_texts(client, case, f"07700 90000{n}") for n in range(2, 8)] == [302] * 5 + [429]
    others = [a_supporter(case, staff(), f"Helper{n} Sample") for n in range(6)]
    assert [asks_for_texts(client_for(other.person), case) for other in others] == [302] * 5 + [429]


@pytest.mark.parametrize("typed", ["", "01632 960001"])
def test_texts_need_a_mobile(case: Case, pat: Participant, typed: str) -> None:
    answer = client_for(pat.person).post(at(case), {"messages_by": "text", "telephone": typed})
    assert (answer.status_code, "Enter a mobile number like" in answer.text) == (422, True)
    assert not Notice.objects.filter(template="number_code").exists()


def test_who_helps_says_it_of_nobody_else_and_the_family_reads_nothing_of_it(case: Case, pat: Participant) -> None:
    parent = case.participants.get(role=Role.FAMILY)
    with pytest.raises(NotTheirs):
        record_contact(
            Case.objects.get(pk=case.pk), by=acting(pat.person), participant=parent.pk, safe_contact="", needs="",
            messages_by="email", telephone=OURS,
        )  # fmt: skip
    client = client_for(pat.person)
    asks_for_texts(client, case)
    mother = client_for(parent.person)
    mother.get(at(case))
    asked = mother.session
    asked[supporters_way.PLACE] = client.session[supporters_way.PLACE]
    asked.save()
    assert mother.post(at(case, "number/"), {"code": code_sent()})["Location"] == at(case)
    client.post(at(case, "number/"), {"code": code_sent()})
    assert entries_of(case.pk)[-1].what == "contact.recorded"
    for page in ("", "history/", "people/"):
        assert "900982" not in mother.get(f"/case/{case.reference}/{page}").text
    mother.post(at(case), {"messages_by": "email", "telephone": OURS})
    assert Person.objects.get(pk=parent.person_id).telephone == "+447700900001", (
        "the family changes theirs with a person"
    )
    assert mother.get(at(case, "number/"))["Location"] == at(case)


def test_a_supporter_of_another_case_finds_no_such_page(case: Case) -> None:
    by = staff()
    stranger = a_supporter(a_case(by, child_name="Alex Other"), by, "Otto Outsider")
    assert client_for(stranger.person).get(at(case)).status_code == 404
    assert client_for(stranger.person).post(at(case), {"messages_by": "email"}).status_code == 404
    assert queries.roles_in(case, stranger.person) == frozenset()
