"""A real Chromium for tests, as small as a phone unless told otherwise, and axe-core on the page in it."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PHONE = {"width": 375, "height": 740}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-gpu",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",  # a microphone that hears a tone, and is allowed without asking
    "--use-fake-ui-for-media-stream",
]

# Five seconds are Playwright's own; a slow machine may need more, and a quick one waits no longer for it.
expect.set_options(timeout=30_000)

# Django refuses to be used where an event loop runs, and Playwright's own runs in this thread.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def chromium() -> str:
    """The Chromium on this machine, or Playwright's own (an empty string).

    The one without windows comes first: the whole browser draws its own frame, menus and tabs too, and costs twice.
    """
    for name in ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    return ""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser a worker."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium() or None, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new window with no cookies. A request to any other machine, and an error of a page's script, fail the test."""
    context = browser.new_context(viewport=PHONE, locale="en-GB", timezone_id="Europe/London")  # type: ignore[arg-type]
    opened = context.new_page()
    opened.set_default_timeout(45_000)
    strangers: list[str] = []
    problems: list[str] = []
    opened.on("request", lambda r: None if _ours(r.url) else strangers.append(r.url))
    opened.on("pageerror", lambda error: problems.append(str(error)))
    yield opened
    context.close()
    assert not strangers, f"the page asked other machines: {strangers}"
    assert not problems, f"the page's scripts failed: {problems}"


def _ours(url: str) -> bool:
    return url.startswith(("http://localhost", "http://127.0.0.1", "data:", "blob:", "about:"))


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Runs axe-core on a page, and fails with every fault it finds."""

    def check(page: Page) -> None:
        # A press ends when the next page begins to come in: on a slow machine it has nothing in it yet.
        page.wait_for_load_state()
        # Through the debugger's own door: the page's content security policy would refuse a script tag. It is handed
        # over once a window, and the browser has it at each page from then on: a third of handing it over each time.
        if not page.evaluate("'axe' in window"):
            script = AXE.read_text(encoding="utf-8")
            page.evaluate(script)
            page.add_init_script(script)
        # Nobody reads what it passes: only what is wrong is written out.
        found = page.evaluate("async () => (await axe.run({resultTypes: ['violations']})).violations")
        faults = [f"{f['id']}: {f['help']} at {[n['target'] for n in f['nodes']]}" for f in found]
        assert not faults, f"{page.url}\n" + "\n".join(faults)

    return check
