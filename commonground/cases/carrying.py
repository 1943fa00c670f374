"""What a request said of other people goes on to the case that was opened from it."""

from django.utils.translation import gettext as _

from commonground.cases import request as said
from commonground.cases.apply import Acting, change
from commonground.cases.models import Case, Participant
from commonground.cases.request import InTheirName, OtherParent, Permitted
from commonground.cases.stages import STAFF


def keep_from_other_parent(case: Case, *, by: Acting, row: Participant, other: OtherParent) -> Case:
    """What the other parent must not be told, and orders of a court, stand beside `row`, who said so."""
    kept = {"do_not_disclose_to": said.do_not_disclose(other), "court_orders": said.court_orders(other)}
    return _write(case, by, row, {name: words for name, words in kept.items() if words})


def show_permission(case: Case, *, by: Acting, row: Participant, family: InTheirName) -> Case:
    """Who allowed the supporter `row` to ask in their name, how and when (R26)."""
    how = Permitted(family.how).label if family.how else ""
    evidence = _("%(name)s agreed: %(how)s") % {"name": family.name, "how": how}
    return _write(case, by, row, {"evidence": evidence, "evidence_seen_on": family.day})


def _write(case: Case, by: Acting, row: Participant, kept: dict[str, object]) -> Case:
    """The columns of one who takes part, and a line in the record; nothing where nothing was said."""
    if not kept:
        return case

    def also(_locked: Case) -> None:
        for name, words in kept.items():
            setattr(row, name, words)
        row.save(update_fields=list(kept))

    words = {name: words for name, words in kept.items() if isinstance(words, str)}
    return change(case, by=by, what="authority.recorded", who=STAFF, words=words, also=also)
