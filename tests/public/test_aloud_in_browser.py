"""A page read aloud by the device: sentence by sentence, marked and paused, and what it says without a voice."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.service import Service

pytestmark = [pytest.mark.browser, pytest.mark.service]
VOICES = """window.said = []; window.rates = []
Object.defineProperty(window, 'speechSynthesis', {value: {
  getVoices: () => [{lang: 'en-GB', localService: LOCAL}], cancel: () => { window.speaks = null },
  speak: (each) => { said.push(each.text); rates.push(each.rate); window.speaks = each }, addEventListener: () => {}}})
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } }"""
MARKED = """() => [...(CSS.highlights.get('cg-aloud-now') ?? [])].join()
  || document.querySelector('.cg-aloud-now')?.innerText"""


def opened(page: Page, address: str, *, local: bool = True) -> None:
    page.add_init_script(VOICES.replace("LOCAL", str(local).lower()))
    page.goto(address)


def ends(page: Page) -> None:
    """The voice has come to the end of what it says."""
    page.evaluate("speaks.onend()")


def pressed(page: Page, name: str) -> None:
    button = page.get_by_role("button", name=name, exact=True)
    button.focus()
    button.press("Enter")


@pytest.mark.feature(18, how="partly")
def test_a_page_is_read_sentence_by_sentence_with_the_keyboard_and_the_sentence_is_marked(
    page: Page, axe: Callable[[Page], None], service: Service
) -> None:
    opened(page, f"{service.url}/mediation/")
    axe(page)
    pressed(page, "Read aloud")
    expect(page.get_by_role("button", name="Pause")).to_be_focused()
    assert (page.evaluate("said"), page.evaluate(MARKED)) == (["Mediation"], "Mediation")
    for _ in range(3):
        ends(page)
    assert page.evaluate(MARKED) == page.evaluate("said.at(-1)") == "You and the council do not agree."
    axe(page)

    page.keyboard.press("Enter")
    assert page.evaluate("speaks") is None
    page.keyboard.press("Enter")
    assert page.evaluate("said.slice(-2)") == ["You and the council do not agree."] * 2

    page.keyboard.press("Escape")
    assert (page.evaluate("speaks"), page.evaluate(MARKED)) == (None, None)
    expect(page.get_by_role("button", name="Read aloud")).to_be_focused()
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()


@pytest.mark.feature(18, how="partly")
def test_everything_of_the_page_is_read_and_nothing_of_its_frame(page: Page, service: Service) -> None:
    opened(page, f"{service.url}/mediation/")
    pressed(page, "Read aloud")
    while page.evaluate("speaks"):
        ends(page)
    said = page.evaluate("said")
    assert "The council must take part." in said
    assert "What it can be about" in said
    assert not {"Menu", "More to read", "Large and calm", "Easy Read, with pictures"} & set(said)
    assert len(said) == len([each for each in said if each.strip()])
    expect(page.get_by_role("button", name="Read aloud")).to_be_visible()


@pytest.mark.feature(18, how="partly")
def test_the_speed_is_chosen_once_and_kept_for_the_next_page(page: Page, service: Service) -> None:
    opened(page, f"{service.url}/mediation/")
    pressed(page, "Read aloud")
    page.get_by_label("Speed").select_option("Slow")
    assert page.evaluate("said") == ["Mediation", "Mediation"]
    assert page.evaluate("rates") == [0.9, 0.7]
    page.goto(f"{service.url}/mediation/easy-read/")
    pressed(page, "Read aloud")
    assert page.evaluate("rates") == [0.7]


@pytest.mark.feature(17, 18, how="partly")
def test_easy_read_is_read_line_by_line(page: Page, service: Service) -> None:
    opened(page, f"{service.url}/mediation/easy-read/")
    pressed(page, "Read aloud")
    for _ in range(4):
        ends(page)
    assert page.evaluate("said.at(-1)") == "A mediator leads the meeting. The mediator does not take sides."
    assert page.evaluate(MARKED) == page.evaluate("said.at(-1)")


@pytest.mark.feature(18, how="partly")
@pytest.mark.parametrize("address", ["/mediation/easy-read/", "/ask/"])
def test_without_a_voice_of_the_device_the_page_says_whom_to_call(page: Page, service: Service, address: str) -> None:
    opened(page, service.url + address, local=False)
    told = page.get_by_text("This phone or computer has no voice to read this aloud.")
    expect(told).to_be_hidden()
    pressed(page, "Read aloud")
    expect(told).to_be_focused()
    expect(told).to_contain_text("Call us, and we read it to you: 01632 960123")
    assert page.evaluate("said") == []


def test_a_browser_that_knows_nothing_of_voices_says_so_too(page: Page, service: Service) -> None:
    page.add_init_script("Object.defineProperty(window, 'speechSynthesis', {value: undefined})")
    page.goto(f"{service.url}/mediation/")
    pressed(page, "Read aloud")
    expect(page.get_by_text("This phone or computer has no voice to read this aloud.")).to_be_focused()


def test_a_voice_that_fails_says_so_too(page: Page, service: Service) -> None:
    opened(page, f"{service.url}/mediation/")
    pressed(page, "Read aloud")
    page.evaluate("speaks.onerror()")
    expect(page.get_by_text("This phone or computer has no voice to read this aloud.")).to_be_visible()
    expect(page.get_by_role("button", name="Pause")).to_be_hidden()


@pytest.mark.feature(18, how="partly")
def test_the_view_changes_under_the_hand_and_nothing_typed_is_lost(
    page: Page, axe: Callable[[Page], None], service: Service
) -> None:
    page.goto(f"{service.url}/ask/")
    page.get_by_role("button", name="Start now").click()
    chosen = page.get_by_role("radio").first
    chosen.check()
    with page.expect_response(lambda answer: "view=calm" in answer.url):
        page.get_by_role("link", name="Large and calm").click()
    expect(page.locator("body.cg-calm")).to_be_visible()
    expect(chosen).to_be_checked()
    axe(page)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("link", name="Usual size")).to_be_visible()
    expect(page.locator("body.cg-calm")).to_be_visible()
    page.goto(f"{service.url}/sign-in/")
    expect(page.locator("body.cg-calm")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    axe(page)
