"""Deeds before and around the family's choice."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commonground.cases import choosing, commands, guards, informing, queries
from commonground.cases.apply import Acting
from commonground.cases.facts import Facts, HasRead
from commonground.cases.models import Case, Participant
from commonground.cases.words import Act, Channel, Stage, Wish
from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.record.days import today
from commonground.web.components import forms
from commonground.web.components.filters import day
from commonground.web.desk.deeds.base import OUR_WAYS, Deed, DeedForm, mediation


class InformationForm(DeedForm):
    """The checklist that proves impartial facts were given."""

    told = forms.MultipleChoiceField(
        label=_("What did you explain?"),
        hint=_("Tick each as you say it. The choice is theirs; leave it open."),
        choices=list(commands.INFORMATION.items()),
        if_empty=_("Tick what you explained"),
    )
    how = forms.ChoiceField(
        label=_("How?"),
        choices=[c for c in Channel.choices if c[0] != Channel.VOICEMAIL],
        if_empty=_("Choose how you spoke"),
        small=True,
    )
    themselves = forms.ConfirmField(
        label=_("They worked through it themselves and I have confirmed it with them"), required=False
    )

    def prepare(self, case: Case) -> None:
        """What one of the family read for themselves is ticked; the hint says who, when and how much."""
        reading = last_reading(case)
        if reading is None:
            return
        words = {
            "name": Person.objects.get(pk=reading.person).name,
            "count": len(reading.parts),
            "all": len(commands.INFORMATION),
            "day": day(reading.on),
        }
        self.fields["told"].help_text = _("%(name)s read %(count)d of these %(all)d on %(day)s. Confirm each.") % words
        self.initial = {**self.initial, "told": sorted(reading.parts), "themselves": True}


class ReadForm(DeedForm):
    """Who read the information, and which parts of it."""

    reader = forms.ChoiceField(label=_("Who read it?"), choices=[], if_empty=_("Choose who read it"))
    read = forms.MultipleChoiceField(
        label=_("What did they read?"),
        hint=_("Online, in our booklet or in Easy Read."),
        choices=list(commands.INFORMATION.items()),
        if_empty=_("Choose what they read"),
    )

    def prepare(self, case: Case) -> None:
        """Those of the family, the only one chosen; all of the information, unless somebody says otherwise."""
        family = [(str(row.person_id), row.person.name) for row in _family(case)]
        self.fields["reader"].choices = family  # type: ignore[attr-defined]
        reader = family[0][0] if len(family) == 1 else None
        self.initial = {**self.initial, "reader": reader, "read": list(commands.INFORMATION)}


class AttemptForm(DeedForm):
    """An attempt to reach them, and the next."""

    channel = forms.ChoiceField(
        label=_("How did you try?"), choices=OUR_WAYS, if_empty=_("Choose how you tried"), small=True
    )
    send = forms.ConfirmField(label=_("Write to them now, with both of their last dates"), required=False)
    named_dates = forms.ConfirmField(label=_("I wrote to them, and named both of their last dates"), required=False)
    next_contact_on = forms.DateField(
        label=_("When do you try again?"),
        called=_("the next contact"),
        if_empty=_("Tell us when you try again"),
        earliest=today,
        if_earlier=_("The next contact must be today or later"),
    )


class UndecidedForm(DeedForm):
    """The day we ask again."""

    next_contact_on = forms.DateField(
        label=_("When do we ask again?"),
        hint=_("Before their first last day."),
        called=_("the next contact"),
        if_empty=_("Tell us when we ask again"),
        earliest=today,
        if_earlier=_("The next contact must be today or later"),
    )


class AppealWishForm(DeedForm):
    """The first of the two questions (R12)."""

    wish = forms.ChoiceField(
        label=_("Do they want to appeal?"), choices=Wish.choices, if_empty=_("Choose what they said")
    )


class PlainForm(DeedForm):
    """Nothing to ask but the footing."""


def last_reading(case: Case) -> HasRead | None:
    """What was read and nobody has confirmed: by somebody whose choice it is, before anybody else."""
    facts = queries.facts_of(case)
    if facts.information_given_on is not None:
        return None
    holders = {str(row.person_id) for row in queries.right_holders(case)}
    theirs = [reading for reading in facts.information_read if reading.person in holders]
    return next(reversed(theirs or facts.information_read), None)


def _family(case: Case) -> list[Participant]:
    rows = case.participants.filter(queries.current(), role=Role.FAMILY)
    return list(rows.select_related("person").order_by("id"))


def _read(case: Case, by: Acting, given: dict[str, Any]) -> Case:
    reader = next(row.person for row in _family(case) if str(row.person_id) == given["reader"])
    return informing.read_information(case, by=by, read=frozenset(given["read"]), reader=reader)


def _information(case: Case, by: Acting, given: dict[str, Any]) -> Case:
    return commands.record_information(
        case, by=by, told=frozenset(given["told"]), how=Channel(given["how"]), themselves=given["themselves"]
    )


def _attempt(case: Case, by: Acting, given: dict[str, Any]) -> Case:
    return commands.record_attempt(
        case, by=by, channel=Channel(given["channel"]), named_dates=given["named_dates"],
        next_contact_on=given["next_contact_on"], send=given["send"],
    )  # fmt: skip


def _before_outcome(case: Case, facts: Facts) -> bool:
    return mediation(case, facts) and facts.information_given_on is not None and case.stage != Stage.CLOSED


def _can_say_no(case: Case, facts: Facts) -> bool:
    """The first choice, or the choice of somebody to whom the right has passed since."""
    chosen = case.stage in {Stage.DECLINED, Stage.CERTIFIED}
    return not chosen or guards.another_chooses(facts).allowed != "impossible"


DEEDS = [
    Deed(
        "information", _("Record information given"), InformationForm, _information,
        act=Act.GIVE_INFORMATION, group="next", done=_("Information recorded."),
    ),
    Deed(
        "read", _("They read the information themselves"), ReadForm, _read,
        shown=lambda case, facts: facts.information_given_on is None,
        help=_("The booklet, Easy Read or the pages of their case. Confirm it with them by the next working day."),
        done=_("It is recorded. Confirm it with them."),
    ),
    Deed(
        "attempt", _("Record an attempt to reach them"), AttemptForm, _attempt,
        act=Act.COULD_NOT_REACH, group="next", done=_("Attempt recorded."),
    ),
    Deed(
        "appeal-wish", _("Do they want to appeal?"), AppealWishForm,
        lambda case, by, given: choosing.say_about_appeal(case, by=by, wish=Wish(given["wish"])),
        shown=lambda case, facts: _before_outcome(case, facts) and facts.wishes_appeal is None, group="next",
    ),
    Deed(
        "no-mediation", _("They choose not to mediate"), PlainForm,
        lambda case, by, given: choosing.decline(case, by=by), act=Act.DECLINE, group="next", shown=_can_say_no,
        help=_("The certificate is then due within three working days."),
        done=_("Their choice is recorded. The certificate is due."),
    ),
    Deed(
        "mediation", _("They choose mediation"), PlainForm,
        lambda case, by, given: choosing.ask_mediation(case, by=by), act=Act.ASK_MEDIATION, group="next",
        help=_("The council is to be told today, with the issues."),
        done=_("Their choice is recorded. Tell the council today."),
    ),
    Deed(
        "undecided", _("They are still deciding"), UndecidedForm,
        lambda case, by, given: commands.leave_undecided(case, by=by, next_contact_on=given["next_contact_on"]),
        act=Act.LEAVE_UNDECIDED, group="next",
    ),
    Deed(
        "no-certificate", _("No certificate is needed"), PlainForm,
        lambda case, by, given: commands.need_no_certificate(case, by=by), act=Act.NEED_NO_CERTIFICATE, group="next",
        shown=lambda case, facts: facts.sections != frozenset() and not {"B", "F"} & facts.sections,
        help=_("Only where the appeal is about section I alone. Mediation is still offered."),
    ),
    Deed(
        "withdraw", _("They no longer want to mediate"), PlainForm,
        lambda case, by, given: choosing.withdraw(case, by=by), act=Act.WITHDRAW,
        help=_("The certificate is then due within three working days."),
    ),
]  # fmt: skip
