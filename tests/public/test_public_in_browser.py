"""From a letter in the hand to the last days on a phone, with and without JavaScript; what a page weighs on the way."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from commonground import law
from commonground.record.days import today
from commonground.web.components.filters import day
from tests.made_up import a_council
from tests.service import Service

pytestmark = [pytest.mark.browser, pytest.mark.service]
FIRST_PAGE = 60_000
"""Bytes over the wire that a first page may weigh, with styles, fonts and behaviour."""
TYPED = 0.28
"""Seconds that a person needs for one key on a phone."""


def answer_the_first_page(page: Page, service: Service) -> None:
    """Choose the council, type the date, choose the decision."""
    sent = today() - timedelta(days=20)
    page.goto(service.url)
    page.get_by_label("Which council?").select_option(label="Exampleshire")
    for part in ("Day", "Month", "Year"):
        page.get_by_label(part, exact=True).press_sequentially(str(getattr(sent, part.lower())), delay=TYPED * 1000)
    page.get_by_label("What did the council decide?").select_option(label="What the final plan says")
    page.get_by_role("button", name="Check my dates").click()


def tick_two_parts(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Which parts of the plan do you disagree with?")
    page.get_by_label("B: special educational needs").check()
    page.get_by_label("F: special educational support").check()
    page.get_by_role("button", name="Check my dates").click()


def the_last_day() -> str:
    contact = law.contact_by(today() - timedelta(days=20)).date
    assert contact is not None
    return day(contact)


@pytest.mark.feature(3, 5, 6)
def test_a_letter_in_the_hand_to_a_right_answer_in_under_a_minute_on_a_phone(
    page: Page, axe: Callable[[Page], None], service: Service
) -> None:
    a_council()
    began = time.monotonic()
    answer_the_first_page(page, service)
    axe(page)
    tick_two_parts(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Contact us by {the_last_day()}")
    assert time.monotonic() - began < 60
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_text("How we worked this out").click()
    expect(page.get_by_text("SEND Regulations 2014 reg 33").first).to_be_visible()
    page.get_by_role("button", name="Start a request with these answers").click()
    expect(page.get_by_text("Exampleshire", exact=True)).to_be_visible()


def test_the_same_without_javascript(browser: Browser, service: Service) -> None:
    a_council()
    context = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 740})
    page = context.new_page()
    answer_the_first_page(page, service)
    tick_two_parts(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Contact us by {the_last_day()}")
    with page.expect_download() as download:
        page.get_by_role("link", name="Add them to your calendar").click()
    assert download.value.suggested_filename == "dates.ics"
    context.close()


def test_what_is_wrong_has_the_focus_and_leads_to_its_field(
    page: Page, axe: Callable[[Page], None], service: Service
) -> None:
    page.goto(service.url)
    page.get_by_label("Day", exact=True).fill("31")
    page.get_by_label("Month").fill("Feb")
    page.get_by_label("Year").fill("2026")
    page.keyboard.press("Enter")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page).to_have_title("Error: Check your dates – Common Ground Mediation")
    axe(page)
    page.get_by_role("link", name="must be a real date").click()
    expect(page.get_by_label("Day", exact=True)).to_be_focused()
    expect(page.get_by_label("Month")).to_have_value("Feb")


@pytest.mark.parametrize("width", [320, 375, 1280])
@pytest.mark.parametrize(
    "address",
    ["/", "/check-your-dates/", "/side-by-side/", "/dates/", "/mediation/easy-read/", "/for-young-people/"],
)
def test_axe_finds_nothing_and_nothing_runs_out_of_the_page(
    page: Page, axe: Callable[[Page], None], service: Service, address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(service.url + address)
    page.locator(".cg-languages-way").click()
    expect(page.locator(".cg-languages__lines")).to_be_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.feature(16, how="partly")
@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [320, 375, 1280])
def test_whoever_knows_only_urdu_comes_from_the_top_of_a_page_to_an_interpreter(
    browser: Browser, service: Service, width: int, script: bool
) -> None:
    context = browser.new_context(java_script_enabled=script, viewport={"width": width, "height": 640})
    page = context.new_page()
    page.goto(f"{service.url}/ask/")
    way, menu = page.locator(".cg-languages-way"), page.locator(".govuk-service-navigation__list")
    expect(way.locator("[lang=ur]")).to_be_in_viewport(ratio=1)
    expect(page.locator(".cg-languages__lines")).to_be_hidden()
    assert not overlap(way, page.locator(".cg-exit__link"))
    assert not overlap(page.locator(".govuk-back-link"), page.locator(".cg-exit__link"))
    if not (width < 641 and script):  # there the menu is closed
        assert not any(overlap(way, link) for link in menu.locator("a").all())
    way.focus()
    page.keyboard.press("Enter")
    offer = page.locator(".cg-languages__lines [lang=ur] a")
    expect(offer).to_be_visible()
    expect(page.locator(".cg-languages__names")).to_be_in_viewport(ratio=1)
    assert not overlap(page.locator(".cg-languages__names"), page.locator(".cg-exit__link"))
    offer.click()
    expect(page.locator(".govuk-summary-list")).to_contain_text("Urdu")
    context.close()


def overlap(one: Locator, other: Locator) -> bool:
    """Whether one covers a part of the other."""
    a, b = one.bounding_box(), other.bounding_box()
    assert a is not None
    assert b is not None
    beside = a["x"] + a["width"] <= b["x"] or b["x"] + b["width"] <= a["x"]
    return not (beside or a["y"] + a["height"] <= b["y"] or b["y"] + b["height"] <= a["y"])


@pytest.mark.parametrize("address", ["/", "/check-your-dates/", "/side-by-side/", "/mediation/easy-read/"])
def test_a_first_page_is_light_over_the_wire_and_asks_nobody_else(page: Page, service: Service, address: str) -> None:
    weighed: list[int] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: weighed.append(int(event["encodedDataLength"])))
    page.goto(service.url + address, wait_until="networkidle")
    assert len(weighed) >= 5
    assert sum(weighed) < FIRST_PAGE, f"{address} weighs {sum(weighed)}: {weighed}"
