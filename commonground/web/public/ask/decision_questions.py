"""The questions about the decision and what is wanted, each one a form."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.law import CertificateNeed
from commonground.record.days import today
from commonground.web.components import forms
from commonground.web.components.filters import day
from commonground.web.components.forms import OR, Choice
from commonground.web.components.sections import SECTIONS
from commonground.web.public.ask.questions import YES_NO, Question
from commonground.web.public.date_questions import FIRST_DAY, councils
from commonground.web.public.decisions import DECISIONS


class Council(Question):
    council = forms.SelectField(
        label=gettext_lazy("Which council is it about?"),
        hint=gettext_lazy("The one whose name is on the letter, or the one that you pay council tax to."),
        choices=councils,
        if_empty=gettext_lazy("Choose the council, or “I am not sure”"),
    )


class About(Question):
    decision = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        choices=DECISIONS,
        if_empty=gettext_lazy("Choose what it is about, or “I am not sure”"),
    )


class Happened(Question):
    happened_on = forms.DateField(
        label=gettext_lazy("The day it happened, or the last time"),
        hint=gettext_lazy(
            "For example, 1 9 2026. Did it happen more than once? Give the last time. We talk about the others later."
        ),
        called=gettext_lazy("the day it happened"),
        earliest=FIRST_DAY,
        if_earlier=gettext_lazy("The day it happened must be 1 September 2014 or after. Check the year"),
        latest=today,
        if_later=gettext_lazy("The day it happened must be today or before. Check the month and the year"),
        required=False,
    )
    unsure = forms.ConfirmField(label=gettext_lazy("I am not sure of the day"), required=False)


class LetterCopy(Question):
    copies = forms.FileField(
        label=gettext_lazy("Photos or a PDF of the letter"),
        hint=gettext_lazy("You can choose several. Each can have up to 25 MB."),
        accept=("image/jpeg", "image/png", "image/webp", "application/pdf"),
        several=True,
        required=False,
    )


class LetterDates(Question):
    found_on = forms.ChoiceField(
        label=gettext_lazy("Which of these is the date on the letter?"),
        hint=gettext_lazy("A computer read them in your PDF, and it can be wrong. Look at the letter as well."),
        choices=(),
        if_empty=gettext_lazy("Choose the date on the letter, or “None of these”"),
    )

    def ready(self) -> None:
        found = self.fields["found_on"]
        assert isinstance(found, forms.ChoiceField)
        dates = [Choice(each.isoformat(), day(each)) for each in self.answers.dates_read]
        found.choices = [*dates, OR, Choice("none", gettext_lazy("None of these"))]


class Letter(Question):
    letter_on = forms.DateField(
        label=gettext_lazy("Date on the letter"),
        hint=gettext_lazy("For example, 1 9 2026. It is near the top of the letter."),
        called=gettext_lazy("the date on the letter"),
        earliest=FIRST_DAY,
        if_earlier=gettext_lazy("The date on the letter must be 1 September 2014 or after. Check the year"),
        latest=today,
        if_later=gettext_lazy("The date on the letter must be today or before. Check the month and the year"),
        required=False,
    )
    later = forms.ConfirmField(
        label=gettext_lazy("I do not have it here, or there is no letter"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not given.get("letter_on") and not given.get("later"):
            self.add_error("letter_on", _("Tell us the date on the letter, or tick that you do not have it here"))
        return given


class Sections(Question):
    sections = forms.MultipleChoiceField(
        label=gettext_lazy("Which parts of the plan do you disagree with?"),
        hint=gettext_lazy("Choose all that you need. The letters are in the plan."),
        choices=[*SECTIONS, OR, Choice("not_sure", gettext_lazy("I am not sure"))],
        exclusive="not_sure",
        if_empty=gettext_lazy("Choose the parts, or “I am not sure”"),
    )


class Wanted(Question):
    of_family = {
        "wanted": (
            gettext_lazy("What is wrong, and what would the family like?"),
            gettext_lazy("In their own words, if you can. You can leave this empty and tell us later."),
        )
    }
    wanted = forms.TextareaField(
        label=gettext_lazy("What do you disagree with, and what would you like?"),
        hint=gettext_lazy("In your own words. A few lines are enough. You can leave this empty and tell us later."),
        called=gettext_lazy("what you wrote"),
        max_length=4000,
        required=False,
    )


class WantedBySection(Question):
    """The same for each part of the plan that was chosen."""

    def ready(self) -> None:
        for choice in SECTIONS:
            if choice.value in self.answers.sections:
                self.fields[f"section_{choice.value}"] = forms.TextareaField(
                    label=_("Section %(name)s") % {"name": choice.label},
                    called=_("what you wrote about section %(letter)s") % {"letter": choice.value},
                    max_length=2000,
                    rows=4,
                    required=False,
                )


class Health(Question):
    of_family = {"health": (gettext_lazy("Is there health support that the family wants?"), "")}
    health = forms.ChoiceField(
        label=gettext_lazy("Is there health support that you want?"),
        choices=YES_NO,
        if_empty=gettext_lazy("Choose yes, no or “I am not sure”"),
    )
    health_wanted = forms.TextareaField(
        label=gettext_lazy("Which health support? (optional)"),
        hint=gettext_lazy("For example speech therapy from the NHS, or help with mental health."),
        called=gettext_lazy("what you wrote"),
        max_length=1000,
        rows=3,
        required=False,
    )


class EarlierCertificate(Question):
    of_family = {"earlier": (gettext_lazy("Do they have a mediation certificate for this already?"), "")}
    earlier = forms.ChoiceField(
        label=gettext_lazy("Has anyone already given you a mediation certificate for this decision?"),
        choices=YES_NO,
        if_empty=gettext_lazy("Choose yes, no or “I am not sure”"),
    )
    earlier_on = forms.DateField(
        label=gettext_lazy("The date on that certificate (optional)"),
        called=gettext_lazy("the date on the certificate"),
        earliest=FIRST_DAY,
        latest=today,
        if_earlier=gettext_lazy("The date on the certificate must be 1 September 2014 or after. Check the year"),
        if_later=gettext_lazy("The date on the certificate must be today or before. Check the month and the year"),
        required=False,
    )


class Appeal(Question):
    of_family = {
        "appeal": (
            gettext_lazy("Do they want to appeal to the tribunal?"),
            gettext_lazy("They do not have to know yet. They can change their mind."),
        )
    }
    appeal = forms.ChoiceField(
        label=gettext_lazy("Do you want to appeal to the tribunal?"),
        hint=gettext_lazy("You do not have to know yet. You can change your mind."),
        choices=YES_NO,
        if_empty=gettext_lazy("Choose yes, no or “I am not sure”"),
    )


TALK = Choice("talk", gettext_lazy("Talk to someone first"), gettext_lazy("An adviser explains what you can do."))
CERTIFICATE = Choice(
    "certificate",
    gettext_lazy("A certificate, without mediation"),
    gettext_lazy("An adviser first explains what mediation is. Then the choice is yours."),
)
MEDIATION = Choice(
    "mediation", gettext_lazy("Mediation"), gettext_lazy("A meeting with the council. The council must come.")
)
RESOLUTION = Choice(
    "disagreement_resolution",
    gettext_lazy("Disagreement resolution"),
    gettext_lazy("A meeting with the council, the school or the NHS. Everyone must agree to come."),
)
UNSURE = Choice("not_sure", gettext_lazy("I am not sure"), gettext_lazy("That is fine. You do not have to know."))
WANTS = (TALK, CERTIFICATE, MEDIATION, RESOLUTION, UNSURE)


class Want(Question):
    of_family = {
        "want": (
            gettext_lazy("What would the family like from us?"),
            gettext_lazy("Nothing is fixed by what you choose here."),
        )
    }
    want = forms.ChoiceField(
        label=gettext_lazy("What would you like from us?"),
        hint=gettext_lazy("Nothing is fixed by what you choose here."),
        choices=WANTS,
        if_empty=gettext_lazy("Choose what you would like, or “I am not sure”"),
    )

    def ready(self) -> None:
        """Without what cannot be had in this matter."""
        routes = self.answers.routes
        certificate = routes.certificate in {CertificateNeed.REQUIRED, CertificateNeed.ASK_A_PERSON}
        there = {CERTIFICATE: certificate, MEDIATION: routes.mediation, RESOLUTION: routes.disagreement_resolution}
        field = self.fields["want"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [TALK, *(choice for choice, can in there.items() if can), OR, UNSURE]
