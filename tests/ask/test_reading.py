"""The reading age of the request's own words: measured page by page, and never getting worse."""

import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
import time_machine
from django.test import Client

from commonground.cases.models import Enquiry
from commonground.casework import in_their_name
from commonground.directory import commands as directory
from commonground.guidance.reading import hardest, measure
from commonground.record.days import today
from commonground.web.public.ask.journey import PAGES
from tests.ask.walk import Answer, Walk
from tests.components.shown import parsed
from tests.made_once import MadeOnce
from tests.made_up import a_council

BASELINE = tomllib.loads((Path(__file__).parent / "reading_ages.toml").read_text())
A_DAY = datetime(2026, 11, 25, 10, tzinfo=UTC)
BLOCKS = {"h1", "h2", "h3", "p", "li", "label", "legend", "button"}
LEFT_OUT = {"details", "option", "select", "script", "nav", "aside"}
CODE = re.compile(r"\S+@\S+|\b[A-Z0-9]{2,4}(?:-[A-Z0-9]{4}){1,3}\b|\b0\d[\d ]{8,}")
LETTER: Answer = {"letter_on-day": "28", "letter_on-month": "9", "letter_on-year": "2026"}
PLAN: dict[str, Answer] = {"decision": {"decision": "plan_contents"}, "letter": LETTER}
WALKS: list[dict[str, Answer]] = [
    {**PLAN, "other-parent": {"shares": "yes"}, "supporter": {"helped": "yes"}},
    {"who": {"who": "young_person"}, "council": {"council": "E09000002"}},
    {"decision": {"decision": "discrimination"}, "happened": {"happened_on-day": "29", "happened_on-month": "5",
                                                              "happened_on-year": "2026"}},
    {"decision": {"decision": "discrimination"}, "happened": {"unsure": "yes"}},
    {"who": {"who": "social_worker"}},
    {"who": {"who": "deputy"}},
    {"who": {"who": "helper"}},
    {"who": {"who": "helper"}, "permission": {"agreed": "not_yet"}, "child": {}},
]  # fmt: skip
ALONE = {"letter-dates", "call"}
"""Pages that need more than an answer to be there: the dates of a PDF, an adviser's hours."""


def blocks(element: Element) -> Iterator[str]:
    """What stands in this element, block by block, without what is folded away, hidden or chosen from a long list."""
    for each in element:
        if each.tag in LEFT_OUT or each.get("hidden") is not None:
            continue
        if each.tag in BLOCKS or "hint" in (each.get("class") or ""):
            words = CODE.sub("", " ".join("".join(each.itertext()).split()))
            if len(words.split()) > 1:
                yield words
        else:
            yield from blocks(each)


def words_of(page: str) -> list[str]:
    """The words of the page between its head and its foot, each block once."""
    (main,) = parsed(page).iter("main")
    return list(dict.fromkeys(blocks(main)))


class Reading(Walk):
    """A walk that keeps the words of each page that was looked at."""

    def looked_at(self, page: str) -> None:
        slug = self.at.strip("/").split("/")[-1]
        kept = self.words.setdefault("sent" if "We have your request" in page and slug == "check" else slug, [])
        kept.extend(each for each in words_of(page) if each not in kept)

    words: dict[str, list[str]]


def words_of_every_page() -> dict[str, list[str]]:
    """The words of every page of the request, by its slug."""
    words: dict[str, list[str]] = {}
    with time_machine.travel(A_DAY, tick=False):
        council = a_council("Sampleton")
        directory.set_other_provider(
            authority=council, name="Even Keel", telephone="01632 960401", mediation=True, starts_on=today(),
            by="system:tests",
        )  # fmt: skip
        for answers in [*WALKS, {"council": {"council": council.gss_code}}]:
            client = Client()
            walk = Reading(client)
            walk.words = words
            walk.begin().through(answers).send()
            words.setdefault("ask", words_of(Client().get("/ask/").text))
        helped = Enquiry.objects.filter(answers__family__agreed="yes").first()
        assert helped is not None
        words["stop"] = words_of(Client().get(f"/ask/stop/{in_their_name.code_of(helped)}/").text)
        words["come-back"] = words_of(Client().get("/ask/come-back/").text)
    return words


@pytest.fixture(scope="module")
def every_page(made_once: MadeOnce) -> dict[str, list[str]]:
    """Those words, read once for all that is measured in them."""
    pages: dict[str, list[str]] = made_once(words_of_every_page)
    return pages


def test_no_page_of_the_request_reads_harder_than_it_did(every_page: dict[str, list[str]]) -> None:
    ages: dict[str, Any] = {slug: round(measure(texts).age, 1) for slug, texts in sorted(every_page.items())}
    harder = {slug: age for slug, age in ages.items() if age > BASELINE.get(slug, 0)}
    worst = "\n".join(f"{slug} {age:4.1f} {text}" for slug in harder for age, text in hardest(every_page[slug])[:4])
    assert not harder, f"{ages}\n{worst}"


def test_every_page_of_the_request_is_measured_and_reads_at_eleven_or_younger(
    every_page: dict[str, list[str]],
) -> None:
    assert {page.slug for page in PAGES} - ALONE <= set(every_page)
    assert set(BASELINE) == set(every_page)
    assert {slug: age for slug, age in BASELINE.items() if age > 11} == {}
