"""When we may call: a page of the request where a call is safe and a time is free, and the call it becomes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.calls import queries
from commonground.calls.commands import Asked
from commonground.calls.models import Call, How
from commonground.cases.models import Enquiry
from commonground.web.components import forms
from commonground.web.components.calendar import Line, calendar_response
from commonground.web.components.call_times import CallTimeField, instant
from commonground.web.components.doors import EVERYONE, door
from commonground.web.components.filters import telephone
from commonground.web.public.ask import keeping
from commonground.web.public.ask.answers import Answers
from commonground.web.public.ask.questions import Question

PAGE = "call"


class When(Question):
    when = CallTimeField(
        label=gettext_lazy("A time for the call"),
        hint=gettext_lazy("Open a day to see its times. A call takes up to half an hour."),
        soonest=gettext_lazy("As soon as you can"),
        kept=True,
        if_empty=gettext_lazy("Choose “As soon as you can”, or a time"),
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("How does the call begin?"),
        choices=How.choices,
        if_empty=gettext_lazy("Choose how the call begins"),
    )
    interpreter = forms.TextField(
        label=gettext_lazy("Do you want an interpreter for our call with you? In which language? (optional)"),
        hint=gettext_lazy("It is free. For example: Polish, or BSL."),
        called=gettext_lazy("the language"),
        max_length=100,
        width=20,
        required=False,
    )

    def ready(self) -> None:
        """With the times that are free for them; a text first only where that is safe as well."""
        when = self.fields["when"]
        assert isinstance(when, CallTimeField)
        when.days = lambda: self.answers.call_times
        if "text" not in _ways(self.answers):
            del self.fields["channel"]
        if not self.answers.helps:  # a family has said it on a page of its own
            del self.fields["interpreter"]

    @property
    def language(self) -> str:
        """The language of the interpreter who joins the call; empty where none was asked for."""
        return "" if self.answers.helps else self.answers.interpreter

    @property
    def urgent(self) -> bool:
        """Whether a last day is near or has passed."""
        return _urgent(self.answers)

    @property
    def last_day(self) -> date | None:
        """The last day that is near; None where it has passed."""
        return self.answers.last_day_for_a_call

    @property
    def none_free(self) -> bool:
        """Whether no time is free before it."""
        return not self.answers.call_times


def applies(answers: Answers) -> bool:
    """Whether a call is a safe way, and a time is free; where a last day is near, the page says what to do instead."""
    return bool(_number(answers)) and (_urgent(answers) or bool(answers.call_times))


def gone(answers: Answers) -> bool:
    """Whether they chose a time that was taken since."""
    chosen = instant(answers.text(PAGE, "when"))
    return applies(answers) and chosen is not None and queries.slot_at(chosen, answers.call_times) is None


def asked(pages: Mapping[str, Any]) -> Asked | None:
    """The call that these answers ask for; None where they chose no time, or a call is no safe way any more."""
    answers = Answers(pages)
    starts = instant(answers.text(PAGE, "when"))
    number = _number(answers)
    if starts is None or not number:
        return None
    channel = answers.text(PAGE, "channel") if "text" in _ways(answers) else ""
    return Asked(
        starts=starts,
        name="",  # the enquiry's own
        telephone=number,
        channel=How(channel or How.TELEPHONE),
        interpreter=answers.text(PAGE, "interpreter") if answers.helps else answers.interpreter,
    )


def booked_with(enquiry: Enquiry) -> Call | None:
    """The call ahead that this request brought with it."""
    return queries.calls_about(enquiry.pk).filter(token=enquiry.token).first()


@door(EVERYONE)
def calendar(request: HttpRequest) -> HttpResponse:
    """The call that was booked, for a calendar: with our name and number, and nothing of the matter."""
    draft = keeping.shown(request)
    call = booked_with(draft.enquiry) if draft is not None and draft.enquiry is not None else None
    if call is None:
        return redirect("public:ask_sent")
    provider = settings.PROVIDER
    words = {"number": telephone(provider.telephone), "hours": provider.hours}
    line = Line(
        mark=f"call-{call.pk}",
        title=_("A call from %(name)s") % {"name": provider.name},
        description=_("Another time? Call us: %(number)s (%(hours)s).") % words,
        starts=call.during.lower,
        ends=call.during.upper,
    )
    return calendar_response([line], of="Your call", name="call")


def _ways(answers: Answers) -> list[str]:
    return ["call"] if answers.helps else answers.several("safe-contact", "ways")


def _number(answers: Answers) -> str:
    """The number to call, where a call is safe."""
    if answers.helps:
        return answers.text("helper", "telephone")
    return answers.text("reach", "telephone") if "call" in _ways(answers) else ""


def _urgent(answers: Answers) -> bool:
    return answers.urgency is not None and answers.urgency.urgent
