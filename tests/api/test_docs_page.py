"""The page that explains the JSON face, in a browser."""

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Page

from commonground import law

pytestmark = [pytest.mark.browser, pytest.mark.service]


def test_the_page_reads_well_on_a_phone_and_for_a_screen_reader(
    service: Any, page: Page, axe: Callable[[Page], None]
) -> None:
    page.goto(f"{service.url}/api/v1/docs")
    assert page.locator("h1").inner_text() == "Ask the law by program"
    assert page.locator("main section").count() == len(law.QUESTIONS)
    axe(page)
    width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width[0] <= width[1], "nothing to scroll sideways"


class Elsewhere(BaseHTTPRequestHandler):
    """Another site: one empty page."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Another site</title>")

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def another_site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_page_of_another_site_can_ask(service: Any, page: Page, another_site: str) -> None:
    page.goto(another_site)
    asked = "address => fetch(address, {headers: {'X-Why': 'to force a preflight'}}).then(r => r.json())"
    reply = page.evaluate(asked, f"{service.url}/api/v1/law/contact-by?sent=2026-07-01")
    assert reply["answer"] == {"date": "2026-09-01"}
    refused = page.evaluate(asked, f"{service.url}/api/v1/law/contact-by?sent=soon")
    assert refused["error"].startswith("`sent` takes a date")
