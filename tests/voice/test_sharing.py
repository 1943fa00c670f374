"""One thing is shown to one named person, to the service or to the mediator; never more, and no longer than wanted."""

import pytest

from commonground.cases.answers import Impossible
from commonground.cases.models import Case
from commonground.record.queries import entries_of
from commonground.voice import commands, queries
from commonground.voice.models import Saying, Share
from commonground.voice.recording import record_views, stop_reading
from commonground.voice.words import With
from tests.made_once import MadeOnce, copy_of
from tests.made_up import acting
from tests.voice.worlds import World, child_world, says, young_world

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made_for_all(made_once: MadeOnce) -> World:
    return made_once(young_world)


@pytest.fixture
def world(db: None, made_for_all: World) -> World:
    return copy_of(made_for_all)


def readers(world: World) -> set[str]:
    """Everybody who is shown anything."""
    return {
        who
        for who, person in world.people.items()
        if who != "young" and queries.shared_with(world.case, person).exists()
    }


@pytest.mark.feature(33, how="partly")
@pytest.mark.parametrize(
    ("with_whom", "name", "wanted"),
    [
        (With.PARTICIPANT, "parent", {"parent"}),
        (With.PARTICIPANT, "supporter", {"supporter"}),
        (With.THE_SERVICE, None, {"adviser", "coordinator"}),
        (With.THE_MEDIATOR, None, {"mediator"}),
    ],
)
def test_those_who_were_named_read_it_until_it_is_stopped(
    world: World, with_whom: With, name: str | None, wanted: set[str]
) -> None:
    saying, other = says(world), says(world, text="This stays mine.")
    place = world.place(name).pk if name else None
    assert readers(world) == set()
    shown = commands.share(saying, by=acting(world.young), with_whom=with_whom, participant=place)
    assert readers(world) == wanted
    for who in wanted:
        assert list(queries.shared_with(world.case, world.people[who])) == [saying]
    commands.stop_sharing(shown, by=acting(world.young))
    assert readers(world) == set()
    assert set(queries.sayings_of(world.case, world.young)) == {saying, other}


@pytest.mark.feature(33, how="partly")
def test_the_record_says_that_something_was_shared_and_not_a_word_of_what(world: World) -> None:
    saying = says(world, text="I am afraid of the bus.")
    before, version = len(entries_of(world.case.pk)), Case.objects.get(pk=world.case.pk).version
    shown = commands.share(
        saying, by=acting(world.young), with_whom=With.PARTICIPANT, participant=world.place("parent").pk
    )
    commands.stop_sharing(shown, by=acting(world.young))
    commands.stop_sharing(shown, by=acting(world.young))
    added = entries_of(world.case.pk)[before:]
    assert [(entry.what, entry.words) for entry in added] == [
        ("voice.shared", {"with_whom": "participant"}),
        ("voice.unshared", {"with_whom": "participant"}),
    ]
    assert Case.objects.get(pk=world.case.pk).version == version


def test_shared_twice_it_is_shared_once_and_can_be_shared_again_after_it_was_stopped(world: World) -> None:
    saying = says(world)
    first = commands.share(saying, by=acting(world.young), with_whom=With.THE_SERVICE)
    assert commands.share(saying, by=acting(world.young), with_whom=With.THE_SERVICE) == first
    commands.stop_sharing(first, by=acting(world.young))
    assert commands.share(saying, by=acting(world.young), with_whom=With.THE_SERVICE) != first
    assert Share.objects.count() == 2


def test_who_leaves_the_case_reads_nothing_more(world: World) -> None:
    saying = says(world)
    commands.share(saying, by=acting(world.young), with_whom=With.PARTICIPANT, participant=world.place("parent").pk)
    place = world.place("parent")
    place.to_on = place.from_on
    place.save()
    assert readers(world) == set()


def test_another_mediator_than_the_one_of_the_case_reads_nothing(world: World) -> None:
    commands.share(says(world), by=acting(world.young), with_whom=With.THE_MEDIATOR)
    world.case.mediator = world.adviser
    world.case.save()
    assert readers(world) == set()


@pytest.mark.parametrize("who", ["officer", "other_supporter", "young", "outsider"])
def test_nobody_but_family_and_supporters_of_this_case_is_named(world: World, who: str) -> None:
    saying = says(world)
    place = world.people[who].participations.get().pk
    with pytest.raises(Impossible):
        commands.share(saying, by=acting(world.young), with_whom=With.PARTICIPANT, participant=place)
    with pytest.raises(Impossible):
        commands.share(saying, by=acting(world.young), with_whom=With.PARTICIPANT)


def test_whoever_must_not_be_disclosed_is_not_offered(world: World) -> None:
    place = world.place("other_parent")
    place.do_not_disclose_to = "Sam Sample"
    place.save()
    assert {row.person for row in queries.may_be_shown(world.case, world.young)} == {world.parent, world.supporter}


def test_without_a_mediator_there_is_none_to_share_with(world: World) -> None:
    saying = says(world)
    Case.objects.filter(pk=world.case.pk).update(mediator=None)
    with pytest.raises(Impossible):
        commands.share(Saying.objects.get(pk=saying.pk), by=acting(world.young), with_whom=With.THE_MEDIATOR)


@pytest.mark.feature(33, how="partly")
def test_what_was_told_on_the_telephone_is_written_down_with_their_yes(world: World) -> None:
    cora, place = world.coordinator, world.place("young").pk
    given = {"told_by": place, "text": "I want to stay at my college.", "token": "t"}
    with pytest.raises(Impossible):
        record_views(world.case, by=acting(cora), agreed=False, **given)
    record_views(world.case, by=acting(cora, recorded_for="Robin Sample"), agreed=True, **given)
    saying = queries.sayings_of(world.case, world.young).get()
    assert (saying.recorded_by, saying.for_child, saying.text) == (cora, False, "I want to stay at my college.")
    assert readers(world) == {"adviser", "coordinator"}
    assert "college" not in str([entry.words for entry in entries_of(world.case.pk)])
    commands.stop_sharing(saying.shares.get(), by=acting(world.young))
    assert readers(world) == set()


def test_a_child_who_is_not_in_the_case_themselves_can_tell_us_and_take_it_back() -> None:
    world = child_world()
    case = record_views(
        world.case, by=acting(world.coordinator), told_by=None, text="I like the swings.", agreed=True, token="t"
    )
    (saying,) = queries.shared_with(case, world.adviser)
    assert (saying.person, saying.for_child) == (case.child, False)
    assert not queries.shared_with(case, world.parent).exists()
    stop_reading(case, by=acting(world.coordinator), share=saying.shares.get().pk)
    assert not queries.shared_with(case, world.adviser).exists()
    with pytest.raises(Impossible):
        stop_reading(case, by=acting(world.coordinator), share=saying.shares.get().pk)


def test_what_is_shared_with_others_is_not_the_desks_to_stop(world: World) -> None:
    shown = commands.share(
        says(world), by=acting(world.young), with_whom=With.PARTICIPANT, participant=world.place("parent").pk
    )
    with pytest.raises(Impossible):
        stop_reading(world.case, by=acting(world.coordinator), share=shown.pk)


@pytest.mark.parametrize("kept", ["parent", "young"])
def test_what_was_shared_before_somebody_had_to_be_kept_away_is_read_no_more(world: World, kept: str) -> None:
    saying = says(world)
    place = world.place("parent").pk
    commands.share(saying, by=acting(world.young), with_whom=With.PARTICIPANT, participant=place)
    assert readers(world) == {"parent"}
    row = world.place(kept)
    row.do_not_disclose_to = "The other of the two"
    row.save()
    assert readers(world) == set()
