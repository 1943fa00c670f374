"""The form of the gallery: one field of each kind, with a made-up family's answers."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from . import forms


class EveryField(forms.Form):
    """Each kind of field once."""

    token = forms.SubmissionToken()
    council = forms.SelectField(
        label=_("Which council sent the letter?"),
        choices=[("X01", _("Exampleshire Council")), ("X02", _("Borough of Sampleton"))],
        if_empty=_("Choose the council that sent the letter"),
    )
    sent_on = forms.DateField(
        label=_("What is the date on the letter?"),
        called=_("the date on the letter"),
        hint=_("For example, 1 September 2026. It is near the top."),
        if_empty=_("Tell us the date on the letter"),
        earliest=date(2014, 9, 1),
        latest=date(2026, 12, 31),
    )
    decision = forms.ChoiceField(
        label=_("What does the letter say?"),
        choices=[
            forms.Choice("assess", _("The council will not assess"), hint=_("It refuses an EHC needs assessment.")),
            forms.Choice("issue", _("The council will not make a plan")),
            forms.OR,
            forms.Choice("not_sure", _("I am not sure")),
        ],
        if_empty=_("Choose what the letter says, or “I am not sure”"),
    )
    sections = forms.MultipleChoiceField(
        label=_("Which parts of the plan do you disagree with?"),
        choices=[
            ("B", _("Section B: needs")),
            ("F", _("Section F: provision")),
            ("I", _("Section I: the school")),
            ("none", _("None of these")),
        ],
        exclusive="none",
        required=False,
    )
    name = forms.TextField(
        label=_("Your name"),
        called=_("your name"),
        max_length=100,
        autocomplete="name",
        if_empty=_("Tell us your name"),
    )
    email = forms.EmailField(label=_("Your e-mail address"), if_empty=_("Tell us your e-mail address"))
    telephone = forms.TelephoneField(label=_("Your telephone number"), required=False)
    call_at = forms.TimeField(
        label=_("When may we call?"), hint=_("For example, 10am or 2:30pm"), if_empty=_("Tell us a time")
    )
    code = forms.CodeField(label=_("The code we sent you"), called=_("the code"), if_empty=_("Enter the code"))
    password = forms.PasswordField(label=_("Your password"), if_empty=_("Enter your password"))
    story = forms.TextareaField(
        label=_("What happened?"),
        called=_("what happened"),
        hint=_("In your own words. Names of others are not needed."),
        max_length=400,
        required=False,
    )
    copy = forms.FileField(
        label=_("Photo or PDF of the letter"),
        hint=_("You can also send it later."),
        accept=("image/jpeg", "application/pdf"),
        several=True,
        required=False,
    )
    agreed = forms.ConfirmField(
        label=_("I know that this is not an appeal"), if_empty=_("Tick the box if you know that this is not an appeal")
    )
