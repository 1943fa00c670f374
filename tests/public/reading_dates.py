"""The dates page as a person reads it: asked by its address on some day, and taken apart again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from xml.etree.ElementTree import Element
from zoneinfo import ZoneInfo

import time_machine
from django.test import Client

from tests.components.shown import by_class, parsed, text_of

ADDRESS = "/check-your-dates/"
LONDON = ZoneInfo("Europe/London")
USUAL = {"council": "not_sure", "decision": "refuse_to_assess", "sent": "2026-11-02"}


@contextmanager
def on(day: date | str) -> Iterator[None]:
    """Midday in London on that day."""
    with time_machine.travel(datetime.combine(date.fromisoformat(str(day)), time(12), tzinfo=LONDON), tick=False):
        yield


@dataclass
class Answered:
    """An answer page, read back."""

    response: Any
    document: Element

    @property
    def text(self) -> str:
        """Everything between the menu and the footer."""
        return text_of(self.document.find(".//main"))

    @property
    def headline(self) -> str:
        """The one sentence at the top."""
        return text_of(self.document.find(".//h1"))

    @property
    def dates(self) -> dict[str, str]:
        """The title of each line of dates and its day."""
        found = {}
        for line in by_class(self.document, "cg-date"):
            when = line.find(".//time")
            assert when is not None
            found[text_of(by_class(line, "cg-date__title")[0])] = when.get("datetime", "")
        return found

    @property
    def table(self) -> list[list[str]]:
        """What a certificate does to the last day, row by row."""
        return [[text_of(cell) for cell in row] for row in self.document.findall(".//tbody/tr")]

    def way(self, title: str) -> str:
        """The words of one of the five ways."""
        found = [way for way in by_class(self.document, "cg-way") if text_of(way.find("h3")) == title]
        assert len(found) == 1
        return text_of(found[0])


def asked(client: Client | None = None, **given: str) -> Answered:
    """The answer to these; a page that is no answer fails the test. An empty word leaves its key out."""
    words = {key: value for key, value in {**USUAL, **given}.items() if value}
    if words["decision"] in {"plan_contents", "refuse_to_amend"}:
        words.setdefault("sections", "not_sure")
    response = (client or Client()).get(ADDRESS, words)
    assert response.status_code == 200, response.text
    found = Answered(response, parsed(response.text))
    assert by_class(found.document, "cg-ways"), found.text
    return found
