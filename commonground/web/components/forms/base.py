"""The form, its bound fields and what every field has in common."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.web.components.jinja import render_macro

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words: TypeAlias = "str | _StrPromise"
Params = dict[str, Any]
ANSWER = gettext_lazy("Answer this question")


def sentence(words: Words) -> str:
    """The words with a capital first letter, the rest as they are."""
    text = str(words)
    return text[:1].upper() + text[1:]


class Piece(forms.Field):
    """A field that knows which GOV.UK component draws it.

    `label` and `hint` are what the person reads; `called` is the noun phrase of made sentences ("your name" gives "Your
    name must be 100 characters or fewer"); `if_empty` is the sentence for no answer.
    """

    component: ClassVar[str]
    grouped: ClassVar[bool] = False  # several inputs: the label is a fieldset's legend
    usually_called: ClassVar[Words] = gettext_lazy("this answer")

    def __init__(
        self,
        *,
        label: Words,
        hint: Words = "",
        called: Words = "",
        if_empty: Words = "",
        required: bool = True,
        **options: Any,
    ) -> None:
        super().__init__(
            label=label, help_text=hint, required=required, error_messages={"required": if_empty or ANSWER}, **options
        )
        self.called = called or self.usually_called

    def told(self, words: Words, **params: object) -> str:
        """A sentence about this field: `%(called)s` in it becomes what the field is called, with a capital letter."""
        return str(words) % {"called": sentence(self.called), **params}

    def wrong(self, words: Words, code: str, **params: object) -> ValidationError:
        """The same sentence as an error."""
        return ValidationError(self.told(words, **params), code=code)

    def shown(self, bound: "Bound") -> str:
        """What stands in the input: what was typed, if it can be shown."""
        return str(bound.value() or "")

    def params(self, bound: "Bound") -> Params:
        """What the component is given beside label, hint and error."""
        raise NotImplementedError

    def finished(self, markup: str, bound: "Bound") -> str:
        """The component's markup with what it leaves to us put in."""
        return markup

    def first_id(self, bound: "Bound") -> str:
        """The id of the input that a link in the error summary leads to."""
        return bound.auto_id


class Bound(forms.BoundField):
    """A field of one form with what was typed into it; printed, it is the whole component."""

    form: "Form"
    field: Piece

    def __str__(self) -> SafeString:
        return self.drawn()

    __html__ = __str__

    def as_heading(self) -> SafeString:
        """With its label as the page's heading: one question a page."""
        return self.drawn("l", heading=True)

    def smaller(self) -> SafeString:
        """With its label in plain weight, for short forms among other things."""
        return self.drawn("")

    def as_hidden(self, attrs: Any = None, **kwargs: Any) -> SafeString:
        """An unseen input with the same value."""
        return format_html('<input type="hidden" name="{}" value="{}">', self.html_name, self.field.shown(self))

    def drawn(self, size: str = "s", *, heading: bool = False) -> SafeString:
        """The component's markup. `size` is GOV.UK's size of label or legend (s, m, l)."""
        field = self.field
        if self.is_hidden:
            return self.as_hidden()
        params: Params = {"id": self.auto_id, "name": self.html_name, "idPrefix": self.auto_id}
        label = self.label_params(size, heading=heading)
        params |= {"fieldset": {"legend": label}} if field.grouped else {"label": label}
        if field.help_text:
            params["hint"] = {"text": str(field.help_text)}
        if self.errors:
            params["errorMessage"] = {"text": self.errors[0], "visuallyHiddenText": _("Error")}
        params |= field.params(self)
        # An empty field looks the same to everybody; what people typed is drawn for them alone and not kept.
        draw = component if self.form.is_bound or self.value() else kept_component
        markup = field.finished(draw(field.component, params), self)
        return mark_safe(markup)  # noqa: S308 - GOV.UK's macros escape what they are given

    def label_params(self, size: str, *, heading: bool) -> Params:
        """The label in GOV.UK's terms, with "(optional)" where no answer is needed."""
        text = str(self.label)
        if not self.field.required and self.form.mark_optional:
            text = _("%(label)s (optional)") % {"label": text}
        kind = "fieldset__legend" if self.field.grouped else "label"
        return {"text": text, "classes": f"govuk-{kind}--{size}" if size else "", "isPageHeading": heading}


def component(name: str, params: Mapping[str, Any]) -> str:
    """The markup of a GOV.UK component, by its folder's name."""
    macro = "govuk" + "".join(part.title() for part in name.split("-"))
    return render_macro(f"govuk_frontend_jinja/components/{name}/macro.html", macro, params)


def kept_component(name: str, params: Mapping[str, Any]) -> str:
    """The same, remembered: GOV.UK's macros take longer than all else on a page with a form."""
    return _drawn_before(name, _Given(params, _key(params)))


@dataclass(frozen=True)
class _Given:
    params: Mapping[str, Any] = field(compare=False)
    key: Hashable


def _key(given: object) -> Hashable:
    """Parameters as something to look up by. Words that are markup already are others than the same words."""
    if isinstance(given, Mapping):
        return tuple((name, _key(part)) for name, part in given.items())
    if isinstance(given, list):
        return tuple(_key(part) for part in given)
    return type(given), given


@lru_cache(maxsize=512)
def _drawn_before(name: str, given: _Given) -> str:
    return component(name, given.params)


class Form(forms.Form):
    """A form of our fields. See `pages.form_page` for how a view shows one."""

    bound_field_class = Bound
    use_required_attribute = False
    mark_optional = True  # say "(optional)" where no answer is needed; filters do not

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("auto_id", "f-%s")
        super().__init__(*args, **options)
        for name in self.fields:
            if hasattr(forms.Form, name) or hasattr(Form, name):
                raise TypeError(f"{type(self).__name__}.{name}: every form has something of that name, choose another")

    def everything(self) -> SafeString:
        """All visible fields in order."""
        return mark_safe("".join(str(bound) for bound in self.visible_fields()))  # noqa: S308 - parts are safe

    def hidden(self) -> SafeString:
        """All hidden inputs."""
        return mark_safe("".join(bound.as_hidden() for bound in self.hidden_fields()))  # noqa: S308 - parts are safe

    def problems(self) -> Iterator[Params]:
        """What is wrong, in the order of the page, as the error summary takes it."""
        for text in self.non_field_errors():
            yield {"text": text}
        for name, bound in self._in_order():
            for text in self.errors.get(name, ()):
                yield {"text": text} if bound.is_hidden else {"text": text, "href": f"#{bound.field.first_id(bound)}"}

    def _in_order(self) -> Iterator[tuple[str, Bound]]:
        for name in self.fields:
            bound = self[name]
            assert isinstance(bound, Bound)
            yield name, bound

    def errors_summary(self) -> SafeString:
        """The box at the top that says what to put right; empty while nothing is wrong."""
        problems = list(self.problems())
        if not problems:
            return SafeString("")
        params = {"titleText": _("There is something to put right"), "errorList": problems}
        return mark_safe(component("error-summary", params))  # noqa: S308 - GOV.UK's macros escape
