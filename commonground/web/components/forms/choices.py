"""Fields that let a person choose: radios, checkboxes, one box to confirm, a list."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .base import Bound, Params, Piece, Words


@dataclass(frozen=True)
class Choice:
    """One answer: what is sent, what is read, and a line of explanation below it; in a list, the group it is under."""

    value: str
    label: Words
    hint: Words = ""
    group: Words = ""


OR = Choice("", gettext_lazy("or"))
"""The word between the answers and the one that is unlike them."""

Given = Choice | tuple[str, Words]
Choices = Iterable[Given] | Callable[[], Iterable[Given]]


class Choosing(Piece):
    """What radios, checkboxes and lists have in common. `choices` may be a function, asked once for each form."""

    grouped = True

    def __init__(self, *, choices: Choices, **options: Any) -> None:
        super().__init__(**options)
        self._given = choices
        self._items: list[Choice] | None = None

    @property
    def choices(self) -> list[Choice]:
        """The answers there are. Set it in a form's `__init__` where they depend on the case."""
        if self._items is None:
            given = self._given() if callable(self._given) else self._given
            self._items = [each if isinstance(each, Choice) else Choice(str(each[0]), each[1]) for each in given]
        return self._items

    @choices.setter
    def choices(self, choices: Choices) -> None:
        self._given, self._items = choices, None

    @property
    def values(self) -> set[str]:
        """What may be sent."""
        return {choice.value for choice in self.choices if choice is not OR}

    def item(self, choice: Choice, chosen: Sequence[str]) -> Params:
        """An answer in GOV.UK's terms."""
        if choice is OR:
            return {"divider": str(OR.label)}
        item: Params = {"value": choice.value, "text": str(choice.label), "checked": choice.value in chosen}
        return item | ({"hint": {"text": str(choice.hint)}} if choice.hint else {})

    def check(self, value: str) -> str:
        """The value, if it is one of the answers. Raises ValidationError if it is not."""
        if value not in self.values:
            raise ValidationError(str(self.error_messages["required"]), code="invalid_choice")
        return value


class ChoiceField(Choosing):
    """One answer of several, as radios. `inline` puts two short answers side by side."""

    component = "radios"
    widget = forms.RadioSelect

    def __init__(self, *, inline: bool = False, small: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.classes = " ".join(
            f"govuk-radios--{name}" for name, wanted in (("inline", inline), ("small", small)) if wanted
        )

    def to_python(self, value: Any) -> str:
        return self.check(str(value)) if value else ""

    def params(self, bound: Bound) -> Params:
        chosen = [str(bound.value() or "")]
        return {"items": [self.item(choice, chosen) for choice in self.choices], "classes": self.classes}


class SelectField(Choosing):
    """One answer of very many, as a list that opens."""

    component = "select"
    grouped = False
    widget = forms.TextInput

    def to_python(self, value: Any) -> str:
        return self.check(str(value)) if value else ""

    def params(self, bound: Bound) -> Params:
        return {"items": [{"value": "", "text": _("Choose one")}]}

    def finished(self, markup: str, bound: Bound) -> str:
        """With the answers. GOV.UK's macro is so slow at them that England's councils would double a page's time."""
        options = _options(tuple((str(each.group), each.value, str(each.label)) for each in self.choices))
        if value := str(bound.value() or ""):
            chosen = format_html('<option value="{}"', value)
            options = options.replace(chosen, f"{chosen} selected", 1)
        return markup.replace("</select>", f"{options}</select>", 1)


@lru_cache(maxsize=32)
def _options(answers: tuple[tuple[str, str, str], ...]) -> str:
    # Kept by what it is made of: a council that is renamed, or another language, is another list.
    drawn = ((group, _of_group(list(each))) for group, each in groupby(answers, lambda answer: answer[0]))
    return "\n".join(
        format_html('<optgroup label="{}">{}</optgroup>', group, options) if group else options
        for group, options in drawn
    )


def _of_group(answers: list[tuple[str, str, str]]) -> SafeString:
    return format_html_join("\n", '<option value="{}">{}</option>', (answer[1:] for answer in answers))


class MultipleChoiceField(Choosing):
    """Any number of answers, as checkboxes. `exclusive` is the value that stands alone ("none of these").

    `inline` puts very short ones side by side.
    """

    component = "checkboxes"
    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, exclusive: str = "", inline: bool = False, small: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.exclusive = exclusive
        names = {"govuk-checkboxes--small": small, "cg-checkboxes--inline": inline}
        self.classes = " ".join(name for name, wanted in names.items() if wanted)

    def to_python(self, value: Any) -> list[str]:
        chosen = [self.check(str(each)) for each in value or ()]
        if self.exclusive in chosen and len(chosen) > 1:
            alone = next(str(choice.label) for choice in self.choices if choice.value == self.exclusive)
            raise self.wrong(_("Choose “%(alone)s” or the others, not both"), "exclusive", alone=alone)
        return list(dict.fromkeys(chosen))

    def params(self, bound: Bound) -> Params:
        chosen = [str(each) for each in bound.value() or ()]
        items = [self.item(choice, chosen) for choice in self.choices]
        for item in items:
            if self.exclusive and item.get("value") == self.exclusive:
                item["behaviour"] = "exclusive"
        return {"items": items, "classes": self.classes}


class ConfirmField(Piece):
    """One box to tick. With `required`, it must be ticked to go on."""

    component = "checkboxes"
    widget = forms.TextInput

    def to_python(self, value: Any) -> bool:
        return value in (True, "yes")

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise ValidationError(str(self.error_messages["required"]), code="required")

    def params(self, bound: Bound) -> Params:
        item: Params = {"value": "yes", "text": str(bound.label), "checked": self.to_python(bound.value())}
        if self.help_text:
            item["hint"] = {"text": str(self.help_text)}
        return {"items": [item], "hint": None}
