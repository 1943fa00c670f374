"""The reading age of public text: measured, and never getting worse."""

import tomllib
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from commonground.guidance import library
from commonground.guidance.reading import hardest, measure, sentences_of, syllables, texts_of
from commonground.guidance.schema import EasyRead, Page

BASELINE = tomllib.loads((Path(__file__).parent / "reading_ages.toml").read_text())


def _everything() -> dict[str, Page | EasyRead]:
    pages: dict[str, Page | EasyRead] = {page.slug: page for page in library.pages()}
    return pages | {f"{easy.slug} (easy read)": easy for easy in library.easy_reads()}


@pytest.mark.parametrize("name", _everything())
def test_no_page_reads_harder_than_it_did(name: str) -> None:
    texts = list(texts_of(_everything()[name]))
    age = round(measure(texts).age, 1)
    worst = "\n".join(f"{a:5.1f} {sentence}" for a, sentence in hardest(texts))
    assert age <= BASELINE[name], f"{name} reads at {age}, it was {BASELINE[name]}. The hardest:\n{worst}"


def test_every_page_for_families_reads_at_eleven_or_younger() -> None:
    assert set(BASELINE) == set(_everything())
    assert {name: age for name, age in BASELINE.items() if age > 11} == {}


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1),
        ("date", 1),
        ("dates", 1),
        ("council", 2),
        ("asked", 1),
        ("wanted", 2),
        ("table", 2),
        ("placement", 2),
        ("people", 2),
        ("education", 4),
        ("special", 2),
        ("period", 3),
        ("choices", 2),
        ("independent", 4),
        ("language", 2),
    ],
)
def test_syllables_are_counted_as_they_are_heard(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_age_is_the_formula_of_flesch_and_kincaid() -> None:
    measured = measure(["The council must write to you.", "You can appeal"])
    assert (measured.words, measured.sentences, measured.syllables) == (9, 2, 11)
    by_hand = 0.39 * 9 / 2 + 11.8 * 11 / 9 - 15.59 + 5
    assert measured.age == pytest.approx(max(5.0, by_hand))


def test_harder_text_reads_older() -> None:
    easy = measure(["You can say no. It is up to you."]).age
    hard = measure(["Notwithstanding the aforementioned considerations, participation remains discretionary."]).age
    assert easy == 5
    assert hard > 18


def test_a_term_that_families_must_meet_counts_as_one_short_word() -> None:
    assert measure(["Disagreement resolution is free"]) == measure(["Talk is free"])
    assert measure(["The mediation adviser gives certificates"]) == measure(["The one gives them"])


def test_a_colon_ends_a_sentence_and_the_list_after_it_is_more_sentences() -> None:
    assert sentences_of("We ask: can you come? Say yes or no.") == ["We ask", "can you come", "Say yes or no"]
    assert measure(["One", "Two"]).sentences == 2


def test_nothing_reads_at_five() -> None:
    assert measure([]).age == 5


def test_the_command_lists_every_page_with_its_age_and_the_hardest_sentences_of_one() -> None:
    told = StringIO()
    call_command("guidance", stdout=told)
    lines = told.getvalue().splitlines()
    assert len(lines) == len(library.pages())
    assert lines[0].split()[:3] == ["/accessibility/", "age", str(BASELINE["accessibility"])]
    assert all("reviewed" in line and "again on 20" in line for line in lines)
    told = StringIO()
    call_command("guidance", "dates", stdout=told)
    assert len(told.getvalue().splitlines()) == 10
    told = StringIO()
    call_command("guidance", "nowhere", stdout=told)
    assert told.getvalue() == "There is no page nowhere.\n"
