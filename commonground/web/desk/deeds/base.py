"""The shape of a deed, and the footing that every deed's form asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonground.cases.apply import Acting
from commonground.cases.facts import Facts
from commonground.cases.models import Case
from commonground.cases.queries import taking_part_as
from commonground.cases.stages import STAGES
from commonground.cases.words import Act, Channel, Route, Stage
from commonground.record.days import today
from commonground.web.components import forms
from commonground.web.components.forms.choices import Choosing

Words = str | Promise
Run = Callable[[Case, Acting, dict[str, Any]], object]
Shown = Callable[[Case, Facts], bool]


class DeedForm(forms.Form):
    """A deed's own questions come first; the footing is for whom, how and when it reached us, and why."""

    version = forms.HiddenField(required=False)
    recorded_for = forms.TextField(
        label=_("Whose words do you write down?"),
        hint=_("Leave empty if they are your own."),
        called=_("the name"),
        max_length=200,
        required=False,
    )
    came_by = forms.SelectField(
        label=_("How did it reach us?"),
        choices=Channel.choices,
        called=_("how it reached us"),
        required=False,
    )
    arrived_on = forms.DateField(
        label=_("When did it arrive?"),
        hint=_("Post and voicemail count from when they arrived, even when we were closed. Empty means now."),
        called=_("the day it arrived"),
        latest=today,
        if_later=_("That day has not come yet"),
        required=False,
    )
    reason = forms.TextareaField(
        label=_("Why do you go on?"),
        hint=_("Your name and this reason go on the record."),
        called=_("the reason"),
        max_length=1000,
        rows=3,
        required=False,
    )

    nothing: Words = _("There is nothing to choose here in this case yet.")
    """What the page says where a question that must be answered has no answers."""
    from_address: tuple[str, ...] = ()
    """Questions that the address may answer beforehand, where a button of the case page means one person."""
    FOOTING = ("version", "recorded_for", "came_by", "arrived_on", "reason")

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        super().__init__(*args, **options)
        self.case = case
        self.asks_reason = bool(self.data.get("reason")) if self.is_bound else False
        own = [name for name in self.fields if name not in self.FOOTING]
        self.order_fields([*own, *self.FOOTING])
        self.prepare(case)
        for field in self._must_choose():
            # Where only one can be meant, nobody has to press it; what is saved says who it was.
            if len(field.choices) == 1 and isinstance(field, forms.ChoiceField):
                field.initial = field.initial or field.choices[0].value

    def clean_recorded_for(self) -> str:
        """Whose words they are, of whom only one may be meant: what somebody said is told to them alone."""
        said: str = self.cleaned_data["recorded_for"]
        meant = {row.person_id for row in taking_part_as(self.case, said)} if said else set()
        if len(meant) > 1:
            words = {"name": said}
            raise ValidationError(
                _("More than one person here is called %(name)s. Write who they are too: “%(name)s (mother)”") % words
            )
        return said

    def prepare(self, case: Case) -> None:
        """Fill in what depends on the case: choices and first values."""

    def _must_choose(self) -> list[Choosing]:
        return [each for each in self.fields.values() if isinstance(each, Choosing) and each.required]

    @property
    def cannot_be_answered(self) -> bool:
        """Whether a question that must be answered has no answers in this case."""
        return any(not field.choices for field in self._must_choose())

    @property
    def shows_footing(self) -> bool:
        """Whether something of the footing was filled in or is wrong, so that it must not be hidden."""
        footing = [self[name] for name in ("recorded_for", "came_by", "arrived_on")]
        return any(bound.errors or any(_boxes(bound.value())) for bound in footing)

    def questions(self) -> list[forms.Bound]:
        """The deed's own fields, in order."""
        return [bound for bound in self.visible_fields() if bound.name not in self.FOOTING]  # type: ignore[misc]


def _boxes(value: object) -> tuple[object, ...]:
    """What stands in a field's boxes: a date has three."""
    return value if isinstance(value, tuple) else (value,)


OUR_WAYS = [way for way in Channel.choices if way[0] != Channel.WEB]
"""How we get in touch with somebody: never by a form on the web."""
SAVED = _("Saved.")


@dataclass(frozen=True)
class Deed:
    """One thing to do with a case. With an `act`, it is offered where the stage table knows it from here.

    `once`: an entry of this kind takes it out of its group; somebody else may have to say the same for themselves.
    """

    slug: str
    title: Words
    form: type[DeedForm]
    run: Run
    act: Act | None = None
    shown: Shown = lambda case, facts: True
    group: str = "more"
    help: Words = ""
    done: Words = SAVED
    once: str = ""

    def offered(self, case: Case, facts: Facts) -> bool:
        """Whether the case page shows it now: not where the stage table's guard says that it is impossible."""
        if self.act is not None:
            row = STAGES[Route(case.route)].get((Stage(case.stage), self.act))
            possible = row is not None and row.guard(facts).allowed != "impossible"
            return possible and self.shown(case, facts)
        return case.stage != Stage.CLOSED and self.shown(case, facts)


def mediation(case: Case, facts: Facts) -> bool:
    """Only on the mediation route."""
    return case.route == Route.MEDIATION


def names(text: str) -> list[str]:
    """Names written one to a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]
