"""What an enquiry leaves open, as an adviser asks it in the first call: what a last day hangs on comes first."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from commonground import law
from commonground.cases import request as asked
from commonground.cases.models import Enquiry
from commonground.law import Decision
from commonground.law.options import WITH_SECTIONS
from commonground.web.components.forms.base import Words

UNSURE: dict[str, Words] = {
    "safe-contact.reads": _("Can they talk now? Somebody else may hear or read along."),
    "family-contact.contact": _("May we contact the family ourselves? Ask the helper before you do."),
    "earlier-certificate.earlier": _("Is there a certificate for this decision already? From whom, and of which day?"),
    "health.health": _("Do they want health support? Then the NHS is asked too, and needs to know which."),
    "deputy.deputy": _("Deputy or attorney? Ask who chose them, and what the paper says."),
    "deputy.paper": _("Can they show the deputy’s or attorney’s paper?"),
    "other-parent.shares": _("Is there another parent or carer with the same right? Ask only if they can talk freely."),
    "other-parent-more.knows": _("Does the other parent know? Until they say so, take it that they do not."),
    "appeal.appeal": _("Do they want to appeal? They need not know yet. Explain first, and ask again in time."),
    "want.want": _("What do they want from us? They need not know yet. Explain each way first."),
}
"""Where somebody said that they are not sure, by page and question of the request."""


def to_ask(enquiry: Enquiry) -> list[Words]:
    """What to ask, in order; empty where nothing is open."""
    unsure = enquiry.answers.get("unsure") or ()
    return [*_missing(enquiry), *(words for code, words in UNSURE.items() if code in unsure)]


def _missing(enquiry: Enquiry) -> Iterator[Words]:
    """What has a place of its own and is not known, whichever way the enquiry came."""
    decision = Decision(enquiry.decision) if enquiry.decision else Decision.NOT_SURE
    if decision == Decision.NOT_SURE:
        yield _("What did the council decide? Ask them to read the first lines of the letter to you.")
    if decision == Decision.DISCRIMINATION:
        if enquiry.happened_on is None:
            yield _("When did it happen? A claim has six months from that day (R51).")
        yield _("Did it happen more than once? Ask for the first day too: each can have a last day of its own (R51).")
    if enquiry.letter_on is None and law.routes(decision).appeal:
        yield _("The date on the letter, and when it came: every last day counts from it (R11, R42).")
    if decision in WITH_SECTIONS and not enquiry.sections:
        yield _("Which parts of the plan? About the school alone no certificate is needed or counted on (R6, D8).")
    if enquiry.authority_id is None:
        yield _("Which council? The one on the letter, or the one they pay council tax to.")
    if enquiry.child_born is None and not asked.of(enquiry).without_permission:
        yield _("The date of birth: it says whose right it is, the parent’s or the young person’s (R8).")
