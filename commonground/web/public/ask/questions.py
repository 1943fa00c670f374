"""The forms of the request, each one question. Only a name and one way to reach the person are needed to send it."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.law import CertificateNeed
from commonground.record.days import today
from commonground.web.components import forms
from commonground.web.components.filters import day
from commonground.web.components.forms import OR, Choice
from commonground.web.public.ask.answers import Answers
from commonground.web.public.date_questions import FIRST_DAY, councils
from commonground.web.public.decisions import DECISIONS, SECTIONS

YES_NO = (
    Choice("yes", gettext_lazy("Yes")),
    Choice("no", gettext_lazy("No")),
    Choice("not_sure", gettext_lazy("I am not sure")),
)


class Question(forms.Form):
    """A page of the request. `answers` is what has been said before it; the token is the draft's own."""

    mark_optional = False
    token = forms.SubmissionToken()

    def __init__(self, *args: Any, answers: Answers, **options: Any) -> None:
        super().__init__(*args, **options)
        self.answers = answers
        self.ready()

    def ready(self) -> None:
        """Fit the fields to what has been answered before."""

    @property
    def asked(self) -> list[forms.Bound]:
        """The fields that a person sees."""
        return [bound for bound in self.visible_fields() if isinstance(bound, forms.Bound)]


class Who(Question):
    who = forms.ChoiceField(
        label=gettext_lazy("Who are you?"),
        choices=[
            ("parent", gettext_lazy("A parent")),
            ("step_parent", gettext_lazy("A step-parent")),
            ("foster_carer", gettext_lazy("A foster carer")),
            ("kinship_carer", gettext_lazy("A grandparent, relative or friend who cares for the child")),
            Choice(
                "young_person",
                gettext_lazy("A young person"),
                gettext_lazy("You are 16 to 25 and it is about you."),
            ),
            ("social_worker", gettext_lazy("A social worker, for a child in care")),
            ("deputy", gettext_lazy("A deputy or attorney for a young person")),
            Choice(
                "helper",
                gettext_lazy("Somebody who helps the family"),
                gettext_lazy(
                    "For example from SENDIASS, a friend or a solicitor. Nothing is decided without the family."
                ),
            ),
        ],
        if_empty=gettext_lazy("Choose who you are"),
    )


class Child(Question):
    child_name = forms.TextField(
        label=gettext_lazy("Full name of the child or young person"),
        called=gettext_lazy("the name"),
        max_length=200,
        if_empty=gettext_lazy("Tell us their name"),
    )
    child_born = forms.DateField(
        label=gettext_lazy("Date of birth of the child or young person"),
        hint=gettext_lazy("For example, 27 3 2014. You can leave this empty if you do not know it."),
        called=gettext_lazy("the date of birth"),
        earliest=date(1985, 1, 1),
        latest=today,
        if_later=gettext_lazy("The date of birth must be in the past"),
        required=False,
    )


class YoungPerson(Question):
    child_name = forms.TextField(
        label=gettext_lazy("Your full name"),
        called=gettext_lazy("your name"),
        max_length=200,
        autocomplete="name",
        if_empty=gettext_lazy("Tell us your name"),
    )
    child_born = forms.DateField(
        label=gettext_lazy("Your date of birth"),
        hint=gettext_lazy("For example, 27 3 2009"),
        called=gettext_lazy("your date of birth"),
        earliest=date(1985, 1, 1),
        latest=today,
        if_later=gettext_lazy("Your date of birth must be in the past"),
        birthday=True,
        required=False,
    )


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
        if_later=gettext_lazy("The date on the certificate must be today or before"),
        required=False,
    )


class Appeal(Question):
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
    gettext_lazy("A meeting with the council or the school. Everyone must agree to come."),
)
UNSURE = Choice("not_sure", gettext_lazy("I am not sure"), gettext_lazy("That is fine. You do not have to know."))
WANTS = (TALK, CERTIFICATE, MEDIATION, RESOLUTION, UNSURE)


class Want(Question):
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


class Reach(Question):
    your_name = forms.TextField(
        label=gettext_lazy("Your full name"),
        called=gettext_lazy("your name"),
        max_length=200,
        autocomplete="name",
        if_empty=gettext_lazy("Tell us your name"),
    )
    telephone = forms.TelephoneField(label=gettext_lazy("Your telephone number"), required=False)
    email = forms.EmailField(label=gettext_lazy("Your e-mail address"), required=False)

    def ready(self) -> None:
        """A young person has told us their name."""
        if self.answers.who == "young_person" and "young-person" in self.answers:
            del self.fields["your_name"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not {"telephone", "email"} & set(self.errors) and not given.get("telephone") and not given.get("email"):
            self.add_error("telephone", _("Tell us a telephone number or an e-mail address"))
        return given


WAYS = {
    "call": (Choice("call", gettext_lazy("A telephone call")), "telephone"),
    "text": (Choice("text", gettext_lazy("A text message")), "telephone"),
    "email": (Choice("email", gettext_lazy("An e-mail")), "email"),
}


class Safe(Question):
    reads = forms.ChoiceField(
        label=gettext_lazy("Does anyone else read your messages or answer your phone?"),
        choices=YES_NO,
        if_empty=gettext_lazy("Choose yes, no or “I am not sure”"),
    )
    ways = forms.MultipleChoiceField(
        label=gettext_lazy("Which ways are safe for you?"),
        hint=gettext_lazy("Choose all that are. We use no others."),
        choices=[choice for choice, _needs in WAYS.values()],
        if_empty=gettext_lazy("Choose at least one way that is safe"),
    )
    times = forms.TextareaField(
        label=gettext_lazy("Is there a good time, or something we must not do? (optional)"),
        hint=gettext_lazy("For example: after 6pm, or do not leave a message."),
        called=gettext_lazy("what you wrote"),
        max_length=500,
        rows=3,
        required=False,
    )

    def ready(self) -> None:
        """Only ways for which we have a number or an address."""
        field = self.fields["ways"]
        assert isinstance(field, forms.MultipleChoiceField)
        ways = [choice for choice, needs in WAYS.values() if self.answers.text("reach", needs)]
        field.choices = ways or [choice for choice, _needs in WAYS.values()]


class Needs(Question):
    support = forms.MultipleChoiceField(
        label=gettext_lazy("What would help? (optional)"),
        choices=[
            ("interpreter", gettext_lazy("An interpreter")),
            ("bsl", gettext_lazy("British Sign Language (BSL)")),
            ("text_relay", gettext_lazy("Calls by text relay")),
            ("easy_read", gettext_lazy("Easy Read")),
            ("large_print", gettext_lazy("Large print")),
            ("breaks", gettext_lazy("Breaks, or more time")),
        ],
        required=False,
    )
    language = forms.TextField(
        label=gettext_lazy("The language you like to use, if it is not English (optional)"),
        called=gettext_lazy("the language"),
        max_length=100,
        width=20,
        required=False,
    )
    access = forms.TextareaField(
        label=gettext_lazy("What else should we know to make it easier? (optional)"),
        hint=gettext_lazy("For example how you or the child like to talk. We ask only once."),
        called=gettext_lazy("what you wrote"),
        max_length=1000,
        rows=3,
        required=False,
    )


class More(Question):
    more = forms.TextareaField(
        label=gettext_lazy("Is there anything else you want to tell us?"),
        hint=gettext_lazy("You can leave this empty."),
        called=gettext_lazy("what you wrote"),
        max_length=4000,
        required=False,
    )


class Note(Question):
    """A page that tells and asks nothing."""


class Send(forms.Form):
    """The last button. The token is the draft's: however often it is pressed, one request is sent."""

    token = forms.SubmissionToken()
