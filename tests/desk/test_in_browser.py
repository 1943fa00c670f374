"""The desk in a real browser: the keyboard alone is enough, axe finds nothing, and nothing runs off a phone."""

from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from commonground.cases.enquiries import EnquiryWords
from commonground.casework.intake import receive_enquiry
from tests.made_up import a_case, certified, declined, staff, told
from tests.service import Service
from tests.signing_in import session_of

pytestmark = [pytest.mark.browser, pytest.mark.service]
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 375, "height": 740}


@pytest.mark.feature(59, how="partly")
def test_a_day_at_the_desk_by_keyboard_and_on_a_phone(
    service: Service, page: Page, axe: Callable[[Page], None]
) -> None:
    ada = staff(name="Ada Adviser")
    case = declined(a_case(ada, child_name="Robin Sample"), ada)
    certified(declined(a_case(ada, child_name="Alex Other"), ada), ada)
    told(a_case(ada, child_name="Kit Third"), ada)
    enquiry = receive_enquiry(
        EnquiryWords(name="Sam Sample", email="sam@family.example", message="The letter came today."),
        token="e" * 22, by="system:tests",
    )  # fmt: skip
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session_of(ada), "url": service.url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    at = f"{service.url}/desk/cases/{case.reference}/"
    addresses = {
        "work-list": f"{service.url}/desk/",
        "case": at,
        "deed": f"{at}do/certificate/",
        "enquiry": f"{service.url}/desk/enquiries/{enquiry.reference}/",
        "post": f"{service.url}/desk/post/",
        "register": f"{service.url}/desk/register/",
    }
    for address in addresses.values():
        for size in (WIDE, PHONE):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        axe(page)
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    page.goto(addresses["work-list"])
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("Robin")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Find a case")).to_be_visible()
    page.locator("body").press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(at)
    page.goto(addresses["work-list"])
    page.keyboard.press("n")
    expect(page).to_have_url(f"{service.url}/desk/enquiries/new/")
