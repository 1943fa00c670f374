"""Large print and Easy Read as PDFs: whole, tagged, with their fonts inside, and said by a screen reader."""

import re
import time
from datetime import date

import pytest

from commonground.guidance import booklets, library
from commonground.guidance.booklets import Booklet
from commonground.guidance.reading import texts_of
from commonground.guidance.render import filled
from commonground.guidance.schema import EasyRead, Heading, Page
from tests.certificates.paper_tools import ask, declares, described, fonts_of, info, text_of

WORDS = {
    "provider": "Meadow Mediation",
    "telephone": "01632 960 123",
    "email": "hello@meadow.example",
    "hours": "Monday to Friday, 9am to 5pm",
    "text_relay": "18001 01632 960 123",
    "address": "1 Orchard Lane, Exampleton EX1 1AA",
}
ON = date(2026, 11, 25)
SITE = "https://meadow.example"


def large(page: Page) -> Booklet:
    return booklets.large_print(page, WORDS, site=SITE, on=ON)


def easy(version: EasyRead) -> Booklet:
    return booklets.easy_read(version, WORDS, site=SITE, on=ON)


def missing(texts: list[str], pdf: bytes) -> list[str]:
    """The texts that the PDF, read back, does not hold."""
    read = text_of(pdf)
    return [text for text in texts if " ".join(filled(text, WORDS).split()) not in read]


def is_good(pdf: bytes) -> None:
    """Tagged, A4, to be kept and read aloud, with every font inside."""
    about = info(pdf)
    assert (about["Tagged"], about["Page size"]) == ("yes", "595.276 x 841.89 pts (A4)")
    assert declares(pdf) == {"PDF/A-2A", "PDF/UA-1"}
    fonts = fonts_of(pdf)
    assert fonts
    assert all(fonts.values())
    assert all(name.startswith("AtkinsonHyperlegible") for name in fonts)


@pytest.mark.feature(17, how="partly")
@pytest.mark.parametrize("page", library.pages(), ids=lambda page: page.slug)
def test_each_page_has_all_its_words_in_large_print(page: Page) -> None:
    pdf = large(page).pdf
    is_good(pdf)
    heads = [block.text for block in page.blocks if isinstance(block, Heading)]
    assert missing([page.title, *heads, *texts_of(page), WORDS["telephone"]], pdf) == []


@pytest.mark.feature(8, 17, how="partly")
@pytest.mark.parametrize("version", library.easy_reads(), ids=lambda version: version.slug)
def test_each_easy_read_has_all_its_words_and_says_what_each_picture_shows(version: EasyRead) -> None:
    pdf = easy(version).pdf
    is_good(pdf)
    assert missing([version.title, *texts_of(version), WORDS["telephone"]], pdf) == []
    assert described(pdf) == [library.picture_says(line.picture) for line in version.lines] + [
        library.picture_says("phone")
    ]


def test_no_letter_is_smaller_than_large_print() -> None:
    page, version = library.page("dates"), library.easy_read("mediation")
    assert page is not None
    assert version is not None
    for pdf in (large(page).pdf, easy(version).pdf):
        told = ask("pdftotext", pdf, "-bbox-layout")
        heights = [
            float(bottom) - float(top)
            for top, bottom in re.findall(r'<word xMin="[\d.]+" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)"', told)
        ]
        # Atkinson's letters take 1.2 times their size from the top of one line to its foot.
        assert min(heights) / 1.2 >= 17


def test_a_date_stands_with_its_hour_and_a_link_leads_to_our_pages() -> None:
    page = library.page("dates")
    assert page is not None
    pdf = large(page).pdf
    assert "Tuesday 1 September 2026 by 5pm" in text_of(pdf)
    assert f"{SITE}/check-your-dates/" in ask("pdfinfo", pdf, "-url")


def test_a_booklet_is_made_quickly_and_once() -> None:
    page = library.page("side-by-side")
    assert page is not None
    large(page)
    booklets._kept.clear()
    started = time.process_time()
    first = large(page)
    assert time.process_time() - started < 1.5, "0.3 seconds of the processor"
    started = time.process_time()
    assert large(page) is first
    assert time.process_time() - started < 0.05


def test_other_words_make_another_booklet() -> None:
    page = library.page("mediation")
    assert page is not None
    other = booklets.large_print(page, {**WORDS, "telephone": "01632 960 999"}, site=SITE, on=ON)
    assert other.digest != large(page).digest
    assert "01632 960 999" in text_of(other.pdf)
