"""The demo's page as a newcomer sees it, on a phone and on a desk."""

import pytest
from django.conf import global_settings
from playwright.sync_api import Page
from pytest_django import Settings

from commonground.demo.sign_ins import PASSWORD
from commonground.people.commands import set_password
from commonground.people.models import Person
from tests.service import Service

pytestmark = [pytest.mark.browser, pytest.mark.service]


@pytest.fixture(scope="module")
def service_template(made_up_world: str) -> str:
    """The service of this file has the made-up world in it; that the command makes it is tests/running's matter."""
    return made_up_world


@pytest.fixture
def cora(service: Service, settings: Settings) -> None:
    """Her password is kept as the service keeps it, not as the tests do, who made the world."""
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS
    person = Person.objects.get(email="cora@commonground.example")
    set_password(person=person, password=PASSWORD, by="system:tests")


@pytest.mark.usefixtures("cora")
def test_a_newcomer_signs_in_from_the_page_that_shows_everything(service: Service, page: Page, axe: object) -> None:
    # Given the made-up world in a running service
    # When somebody opens the demo's page on a phone
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(f"{service.url}/demo/")
    axe(page)  # type: ignore[operator]
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    # And reads one message
    page.get_by_role("link", name="Meeting fixed").first.click()
    axe(page)  # type: ignore[operator]
    page.go_back()
    # And signs in to the desk with what stands there
    code = page.locator("li", has_text="cora@commonground.example").locator("code").nth(1).inner_text()
    page.get_by_role("button", name="Sign in to the desk").click()
    page.locator("input[name=email]").fill("cora@commonground.example")
    page.locator("input[name=password]").fill("meet-in-the-middle")
    page.get_by_role("button", name="Continue").click()
    page.locator("input[name=code]").fill(code)
    page.get_by_role("button", name="Sign in", exact=True).click()
    # Then the work list is there, with the demo's mark on it
    page.wait_for_url("**/desk/")
    assert page.get_by_text("A demo: everything here is made up").is_visible()
    axe(page)  # type: ignore[operator]
