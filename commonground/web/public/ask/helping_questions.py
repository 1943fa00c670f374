"""The questions about help: somebody who asks for a family, and somebody whom a family would like beside them."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.cases.words import Agreed
from commonground.record.days import today
from commonground.web.components import forms
from commonground.web.components.forms import Choice
from commonground.web.public.ask.questions import Question, a_telephone, an_email, one_way, own_name, their_name

MAY = (Agreed.CONTACT, Agreed.SPEAK, Agreed.MEETING)
"""What somebody who helps may do beside seeing the case and its dates; what is agreed at a meeting comes later."""
GIVEN_BY = (
    Choice("parent", gettext_lazy("A parent")),
    Choice("carer", gettext_lazy("Another person who cares for the child")),
    Choice("young_person", gettext_lazy("The young person")),
)
HOW = (
    Choice("together", gettext_lazy("We are filling this in together now")),
    Choice("voice", gettext_lazy("They told me")),
    Choice("writing", gettext_lazy("In writing")),
)


class Helper(Question):
    helper_name = own_name()
    relationship = forms.TextField(
        label=gettext_lazy("Where you work, or how you know the family"),
        hint=gettext_lazy("For example: Exampleshire SENDIASS, a solicitor, an aunt."),
        called=gettext_lazy("this answer"),
        max_length=100,
        if_empty=gettext_lazy("Tell us where you work, or how you know the family"),
    )
    telephone = a_telephone()
    email = an_email()

    def clean(self) -> dict[str, Any]:
        return one_way(self, super().clean() or {})


class Permission(Question):
    agreed = forms.ChoiceField(
        label=gettext_lazy("Has the family agreed that you ask us?"),
        choices=[
            Choice("yes", gettext_lazy("Yes")),
            Choice(
                "not_yet",
                gettext_lazy("Not yet"),
                gettext_lazy("You can still go on. A person here rings you. The council is told nothing."),
            ),
        ],
        if_empty=gettext_lazy("Choose yes or “Not yet”"),
    )


class PermissionGiven(Question):
    given_by = forms.ChoiceField(
        label=gettext_lazy("Who agreed?"), choices=GIVEN_BY, if_empty=gettext_lazy("Choose who agreed")
    )
    given_name = their_name(gettext_lazy("Tell us the name of the person who agreed"))
    how = forms.ChoiceField(
        label=gettext_lazy("How did they agree?"), choices=HOW, if_empty=gettext_lazy("Choose how they agreed")
    )
    given_on = forms.DateField(
        label=gettext_lazy("When did they agree?"),
        hint=gettext_lazy("You can leave this empty if it was today."),
        called=gettext_lazy("the day on which they agreed"),
        latest=today,
        if_later=gettext_lazy("The day on which they agreed must be today or before. Check the month and the year"),
        required=False,
    )
    may = forms.MultipleChoiceField(
        label=gettext_lazy("What did they agree that you may do?"),
        hint=gettext_lazy("You can see the case and its dates. Choose what else they agreed to."),
        choices=[(one.value, one.theirs) for one in MAY],
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Left empty, they agreed on the day on which this is filled in."""
        given: dict[str, Any] = super().clean() or {}
        if "given_on" not in self.errors and not given.get("given_on"):
            given["given_on"] = today()
        return given


class FamilyContact(Question):
    contact = forms.ChoiceField(
        label=gettext_lazy("May we get in touch with the family ourselves?"),
        choices=[
            Choice("yes", gettext_lazy("Yes"), gettext_lazy("Give us only ways that are safe for them.")),
            Choice("no", gettext_lazy("No, only through me")),
            Choice("not_sure", gettext_lazy("I am not sure"), gettext_lazy("We ask you before we do.")),
        ],
        if_empty=gettext_lazy("Choose yes, no or “I am not sure”"),
    )
    telephone = a_telephone(gettext_lazy("A safe telephone number of theirs (optional)"))
    email = an_email(gettext_lazy("A safe e-mail address of theirs (optional)"))
    times = forms.TextareaField(
        label=gettext_lazy("Is there a good time, or something we must not do? (optional)"),
        hint=gettext_lazy("For example: after 6pm, or do not leave a message."),
        called=gettext_lazy("what you wrote"),
        max_length=500,
        rows=3,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("contact") == "yes":
            return one_way(
                self, given, _("Give us a safe number or e-mail address of theirs, or choose “No, only through me”")
            )
        return given


class Supporter(Question):
    helped = forms.ChoiceField(
        label=gettext_lazy("Would you like somebody to help you with this?"),
        hint=gettext_lazy(
            "For example somebody from SENDIASS, a friend or a relative. They can see your case and its dates."
        ),
        choices=[
            Choice("yes", gettext_lazy("Yes, I know who")),
            Choice("looking", gettext_lazy("Yes, but I have nobody"), gettext_lazy("We tell you who helps for free.")),
            Choice("no", gettext_lazy("No, or not now")),
        ],
        if_empty=gettext_lazy("Choose yes or no"),
    )


class SupporterWho(Question):
    supporter_name = their_name(gettext_lazy("Tell us their name"))
    relationship = forms.TextField(
        label=gettext_lazy("Who they are to you (optional)"),
        hint=gettext_lazy("For example: my sister, or SENDIASS."),
        called=gettext_lazy("this answer"),
        max_length=100,
        required=False,
    )
    email = an_email(
        gettext_lazy("Their e-mail address (optional)"),
        gettext_lazy("With this they can sign in and see the case. We write to them when it is open."),
    )
    telephone = a_telephone(gettext_lazy("Their telephone number (optional)"))
    may = forms.MultipleChoiceField(
        label=gettext_lazy("They can see your case and its dates. What else may they do? (optional)"),
        choices=[(one.value, one.label) for one in MAY],
        required=False,
    )
