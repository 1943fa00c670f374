"""Papers for the office: blank certificates and the work list, for a day without computers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from commonground.certificates.certificate_words import STANDINGS
from commonground.certificates.letters import Provider, day, letterhead
from commonground.certificates.writing import PAPERS, english_day
from commonground.typesetting.lettering import clipped
from commonground.typesetting.setting import typeset


@dataclass(frozen=True)
class BlankPack:
    """Blank certificates, one page for each number of the paper series, behind a page that says how to use
    them."""

    provider: Provider
    numbers: tuple[str, ...]
    printed_on: date


def set_blank_pack(pack: BlankPack) -> bytes:
    """The pack as PDF/A-2a and PDF/UA-1: a page of instructions, then a certificate to fill in by hand for
    each number.

    A paper certificate counts from the date written on it, so each number is entered on the register
    afterwards or made void there. Legal source: R14, R33, R34, D14. Raises FontsMissing.
    """
    return typeset(
        PAPERS / "blanks.typ",
        {
            **letterhead(pack.provider),
            "heading": "Mediation certificates to fill in by hand",
            "printed": f"Printed on {english_day(pack.printed_on)}. {len(pack.numbers)} certificates.",
            "first_label": "First number",
            "last_label": "Last number",
            "first": pack.numbers[0],
            "last": pack.numbers[-1],
            "steps": _STEPS,
            "title": "Mediation certificate",
            "number_label": "Number",
            "issued_label": "Date of issue",
            "issued_hint": "The day you give it. Not a day before or after.",
            "numbers": pack.numbers,
            "lines": _LINES,
            "standing_label": "who is",
            "standings": list(STANDINGS.values()),
            "ground_label": _GROUND_LABEL,
            "grounds": _GROUNDS,
            "signed_label": "Mediation adviser: name and signature",
            "foot": f"{_ACT} To check this certificate, call {pack.provider.telephone}.",
        },
        title="Mediation certificates to fill in by hand",
        dated=pack.printed_on,
    )


_STEPS = (
    "Use these only while the computers are down. Use the numbers in order.",
    "Check first: has the adviser given the information? Is this the person whose right it is? "
    "Has anyone given a certificate for this decision already?",
    "Write with a pen, in capital letters. Write names as the person writes them.",
    "Date it the day you give it. The month to appeal starts on that date.",
    "Tick one ground. Write nothing about what was said in mediation.",
    "Make a copy or take a photograph. Give the certificate to the person today.",
    "When the computers are back, enter each one the same day, with its number and date.",
    "Spoilt or unused? Keep it. Mark its number void on the register.",
)
_LINES = (
    "Issued to",
    "Child or young person",
    "Council that made the decision",
    "The decision",
    "Parts of the plan in dispute",
    "The council’s letter was sent on",
    "The adviser was contacted on",
    "The adviser gave information on",
)
_ACT = "Children and Families Act 2014, section 55."
_GROUND_LABEL = "Tick one. The mediation adviser gave this person information and advice about pursuing mediation, and"
_GROUNDS = (
    ("Section 55(4)", "the person told the adviser that they do not wish to pursue mediation."),
    ("Section 55(5)", "the person wished to pursue mediation and has taken part in it."),
    (
        "Section 55(5)",
        "the person wished to pursue mediation, the council told the adviser that it could not arrange it "
        "within 30 days, and this certificate treats the person as having taken part.",
    ),
)


@dataclass(frozen=True)
class WorkRow:
    """One line of the work list. `late` is said in words, never by colour alone."""

    due_on: date
    what: str
    reference: str
    child_name: str
    council_name: str
    waiting_for: str
    owner: str
    late: bool = False
    take_care: str = ""
    """How this family must, or must not, be contacted."""


def set_work_list(
    rows: Sequence[WorkRow], *, provider: Provider, printed_on: date, printed_at: str, of: str = ""
) -> bytes:
    """The work list in the order given, as PDF/A-2a and PDF/UA-1 in landscape, its head repeated on each
    page.

    `printed_at` is the hour as people read it; `of` whose list it is. Raises FontsMissing.
    """
    when = _("Printed on %(day)s at %(hour)s") % {"day": day(printed_on), "hour": printed_at}
    return typeset(
        PAPERS / "work_list.typ",
        {
            **letterhead(provider),
            "heading": _("Work list"),
            "under": f"{of} · {when}" if of else when,
            "head": [
                _("Due"),
                _("What to do"),
                _("Case"),
                _("Child and council"),
                _("Waiting for"),
                _("Whose"),
                _("Done"),
            ],
            "late": _("Late"),
            "care": _("Take care:"),
            "none": _("Nothing is due."),
            "rows": [_work_row(row) for row in rows],
            "foot": _("Personal information. Keep it with you, and shred it when the day is over."),
            "page": _("Page"),
            "page_of": _("of"),
        },
        title=_("Work list"),
        dated=printed_on,
    )


def _work_row(row: WorkRow) -> dict[str, object]:
    return {
        "due": day(row.due_on),
        "late": row.late,
        "what": clipped(row.what, 160),
        "reference": clipped(row.reference, 20),
        "child": clipped(row.child_name, 80),
        "council": clipped(row.council_name, 80),
        "waiting": clipped(row.waiting_for, 120),
        "owner": clipped(row.owner, 60),
        "care": clipped(row.take_care, 200),
    }
