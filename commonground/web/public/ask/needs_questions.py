"""What helps people to take part, asked once: it goes with them wherever the case goes."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.web.components import forms
from commonground.web.components.forms import Choice
from commonground.web.public.ask.languages import LANGUAGES
from commonground.web.public.ask.questions import Question

SUPPORT = (
    Choice("text_relay", gettext_lazy("Calls by text relay")),
    Choice("easy_read", gettext_lazy("Easy Read")),
    Choice("large_print", gettext_lazy("Large print")),
    Choice("coloured_paper", gettext_lazy("Coloured paper")),
    Choice("breaks", gettext_lazy("Breaks")),
    Choice("more_time", gettext_lazy("More time")),
    Choice("quiet_room", gettext_lazy("A quiet room")),
    Choice("ground_floor", gettext_lazy("A room without stairs")),
    Choice("someone", gettext_lazy("Somebody with me")),
    Choice("camera_off", gettext_lazy("Camera off in video calls")),
)
A_FEW_LINES = 200
"""As much as each box takes, so that all of it fits where the needs of a person stand in a case."""


INTERPRETERS = {
    "language": gettext_lazy("An interpreter"),
    "bsl": gettext_lazy("British Sign Language (BSL)"),
}
"""An interpreter as the needs of a person name one."""


class Interpreter(Question):
    interpreter = forms.ChoiceField(
        label=gettext_lazy("An interpreter for our calls and meetings"),
        choices=[
            Choice("no", gettext_lazy("No interpreter")),
            Choice("language", gettext_lazy("Yes, for a language"), gettext_lazy("Say below which one.")),
            Choice(
                "bsl",
                gettext_lazy("Yes, British Sign Language (BSL)"),
                gettext_lazy("On calls you see the interpreter on your screen, by video relay."),
            ),
        ],
        if_empty=gettext_lazy("Choose whether you want an interpreter"),
    )
    language = forms.SelectField(
        label=gettext_lazy("Which language?"),
        choices=[Choice(str(each), each) for each in LANGUAGES],
        required=False,
    )
    other_language = forms.TextField(
        label=gettext_lazy("The language, if it is not in the list"),
        called=gettext_lazy("the language"),
        max_length=60,
        width=20,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Whoever wants an interpreter for a language says which."""
        given = super().clean() or {}
        named = given.get("language") or given.get("other_language")
        if given.get("interpreter") == "language" and not named and not self.errors:
            self.add_error("language", _("Choose the language, or write it below"))
        return given


class Needs(Question):
    support = forms.MultipleChoiceField(
        label=gettext_lazy("What would help? (optional)"),
        hint=gettext_lazy("Choose all that you need."),
        choices=SUPPORT,
        required=False,
    )


class AboutYou(Question):
    communicate = forms.TextareaField(
        label=gettext_lazy("What helps when we talk together? (optional)"),
        hint=gettext_lazy("For example: pictures, signs, short sentences, time to think."),
        called=gettext_lazy("what you wrote"),
        max_length=A_FEW_LINES,
        rows=2,
        required=False,
    )
    upsets = forms.TextareaField(
        label=gettext_lazy("What upsets, and what calms? (optional)"),
        hint=gettext_lazy("For example: loud voices, or a walk outside."),
        called=gettext_lazy("what you wrote"),
        max_length=A_FEW_LINES,
        rows=2,
        required=False,
    )
    good_meeting = forms.TextareaField(
        label=gettext_lazy("What is a good meeting like? (optional)"),
        hint=gettext_lazy("For example: short, in the morning, few people."),
        called=gettext_lazy("what you wrote"),
        max_length=A_FEW_LINES,
        rows=2,
        required=False,
    )
