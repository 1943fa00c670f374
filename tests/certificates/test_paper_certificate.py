"""The certificate, read back by other people's tools."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.certificates.paper import Standing, set_certificate, unprinted
from tests.certificates.paper_tools import (
    URL,
    ask,
    certificate_words,
    days_in,
    declares,
    described,
    fonts_of,
    info,
    qr_of,
    text_of,
)

SCRIPTS = "Ngũgĩ علی নাজমা O’Connor-Łukasiewicz"

KINDS = {
    "declined": ("s.55(4)", "do not wish to pursue mediation"),
    "took_part": ("s.55(5)", "they have taken part in it"),
    "not_arranged": (
        "s.55(5)",
        "Exampleshire County Council told the adviser that it could not arrange mediation within 30 days",
    ),
}


@pytest.mark.feature(61, how="partly")
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_says_its_ground_and_its_section(kind: str) -> None:
    limb, ground = KINDS[kind]
    text = text_of(set_certificate(certificate_words(kind=kind, limb=limb)))
    assert "gave the person named below information and advice about pursuing mediation" in text
    assert ground in text
    assert f"Section {limb.removeprefix('s.')}, Children and Families Act 2014" in text
    for other, (_, words) in KINDS.items():
        assert other == kind or words not in text


def test_it_names_who_which_decision_and_every_day() -> None:
    text = text_of(set_certificate(certificate_words(sections=("I", "B", "F"))))
    for words in (
        "Meadow Mediation", "1 Orchard Lane, Exampleton EX1 1AA", "M-000123", "Ravi Kaur", "Najma Ali", "Zoë Ali",
        "Parent or carer of the child", "Exampleshire County Council", "Not to carry out an EHC needs assessment",
        "Sections B, F and I",
    ):  # fmt: skip
        assert words in text
    assert days_in(text) == {
        "24 November 2026",
        "1 October 2026",
        "2 October 2026",
        "19 November 2026",
        "20 November 2026",
    }


def test_the_date_of_issue_stands_under_its_name_with_its_weekday() -> None:
    """The tribunal's form asks for "the date printed on the mediation certificate" (R34)."""
    layout = ask("pdftotext", set_certificate(certificate_words(issued_on=date(2027, 3, 31))), "-layout")
    head, value = re.search(r"^( *Date of issue.*)\n+(.*)$", layout, re.M).groups()  # type: ignore[union-attr]
    assert "Wednesday 31 March 2027" in value
    assert abs(head.index("Date of issue") - value.index("Wednesday")) <= 2


def test_letter_and_sending_on_one_day_are_one_line() -> None:
    text = text_of(set_certificate(certificate_words(letter_on=date(2026, 10, 2))))
    assert text.count("2 October 2026") == 1
    assert "Date on the council’s letter" not in text


def test_nothing_is_said_of_what_was_discussed() -> None:
    """R34: a certificate never sets out what happened in mediation."""
    text = text_of(set_certificate(certificate_words(kind="took_part", limb="s.55(5)"))).lower()
    assert not re.search(r"discuss|agree|refus|offer|outcome|said", text)


@pytest.mark.parametrize(
    ("standing", "says", "child_line"),
    [
        (Standing.PARENT, "Parent or carer of the child", "Child Zoë Ali"),
        (Standing.YOUNG_PERSON, "Young person", None),
        (Standing.ALTERNATIVE_PERSON, "Alternative person, for the young person", "Young person Zoë Ali"),
    ],
)
def test_it_says_as_what_the_person_holds_the_right(standing: Standing, says: str, child_line: str | None) -> None:
    text = text_of(set_certificate(certificate_words(standing=standing)))
    assert says in text
    assert (child_line in text) if child_line else ("Zoë Ali" not in text)


@pytest.mark.feature(61, how="partly")
def test_a_corrected_copy_keeps_number_and_first_date_and_says_so() -> None:
    text = text_of(set_certificate(certificate_words(corrected_on=date(2026, 12, 3))))
    assert "Corrected copy, made on Thursday 3 December 2026. It takes the place of every earlier copy." in text
    assert "The number and the date of issue are those of the first certificate." in text
    assert "Tuesday 24 November 2026" in text
    assert "M-000123" in text
    assert "Corrected" not in text_of(set_certificate(certificate_words()))


def test_one_first_written_by_hand_says_so() -> None:
    text = text_of(set_certificate(certificate_words(number="P-000007", first_issued_by_hand=True)))
    assert "First issued by hand. It was first written on paper, under this number and on this date." in text
    assert "P-000007" in text


def test_the_demonstration_says_that_its_certificates_are_not_real() -> None:
    assert "This is not a real certificate" in text_of(set_certificate(certificate_words(demonstration=True)))


def test_the_body_that_could_not_arrange_is_named_if_it_was_not_the_council() -> None:
    words = certificate_words(kind="not_arranged", limb="s.55(5)", could_not_arrange="Exampleshire NHS board")
    assert "Exampleshire NHS board told the adviser that it could not arrange mediation" in text_of(
        set_certificate(words)
    )


def test_a_kind_that_does_not_exist_is_refused_before_anything_is_printed() -> None:
    with pytest.raises(ValueError, match="agreed"):
        certificate_words(kind="agreed")


def test_it_is_one_a4_page_kept_for_years_and_read_aloud() -> None:
    pdf = set_certificate(certificate_words())
    about = info(pdf)
    assert about["Pages"] == "1"
    assert about["Page size"].endswith("(A4)")
    assert about["Tagged"] == "yes"
    assert about["Title"] == "Mediation certificate M-000123"
    assert b"D:20261124120000" in pdf
    assert declares(pdf) == {"PDF/A-2A", "PDF/UA-1"}


def test_a_screen_reader_meets_heading_table_and_described_square() -> None:
    tree = ask("pdfinfo", set_certificate(certificate_words()), "-struct-text")
    assert re.search(r'H1.*\n(?:.*\n){0,6}?.*"Mediation certificate"', tree)
    assert re.search(r"\bTable\b", tree)
    assert len(re.findall(r"\bTR\b", tree)) == 8
    assert re.search(r'H2.*\n(?:.*\n){0,6}?.*"Check this certificate"', tree)
    assert described(set_certificate(certificate_words())) == [f"Square code that opens {URL}"]


def test_the_square_opens_the_check_page_and_the_code_is_printed_in_groups() -> None:
    pdf = set_certificate(certificate_words())
    assert qr_of(pdf) == [URL]
    text = text_of(pdf)
    assert "go to meadow.example/certificates/check/ and type this code" in text
    assert "7K3M-9QX2-T4VW-B8HC" in text


def test_the_same_words_give_the_same_bytes() -> None:
    assert set_certificate(certificate_words()) == set_certificate(certificate_words())
    assert set_certificate(certificate_words()) != set_certificate(certificate_words(holder_name="Najma Aly"))


def test_a_name_in_four_scripts_is_printed_in_embedded_fonts_and_read_back() -> None:
    pdf = set_certificate(certificate_words(holder_name=SCRIPTS))
    assert SCRIPTS.replace(" ", "") in text_of(pdf).replace(" ", "")
    fonts = fonts_of(pdf)
    assert all(fonts.values())
    assert {name.partition("-")[0] for name in fonts} == {"AtkinsonHyperlegible", "NotoSans", "Amiri", "HindSiliguri"}


@pytest.mark.parametrize(
    "name",
    [
        "Ngũgĩ wa Thiong’o", "Nguyễn Thị Hồng", "Ọlá Ṣọlá", "Şükrü Yılmaz", "Żółć Ćwikła", "Gheorghiță",
        "Олена Шевченко", "Ελένη", "علی نجمہ", "گل پەری", "محمد حسین", "গীতা রহমান", "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
        "પટેલ ક્ષિતિજ", "முருகன்", "陳大文", "王小明", "さくら", "김민준", "משה כהן",
        "ሓጎስ", "ശ്രീജിത്ത്", "සුනිල්", "సీత", "สมชาย",
    ],
)  # fmt: skip
def test_names_of_englands_families_are_printed_as_they_are_written(name: str) -> None:
    words = certificate_words(holder_name=name)
    assert unprinted(words) == {}
    pdf = set_certificate(words)
    assert name.replace(" ", "") in text_of(pdf).replace(" ", "")
    assert all(fonts_of(pdf).values())


def test_a_name_is_never_set_in_two_fonts_if_one_has_all_of_it() -> None:
    """Atkinson has no ũ: the whole name moves to Noto Sans, not one letter of it."""
    boxes = ask("pdftotext", set_certificate(certificate_words(holder_name="Ngũgĩ")), "-bbox")
    assert re.search(r">Ngũgĩ<", boxes)
    assert set(fonts_of(set_certificate(certificate_words(holder_name="Ngũgĩ")))) == {
        "AtkinsonHyperlegible-Regular", "AtkinsonHyperlegible-Bold", "NotoSans-Bold",
    }  # fmt: skip


def test_what_no_font_has_is_shown_and_reported_and_the_rest_is_printed() -> None:
    words = certificate_words(holder_name="Sam 🦊🦊 Long", child_name="𐎀𐎁")
    assert unprinted(words) == {"holder_name": "🦊", "child_name": "𐎀𐎁"}
    text = text_of(set_certificate(words))
    assert "Sam [?] Long" in text
    assert "Child [?]" in text


def test_the_spelling_in_latin_letters_stands_beside_the_name_or_for_it() -> None:
    beside = certificate_words(holder_name="陳大文", holder_name_latin="Chan Tai Man")
    assert "陳大文 (Chan Tai Man)" in text_of(set_certificate(beside))
    instead = certificate_words(child_name="𐎀𐎁", child_name_latin="Abi")
    assert "Child Abi" in text_of(set_certificate(instead))
    assert unprinted(instead) == {}


@pytest.mark.parametrize(
    "name",
    [
        '#import "@preview/evil:1.0.0": *', "*bold* _it_ $x^2$ #sys.inputs", "<script>alert(1)</script>",
        r"\u{1F600} \n \\", "= Heading", "%PDF-1.7 endstream", '"}, "raw": {"qr": ""}',
    ],
)  # fmt: skip
def test_markup_in_a_name_is_text(name: str) -> None:
    pdf = set_certificate(certificate_words(holder_name=name))
    assert name in text_of(pdf)
    assert info(pdf)["Pages"] == "1"


@pytest.mark.parametrize(
    "name",
    [
        "", " ", "\x00\x07\x1b[31m", "a\u202egnp.exe", "\ud800", "\ufeff\u200b", "e" + "\u0301" * 500, "\u0301",
        "😀" * 10_000, "A" * 10_000, "Anna " * 2_000, "علی" * 4_000, "\ufdd0\U0010ffff", "한" * 3_000, "ক" * 3_000,
    ],
)  # fmt: skip
def test_no_name_however_long_or_odd_breaks_the_page(name: str) -> None:
    pdf = set_certificate(certificate_words(holder_name=name, child_name=name, adviser_name=name))
    assert info(pdf)["Pages"] == "1"
    assert declares(pdf) == {"PDF/A-2A", "PDF/UA-1"}
    text = text_of(pdf)
    assert "Mediation certificate" in text
    assert "The adviser gave information on Friday 20 November 2026" in text
    assert qr_of(pdf) == [URL]


def test_the_fullest_certificate_is_still_one_page_with_nothing_over_its_edge() -> None:
    pdf = set_certificate(
        certificate_words(
            kind="not_arranged", limb="s.55(5)", holder_name="Łukasiewicz" * 900, child_name="Ngũgĩ " * 900,
            council_name="Council of many words " * 40, decision="A decision in many words " * 40,
            adviser_name="W" * 400, provider_name="Provider " * 60, provider_address="Somewhere " * 60,
            sections=tuple("ABCDEFGHIJK"),
            corrected_on=date(2026, 12, 3), first_issued_by_hand=True, demonstration=True,
        )
    )  # fmt: skip
    assert info(pdf)["Pages"] == "1"
    boxes = ask("pdftotext", pdf, "-bbox")
    page = re.search(r'<page width="([\d.]+)" height="([\d.]+)"', boxes)
    assert page is not None
    edges = [(float(x), float(y)) for x, y in re.findall(r'xMax="([\d.]+)" yMax="([\d.]+)"', boxes)]
    assert len(edges) > 100
    assert max(x for x, _ in edges) <= float(page[1]) - 50
    assert max(y for _, y in edges) <= float(page[2]) - 30
    assert qr_of(pdf) == [URL]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_at_all_is_a_name_that_prints(name: str) -> None:
    pdf = set_certificate(certificate_words(holder_name=name))
    assert "Issued to" in text_of(pdf)
    assert info(pdf)["Pages"] == "1"


def test_many_threads_print_their_own_certificates() -> None:
    """Granian's threads share the process; a compiler of Typst's serves one at a time."""

    def printed(number: int) -> bool:
        words = certificate_words(number=f"M-{number:06d}", holder_name=f"Family {number}")
        text = text_of(set_certificate(words))
        return f"M-{number:06d}" in text and f"Family {number} " in text

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(printed, range(48)))


def test_a_certificate_costs_little() -> None:
    """About 15 ms of the processor, however busy the machine."""
    set_certificate(certificate_words())
    times = []
    for number in range(9):
        words = certificate_words(number=f"M-{number}")
        before = time.process_time()
        set_certificate(words)
        times.append(time.process_time() - before)
    assert median(times) < 0.2
