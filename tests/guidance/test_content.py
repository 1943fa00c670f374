"""What the guidance says, and that it says it of every way alike."""

import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from commonground.cases.commands import INFORMATION
from commonground.guidance import library
from commonground.guidance.checks import guidance_is_sound
from commonground.guidance.examples import date_example
from commonground.guidance.reading import texts_of
from commonground.guidance.schema import Audience, DateExample, Heading, Page, lines_of
from commonground.law import RULES
from commonground.voice.words import DRAWN

PAGES = {
    "accessibility",
    "certificates",
    "complaints",
    "dates",
    "disagreement-resolution",
    "for-councils",
    "for-schools",
    "for-supporters",
    "for-young-people",
    "information",
    "mediation",
    "not-one-of-ours",
    "privacy",
    "prompt-cards",
    "side-by-side",
    "what-a-meeting-is-like",
}


def _page(slug: str) -> Page:
    page = library.page(slug)
    assert page is not None
    return page


def _text(slug: str) -> str:
    return "\n".join(texts_of(_page(slug)))


def test_every_page_is_there_and_sound() -> None:
    assert [str(fault) for fault in library.faults()] == []
    assert guidance_is_sound() == []
    assert {page.slug for page in library.pages()} == PAGES


def test_the_five_decisions_and_what_a_plan_says_are_there_by_name() -> None:
    text = _text("mediation")
    for name in (
        "The council will not do an EHC needs assessment.",
        "will not make a plan.",
        "The council will not assess again",
        "The council will not change the plan after a review.",
        "The council will end the plan.",
        "about what a plan says",
    ):
        assert name in text
    numbered = [b for b in _page("mediation").blocks if getattr(b, "numbered", False)]
    assert len(numbered[0].lines) == 5


def test_the_three_kinds_of_disagreement_resolution_are_there_by_name() -> None:
    numbered = [b for b in _page("disagreement-resolution").blocks if getattr(b, "numbered", False)]
    names = [line.spans[0].text for line in numbered[0].lines]
    assert names == [
        "How the council or the school does its job.",
        "The help a school or college gives.",
        "Health and social care help.",
    ]
    assert all(line.sources == ("R53",) for line in numbered[0].lines)


@pytest.mark.feature(6, how="partly")
def test_five_ways_stand_side_by_side_in_one_shape_and_in_the_order_of_the_alphabet() -> None:
    ways = library.ways().ways
    titles = [way.title for way in ways]
    assert titles == sorted(titles)
    assert {way.key for way in ways} == {
        "appeal",
        "complaint",
        "disagreement-resolution",
        "mediation",
        "wait",
    }
    assert {(len(way.can), len(way.cannot)) for way in ways} == {(3, 2)}
    lengths = [sum(len(line.text.split()) for line in way.lines) for way in ways]
    assert max(lengths) <= 1.35 * min(lengths), dict(zip(titles, lengths, strict=True))
    assert library.ways() in _page("side-by-side").blocks


def test_choosing_not_to_mediate_is_said_not_to_count_against_you() -> None:
    for slug in ("mediation", "side-by-side"):
        assert "Choosing not to mediate does not count against you." in _text(slug)


def test_disagreement_resolution_says_that_the_time_to_appeal_runs_on() -> None:
    assert "Disagreement resolution does not stop the time to appeal." in _text("disagreement-resolution")


def test_certificates_are_called_by_the_names_that_families_read() -> None:
    text = _text("certificates")
    for name in (
        "You chose not to mediate.",
        "Mediation took place.",
        "The council could not arrange mediation in time.",
    ):
        assert name in text


def test_complaints_have_set_times_and_a_way_on() -> None:
    text = _text("complaints")
    assert "within 3 working days" in text
    assert "within 20 working days" in text
    assert "Civil Mediation Council" in text


def test_not_one_of_ours_says_what_the_letter_must_name_and_that_dates_run() -> None:
    text = _text("not-one-of-ours")
    assert "It must say whom to contact about mediation." in text
    assert "You have two months from the day the letter was sent" in text


def test_young_people_can_tell_when_it_is_theirs_and_whom_to_call_when_not_safe() -> None:
    text = _text("for-young-people")
    assert "the last Friday in June of the school year in which you turn 16" in text
    assert "Not safe now? Call 999." in text


def test_the_information_tells_each_fact_of_the_advisers_checklist_in_a_part_of_its_own() -> None:
    page = _page("information")
    assert [part.key for part in page.parts] == list(INFORMATION)
    assert all(part.blocks for part in page.parts)
    first = page.parts[0]
    assert page.blocks[len(page.opening)] == Heading(2, first.title, first.anchor)


def test_no_date_is_typed_by_hand() -> None:
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    typed = re.compile(rf"\b\d{{1,2}} (?:{months}) \d{{4}}|\b\d{{4}}-\d\d-\d\d")
    for page in library.pages():
        assert not typed.search("\n".join(texts_of(page))), page.slug


def test_sources_are_rules_that_exist_and_carry_their_citation() -> None:
    for page in library.pages():
        if page.audience is not Audience.SERVICE:
            assert any(id_ in RULES for id_ in page.sources), page.slug
        for id_, source in page.sources.items():
            assert source.says, (page.slug, id_)
            if id_ in RULES:
                assert source.cite == RULES[id_].cite


def test_every_sentence_that_names_a_time_has_a_source() -> None:
    named = re.compile(r"\b(?:month|week|working day)s?\b")
    lines = [line for page in library.pages() for block in page.blocks for line in lines_of(block)]
    timed = [line for line in lines if named.search(line.text)]
    assert len(timed) > 50
    assert [line.text for line in timed if not line.sources and "not 60 days" not in line.text] == []


def _dates(slug: str) -> list[list[date]]:
    return [[row.on for row in b.rows] for b in _page(slug).blocks if isinstance(b, DateExample)]


def test_the_examples_on_the_dates_page_are_the_dates_of_the_law() -> None:
    """Against the worked cases of the law reference (35, 39, 66, 50), written here by hand."""
    dates = _dates("dates")
    assert [date(2026, 7, 1), date(2026, 8, 30), date(2026, 9, 1)] in dates
    assert [date(2026, 12, 31), date(2027, 2, 28), date(2027, 3, 1)] in dates
    assert [date(2026, 12, 4), date(2027, 1, 3)] in dates
    assert [date(2026, 6, 10), date(2026, 7, 1), date(2026, 9, 1)] in dates
    assert [date(2026, 9, 14), date(2026, 11, 6), date(2026, 12, 7)] in dates  # 6 December is a Sunday
    assert [date(2026, 9, 14), date(2026, 10, 30), date(2026, 11, 30)] in _dates("certificates")
    assert [date(2026, 12, 24), date(2026, 12, 31)] in _dates("certificates")
    assert [date(2026, 12, 7), date(2026, 12, 15)] in _dates("what-a-meeting-is-like")


def test_an_appeal_in_an_example_has_its_hour() -> None:
    hours = [row.at for row in date_example({"kind": "letter", "sent": date(2026, 7, 1)}).rows]
    assert hours == ["", "", "17:00"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"kind": "guess"}, "kind is one of"),
        ({"kind": "letter"}, "letter takes sent"),
        ({"kind": "letter", "sent": "soon"}, "sent is a day"),
        ({"kind": "letter", "sent": date(1999, 1, 1)}, "no rulebook"),
        ({"kind": "agreed", "agreed": date(2026, 7, 1), "action": "dance"}, "dance"),
    ],
)
def test_an_example_that_cannot_be_worked_out_says_why(given: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        date_example(given)


def test_interpreters_are_offered_in_the_ten_languages_most_spoken_after_english() -> None:
    offers = library.offers()
    assert [offer.english for offer in offers] == [
        "Polish",
        "Romanian",
        "Panjabi",
        "Urdu",
        "Portuguese",
        "Spanish",
        "Arabic",
        "Bengali",
        "Gujarati",
        "Italian",
    ]
    assert {offer.lang for offer in offers if offer.dir == "rtl"} == {"ur", "ar"}
    assert len({offer.text for offer in offers}) == 10


WITHOUT_EASY_READ = {"for-councils"}
"""Its readers are officers of councils and of the NHS. Every other page, each new one too, has an Easy Read version."""
INK, TEAL, SAND, WHITE = "#1d2a30", "#0f4c5c", "#f7f3ec", "#ffffff"


@pytest.mark.feature(17, how="partly")
def test_every_page_but_that_for_officers_has_an_easy_read_version_in_which_every_line_has_its_picture() -> None:
    assert {easy.slug for easy in library.easy_reads()} == set(library.slugs()) - WITHOUT_EASY_READ
    for easy in library.easy_reads():
        assert len(easy.lines) >= 10
        assert all(library.picture(line.picture).startswith("<svg ") for line in easy.lines)
        assert all(one.picture != next_.picture for one, next_ in pairwise(easy.lines)), easy.slug


def test_pictures_are_flat_and_small_and_bring_nothing_with_them() -> None:
    used = {line.picture for easy in library.easy_reads() for line in easy.lines}
    drawn = {file.stem for file in (library.HERE / "pictures").iterdir()}
    assert drawn == used | DRAWN
    for name in drawn:
        text = library.picture(name)
        root = ElementTree.fromstring(text)
        kinds = {element.tag.split("}")[1] for element in root.iter()}
        assert kinds <= {"svg", "rect", "circle", "ellipse", "path"}, name
        colours = {e.get(key) for e in root.iter() for key in ("fill", "stroke")} - {None, "none"}
        assert colours <= {INK, TEAL, SAND, WHITE}, name
        assert "style" not in text, name
        assert len(text) < 3000, name


@pytest.mark.feature(54)
def test_the_prompt_cards_hold_the_law_questions_to_ask_and_what_to_look_for_before_anyone_signs() -> None:
    cards = {part.key: part for part in _page("prompt-cards").parts}
    assert list(cards) == ["dates", "law", "before", "questions", "signing", "wrong"]
    told = {key: [line for block in part.blocks for line in lines_of(block)] for key, part in cards.items()}
    assert all(line.sources for key in ("dates", "law") for line in told[key])
    assert sum(line.text.endswith("?") for line in told["questions"]) == len(told["questions"])
    signing = " ".join(line.text for line in told["signing"])
    for flag in ('"consider"', '"where possible"', "who does it", "Is everything in writing?", "take time to read it"):
        assert flag in signing
