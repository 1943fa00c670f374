"""The first question of whoever says how we reach them: a family and a supporter are asked it alike."""

from typing import Any

from django.utils.translation import gettext_lazy

from commonground.web.components import forms
from commonground.web.family.choices import VersionForm


class WaysForm(VersionForm):
    """How our messages come. `ways` are those that can reach this person."""

    messages_by = forms.ChoiceField(
        label=gettext_lazy("How should our messages come?"),
        choices=[],
        if_empty=gettext_lazy("Choose how our messages should come"),
    )

    def __init__(self, *args: Any, ways: list[forms.Choice], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["messages_by"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = ways
