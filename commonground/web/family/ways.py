"""The first question of whoever says how we reach them: a family and a supporter are asked it alike."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.people.models import MessagesBy, Person
from commonground.web.components import forms
from commonground.web.components.filters import telephone
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


def by_call(me: Person) -> list[forms.Choice]:
    """By a telephone call and nothing else, where we have a number."""
    if not me.telephone:
        return []
    said = _("An adviser calls you on %(number)s. We use no other way.") % {"number": telephone(me.telephone)}
    if me.gets_texts and not me.email:
        said += " " + _("You can then no longer sign in by a code in a text.")
    return [forms.Choice(MessagesBy.CALL, _("By telephone call only"), said)]
