"""What a view does with a form: show it, take it, or show it again with status 422."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from commonground.web.components import forms, pages
from tests.components.shown import by_class, parsed, text_of


class Name(forms.Form):
    name = forms.TextField(label="Your name", called="your name", max_length=20, if_empty="Tell us your name")


class Refused(Exception):
    sentence = "The council was already told"


def asked(request: HttpRequest, done: Callable[[Name], HttpResponse | None], **options: Any) -> HttpResponse:
    return pages.form_page(request, Name, "components/form_only.html", done, **options)


def onward(form: Name) -> HttpResponse:
    return HttpResponseRedirect(f"/hello/{form.cleaned_data['name']}/")


@pytest.fixture(autouse=True)
def _a_page_with_a_form(monkeypatch: pytest.MonkeyPatch) -> None:
    """`render` looks for a template; ours is the smallest page that has a form in it."""
    from django.template import engines

    source = (
        '{% extends "components/layout.html" %}{% block title %}Name{% endblock %}'
        "{% block content %}{{ form.errors_summary() }}{{ step|default('') }}{{ form.name }}{% endblock %}"
    )

    def render(request: HttpRequest, template: str, context: dict[str, Any], status: int) -> HttpResponse:
        return HttpResponse(engines["jinja2"].from_string(source).render(context, request), status=status)

    monkeypatch.setattr(pages, "render", render)


def test_asking_for_the_page_shows_it_empty() -> None:
    response = asked(RequestFactory().get("/"), onward, context={"step": "Step 2"})
    page = parsed(response.content.decode())
    assert response.status_code == 200
    assert not by_class(page, "govuk-error-summary")
    assert "Step 2" in text_of(page)
    assert "Error:" not in text_of(page.find("head/title"))


def test_a_right_answer_goes_on() -> None:
    response = asked(RequestFactory().post("/", {"name": "Ann"}), onward)
    assert (response.status_code, response["Location"]) == (302, "/hello/Ann/")


def test_a_wrong_answer_shows_the_page_again_with_what_was_typed() -> None:
    response = asked(RequestFactory().post("/", {"name": "x" * 21}), onward)
    page = parsed(response.content.decode())
    assert response.status_code == 422
    assert text_of(page.find("head/title")).startswith("Error: Name")
    assert "x" * 21 in response.content.decode()


def test_an_empty_sending_is_an_answer_too() -> None:
    response = asked(RequestFactory().post("/", {}), onward)
    assert response.status_code == 422
    assert "Tell us your name" in response.content.decode()


def test_a_command_that_refuses_puts_its_sentence_at_the_top() -> None:
    def refuse(form: Name) -> HttpResponse:
        raise Refused

    response = asked(RequestFactory().post("/", {"name": "Ann"}), refuse)
    assert response.status_code == 422
    summary = by_class(parsed(response.content.decode()), "govuk-error-summary")[0]
    assert "The council was already told" in text_of(summary)


def test_a_view_may_find_its_own_error() -> None:
    def look(form: Name) -> None:
        form.add_error("name", "Nobody of that name")

    response = asked(RequestFactory().post("/", {"name": "Ann"}), look)
    assert response.status_code == 422
    assert "Nobody of that name" in response.content.decode()


def test_a_fault_is_not_taken_for_a_refusal() -> None:
    def broken(form: Name) -> HttpResponse:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        asked(RequestFactory().post("/", {"name": "Ann"}), broken)


def test_a_form_may_ask_by_its_address() -> None:
    assert asked(RequestFactory().get("/"), onward, by="GET").status_code == 200
    assert asked(RequestFactory().get("/", {"name": "Ann"}), onward, by="GET").status_code == 302
    assert asked(RequestFactory().get("/", {"name": ""}), onward, by="GET").status_code == 422
