"""What every question of the request has in common, and the page that asks nothing."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.web.components import forms
from commonground.web.components.forms import Choice
from commonground.web.public.ask.answers import Answers

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


class Note(Question):
    """A page that tells and asks nothing."""


class Send(forms.Form):
    """The last button. The token is the draft's: however often it is pressed, one request is sent."""

    token = forms.SubmissionToken()


def one_way(form: Question, given: dict[str, Any]) -> dict[str, Any]:
    """The answers, where they name a telephone number or an e-mail address; else the form says so."""
    if not {"telephone", "email"} & set(form.errors) and not given.get("telephone") and not given.get("email"):
        form.add_error("telephone", _("Tell us a telephone number or an e-mail address"))
    return given
