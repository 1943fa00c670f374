"""Somebody comes into the room, or takes the telephone: what the back button shows."""

import re
import time

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from commonground.cases.models import Case
from commonground.people.models import Session
from tests.family.worlds import parent_of
from tests.made_up import a_case, informed, staff
from tests.service import Service
from tests.signing_in import session_of

pytestmark = [pytest.mark.browser, pytest.mark.service]


def signed_in(service: Service, page: Page, child: str) -> Case:
    """A parent at the pages of their case."""
    ada = staff()
    case = informed(a_case(ada, child_name=child), ada)
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session_of(parent_of(case)), "url": service.url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    for below in ("", "people/", "contact/"):
        page.goto(f"{service.url}/case/{case.reference}/{below}")
    return case


def signed_out(case: Case) -> bool:
    """Whether what the browser sent on its way out has arrived: the page it goes to does not wait for that."""
    until = time.monotonic() + 30
    while Session.objects.filter(person=parent_of(case)).exists() and time.monotonic() < until:
        time.sleep(0.05)
    return not Session.objects.filter(person=parent_of(case)).exists()


@pytest.mark.feature(47, how="partly")
def test_after_leaving_quickly_no_page_of_the_case_is_shown_any_more(service: Service, page: Page) -> None:
    case = signed_in(service, page, "Ann Sample")
    page.evaluate("document.querySelector('[data-module=cg-exit]').href = '/healthz'")
    page.get_by_role("link", name="Leave this page quickly").click()
    page.wait_for_url("**/healthz")
    assert signed_out(case)
    page.go_back()
    expect(page).to_have_title(re.compile("^Sign in"))
    assert case.reference not in page.inner_text("body")


def test_after_signing_out_no_page_of_the_case_is_shown_any_more(service: Service, page: Page) -> None:
    case = signed_in(service, page, "Ben Sample")
    page.goto(f"{service.url}/sign-out/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    for _back in range(3):
        page.go_back()
        assert case.reference not in page.inner_text("body")
        assert not page.get_by_role("link", name="Sign out").count()
