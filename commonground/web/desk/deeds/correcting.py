"""Deeds that put right what was not known when the case was opened, and say that the family was told of the meeting."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commonground.cases.apply import Acting
from commonground.cases.correcting import TheDecision, record_child, record_decision, record_reach
from commonground.cases.models import Case
from commonground.cases.words import Channel, Stage
from commonground.casework import arranging
from commonground.law import Decision
from commonground.record.days import today
from commonground.web.components import forms
from commonground.web.desk.deeds.base import Deed, DeedForm
from commonground.web.desk.deeds.people import KEEPS, OneForm
from commonground.web.desk.words import DECISIONS, SECTIONS


class DecisionForm(DeedForm):
    """What the council decided and when, as we know it now."""

    decision = forms.SelectField(
        label=_("What did the council decide?"),
        choices=[forms.Choice(value, words) for value, words in DECISIONS.items()],
        if_empty=_("Choose what the council decided"),
    )
    sections = forms.MultipleChoiceField(
        label=_("Sections of the plan in dispute"),
        choices=SECTIONS,
        required=False,
        inline=True,
        small=True,
    )
    letter_on = forms.DateField(
        label=_("Date on the letter"),
        called=_("the date on the letter"),
        latest=today,
        if_later=_("The date on the letter must be today or in the past"),
        required=False,
    )
    sent_on = forms.DateField(
        label=_("Sent on, if that was another day"),
        called=_("the day it was sent"),
        latest=today,
        if_later=_("The letter cannot have been sent after today"),
        required=False,
    )
    detained = forms.ConfirmField(label=_("The child or young person is in custody"), required=False)

    def prepare(self, case: Case) -> None:
        known: dict[str, Any] = {
            "decision": case.decision,
            "sections": sorted(case.section_set),
            "letter_on": case.letter_on,
            "sent_on": case.sent_on if case.sent_on != case.letter_on else None,
            "detained": case.detained,
        }
        self.initial.update(known)


class ChildForm(DeedForm):
    """The child or young person as we know them now."""

    name = forms.TextField(
        label=_("Child or young person"),
        called=_("the child’s name"),
        max_length=200,
        if_empty=_("Tell us the child’s name"),
    )
    born = forms.DateField(
        label=_("Date of birth"),
        called=_("the date of birth"),
        latest=today,
        if_later=_("The date of birth must be in the past"),
        required=False,
    )
    lacks_capacity = forms.ConfirmField(label=_("The young person lacks capacity to decide this"), required=False)
    has_deputy = forms.ConfirmField(label=_("There is a deputy or attorney"), required=False)

    def prepare(self, case: Case) -> None:
        known: dict[str, Any] = {
            "name": case.child.name,
            "born": case.child.born,
            "lacks_capacity": case.lacks_capacity,
            "has_deputy": case.has_deputy,
        }
        self.initial.update(known)


class ReachForm(OneForm):
    """Their e-mail address and telephone number as they are now."""

    email = forms.EmailField(label=_("New e-mail"), hint=KEEPS, required=False)
    no_email = forms.ConfirmField(label=_("Take the e-mail away: their messages go by letter"), required=False)
    telephone = forms.TelephoneField(label=_("New telephone number"), hint=KEEPS, required=False)


class ToldForm(DeedForm):
    """How the family was told date and place."""

    how = forms.ChoiceField(
        label=_("How were they told?"),
        choices=[
            (Channel.TELEPHONE.value, _("By telephone")),
            (Channel.POST.value, _("By letter: it was posted today")),
            (Channel.IN_PERSON.value, _("In person")),
        ],
        if_empty=_("Choose how they were told"),
    )


def _decision(case: Case, by: Acting, given: dict[str, Any]) -> Case:
    known = TheDecision(
        decision=Decision(given["decision"]),
        sections=frozenset(given["sections"]),
        letter_on=given["letter_on"],
        sent_on=given["sent_on"],
        detained=given["detained"],
    )
    return record_decision(case, by=by, is_now=known)


def _child(case: Case, by: Acting, given: dict[str, Any]) -> Case:
    return record_child(
        case,
        by=by,
        name=given["name"],
        born=given["born"],
        lacks_capacity=given["lacks_capacity"],
        has_deputy=given["has_deputy"],
    )


def _reach(case: Case, by: Acting, given: dict[str, Any]) -> Case:
    email = "" if given["no_email"] and not given["email"] else given["email"] or None
    return record_reach(
        case, by=by, participant=int(given["participant"]), email=email, telephone=given["telephone"] or None
    )


DEEDS = [
    Deed(
        "told-family",
        _("The family was told of the meeting"),
        ToldForm,
        lambda case, by, given: arranging.record_notice(case, by=by, channel=Channel(given["how"])),
        shown=lambda case, facts: case.stage == Stage.MEETING_FIXED and facts.notice_given_on is None,
        group="next",
        help=_("No e-mail went out to everyone of the family. They need date and place five working days before."),
    ),
    Deed(
        "decision",
        _("Change the decision or its letter"),
        DecisionForm,
        _decision,
        help=_("Every date is worked out again. A certificate that was issued needs a corrected copy."),
    ),
    Deed(
        "child",
        _("Change the child’s name, date of birth or capacity"),
        ChildForm,
        _child,
        help=_("Whose right it is follows from this."),
    ),
    Deed(
        "reach",
        _("Change an e-mail or telephone number"),
        ReachForm,
        _reach,
        group="people",
        help=_("Later messages go there. One that failed waits at “Post” until you send it again."),
        done=_("Changed. Look at “Post” for messages that did not arrive."),
    ),
]
