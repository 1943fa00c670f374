"""The questions about the people, each one a form. Only a name and one way to reach the person must be given."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.record.days import today
from commonground.web.components import forms
from commonground.web.components.forms import Choice
from commonground.web.public.ask.questions import YES_NO, Question


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
