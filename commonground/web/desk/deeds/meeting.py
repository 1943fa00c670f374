"""Deeds between the choice and the end of the meeting, on both routes."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonground.cases import commands
from commonground.cases.apply import Acting
from commonground.cases.duties import day_30
from commonground.cases.facts import Facts
from commonground.cases.models import Case
from commonground.cases.words import Act, Answer, Channel, Outcome, PartyKind, Stage
from commonground.casework import arranging, disagreement
from commonground.meetings import commands as meetings
from commonground.meetings.commands import Arrangement, Came
from commonground.meetings.models import Mode, Rooms, WhoseReason
from commonground.people.models import Person
from commonground.people.queries import staff_with
from commonground.people.roles import Role
from commonground.record.days import LONDON, today
from commonground.web.components import forms
from commonground.web.desk.deeds.base import OUR_WAYS, Deed, DeedForm, names
from commonground.web.desk.deeds.choice import PlainForm


class TellForm(DeedForm):
    """When the council was told, if the family did it first (D13)."""

    on = forms.DateField(
        label=_("Did the family tell the council itself, earlier?"),
        hint=_("If so, on which day. The earlier day counts."),
        called=_("the day"),
        latest=today,
        if_later=_("That day has not come yet"),
        required=False,
    )


class DayForm(DeedForm):
    """One day on which something happened."""

    on = forms.DateField(
        label=_("On which day?"),
        called=_("the day"),
        if_empty=_("Tell us the day"),
        latest=today,
        if_later=_("That day has not come yet"),
    )


class ChaseForm(DeedForm):
    """We asked the council again."""

    channel = forms.ChoiceField(
        label=_("How did you ask?"), choices=OUR_WAYS, if_empty=_("Choose how you asked"), small=True
    )
    text = forms.TextareaField(
        label=_("What did they say?"), called=_("what they said"), max_length=2000, rows=3, required=False
    )


class CannotForm(DeedForm):
    """The council's word that it cannot arrange it in time (R23)."""

    whose = forms.ChoiceField(
        label=_("Who says that it cannot be arranged?"),
        choices=[(WhoseReason.AUTHORITY.value, _("The council")), (WhoseReason.ICB.value, _("The NHS"))],
        if_empty=_("Choose who says so"),
    )
    why = forms.TextareaField(
        label=_("What did they tell you?"),
        called=_("what they told you"),
        max_length=1000,
        rows=3,
        if_empty=_("Write down what they told you"),
    )


class MeetingForm(DeedForm):
    """When, where and how."""

    day = forms.DateField(
        label=_("On which day?"),
        called=_("the day of the meeting"),
        if_empty=_("Tell us the day"),
        earliest=today,
        if_earlier=_("The meeting must be today or later"),
    )
    time = forms.TimeField(label=_("At what time?"), called=_("the time"), if_empty=_("Tell us the time"))
    mode = forms.ChoiceField(label=_("How do people meet?"), choices=Mode.choices, if_empty=_("Choose how people meet"))
    rooms = forms.ChoiceField(
        label=_("Together or apart?"), choices=Rooms.choices, if_empty=_("Choose together or apart")
    )
    place = forms.TextareaField(
        label=_("Where?"),
        hint=_("The address, or how to join."),
        called=_("the place"),
        max_length=500,
        rows=2,
        if_empty=_("Tell us where"),
    )
    mediator = forms.SelectField(
        label=_("Mediator"),
        choices=lambda: [(str(p.pk), p.name) for p in staff_with([Role.MEDIATOR])],
        required=False,
    )
    waived_by = forms.TextField(
        label=_("Who in the family agreed to less than five working days’ notice?"),
        hint=_("Leave empty if there is enough time."),
        called=_("the name"),
        max_length=200,
        required=False,
    )
    told_on = forms.DateField(
        label=_("If the council told the family itself: on which day?"),
        called=_("the day they were told"),
        latest=today,
        if_later=_("That day has not come yet"),
        required=False,
    )


class AttendanceForm(DeedForm):
    """Who came, one name to a line."""

    family = forms.TextareaField(
        label=_("Who came for the family?"),
        hint=_("One name on each line."),
        called=_("the names"),
        max_length=1000,
        rows=3,
        if_empty=_("Name who came for the family"),
    )
    other_side = forms.TextareaField(
        label=_("Who came for the other side?"),
        hint=_("One name on each line."),
        called=_("the names"),
        max_length=1000,
        rows=3,
        if_empty=_("Name who came for the other side"),
    )
    could_decide = forms.ChoiceField(
        label=_("Was somebody there who could decide?"),
        choices=[("yes", _("Yes")), ("no", _("No, they had to ask")), ("unclear", _("It was not clear"))],
        if_empty=_("Choose whether somebody could decide"),
    )

    def came(self) -> list[Came]:
        """The attendance register's lines."""
        decides = {"yes": True, "no": False}.get(self.cleaned_data["could_decide"])
        other = self.other_kind()
        lines = [Came(name, PartyKind.FAMILY) for name in names(self.cleaned_data["family"])]
        return lines + [Came(n, other, could_decide=decides) for n in names(self.cleaned_data["other_side"])]

    def other_kind(self) -> PartyKind:
        """The side across the table: the asked party in disagreement resolution, the council otherwise."""
        asked = self.case.parties.filter(answer=Answer.YES).exclude(kind=PartyKind.FAMILY).order_by("id").first()
        return PartyKind(asked.kind) if asked else PartyKind.AUTHORITY


class HeldForm(AttendanceForm):
    """How it ended."""

    outcome = forms.ChoiceField(label=_("How did it end?"), choices=Outcome.choices, if_empty=_("Choose how it ended"))
    in_writing = forms.ConfirmField(label=_("What was agreed has been put in writing"), required=False)
    agreed_on = forms.DateField(
        label=_("Put in writing on, if that was not the day of the meeting"),
        called=_("the day it was put in writing"),
        latest=today,
        if_later=_("That day has not come yet"),
        required=False,
    )


class AdjournForm(AttendanceForm):
    """Why it goes on another day."""

    why = forms.TextareaField(
        label=_("Why does it go on another day?"),
        called=_("the reason"),
        max_length=1000,
        rows=3,
        if_empty=_("Say why it goes on another day"),
    )


class MissedForm(DeedForm):
    """On whose side the reason lay."""

    whose = forms.ChoiceField(
        label=_("On whose side did the reason lie?"), choices=WhoseReason.choices, if_empty=_("Choose a side")
    )
    why = forms.TextareaField(
        label=_("What happened?"),
        called=_("what happened"),
        max_length=1000,
        rows=3,
        if_empty=_("Say what happened"),
    )


class AskPartiesForm(DeedForm):
    """Whom to ask."""

    parties = forms.MultipleChoiceField(
        label=_("Whom do we ask?"),
        hint=_("It is voluntary for everyone. Add a school or an NHS board to the case first if it is missing."),
        choices=[],
        if_empty=_("Choose at least one to ask"),
    )

    def prepare(self, case: Case) -> None:
        parties = case.parties.exclude(kind=PartyKind.FAMILY).order_by("id")
        self.fields["parties"].choices = [(str(p.pk), p.name) for p in parties]  # type: ignore[attr-defined]


class AnswerForm(DeedForm):
    """One party's answer."""

    party = forms.ChoiceField(label=_("Who answered?"), choices=[], if_empty=_("Choose who answered"))
    agrees = forms.ChoiceField(
        label=_("Will they come?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        if_empty=_("Choose yes or no"),
    )
    why = forms.TextareaField(
        label=_("What did they say?"),
        hint=_("The family reads this. Leave it empty if they do not want their reason passed on."),
        called=_("what they said"),
        max_length=500,
        rows=3,
        required=False,
    )

    def prepare(self, case: Case) -> None:
        asked = case.parties.exclude(answer=Answer.NOT_ASKED).order_by("id")
        self.fields["party"].choices = [(str(p.pk), p.name) for p in asked]  # type: ignore[attr-defined]


def _fix(case: Case, by: Acting, given: dict[str, Any]) -> Case:
    starts = datetime.combine(given["day"], given["time"], tzinfo=LONDON)
    mediator = Person.objects.filter(pk=given["mediator"]).first() if given["mediator"] else None
    arrangement = Arrangement(
        starts_at=starts,
        place=given["place"],
        mode=Mode(given["mode"]),
        rooms=Rooms(given["rooms"]),
        mediator=mediator,
        notice_waived_by=given["waived_by"],
        told_family_on=given["told_on"],
    )
    return arranging.fix_meeting(case, by=by, arrangement=arrangement)


def _held(case: Case, by: Acting, given: dict[str, Any]) -> Case:
    return meetings.conclude(
        case,
        by=by,
        came=given["came"],
        outcome=Outcome(given["outcome"]),
        agreed_in_writing=given["in_writing"],
        agreed_on=given["agreed_on"] if given["in_writing"] else None,
    )


def _answer(case: Case, by: Acting, given: dict[str, Any]) -> Case:
    agrees = given["agrees"] == "yes"
    return disagreement.record_answer(case, by=by, party=int(given["party"]), agrees=agrees, why=given["why"])


WAITING = {Stage.ARRANGING, Stage.MEETING_FIXED}


def _day_30_has_come(case: Case, facts: Facts) -> bool:
    """Whether the family is to be asked now, and was not asked yet."""
    duty = day_30(facts)
    return case.stage in WAITING and duty is not None and duty.settled_on is None and duty.due_on <= facts.as_of


DEEDS = [
    Deed(
        "tell-council",
        _("Tell the council"),
        TellForm,
        lambda case, by, given: arranging.tell_authority(case, by=by, on=given["on"]),
        act=Act.TELL_AUTHORITY,
        group="next",
        help=_("We write to the council with the issues on this case. Its 30 days begin."),
        done=_("The council has been told."),
    ),
    Deed(
        "told-nhs",
        _("The council told the NHS"),
        DayForm,
        lambda case, by, given: commands.told_icb(case, by=by, on=given["on"]),
        group="next",
        shown=lambda case, facts: facts.health and facts.la_told_on is not None and facts.icb_told_on is None,
    ),
    Deed(
        "chase",
        _("Record that you asked the council again"),
        ChaseForm,
        lambda case, by, given: commands.chase(case, by=by, channel=Channel(given["channel"]), text=given["text"]),
        shown=lambda case, facts: case.stage == Stage.ARRANGING and facts.la_told_on is not None,
        group="next",
    ),
    Deed(
        "fix-meeting",
        _("Fix the meeting"),
        MeetingForm,
        _fix,
        act=Act.FIX_MEETING,
        group="next",
        done=_("The meeting is fixed. Everyone has been told."),
    ),
    Deed(
        "day-30",
        _("Day 30: ask the family what they want"),
        PlainForm,
        lambda case, by, given: arranging.offer_day_30(case, by=by),
        shown=_day_30_has_come,
        group="next",
        help=_("The council is silent. The family can wait, or withdraw and have the certificate."),
    ),
    Deed(
        "cannot-arrange",
        _("The council says it cannot arrange it"),
        CannotForm,
        lambda case, by, given: arranging.cannot_arrange(
            case, by=by, why=given["why"], whose=WhoseReason(given["whose"])
        ),
        act=Act.CANNOT_ARRANGE,
        help=_("The family gets a certificate within three working days and can still mediate."),
    ),
    Deed("held", _("Record the meeting"), HeldForm, _held, act=Act.CONCLUDE, group="next"),
    Deed(
        "adjourn",
        _("It goes on another day"),
        AdjournForm,
        lambda case, by, given: meetings.adjourn(case, by=by, came=given["came"], why=given["why"]),
        act=Act.ADJOURN,
    ),
    Deed(
        "did-not-happen",
        _("The meeting did not happen"),
        MissedForm,
        lambda case, by, given: meetings.did_not_happen(
            case, by=by, whose=WhoseReason(given["whose"]), why=given["why"]
        ),
        act=Act.DID_NOT_HAPPEN,
    ),
    Deed(
        "ask-parties",
        _("Ask everyone to agree"),
        AskPartiesForm,
        lambda case, by, given: disagreement.ask_parties(case, by=by, parties=[int(p) for p in given["parties"]]),
        act=Act.ASK_PARTIES,
        group="next",
        done=_("They have been asked."),
    ),
    Deed("answer", _("Record an answer"), AnswerForm, _answer, act=Act.RECORD_ANSWER, group="next"),
    Deed(
        "takes-back",
        _("Somebody takes back their yes"),
        AnswerForm,
        _answer,
        act=Act.PARTY_REFUSES,
        shown=lambda case, facts: case.stage in WAITING,
    ),
]
