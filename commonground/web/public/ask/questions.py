"""What every question of the request has in common, and the page that asks nothing."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.web.components import forms
from commonground.web.components.forms import Choice
from commonground.web.components.forms.base import Words
from commonground.web.public.ask.answers import Answers

YES_NO = (
    Choice("yes", gettext_lazy("Yes")),
    Choice("no", gettext_lazy("No")),
    Choice("not_sure", gettext_lazy("I am not sure")),
)


YOUR_NUMBER = gettext_lazy("Your telephone number")
YOUR_ADDRESS = gettext_lazy("Your e-mail address")


def own_name() -> forms.TextField:
    """Who fills this in, by name."""
    return forms.TextField(
        label=gettext_lazy("Your full name"),
        called=gettext_lazy("your name"),
        max_length=200,
        autocomplete="name",
        if_empty=gettext_lazy("Tell us your name"),
    )


def their_name(if_empty: Words) -> forms.TextField:
    """Somebody else, by name."""
    return forms.TextField(
        label=gettext_lazy("Their full name"), called=gettext_lazy("their name"), max_length=200, if_empty=if_empty
    )


def a_telephone(label: Words = YOUR_NUMBER) -> forms.TelephoneField:
    """A number, theirs unless said; nobody must have one."""
    return forms.TelephoneField(label=label, required=False)


def an_email(label: Words = YOUR_ADDRESS, hint: Words = "") -> forms.EmailField:
    """An address, theirs unless said; nobody must have one."""
    return forms.EmailField(label=label, hint=hint, required=False)


class Question(forms.Form):
    """A page of the request. `answers` is what has been said before it; the token is the draft's own."""

    mark_optional = False
    token = forms.SubmissionToken()
    of_family: Mapping[str, tuple[Words, Words]] = {}
    """Label and hint of each field that reads otherwise for somebody who asks in a family's name."""

    def __init__(self, *args: Any, answers: Answers, **options: Any) -> None:
        super().__init__(*args, **options)
        self.answers = answers
        for name, (label, hint) in self.of_family.items() if answers.helps else ():
            self.fields[name].label, self.fields[name].help_text = label, hint
        self.ready()

    def ready(self) -> None:
        """Fit the fields to what has been answered before."""

    @property
    def asked(self) -> list[forms.Bound]:
        """The fields that a person sees."""
        return [bound for bound in self.visible_fields() if isinstance(bound, forms.Bound)]


class Note(Question):
    """A page that tells and asks nothing."""


class Send(forms.Form):
    """The last button. The token is the draft's: however often it is pressed, one request is sent."""

    token = forms.SubmissionToken()


def one_way(form: Question, given: dict[str, Any], if_none: str = "") -> dict[str, Any]:
    """The answers, where they name a telephone number or an e-mail address; else the form says `if_none`."""
    if not {"telephone", "email"} & set(form.errors) and not given.get("telephone") and not given.get("email"):
        form.add_error("telephone", if_none or _("Tell us a telephone number or an e-mail address"))
    return given
