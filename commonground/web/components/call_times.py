"""The question when we may call: "as soon as you can" where it is offered, or a free time, day by day.

Each day opens by itself and holds its times as radios of one group, so that it works without JavaScript and a page
stays short on a small screen. Later days stand behind one more such door.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.calls.slots import Day, Slot
from commonground.web.components.filters import clock, day, moment
from commonground.web.components.forms import OR, Bound, Choice, ChoiceField, Form, SubmissionToken
from commonground.web.components.forms.base import Params, Words
from commonground.web.components.jinja import render_macro

SOON = "soon"
"""What is sent for "as soon as you can"."""
SHOWN = 6
"""Days that are shown at once; the rest stand behind "Later days"."""
Days = Callable[[], Iterable[Day]]


def value_of(starts: datetime) -> str:
    """A time as it is sent and kept."""
    return f"{starts.astimezone(UTC):%Y-%m-%dT%H:%MZ}"


def instant(value: str) -> datetime | None:
    """The time that was chosen; None for "as soon as you can", for nothing and for what is no time."""
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if found.tzinfo else None


class CallTimeField(ChoiceField):
    """A free time, or "as soon as you can" where `soonest` words it. `days` says which times are free, asked once.

    With `kept` the answer is kept and booked later, so that only a free time will do. Without it the command that
    books says whether the time is free: a second press of the same button then finds the call that the first one made.
    """

    def __init__(self, *, soonest: Words = "", days: Days = tuple, kept: bool = False, **options: Any) -> None:
        super().__init__(choices=(), **options)
        self.kept = kept
        self.soonest = soonest
        self.days = days
        self._found: list[Day] | None = None

    @property
    def free(self) -> list[Day]:
        """The days with the times that are free now."""
        if self._found is None:
            self._found = list(self.days())
        return self._found

    @property
    def values(self) -> set[str]:
        """What may be sent now."""
        return {value_of(slot.starts) for each in self.free for slot in each.slots} | (
            {SOON} if self.soonest else set()
        )

    def check(self, value: str) -> str:
        """The value, if it can be had. Raises ValidationError, with other words where the time went meanwhile."""
        if instant(value) and not self.kept:
            return value
        if value not in self.values and instant(value):
            raise ValidationError(_("That time is not free any more. Choose another one"), code="gone")
        return super().check(value)

    def said(self, value: object) -> str:
        """What was chosen, in words, whether or not it is still free. Asks nobody which times are."""
        chosen = instant(str(value or ""))
        return moment(chosen) if chosen else str(self.soonest) if value == SOON else ""

    def first_id(self, bound: Bound) -> str:
        return bound.auto_id

    def params(self, bound: Bound) -> Params:
        soon = Choice(SOON, self.soonest)
        there = [self.item(soon, [str(bound.value() or "")])] if self.soonest else []
        return {"items": [*there, *([self.item(OR, [])] if there and self.free else [])], "classes": self.classes}

    def finished(self, markup: str, bound: Bound) -> str:
        """With the days below "as soon as you can", inside the same fieldset."""
        if not self.free:
            return markup
        chosen = str(bound.value() or "")
        made = [self._day(bound, each, chosen, number) for number, each in enumerate(self.free)]
        if not self.soonest and not any(each["open"] for each in made):
            made[0]["open"] = True
        later = made[SHOWN:]
        given = {"days": made[:SHOWN], "later": later, "later_open": any(each["open"] for each in later)}
        times = render_macro("components/call_times.html", "days", given)
        return markup.replace("</fieldset>", f"{times}</fieldset>", 1)

    def _day(self, bound: Bound, each: Day, chosen: str, number: int) -> Params:
        slots = [self._slot(bound, slot, chosen, f"{number}-{at}") for at, slot in enumerate(each.slots)]
        if not self.soonest and number == 0:
            slots[0]["id"] = bound.auto_id
        return {
            "on": day(each.on),
            "span": _("%(first)s to %(last)s") % {"first": slots[0]["text"], "last": slots[-1]["text"]}
            if len(slots) > 1
            else slots[0]["text"],
            "slots": slots,
            "open": any(slot["checked"] for slot in slots),
        }

    def _slot(self, bound: Bound, slot: Slot, chosen: str, place: str) -> Params:
        value = value_of(slot.starts)
        return {
            "id": f"{bound.auto_id}-{place}",
            "name": bound.html_name,
            "value": value,
            "text": clock(slot.starts),
            "says": moment(slot.starts),
            "checked": value == chosen,
        }


class TimesForm(Form):
    """A free time, chosen from `days`; for moving a call, and the start of every form that books one."""

    token = SubmissionToken()
    when = CallTimeField(
        label=gettext_lazy("A time for the call"),
        hint=gettext_lazy("Open a day to see its times. A call takes up to half an hour."),
        if_empty=gettext_lazy("Choose a time for the call"),
    )

    def __init__(self, *args: Any, days: list[Day], **options: Any) -> None:
        super().__init__(*args, **options)
        when = self.fields["when"]
        assert isinstance(when, CallTimeField)
        when.days = lambda: days

    @property
    def starts(self) -> datetime:
        """The time that was chosen, of a form that is right."""
        chosen = instant(self.cleaned_data["when"])
        assert chosen is not None
        return chosen
