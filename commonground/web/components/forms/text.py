"""Fields that take words: one line, many lines, e-mail, telephone, code, password, hidden."""

import re
import unicodedata
from typing import Any

import email_validator
import phonenumbers
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.notices.numbers import mobile

from .base import Bound, Params, Piece, Words

# Control characters cannot be stored or printed, and those that turn the direction of writing can make a name or an
# amount look like another. Tab and newline are allowed; joiners stay, since emoji and Persian names need them.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_UNSEEN = re.compile("[\u200b\ufeff]")  # left behind by copying from other programs
_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")


def without_control(text: str) -> str:
    """The text without the characters that nobody can see or print."""
    return _CONTROL.sub("", text)


class TextField(Piece):
    """One line of words. `width` is GOV.UK's class of input width (2, 3, 4, 5, 10, 20), by default the whole line."""

    component = "input"
    widget: type[forms.Widget] | forms.Widget = forms.TextInput
    kind = "text"
    several_lines = False
    inputmode = ""

    def __init__(
        self, *, max_length: int = 200, autocomplete: str = "", width: int = 0, spellcheck: bool = True, **options: Any
    ) -> None:
        super().__init__(**options)
        self.max_length = max_length
        self.autocomplete = autocomplete
        self.width = width
        self.spellcheck = spellcheck

    def to_python(self, value: Any) -> str:
        """The words as they are kept: one way of writing each letter, no spaces around.

        Raises ValidationError for control characters.
        """
        text = _UNSEEN.sub("", _BREAKS.sub("\n", str(value or "")))
        if _CONTROL.search(text):
            raise self.wrong(
                _("%(called)s had signs in it that cannot be printed. We took them out: check what is left"), "control"
            )
        text = unicodedata.normalize("NFC", text)
        return text.strip() if self.several_lines else " ".join(text.split())

    def validate(self, value: Any) -> None:
        """Not empty where an answer is needed, not longer than there is room for."""
        super().validate(value)
        if len(value) > self.max_length:
            text = _("%(called)s must be %(most)s characters or fewer. It is %(now)s now")
            raise self.wrong(text, "max_length", most=f"{self.max_length:,}", now=f"{len(value):,}")

    def shown(self, bound: Bound) -> str:
        value = bound.value()
        return "" if value is None else without_control(str(value))

    def params(self, bound: Bound) -> Params:
        return {
            "type": self.kind,
            "value": self.shown(bound),
            "autocomplete": self.autocomplete,
            "inputmode": self.inputmode or None,
            "classes": f"govuk-input--width-{self.width}" if self.width else "",
            "spellcheck": None if self.spellcheck else False,
        }


class TextareaField(TextField):
    """Several lines of words, with what is left of the room for them told while typing."""

    component = "character-count"
    widget = forms.Textarea
    several_lines = True

    def __init__(self, *, max_length: int = 4000, rows: int = 5, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)
        self.rows = rows

    def params(self, bound: Bound) -> Params:
        return {
            "value": self.shown(bound),
            "rows": self.rows,
            "maxlength": self.max_length,
            "threshold": 75,
            "textareaDescriptionText": _("You can write up to %(most)s characters.") % {"most": f"{self.max_length:,}"},
            "charactersUnderLimitText": {
                "one": _("You have %{count} character left."),
                "other": _("You have %{count} characters left."),
            },
            "charactersAtLimitText": _("You have no characters left."),
            "charactersOverLimitText": {
                "one": _("You have %{count} character too many."),
                "other": _("You have %{count} characters too many."),
            },
        }


class EmailField(TextField):
    """An e-mail address, checked as the standards have it, kept as it was typed."""

    kind = "email"
    usually_called = gettext_lazy("the e-mail address")

    def __init__(self, **options: Any) -> None:
        usual: Params = {"max_length": 254, "autocomplete": "email", "spellcheck": False}
        super().__init__(**(usual | options))

    def run_validators(self, value: Any) -> None:
        super().run_validators(value)
        try:
            if value:
                email_validator.validate_email(value, check_deliverability=False)
        except email_validator.EmailNotValidError:
            raise self.wrong(_("Enter an e-mail address like name@example.com"), "email") from None


class AddressField(EmailField):
    """An e-mail address, or the number of a mobile telephone: cleaned to +447700900982, where an address has an @."""

    kind = "text"

    def run_validators(self, value: Any) -> None:
        if "@" in str(value):
            super().run_validators(value)

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value))
        if not typed or "@" in typed:
            return typed
        if not (number := mobile(typed)):
            text = _("Enter an e-mail address like name@example.com, or a mobile number like 07700 900 982")
            raise self.wrong(text, "address")
        return number


class TelephoneField(TextField):
    """A telephone number, British unless it begins with + and another country's code. Cleaned to +441632960001."""

    kind = "tel"
    usually_called = gettext_lazy("the telephone number")

    def __init__(self, **options: Any) -> None:
        usual: Params = {"max_length": 40, "autocomplete": "tel", "width": 20}
        super().__init__(**(usual | options))

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            number = phonenumbers.parse(typed, "GB")
        except phonenumbers.NumberParseException:
            number = None
        possible = phonenumbers.is_possible_number_with_reason(number) if number is not None else None
        if possible == phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
            text = _("Enter the whole telephone number with its first part, like 01632 960 001 or 07700 900 982")
            raise self.wrong(text, "telephone")
        if number is None or possible != phonenumbers.ValidationResult.IS_POSSIBLE:
            raise self.wrong(_("Enter a telephone number like 01632 960 001 or 07700 900 982"), "telephone")
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


class CodeField(TextField):
    """A code of digits that was sent or that an app shows. Spaces and dashes in it do not matter."""

    inputmode = "numeric"

    def __init__(self, *, digits: int = 6, **options: Any) -> None:
        usual: Params = {"max_length": 40, "autocomplete": "one-time-code", "width": 10, "spellcheck": False}
        super().__init__(**(usual | options))
        self.digits = digits

    def clean(self, value: Any) -> str:
        code = re.sub(r"[\s-]", "", super().clean(value))
        if code and not re.fullmatch(f"[0-9]{{{self.digits}}}", code):
            raise self.wrong(_("%(called)s is %(digits)s numbers, like 123456"), "code", digits=self.digits)
        return code


class PasswordField(TextField):
    """A password: the one thing that is not shown again. Nothing in it is changed."""

    kind = "password"
    usually_called = gettext_lazy("the password")

    def __init__(self, **options: Any) -> None:
        usual: Params = {"max_length": 200, "autocomplete": "current-password", "spellcheck": False}
        super().__init__(**(usual | options))

    def to_python(self, value: Any) -> str:
        super().to_python(value)
        return str(value or "")

    def shown(self, bound: Bound) -> str:
        return ""


class HiddenField(TextField):
    """Something the page carries along unseen."""

    widget = forms.HiddenInput

    def __init__(self, *, label: Words = "", max_length: int = 500, **options: Any) -> None:
        super().__init__(label=label, max_length=max_length, **options)
