"""A young person's own space, and a child's views: who is let in, who reads what, and that nothing shows elsewhere."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from commonground.cases.models import Case
from commonground.documents.models import File
from commonground.people.models import Person
from commonground.record.models import Access
from commonground.record.queries import entries_of
from commonground.voice import commands
from commonground.voice.models import Saying
from commonground.voice.words import Kind, With
from commonground.web.components.forms.token import new_token
from tests.documents import made
from tests.family.worlds import page_of, posted
from tests.made_once import MadeOnce, copy_of
from tests.made_up import acting
from tests.signing_in import client_for
from tests.voice.worlds import World, child_world, says, young_world

pytestmark = pytest.mark.django_db
SECRET = "I am afraid of the bus."
WAYS = ("words/", "pictures/", "faces/", "recording/", "drawing/")
OTHERS = (
    "parent", "other_parent", "supporter", "other_supporter", "adviser", "coordinator", "mediator", "administrator",
    "officer", "outsider",
)  # fmt: skip


@pytest.fixture(scope="module")
def made_for_all(made_once: MadeOnce) -> World:
    return made_once(young_world)


@pytest.fixture
def world(db: None, made_for_all: World) -> World:
    return copy_of(made_for_all)


def space_of(world: World) -> str:
    return f"/case/{world.case.reference}/my-space/"


def views_of(world: World) -> str:
    return f"/case/{world.case.reference}/views/"


def below(saying: Saying) -> tuple[str, ...]:
    """The addresses below the space that are about one thing."""
    one = f"{saying.pk}/"
    return (one, f"{one}change/", f"{one}take-away/", f"{one}file/", f"{one}share/", f"{one}share/1/stop/")


def drawing(world: World, who: str = "young") -> Saying:
    return says(world, who, kind=Kind.DRAWING, text=SECRET, upload=made.upload(made.photo(), "a.jpg"))


def share(world: World, saying: Saying, with_whom: With, who: str = "") -> Any:
    place = world.place(who).pk if who else None
    owner = acting(saying.person)
    return commands.share(saying, by=owner, with_whom=with_whom, participant=place)


@pytest.mark.feature(32, how="partly")
@pytest.mark.feature(33, how="partly")
def test_the_space_opens_for_the_young_person_and_says_who_reads_it_and_where_help_is(world: World) -> None:
    text = client_for(world.young).get(space_of(world)).text
    assert "Nobody reads this until you share it. If you are not safe now, call 999." in text
    assert "0800 1111" in text
    assert "Leave this page quickly" in text
    for word in WAYS:
        assert f"{space_of(world)}{word}" in text
        assert client_for(world.young).get(f"{space_of(world)}{word}").status_code == 200


@pytest.mark.feature(33, how="partly")
@pytest.mark.parametrize("who", OTHERS)
def test_for_everybody_else_there_is_no_such_address_before_and_after_sharing_and_after_it_ended(
    world: World, who: str
) -> None:
    saying, client = drawing(world), client_for(world.people[who])
    addresses = ["", *WAYS, *below(saying)]

    def shut() -> None:
        for address in addresses:
            for answer in (client.get(space_of(world) + address), client.post(space_of(world) + address, {})):
                assert answer.status_code == 404, address

    shut()
    shares = [
        share(world, saying, With.PARTICIPANT, "parent"),
        share(world, saying, With.PARTICIPANT, "supporter"),
        share(world, saying, With.THE_SERVICE),
        share(world, saying, With.THE_MEDIATOR),
    ]
    shut()
    for each in shares:
        commands.stop_sharing(each, by=acting(world.young))
    shut()
    stranger = Client().get(space_of(world))
    assert stranger.status_code == 302
    assert stranger["Location"].startswith("/sign-in/")


READ_AT: dict[str, Callable[[World], str]] = {
    **dict.fromkeys(("parent", "other_parent", "supporter", "other_supporter", "officer", "outsider"), views_of),
    **dict.fromkeys(
        ("adviser", "coordinator", "mediator", "administrator"),
        lambda world: f"/desk/cases/{world.case.reference}/views/",
    ),
}


def reads(world: World, saying: Saying) -> set[str]:
    """Who finds it on the page where they would, and can open its file there."""
    found = set()
    for who in OTHERS:
        client, page = client_for(world.people[who]), READ_AT[who](world)
        listed, file = client.get(page), client.get(f"{page}{saying.pk}/file/")
        assert (SECRET in listed.text) is (file.status_code == 200), who
        found |= {who} if file.status_code == 200 else set()
    return found


@pytest.mark.feature(33, how="partly")
@pytest.mark.parametrize(
    ("with_whom", "name", "wanted"),
    [
        (With.PARTICIPANT, "parent", {"parent"}),
        (With.PARTICIPANT, "supporter", {"supporter"}),
        (With.THE_SERVICE, "", {"adviser", "coordinator"}),
        (With.THE_MEDIATOR, "", {"mediator"}),
    ],
)
def test_what_is_shared_is_read_by_those_who_were_named_alone_and_no_longer_than_wanted(
    world: World, with_whom: With, name: str, wanted: set[str]
) -> None:
    saying = drawing(world)
    assert reads(world, saying) == set()
    shown = share(world, saying, with_whom, name)
    assert reads(world, saying) == wanted
    commands.stop_sharing(shown, by=acting(world.young))
    assert reads(world, saying) == set()


@pytest.mark.feature(33, how="partly")
def test_nothing_shows_in_the_case_the_history_the_people_the_desk_or_a_search(world: World) -> None:
    pages = [(who, page) for who, found in elsewhere(world).items() for page in found]
    for who, page in pages:  # from now on everybody has looked
        text_of(world, who, page)
    before = {(who, page): text_of(world, who, page) for who, page in pages}
    saying = drawing(world)
    shown = share(world, saying, With.PARTICIPANT, "other_parent")
    commands.stop_sharing(shown, by=acting(world.young))
    share(world, saying, With.PARTICIPANT, "other_parent")
    for (who, page), text in before.items():
        assert text_of(world, who, page) == text, (who, page)
    told = page_of(world.case, world.young, "what-happened/")
    assert told.count("You showed somebody something that you said in your own way") == 2
    assert SECRET not in told


def elsewhere(world: World) -> dict[str, tuple[str, ...]]:
    """Where it could leak to somebody who is not shown it."""
    case, desk = f"/case/{world.case.reference}/", f"/desk/cases/{world.case.reference}/"
    family = (case, f"{case}what-happened/", f"{case}people/", f"{case}messages/", f"{case}ask/", views_of(world))
    at_the_desk = (
        desk,
        f"{desk}?show=talks",
        f"{desk}who-looked/",
        f"{desk}views/",
        "/desk/",
        "/desk/search/?q=afraid",
    )
    return {
        "parent": family, "supporter": family, "adviser": at_the_desk, "coordinator": at_the_desk,
        "mediator": (f"{desk}views/",),
    }  # fmt: skip


def text_of(world: World, who: str, page: str) -> str:
    """What the page says, without the marks against forgery and what names each showing of a form."""
    answer = client_for(world.people[who]).get(page)
    assert answer.status_code in {200, 404}, page
    return re.sub(r'value="[^"]{20,}"|csrfmiddlewaretoken=\w+', "", answer.text)


@pytest.mark.feature(33, how="partly")
def test_being_in_the_space_is_not_noted_as_a_visit(world: World) -> None:
    client = client_for(world.young)
    for word in ("", *WAYS):
        client.get(space_of(world) + word)
    assert not Access.objects.filter(case=world.case.pk, person=world.young.pk).exists()
    client.get(f"/case/{world.case.reference}/")
    assert Access.objects.filter(case=world.case.pk, person=world.young.pk).exists()


def test_with_the_service_the_desk_is_told_that_and_where_to_read_it(world: World) -> None:
    share(world, drawing(world), With.THE_SERVICE)
    text = client_for(world.adviser).get(f"/desk/cases/{world.case.reference}/").text
    assert "Views shared with us" in text
    assert "1 thing to read" in text
    assert SECRET not in text
    for who in ("parent", "supporter"):
        assert "in your own way" not in page_of(world.case, world.people[who], "what-happened/")


def test_an_adviser_who_saves_after_something_was_shared_is_not_told_of_it(world: World) -> None:
    version = Case.objects.get(pk=world.case.pk).version
    share(world, drawing(world), With.PARTICIPANT, "parent")
    answer = client_for(world.adviser).post(
        f"/desk/cases/{world.case.reference}/do/note/", {"text": "They rang.", "version": version}
    )
    assert answer.status_code == 302


GIVEN: dict[str, dict[str, Any]] = {
    "words": {"text": "I like art.", "hard": "The bus."},
    "pictures": {"about_school": "happy", "about_loud": "unhappy"},
    "faces": {"about_lessons": "4", "about_safe": "2"},
}
KEPT = {
    "words": ("I like art.", {"hard": "The bus."}),
    "pictures": ("", {"school": "happy", "loud": "unhappy"}),
    "faces": ("", {"lessons": 4, "safe": 2}),
}


@pytest.mark.feature(33, how="partly")
@pytest.mark.parametrize("way", GIVEN)
def test_each_way_is_kept_shown_and_can_be_changed_and_taken_away(world: World, way: str) -> None:
    client = client_for(world.young)
    status, one = posted(client, f"{space_of(world)}{way}/", **GIVEN[way])
    saying = Saying.objects.get()
    assert (status, one) == (302, f"{space_of(world)}{saying.pk}/")
    assert (saying.text, saying.data) == KEPT[way]
    page = client.get(one).text
    assert "Only you." in page
    assert ("If you do not feel safe" in page) is (way == "faces")
    status, _to = posted(client, f"{one}change/", **{**GIVEN[way], "text": "More."})
    saying.refresh_from_db()
    assert (status, saying.text) == (302, "More.")
    assert client.post(f"{one}change/", {"token": new_token()}).status_code == 422
    assert client.get(f"{one}take-away/").status_code == 200
    assert client.post(f"{one}take-away/").status_code == 302
    assert not Saying.objects.exists()


@pytest.mark.feature(33, how="partly")
@pytest.mark.parametrize(
    ("way", "file", "media"),
    [("recording", made.talking_recording(), "audio/wav"), ("drawing", made.photo("PNG"), "image/jpeg")],
)
def test_a_recording_and_a_drawing_come_back_to_a_page_and_never_as_one(
    world: World, way: str, file: bytes, media: str
) -> None:
    client = client_for(world.young)
    wrong = client.post(f"{space_of(world)}{way}/", {"token": new_token(), "file": made.upload(b"<html>", "a.wav")})
    assert wrong.status_code == 422
    sent = {"token": new_token(), "text": "Mine", "file": made.upload(file, "a.wav")}
    one = client.post(f"{space_of(world)}{way}/", sent)["Location"]
    shown = client.get(f"{one}file/")
    assert (shown.status_code, shown["Content-Type"]) == (200, media)
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in shown["Content-Security-Policy"]
    assert shown["Cache-Control"] == "no-store"
    assert shown["Content-Disposition"].startswith("inline")
    assert client.get(f"{one}file/?save=yes")["Content-Disposition"].startswith("attachment")
    assert client.get(f"{one}change/").status_code == 404
    saying = Saying.objects.get()
    for page in (f"/desk/cases/{world.case.reference}/files/{saying.file}/",):
        assert client_for(world.adviser).get(page).status_code == 404


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-3", 206, b"RIFF"),
        ("bytes=8-11", 206, b"WAVE"),
        ("bytes=-2", 206, None),
        ("bytes=0-", 206, None),
        ("bytes=99999999-", 416, None),
        ("bytes=-", 200, None),
        ("lines=1-2", 200, None),
    ],
)
def test_a_player_can_ask_for_a_part_of_a_recording(world: World, asked: str, status: int, part: bytes | None) -> None:
    saying = says(world, kind=Kind.RECORDING, text="", upload=made.upload(made.recording(), "a.wav"))
    whole = bytes(File.objects.get().data)
    answer = client_for(world.young).get(f"{space_of(world)}{saying.pk}/file/", headers={"Range": asked})
    assert answer.status_code == status
    if status == 206:
        first, last = answer["Content-Range"].removeprefix("bytes ").split("/")[0].split("-")
        assert answer.content == whole[int(first) : int(last) + 1]
        assert part is None or answer.content == part


def test_only_the_page_that_records_may_ask_for_the_microphone(world: World) -> None:
    client = client_for(world.young)
    allowed = {
        word for word in ("", *WAYS) if "microphone=(self)" in client.get(space_of(world) + word)["Permissions-Policy"]
    }
    assert allowed == {"recording/"}


@pytest.mark.feature(33, how="partly")
def test_sharing_names_who_will_read_it_and_is_stopped_with_one_press(world: World) -> None:
    client, saying = client_for(world.young), says(world, text=SECRET)
    page = f"{space_of(world)}{saying.pk}/"
    text = client.get(f"{page}share/").text
    for name in ("Sam Sample", "Jo Sample", "Pat Helper", "Max Mediator", "The people who work here"):
        assert name in text
    assert "Una Other" not in text
    assert "Olly Officer" not in text
    assert "cannot unread" in text
    assert client.post(f"{page}share/", {}).status_code == 422
    place = world.place("parent")
    assert client.post(f"{page}share/", {"who": f"participant:{place.pk}"}).status_code == 302
    (shown,) = saying.shares.all()
    assert (shown.participant, shown.to_on) == (place, None)
    officer = world.place("officer")
    assert client.post(f"{page}share/", {"who": f"participant:{officer.pk}"}).status_code == 422
    assert client.get(f"{page}share/{shown.pk}/stop/").status_code == 302
    shown.refresh_from_db()
    assert shown.to_on is None
    assert client.post(f"{page}share/{shown.pk}/stop/").status_code == 302
    shown.refresh_from_db()
    assert shown.to_on is not None


@pytest.mark.feature(33, how="partly")
def test_a_parent_says_it_with_the_child_and_shares_it_for_the_meeting() -> None:
    world = child_world()
    client = client_for(world.parent)
    assert "The child’s views" in client.get(f"/case/{world.case.reference}/").text
    assert "What Robin Sample wants people to know" in client.get(views_of(world)).text
    _status, one = posted(client, f"{views_of(world)}words/", text=SECRET)
    saying = Saying.objects.get()
    assert saying.for_child
    for who in ("other_parent", "supporter", "adviser"):
        other = client_for(world.people[who])
        assert SECRET not in other.get(views_of(world)).text
        assert other.get(one).status_code in {403, 404}
    assert client.post(f"{one}share/", {"who": "the_service"}).status_code == 302
    desk = client_for(world.adviser).get(f"/desk/cases/{world.case.reference}/views/").text
    assert SECRET in desk
    assert "Robin Sample said it, with help from Sam Sample." in desk
    assert SECRET not in client_for(world.other_parent).get(views_of(world)).text


def test_a_supporter_and_a_parent_of_a_young_person_can_say_nothing_for_them(world: World) -> None:
    for who in ("parent", "supporter"):
        client = client_for(world.people[who])
        assert client.get(views_of(world)).status_code == 200
        for word in WAYS:
            assert client.get(views_of(world) + word)["Location"] == views_of(world)
            assert client.post(views_of(world) + word, {"token": new_token(), "text": "x"}).status_code == 302
    assert not Saying.objects.exists()


def link_of(world: World, who: Person) -> tuple[bool, bool]:
    text = page_of(world.case, who)
    return space_of(world) in text, views_of(world) in text


def test_the_case_leads_the_young_person_to_their_space_and_everybody_else_to_what_is_shared(world: World) -> None:
    assert link_of(world, world.young) == (True, False)
    assert link_of(world, world.parent) == (False, True)
    assert link_of(world, world.supporter) == (False, True)


@pytest.mark.feature(33, how="partly")
def test_the_desk_stops_reading_when_it_is_asked_to(world: World) -> None:
    saying = drawing(world)
    share(world, saying, With.THE_SERVICE)
    client, page = client_for(world.coordinator), f"/desk/cases/{world.case.reference}/views/{saying.pk}/stop/"
    assert client.post(page, {"recorded_for": ""}).status_code == 422
    assert client.post(page, {"recorded_for": "Robin Sample"}).status_code == 302
    assert reads(world, saying) == set()
    last = entries_of(world.case.pk)[-1]
    assert (last.what, (last.words or {}).get("recorded_for")) == ("voice.stopped", "Robin Sample")
    assert client.get(page).status_code == 404
