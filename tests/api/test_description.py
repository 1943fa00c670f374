"""The description for programs and the page for people are made from the questions and match what is answered."""

from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from commonground import law
from commonground.api import limits
from commonground.api.openapi import ANSWERS, describe
from tests.law.cases import ASKED

pytestmark = pytest.mark.django_db

PLAIN = {"Accept-Encoding": "identity"}


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Requests that come through WSGI leave the test's own database connection open, as Django's test client does."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize("mode", GenerationMode)
def test_whatever_is_asked_is_answered_as_described(mode: GenerationMode, monkeypatch: pytest.MonkeyPatch) -> None:
    """Allowed values and forbidden ones: never an error of ours, never another shape.

    That a value of the right form is refused is described by 422: a date out of range, dates in the wrong order.
    """
    monkeypatch.setattr(limits, "A_MINUTE", 1_000_000)
    description = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    operations = [found.ok() for found in description.get_all_operations()]
    assert len(operations) == len(law.QUESTIONS)
    for operation in operations:

        @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
        @given(operation.as_strategy(generation_mode=mode))
        def check(case: schemathesis.Case) -> None:
            case.call_and_validate(headers=PLAIN, excluded_checks=[positive_data_acceptance])

        check()


def schema_of(question: str) -> dict[str, Any]:
    schema: dict[str, Any] = describe(law.QUESTIONS[question])["responses"][200]["content"]["application/json"][
        "schema"
    ]
    return schema


def test_each_question_is_described_with_its_keys(client: Client) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert list(paths) == [f"/api/v1/law/{name}" for name in law.QUESTIONS]
    for name, question in law.QUESTIONS.items():
        assert list(paths[f"/api/v1/law/{name}"]) == ["get"]
        operation = paths[f"/api/v1/law/{name}"]["get"]
        assert operation["summary"] == question.asks
        assert [(p["name"], p["required"]) for p in operation["parameters"]] == [
            (key.name, key.required) for key in question.takes
        ]
        assert set(operation["responses"]) == {"200", "422", "429"}
    assert set(ANSWERS) < set(law.QUESTIONS)


def test_every_worked_answer_is_as_described() -> None:
    for case in ASKED:
        if not case.get("error"):
            reply = law.ask(case["question"], case["given"])
            jsonschema_rs.validator_for(schema_of(case["question"]), validate_formats=True).validate(reply)


def test_a_reply_that_is_not_as_described_would_be_seen() -> None:
    validator = jsonschema_rs.validator_for(schema_of("claim-by"), validate_formats=True)
    reply = law.ask("claim-by", {"act": "2026-02-27"})
    assert validator.is_valid(reply)
    assert not validator.is_valid(reply | {"answer": {"day": "2026-08-26"}})
    assert not validator.is_valid(reply | {"answer": {"date": "26 August 2026"}})
    assert not validator.is_valid(reply | {"certainty": "perhaps"})


def test_the_page_lists_every_question_and_key_and_brings_no_foreign_script(client: Client) -> None:
    response = client.get("/api/v1/docs")
    assert response.status_code == 200
    page = response.content.decode()
    for question in law.QUESTIONS.values():
        assert f"GET /api/v1/law/{question.name}" in page
        assert question.asks in page
        for key in question.takes:
            assert f"<code>{key.name}</code>" in page
    assert "swagger" not in page.lower()
    assert "://" not in page.split("<main", 1)[1].split("</main", 1)[0]
    assert law.current_calendar().name in page
