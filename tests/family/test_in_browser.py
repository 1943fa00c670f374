"""A parent's way with the e-mailed code to their case and the certificate, in a real browser at the real service."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from commonground.cases.models import Case
from commonground.people.models import Person
from tests.family.worlds import issued, parent_of, refused
from tests.made_up import a_case, a_council, fixed, informed, staff
from tests.service import Service
from tests.walking import Walker

pytestmark = [pytest.mark.browser, pytest.mark.service]
WIDTHS = (375, 1280)


@pytest.fixture
def ada(service: Service) -> Person:
    """The adviser, and a council that they work for."""
    a_council()
    return staff()


def looked_at(walker: Walker, case: Case, below: str, axe: Callable[[Page], None]) -> None:
    """One page of a case on a phone and on a desk: no fault of access, nothing wider than the screen."""
    for width in WIDTHS:
        walker.page.set_viewport_size({"width": width, "height": 800})
        walker.go(f"/case/{case.reference}/{below}")
        axe(walker.page)
        assert walker.page.evaluate("document.documentElement.scrollWidth") <= width, below


@pytest.mark.feature(19)
@pytest.mark.feature(24)
def test_from_the_code_in_an_email_to_the_certificate(service: Service, page: Page, ada: Person) -> None:
    case = issued(ada)
    email = parent_of(case).email
    walker = Walker(page, service.url)
    walker.go(f"/case/{case.reference}/")
    walker.fill({"email": email})
    walker.press()
    message = service.smtp.wait_for(email, subject="code")
    body = message.get_body(("plain",))
    assert body is not None
    code = re.search(r"\b\d{3} \d{3}\b", body.get_content())
    assert code is not None
    walker.fill({"code": code[0]})
    walker.press()
    assert page.url == f"{service.url}/case/{case.reference}/"
    assert "We issued your certificate on" in walker.text()
    link = page.get_by_role("link", name="Download your certificate (PDF)").get_attribute("href")
    assert link is not None
    answer = page.context.request.get(f"{service.url}{link}")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF")


@pytest.mark.feature(39, how="partly")
def test_a_parent_chooses_mediation_and_later_stops(service: Service, page: Page, ada: Person) -> None:
    case = informed(a_case(ada, child_name="Alex Other"), ada)
    walker = Walker(page, service.url)
    walker.sign_in(parent_of(case))
    walker.go(f"/case/{case.reference}/choose/")
    walker.fill({"choice": "mediation"})
    walker.press()
    assert "You chose mediation." in walker.text()
    page.get_by_role("link", name="You no longer want mediation").click()
    walker.press("Yes, stop mediation")
    assert "You no longer want to mediate." in walker.text()
    case.refresh_from_db()
    assert case.stage == "declined"


def test_the_pages_can_be_used_by_everyone(
    service: Service, page: Page, ada: Person, axe: Callable[[Page], None]
) -> None:
    walker = Walker(page, service.url)
    states = {
        informed(a_case(ada, child_name="Kim First"), ada): ("", "choose/", "about-an-appeal/", "ask/"),
        fixed(a_case(ada, child_name="Kim Second"), ada): ("", "stop/", "people/", "what-happened/", "messages/"),
        refused(ada): ("", "contact/", "stop-contact/"),
    }
    for case, pages in states.items():
        walker.sign_in(parent_of(case))
        for below in pages:
            looked_at(walker, case, below, axe)
