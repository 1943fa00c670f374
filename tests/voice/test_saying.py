"""What somebody says is theirs alone: who may say, change and take away, and that nothing shows of it."""

from typing import Any

import pytest

from commonground.cases.answers import Impossible, NotTheirs
from commonground.cases.models import Case
from commonground.documents.answers import Refused
from commonground.documents.models import File
from commonground.documents.queries import file_about, files_about
from commonground.record.models import Access
from commonground.record.queries import entries_of
from commonground.voice import commands, queries
from commonground.voice.models import Saying
from commonground.voice.words import Kind, With
from tests.documents import made
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


@pytest.mark.feature(33, how="partly")
@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (Kind.WORDS, {"text": "I like the library."}),
        (Kind.WORDS, {"text": "", "data": {"good": "Art.", "hard": ""}}),
        (Kind.PICTURE, {"text": "", "data": {"school": "happy", "loud": "unhappy"}}),
        (Kind.SCALE, {"text": "", "data": {"lessons": 4, "safe": 2}}),
        (Kind.RECORDING, {"text": "", "upload": made.upload(made.recording(), "a.wav")}),
        (Kind.DRAWING, {"text": "My room", "upload": made.upload(made.photo("PNG"), "a.png")}),
    ],
)
def test_it_is_said_in_words_pictures_faces_a_recording_or_a_drawing(
    world: World, kind: Kind, given: dict[str, Any]
) -> None:
    for upload in filter(None, [given.get("upload")]):
        upload.seek(0)
    saying = says(world, kind=kind, **given)
    assert (saying.kind, saying.person, saying.for_child) == (kind, world.young, False)
    assert list(queries.sayings_of(world.case, world.young)) == [saying]
    assert (saying.file is not None) is (kind in commands.TAKES)
    if saying.file:
        assert file_about(saying.pk, saying.file) is not None
    assert "hard" not in saying.data


@pytest.mark.feature(33, how="partly")
def test_keeping_something_for_oneself_leaves_no_trace(world: World) -> None:
    before, version = len(entries_of(world.case.pk)), Case.objects.get(pk=world.case.pk).version
    saying = says(world)
    commands.change(saying, by=acting(world.young), text="I like art more.", data={})
    says(world, kind=Kind.DRAWING, text="", upload=made.upload(made.photo(), "a.jpg"))
    commands.take_away(saying, by=acting(world.young))
    assert len(entries_of(world.case.pk)) == before
    assert Case.objects.get(pk=world.case.pk).version == version
    assert not Access.objects.filter(case=world.case.pk).exists()
    assert not files_about(world.case.pk).exists()


@pytest.mark.feature(33, how="partly")
def test_nobody_else_is_shown_it(world: World) -> None:
    says(world)
    for who, person in world.people.items():
        if who != "young":
            assert not queries.shared_with(world.case, person).exists(), who
            assert not queries.sayings_of(world.case, person).exists(), who


@pytest.mark.parametrize("who", ["parent", "supporter", "officer", "adviser", "coordinator", "mediator", "outsider"])
def test_where_the_young_person_speaks_for_themselves_nobody_else_says_it_for_them(world: World, who: str) -> None:
    with pytest.raises(NotTheirs):
        says(world, who)


@pytest.mark.parametrize("who", ["parent", "supporter", "adviser", "mediator"])
def test_nobody_else_changes_shares_or_takes_it_away(world: World, who: str) -> None:
    saying = says(world)
    by = acting(world.people[who])
    with pytest.raises(NotTheirs):
        commands.change(saying, by=by, text="Other words", data={})
    with pytest.raises(NotTheirs):
        commands.share(saying, by=by, with_whom=With.THE_SERVICE)
    with pytest.raises(NotTheirs):
        commands.take_away(saying, by=by)
    shown = commands.share(saying, by=acting(world.young), with_whom=With.THE_SERVICE)
    with pytest.raises(NotTheirs):
        commands.stop_sharing(shown, by=by)
    assert Saying.objects.get(pk=saying.pk).text == "I like the library."


def test_sent_twice_it_is_there_once(world: World) -> None:
    first = says(world, token="one")
    assert says(world, text="again", token="one") == first
    assert Saying.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (Kind.WORDS, {"text": "  "}),
        (Kind.PICTURE, {"text": "only this"}),
        (Kind.SCALE, {"data": {}}),
        (Kind.SCALE, {"data": {"lessons": 6}}),
        (Kind.SCALE, {"data": {"weather": 3}}),
        (Kind.PICTURE, {"data": {"school": "furious"}}),
        (Kind.PICTURE, {"data": {"tribunal": "happy"}}),
        (Kind.WORDS, {"data": {"secret": "x"}}),
        (Kind.RECORDING, {"data": {"lessons": 4}}),
        (Kind.RECORDING, {}),
    ],
)
def test_nothing_at_all_and_what_is_no_choice_are_not_kept(world: World, kind: Kind, given: dict[str, Any]) -> None:
    with pytest.raises(Impossible):
        says(world, kind=kind, **{"text": "", **given})
    assert not Saying.objects.exists()


def test_a_recording_is_no_drawing_and_a_letter_is_neither(world: World) -> None:
    for kind, file in ((Kind.DRAWING, made.recording()), (Kind.RECORDING, made.photo()), (Kind.DRAWING, made.pdf("x"))):
        with pytest.raises(Refused):
            says(world, kind=kind, upload=made.upload(file, "a"))
    assert not Saying.objects.exists()
    assert not File.objects.exists()


def test_there_is_room_for_so_many(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "MOST", 1)
    first = says(world)
    with pytest.raises(Impossible):
        says(world)
    commands.take_away(first, by=acting(world.young))
    says(world)


def test_what_is_taken_away_is_gone_with_its_file(world: World) -> None:
    saying = says(world, kind=Kind.DRAWING, text="My room", upload=made.upload(made.photo(), "a.jpg"))
    commands.take_away(saying, by=acting(world.young))
    assert not Saying.objects.exists()
    assert not File.objects.exists()


def test_of_what_was_shared_and_is_taken_away_only_that_it_was_remains(world: World) -> None:
    saying = says(world, kind=Kind.DRAWING, text="My room", upload=made.upload(made.photo(), "a.jpg"))
    commands.share(saying, by=acting(world.young), with_whom=With.THE_SERVICE)
    commands.take_away(saying, by=acting(world.young))
    left = Saying.objects.get()
    assert (left.text, left.data, left.file) == ("", {}, None)
    assert left.dropped_on is not None
    assert left.shares.get().to_on is not None
    assert not File.objects.exists()
    assert not queries.shared_with(world.case, world.adviser).exists()
    assert not queries.sayings_of(world.case, world.young).exists()


def test_a_place_in_the_case_that_has_ended_changes_nothing_more(world: World) -> None:
    saying = says(world)
    place = world.place("young")
    place.to_on = place.from_on
    place.save()
    for deed in (
        lambda: commands.share(saying, by=acting(world.young), with_whom=With.THE_SERVICE),
        lambda: says(world),
    ):
        with pytest.raises(NotTheirs):
            deed()


@pytest.mark.feature(33, how="partly")
def test_a_parent_helps_a_child_to_say_it_and_the_other_parent_does_not_read_it() -> None:
    world = child_world()
    saying = says(world, "parent", "Robin says: I like the swings.")
    assert saying.for_child
    assert not queries.shared_with(world.case, world.other_parent).exists()
    assert not queries.shared_with(world.case, world.adviser).exists()
    commands.share(saying, by=acting(world.parent), with_whom=With.THE_SERVICE)
    assert list(queries.shared_with(world.case, world.adviser)) == [saying]
    assert not queries.shared_with(world.case, world.other_parent).exists()
    with pytest.raises(NotTheirs):
        says(world, "supporter")


def test_once_the_right_is_theirs_a_parent_says_and_shares_nothing_more_for_them() -> None:
    world = child_world()
    saying = says(world, "parent")
    world.case.child.born = world.case.child.born.replace(year=2008)
    world.case.child.save()
    with pytest.raises(NotTheirs):
        says(world, "parent")
    with pytest.raises(NotTheirs):
        commands.share(saying, by=acting(world.parent), with_whom=With.THE_SERVICE)
    assert list(queries.sayings_of(world.case, world.parent)) == [saying]
