"""The marks of an enquiry, in one or two words each, for the lists in which it is one line."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from commonground.cases import request as asked
from commonground.cases.models import Enquiry
from commonground.cases.request import Mark
from commonground.web.components.forms.base import Words

SHORT: dict[Mark, Words] = {
    Mark.STOPPED: _("Stopped by the family"),
    Mark.IN_CARE: _("In care: who holds the right?"),
    Mark.NO_PERMISSION: _("No permission yet"),
    Mark.TELL_FAMILY: _("Tell the family"),
    Mark.PAPER: _("See the paper"),
    Mark.HIDDEN: _("Do not disclose"),
    Mark.NOT_KNOWN: _("Other parent does not know"),
    Mark.NO_CONTACT: _("No contact with other parent"),
    Mark.ORDER: _("Court order"),
}


@dataclass(frozen=True)
class EnquiryRow:
    """One line of a list of enquiries."""

    enquiry: Enquiry
    marks: list[Words]


def rows(enquiries: Iterable[Enquiry]) -> list[EnquiryRow]:
    """Each of them with what must be seen first."""
    return [EnquiryRow(each, _marks(each)) for each in enquiries]


def _marks(enquiry: Enquiry) -> list[Words]:
    found = [SHORT[mark] for mark in asked.marks(asked.of(enquiry))]
    return [*found, *([_("Safe contact")] if enquiry.safe_contact else [])]
