"""Forms whose fields draw themselves as GOV.UK components and answer every wrong entry with a plain sentence.

A template says `{{ form.sent_on }}` and nothing else; what was typed is kept, whatever it was.
"""

from .base import Bound, Form
from .choices import OR, Choice, ChoiceField, ConfirmField, MultipleChoiceField, SelectField
from .dates import DateField, TimeField
from .files import FileField
from .text import (
    AddressField,
    CodeField,
    EmailField,
    HiddenField,
    PasswordField,
    TelephoneField,
    TextareaField,
    TextField,
)
from .token import SubmissionToken, new_token, signed

__all__ = [
    "OR",
    "AddressField",
    "Bound",
    "Choice",
    "ChoiceField",
    "CodeField",
    "ConfirmField",
    "DateField",
    "EmailField",
    "FileField",
    "Form",
    "HiddenField",
    "MultipleChoiceField",
    "PasswordField",
    "SelectField",
    "SubmissionToken",
    "TelephoneField",
    "TextField",
    "TextareaField",
    "TimeField",
    "new_token",
    "signed",
]
