"""Reading what one can do, in a real browser and by keyboard alone; each page by the measures of access."""

from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import Page

from tests.family.worlds import parent_of
from tests.made_up import a_case, staff
from tests.service import Service
from tests.signing_in import session_of

pytestmark = [pytest.mark.browser, pytest.mark.service]


@pytest.mark.feature(8)
def test_eight_parts_by_keyboard_then_the_adviser_s_day(
    service: Service, page: Page, axe: Callable[[Page], None]
) -> None:
    case = a_case(staff(name="Maya Adviser"))
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session_of(parent_of(case)), "url": service.url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{service.url}/case/{case.reference}/")

    def press(name: str) -> None:
        """Come to it with the keyboard and press Enter, on a page that has nothing against it."""
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
        target = page.get_by_role("link", name=name).or_(page.get_by_role("button", name=name)).first
        target.focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")

    press("Read what you can do, by yourself")
    press("Start in Easy Read")
    press("Back to the usual words")
    titles = []
    for _part in range(8):
        titles.append(page.title())
        press("Next")
    assert len(set(titles)) == 8
    press("I have read this")
    page.get_by_role("heading", name="You have read the information.").wait_for()
    assert "Maya Adviser confirms it with you by" in page.locator("main").inner_text()
