"""Writing to us in a real browser: the answer comes in by itself, and without JavaScript by looking again."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from commonground.conversations import commands
from commonground.conversations.models import Conversation
from commonground.conversations.queries import with_code
from tests.conversations.making import WORDS, answered
from tests.made_up import staff
from tests.service import Service
from tests.walking import Walker

WORKING = pytest.mark.usefixtures("worker")
pytestmark = [pytest.mark.browser, pytest.mark.service, WORKING, pytest.mark.feature(14, how="partly")]
PAGE = 40_000
"""Bytes that a page may cost beside what the browser has already."""


def here(page: Page) -> Conversation:
    """The conversation that the page shows."""
    found = with_code(page.url.split("/write-to-us/")[1].split("/")[0])
    assert found is not None
    return found


def test_an_answer_comes_in_by_itself_and_is_told_of_by_e_mail(
    service: Service, page: Page, browser: Browser, axe: Callable[[Page], None]
) -> None:
    ada = staff(name="Ada Adviser")
    weight = [0]
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda told: weight.append(int(told["encodedDataLength"])))
    page.goto(f"{service.url}/")
    page.get_by_role("link", name="Write to us here").click()
    axe(page)
    weight.clear()
    page.fill("[name='text']", WORDS)
    page.fill("[name='email']", "sam@family.example")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("log")).to_contain_text(WORDS)
    page.wait_for_load_state("networkidle")
    assert 0 < sum(weight) < PAGE, weight
    axe(page)
    page.fill("[name='text']", "Half a line that must not be")

    other = browser.new_context()
    desk = Walker(other.new_page(), service.url)
    desk.sign_in(ada)
    desk.go(f"/desk/conversations/{here(page).pk}/")
    axe(desk.page)
    desk.fill({"text": "You can ask for mediation."})
    desk.press()
    expect(page.get_by_role("log")).to_contain_text("You can ask for mediation.", timeout=15_000)
    expect(page.locator("[data-part='state']")).to_have_text("We have answered. Write back when you like.")
    expect(page.locator("[name='text']")).to_have_value("Half a line that must not be")

    page.get_by_role("link", name="Look for an answer").click()
    expect(page.locator("[data-part='state']")).to_have_text("Nothing new yet. This page looks again by itself.")
    commands.write(here(page), text="From my other phone.", token=uuid4().hex)
    page.get_by_role("link", name="Look for an answer").click()
    expect(page.get_by_role("log")).to_contain_text("From my other phone.")
    expect(desk.page.get_by_role("log")).to_contain_text("From my other phone.", timeout=15_000)
    other.close()

    mail = service.smtp.wait_for("sam@family.example", subject="We have answered you")
    link = page.url.split("#")[0]
    assert link.removeprefix(service.url) in str(mail.get_body(("plain",)))


def test_without_javascript_everything_can_be_done(service: Service, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 568}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{service.url}/write-to-us/")
    page.fill("[name='text']", WORDS)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("log")).to_contain_text(WORDS)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    conversation = here(page)
    answered(conversation, staff(name="Ada Adviser"))
    page.get_by_role("link", name="Look for an answer").click()
    expect(page.get_by_role("log")).to_contain_text("You can ask for mediation.")
    page.fill("[name='text']", "Thank you.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("log")).to_contain_text("Thank you.")
    page.get_by_role("link", name="Delete all of this").click()
    page.get_by_role("button", name="Delete it").click()
    expect(page.get_by_text("Nobody can read it any more.")).to_be_visible()
    assert not Conversation.objects.filter(pk=conversation.pk).exists()
    context.close()


def test_a_page_that_nobody_looks_at_asks_for_nothing(service: Service, page: Page) -> None:
    page.goto(f"{service.url}/write-to-us/")
    page.fill("[name='text']", WORDS)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("log")).to_contain_text(WORDS)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/lines/" in request.url else None)
    hide = """hidden => {
      Object.defineProperty(document, 'hidden', {value: hidden, configurable: true})
      document.dispatchEvent(new Event('visibilitychange'))
    }"""
    page.evaluate(hide, True)
    page.wait_for_timeout(11_000)
    assert asked == []
    with page.expect_request("**/lines/**"):
        page.evaluate(hide, False)
    assert len(asked) == 1
