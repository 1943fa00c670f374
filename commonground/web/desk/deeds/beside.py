"""Deeds beside the path: notes, issues, appeals, moves, a second route, closing."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commonground.cases import commands, issues
from commonground.cases.apply import Acting
from commonground.cases.facts import Facts
from commonground.cases.models import Case
from commonground.cases.words import Act, Route
from commonground.casework import closing
from commonground.directory import queries as directory
from commonground.record.days import today
from commonground.web.components import forms
from commonground.web.desk.deeds.base import Deed, DeedForm
from commonground.web.desk.deeds.choice import PlainForm
from commonground.web.desk.words import SECTIONS


class NoteForm(DeedForm):
    """A note for advisers and coordinators."""

    text = forms.TextareaField(
        label=_("Note"), hint=_("Only advisers and coordinators read it."), called=_("the note"), max_length=10000,
        rows=3, if_empty=_("Write the note"),
    )  # fmt: skip


class IssueForm(DeedForm):
    """One thing in dispute."""

    section = forms.SelectField(label=_("Section of the plan"), choices=SECTIONS, required=False)
    what = forms.TextareaField(
        label=_("What is in dispute?"),
        called=_("this answer"),
        max_length=2000,
        rows=3,
        if_empty=_("Say what it is"),
    )
    wanted = forms.TextareaField(
        label=_("What do they want instead?"),
        called=_("this answer"),
        max_length=2000,
        rows=3,
        required=False,
    )
    is_health = forms.ConfirmField(label=_("It is about health provision"), required=False)
    health_wanted = forms.TextareaField(
        label=_("Which health provision do they want?"), called=_("this answer"), max_length=2000, rows=2,
        required=False,
    )  # fmt: skip


class DropForm(DeedForm):
    """An issue that is no longer in dispute."""

    issue = forms.ChoiceField(label=_("Which?"), choices=[], if_empty=_("Choose which"))

    def prepare(self, case: Case) -> None:
        open_issues = case.issues.filter(dropped_on=None).order_by("id")
        self.fields["issue"].choices = [(str(i.pk), i.what[:200]) for i in open_issues]  # type: ignore[attr-defined]


class RewordForm(DropForm, IssueForm):
    """An issue in other words; what is left empty stays as it is."""

    def prepare(self, case: Case) -> None:
        super().prepare(case)
        self.fields["what"].required = False
        self.order_fields(["issue", "section", "what", "wanted", "is_health", "health_wanted", *self.FOOTING])


class AppealForm(DeedForm):
    """An appeal that has been lodged."""

    lodged_on = forms.DateField(
        label=_("When was the appeal sent?"), called=_("the day"), if_empty=_("Tell us the day"), latest=today,
        if_later=_("That day has not come yet"),
    )  # fmt: skip
    number = forms.TextField(label=_("Appeal number"), called=_("the number"), max_length=40, required=False)
    hearing_on = forms.DateField(label=_("Hearing on"), called=_("the hearing"), required=False)


class MoveForm(DeedForm):
    """The child lives in another council's area now (D23)."""

    to = forms.SelectField(label=_("Which council?"), choices=directory.choices, if_empty=_("Choose the council"))
    on = forms.DateField(
        label=_("Since when?"), called=_("the day"), if_empty=_("Tell us the day"), latest=today,
        if_later=_("That day has not come yet"),
    )  # fmt: skip


class CloseForm(DeedForm):
    """What came of it."""

    outcome_words = forms.TextareaField(
        label=_("What came of it?"),
        called=_("this answer"),
        max_length=1000,
        rows=3,
        if_empty=_("Say what came of it"),
    )


def _issue(case: Case, by: Acting, given: dict[str, Any]) -> Case:
    return issues.add_issue(
        case, by=by, what=given["what"], section=given["section"], wanted=given["wanted"],
        is_health=given["is_health"], health_provision_wanted=given["health_wanted"],
    )  # fmt: skip


def _move(case: Case, by: Acting, given: dict[str, Any]) -> Case:
    council = directory.authority(given["to"])
    assert council is not None
    return commands.move_authority(case, by=by, to=council, on=given["on"])


def _other(case: Case) -> Route:
    return Route.DISAGREEMENT_RESOLUTION if case.route == Route.MEDIATION else Route.MEDIATION


def _reword(case: Case, by: Acting, given: dict[str, Any]) -> Case:
    known = case.issues.get(pk=int(given["issue"]))
    return issues.change_issue(
        case, by=by, issue=known.pk, what=given["what"] or known.what, section=given["section"] or known.section,
        wanted=given["wanted"] or known.wanted, is_health=given["is_health"] or known.is_health,
        health_provision_wanted=given["health_wanted"] or known.health_provision_wanted,
    )  # fmt: skip


def _in_dispute(case: Case, facts: Facts) -> bool:
    return any(i.dropped_on is None for i in case.issues.all())


DEEDS = [
    Deed("note", _("Add a note"), NoteForm, lambda case, by, given: commands.note(case, by=by, text=given["text"])),
    Deed("issue", _("Add an issue"), IssueForm, _issue),
    Deed(
        "drop-issue", _("An issue is settled or dropped"), DropForm,
        lambda case, by, given: issues.drop_issue(case, by=by, issue=int(given["issue"])),
        shown=_in_dispute,
    ),
    Deed(
        "change-issue", _("Put an issue in other words"), RewordForm, _reword, shown=_in_dispute,
        help=_("What you leave empty stays as it is."),
    ),
    Deed(
        "appeal", _("An appeal has been lodged"), AppealForm,
        lambda case, by, given: commands.note_appeal(
            case, by=by, lodged_on=given["lodged_on"], number=given["number"], hearing_on=given["hearing_on"]
        ),
        shown=lambda case, facts: facts.appeal_lodged_on is None, help=_("Mediation goes on if they wish."),
    ),
    Deed("move", _("The child has moved to another council"), MoveForm, _move),
    Deed(
        "beside", _("Open the other route beside this case"), PlainForm,
        lambda case, by, given: closing.open_beside(case, by=by, route=_other(case)),
        help=_("Mediation and disagreement resolution can run side by side."),
        shown=lambda case, facts: all(other.closed_on for other in case.cases_beside.all()),
    ),
    Deed(
        "close", _("Close the case"), CloseForm,
        lambda case, by, given: closing.close(case, by=by, outcome_words=given["outcome_words"]), act=Act.CLOSE,
        done=_("The case is closed."),
    ),
    Deed(
        "reopen", _("Open the case again"), PlainForm, lambda case, by, given: closing.reopen(case, by=by),
        act=Act.REOPEN, group="next", done=_("The case is open again."),
    ),
]  # fmt: skip
