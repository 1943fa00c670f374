"""The request in a real browser: on a phone at a person's speed, without JavaScript, by every measure of access."""

import time
from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from commonground.cases.models import Enquiry
from tests.ask.walk import OTHERS, PARENT, Answer
from tests.service import Service

pytestmark = [pytest.mark.browser, pytest.mark.service, pytest.mark.usefixtures("worker")]

SMALL = {"width": 320, "height": 568}
PER_LETTER = 0.4
"""Seconds for a letter on a phone: 30 words a minute, a little slower than most people type on one."""
PER_PAGE = 6.0
"""Seconds to read a page of ours: some fifteen words a question, and a few answers."""
ALL = {**OTHERS, **PARENT}
USUAL = {*PARENT, "ask"} - {"who", "child"}
"""Pages that everybody meets: another test looks at those."""
PLAN: dict[str, Answer] = {
    "decision": {"decision": "plan_contents"},
    "letter": {"letter_on-day": "2", "letter_on-month": "11", "letter_on-year": "2026"},
}


def slug_of(page: Page) -> str:
    """The last part of the page's address."""
    return page.url.split("?")[0].strip("/").split("/")[-1]


def answer(page: Page, given: Answer, *, mailed: str) -> int:
    """Fill in the page by hand and go on. Returns how many letters were typed."""
    typed = 0
    for name, values in given.items():
        for value in values if isinstance(values, list) else [values]:
            field = page.locator(f"[name='{name}']").first
            if field.get_attribute("type") in {"radio", "checkbox"}:
                page.locator(f"[name='{name}'][value='{value}']").check()
            elif field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                words = mailed if name == "email" else value
                field.fill(words)
                typed += len(words)
    page.get_by_role("button", name="Continue").click()
    return typed


def go_through(
    page: Page, service: Service, answers: dict[str, Answer], *, mailed: str, at_each: Callable[[Page], None]
) -> tuple[int, int]:
    """From the first page to the reference. Returns how many pages were seen and letters typed."""
    page.goto(f"{service.url}/ask/")
    at_each(page)
    page.get_by_role("button", name="Start now").click()
    pages = letters = 0
    while (slug := slug_of(page)) != "check":
        at_each(page)
        letters += answer(page, {**ALL, **answers}[slug], mailed=mailed)
        pages += 1
    at_each(page)
    page.get_by_role("button", name="Send").click()
    at_each(page)
    return pages + 3, letters


@pytest.mark.feature(7, 9)
def test_on_a_phone_a_request_takes_less_than_five_minutes_and_every_page_is_open_to_everybody(
    service: Service, page: Page, axe: Callable[[Page], None]
) -> None:
    weights: Counter[str] = Counter()
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda told: weights.update({page.url: int(told["encodedDataLength"])}))
    began = time.monotonic()
    pages, letters = go_through(page, service, PLAN, mailed="phone@family.example", at_each=axe)
    reference = page.locator(".cg-panel__reference strong").inner_text()
    ours = time.monotonic() - began
    enquiry = Enquiry.objects.get(reference=reference)
    assert enquiry.sections == "B,F"
    assert pages * PER_PAGE + letters * PER_LETTER + ours < 300, (pages, letters, ours)
    first, *others = weights.values()
    assert len(others) > 10
    assert 10_000 < first < 60_000, weights
    assert max(others) < 40_000, weights
    assert reference in str(service.smtp.wait_for("phone@family.example", subject=reference).get_body(("plain",)))


def fits(page: Page) -> None:
    """Nothing has to be pushed sideways."""
    width = page.locator("html").evaluate("html => html.scrollWidth")
    assert width <= SMALL["width"], (page.url, width)


def test_without_javascript_on_the_smallest_screen_the_same_request_is_sent(service: Service, browser: Browser) -> None:
    context = browser.new_context(viewport=SMALL, java_script_enabled=False)  # type: ignore[arg-type]
    page = context.new_page()
    go_through(page, service, PLAN, mailed="plain@family.example", at_each=fits)
    reference = page.locator(".cg-panel__reference strong").inner_text()
    assert Enquiry.objects.get(reference=reference).email == "plain@family.example"
    context.close()


FOR_SOME: list[dict[str, Answer]] = [
    {"other-parent": {"shares": "yes"}, "supporter": {"helped": "yes"}},
    {"who": {"who": "helper"}},
    {"who": {"who": "deputy"}},
    {"who": {"who": "foster_carer"}},
]


@pytest.mark.feature(24, 48, 49, how="partly")
@pytest.mark.parametrize("answers", FOR_SOME)
def test_pages_that_only_some_meet_are_open_to_everybody_on_the_smallest_screen(
    service: Service, page: Page, axe: Callable[[Page], None], answers: dict[str, Answer]
) -> None:
    seen: list[str] = []

    def look(at: Page) -> None:
        if slug_of(at) not in USUAL:
            axe(at)
            fits(at)
            seen.append(slug_of(at))

    page.set_viewport_size(SMALL)  # type: ignore[arg-type]
    go_through(page, service, answers, mailed=f"some{len(seen)}@family.example", at_each=look)
    assert len(seen) >= 2, seen


def test_what_went_wrong_takes_the_focus(service: Service, page: Page, axe: Callable[[Page], None]) -> None:
    page.set_viewport_size(SMALL)  # type: ignore[arg-type]
    page.goto(f"{service.url}/ask/")
    page.get_by_role("button", name="Start now").click()
    page.get_by_role("button", name="Continue").click()
    page.wait_for_selector(".govuk-error-summary")
    assert page.evaluate("document.activeElement.className").startswith("govuk-error-summary")
    assert page.title().startswith("Error: Who are you?")
    page.get_by_role("link", name="Choose who you are").click()
    assert page.evaluate("document.activeElement.name") == "who"
    axe(page)
    fits(page)
    page.get_by_role("button", name="Save and come back later").click()
    axe(page)
    fits(page)


@pytest.mark.feature(47)
def test_after_leaving_quickly_nobody_finds_the_request_in_this_browser(
    service: Service, page: Page, axe: Callable[[Page], None]
) -> None:
    """By the back button, by the browser's history, or by our own page; the code opens it again."""
    page.set_viewport_size(SMALL)  # type: ignore[arg-type]
    page.goto(f"{service.url}/ask/")
    page.get_by_role("button", name="Start now").click()
    answer(page, ALL["who"], mailed="")
    answer(page, ALL["child"], mailed="")
    page.get_by_role("button", name="Stop, and close it here").click()
    axe(page)
    fits(page)
    page.get_by_role("button", name="Carry on").click()
    page.get_by_text("Your code, if this page closes").click()
    code = page.locator("details strong").first.inner_text()
    page.evaluate("document.querySelector('[data-module=cg-exit]').href = '/healthz'")
    page.get_by_role("link", name="Leave this page quickly").click()
    page.wait_for_url("**/healthz")
    # The page it goes to does not wait until the browser's goodbye has arrived.
    until = time.monotonic() + 30
    while "You have begun a request" in page.context.request.get(f"{service.url}/ask/").text():
        assert time.monotonic() < until
    page.go_back()
    assert "Your request is not open here" in page.inner_text("main")
    page.goto(f"{service.url}/ask/")
    assert "You have begun a request" not in page.inner_text("main")
    page.goto(f"{service.url}/ask/come-back/")
    page.get_by_label("Your code").fill(code)
    page.get_by_role("button", name="Carry on").click()
    page.goto(f"{service.url}/ask/child/")
    assert page.get_by_label("name").first.input_value() == "Robin Sample"
