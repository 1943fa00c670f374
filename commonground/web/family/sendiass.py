"""The area's SENDIASS: who they are, and in one step asking them to get in touch."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.casework.referring import refer_to_sendiass
from commonground.directory.queries import advice_service
from commonground.people.roles import Role
from commonground.web.components import forms
from commonground.web.components.doors import FAMILY_CASE, CaseRequest, door
from commonground.web.components.limited import limited
from commonground.web.components.pages import form_page
from commonground.web.family.acting import by_web
from commonground.web.family.choices import not_now
from commonground.web.family.picture import picture_of


class ReferForm(forms.Form):
    """How they may be reached, and what they want to be said."""

    reach = forms.TextareaField(
        label=gettext_lazy("How can they reach you?"),
        hint=gettext_lazy("A number or an e-mail address that is safe, and a good time."),
        called=gettext_lazy("how they can reach you"),
        max_length=300,
        rows=2,
        if_empty=gettext_lazy("Tell us how they can reach you"),
    )
    text = forms.TextareaField(
        label=gettext_lazy("Is there something that they should know first?"),
        hint=gettext_lazy("Only what you write here is passed on."),
        called=gettext_lazy("what they should know"),
        max_length=1000,
        rows=4,
        required=False,
    )


@door(FAMILY_CASE)
@limited("family-sendiass", times=20, per=3600)
def sendiass(request: CaseRequest, reference: str) -> HttpResponse:
    """Who gives free advice in their area; with an e-mail address of theirs, the form that asks them."""
    p = picture_of(request.case, request.person)
    if p.mine.role != Role.FAMILY:
        return not_now(request, p)
    service = advice_service(p.case.authority)
    context = {"p": p, "case": p.case, "service": service}
    if service is None or not service.email:
        return render(request, "family/sendiass.html", context)

    def done(form: ReferForm) -> HttpResponse:
        given = form.cleaned_data
        by = by_web(request)
        refer_to_sendiass(request.case, by=by, participant=p.mine.pk, reach=given["reach"], text=given["text"])
        words = {"name": service.name}
        messages.success(request, _("We have asked %(name)s to get in touch with you.") % words)
        return redirect("family:case", reference=request.case.reference)

    return form_page(request, ReferForm, "family/sendiass.html", done, context=context)
