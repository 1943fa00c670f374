"""Letters on paper, for people without e-mail and for whoever prefers them: plain parts in, PDF out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from commonground.certificates.writing import PAPERS
from commonground.typesetting.lettering import clipped
from commonground.typesetting.setting import typeset


class Provider(Protocol):
    """Who writes: what the letter needs of the provider's settings."""

    @property
    def name(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def telephone(self) -> str: ...
    @property
    def hours(self) -> str: ...
    @property
    def email(self) -> str: ...


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Heading:
    text: str


@dataclass(frozen=True)
class Points:
    """A list without order."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Steps:
    """A numbered list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Panel:
    """The one thing to remember, large, with a line before and after it."""

    text: str
    lead: str = ""
    under: str = ""


@dataclass(frozen=True)
class Dates:
    """Days and what is on them, in the order given."""

    items: tuple[tuple[date, str], ...]


Part = Paragraph | Heading | Points | Steps | Panel | Dates


@dataclass(frozen=True)
class LetterWords:
    """A letter. `to_address` is one line each; `signed_by` is a person's name where one is known."""

    provider: Provider
    written_on: date
    to_name: str
    to_address: tuple[str, ...]
    heading: str
    parts: tuple[Part, ...]
    signed_by: str
    reference: str = ""


def set_letter(words: LetterWords) -> bytes:
    """The letter as PDF/A-2a and PDF/UA-1, as many pages as it takes; its address stands where a window
    envelope shows it.

    Never fails on a name: what no font has is shown as [?]. Raises FontsMissing.
    """
    return typeset(
        PAPERS / "letter.typ",
        {
            **letterhead(words.provider),
            "foot": " · ".join(
                part for part in (words.provider.name, words.provider.telephone, words.provider.email) if part
            ),
            "page": _("Page"),
            "page_of": _("of"),
            "to": [clipped(words.to_name, 120), *(clipped(line, 80) for line in words.to_address[:5])],
            "written_on": day(words.written_on),
            "reference": _("Our reference: %(reference)s") % {"reference": words.reference} if words.reference else "",
            "greeting": _("Dear %(name)s,") % {"name": clipped(words.to_name, 120)},
            "heading": words.heading,
            "parts": [_part(part) for part in words.parts],
            "closing": _("Yours sincerely,"),
            "signed_by": clipped(words.signed_by, 100),
            "signed_for": words.provider.name,
        },
        title=words.heading,
        dated=words.written_on,
    )


def letterhead(provider: Provider) -> dict[str, str]:
    """What stands at the head of every paper."""
    contact = " · ".join(part for part in (provider.address, provider.telephone) if part)
    return {"provider": clipped(provider.name, 80), "provider_contact": clipped(contact, 160)}


def day(on: date) -> str:
    """ "Tuesday 1 September 2026", in the language of the moment."""
    return format_date(on, "l j F Y")


def _part(part: Part) -> Mapping[str, Any]:
    """The part under its own name, by which the template knows it."""
    match part:
        case Paragraph(text):
            return {"paragraph": text}
        case Heading(text):
            return {"heading": text}
        case Points(items):
            return {"points": items}
        case Steps(items):
            return {"steps": items}
        case Panel(text, lead, under):
            return {"panel": {"text": text, "lead": lead, "under": under}}
        case Dates(items):
            return {"dates": _dates(items)}


def _dates(items: Sequence[tuple[date, str]]) -> list[dict[str, str]]:
    return [{"day": day(on), "what": what} for on, what in items]
