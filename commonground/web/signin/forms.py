"""What is asked to find out who somebody is."""

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.notices.numbers import texts_are_possible
from commonground.people.models import Person
from commonground.web.components import forms


class AddressForm(forms.Form):
    """A family's way in: the address or the number that the code goes to."""

    address = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        hint=gettext_lazy("The one you gave us. We send a code to it."),
        called=gettext_lazy("your e-mail address"),
        if_empty=gettext_lazy("Enter your e-mail address"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if texts_are_possible():
            self.fields["address"] = forms.AddressField(
                label=_("Your e-mail address or mobile number"),
                hint=_("The one you gave us. We send a code to it. By text only if you asked us for texts."),
                called=_("your e-mail address or mobile number"),
                if_empty=_("Enter your e-mail address or mobile number"),
                autocomplete="username",
            )


class CodeForm(forms.Form):
    """The code from the message."""

    code = forms.CodeField(
        label=gettext_lazy("Your code"),
        hint=gettext_lazy("6 numbers, like 123456"),
        called=gettext_lazy("your code"),
        if_empty=gettext_lazy("Enter the code from our message"),
    )


class WhoForm(forms.Form):
    """Which of the people who share one address is signing in."""

    person = forms.ChoiceField(
        label=gettext_lazy("Who is signing in?"),
        hint=gettext_lazy("More than one person uses this address or number."),
        choices=[],
        if_empty=gettext_lazy("Choose your name"),
    )

    def __init__(self, *args: Any, people: list[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(person.pk), person.name) for person in people]


class OwnPasswordForm(forms.Form):
    """The password of somebody who set one of their own, asked for after the code."""

    password = forms.PasswordField(label=gettext_lazy("Your password"), if_empty=gettext_lazy("Enter your password"))


class StaffForm(forms.Form):
    """The staff's way in."""

    email = forms.EmailField(
        label=gettext_lazy("Your work e-mail address"),
        called=gettext_lazy("your e-mail address"),
        autocomplete="username",
        if_empty=gettext_lazy("Enter your e-mail address"),
    )
    password = forms.PasswordField(label=gettext_lazy("Your password"), if_empty=gettext_lazy("Enter your password"))


class AppCodeField(forms.CodeField):
    """A code from the app, six numbers, or a recovery code, eight."""

    def clean(self, value: Any) -> str:
        """The bare numbers."""
        code = re.sub(r"[\s-]", "", forms.TextField.clean(self, value))
        if code and not re.fullmatch(r"[0-9]{6}|[0-9]{8}", code):
            raise self.wrong(_("The code is 6 numbers. A recovery code is 8 numbers"), "code")
        return code


class AppCodeForm(forms.Form):
    """The second step of staff."""

    code = AppCodeField(
        label=gettext_lazy("Code"),
        hint=gettext_lazy("6 numbers from the app on your phone, or a recovery code of 8 numbers"),
        called=gettext_lazy("the code"),
        if_empty=gettext_lazy("Enter the code from your app"),
    )


class SetUpForm(forms.Form):
    """The first code of an app that was just set up."""

    code = forms.CodeField(
        label=gettext_lazy("Code from the app"),
        hint=gettext_lazy("6 numbers, like 123456"),
        called=gettext_lazy("the code"),
        if_empty=gettext_lazy("Enter the code that the app shows"),
    )
