"""Letters beside certificates, and letters for people without e-mail."""

import re
from datetime import date
from typing import Any

import pytest

from commonground.certificates.paper import (
    CoverLetterWords,
    Dates,
    LetterWords,
    NoDate,
    Paragraph,
    Points,
    Steps,
    set_cover_letter,
    set_letter,
)
from tests.certificates.paper_tools import PROVIDER, ask, blocks_of, days_in, declares, fonts_of, info, text_of

WORKING = (
    "Two months from the day the letter was sent end on Wednesday 2 December 2026.",
    "One month from the certificate ends on Thursday 24 December 2026.",
    "The later of the two counts.",
)


def cover(**changed: Any) -> str:
    """The text of a cover letter; give what should differ."""
    return text_of(set_cover_letter(cover_words(**changed)))


def cover_words(**changed: Any) -> CoverLetterWords:
    usual: dict[str, Any] = {
        "provider": PROVIDER,
        "written_on": date(2026, 11, 24),
        "to_name": "Najma Ali",
        "to_address": ("12 Long Street", "Exampleton", "EX1 2AB"),
        "reference": "CG-4F7K-2M",
        "child_name": "Zoë Ali",
        "council_name": "Exampleshire County Council",
        "kind": "declined",
        "certificate_on": date(2026, 11, 24),
        "signed_by": "Ravi Kaur",
        "last_day": date(2026, 12, 24),
        "working": WORKING,
        "form": "SEND35A",
    }
    return CoverLetterWords(**(usual | changed))


@pytest.mark.feature(38, how="partly")
def test_the_last_day_and_hour_stand_out_with_their_working() -> None:
    text = cover()
    assert "the tribunal must have your appeal before 5 pm on Thursday 24 December 2026" in text
    assert "To post it by then is not enough." in text
    assert all(step in text for step in WORKING)
    assert [text.index(step) for step in WORKING] == sorted(text.index(step) for step in WORKING)


def test_the_hour_is_the_laws() -> None:
    assert "before 4:30 pm on" in cover(at="16:30")
    assert "before 12 pm on" in cover(at="12:00")


@pytest.mark.parametrize("why", NoDate)
def test_where_the_law_asks_a_person_no_last_day_is_printed(why: NoDate) -> None:
    """D1: after late contact no page prints a date to appeal by, even if the caller has one at hand."""
    text = cover(no_date=why)
    assert days_in(text) == {"24 November 2026"}
    assert not any(step in text for step in WORKING)
    assert "How we worked this out" not in text
    assert "You can wait until" not in text
    assert "Call us today" in text
    assert "You can appeal now" in text
    assert "will call you" not in text
    assert "Our number is 01632 960123. You can appeal now. You do not have to talk to us first." in text


def test_late_contact_is_told_from_other_doubts() -> None:
    assert "more than two months after the council sent its letter" in cover(no_date=NoDate.LATE_CONTACT)
    assert "more than two months" not in cover(no_date=NoDate.NOT_SURE)


def test_without_a_date_from_the_law_the_letter_asks_for_a_call() -> None:
    assert "Call us today" in cover(last_day=None)


def test_a_last_day_that_has_passed_is_not_something_to_wait_for() -> None:
    text = cover(last_day=date(2026, 11, 23))
    assert "Monday 23 November 2026 has passed" in text
    assert "You can wait until" not in text
    assert "must have your appeal before" not in text
    assert "You can wait until Tuesday 24 November 2026" in cover(last_day=date(2026, 11, 24))


def test_placement_alone_needed_no_certificate_and_gets_no_time_from_it() -> None:
    """D8."""
    text = cover(placement_only=True)
    assert "You do not need a certificate to appeal about that. This certificate gives you no extra time." in text
    assert "gives you no extra time." not in cover().replace("It gives you no extra time to appeal.", "")


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("declined", "You chose not to mediate. That does not count against you."),
        ("took_part", "Mediation took place. You get a certificate whether or not you agreed."),
        (
            "not_arranged",
            "The council could not arrange mediation in time. You can appeal now, or still wait for mediation.",
        ),
    ],
)
def test_it_says_why_there_is_a_certificate_in_the_familys_words(kind: str, says: str) -> None:
    text = cover(kind=kind)
    assert says in text
    assert not re.search(r"right-holder|duty|statutory|deemed|limb|s\.55", text)


def test_which_form_and_where_to_send_it_with_the_word_to_check() -> None:
    text = cover()
    assert "Use the form SEND35A. It is on GOV.UK." in text
    assert "send@justice.gov.uk" in text
    assert "Darlington DL1 1RU" in text
    assert "These can change. Check them on GOV.UK first: search for “appeal an EHC plan decision”." in text
    assert "The form asks for the date on the certificate. It is Tuesday 24 November 2026." in text
    assert "Ask us which form to use." in cover(form=None)


def test_to_appeal_and_not_to_appeal_stand_as_equals() -> None:
    """Neither is urged: same kind of heading, and about as many words."""
    text = cover()
    appeal = text.index("If you want to appeal •")
    wait = text.index("If you do not want to appeal now")
    assert appeal < wait
    assert "You do not have to do anything." in text
    assert "You can wait until Thursday 24 December 2026. After that you may lose your right to appeal." in text
    assert "Everyone must agree to it. It gives you no extra time to appeal." in text
    assert not re.search(r"should|recommend|best|must appeal|strongly|advise", text)


def test_late_appeals_and_appeals_without_a_certificate_are_pointed_to() -> None:
    """R47, R48."""
    text = cover()
    assert "You can ask the tribunal to allow a late appeal. The form has a place to say why." in text
    assert "You can also ask the tribunal to let you appeal without one. You need a very special reason." in text


def test_a_young_person_is_not_told_that_the_certificate_is_about_themselves() -> None:
    assert "It is about Zoë Ali and a decision of Exampleshire County Council." in cover()
    assert "It is about a decision of Exampleshire County Council." in cover(to_name="Zoë Ali")


@pytest.mark.parametrize(
    "changed", [{}, {"kind": "not_arranged", "no_date": NoDate.LATE_CONTACT}, {"placement_only": True}]
)
def test_it_reads_as_easily_as_a_nine_to_eleven_year_old_reads(changed: dict[str, Any]) -> None:
    """Flesch-Kincaid, with the words nobody can do without counted as short ones."""
    blocks = blocks_of(set_cover_letter(cover_words(**changed)))
    body = blocks[blocks.index("Your mediation certificate") + 1 : blocks.index("Yours sincerely,")]
    assert len(body) > 15
    sentences = [plain(sentence) for block in body for sentence in re.split(r"(?<=[.?!])\s", block)]
    words = [re.findall(r"[A-Za-z’]+", sentence) for sentence in sentences]
    count = sum(len(said) for said in words)
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", w.lower())))) for said in words for w in said)
    assert 0.39 * count / len(sentences) + 11.8 * syllables / count - 15.59 < 3
    assert max(len(said) for said in words) <= 20


def plain(sentence: str) -> str:
    """The sentence with its fixed terms, dates and addresses as one short word each."""
    fixed = (
        r"Exampleshire County Council|disagreement resolution|mediation|certificate|tribunal|SENDIASS"
        r"|\S+@\S+\w|HMCTS.*1RU|[A-Z][a-z]+day \d+ \w+ \d{4}|01632 960123 \(.*\)"
    )
    return re.sub(fixed, "term", sentence)


@pytest.mark.parametrize("no_date", [None, *NoDate])
def test_it_is_kept_for_years_and_read_aloud_on_two_pages(no_date: NoDate | None) -> None:
    pdf = set_cover_letter(cover_words(no_date=no_date, kind="not_arranged", placement_only=True))
    assert declares(pdf) == {"PDF/A-2A", "PDF/UA-1"}
    assert info(pdf)["Tagged"] == "yes"
    assert info(pdf)["Pages"] == "2"
    assert all(fonts_of(pdf).values())
    tree = ask("pdfinfo", pdf, "-struct-text")
    assert len(re.findall(r"\bH1\b", tree)) == 1
    assert len(re.findall(r"\bH2\b", tree)) >= 5


def letter(**changed: Any) -> bytes:
    usual: dict[str, Any] = {
        "provider": PROVIDER,
        "written_on": date(2026, 11, 24),
        "to_name": "Najma Ali",
        "to_address": ("12 Long Street", "Exampleton", "EX1 2AB"),
        "heading": "We asked the council for dates",
        "parts": (
            Paragraph("You asked for mediation."),
            Dates(
                (
                    (date(2026, 12, 4), "The council should answer."),
                    (date(2026, 12, 24), "You should have met by then."),
                )
            ),
            Points(("One thing", "Another thing")),
            Steps(("First", "Then")),
        ),
        "signed_by": "Ravi Kaur",
        "reference": "CG-4F7K-2M",
    }
    return set_letter(LetterWords(**(usual | changed)))


@pytest.mark.feature(72, how="partly")
def test_a_plain_letter_says_all_it_was_given_in_order() -> None:
    text = text_of(letter())
    said = (
        "Najma Ali", "12 Long Street", "EX1 2AB", "Tuesday 24 November 2026", "Our reference: CG-4F7K-2M",
        "Dear Najma Ali,",
        "We asked the council for dates", "You asked for mediation.", "Friday 4 December 2026",
        "The council should answer.",
        "Thursday 24 December 2026", "One thing", "Another thing", "First", "Then", "Yours sincerely,", "Ravi Kaur",
    )  # fmt: skip
    places = [text.index(words) for words in said]
    assert places == sorted(places)
    assert "Page 1 of 1" in text


@pytest.mark.feature(72, how="partly")
def test_the_address_stands_where_a_window_envelope_shows_it() -> None:
    """About 45 to 80 mm from the top and 20 to 110 mm from the left, and nothing else stands there."""
    millimetre = 72 / 25.4
    seen = {
        word
        for left, top, right, bottom, word in re.findall(
            r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<',
            ask("pdftotext", letter(), "-bbox"),
        )
        if float(left) / millimetre >= 20 and float(right) / millimetre <= 110
        if float(top) / millimetre >= 45 and float(bottom) / millimetre <= 80
    }
    assert seen == {"Najma", "Ali", "12", "Long", "Street", "Exampleton", "EX1", "2AB"}


def test_a_letter_runs_over_as_many_pages_as_it_needs() -> None:
    pdf = letter(parts=tuple(Paragraph("A long letter goes on and on. " * 20) for _ in range(20)))
    pages = int(info(pdf)["Pages"])
    assert pages > 2
    assert f"Page {pages} of {pages}" in text_of(pdf)
    assert declares(pdf) == {"PDF/A-2A", "PDF/UA-1"}


@pytest.mark.parametrize("name", ["😀" * 10_000, "A" * 10_000, "#pagebreak()", "\ud800\x00", "علی"])
def test_no_name_breaks_a_letter(name: str) -> None:
    pdf = letter(to_name=name, to_address=(name,) * 9, parts=(Paragraph(name[:300]),))
    assert "We asked the council for dates" in text_of(pdf)
    assert declares(pdf) == {"PDF/A-2A", "PDF/UA-1"}


def test_one_odd_name_does_not_change_the_font_of_the_sentence_around_it() -> None:
    sentence = "Your certificate comes with this letter. It is about Ngũgĩ and a decision of Exampleshire Council."
    boxes = ask("pdftotext", letter(parts=(Paragraph(sentence),)), "-bbox")
    assert ">Ngũgĩ<" in boxes
    assert "AtkinsonHyperlegible-Regular" in fonts_of(letter(parts=(Paragraph(sentence),)))


def test_an_empty_reference_leaves_no_line() -> None:
    assert "Our reference" not in text_of(letter(reference=""))


def test_the_law_s_hour_is_read_as_families_read_it() -> None:
    text = cover(working=("The appeal must have arrived before 17:00 on that day.",))
    assert "The appeal must have arrived before 5 pm on that day." in text


def test_contact_counts_and_not_speech() -> None:
    assert "You first contacted us more than two months" in cover(no_date=NoDate.LATE_CONTACT)
