"""Who gives, shares and takes back whose papers; what is written down of it; what is done twice is done once."""

from uuid import uuid4

import pytest
from django.db import IntegrityError

from commonground.cases.answers import AskAPerson, Impossible, NotTheirs
from commonground.cases.models import Case
from commonground.casework.closing import close
from commonground.documents.answers import Refused
from commonground.documents.models import File
from commonground.notices.models import Notice
from commonground.papers import commands, queries
from commonground.papers.models import Paper, Share
from commonground.papers.readers import Reader
from commonground.record.days import today
from commonground.record.queries import EntryLine, entries_of
from tests.documents import made
from tests.made_up import a_case, acting, certified, declined, staff
from tests.papers.world import World, a_world, by_web, given, made_for_all, now, reader, shared, world

__all__ = ["made_for_all", "world"]

pytestmark = pytest.mark.django_db


def last(case: Case) -> EntryLine:
    return entries_of(case.pk)[-1]


def told_of_papers(case: Case) -> list[str]:
    return [entry.what for entry in entries_of(case.pk) if entry.what.startswith("paper.")]


def test_each_act_is_one_entry_that_says_whose_paper_and_with_whom(world: World) -> None:
    paper = given(world)
    assert last(world.case).words == {"title": "School report", "giver": world.sam.actor, "came_by": "web"}
    shared(world, paper, "Exampleshire")
    said = last(world.case)
    assert (said.what, said.by, said.words and said.words["with"]) == (
        "paper.shared", world.sam.actor, "Exampleshire Council"
    )  # fmt: skip
    commands.take_back(paper, by=by_web(world.sam))
    assert told_of_papers(world.case) == ["paper.given", "paper.shared", "paper.taken_back"]


def test_done_twice_it_is_done_once(world: World) -> None:
    paper = given(world)
    assert given(world) == paper
    for _twice in range(2):
        shared(world, paper, "Suki")
    for _twice in range(2):
        commands.stop_sharing(paper, by=by_web(world.sam), reader=reader(world, paper, "Suki"))
    for _twice in range(2):
        commands.take_back(paper, by=by_web(world.sam))
    assert told_of_papers(world.case) == ["paper.given", "paper.shared", "paper.unshared", "paper.taken_back"]
    assert (Paper.objects.count(), Share.objects.count()) == (1, 1)


def test_taken_back_it_can_be_given_again_as_a_new_one(world: World) -> None:
    first = shared(world, given(world), "Exampleshire")
    commands.take_back(first, by=by_web(world.sam))
    second = given(world)
    assert second != first
    assert not second.shares.exists()
    with pytest.raises(Impossible, match="taken back"):
        shared(world, first, "Suki")


def test_two_papers_of_one_name_are_told_apart_and_without_a_name_the_files_is_taken(world: World) -> None:
    titles = [given(world, title="Letter", words=f"Page {n}").title for n in range(3)]
    assert titles == ["Letter", "Letter (2)", "Letter (3)"]
    assert given(world, title=" ", words="Fourth").title == "letter.pdf"
    assert given(world, "olaf", title="Letter", words="Of Olaf").title == "Letter"


@pytest.mark.feature(51, how="partly")
def test_its_giver_calls_it_something_else_and_the_record_keeps_both_names(world: World) -> None:
    paper, other = given(world), given(world, title="Letter", words="Two")
    commands.rename(paper, by=by_web(world.sam), title=" Letter ")
    assert Paper.objects.get(pk=paper.pk).title == "Letter (2)"
    said = last(world.case)
    assert (said.what, said.words) == (
        "paper.renamed", {"title": "Letter (2)", "was": "School report", "giver": world.sam.actor, "came_by": "web"},
    )  # fmt: skip
    commands.rename(other, by=by_web(world.sam), title="Letter")
    assert told_of_papers(world.case).count("paper.renamed") == 1
    with pytest.raises(Impossible, match="what the paper is called"):
        commands.rename(paper, by=by_web(world.sam), title=" ")
    for who in ("olaf", "robin", "suki", "olly"):
        with pytest.raises(NotTheirs):
            commands.rename(paper, by=by_web(world.people[who]), title="Mine")
    commands.take_back(paper, by=by_web(world.sam))
    with pytest.raises(Impossible, match="taken back"):
        commands.rename(paper, by=by_web(world.sam), title="Report")


@pytest.mark.parametrize(("who", "told"), [("Suki", 1), ("Olaf", 1), ("Exampleshire", 0), ("The mediator", 0)])
def test_one_of_the_family_or_a_supporter_is_told_once_a_day_that_there_is_something_to_read(
    world: World, who: str, told: int
) -> None:
    for words in ("One", "Two"):
        shared(world, given(world, title=f"Autism report {words}", words=words), who)
    sent = list(Notice.objects.filter(template="paper_shared"))
    assert [notice.to_name.split()[0] for notice in sent] == [who] * told
    for notice in sent:
        assert "Autism" not in notice.subject + notice.text + notice.html
        assert "Sam" not in notice.text


def test_the_same_letter_from_two_parents_is_two_papers_and_neither_is_told_of_the_other(world: World) -> None:
    of_sam, of_olaf = given(world, title="What he wrote"), given(world, "olaf", title="The report")
    assert of_sam.file == of_olaf.file
    assert list(queries.papers_for(world.fresh(), world.olaf)) == [of_olaf]
    commands.take_back(of_sam, by=by_web(world.sam))
    file = queries.file_of(of_olaf)
    assert file is not None
    assert file.name == "The report.pdf"


def test_a_supporter_gives_for_whom_they_help_and_shares_nothing(world: World) -> None:
    suki, sam = world.suki, world.sam
    paper = commands.give(
        world.fresh(), by=by_web(suki), given_by=sam, title="For Sam", upload=made.upload(made.pdf("x"))
    )
    said = last(world.case).words or {}
    assert (said["recorded_for"], said["on_behalf"]) == ("Sam Sample", sam.actor)
    assert list(queries.papers_for(world.fresh(), suki)) == []
    assert list(queries.papers_for(world.fresh(), sam)) == [paper]
    for act in (
        lambda: commands.share(paper, by=by_web(suki), reader=reader(world, paper, "Suki")),
        lambda: commands.take_back(paper, by=by_web(suki)),
        lambda: commands.stop_sharing(
            shared(world, paper, "Exampleshire"), by=by_web(suki), reader=reader(world, paper, "Exampleshire")
        ),
    ):
        with pytest.raises(NotTheirs):
            act()


@pytest.mark.parametrize(("who", "whose"), [("suki", "olaf"), ("olaf", "sam"), ("sam", "olaf"), ("olly", "sam")])
def test_nobody_else_gives_a_paper_in_somebodys_name(world: World, who: str, whose: str) -> None:
    by, giver = by_web(world.people[who]), world.people[whose]
    with pytest.raises(NotTheirs):
        commands.give(world.fresh(), by=by, given_by=giver, title="x", upload=made.upload(made.pdf("x")))
    assert (Paper.objects.count(), File.objects.count()) == (0, 0)


def test_a_supporter_who_may_not_give_papers_gives_none() -> None:
    world = a_world(child="Alex Other", agreed=(), at="elsewhere.example")
    with pytest.raises(NotTheirs):
        commands.give(
            world.fresh(), by=by_web(world.suki), given_by=world.sam, title="x", upload=made.upload(made.pdf("x"))
        )
    with pytest.raises(Impossible):
        commands.give(
            world.fresh(), by=by_web(world.suki), given_by=world.suki, title="x", upload=made.upload(made.pdf("x"))
        )


@pytest.mark.parametrize("who", ["olaf", "robin", "suki", "olly", "mo"])
def test_nobody_shares_or_takes_back_what_another_gave(world: World, who: str) -> None:
    paper = shared(world, given(world), "Olaf")
    by = by_web({**world.people, "mo": world.mo}[who])
    with pytest.raises(NotTheirs):
        commands.share(paper, by=by, reader=reader(world, paper, "Exampleshire"))
    with pytest.raises(NotTheirs):
        commands.stop_sharing(paper, by=by, reader=reader(world, paper, "Olaf"))
    with pytest.raises(NotTheirs):
        commands.take_back(paper, by=by)
    assert told_of_papers(world.case) == ["paper.given", "paper.shared"]


def test_the_desk_does_each_on_somebodys_word(world: World) -> None:
    by = acting(world.ada, came_by="post")
    paper = commands.give(
        world.fresh(), by=by, given_by=world.sam, title="By post", upload=made.upload(made.pdf("By post"))
    )
    commands.share(paper, by=by, reader=reader(world, paper, "Exampleshire"))
    commands.stop_sharing(paper, by=by, reader=reader(world, paper, "Exampleshire"))
    commands.take_back(paper, by=by)
    said = [entry.words or {} for entry in entries_of(world.case.pk) if entry.what.startswith("paper.")]
    assert {(each["recorded_for"], each["on_behalf"], each["came_by"]) for each in said} == {
        ("Sam Sample", world.sam.actor, "post")
    }
    assert len(said) == 4


def test_the_desk_gives_for_nobody_who_takes_no_part(world: World) -> None:
    outsider = a_case(world.ada, child_name="Alex Other").participants.get().person
    with pytest.raises(Impossible):
        commands.give(
            world.fresh(), by=acting(world.ada), given_by=outsider, title="x", upload=made.upload(made.pdf("x"))
        )


def test_a_reader_of_another_case_is_refused(world: World) -> None:
    other = a_case(world.ada, child_name="Alex Other")
    stranger = Reader(participant=other.participants.get().pk)
    council = Reader(party=other.parties.get(kind="la").pk)
    for one in (
        stranger,
        council,
        Reader(participant=world.place("sam").pk),
        Reader(party=world.place("sam").party_id),
    ):
        with pytest.raises(Impossible):
            commands.share(given(world), by=by_web(world.sam), reader=one)
    assert not Share.objects.exists()


def test_a_file_that_is_not_taken_leaves_nothing(world: World) -> None:
    before = now(world.case).version
    with pytest.raises(Refused, match="Word"):
        commands.give(
            world.fresh(), by=by_web(world.sam), given_by=world.sam, title="x",
            upload=made.upload(b"{\\rtf1 hello}", "letter.rtf"),
        )  # fmt: skip
    assert (Paper.objects.count(), now(world.case).version) == (0, before)


def test_in_a_closed_case_nothing_is_given_and_everything_can_be_taken_back() -> None:
    by = staff()
    case = Case.objects.get(pk=certified(declined(a_case(by, child_name="Alex Other"), by), by).case_id)
    sam = case.participants.get().person
    papers = [
        commands.give(now(case), by=by_web(sam), given_by=sam, title=title, upload=made.upload(made.pdf(title)))
        for title in ("One", "Two")
    ]
    council = Reader(party=case.parties.get(kind="la").pk)
    for paper in papers:
        commands.share(paper, by=by_web(sam), reader=council)
    close(now(case), by=acting(by), outcome_words="done")
    with pytest.raises(AskAPerson):
        commands.give(now(case), by=by_web(sam), given_by=sam, title="x", upload=made.upload(made.pdf("x")))
    one, two = (Paper.objects.get(pk=paper.pk) for paper in papers)
    commands.stop_sharing(one, by=by_web(sam), reader=council)
    commands.take_back(two, by=by_web(sam))
    assert not Share.objects.filter(to_on=None).exists()
    assert told_of_papers(case)[-2:] == ["paper.unshared", "paper.taken_back"]
    assert File.objects.filter(about=case.pk).count() == 2


def test_a_share_that_arrived_yesterday_and_ends_today_ends_at_once(world: World) -> None:
    paper = shared(world, given(world), "Suki")
    commands.stop_sharing(
        paper, by=acting(world.ada, at=world.case.facts.order_by("id")[0].at), reader=reader(world, paper, "Suki")
    )
    assert paper.shares.get().to_on == today()


@pytest.mark.parametrize(("party", "meeting", "before"), [(False, False, 0), (True, True, 0), (False, True, 1)])
def test_the_database_holds_one_live_share_with_exactly_one(
    world: World, party: bool, meeting: bool, before: int
) -> None:
    council = world.case.parties.get(kind="la") if party else None
    row = {"paper": given(world), "by": world.sam, "from_on": today(), "for_meeting": meeting, "party": council}
    for _each in range(before):
        Share.objects.create(**row)
    with pytest.raises(IntegrityError):
        Share.objects.create(**row)


def test_an_id_that_is_nobodys_is_none(world: World) -> None:
    assert queries.paper_for(world.fresh(), world.sam, uuid4()) is None
