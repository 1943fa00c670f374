"""The pieces in a real Chromium, under the real policy: on a phone, by keyboard, on paper, in forced colours."""

import mimetypes
import re
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.conf import settings
from django.http import QueryDict
from playwright.sync_api import Browser, Page, expect

from commonground.web.components.csp import HEADERS
from tests.components.shown import desk, gallery

pytestmark = pytest.mark.browser
STATIC = settings.STATIC_URL
PAGES = ("/", "/desk/", "/wrong/")

# Radios and checkboxes show the focus on the shape their label draws. None at the end of the page.
FOCUS_SHOWS = """() => {
  const focused = document.activeElement
  const drawn = focused.matches('.govuk-radios__input, .govuk-checkboxes__input')
    ? getComputedStyle(focused.nextElementSibling, '::before') : getComputedStyle(focused)
  return focused === document.body ? null : drawn.boxShadow !== 'none' || drawn.outlineStyle !== 'none'
}"""
FAMILIES = """() => [...document.querySelectorAll('main :not(option, [type=radio], [type=checkbox], [type=hidden])')]
  .map(each => getComputedStyle(each).fontFamily)"""
TOO_SMALL = """() => [...document.querySelectorAll('button, .govuk-button, .cg-exit__link, input, select')]
  .map(each => [each.outerHTML.slice(0, 80), each.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))"""
TICK = """each => [getComputedStyle(each, '::before').borderRightColor,
  getComputedStyle(each.parentElement, '::before').backgroundColor]"""


class Handler(BaseHTTPRequestHandler):
    """Serves the gallery and what was built, nothing else."""

    def do_GET(self) -> None:
        if self.path.startswith(STATIC):
            path = settings.STATIC_ROOT / self.path.removeprefix(STATIC)
            self.answer(path.read_bytes(), mimetypes.guess_type(path.name)[0] or "font/woff2")
            return
        pages: dict[str, Callable[[], str]] = {"/": gallery, "/desk/": desk, "/wrong/": lambda: gallery({})}
        made = pages.get(self.path.split("?")[0])
        self.answer((made() if made else "elsewhere").encode(), "text/html; charset=utf-8")

    def do_POST(self) -> None:
        sent = QueryDict(self.rfile.read(int(self.headers["Content-Length"])))
        self.answer(gallery(sent).encode(), "text/html; charset=utf-8", 422)

    def answer(self, body: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        for name, value in {**HEADERS, "Content-Type": kind, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Tests are quiet."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_runs_out_of_the_page(
    page: Page, axe: Callable[[Page], None], address: str, path: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    page.goto(address + path)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert refused == []


def test_the_letters_are_ours(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('16px \"Atkinson Hyperlegible\"')")
    families = page.evaluate(FAMILIES)
    assert {family.split(",")[0].strip('"') for family in families} == {"Atkinson Hyperlegible"}


def test_the_font_with_more_letters_is_fetched_only_for_a_name_that_needs_it(page: Page, address: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(address)
    page.evaluate("document.fonts.ready")
    assert not [url for url in fetched if "atkinson-more" in url]
    page.goto(address + "/desk/")  # has Żaneta on it
    page.evaluate("document.fonts.ready")
    assert [url for url in fetched if "atkinson-more" in url]


def test_what_is_wrong_takes_the_focus_and_leads_to_the_box(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Year").fill("2026")
    page.get_by_role("button", name="Continue").click()
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("There is something to put right")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert page.title().startswith("Error: ")
    page.get_by_role("link", name="must include a day and a month").click()
    expect(page.get_by_label("Day")).to_be_focused()
    expect(page.get_by_label("Year")).to_have_value("2026")


def test_a_month_may_be_written_as_a_word_and_seen_whole(page: Page, address: str) -> None:
    page.goto(address)
    box = page.get_by_label("Month", exact=True)
    box.fill("September")
    assert box.evaluate("each => each.scrollWidth <= each.clientWidth")


def test_the_menu_opens_on_a_phone_and_stands_open_on_a_desk(page: Page, address: str) -> None:
    page.goto(address)
    link = page.get_by_role("link", name="Check a certificate")
    expect(link).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(link).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(link).to_be_visible()
    expect(page.get_by_role("button", name="Menu")).to_be_hidden()


def test_none_of_these_takes_the_other_ticks_away(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Section B: needs").check()
    page.get_by_label("None of these").check()
    expect(page.get_by_label("Section B: needs")).not_to_be_checked()
    page.get_by_label("Section F: provision").check()
    expect(page.get_by_label("None of these")).not_to_be_checked()


def test_the_room_that_is_left_is_told_while_writing(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("What happened?").fill("x" * 390)
    expect(page.locator(".govuk-character-count__status")).to_have_text("You have 10 characters left.")
    page.get_by_label("What happened?").fill("x" * 402)
    expect(page.locator(".govuk-character-count__status")).to_have_text("You have 2 characters too many.")


@pytest.mark.feature(47, how="partly")
def test_leaving_quickly_leaves_nothing_to_come_back_to(page: Page, address: str) -> None:
    page.goto(address + "/desk/")
    page.goto(address)
    page.evaluate("document.querySelector('[data-module=cg-exit]').href = '/elsewhere/'")
    page.get_by_role("link", name="Leave this page quickly").click()
    page.wait_for_url("**/elsewhere/")
    page.go_back()
    assert page.url == address + "/desk/"


def test_the_link_to_leave_stays_in_sight_and_hides_nothing_that_has_the_focus(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Your e-mail address").scroll_into_view_if_needed()
    expect(page.get_by_role("link", name="Leave this page quickly")).to_be_in_viewport()
    page.evaluate("document.querySelector('#f-council').scrollIntoView()")
    top = page.locator("#f-council").evaluate("each => each.getBoundingClientRect().top")
    bottom = page.locator(".cg-exit__link").evaluate("each => each.getBoundingClientRect().bottom")
    assert top >= bottom


def test_all_that_can_be_pressed_is_reached_by_keyboard_and_seen_when_it_is(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    seen = 0
    for _each in range(120):
        marked = page.evaluate(FOCUS_SHOWS)
        if marked is None:
            break
        assert marked, page.evaluate("document.activeElement.outerHTML")
        seen += 1
        page.keyboard.press("Tab")
    everything = page.evaluate("document.querySelectorAll('main a, main button, main select, main textarea').length")
    assert seen > everything


def test_everything_that_can_be_pressed_is_large_enough(page: Page, address: str) -> None:
    """WCAG 2.2, 2.5.8: 24 by 24, but for links inside a sentence."""
    page.goto(address)
    small = page.evaluate(TOO_SMALL)
    assert small == []


def test_on_paper_a_page_is_a_letter(page: Page, address: str) -> None:
    page.goto(address)
    page.emulate_media(media="print")
    for hidden in (".govuk-service-navigation", ".cg-exit", ".govuk-button-group", ".cg-footer", ".govuk-back-link"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator(".cg-letterhead")).to_be_visible()
    expect(page.get_by_text(settings.PROVIDER.name).first).to_be_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.get_by_text("Two months later is Sunday 1 November 2026.")).to_be_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.querySelectorAll('details[open]').length") == 0


def test_in_forced_colours_steps_and_tags_keep_their_shape(page: Page, address: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(address)
    border = page.locator(".govuk-tag").first.evaluate("each => getComputedStyle(each).borderTopStyle")
    assert border == "solid"
    # What is chosen is drawn, not only coloured
    page.locator(".govuk-radios__input").first.check()
    dot = page.locator(".govuk-radios__label").first.evaluate(
        "each => getComputedStyle(each, '::after').borderTopWidth"
    )
    assert float(dot.removesuffix("px")) > 0
    tick, disc = page.locator(".cg-step--done .cg-step__title").first.evaluate(TICK)
    assert tick != disc


def test_from_right_to_left_the_page_is_its_mirror(page: Page, address: str) -> None:
    page.goto(address)
    name = page.locator(".cg-brand__name")
    left = name.evaluate("each => each.getBoundingClientRect().left")
    page.evaluate("document.documentElement.dir = 'rtl'")
    right = name.evaluate("each => innerWidth - each.getBoundingClientRect().right")
    assert left == pytest.approx(right, abs=1)
    radio, label = (page.locator(f".govuk-radios__{part}").first.bounding_box() for part in ("input", "label"))
    assert radio
    assert label
    assert radio["x"] > label["x"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_without_scripts_everything_is_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 740})
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_role("link", name="Check a certificate")).to_be_visible()
    expect(page.get_by_role("button", name="Menu")).to_be_hidden()
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    context.close()


def test_keys_at_the_desk(page: Page, address: str) -> None:
    page.goto(address + "/desk/")
    page.keyboard.press("/")
    expect(page.get_by_label("Name or reference")).to_be_focused()
    page.keyboard.type("n/a")
    expect(page.get_by_label("Name or reference")).to_have_value("n/a")
    page.locator("h1").click()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Sam Example")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Kit Sample")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"\?case=1$"))
    page.locator("h1").click()
    page.keyboard.press("n")
    page.wait_for_url(re.compile("/desk/$"))
