"""Blank certificates and the work list on paper."""

import re
from datetime import date
from typing import Any

import pytest

from commonground.certificates.paper import BlankPack, WorkRow, set_blank_pack, set_work_list
from tests.certificates.paper_tools import PROVIDER, ask, declares, fonts_of, info, text_of

NUMBERS = tuple(f"P-{number:06d}" for number in range(1, 13))


def pack() -> bytes:
    return set_blank_pack(BlankPack(PROVIDER, NUMBERS, date(2026, 11, 24)))


def pages_of(pdf: bytes) -> list[str]:
    return [" ".join(page.split()) for page in ask("pdftotext", pdf, "-layout").split("\f")[:-1]]


@pytest.mark.feature(61, how="partly")
def test_each_number_of_the_pack_has_one_page_of_its_own_behind_the_instructions() -> None:
    first, *blanks = pages_of(pack())
    assert len(blanks) == len(NUMBERS)
    for number, page in zip(NUMBERS, blanks, strict=True):
        assert re.findall(r"P-\d{6}", page) == [number]
    assert "First number" in first
    assert re.findall(r"P-\d{6}", first) == [NUMBERS[0], NUMBERS[-1]]
    assert "12 certificates" in first


def test_a_blank_asks_for_all_that_a_certificate_says() -> None:
    """D14, R34: who, which decision, sections, informed, the ground, date of issue, adviser."""
    page = pages_of(pack())[1]
    for label in (
        "Date of issue", "Issued to", "Parent or carer of the child", "Young person", "Alternative person",
        "Child or young person",
        "Council that made the decision", "The decision", "Parts of the plan in dispute",
        "The council’s letter was sent on",
        "The adviser was contacted on", "The adviser gave information on", "Mediation adviser: name and signature",
        "gave this person information and advice about pursuing mediation", "do not wish to pursue mediation",
        "has taken part in it", "could not arrange it within 30 days",
    ):  # fmt: skip
        assert label in page
    assert page.count("Section 55(4)") == 1
    assert page.count("Section 55(5)") == 2
    assert "call 01632 960123" in page


def test_the_instructions_say_what_keeps_the_law_and_the_register() -> None:
    text = pages_of(pack())[0]
    for words in (
        "has the adviser given the information?", "Has anyone given a certificate for this decision already?",
        "Date it the day you give it.", "Write nothing about what was said in mediation.",
        "Mark its number void on the register.",
    ):  # fmt: skip
        assert words in text


def test_the_pack_can_be_read_aloud() -> None:
    assert declares(pack()) == {"PDF/A-2A", "PDF/UA-1"}
    assert info(pack())["Tagged"] == "yes"


def rows(count: int, **changed: Any) -> list[WorkRow]:
    usual: dict[str, Any] = {
        "due_on": date(2026, 11, 26),
        "what": "Issue the certificate",
        "child_name": "Zoë Ali",
        "council_name": "Exampleshire County Council",
        "waiting_for": "the council",
        "owner": "Ravi Kaur",
    }
    return [WorkRow(reference=f"CG-{number:04d}-2M", **(usual | changed)) for number in range(count)]


def work_list(lines: list[WorkRow], of: str = "") -> bytes:
    return set_work_list(lines, provider=PROVIDER, printed_on=date(2026, 11, 24), printed_at="8:30am", of=of)


def test_the_work_list_keeps_its_order_and_repeats_its_head_on_every_page() -> None:
    pdf = work_list(rows(60))
    pages = pages_of(pdf)
    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        for head in ("Due", "What to do", "Case", "Child and council", "Waiting for", "Whose", "Done"):
            assert head in page
        assert "Personal information. Keep it with you" in page
        assert f"Page {number} of {len(pages)}" in page
    assert re.findall(r"CG-\d{4}-2M", " ".join(pages)) == [row.reference for row in rows(60)]


def test_a_row_says_what_for_whom_by_when_and_with_what_care() -> None:
    text = text_of(work_list(rows(1, take_care="Do not leave a message"), of="Ravi Kaur"))
    for words in (
        "Thursday 26", "November 2026", "Issue the certificate", "Zoë Ali", "Exampleshire County Council",
        "the council",
        "Take care: Do not leave a message", "Ravi Kaur · Printed on Tuesday 24 November 2026 at 8:30am",
    ):  # fmt: skip
        assert words in text


def test_late_is_a_word_not_a_colour() -> None:
    assert "Late: Thursday 26" in text_of(work_list(rows(1, late=True)))
    assert "Late" not in text_of(work_list(rows(1)))


def test_an_empty_list_says_so() -> None:
    assert "Nothing is due." in text_of(work_list([]))


def test_no_row_however_long_is_lost_or_leaves_the_page() -> None:
    pdf = work_list(rows(3, child_name="😀A" * 5_000, what="Ngũgĩ " * 900, owner="W" * 900, take_care="علی " * 900))
    assert declares(pdf) == {"PDF/A-2A", "PDF/UA-1"}
    assert all(fonts_of(pdf).values())
    boxes = ask("pdftotext", pdf, "-bbox")
    assert max(float(x) for x in re.findall(r'xMax="([\d.]+)"', boxes)) <= 842 - 30
    assert len(re.findall("CG-000[012]-2M", boxes)) == 3
