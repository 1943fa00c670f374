"""Staff without pages of their own yet find one plain page: what they can do today, and whom they call."""

import re

import pytest
from django.test import Client

from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.voice.commands import share, stop_sharing
from commonground.voice.words import With
from tests.made_up import acting, staff
from tests.signing_in import client_for
from tests.voice.worlds import says, young_world

pytestmark = pytest.mark.django_db
HERE = "/your-work/"


def links_of(page: str) -> list[str]:
    """Where the main part of a page leads on this site."""
    main = page[page.index("<main") : page.index("</main>")]
    return re.findall(r'href="(/[^"]*)"', main)


def read_by(person: Person) -> str:
    answer = client_for(person).get(HERE)
    assert answer.status_code == 200
    return answer.text


def test_a_mediator_reads_what_they_can_do_here_and_each_link_leads_somewhere() -> None:
    # Given a mediator to whom somebody of one case shows something, and another mediator
    world = young_world()
    other = staff(Role.MEDIATOR, "Moira Mediator")
    shown = share(says(world), by=acting(world.young), with_whom=With.THE_MEDIATOR)
    # When the mediator comes to their page
    page = read_by(world.mediator)
    # Then it says who they are, that their pages come later, and whom they call, and leads to what is shared
    for words in ("Max Mediator (Mediator)", "are not here yet", "01632 960123", "tel:"):
        assert words in page
    views = f"/desk/cases/{world.case.reference}/views/"
    assert views in links_of(page)
    assert all(client_for(world.mediator).get(link).status_code == 200 for link in links_of(page))
    # And the other is led to no case that is not theirs
    assert world.case.reference not in read_by(other)
    assert "Nobody shares anything with you now" in read_by(other)
    # When it is shared no longer, the link goes
    stop_sharing(shown, by=acting(world.young))
    assert views not in links_of(read_by(world.mediator))


def test_staff_who_are_no_mediator_read_of_no_case_here() -> None:
    page = read_by(staff(Role.COMMISSIONER, "Connie Commissioner"))
    assert "Connie Commissioner (Commissioner)" in page
    assert "mediator" not in page[page.index("<main") : page.index("</main>")]


def test_whoever_has_pages_of_their_own_is_sent_to_them_and_a_stranger_to_sign_in(client: Client) -> None:
    for person, home in ((staff(), "/desk/"), (staff(Role.ADMINISTRATOR), "/office/"), (young_world().young, "/case/")):
        assert client_for(person).get(HERE)["Location"] == home
    assert client.get(HERE)["Location"].startswith("/sign-in/")
