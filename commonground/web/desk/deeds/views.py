"""The deed for views that somebody tells us: written down in their words, with their yes."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commonground.cases.apply import Acting
from commonground.cases.models import Case
from commonground.people.roles import Role
from commonground.voice.recording import record_views
from commonground.web.components import forms
from commonground.web.desk.deeds.base import Deed, DeedForm
from commonground.web.desk.deeds.people import people

CHILD = "child"


class ViewsForm(DeedForm):
    """Who told us, what they said, and that they said yes to it."""

    token = forms.SubmissionToken()
    told_by = forms.ChoiceField(label=_("Who told us?"), choices=[], if_empty=_("Choose who told us"))
    text = forms.TextareaField(
        label=_("What did they say?"), hint=_("In their own words, as near as you can."), called=_("what they said"),
        max_length=4000, rows=6, if_empty=_("Write down what they said"),
    )  # fmt: skip
    agreed = forms.ConfirmField(
        label=_("They agreed that we write this down, and that advisers and coordinators read it"),
        if_empty=_("Ask them first, and tick this when they said yes"),
    )

    def prepare(self, case: Case) -> None:
        family = [row for row in people(case) if row.role == Role.FAMILY]
        names = [(str(row.pk), f"{row.person.name} ({row.get_basis_display()})") for row in family]
        if all(row.person_id != case.child_id for row in family):
            names.insert(0, (CHILD, _("%(name)s, the child") % {"name": case.child.name}))
        self.fields["told_by"].choices = names  # type: ignore[attr-defined]


def _record(case: Case, by: Acting, given: dict[str, Any]) -> object:
    told_by = None if given["told_by"] == CHILD else int(given["told_by"])
    return record_views(
        case, by=by, told_by=told_by, text=given["text"], agreed=given["agreed"], token=given["token"]
    )  # fmt: skip


DEEDS = [
    Deed(
        "record-views", _("Write down the child’s or young person’s views"), ViewsForm, _record,
        help=_("From a call or face to face. Only what they agree to; they can stop it again."),
    ),
]  # fmt: skip
