"""Papers at the desk: whose each is, who can read it, and every act of a family done on its word."""

from typing import Any

import pytest
from django.test import Client

from commonground.cases.models import Case
from commonground.papers.models import Paper, Share
from tests.desk.working import do, send
from tests.documents import made
from tests.family.worlds import parent_of
from tests.made_up import a_case
from tests.papers.world import World, given, made_for_all, shared, world
from tests.signing_in import client_for

__all__ = ["made_for_all", "world"]

pytestmark = [pytest.mark.django_db, pytest.mark.feature(49, how="partly")]


def where(case: Case, paper: Paper | None = None) -> str:
    return f"/desk/cases/{case.reference}/papers/" + (f"{paper.pk}/" if paper else "")


def test_the_page_says_whose_each_is_and_who_else_can_read_it(world: World) -> None:
    shared(world, given(world, title="Report of Sam"), "Exampleshire")
    given(world, "olaf", title="Report of Olaf", words="Of Olaf")
    text = client_for(world.ada).get(where(world.case)).text
    for words in ("Report of Sam", "Report of Olaf", "Exampleshire Council", "Olaf Other", "Nobody else"):
        assert words in text
    assert "Report of Sam" in client_for(world.ada).get(f"/desk/cases/{world.case.reference}/").text


def test_a_letter_that_came_by_post_is_added_for_its_sender_and_is_theirs_alone(world: World) -> None:
    sam = world.place("sam").pk
    files = [made.upload(made.pdf("One")), made.upload(made.photo(), "two.jpg")]
    do(world.case, world.ada, "give-paper", participant=sam, title="From the school", copies=files, came_by="post")
    papers = list(Paper.objects.all())
    assert [(paper.title, paper.given_by) for paper in papers] == [
        ("From the school", world.sam), ("From the school (2)", world.sam)
    ]  # fmt: skip
    assert not Share.objects.exists()
    assert "From the school" in client_for(world.sam).get(f"/case/{world.case.reference}/papers/").text


def test_an_officers_paper_is_shared_with_the_family_on_their_word(world: World) -> None:
    olly, sam = world.place("olly").pk, world.place("sam").pk
    upload = made.upload(made.pdf("Position"))
    case = do(world.case, world.ada, "give-paper", participant=olly, title="The council’s position", copies=upload)
    paper = Paper.objects.get()
    assert client_for(world.sam).get(f"/case/{case.reference}/papers/{paper.pk}/file/").status_code == 404
    case = do(case, world.ada, "share-paper", paper=str(paper.pk), reader=f"person-{sam}")
    assert client_for(world.sam).get(f"/case/{case.reference}/papers/{paper.pk}/file/").status_code == 200


def test_with_whom_its_giver_may_not_share_it_the_desk_does_not_either(world: World) -> None:
    of_olaf = given(world, "olaf", title="Of Olaf")
    given(world, title="Of Sam", words="Of Sam")
    suki = f"person-{world.place('suki').pk}"
    answer = send(world.case, world.ada, "share-paper", paper=str(of_olaf.pk), reader=suki)
    assert answer.status_code == 422
    assert "This paper cannot be shared with them." in answer.content.decode()
    assert not Share.objects.exists()


def test_what_is_not_taken_is_said_at_the_desk_too(world: World) -> None:
    answer = send(
        world.case, world.ada, "give-paper", participant=world.place("sam").pk, title="x",
        copies=made.upload(b"{\\rtf1 hello}", "letter.rtf"),
    )  # fmt: skip
    assert answer.status_code == 422
    assert "is a Word file or one like it" in answer.content.decode()


def test_the_file_comes_to_be_saved_and_that_of_another_case_is_not_found(world: World) -> None:
    paper = given(world)
    desk = client_for(world.ada)
    answer = desk.get(where(world.case, paper))
    assert answer["Content-Disposition"] == 'attachment; filename="School report.pdf"'
    other = a_case(world.ada, child_name="Alex Other")
    assert desk.get(where(other, paper)).status_code == 404
    for person, status in ((world.sam, 403), (world.olly, 403), (world.mo, 403), (parent_of(other), 403)):
        assert client_for(person).get(where(world.case, paper)).status_code == status
        assert client_for(person).get(where(world.case)).status_code == status
    assert Client().get(where(world.case))["Location"].startswith("/sign-in/staff/?next=")


def test_the_page_costs_the_same_for_two_papers_and_for_six(world: World, django_assert_max_num_queries: Any) -> None:
    desk = client_for(world.ada)
    for number in range(6):
        shared(world, given(world, title=f"Paper {number}", words=f"Words {number}"), "Suki")
        if number in {1, 5}:
            desk.get(where(world.case))
            with django_assert_max_num_queries(13):
                desk.get(where(world.case))
