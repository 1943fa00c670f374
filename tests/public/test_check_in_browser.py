"""The certificate check page in a real browser, on a phone, by every measure of access."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from commonground.certificates.codes import grouped, new_check_code
from tests.made_up import a_case, certified, declined, staff
from tests.service import Service

pytestmark = [pytest.mark.browser, pytest.mark.service]


@pytest.mark.feature(52)
def test_a_school_checks_a_certificate_and_whether_it_is_about_their_pupil(
    service: Service, page: Page, axe: Callable[[Page], None]
) -> None:
    by = staff()
    certificate = certified(declined(a_case(by), by), by)
    page.goto(f"{service.url}/certificates/check/")
    axe(page)
    page.get_by_label("Check code").fill("7K3M")
    page.get_by_role("button", name="Check").click()
    page.wait_for_selector(".govuk-error-summary")
    assert page.evaluate("document.activeElement.className").startswith("govuk-error-summary")
    axe(page)
    page.get_by_label("Check code").fill(grouped(certificate.check_code).lower())
    page.get_by_role("button", name="Check").click()
    page.wait_for_selector("h1:has-text('This certificate is valid')")
    axe(page)
    assert "Sample" not in page.content()
    for box, typed in (("surname", "Sample"), ("born-day", "4"), ("born-month", "May"), ("born-year", "2016")):
        page.locator(f"[name={box}]").fill(typed)
    page.get_by_role("button", name="Compare").click()
    page.wait_for_selector("text=They match")
    axe(page)
    assert page.evaluate("document.activeElement.className") == "cg-success"
    page.goto(f"{service.url}/certificates/check/{grouped(new_check_code())}/")
    axe(page)
    assert page.title().startswith("We do not know this certificate")
