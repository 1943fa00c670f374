"""The questions about the people, each one a form. Only a name and one way to reach the person must be given."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy

from commonground.cases.request import Hidden
from commonground.notices.numbers import mobile
from commonground.record.days import today
from commonground.web.components import forms
from commonground.web.components.forms import Choice
from commonground.web.public.ask.answers import BSL
from commonground.web.public.ask.questions import YES_NO, Question, a_telephone, an_email, one_way, own_name


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
                gettext_lazy("You are about 16 to 25 and it is about you."),
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


class Deputy(Question):
    deputy = forms.ChoiceField(
        label=gettext_lazy("Which are you?"),
        choices=[
            Choice("deputy", gettext_lazy("A deputy"), gettext_lazy("The Court of Protection chose you.")),
            Choice("attorney", gettext_lazy("An attorney"), gettext_lazy("The young person chose you, in a paper.")),
            Choice("not_sure", gettext_lazy("I am not sure")),
        ],
        if_empty=gettext_lazy("Choose deputy, attorney or “I am not sure”"),
    )
    paper = forms.ChoiceField(
        label=gettext_lazy("Can you show us the paper later?"),
        hint=gettext_lazy("It does not have to be now. You can go on either way."),
        choices=YES_NO,
        if_empty=gettext_lazy("Choose yes, no or “I am not sure”"),
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
        if_earlier=gettext_lazy("Check the year. We ask when the child or young person was born, not their parent"),
        latest=today,
        if_later=gettext_lazy("The date of birth must be in the past. Check the year"),
        required=False,
    )

    def ready(self) -> None:
        """Whoever helps a family names nobody before the family has agreed."""
        if self.answers.without_permission:
            name = self.fields["child_name"]
            name.required = False
            name.help_text = gettext_lazy("You can leave the name and the date out until the family has agreed.")


class YoungPerson(Question):
    child_name = own_name()
    child_born = forms.DateField(
        label=gettext_lazy("Your date of birth"),
        hint=gettext_lazy("For example, 27 3 2009"),
        called=gettext_lazy("your date of birth"),
        earliest=date(1985, 1, 1),
        if_earlier=gettext_lazy("Check the year. This page is for young people who ask about themselves"),
        latest=today,
        if_later=gettext_lazy("Your date of birth must be in the past. Check the year"),
        birthday=True,
        required=False,
    )


class Reach(Question):
    your_name = own_name()
    telephone = a_telephone()
    email = an_email()

    def ready(self) -> None:
        """A young person has told us their name."""
        if self.answers.who == "young_person" and "young-person" in self.answers:
            del self.fields["your_name"]

    def clean(self) -> dict[str, Any]:
        return one_way(self, super().clean() or {})


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
        """Only ways for which we have a number or an address; a text needs a mobile's."""
        field = self.fields["ways"]
        assert isinstance(field, forms.MultipleChoiceField)
        given = {way: self.answers.text("reach", needs) for way, (_choice, needs) in WAYS.items()}
        given["text"] = mobile(given["text"])
        offered = {way: choice for way, (choice, _needs) in WAYS.items()}
        if self.answers.interpreter == BSL:
            offered["call"] = Choice("call", gettext_lazy("A call, with a BSL interpreter by video relay"))
        field.choices = [offered[way] for way in WAYS if given[way]] or list(offered.values())


class OtherParent(Question):
    shares = forms.ChoiceField(
        label=gettext_lazy("Is there another parent or carer who shares responsibility?"),
        hint=gettext_lazy("You do not have to answer. A yes does not mean that we tell them anything."),
        choices=[*YES_NO, Choice("rather_not", gettext_lazy("I would rather not say"))],
        required=False,
    )


class OtherParentMore(Question):
    knows = forms.ChoiceField(
        label=gettext_lazy("Do they know that you ask us? (optional)"), choices=YES_NO, required=False
    )
    contact = forms.ChoiceField(
        label=gettext_lazy("May we get in touch with them? (optional)"),
        hint=gettext_lazy("We do not, unless you say yes."),
        choices=[
            Choice("yes", gettext_lazy("Yes")),
            Choice("no", gettext_lazy("No")),
            Choice("ask_first", gettext_lazy("Ask me first")),
        ],
        required=False,
    )
    untold = forms.MultipleChoiceField(
        label=gettext_lazy("Is there something we must not tell them? (optional)"),
        choices=[
            Choice(Hidden.ADDRESS, gettext_lazy("Where you live")),
            Choice(Hidden.CONTACT, gettext_lazy("Your telephone number and e-mail")),
            Choice(Hidden.SCHOOL, gettext_lazy("Which school the child goes to")),
        ],
        required=False,
    )
    untold_words = forms.TextareaField(
        label=gettext_lazy("Something else we must not tell them? (optional)"),
        called=gettext_lazy("what you wrote"),
        max_length=500,
        rows=2,
        required=False,
    )
    order = forms.ChoiceField(
        label=gettext_lazy("Has a court made an order that we should know of? (optional)"),
        hint=gettext_lazy("For example who the child lives with, or who must stay away."),
        choices=YES_NO,
        required=False,
    )
    order_words = forms.TextareaField(
        label=gettext_lazy("What does the order say? (optional)"),
        called=gettext_lazy("what you wrote"),
        max_length=1000,
        rows=2,
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
