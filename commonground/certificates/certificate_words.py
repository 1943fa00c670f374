"""The certificate itself: one page, whose words a lawyer should read first.

Its English is fixed here and does not follow the reader's language: it is a legal paper for an English
tribunal. It holds what R34 and D14 ask for (who, which decision, that the adviser informed, and then
declined, took part or not arranged; the date of issue) and nothing of what was said in mediation. The text
of CFA 2014 s.55 was not seen (D15): the words keep to what s.56(2) and reg 32 show.
"""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import segno

from commonground.certificates.codes import grouped
from commonground.certificates.writing import PAPERS, english_day, joined, name_and_latin
from commonground.typesetting.lettering import clipped, missing_glyphs
from commonground.typesetting.setting import typeset

_LONGEST_NAME = 120
_LONGEST_LINE = 160


class Standing(StrEnum):
    """As what the right-holder holds the right (R8)."""

    PARENT = "parent"
    YOUNG_PERSON = "young_person"
    ALTERNATIVE_PERSON = "alternative_person"


@dataclass(frozen=True)
class CertificateWords:
    """Everything a certificate says. Dates are London dates; names stand as the person writes them.

    `*_latin` is how the person writes the name in Latin letters, if they said; it is printed beside the
    name, and instead of it when no font has its letters. `kind` is `declined`, `took_part` or
    `not_arranged`; `limb` is what `law.limb_of(kind)` gives. `issued_on` is the first day, also on a
    corrected copy, which says so when `corrected_on` is set.
    """

    number: str
    issued_on: date
    kind: str
    limb: str
    provider_name: str
    provider_address: str
    provider_telephone: str
    adviser_name: str
    holder_name: str
    standing: Standing
    child_name: str
    council_name: str
    decision: str
    sections: tuple[str, ...]
    letter_on: date | None
    sent_on: date
    contacted_on: date | None
    information_given_on: date
    check_code: str
    check_url: str
    holder_name_latin: str = ""
    child_name_latin: str = ""
    could_not_arrange: str = ""
    """Who said that mediation could not be arranged in time, if not the council (health issues alone: the
    ICB)."""
    corrected_on: date | None = None
    first_issued_by_hand: bool = False
    demonstration: bool = False

    def __post_init__(self) -> None:
        if self.kind not in STATEMENTS:
            raise ValueError(f"There is no certificate of the kind {self.kind!r}")


_INFORMED = "The mediation adviser gave the person named below information and advice about pursuing mediation."
STATEMENTS = {
    "declined": (
        _INFORMED,
        "The person told the adviser that they do not wish to pursue mediation.",
    ),
    "took_part": (
        _INFORMED,
        "The person told the adviser that they wished to pursue mediation, and they have taken part in it.",
    ),
    "not_arranged": (
        _INFORMED,
        "The person told the adviser that they wished to pursue mediation.",
        "{body} told the adviser that it could not arrange mediation within 30 days.",
        "This certificate is issued for that reason, and treats the person as having taken part.",
    ),
}
STANDINGS = {
    Standing.PARENT: "Parent or carer of the child",
    Standing.YOUNG_PERSON: "Young person",
    Standing.ALTERNATIVE_PERSON: "Alternative person, for the young person",
}


def set_certificate(words: CertificateWords) -> bytes:
    """The certificate as one A4 page of PDF/A-2a and PDF/UA-1, not yet signed; the same words give the same
    bytes.

    It never fails on a name: letters that no font has are shown as [?] (ask `unprinted` before). Raises
    FontsMissing. Legal source: CFA 2014 s.55(4), (5) (R5, R14, R23, R33, R34).
    """
    return typeset(
        PAPERS / "certificate.typ",
        {
            "heading": "Mediation certificate",
            "provider": clipped(words.provider_name, 80),
            "provider_contact": clipped(
                " · ".join(part for part in (words.provider_address, words.provider_telephone) if part),
                _LONGEST_LINE,
            ),
            "facts": (
                _row("Date of issue", english_day(words.issued_on)),
                _row("Number", words.number),
                _row("Issued under", f"{_section(words.limb)}, Children and Families Act 2014"),
            ),
            "banners": _banners(words),
            "statement": _statement(words),
            "rows": _rows(words),
            "adviser_label": "Issued by",
            "adviser": clipped(words.adviser_name, 60),
            "adviser_of": f"Mediation adviser, {clipped(words.provider_name, 80)}",
            "use": (
                "If you appeal, send a copy of this certificate with the appeal.",
                "The tribunal’s form asks for the date on the certificate. It is the date of issue above.",
            ),
            "check_heading": "Check this certificate",
            "check_how": f"Scan the square, or go to {_where_to_type(words)} and type this code:",
            "check_code": grouped(words.check_code),
            "check_where": "The page says if this certificate is ours and still valid. It shows no names.",
        },
        title=f"Mediation certificate {words.number}",
        dated=words.corrected_on or words.issued_on,
        raw={
            "qr": qr_drawing(words.check_url),
            "qr_says": f"Square code that opens {words.check_url}",
        },
    )


def unprinted(words: CertificateWords) -> dict[str, str]:
    """The fields that would show [?], each with the letters that no font has: for the record, and to ask the person.

    A name whose Latin spelling is given shows that instead, so it is not among them.
    """
    found: dict[str, str] = {}
    for field in fields(words):
        value = getattr(words, field.name)
        spelt = getattr(words, f"{field.name}_latin", "")
        if isinstance(value, str) and (missing := missing_glyphs(value)) and not spelt:
            found[field.name] = missing
    return found


def qr_drawing(address: str) -> str:
    """The address as a QR code, drawn as SVG; it still reads with a seventh of it damaged."""
    drawing = BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawing, kind="svg", xmldecl=False, dark="#1d2a30", light="#ffffff", border=4
    )
    return drawing.getvalue().decode()


def _where_to_type(words: CertificateWords) -> str:
    """The check page as a person types it: without what the QR code already carries of the code."""
    address = urlsplit(words.check_url)
    path = address.path
    for code in (grouped(words.check_code), words.check_code):
        path = path.partition(code)[0]
    return f"{address.netloc}{path}"


def _section(limb: str) -> str:
    return "Section " + limb.removeprefix("s.")


def _banners(words: CertificateWords) -> list[dict[str, str]]:
    banners = []
    if words.demonstration:
        banners.append({"head": "For demonstration only.", "text": "This is not a real certificate."})
    if words.corrected_on:
        banners.append({
            "head": f"Corrected copy, made on {english_day(words.corrected_on)}.",
            "text": "It takes the place of every earlier copy. "
            "The number and the date of issue are those of the first certificate.",
        })  # fmt: skip
    if words.first_issued_by_hand:
        banners.append({
            "head": "First issued by hand.",
            "text": "It was first written on paper, under this number and on this date.",
        })  # fmt: skip
    return banners


def _statement(words: CertificateWords) -> list[str]:
    body = clipped(words.could_not_arrange or words.council_name, 120)
    return [sentence.format(body=body) for sentence in STATEMENTS[words.kind]]


def _rows(words: CertificateWords) -> list[dict[str, Any]]:
    holder = clipped(name_and_latin(words.holder_name, words.holder_name_latin), _LONGEST_NAME)
    child = clipped(name_and_latin(words.child_name, words.child_name_latin), _LONGEST_NAME)
    rows = [_row("Issued to", holder, under=STANDINGS[words.standing], strong=True)]
    if words.standing is not Standing.YOUNG_PERSON:
        rows.append(_row("Child" if words.standing is Standing.PARENT else "Young person", child, strong=True))
    rows.append(_row("Council that made the decision", clipped(words.council_name, 120)))
    rows.append(_row("The decision", clipped(words.decision, _LONGEST_LINE)))
    if words.sections:
        letters = sorted(words.sections)
        rows.append(_row("Parts of the plan in dispute", f"Section{'s' * (len(letters) > 1)} {joined(letters)}"))
    if words.letter_on and words.letter_on != words.sent_on:
        rows.append(_row("Date on the council’s letter", english_day(words.letter_on)))
    rows.append(_row("The council’s letter was sent on", english_day(words.sent_on)))
    if words.contacted_on:
        rows.append(_row("The adviser was contacted on", english_day(words.contacted_on)))
    rows.append(_row("The adviser gave information on", english_day(words.information_given_on)))
    return rows


def _row(label: str, value: str, *, under: str = "", strong: bool = False) -> dict[str, Any]:
    return {"label": label, "value": value, "under": under, "strong": strong}
