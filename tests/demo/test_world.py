"""The made-up world: at every stage there is a case, its dates are the law's, and making it twice changes nothing."""

import re
from datetime import date, datetime, time
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from commonground import law
from commonground.calls.models import Call, Hours
from commonground.calls.queries import free_slots, without_adviser
from commonground.cases import passing, queries, request
from commonground.cases.models import Case, Enquiry, Participant
from commonground.cases.words import Route, Stage
from commonground.certificates.models import Certificate, RegisterLine
from commonground.certificates.register import gaps
from commonground.conversations.models import Conversation, Line
from commonground.demo import sign_ins, world
from commonground.directory.models import LocalAuthority
from commonground.feedback.models import Pattern
from commonground.notices.models import Notice, State
from commonground.people.models import Person
from commonground.record.days import LONDON, today
from commonground.record.verify import verify
from commonground.voice.models import Saying, Share


@pytest.fixture
def template(made_up_world: str) -> str:
    """`committing` has the made-up world in it."""
    return made_up_world


@pytest.fixture
def built(committing: str, tmp_path: Path) -> Path:
    """Where the world that was made before says who can sign in."""
    return sign_ins.write(tmp_path)


def counts() -> dict[str, int]:
    """How many there are of what the world is made of."""
    kinds = (
        LocalAuthority,
        Person,
        Case,
        Enquiry,
        Participant,
        Certificate,
        RegisterLine,
        Notice,
        Hours,
        Call,
        Saying,
        Pattern,
        Conversation,
        Line,
    )
    return {kind.__name__: kind.objects.count() for kind in kinds}


def test_making_it_twice_changes_nothing(built: Path) -> None:
    before, said = counts(), built.read_text(encoding="utf-8")
    assert world.build(built.parent) == built
    assert counts() == before
    assert built.read_text(encoding="utf-8") == said


@pytest.mark.feature(12, how="partly")
def test_its_advisers_take_calls_two_are_booked_and_many_times_are_free(built: Path) -> None:
    assert Call.objects.count() == 2
    assert without_adviser(Call.objects.all()) == set()
    assert Call.objects.filter(person__name="Mina Meadow").exists()
    assert len(free_slots()) >= 5


@pytest.mark.feature(152, how="partly")
def test_it_shows_each_stage_and_what_makes_the_work_hard(built: Path) -> None:
    # Each stage of both routes
    assert {case.stage for case in Case.objects.all()} == set(Stage)
    assert {case.route for case in Case.objects.all()} == set(Route)
    assert 12 <= Case.objects.count() <= 25
    # Enquiries, one of them urgent
    assert Enquiry.objects.filter(urgent_from__lte=today()).exists()
    assert Enquiry.objects.count() >= 3
    # A register with every kind of line, a withdrawn certificate, and no gap
    assert Certificate.objects.filter(withdrawn_on__isnull=False).count() == 1
    assert set(RegisterLine.objects.values_list("state", flat=True)) >= {"issued", "paper", "void"}
    assert gaps() == []
    # Two requests of somebody who helps, with and without the family's yes, and one about the other parent
    said = [request.of(enquiry) for enquiry in Enquiry.objects.all()]
    assert sorted(each.family.permitted for each in said if each.by_helper) == [False, True]
    assert any(each.other_parent.not_told for each in said)
    # A young person's own words, faces and drawing, of which the mediator is shown one and nobody another
    ezra = Saying.objects.filter(person__name="Ezra Young")
    assert set(ezra.values_list("kind", flat=True)) == {"words", "scale", "drawing"}
    assert list(Share.objects.values_list("with_whom", "saying__kind")) == [("the_mediator", "words")]
    # Somebody who helps two families, and raised a pattern that was answered and one that waits
    assert [each.answered_on is not None for each in Pattern.objects.order_by("passed_on")] == [True, False]
    # A parent whose right has passed to the young person, who has not said whether they go on reading
    jems = Case.objects.get(child__name="Jem Birch")
    waiting = passing.waiting_for_a_word(jems, jems.participants.all(), on=today())
    assert [row.person.name for row in waiting] == ["Faye Birch"]
    # Contact stopped, a supporter, two parents apart
    assert Notice.objects.filter(state=State.HELD).exists()
    assert Participant.objects.filter(relationship="SENDIASS adviser").exists()
    parents = Participant.objects.filter(person__name__in=["Kay Marsh", "Lee Marsh"])
    assert parents.values("case").distinct().count() == 1
    # Dates that are the law's: nobody came too late, nothing was done on a day when nobody works
    for case in Case.objects.filter(route=Route.MEDIATION):
        facts = queries.facts_of(case, as_of=today())
        assert facts.sent_on is not None
        contact_by = law.contact_by(facts.sent_on).date
        assert contact_by is not None
        assert case.opened_on <= contact_by
        assert law.is_working_day(case.opened_on) or case.opened_on == today()
    # And a record that is whole
    assert verify() == []


@pytest.mark.django_db
@pytest.mark.long
@pytest.mark.parametrize(("day", "hour"), [(date(2027, 1, 1), 0), (date(2028, 2, 29), 23), (date(2027, 8, 29), 8)])
def test_it_can_be_made_on_any_day(day: date, hour: int, tmp_path: Path) -> None:
    with time_machine.travel(datetime.combine(day, time(hour, 30), tzinfo=LONDON), tick=False):
        world.build(tmp_path)
    assert {case.stage for case in Case.objects.all()} == set(Stage)


def test_everybody_who_is_promised_can_sign_in_with_what_the_page_shows(built: Path) -> None:
    # Everybody on the list is somebody
    said = built.read_text(encoding="utf-8")
    for each in (*sign_ins.STAFF, *sign_ins.FAMILIES):
        assert each.email in said
        assert Person.objects.filter(email_key=each.email).count() == 1, each.email

    # Staff: the password and the code of now open the desk
    desk = Client()
    page = desk.get("/demo/").text
    code = re.search(r"ada@commonground.example</code>, code <code>(\d{6})<", page)
    assert code is not None
    desk.post("/sign-in/staff/", {"email": "ada@commonground.example", "password": sign_ins.PASSWORD})
    assert desk.post("/sign-in/staff/code/", {"code": code[1]})["Location"] == "/desk/"

    # A family: the code stands among the messages to them
    home = Client()
    home.post("/sign-in/", {"address": "mina.meadow@family.example"})
    newest = re.search(r"/demo/messages/[0-9a-f-]+/", home.get("/demo/", {"to": "mina.meadow@family.example"}).text)
    assert newest is not None
    sent = re.search(r"code is (\d{3} \d{3})", home.get(newest[0]).text)
    assert sent is not None
    html = home.get(newest[0] + "page/")
    assert sent[1] in html.text
    assert "default-src 'none'" in html["Content-Security-Policy"]
    assert home.post("/sign-in/code/", {"code": sent[1]})["Location"] == "/case/"


@pytest.mark.django_db
def test_every_page_says_that_it_is_a_demo(client: Client) -> None:
    for address in ("/", "/check-your-dates/", "/sign-in/staff/", "/demo/"):
        assert "A demo: everything here is made up" in client.get(address).text, address


@pytest.mark.django_db
def test_it_is_for_the_demo_alone(settings: object, client: Client, tmp_path: Path) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    assert client.get("/demo/").status_code == 404
    with pytest.raises(Exception, match="DEMO=yes"):
        call_command("demo")
    assert not Case.objects.exists()
