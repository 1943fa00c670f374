"""The office in a real browser: an administrator is led there, and what they enter is on the public page."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from commonground.directory.commands import set_advice_service
from commonground.people.roles import Role
from commonground.record.days import today
from tests.made_up import a_council, staff
from tests.service import Service
from tests.walking import Walker

pytestmark = [pytest.mark.browser, pytest.mark.service]


@pytest.mark.feature(56)
@pytest.mark.feature(137, how="partly")
def test_an_administrator_finds_a_council_and_keeps_its_sendiass_current_without_code(
    service: Service, page: Page, axe: Callable[[Page], None]
) -> None:
    council = a_council()
    set_advice_service(
        authority=council, name="Exampleshire SENDIASS", telephone="01632 960411", source="Its website",
        checked_on=today(), by="system:tests",
    )  # fmt: skip
    walker = Walker(page, service.url)
    walker.sign_in(staff(Role.ADMINISTRATOR, "Olu Office"))

    walker.go("/sign-in/staff/")
    assert page.url == f"{service.url}/office/"

    page.get_by_role("link", name="Councils").first.click()
    page.keyboard.press("/")
    page.keyboard.type("example")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Exampleshire", exact=True).click()
    page.get_by_role("link", name=re.compile("Change or confirm.*Exampleshire SENDIASS")).click()
    walker.fill({"telephone": "12"})
    page.get_by_role("button", name="Save").click()
    assert "at least 6 digits" in page.locator(".govuk-error-summary").inner_text()
    assert page.input_value("[name=telephone]") == "12"
    axe(page)
    walker.fill({"telephone": "01632 960499"})
    walker.press()
    assert "Telephone: 01632 960499, was 01632 960411" in walker.text()
    axe(page)

    page.get_by_role("link", name="What families see").click()
    assert "01632 960499" in walker.text()
