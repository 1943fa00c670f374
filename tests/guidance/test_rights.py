"""What the pages say of a right: with its limit beside it, so that nobody counts on more than there is, or on less."""

import re

import pytest

from commonground.guidance import library
from commonground.guidance.reading import texts_of
from commonground.guidance.schema import EasyRead, Line, Page, lines_of

PAGES = {page.slug: page for page in library.pages()}
TOLD_OF_MEETINGS = ("mediation", "information", "disagreement-resolution", "what-a-meeting-is-like")


def lines(page: Page) -> list[Line]:
    return [line for block in page.blocks for line in lines_of(block)]


def text(slug: str) -> str:
    return " ".join(texts_of(PAGES[slug]))


def easy(slug: str) -> str:
    found: EasyRead | None = library.easy_read(slug)
    return " ".join(line.line.text for line in found.lines) if found else ""


@pytest.mark.parametrize("slug", sorted(PAGES))
def test_who_reads_that_the_later_day_counts_also_reads_of_the_school_alone(slug: str) -> None:
    """A certificate does not lengthen an appeal about placement alone, to be safe (D8)."""
    later = re.compile(r"later (?:one|day) counts")
    if any(later.search(line.text) for line in lines(PAGES[slug])):
        assert any("D8" in line.sources for line in lines(PAGES[slug]))
    if later.search(easy(slug)):
        assert "only about the school" in easy(slug)


@pytest.mark.parametrize("slug", sorted(PAGES))
def test_that_one_can_still_appeal_is_said_with_the_last_day(slug: str) -> None:
    for line in lines(PAGES[slug]):
        if "can still appeal" in line.text:
            assert "R42" in line.sources, line.text


@pytest.mark.parametrize("slug", sorted(PAGES))
def test_an_appeal_arrives_before_5pm(slug: str) -> None:
    assert "by 5pm" not in text(slug) + easy(slug)


@pytest.mark.parametrize("slug", TOLD_OF_MEETINGS)
def test_who_reads_that_it_is_private_reads_of_the_one_limit(slug: str) -> None:
    assert "is not safe" in text(slug)


@pytest.mark.parametrize("slug", ["mediation", "information", "what-a-meeting-is-like"])
def test_the_limit_of_what_is_private_is_in_easy_read_too(slug: str) -> None:
    assert "not safe?" in easy(slug)


def test_the_weeks_of_an_agreement_count_from_its_day_and_not_from_one_another() -> None:
    for slug in ("dates", "for-councils"):
        assert "then 10 weeks" not in text(slug)
    assert "All of these count from the day of the agreement." in text("dates")


def test_no_page_says_that_the_law_wants_the_meeting_held_within_30_days() -> None:
    """Held or only set up is disputed (D3): we ask for held."""
    for slug in PAGES:
        assert "must be held within 30 days" not in text(slug)


def test_a_plan_that_is_to_end_and_a_draft_have_their_own_lines_with_their_sources() -> None:
    found = {line.text: line.sources for line in lines(PAGES["dates"])}
    assert any("goes on until the appeal is decided" in words and "S1" in sources for words, sources in found.items())
    assert any("at least 15 days" in words and "S2" in sources for words, sources in found.items())


def test_the_tribunal_cannot_even_ask_for_health_or_care_where_an_assessment_was_refused() -> None:
    (appeal,) = [way for way in library.ways().ways if way.key == "appeal"]
    assert any("cannot ask if the council refused to assess" in line.text for line in appeal.cannot)
    assert "legal aid" in appeal.cost.text


def test_a_school_is_not_told_that_the_law_binds_it_to_what_a_council_agreed() -> None:
    assert "You are bound only by what you agree to yourself." in text("for-schools")


def test_a_carer_reads_that_they_can_be_the_parent() -> None:
    assert "foster carer" in text("certificates")


def test_judicial_review_is_told_with_its_time_and_who_advises_and_no_way_to_do_it_with_us() -> None:
    """Nobody may find out about the three months when they are over, or believe that a meeting stops them."""
    told = text("side-by-side")
    for words in (
        "at the latest within 3 months",
        "quickly",
        "does not stop that time",
        "free legal advice",
        "legal aid",
    ):
        assert words in told, words
    linked = {span.href for line in lines(PAGES["side-by-side"]) for span in line.spans if "legal" in line.text}
    assert {"https://www.ipsea.org.uk/judicial-review", "https://sossen.org.uk/"} <= linked
    assert "We cannot do this with you." in told
    assert "3 months" in easy("side-by-side")


def test_who_teaches_at_home_reads_of_the_same_rights_and_of_the_certificate() -> None:
    found = {
        line.text: line.sources for line in lines(PAGES["mediation"]) if "S1" in line.sources or "S2" in line.sources
    }
    assert any("the same rights" in words and "appeal" in words and "mediation" in words for words in found)
    assert any("section F" in words and "certificate" in words and "R6" in sources for words, sources in found.items())


def test_where_an_appeal_is_explained_the_way_on_from_the_tribunal_stands_with_its_time() -> None:
    assert "Upper Tribunal" in text("dates")
    assert "within 28 days of the decision" in text("dates")
