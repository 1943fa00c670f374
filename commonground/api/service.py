"""The JSON face for other systems: the law questions, open to everyone, without sign-in.

Mounted at /api/v1/, with `docs` as the page for people and `openapi.json` as the description for programs.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

from commonground import law
from commonground.api import limits
from commonground.api.limits import TooMany, count
from commonground.api.openapi import describe
from commonground.law.reading import shown

OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
"""Any site may read the answers: they are the same for everybody and hold nothing personal."""

PREFLIGHT = OPEN | {
    "Access-Control-Allow-Methods": "GET, OPTIONS",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}

BAD_INPUT = 422
TOO_MANY = 429


class DocsPage(DocsBase):
    """The page that lists the questions, in the service's own look, without scripts."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        """The page itself."""
        context = {
            "questions": list(law.QUESTIONS.values()),
            "rulebooks": law.rulebooks(),
            "calendar": law.current_calendar().name,
        }
        return render(request, "api/docs.html", context)


class OpenAPI(NinjaAPI):
    """Every answer, errors too, may be read from any site."""

    def create_response(self, request: HttpRequest, data: Any, **kwargs: Any) -> HttpResponse:
        """The answer as JSON with the headers that open it."""
        response = super().create_response(request, data, **kwargs)
        for name, value in OPEN.items():
            response.headers[name] = value
        return response


api = OpenAPI(
    title="Common Ground: SEND mediation law in England",
    version="1",
    description="Dates and rules of mediation, disagreement resolution and appeal, with their legal sources.",
    docs=DocsPage(),
    urls_namespace="api",
)


def given_in(request: HttpRequest) -> dict[str, str]:
    """The query as `key: value`. Raises BadInput where a key comes twice: nobody can say which was meant."""
    given: dict[str, str] = {}
    for name, values in request.GET.lists():
        if len(values) > 1:
            raise law.BadInput(f"`{shown(name)}` is given twice.")
        given[name] = str(values[0])
    return given


def answer_to(name: str) -> Callable[[HttpRequest], dict[str, Any]]:
    """The view that answers one question."""

    def view(request: HttpRequest) -> dict[str, Any]:
        count(request)
        return law.ask(name, given_in(request))

    return view


def open_preflight(request: HttpRequest, question: str = "") -> HttpResponse:
    """A browser asks before it asks: yes."""
    return HttpResponse(status=204, headers=PREFLIGHT)


def unknown(request: HttpRequest, question: str) -> dict[str, Any]:
    """A question that is none is bad input like any other."""
    count(request)
    return law.ask(question, given_in(request))


for _question in law.QUESTIONS.values():
    _path = f"/law/{_question.name}"
    _name = _question.name.replace("-", "_")
    api.get(
        _path,
        operation_id=_name,
        summary=_question.asks,
        url_name=_name,
        openapi_extra=describe(_question),
    )(answer_to(_question.name))
    api.api_operation(["OPTIONS"], _path, include_in_schema=False, operation_id=f"{_name}_preflight")(open_preflight)
api.get("/law/{question}", include_in_schema=False, operation_id="unknown")(unknown)


@api.exception_handler(law.BadInput)
def bad_input(request: HttpRequest, error: law.BadInput) -> HttpResponse:
    """One plain sentence that names the key and what it takes."""
    return api.create_response(request, {"error": error.sentence}, status=BAD_INPUT)


@api.exception_handler(TooMany)
def too_many(request: HttpRequest, error: TooMany) -> HttpResponse:
    """Ask again when the minute is over."""
    sentence = f"You have asked more than {limits.A_MINUTE} questions in a minute; wait a minute and ask again."
    response = api.create_response(request, {"error": sentence}, status=TOO_MANY)
    response.headers["Retry-After"] = str(error.retry_after)
    return response
