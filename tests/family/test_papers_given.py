"""The page of papers: what is one's own, who can read it, and nothing of anybody else."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from commonground.cases import helping
from commonground.cases.models import Case
from commonground.documents.models import File
from commonground.papers.models import Paper, Share
from commonground.people.models import Person
from tests.documents import made
from tests.family.worlds import issued, parent_of, posted
from tests.made_up import a_case, staff
from tests.papers.world import World, a_world, by_web, given, made_for_all, reader, shared, world
from tests.signing_in import client_for

__all__ = ["made_for_all", "world"]

pytestmark = [pytest.mark.django_db, pytest.mark.feature(31, 51, how="partly")]


def where(case: Case, paper: Paper | UUID | None = None, below: str = "") -> str:
    key = f"{getattr(paper, 'pk', paper)}/" if paper else ""
    return f"/case/{case.reference}/papers/{key}{below}"


def page(case: Case, who: Person, paper: Paper | None = None, below: str = "") -> str:
    answer = client_for(who).get(where(case, paper, below))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    return answer.text


def sends(client: Client, case: Case, *files: Any, title: str = "School report") -> Any:
    return client.post(where(case, below="add/"), {"title": title, "copies": list(files)})


def ticks(client: Client, case: Case, paper: Paper, *codes: str, was: str = "") -> tuple[int, str]:
    answer = client.post(where(case, paper), {"was": was, "chosen": list(codes)})
    return answer.status_code, answer.get("Location", "")


def test_an_empty_page_says_what_will_come(world: World) -> None:
    text = page(world.case, world.sam)
    assert "Nothing yet. What you add, or send us by post, will stand here." in text
    assert "None. If we issue one to you, it will stand here with the letter that comes with it." in text


def test_several_are_added_at_once_and_stand_there_private(world: World) -> None:
    client = client_for(world.sam)
    answer = sends(client, world.case, made.upload(made.pdf("One")), made.upload(made.photo(), "two.jpg"))
    assert (answer.status_code, answer["Location"]) == (302, where(world.case))
    text = client.get(where(world.case)).text
    assert "We have “School report” and “School report (2)”." in text
    assert text.count("you and the people who work here</p>") == 2
    assert {paper.given_by for paper in Paper.objects.all()} == {world.sam}
    assert not Share.objects.exists()


def test_sent_twice_it_is_there_once(world: World) -> None:
    client = client_for(world.sam)
    for _twice in range(2):
        assert sends(client, world.case, made.upload(made.pdf("One"))).status_code == 302
    assert Paper.objects.count() == 1


def test_what_is_not_taken_is_said_and_the_others_stay(world: World) -> None:
    client = client_for(world.sam)
    wrong = made.upload(b"{\\rtf1 hello}", "letter.rtf")
    answer = sends(client, world.case, made.upload(made.pdf("One")), wrong, title="From <school>")
    assert answer.status_code == 422
    assert "“letter.rtf” is a Word file or one like it. Save it as a PDF and send that" in answer.text
    assert "We have: From &lt;school&gt;. You need not send that again." in answer.text
    assert 'value="From &lt;school&gt;"' in answer.text
    assert [paper.title for paper in Paper.objects.all()] == ["From <school>"]


def test_without_a_file_the_title_stays(world: World) -> None:
    answer = sends(client_for(world.sam), world.case, title="My report")
    assert answer.status_code == 422
    assert "Choose a photo or a PDF" in answer.text
    assert 'value="My report"' in answer.text


def test_who_can_read_it_is_said_by_its_giver_and_never_ticked_before(world: World) -> None:
    paper = given(world)
    client = client_for(world.sam)
    text = client.get(where(world.case, paper)).text
    for name in ("Exampleshire Council", "Example Primary School", "The mediator", "Suki Supporter", "Olaf Other"):
        assert name in text
    assert " checked" not in text
    codes = [reader(world, paper, name).code for name in ("Exampleshire", "The mediator", "Suki")]
    assert ticks(client, world.case, paper, *codes) == (302, where(world.case))
    text = client.get(where(world.case)).text
    assert "you, the people who work here, and: Exampleshire Council, The mediator, for the meeting and Suki" in text
    assert client.get(where(world.case, paper)).text.count(" checked") == 3


def test_a_tick_taken_away_ends_it_and_an_old_tab_does_not_bring_it_back(world: World) -> None:
    paper = shared(world, shared(world, given(world), "Exampleshire"), "Suki")
    council, suki = (reader(world, paper, name).code for name in ("Exampleshire", "Suki"))
    client = client_for(world.sam)
    assert f'name="was" value="{council} {suki}"' in client.get(where(world.case, paper)).text
    ticks(client, world.case, paper, suki, was=f"{council} {suki}")
    assert [share.party for share in Share.objects.filter(to_on=None)] == [None]
    # The other tab still shows both ticks, and only the mediator is new in it.
    ticks(client, world.case, paper, council, suki, "meeting", was=f"{council} {suki}")
    live = Share.objects.filter(to_on=None).order_by("id")
    assert [(share.party, share.for_meeting) for share in live] == [(None, False), (None, True)]


def test_a_reader_who_is_not_offered_cannot_be_ticked(world: World) -> None:
    other = a_case(world.ada, child_name="Alex Other")
    stranger = f"person-{other.participants.get().pk}"
    paper = given(world)
    status, _where = ticks(client_for(world.sam), world.case, paper, stranger)
    assert status == 422
    ticks(client_for(world.sam), world.case, paper, was=f"{stranger} party-1 nonsense")
    assert not Share.objects.exists()


def test_before_the_council_is_told_the_page_says_that_it_sees_nothing_yet() -> None:
    by = staff()
    case = a_case(by, child_name="Alex Other")
    sam = parent_of(case)
    assert sends(client_for(sam), case, made.upload(made.pdf("One"))).status_code == 302
    assert "They see nothing of your case yet." in page(case, sam, Paper.objects.get())


def test_taken_back_it_stands_apart_and_is_nobody_elses(world: World) -> None:
    paper = shared(world, given(world), "Suki")
    assert "From then on nobody with whom you shared it can read it here" in page(
        world.case, world.sam, paper, "take-back/"
    )
    assert posted(client_for(world.sam), where(world.case, paper, "take-back/")) == (302, where(world.case))
    text = page(world.case, world.sam)
    assert "What you took back" in text
    assert client_for(world.sam).get(where(world.case, paper)).status_code == 404
    assert client_for(world.sam).get(where(world.case, paper, "file/")).status_code == 200
    assert client_for(world.suki).get(where(world.case, paper, "file/")).status_code == 404


def test_a_paper_comes_as_something_to_save_named_as_its_giver_calls_it(world: World) -> None:
    answer = client_for(world.sam).get(where(world.case, given(world, title="<b>Report</b>/ 1"), "file/"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert "<" not in answer["Content-Disposition"]
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "no-store")
    assert "sandbox" in answer["Content-Security-Policy"]


BELOW = ("", "file/", "take-back/")


@pytest.mark.parametrize("who", ["olaf", "robin", "suki"])
def test_nobody_else_of_the_case_finds_it_or_its_name_before_and_after_it_was_shared(world: World, who: str) -> None:
    paper = given(world, title="About Olaf")
    person = world.people[who]
    name = {"olaf": "Olaf", "robin": "Robin", "suki": "Suki"}[who]

    def hidden() -> None:
        assert [client_for(person).get(where(world.case, paper, below)).status_code for below in BELOW] == [404] * 3
        assert [client_for(person).post(where(world.case, paper, below)).status_code for below in BELOW] == [404] * 3
        for beside in ("papers/", "what-happened/", ""):
            assert "About Olaf" not in client_for(person).get(f"/case/{world.case.reference}/{beside}").text

    hidden()
    shared(world, paper, name)
    assert client_for(person).get(where(world.case, paper, "file/")).status_code == 200
    assert client_for(person).get(where(world.case, paper)).status_code == 404
    assert "About Olaf" in page(world.case, person)
    code = reader(world, paper, name).code
    ticks(client_for(world.sam), world.case, paper, was=code)
    hidden()


def test_when_their_part_ends_they_are_out_at_once(world: World) -> None:
    paper = shared(world, given(world), "Suki")
    client = client_for(world.suki)
    assert client.get(where(world.case, paper, "file/")).status_code == 200
    helping.end_help(world.fresh(), by=by_web(world.sam), supporter=world.place("suki").pk)
    assert client.get(where(world.case, paper, "file/")).status_code == 404
    assert client.get(where(world.case)).status_code == 404


def test_an_outsider_and_officers_come_nowhere_near_and_ids_of_another_case_lead_nowhere(world: World) -> None:
    paper = shared(world, given(world), "Exampleshire")
    other = a_case(world.ada, child_name="Alex Other")
    outsider = parent_of(other)
    for below in BELOW:
        assert client_for(outsider).get(where(world.case, paper, below)).status_code == 404
        assert client_for(outsider).get(where(other, paper, below)).status_code == 404
        assert client_for(outsider).post(where(other, paper, below), {"chosen": "meeting"}).status_code == 404
        assert client_for(world.olly).get(where(world.case, paper, below)).status_code == 403
        assert Client().get(where(world.case, paper, below))["Location"].startswith("/sign-in/?next=")
    assert client_for(world.sam).get(where(world.case, UUID(int=1), "file/")).status_code == 404
    file = File.objects.get()
    assert client_for(world.sam).get(where(world.case, file.pk, "file/")).status_code == 404


def test_a_supporter_adds_for_whom_they_help_and_does_not_see_it_until_it_is_shared(world: World) -> None:
    client = client_for(world.suki)
    assert "You give it for Sam Sample." in client.get(where(world.case, below="add/")).text
    assert sends(client, world.case, made.upload(made.pdf("One")), title="From Suki").status_code == 302
    text = client.get(where(world.case)).text
    assert "We have “From Suki”. Sam Sample says who can read it." in text
    assert where(world.case, Paper.objects.get()) not in text
    assert "From Suki" in page(world.case, world.sam)


def test_a_supporter_who_may_not_give_papers_is_offered_no_way_to() -> None:
    world = a_world(child="Alex Other", agreed=(), at="elsewhere.example")
    client = client_for(world.suki)
    assert "Add a paper" not in client.get(where(world.case)).text
    assert sends(client, world.case, made.upload(made.pdf("One"))).status_code == 200
    assert not Paper.objects.exists()


def test_certificates_stand_there_with_their_letters_for_the_one_they_are_for() -> None:
    case = issued(staff(), child_name="Alex Other")
    text = page(case, parent_of(case))
    assert re.search(r"Certificate M-\d+ \(PDF\)", text)
    assert "The letter with it (PDF)" in text


def test_the_case_leads_to_the_papers(world: World) -> None:
    text = client_for(world.sam).get(f"/case/{world.case.reference}/").text
    assert f'href="{where(world.case)}"' in text
    assert f'href="/case/{world.case.reference}/everything/"' in text


def test_what_was_done_with_ones_papers_stands_in_what_happened(world: World) -> None:
    shared(world, given(world), "Exampleshire")
    text = client_for(world.sam).get(f"/case/{world.case.reference}/what-happened/").text
    assert "A paper of yours came" in text
    assert "School report: Exampleshire Council" in text


def test_the_list_costs_the_same_for_one_paper_and_for_five(world: World, django_assert_max_num_queries: Any) -> None:
    client = client_for(world.sam)
    shared(world, given(world), "Suki")
    client.get(where(world.case))
    most = 17
    with django_assert_max_num_queries(most):
        client.get(where(world.case))
    for number in range(4):
        shared(world, given(world, title=f"Paper {number}", words=f"Words {number}"), "Olaf")
    with django_assert_max_num_queries(most):
        assert client.get(where(world.case)).text.count("With us since") == 5


def test_a_paper_is_called_something_else_by_its_giver_alone(world: World) -> None:
    paper = shared(world, given(world), "Suki")
    sam = client_for(world.sam)
    assert posted(sam, where(world.case, paper, "name/"), title="What the school wrote") == (
        302,
        where(world.case, paper),
    )
    assert "What the school wrote" in page(world.case, world.suki)
    assert "A paper of yours is called something else" in sam.get(f"/case/{world.case.reference}/what-happened/").text
    assert posted(sam, where(world.case, paper, "name/"), title="")[0] == 422
    assert client_for(world.suki).get(where(world.case, paper, "name/")).status_code == 404
