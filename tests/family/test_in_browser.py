"""From the code in an e-mail to the certificate, in a real browser, and the pages by every measure of access."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page

from commonground.cases.models import Case
from tests.family.worlds import parent_of, refused
from tests.made_up import a_case, certified, declined, fixed, informed, staff, told
from tests.service import Service
from tests.signing_in import session_of

pytestmark = [pytest.mark.browser, pytest.mark.service, pytest.mark.usefixtures("worker")]
Axe = Callable[[Page], None]


@pytest.mark.feature(38)
def test_from_the_message_over_the_code_to_the_certificate(service: Service, page: Page, axe: Axe) -> None:
    ada = staff()
    case = Case.objects.get(pk=certified(declined(a_case(ada), ada), ada).case_id)
    email = parent_of(case).email
    told_by = service.smtp.wait_for(email, subject="Your certificate")
    body: Any = told_by.get_body(("plain",))
    link = re.search(r"/case/\S+", body.get_content())
    assert link is not None
    page.goto(f"{service.url}{link[0]}")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("button", name="Send me a code").click()
    code: Any = service.smtp.wait_for(email, subject="code").get_body(("plain",))
    digits = re.search(r"\b(\d{3}) ?(\d{3})\b", code.get_content())
    assert digits is not None
    page.locator("[name=code]").fill("".join(digits.groups()))
    page.locator("form:has([name=code]) button").first.click()
    page.wait_for_url(f"**/case/{case.reference}/")
    axe(page)
    address = page.get_by_role("link", name="Download your certificate (PDF)").get_attribute("href")
    answer = page.request.get(f"{service.url}{address}")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.body().startswith(b"%PDF")


def test_each_page_by_every_measure_of_access(service: Service, page: Page, axe: Axe) -> None:
    ada = staff()
    made = [
        (informed(a_case(ada, child_name="Ann Sample"), ada), ["", "choose/", "about-an-appeal/", "ask/"]),
        (fixed(a_case(ada, child_name="Ben Sample"), ada), ["", "stop/", "people/", "what-happened/", "messages/"]),
        (told(a_case(ada, child_name="Cat Sample"), ada), ["", "choose/"]),
        (refused(ada), [""]),
    ]
    for case, pages in made:
        page.context.clear_cookies()
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session_of(parent_of(case)), "url": service.url}
        page.context.add_cookies([cookie])  # type: ignore[list-item]
        for below in pages:
            page.goto(f"{service.url}/case/{case.reference}/{below}")
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), below


IN_ONE_LINE = "[...document.querySelectorAll('bdi')].map(each => each.getClientRects().length)"


def test_a_reference_is_in_one_piece_on_the_narrowest_phone(service: Service, page: Page) -> None:
    case = told(a_case(staff(), child_name="Annabella Featherstonehaugh"), staff())
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session_of(parent_of(case)), "url": service.url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    for width in range(280, 340, 4):
        page.set_viewport_size({"width": width, "height": 700})
        page.goto(f"{service.url}/case/{case.reference}/")
        assert page.evaluate(IN_ONE_LINE) == [1], width
