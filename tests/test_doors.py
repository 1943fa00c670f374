"""Every address is asked for by everybody: a stranger, each role, and outsiders, on our case and on another's.

Where a door asks nobody who they are, everybody sees what the stranger sees: each such page is held against the
stranger's by two of the others in turn. New addresses are found by themselves. One without a door fails here and in
`manage.py check`. What each door answers to whom is written out below, apart from the code that decides it.
"""

import ast
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import get_resolver, path

from commonground.record.models import Access
from commonground.web.components.door_checks import every_address_has_a_door, the_doors_are_held
from commonground.web.components.doors import DESK_CASE, DOORS, Door, addresses, door, door_of
from tests.doors_world import (
    EVERYBODY,
    OTHER_FAMILY,
    OTHER_SUPPORTER,
    STRANGER,
    YOUNG,
    World,
    filled_in,
    make_world,
    takes_more,
)
from tests.made_once import MadeOnce, copy_of
from tests.signing_in import client_for

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.door_addresses")]

IN, SIGN_IN, NOT_YOU, NO_SUCH = "in", "sign in", "403", "404"
FAMILIES = {"family", "supporter", OTHER_FAMILY, OTHER_SUPPORTER, "former supporter", YOUNG}
OF_OURS, OF_THEIRS = {"family", "supporter", YOUNG}, {OTHER_FAMILY, OTHER_SUPPORTER}
AT_THE_DESK = {"adviser", "coordinator"}
PUBLIC = {"everyone", "demo"}
"""Doors that ask nobody who they are."""
SAY_MORE_TO_WHO_IS_IN = {"sign-in/", "sign-in/staff/"}
"""The only pages behind those that are not the same for everybody: they say that one is signed in already."""


def expected(door_name: str, who: str, *, own: bool) -> str:
    """What somebody is to be answered at a door; `own` where the case is ours. The whole of the rule, once more."""
    if door_name in PUBLIC:
        return IN
    if who == STRANGER:
        return SIGN_IN
    allowed = {
        "signed in": set(EVERYBODY),
        "family": FAMILIES,
        "family case": OF_OURS if own else OF_THEIRS,
        "own space": {YOUNG} if own else set(),
        "desk": AT_THE_DESK,
        "desk case": AT_THE_DESK,
        "coordinator": {"coordinator"},
        "adviser case": {"adviser"},
        "shared views": AT_THE_DESK,
        "office": {"administrator"},
        "directory": {"coordinator", "administrator"},
    }[door_name]
    if who in allowed:
        return IN
    hidden = {"family case": FAMILIES, "own space": set(EVERYBODY), "shared views": {"mediator"}}
    return NO_SUCH if who in hidden.get(door_name, set()) else NOT_YOU


def answered(response: Any) -> str:
    """What the answer amounts to. Only a door sends away with the page to come back to, or away from a form."""
    sent_away = (
        r"/sign-in/(staff/)?(\?next=|$)"
        if response.request["REQUEST_METHOD"] == "POST"
        else r"/sign-in/(staff/)?\?next="
    )
    if response.status_code == 302 and re.match(sent_away, response["Location"]):
        return SIGN_IN
    if response.status_code in {403, 404}:
        return str(response.status_code)
    return IN if response.status_code < 500 else f"a fault of ours: {response.status_code}"


HARMLESS = re.compile(r'^INSERT INTO "record_access"|^(INSERT INTO|UPDATE|DELETE FROM) ("people_session"|people_hit)')
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|TRUNCATE|MERGE)|^\s*SELECT\s+(procrastinate_|record_erase)", re.I)


@contextmanager
def watched() -> Iterator[list[str]]:
    """Everything that changes the database meanwhile, but for who looked, the session and what is counted."""
    changes: list[str] = []

    def watch(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        if WRITES.search(str(sql)) and not HARMLESS.search(str(sql).strip()):
            changes.append(str(sql)[:120])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield changes


LEADS_NOWHERE = {"api/v1/"}
"""django-ninja's own root: there to name the others by, never answered."""


def every_address() -> list[tuple[str, Any, Door]]:
    """Route, pattern and door of every address there is."""
    found = []
    for route, pattern in addresses(get_resolver().url_patterns):
        through = door_of(pattern.callback)
        assert through is not None, f"/{route} stands behind no door: mark its view with @door(...)"
        if route not in LEADS_NOWHERE:
            found.append((route, pattern, through))
    assert len(found) > len(DOORS) + 20
    return found


def where_it_matters(who: str) -> list[tuple[str, Any, Door]]:
    """Every address for a stranger; for others, those that may answer somebody else otherwise than a stranger."""
    return [
        (route, pattern, through)
        for route, pattern, through in every_address()
        if who == STRANGER or through.name not in PUBLIC or route in SAY_MORE_TO_WHO_IS_IN
    ]


def faults_of(client: Client, world: World, who: str, *, method: str) -> list[str]:
    """Ask each of them for both cases as this person; a sentence for each answer that is not as it should be."""
    faults, client.raise_request_exception = [], False
    for route, pattern, through in where_it_matters(who):
        for case in [world.ours, world.theirs] if through.case else [world.ours]:
            address, own = filled_in(route, pattern, case), case == world.ours
            wanted = expected(through.name, who, own=own)
            if method == "post" and wanted == IN:
                continue  # what a form does is its own page's to test
            with watched() as changes:
                response = getattr(client, method)(address)
            found = answered(response)
            if found == NO_SUCH and wanted == IN and takes_more(route):
                # The door let them in; the page has nothing of that name. Of a case's door we can see that it did.
                found = IN if not through.case or hasattr(response.wsgi_request, "case") else NO_SUCH
            faults += [f"{method} {address} ({through.name}): {found}, not {wanted}"] if found != wanted else []
            faults += [f"{method} {address} changed: {change}" for change in changes]
            personal = who != STRANGER or through.name not in PUBLIC
            if personal and response.get("Cache-Control") != "no-store":
                faults.append(f"{method} {address} may be kept in a cache")
    return faults


@pytest.fixture(scope="module")
def made_for_all(made_once: MadeOnce) -> World:
    """Two cases and everybody."""
    return made_once(make_world)


@pytest.fixture
def world(db: None, made_for_all: World) -> World:
    """Theirs for one test."""
    return copy_of(made_for_all)


@pytest.mark.feature(51, 140, how="partly")
@pytest.mark.parametrize("who", EVERYBODY)
def test_every_address_answers_as_its_door_says_and_looking_changes_nothing(world: World, who: str) -> None:
    assert faults_of(client_for(world.people[who]), world, who, method="get") == []


@pytest.mark.parametrize("who", EVERYBODY)
def test_nobody_can_send_a_form_to_where_they_may_not_look(world: World, who: str) -> None:
    assert faults_of(client_for(world.people[who]), world, who, method="post") == []


def shown(response: Any) -> tuple[int, str, str | bytes]:
    """What somebody sees of an answer, without the page's frame and the marks that are new each time."""
    if response.streaming or not response["Content-Type"].startswith("text/html"):
        return response.status_code, response.get("Location", ""), response.getvalue()
    main = re.search(r"<main.*</main>", response.text, re.DOTALL)
    page = re.sub(r'value="[\w:=/+-]{20,}"', "", main[0] if main else response.text)
    return response.status_code, response.get("Location", ""), page


@pytest.mark.parametrize("turn", range(8))
def test_a_page_for_everybody_is_the_same_whoever_is_signed_in(world: World, turn: int) -> None:
    """And looking changes nothing. An address that fails here depends on who asks: it belongs behind another door."""
    stranger, others, faults = client_for(None), EVERYBODY[1 + turn :: 8], []
    assert len(others) == 2
    for who in others:
        client = client_for(world.people[who])
        for number, (route, pattern, through) in enumerate(every_address()):
            if through.name not in PUBLIC or number % 8 != turn or route in SAY_MORE_TO_WHO_IS_IN:
                continue
            address = filled_in(route, pattern, world.ours)
            with watched() as changes:
                response = client.get(address)
            faults += [f"{address} changed for {who}: {change}" for change in changes]
            if shown(response) != shown(stranger.get(address)):
                faults.append(f"{address} shows {who} something else than a stranger")
            if response.get("Cache-Control") != "no-store":
                faults.append(f"{address} may be kept in a cache, and {who} is signed in")
    assert faults == []


@pytest.mark.urls("commonground.settings.urls")
def test_a_case_that_is_not_theirs_and_one_that_is_not_there_look_the_same(world: World) -> None:
    browser = client_for(world.people["family"])
    pages = []
    for reference in (world.theirs.reference, "CG-0000-00"):
        page = browser.get(f"/case/{reference}/")
        without_mark = re.sub(r'value="[A-Za-z0-9]{64}"', "", page.text)  # the mark against forgery
        pages.append((page.status_code, without_mark.replace(reference, "")))
    assert pages[0] == pages[1]


def test_consent_taken_back_ends_at_once(world: World) -> None:
    browser = client_for(world.people["supporter"])
    address = f"/try/family-case/{world.ours.reference}/"
    assert browser.get(address).text == world.ours.reference
    place = world.ours.participants.get(person=world.people["supporter"])
    place.to_on = place.from_on
    place.save()
    assert browser.get(address).status_code == 404


@pytest.mark.parametrize(
    ("who", "address", "as_role"),
    [
        ("family", "/try/family-case/", "family"),
        ("supporter", "/try/family-case/", "supporter"),
        ("coordinator", "/try/desk-case/", "coordinator"),
        ("adviser", "/try/adviser-case/", "adviser"),
    ],
)
def test_who_opens_a_case_is_noted_once_an_hour_with_their_role(
    world: World, who: str, address: str, as_role: str
) -> None:
    browser = client_for(world.people[who])
    for _each in range(2):
        assert browser.get(f"{address}{world.ours.reference}/").status_code == 200
    person = world.people[who]
    assert person is not None
    lines = Access.objects.filter(case=world.ours.pk, person=person.pk).values_list("as_role", flat=True)
    assert list(lines) == [as_role]


@pytest.mark.parametrize("who", [OTHER_FAMILY, "mediator", "administrator"])
def test_who_was_kept_out_is_not_noted_as_having_looked(world: World, who: str) -> None:
    client_for(world.people[who]).get(f"/try/family-case/{world.ours.reference}/")
    assert not Access.objects.filter(case=world.ours.pk).exists()


@pytest.mark.parametrize(("who", "through", "most"), [("family", "family-case", 4), ("adviser", "desk-case", 4)])
def test_the_door_of_a_case_costs_few_queries(
    world: World, django_assert_max_num_queries: Any, who: str, through: str, most: int
) -> None:
    browser = client_for(world.people[who])
    with django_assert_max_num_queries(most):
        assert browser.get(f"/try/{through}/{world.ours.reference}/").status_code == 200


def test_a_public_page_costs_a_stranger_no_query(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert client.get("/try/everyone/").status_code == 200


def test_there_is_no_demo_outside_the_demo(client: Client, settings: Any) -> None:
    settings.DEMO = False
    assert client.get("/try/demo/").status_code == 404


class WithoutDoor:
    """A list of addresses, one of which somebody forgot."""

    @staticmethod
    def forgotten(request: HttpRequest) -> HttpResponse:
        """Shows everything to everybody."""
        return HttpResponse("everything")

    urlpatterns = [path("forgotten/", forgotten)]


class WithoutCase:
    """A door of a case at an address that names none."""

    urlpatterns = [path("case/", door(DESK_CASE)(lambda request: HttpResponse()))]


def test_an_address_without_a_door_is_named_by_the_check_and_refused(client: Client, settings: Any) -> None:
    assert every_address_has_a_door() == []
    settings.ROOT_URLCONF = WithoutDoor
    (fault,) = every_address_has_a_door()
    assert (fault.id, fault.msg) == ("doors.E001", "/forgotten/ stands behind no door, so it is refused.")
    with pytest.raises(ImproperlyConfigured, match="no door"):
        client.get("/forgotten/")


def test_a_door_of_a_case_must_be_told_which(settings: Any) -> None:
    settings.ROOT_URLCONF = WithoutCase
    (fault,) = every_address_has_a_door()
    assert fault.id == "doors.E003"


def test_doors_that_nobody_holds_are_named_by_the_check(settings: Any) -> None:
    assert the_doors_are_held() == []
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "DoorMiddleware" not in name]
    (fault,) = the_doors_are_held()
    assert fault.id == "doors.E002"
    settings.MIDDLEWARE = ["commonground.web.components.doors.DoorMiddleware", *settings.MIDDLEWARE]
    assert [fault.id for fault in the_doors_are_held()] == ["doors.E002"]


def test_no_face_but_the_desk_reaches_a_case_other_than_through_what_its_reader_may_see() -> None:
    """The desk's doors let in only those who see every case; everywhere else `visible_to` comes first."""
    web = Path(__file__).parents[1] / "commonground" / "web"
    around = []
    for file in sorted(web.rglob("*.py")):
        if file.relative_to(web).parts[0] == "desk":
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Attribute) and node.attr == "objects" and isinstance(node.value, ast.Name):
                around += [f"{file.name}:{node.lineno}"] if node.value.id in {"Case", "Enquiry", "Participant"} else []
    assert around == []
