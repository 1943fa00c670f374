"""Guidance as HTML: GOV.UK's classes, everything escaped, good HTML on every page."""

from datetime import date

import html5lib
import pytest

from commonground.guidance import library
from commonground.guidance.examples import date_example
from commonground.guidance.render import block_html, html, line_html
from commonground.guidance.schema import Bullets, Heading, Line, Paragraph, Span

WORDS = {
    "provider": "Made-up Mediation",
    "telephone": "01632 960 001",
    "email": "hello@mediation.example",
    "hours": "9am to 5pm",
    "text_relay": "18001 01632 960 001",
    "address": "1 Sample Street, Exampleton",
}


@pytest.mark.parametrize("slug", [page.slug for page in library.pages()])
def test_every_page_is_good_html_with_nothing_left_to_fill_in(slug: str) -> None:
    page = library.page(slug)
    assert page is not None
    shown = html(page.blocks, WORDS)
    html5lib.HTMLParser(strict=True).parseFragment(str(shown))
    assert "{" not in shown
    assert "<p></p>" not in shown
    assert "R1" not in shown


def test_blocks_carry_the_classes_of_the_design_system() -> None:
    line = Line((Span("One"), Span("two", strong=True), Span("three", href="/dates/")))
    assert line_html(line, WORDS) == 'One<strong>two</strong><a class="govuk-link" href="/dates/">three</a>'
    assert block_html(Heading(2, "A", "a"), WORDS) == '<h2 class="govuk-heading-l" id="a">A</h2>'
    assert block_html(Heading(3, "A", "a"), WORDS) == '<h3 class="govuk-heading-m" id="a">A</h3>'
    assert block_html(Paragraph(Line((Span("A"),))), WORDS) == '<p class="govuk-body">A</p>'
    inset = block_html(Paragraph(Line((Span("A"),)), inset=True), WORDS)
    assert inset == '<div class="govuk-inset-text">A</div>'
    bullets = (Line((Span("A"),)), Line((Span("B"),)))
    shown = block_html(Bullets(bullets), WORDS)
    assert shown == '<ul class="govuk-list govuk-list--bullet"><li>A</li><li>B</li></ul>'
    numbered = block_html(Bullets(bullets, numbered=True), WORDS)
    assert numbered.startswith('<ol class="govuk-list govuk-list--number">')


def test_text_and_words_from_settings_are_escaped() -> None:
    line = Line((Span("<b> {provider}"), Span("x", href='/"><script>')))
    shown = line_html(line, WORDS | {"provider": "A & <i>B</i>"})
    assert "<b>" not in shown
    assert "<i>" not in shown
    assert "<script>" not in shown
    assert "A &amp; &lt;i&gt;B" in shown


def test_a_word_that_settings_lack_is_named() -> None:
    with pytest.raises(KeyError, match="telephone"):
        line_html(Line((Span("Call {telephone}"),)), {})


def test_a_date_is_said_with_its_weekday_and_marked_up() -> None:
    shown = block_html(date_example({"kind": "letter", "sent": date(2026, 7, 1)}), WORDS)
    assert '<time datetime="2026-09-01">Tuesday 1 September 2026</time> by 5pm' in shown
    assert "Contact us by" in shown


@pytest.mark.feature(6, how="partly")
def test_the_ways_are_shown_alike_each_under_its_own_heading() -> None:
    shown = block_html(library.ways(), WORDS)
    for way in library.ways().ways:
        assert f'<h2 class="govuk-heading-l" id="{way.key}">{way.title}</h2>' in shown
    for label in ("What it can give", "What it cannot give", "Cost to you", "Your last dates"):
        assert shown.count(label) == 5
