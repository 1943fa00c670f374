"""Calls in a real browser: chosen on a phone with and without JavaScript, looked at from the desk and the case."""

from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

from commonground.calls.models import Call
from commonground.cases.models import Case
from commonground.people.models import Person
from tests.ask.test_in_browser import SMALL, fits, go_through, slug_of
from tests.calls.making import an_adviser
from tests.family.worlds import parent_of
from tests.made_up import a_case
from tests.service import Service
from tests.signing_in import session_of

pytestmark = [pytest.mark.browser, pytest.mark.service]
REACH = {"your_name": "Sam Sample", "telephone": "07700 900982", "email": ""}
ANSWERS = {"reach": REACH, "safe-contact": {"reads": "no", "ways": ["call", "text"], "times": "No voicemail."}}


def signed_in(page: Page, service: Service, person: Person) -> None:
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session_of(person), "url": service.url}])


def choose(page: Page) -> str:
    """Open the second day and take its first time; says which."""
    day = page.locator("details.cg-times").nth(1)
    day.locator("summary").click()
    time = day.locator(".govuk-radios__item").first
    time.locator("label").click()
    return str(time.locator("input").get_attribute("value"))


def asks(page: Page, service: Service, axe: Callable[[Page], None] | None) -> str:
    """Through the whole request to its reference, choosing a time on the way."""
    chosen: list[str] = []

    def at_each(at: Page) -> None:
        if slug_of(at) != "call" or chosen:
            return
        fits(at)
        chosen.append(choose(at))
        at.locator("input[name=channel][value=text_first]").check()
        fits(at)
        if axe:
            axe(at)

    first = page.url
    page.set_viewport_size(SMALL)  # type: ignore[arg-type]
    given = {**ANSWERS, "call": {}}
    go_through(page, service, given, mailed="", at_each=at_each)
    assert page.url != first
    page.get_by_text("An adviser calls you on").wait_for()
    return chosen[0]


@pytest.mark.feature(12)
def test_a_time_is_chosen_on_the_smallest_phone_with_and_without_javascript(
    service: Service, page: Page, browser: Browser, axe: Callable[[Page], None]
) -> None:
    an_adviser()
    first = asks(page, service, axe)
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    second = asks(context.new_page(), service, None)
    context.close()
    assert first != second, "a time is offered once"
    assert Call.objects.filter(cancelled_at=None, channel="text_first").count() == 2


@pytest.mark.feature(13)
@pytest.mark.parametrize("width", [375, 1280])
def test_the_pages_of_calls_are_open_to_everybody_and_fit(
    service: Service, page: Page, axe: Callable[[Page], None], width: int
) -> None:
    ada = an_adviser(f"Ada {width}")
    case = a_case(ada, child_name=f"Child {width}", safe_contact="No voicemail.", family_telephone="01632 960001")
    page.set_viewport_size({"width": width, "height": 800})
    signed_in(page, service, parent_of(case))
    below = f"{service.url}/case/{case.reference}/call/"

    def look(address: str) -> None:
        page.goto(address)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address

    look(below)
    choose(page)
    page.get_by_role("button", name="Book the call").click()
    assert page.get_by_text("We call you on").first.is_visible()
    for address in (below, f"{below}move/", f"{below}cancel/", f"{service.url}/case/{case.reference}/"):
        look(address)
    call = Call.objects.get(about=case.pk)
    page.context.clear_cookies()
    signed_in(page, service, ada)
    desk = f"{service.url}/desk/calls/"
    own = f"{desk}hours/{ada.pk}/"
    reference = Case.objects.get(pk=case.pk).reference
    for address in (
        desk, f"{desk}{call.pk}/", f"{desk}{call.pk}/move/", f"{desk}{call.pk}/cancel/", f"{desk}{call.pk}/hand-over/",
        f"{desk}new/", f"{desk}new/?about={reference}", own, f"{own}away/",
        f"{own}end/{ada.call_hours.first().pk}/",
    ):  # fmt: skip
        look(address)
