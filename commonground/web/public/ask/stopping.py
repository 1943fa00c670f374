"""A family in whose name somebody asked us looks at that request by its link, and can stop it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy

from commonground.cases import request as said
from commonground.casework import in_their_name
from commonground.web.components import forms
from commonground.web.components.doors import EVERYONE, door
from commonground.web.components.limited import limited
from commonground.web.components.pages import form_page

HOUR = 3600


class StopForm(forms.Form):
    """One box, so that nobody stops a request by touching a button by chance."""

    sure = forms.ConfirmField(
        label=gettext_lazy("Yes, stop this request"),
        if_empty=gettext_lazy("Tick the box if you want to stop it. If you do not, close this page"),
    )


@door(EVERYONE)
@limited("ask-stop", times=30, per=HOUR)
def stop(request: HttpRequest, code: str) -> HttpResponse:
    """Who asked, with which reference, and the way to stop it. Opening the link alone changes nothing."""
    enquiry = in_their_name.with_code(code)
    if enquiry is None:
        raise Http404
    asked = said.of(enquiry)

    def done(form: StopForm) -> HttpResponse:
        in_their_name.stop(enquiry)
        return redirect(reverse("public:ask_stop", args=[code]))

    context = {"enquiry": enquiry, "helper": asked.helper, "stopped": asked.stopped}
    return form_page(request, StopForm, "public/ask/stop.html", done, context=context)
