"""What a supporter meets again and again with one council: told once, passed on without names, and what came back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.feedback import commands
from commonground.feedback.queries import councils_of, patterns_of
from commonground.web.components import forms
from commonground.web.components.doors import FAMILY, PersonRequest, door
from commonground.web.components.limited import limited
from commonground.web.components.pages import form_page


class PatternForm(forms.Form):
    """Which council, what, and in how many families."""

    token = forms.SubmissionToken()
    council = forms.ChoiceField(
        label=gettext_lazy("Which council is it about?"), choices=[], if_empty=gettext_lazy("Choose the council")
    )
    text = forms.TextareaField(
        label=gettext_lazy("What happens again and again?"),
        hint=gettext_lazy("Please name no family and no child. For example: meetings are called off the day before."),
        called=gettext_lazy("what happens"),
        max_length=2000,
        if_empty=gettext_lazy("Write what happens again and again"),
    )
    families = forms.ChoiceField(
        label=gettext_lazy("In how many families, as far as you know?"),
        choices=[
            ("2", gettext_lazy("Two or three")),
            ("4", gettext_lazy("Four to nine")),
            ("10", gettext_lazy("Ten or more")),
        ],
        if_empty=gettext_lazy("Tell us in how many families"),
    )

    def __init__(self, *args: Any, councils: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["council"].choices = [(one.pk, one.name) for one in councils]  # type: ignore[attr-defined]
        if len(councils) == 1:
            self.fields["council"].initial = councils[0].pk


@door(FAMILY)
@limited("family-pattern", times=10, per=3600)
def patterns(request: PersonRequest) -> HttpResponse:
    """For supporters: tell us of one, and read what became of those told before. Others are led to their cases."""
    councils, before = list(councils_of(request.person)), list(patterns_of(request.person))
    if not councils and not before:
        return redirect("family:home")

    def done(form: PatternForm) -> HttpResponse:
        given = form.cleaned_data
        council = next(one for one in councils if one.pk == given["council"])
        commands.raise_pattern(
            by=request.person, authority=council, text=given["text"], families=int(given["families"]),
            token=given["token"],
        )  # fmt: skip
        messages.success(request, _("Thank you. We read it, take out what could name a family, and pass it on."))
        return redirect("family:patterns")

    context = {"before": before, "councils": councils}
    return form_page(request, PatternForm, "family/patterns.html", done, context=context, councils=councils)
