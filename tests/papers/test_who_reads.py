"""A paper is read by its giver and the desk, and by whom its giver named, until that ends."""

import pytest

from commonground.cases import helping, taking_part
from commonground.cases.models import Case, Participant
from commonground.cases.queries import visible_to
from commonground.cases.words import Basis
from commonground.documents.models import File
from commonground.papers import commands, queries
from commonground.papers.models import Paper
from commonground.papers.readers import readers_of, who_could_read
from commonground.people.models import Person, StaffRole
from commonground.people.queries import remember_roles
from commonground.people.roles import Role
from commonground.record.days import today
from tests.made_up import a_case, acting, staff
from tests.papers.world import World, by_web, given, made_for_all, now, reader, shared, world

__all__ = ["made_for_all", "world"]

pytestmark = [pytest.mark.django_db, pytest.mark.feature(31, 51, how="partly")]
EVERYBODY = ("sam", "suki", "olaf", "robin", "olly", "hedda")


def who_reads(world: World, paper: Paper) -> set[str]:
    """Who of the case, and of the service, reads this paper today."""
    people = {**world.people, "ada": world.ada, "mo": world.mo}
    return {name for name, person in people.items() if reads(world.fresh(), person, paper)}


def reads(case: Case, person: Person, paper: Paper) -> bool:
    fresh = Person.objects.get(pk=person.pk)
    found = queries.paper_for(case, fresh, paper.pk)
    assert (found is not None) == (paper in queries.papers_for(case, fresh))
    return found is not None


def test_until_it_is_shared_its_giver_and_the_desk_read_it_alone(world: World) -> None:
    assert who_reads(world, given(world)) == {"sam", "ada"}


@pytest.mark.parametrize(
    ("with_whom", "reads_too"),
    [
        ("Exampleshire", "olly"),
        ("Example Primary", "hedda"),
        ("The mediator", "mo"),
        ("Suki", "suki"),
        ("Olaf", "olaf"),
        ("Robin", "robin"),
    ],
)
def test_shared_with_one_it_is_read_by_that_one_until_it_is_stopped(
    world: World, with_whom: str, reads_too: str
) -> None:
    paper = shared(world, given(world), with_whom)
    assert who_reads(world, paper) == {"sam", "ada", reads_too}
    commands.stop_sharing(paper, by=by_web(world.sam), reader=reader(world, paper, with_whom))
    assert who_reads(world, paper) == {"sam", "ada"}
    assert paper.shares.get().to_on == today()


def test_a_part_that_ends_ends_it_at_once(world: World) -> None:
    paper = shared(world, shared(world, given(world), "Suki"), "Exampleshire")
    helping.end_help(world.fresh(), by=by_web(world.sam), supporter=world.place("suki").pk)
    assert who_reads(world, paper) == {"sam", "ada", "olly"}
    taking_part.end_participation(world.fresh(), by=acting(world.ada), participant=world.place("olly").pk)
    assert who_reads(world, paper) == {"sam", "ada"}


def test_who_comes_back_reads_nothing_until_it_is_shared_with_them_again(world: World) -> None:
    paper = shared(world, given(world), "Suki")
    helping.end_help(world.fresh(), by=by_web(world.sam), supporter=world.place("suki").pk)
    helping.bring_in(
        world.fresh(), by=by_web(world.sam), helps=world.place("sam").pk, name="Suki Supporter",
        email="suki@people.example",
    )  # fmt: skip
    assert not reads(world.fresh(), world.suki, paper)


def test_of_a_giver_who_left_they_read_nothing_themselves(world: World) -> None:
    paper = given(world, "olaf")
    taking_part.end_participation(world.fresh(), by=acting(world.ada), participant=world.place("olaf").pk)
    assert who_reads(world, paper) == {"ada"}


def test_who_comes_back_to_help_another_does_not_read_what_they_gave_before(world: World) -> None:
    paper = given(world, "olaf")
    taking_part.end_participation(world.fresh(), by=acting(world.ada), participant=world.place("olaf").pk)
    Participant.objects.create(
        case=world.case, person=world.olaf, role=Role.SUPPORTER, helps=world.place("sam"), basis=Basis.CONSENT,
        from_on=today(),
    )  # fmt: skip
    assert world.case in visible_to(world.olaf)
    assert who_reads(world, paper) == {"ada"}


def test_a_supporter_of_somebody_who_left_reads_their_papers_no_more(world: World) -> None:
    paper = shared(world, given(world), "Suki")
    taking_part.end_participation(world.fresh(), by=acting(world.ada), participant=world.place("sam").pk)
    assert who_reads(world, paper) == {"ada"}


def test_a_council_that_was_not_told_of_the_case_reads_nothing_yet(world: World) -> None:
    paper = shared(world, given(world), "Exampleshire")
    world.case.facts.filter(kind="la_told").delete()
    assert who_reads(world, paper) == {"sam", "ada"}


def test_another_mediator_and_a_mediator_no_more_read_nothing(world: World) -> None:
    paper = shared(world, given(world), "The mediator")
    assert not reads(world.fresh(), staff(Role.MEDIATOR, name="Mia Mediator"), paper)
    StaffRole.objects.filter(person=world.mo).update(to_on=today())
    assert who_reads(world, paper) == {"sam", "ada"}


def test_taken_back_it_is_its_givers_and_the_desks_and_stays_so(world: World) -> None:
    paper = given(world)
    for name in ("Exampleshire", "The mediator", "Suki", "Olaf"):
        shared(world, paper, name)
    assert who_reads(world, paper) == {"sam", "ada", "olly", "mo", "suki", "olaf"}
    commands.take_back(paper, by=by_web(world.sam))
    assert who_reads(world, paper) == {"sam", "ada"}
    assert readers_of(Paper.objects.get(pk=paper.pk), who_could_read(world.fresh(), world.sam)) == []
    assert File.objects.filter(pk=paper.file).exists()
    # Nor would a share that somehow lived on be of any use.
    paper.shares.update(to_on=None)
    assert who_reads(world, paper) == {"sam", "ada"}


def test_a_parent_who_is_kept_from_another_is_offered_nothing_and_reads_nothing(world: World) -> None:
    paper = shared(world, given(world), "Olaf")
    of_olaf = shared(world, given(world, "olaf", words="Of Olaf"), "Sam")
    for hidden in ("olaf", "sam"):
        Participant.objects.filter(pk=world.place(hidden).pk).update(do_not_disclose_to="The other parent")
        offered = {one.name for one in who_could_read(world.fresh(), world.sam)}
        assert "Olaf Other" not in offered
        assert who_reads(world, paper) == {"sam", "ada"}
        assert who_reads(world, of_olaf) == {"olaf", "ada"}
        assert readers_of(paper, who_could_read(world.fresh(), world.sam)) == []
        Participant.objects.filter(pk=world.place(hidden).pk).update(do_not_disclose_to="")
    assert who_reads(world, paper) == {"sam", "ada", "olaf"}


def test_who_is_kept_from_another_stays_so_after_leaving(world: World) -> None:
    paper = shared(world, given(world), "Olaf")
    Participant.objects.filter(pk=world.place("sam").pk).update(do_not_disclose_to="Olaf")
    taking_part.end_participation(world.fresh(), by=acting(world.ada), participant=world.place("sam").pk)
    assert who_reads(world, paper) == {"ada"}
    assert "Olaf Other" not in {one.name for one in who_could_read(world.fresh(), world.sam)}


def test_another_parents_supporter_is_never_offered(world: World) -> None:
    assert "Suki Supporter" not in {one.name for one in who_could_read(world.fresh(), world.olaf)}
    assert "Suki Supporter" in {one.name for one in who_could_read(world.fresh(), world.sam)}


def test_somebody_of_another_case_reads_nothing_of_this_one(world: World) -> None:
    other = a_case(world.ada, child_name="Alex Other")
    paper = shared(world, given(world), "Olaf")
    outsider = other.participants.get().person
    assert not reads(world.fresh(), outsider, paper)
    assert list(queries.papers_for(now(other), world.olaf)) == []
    assert list(queries.papers_for(now(other), outsider)) == []


def test_whom_the_page_names_is_who_reads_it(world: World) -> None:
    paper = given(world)
    for one in who_could_read(world.fresh(), world.sam):
        commands.share(paper, by=by_web(world.sam), reader=one)
    named = {one.name for one in readers_of(paper, who_could_read(world.fresh(), world.sam))}
    assert named == {
        "Exampleshire Council", "Example Primary School", "The mediator, for the meeting", "Suki Supporter",
        "Olaf Other", "Robin Sample",
    }  # fmt: skip
    assert who_reads(world, paper) == {*EVERYBODY, "ada", "mo"}


def test_the_list_is_two_queries_however_long(world: World, django_assert_max_num_queries: object) -> None:
    for number in range(4):
        shared(world, given(world, title=f"Paper {number}", words=f"Words {number}"), "Suki")
    case = world.fresh()
    remember_roles(world.sam)
    with django_assert_max_num_queries(2):  # type: ignore[operator]
        assert len(list(queries.own_papers(case, world.sam))) == 4
