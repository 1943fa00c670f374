"""Content that is wrong is refused, each file by name and line, before a visitor can see it."""

import re
from datetime import date
from pathlib import Path

import pytest

from commonground.guidance import library
from commonground.guidance.checks import guidance_is_sound
from commonground.guidance.files import read_easy_read, read_offers, read_page, read_ways
from commonground.guidance.schema import BadContent, Bullets, Heading, Page, Paragraph, Span
from tests.guidance.copies import forget

HEAD = """+++
title = "A page"
slug = "a-page"
summary = "What it is about."
audience = "family"
sources = ["R11", "ours"]
reviewed_by = ""
reviewed_on = ""
review_again_on = 2027-02-24
notes = ""
+++
"""
SIGNED = 'reviewed_by = "Ana Sample"\nreviewed_on = 2026-11-24'
UNSIGNED = re.compile(r"reviewed_by = .*\nreviewed_on = .*")
AGAIN = re.compile(r"review_again_on = .*")
BODY = """
You have two months to call. {R11}

## What we do

We listen. {ours}
"""


def _read(tmp_path: Path, text: str, *, language: str = "en") -> Page:
    folder = tmp_path / language
    folder.mkdir(exist_ok=True)
    file = folder / "a-page.md"
    file.write_text(text)
    return read_page(file, ways=library.ways(), pictures=library.HERE / "pictures")


def test_a_page_is_read_into_blocks_with_their_sources(tmp_path: Path) -> None:
    text = HEAD + BODY + "\n- **One** of [two](/dates/). {R11 ours}\n- Two\n  lines\n\n> Set apart.\n"
    page = _read(tmp_path, text)
    first, heading, second, bullets, inset = page.blocks
    assert isinstance(first, Paragraph)
    assert (first.line.text, first.line.sources) == ("You have two months to call.", ("R11",))
    assert heading == Heading(2, "What we do", "what-we-do")
    assert isinstance(second, Paragraph)
    assert second.line.sources == ("ours",)
    assert isinstance(bullets, Bullets)
    assert bullets.lines[0].spans == (
        Span("One", strong=True),
        Span(" of "),
        Span("two", href="/dates/"),
        Span("."),
    )
    assert bullets.lines[0].sources == ("R11", "ours")
    assert bullets.lines[1].text == "Two lines"
    assert isinstance(inset, Paragraph)
    assert inset.inset
    assert page.path == "/a-page/"


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("# Too high\n", "a-page.md, line 20: Use ## or ###"),
        ("## What we do\n", "Two headings read 'What we do'"),
        ("<b>Bold</b>\n", "no place for HTML"),
        ("<div>Bold</div>\n", "no place for HTML"),
        ("A *word*.\n", "no place for italics"),
        ("A `word`.\n", "no place for code"),
        ("![Us](/us.png)\n", "no place for image"),
        ("---\n", "no place for hr"),
        ("- One\n  - Two\n", "A list item holds one paragraph"),
        ("> One\n>\n> Two\n", "An inset holds one paragraph"),
        ("```python\nx = 1\n```\n", "A fenced block is `date-example`"),
        (
            '```date-example\nkind = "letter"\n```\n',
            "This date example cannot be worked out: letter takes sent",
        ),
        ("```date-example\nkind = \n```\n", "This date example cannot be worked out"),
        ("[Here](javascript:alert(1)) or [there](//evil.example/).\n", "A link may go to a page here"),
        ("[Here](https://evil.example/).\n", "A link may go to a page here"),
        ("We are {nobody}.\n", "{nobody} is neither a source"),
        ("It is so. {R11} And more.\n", "{R11} is neither a source"),
        ("It is so. {R99}\n", "R99"),
        ("It is so. {R12}\n", "The text rests on R12, which sources does not list"),
        ("You must call.\n", "'must' needs a source"),
        ("It is free.\n", "'free' needs a source"),
        ("It takes 30 days.\n", "'30 days' needs a source"),
        ("It is a duty. {ours}\n", "'duty' is a word for staff"),
        ("The LA is late. {ours}\n", "'LA' is a word for staff"),
        ("You get a notice. {ours}\n", "'notice' is a word for staff"),
        ("We recommend mediation. {ours}\n", "'recommend' leans towards or away"),
        ("Mediation is quicker than appeal. {ours}\n", "'quicker than' leans towards or away"),
        ("## The best way\n", "'The best way' leans towards or away"),
    ],
)
def test_what_a_page_may_not_hold_is_refused_by_name(tmp_path: Path, bad: str, says: str) -> None:
    with pytest.raises(BadContent) as refused:
        _read(tmp_path, HEAD + BODY + "\n\n" + bad)
    assert says in str(refused.value)
    assert str(refused.value).startswith("a-page.md")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("+++\ntitle", "title", "begins with its front matter"),
        ('title = "A page"', "title = ", "This is not TOML"),
        ('title = "A page"\n', "", "It does not say title"),
        ('title = "A page"', "title = 7", "title cannot be 7"),
        ("notes", "remarks", "It does not say notes"),
        ('notes = ""', 'notes = ""\ncolour = "red"', "Nothing here is called colour"),
        ('slug = "a-page"', 'slug = "b-page"', "slug is 'b-page', but the file is called a-page.md"),
        ('"family"', '"everyone"', "audience is one of"),
        (
            '["R11", "ours"]',
            '["R11", "R12", "ours"]',
            "sources lists R12, on which nothing in the text rests",
        ),
        ('["R11", "ours"]', '["R11", "ours", "R99"]', "Source R99 is no rule"),
        ('["R11", "ours"]', '["R11", "ours", "S1"]', "Source S1 is no rule"),
        (
            'notes = ""',
            'notes = ""\n[[source]]\nid = "S1"',
            "[[source]]: It does not say address, cite, says",
        ),
        ('reviewed_by = ""', 'reviewed_by = "Ana Sample"', "A review has a name and a day"),
        ('reviewed_on = ""', "reviewed_on = 2026-11-24", "A review has a name and a day"),
        ('reviewed_on = ""', 'reviewed_on = "soon"', "reviewed_on is a day"),
        (
            'reviewed_by = ""\nreviewed_on = ""',
            'reviewed_by = "Ana Sample"\nreviewed_on = 2027-02-24',
            "review_again_on comes after reviewed_on",
        ),
    ],
)
def test_front_matter_that_does_not_fit_is_refused_by_name(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in HEAD
    with pytest.raises(BadContent) as refused:
        _read(tmp_path, HEAD.replace(old, new) + BODY)
    assert says in str(refused.value)
    assert str(refused.value).startswith("a-page.md")


def test_a_page_may_name_a_source_of_its_own(tmp_path: Path) -> None:
    named = 'notes = ""\n[[source]]\nid = "S1"\nsays = "So."\ncite = "Them"\naddress = "https://www.gov.uk/"'
    head = HEAD.replace('"ours"]', '"ours", "S1"]').replace('notes = ""', named)
    page = _read(tmp_path, head + BODY + "\nIt is so. {S1}\n")
    assert page.sources["S1"].cite == "Them"
    assert page.sources["R11"].cite == "SEND Regulations 2014 reg 33"
    with pytest.raises(BadContent, match="S1, on which nothing"):
        _read(tmp_path, head + BODY)


def test_professionals_may_read_the_words_of_the_trade_but_are_not_steered_either(tmp_path: Path) -> None:
    head = HEAD.replace('"family"', '"professional"')
    assert _read(tmp_path, head + BODY + "\nIt is a duty of the LA. {ours}\n")
    with pytest.raises(BadContent, match="leans"):
        _read(tmp_path, head + BODY + "\nWe recommend mediation. {ours}\n")


def test_only_english_is_held_to_the_english_lists_of_words(tmp_path: Path) -> None:
    assert _read(tmp_path, HEAD + BODY + "\nLa, must, free, notice.\n", language="es")
    with pytest.raises(BadContent, match="no place for HTML"):
        _read(tmp_path, HEAD + BODY + "\n<b>x</b>\n", language="es")


WAY = """[[way]]
key = "{key}"
title = "Way"
what = "It is a way. {{ours}}"
can = ["One. {{ours}}", "Two. {{ours}}"]
cannot = ["Three. {{ours}}"]
cost = "Free. {{ours}}"
dates = "None. {{ours}}"
href = "/dates/"
action = "Go"
"""


def test_a_way_that_weighs_more_than_the_others_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "ways.toml"
    file.write_text(WAY.format(key="a") + WAY.format(key="b"))
    assert len(read_ways(file).ways) == 2
    file.write_text(WAY.format(key="a") + WAY.format(key="b").replace('"Two. {ours}"', '"Two.", "More."'))
    with pytest.raises(BadContent, match="weigh the same"):
        read_ways(file)
    file.write_text(WAY.format(key="a").replace("Free. {ours}", "Free."))
    with pytest.raises(BadContent, match=r"ways.toml, a: 'Free' needs a source"):
        read_ways(file)


EASY = """title = "Easy"
reviewed_by = ""
reviewed_on = ""
review_again_on = 2027-02-24
[[line]]
picture = "phone"
text = "Call us. We listen."
"""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("phone", "unicorn", "There is no picture unicorn.svg"),
        ("We listen.", "We listen. We talk.", "at most 2 sentences"),
        ("We listen.", "We " + "really " * 14 + "listen.", "at most 15 words"),
        ("We listen.", "It is free.", "'free' needs a source"),
        ("We listen.", "We recommend it.", "leans"),
        ("text", "words", "It does not say text"),
    ],
)
def test_easy_read_stays_easy(tmp_path: Path, old: str, new: str, says: str) -> None:
    (tmp_path / "phone.svg").write_text("<svg/>")
    file = tmp_path / "easy.toml"
    file.write_text(EASY)
    assert len(read_easy_read(file, pictures=tmp_path).lines) == 1
    file.write_text(EASY.replace(old, new))
    with pytest.raises(BadContent) as refused:
        read_easy_read(file, pictures=tmp_path)
    assert says in str(refused.value)


def test_an_offer_says_which_way_it_is_written(tmp_path: Path) -> None:
    file = tmp_path / "interpreters.toml"
    file.write_text((library.HERE / "interpreters.toml").read_text().replace('"rtl"', '"up"', 1))
    with pytest.raises(BadContent, match=r"Urdu: dir is one of ltr, rtl, not 'up'"):
        read_offers(file)


def test_the_check_at_start_names_each_bad_file(a_copy: Path) -> None:
    for slug in ("dates", "mediation"):
        file = a_copy / "content" / "en" / f"{slug}.md"
        file.write_text(file.read_text() + "\nWe recommend it. {ours}\n")
    errors = guidance_is_sound()
    assert [(error.obj, error.id) for error in errors] == [
        ("dates.md", "guidance.E001"),
        ("mediation.md", "guidance.E001"),
    ]
    assert all("leans" in error.msg for error in errors)


def test_the_check_finds_a_link_to_nowhere(a_copy: Path) -> None:
    (a_copy / "content" / "en" / "certificates.md").unlink()
    (a_copy / "easy_read" / "certificates.toml").unlink(missing_ok=True)
    sentences = {error.msg for error in guidance_is_sound()}
    assert sentences == {"Nothing stands at /certificates/."}


def test_the_check_finds_easy_read_without_a_page(a_copy: Path) -> None:
    (a_copy / "easy_read" / "nothing.toml").write_text(EASY)
    assert [error.obj for error in guidance_is_sound()] == ["nothing.toml"]


def test_broken_ways_are_one_error_and_not_one_for_every_page(a_copy: Path) -> None:
    (a_copy / "ways.toml").write_text("way = ")
    assert [error.obj for error in guidance_is_sound()] == ["ways.toml"]


def test_a_page_in_another_language_is_hidden_until_a_named_person_signed_it(a_copy: Path) -> None:
    polish = a_copy / "content" / "pl"
    polish.mkdir()
    text = UNSIGNED.sub('reviewed_by = ""\nreviewed_on = ""', (a_copy / "content/en/dates.md").read_text())
    (polish / "dates.md").write_text(text)
    assert library.page("dates", "pl") is None
    assert library.languages_of("dates") == ("en",)
    forget()
    (polish / "dates.md").write_text(AGAIN.sub("review_again_on = 2030-01-01", UNSIGNED.sub(SIGNED, text)))
    page = library.page("dates", "pl")
    assert page is not None
    assert page.language == "pl"
    assert library.languages_of("dates") == ("en", "pl")
    assert guidance_is_sound() == []


def test_a_line_counts_as_reviewed_once_a_named_reader_has_signed_it(a_copy: Path) -> None:
    file = a_copy / "interpreters.toml"
    text = UNSIGNED.sub('reviewed_by = ""\nreviewed_on = ""', file.read_text())
    file.write_text(text)
    assert {offer.lang for offer in library.offers() if offer.review.done} == set()
    forget()
    file.write_text(text.replace('reviewed_by = ""\nreviewed_on = ""', SIGNED, 1))
    assert {offer.lang for offer in library.offers() if offer.review.done} == {"pl"}


def test_a_page_is_due_until_it_is_reviewed_and_again_on_its_day(a_copy: Path) -> None:
    file = a_copy / "content" / "en" / "dates.md"
    text = UNSIGNED.sub('reviewed_by = ""\nreviewed_on = ""', file.read_text())

    def due(on: date) -> bool:
        forget()
        return "dates" in {page.slug for page in library.due_for_review(on)}

    file.write_text(text)
    assert due(date(2026, 11, 24))
    again = AGAIN.sub("review_again_on = 2027-02-24", text)
    file.write_text(again.replace('reviewed_by = ""\nreviewed_on = ""', SIGNED))
    assert [due(date(2027, 2, 23)), due(date(2027, 2, 24))] == [False, True]


PARTS = """
First of all. {ours}

## One

Words of one. {ours}

## Two

Words of two. {ours}
"""


def _with_parts(*parts: tuple[str, str]) -> str:
    head = HEAD.replace('"R11", ', "").removesuffix("+++\n")
    rows = "".join(f'[[part]]\nkey = "{key}"\npicture = "{picture}"\n' for key, picture in parts)
    return head + rows + "+++\n" + PARTS


def test_a_page_can_be_read_one_part_at_a_time(tmp_path: Path) -> None:
    page = _read(tmp_path, _with_parts(("first", "talk"), ("second", "meeting")))
    assert [(part.key, part.title, part.picture) for part in page.parts] == [
        ("first", "One", "talk"),
        ("second", "Two", "meeting"),
    ]
    assert page.opening == page.blocks[:1]
    assert page.parts[1].blocks == page.blocks[-1:]


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ([("first", "talk")], "There are 1 of [[part]] and 2 headings"),
        ([("first", "talk"), ("first", "meeting")], "same key"),
        ([("first", "talk"), ("second", "nothing")], "no picture nothing.svg"),
    ],
)
def test_parts_that_do_not_fit_their_page_are_refused(
    tmp_path: Path, parts: list[tuple[str, str]], sentence: str
) -> None:
    with pytest.raises(BadContent) as refused:
        _read(tmp_path, _with_parts(*parts))
    assert sentence in refused.value.sentence


def test_a_picture_of_easy_read_without_words_is_named(a_copy: Path) -> None:
    file = a_copy / "pictures.toml"
    file.write_text(file.read_text().replace('yes = "A tick"\n', ""))
    assert [str(fault) for fault in library.faults()] == ["pictures.toml: It does not say what yes.svg shows."]


def test_words_without_a_picture_are_named(a_copy: Path) -> None:
    file = a_copy / "pictures.toml"
    file.write_text(file.read_text() + 'maybe = "A shrug"\n')
    assert [str(fault) for fault in library.faults()] == ["pictures.toml: There is no picture maybe.svg."]
