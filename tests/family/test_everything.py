"""Everything of somebody's in one file, opened and read: theirs is in it, nobody else's is."""

import io
import json
import zipfile
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from commonground.cases import commands, issues, questions
from commonground.cases.models import Case
from commonground.cases.words import About, Channel
from commonground.casework.closing import close
from commonground.papers import commands as papers
from commonground.people.models import Person
from commonground.record.personal import Kept, kept_until
from commonground.voice import commands as voice
from commonground.voice.words import Kind
from tests.documents import made
from tests.family.test_young_person import ada, robins, with_robin
from tests.family.worlds import issued, parent_of
from tests.made_up import a_case, acting, staff
from tests.papers.world import World, by_web, given, made_for_all, now, shared, world
from tests.signing_in import client_for

__all__ = ["ada", "made_for_all", "robins", "world"]

pytestmark = [pytest.mark.django_db, pytest.mark.feature(46)]


def where(case: Case) -> str:
    return f"/case/{case.reference}/everything/"


def opened(case: Case, who: Person) -> zipfile.ZipFile:
    """The file as this person gets it, whole and without a fault in it."""
    answer = client_for(who).post(where(case))
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (200, "application/zip", "no-store")
    assert answer["Content-Disposition"].startswith(f'attachment; filename="{case.reference}-')
    found = zipfile.ZipFile(io.BytesIO(answer.getvalue()))
    assert found.testzip() is None
    return found


def told(found: zipfile.ZipFile) -> dict[str, Any]:
    return json.loads(found.read("everything.json"))


def asks(world: World, name: str, text: str) -> None:
    person = world.people[name]
    questions.ask(world.fresh(), by=by_web(person), asked_by=person, about=About.QUESTION, text=text, token=uuid4().hex)


def test_their_words_papers_messages_and_dates_are_in_it(world: World) -> None:
    given(world, title="My report")
    shared(world, given(world, "olaf", title="For Sam", words="For Sam"), "Sam")
    asks(world, "sam", "Who comes?")
    question = world.case.questions.get()
    questions.answer(question, by=acting(world.ada), text="The council and you.", how=Channel.EMAIL)
    found = opened(world.case, world.sam)
    assert found.namelist() == [
        "what-happened.html", "everything.json", "papers/01 My report.pdf", "papers/02 For Sam.pdf"
    ]  # fmt: skip
    assert all(found.read(name).startswith(b"%PDF") for name in found.namelist()[2:])
    page, data = found.read("what-happened.html").decode(), told(found)
    for words in ("Who comes?", "The council and you.", "My report", "We opened the case", world.sam.email):
        assert words in page
    assert data["you"]["email"] == world.sam.email
    assert data["questions"][0]["answer"] == "The council and you."
    assert "Your case is open" in page or data["messages"]
    assert {one["title"] for one in data["what_happened"]} >= {"We opened the case", "A paper of yours came"}
    assert [one["from"] for one in data["papers"]] == ["Sam Sample", "Olaf Other"]


def test_nothing_of_others_is_in_it(world: World) -> None:
    given(world, title="About Olaf")
    asks(world, "sam", "Is Olaf told of this?")
    commands.note(world.fresh(), by=acting(world.ada), text="Sam sounded tired.")
    world.case.participants.filter(person=world.sam).update(safe_contact="Never before nine", address="1 Sample Street")
    secrets = ("About Olaf", "Is Olaf told", "tired", "Never before nine", "1 Sample Street", world.sam.email, "Suki")
    for who in ("olaf", "robin", "suki"):
        found = opened(world.case, world.people[who])
        assert found.namelist() == ["what-happened.html", "everything.json"]
        everything = "".join(found.read(name).decode() for name in found.namelist())
        assert [words for words in secrets if words in everything and not (who == "suki" and words == "Suki")] == []


def test_what_somebody_disputes_and_says_in_their_own_way_is_theirs_alone(world: World) -> None:
    issues.add_issue(world.fresh(), by=by_web(world.sam), what="Section F names no hours", section="F")
    robin = by_web(world.robin)
    voice.say(world.fresh(), by=robin, kind=Kind.WORDS, token="w", text="I like maths.", data={"hard": "The noise"})
    voice.say(world.fresh(), by=robin, kind=Kind.DRAWING, token="d", upload=made.upload(made.photo(), "me.jpg"))
    own = opened(world.case, world.robin)
    assert "in-your-own-way/01.jpg" in own.namelist()
    page = own.read("what-happened.html").decode()
    assert "I like maths." in page
    assert "What is hard? The noise" in page
    assert "names no hours" not in page
    of_sam = opened(world.case, world.sam)
    assert "names no hours" in of_sam.read("what-happened.html").decode()
    assert "maths" not in str(told(of_sam))
    assert [name for name in of_sam.namelist() if name.startswith("in-your")] == []


def test_a_parent_whose_right_has_passed_takes_what_they_had_and_nothing_new(ada: Person, robins: Case) -> None:
    sam = parent_of(robins)
    paper = papers.give(now(robins), by=by_web(sam), given_by=sam, title="x", upload=made.upload(made.pdf("x")))
    with_robin(robins, ada)
    data = told(opened(robins, sam))
    assert data["dates"] == []
    assert data["case"]["where_it_is"] == "The choices in this case belong to Robin Sample now."
    assert "Mediation was chosen" not in str(data)
    answer = client_for(sam).post(f"/case/{robins.reference}/papers/{paper.pk}/", {"was": "", "chosen": ["meeting"]})
    assert answer.status_code == 422
    assert "A person must look at this with you first." in answer.text


def test_a_supporter_takes_what_was_shared_with_them_and_after_that_ended_nothing(world: World) -> None:
    paper = shared(world, given(world, title="For Suki"), "Suki")
    assert "papers/01 For Suki.pdf" in opened(world.case, world.suki).namelist()
    paper.shares.update(to_on=paper.given_on)
    assert "For Suki" not in str(told(opened(world.case, world.suki)))


def test_certificates_come_with_their_letters_and_one_taken_back_does_not() -> None:
    case = issued(staff(), child_name="Alex Other")
    sam = parent_of(case)
    number = case.certificates.get().line.number
    found = opened(case, sam)
    assert set(found.namelist()) >= {f"certificates/{number}-certificate.pdf", f"certificates/{number}-letter.pdf"}
    case.certificates.update(withdrawn_on=case.opened_on)
    found = opened(case, sam)
    assert not [name for name in found.namelist() if name.startswith("certificates/")]
    assert told(found)["certificates"][0]["withdrawn_on"]


def test_a_title_cannot_lead_out_of_the_folder(world: World) -> None:
    given(world, title="../../etc/passwd <script>")
    found = opened(world.case, world.sam)
    assert found.namelist()[2].startswith("papers/01 ")
    assert ".." not in found.namelist()[2]
    assert found.namelist()[2].count("/") == 1
    assert "<script>" not in found.read("what-happened.html").decode()


def test_nobody_takes_away_what_is_anothers_and_looking_sends_nothing(world: World) -> None:
    outsider = parent_of(a_case(world.ada, child_name="Alex Other"))
    for person, status in ((outsider, 404), (world.olly, 403), (world.ada, 403)):
        assert client_for(person).get(where(world.case)).status_code == status
        assert client_for(person).post(where(world.case)).status_code == status
    assert Client().get(where(world.case))["Location"].startswith("/sign-in/?next=")
    assert client_for(world.sam).get(where(world.case))["Content-Type"].startswith("text/html")


def test_the_page_says_how_long_it_is_kept_and_how_to_ask_for_less() -> None:
    with time_machine.travel("2026-11-25T09:00:00Z"):
        case = issued(staff())
        sam = parent_of(case)
        text = client_for(sam).get(where(case)).text
        assert "for 6 years after it closes" in text
        assert "so until Sunday 25 November 2029" in text
        assert "Ask us to erase something" in text
        close(now(case), by=acting(staff()), outcome_words="done")
        text = client_for(sam).get(where(case)).text
    assert "so until Thursday 25 November 2032" in text


def test_what_is_kept_from_a_leap_day_is_not_erased_a_day_early() -> None:
    assert kept_until(Kept.CERTIFICATE, date(2028, 2, 29)) == date(2031, 3, 1)
