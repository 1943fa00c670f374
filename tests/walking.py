"""A person at the pages: fills what is asked, presses what is there, and does what the desk does with a case."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from playwright.sync_api import Locator, Page

from commonground.people.models import Person
from tests.signing_in import session_of

Given = str | date | bool | Iterable[str] | None


@dataclass
class Walker:
    """Somebody in a browser of their own at one service."""

    page: Page
    url: str

    def sign_in(self, person: Person) -> None:
        """Come in as this person, as if through the door."""
        self.page.context.clear_cookies()
        self.page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session_of(person), "url": self.url}]
        )

    def go(self, address: str) -> None:
        """Open an address of the service. A page that is not there fails the test."""
        answer = self.page.goto(f"{self.url}{address}" if address.startswith("/") else address)
        assert answer is not None
        assert answer.ok, f"{address}: {answer.status}"

    def fill(self, answers: Mapping[str, Given]) -> None:
        """Answer fields by their names: words, a date in three boxes, one choice, several, or a tick."""
        for name, given in answers.items():
            if given is None or given is False:
                continue
            if isinstance(given, date):
                self._date(name, given)
                continue
            field = self.page.locator(f"[name='{name}']:not([type='hidden'])")
            assert field.count(), f"no field {name!r} at {self.page.url}; there are {self.names()}"
            if self._kind(field) in {"radio", "checkbox"}:
                self._tick(name, given)
            elif field.evaluate("e => e.tagName") == "SELECT":
                field.select_option(str(given))
            else:
                field.fill(str(given))

    def press(self, button: str | None = None) -> None:
        """Press a button by its words, or the page's own one, and fail if the page finds fault."""
        if button is None:
            # The primary button: what only keeps or leaves is quieter.
            self.page.locator("main form .govuk-button:not([class*='--']), main form .govuk-button--start").last.click()
        else:
            self.page.get_by_role("button", name=button).click()
        self.page.wait_for_load_state()
        fault = self.page.locator(".govuk-error-summary")
        assert not fault.count(), f"{self.page.url}: {fault.inner_text()}"

    def follow(self, words: str) -> None:
        """Follow a link that looks like a button, by its words."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=words).click()

    def do(self, reference: str, deed: str, **answers: Given) -> None:
        """At the desk: one act on a case."""
        self.go(f"/desk/cases/{reference}/do/{deed}/")
        self.fill(answers)
        self.press()
        assert self.page.url.rstrip("/").endswith(f"/desk/cases/{reference}"), self.page.url

    def names(self) -> list[str]:
        """The names of the fields of the page, for a helpful failure."""
        found: list[str] = self.page.eval_on_selector_all("main [name]", "all => all.map(e => e.name)")
        return sorted(set(found))

    def text(self) -> str:
        """What the page says, with single spaces."""
        return re.sub(r"\s+", " ", self.page.locator("main").inner_text())

    def _date(self, name: str, day: date) -> None:
        for part in ("day", "month", "year"):
            self.page.fill(f"[name='{name}-{part}']", str(getattr(day, part)))

    def _tick(self, name: str, given: Any) -> None:
        if given is True:
            self.page.locator(f"[name='{name}']").check()
            return
        for value in [given] if isinstance(given, str) else given:
            self.page.locator(f"[name='{name}'][value='{value}']").check()

    def _kind(self, field: Locator) -> str:
        return field.first.get_attribute("type") or ""
