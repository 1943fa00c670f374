"""How each form of the office about one council is shown, sent and carried out."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from commonground.directory import changes
from commonground.directory import queries as directory
from commonground.directory.errors import SomebodyElse
from commonground.directory.models import LocalAuthority
from commonground.web.components import forms
from commonground.web.components.doors import PersonRequest
from commonground.web.components.forms import Bound
from commonground.web.components.pages import form_page
from commonground.web.office import words

Given = dict[str, Any]


class SeenField(forms.HiddenField):
    """The number of the council's latest change when the page was made; a page shown again carries the newest."""

    def __init__(self) -> None:
        super().__init__(required=False, max_length=20)

    def shown(self, bound: Bound) -> str:
        return str(bound.initial)

    def clean(self, value: Any) -> int:
        typed = super().clean(value)
        return int(typed) if typed.isdecimal() else 0


class CouncilForm(forms.Form):
    """What every form about a council carries."""

    seen = SeenField()


class TakeAwayForm(CouncilForm):
    """Nothing to fill in: the button says it."""


def services_field() -> forms.MultipleChoiceField:
    """Which of the three services somebody gives."""
    return forms.MultipleChoiceField(
        label=gettext_lazy("What for?"),
        choices=[
            ("information", gettext_lazy("Information and certificates")),
            ("mediation", gettext_lazy("Mediation")),
            ("disagreement_resolution", gettext_lazy("Disagreement resolution")),
        ],
        if_empty=gettext_lazy("Choose at least one"),
    )


def chosen(given: Given) -> Given:
    """The services that were ticked, as commands take them."""
    return {each.value: each.value in given["services"] for each in directory.Service}


def council_of(code: str) -> LocalAuthority:
    """The council of this code, or 404."""
    found = directory.authority(code)
    if found is None:
        raise Http404
    return found


def change(
    request: PersonRequest,
    council: LocalAuthority,
    form_class: type[CouncilForm],
    run: Callable[[Given], object],
    *,
    title: str | Promise,
    done: str | Promise,
    initial: Given | None = None,
    **context: Any,
) -> HttpResponse:
    """Show a form about the council; sent, `run` what it says unless somebody else was there first, and go back.

    `done` is the sentence that is said afterwards. In `context`: `text` (what it means), `button` and `careful` (its
    words, and whether it cannot be undone), `away` (the address of the page that takes the fact away, `away_words` its
    link).
    """
    by = request.person.actor
    page: Given = {
        "council": council,
        "title": title,
        "text": "",
        "button": "",
        "careful": False,
        "away": "",
        "away_words": "",
        "changed": [],
    }
    page |= context

    def carry_out(form: CouncilForm) -> HttpResponse | None:
        given = dict(form.cleaned_data)
        try:
            with changes.nobody_else_since(council, seen=given.pop("seen"), by=by):
                run(given)
        except SomebodyElse as answer:
            page["changed"] = words.lines(answer.since)
            form.add_error(None, answer.sentence)
            return None
        messages.success(request, str(done))
        return redirect("office:council", code=council.pk)

    first = {**(initial or {}), "seen": changes.latest_of(council)}
    return form_page(request, form_class, "office/change.html", carry_out, context=page, initial=first)
