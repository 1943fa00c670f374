"""The papers of this room, all in one place to call: certificates, letters, blank packs, work lists.

Plain data in, PDF bytes out: PDF/A-2a and PDF/UA-1 at once, the same bytes for the same words. No function
here reads a clock, a database or a setting. Sign a certificate with `signing.sign` afterwards.
"""

from commonground.certificates.certificate_words import CertificateWords, Standing, set_certificate, unprinted
from commonground.certificates.cover_letter import CoverLetterWords, NoDate, set_cover_letter
from commonground.certificates.letters import (
    Dates,
    Heading,
    LetterWords,
    Panel,
    Paragraph,
    Points,
    Provider,
    Steps,
    set_letter,
)
from commonground.certificates.sheets import BlankPack, WorkRow, set_blank_pack, set_work_list
from commonground.typesetting.lettering import FontsMissing, missing_glyphs

__all__ = [
    "BlankPack",
    "CertificateWords",
    "CoverLetterWords",
    "Dates",
    "FontsMissing",
    "Heading",
    "LetterWords",
    "NoDate",
    "Panel",
    "Paragraph",
    "Points",
    "Provider",
    "Standing",
    "Steps",
    "WorkRow",
    "missing_glyphs",
    "set_blank_pack",
    "set_certificate",
    "set_cover_letter",
    "set_letter",
    "set_work_list",
    "unprinted",
]
