"""How a view shows a form: empty, again with what is wrong, or on to what comes next."""

from collections.abc import Callable, Mapping
from typing import Any, Literal, Protocol, TypeVar, runtime_checkable

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from .forms import Form

F = TypeVar("F", bound=Form)


@runtime_checkable
class Answer(Protocol):
    """What a command that was not carried out raises: it says so in one sentence."""

    sentence: str


def form_page(
    request: HttpRequest,
    form_class: type[F],
    template: str,
    done: Callable[[F], HttpResponse | None],
    *,
    context: Mapping[str, Any] | None = None,
    initial: Mapping[str, Any] | None = None,
    by: Literal["POST", "GET"] = "POST",
    **options: Any,
) -> HttpResponse:
    """Show a form, take it, and go on.

    Asked for: the empty form (200). Sent and right: what `done(form)` returns, usually a redirect. Wrong, or `done`
    added an error and returned None, or raised something with a `.sentence`: the page again with what was typed and
    status 422. With `by="GET"` the form asks by its address; an address without a query shows it empty. `options` go
    to the form.
    """
    files = request.FILES if by == request.method == "POST" else None
    form = form_class(_sent(request, by), files, initial=initial, **options)
    if form.is_valid() and (response := _try(done, form)) is not None:
        return response
    status = 422 if form.is_bound else 200
    return render(request, template, {**(context or {}), "form": form}, status=status)


def _sent(request: HttpRequest, by: str) -> QueryDict | None:
    """What was sent, or None where the page is only asked for."""
    if by == "GET":
        return request.GET or None
    return request.POST if request.method == "POST" else None


def _try(done: Callable[[F], HttpResponse | None], form: F) -> HttpResponse | None:
    """What `done` answers, with a refusal put on the form."""
    try:
        return done(form)
    except Exception as refused:
        if not isinstance(refused, Answer):
            raise
        form.add_error(None, refused.sentence)
        return None
