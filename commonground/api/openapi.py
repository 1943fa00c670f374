"""The OpenAPI description of the law questions, made from the same table that answers them."""

from typing import Any

from commonground.law import CertificateNeed, Holder, Question
from commonground.law.reading import FIRST_DAY, ISO_DATE, LAST_DAY, MOST_WEEKS, SECTION, Key, with_commas

Schema = dict[str, Any]

DATE: Schema = {"type": "string", "format": "date"}
BOOLEAN: Schema = {"type": "boolean"}


def _object(properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _choice(words: type[CertificateNeed] | type[Holder]) -> Schema:
    return {"type": "string", "enum": [word.value for word in words]}


ANSWERS: dict[str, Schema] = {
    "routes": _object(
        {
            "appeal": BOOLEAN,
            "certificate": _choice(CertificateNeed),
            "mediation": BOOLEAN,
            "disagreement_resolution": BOOLEAN,
            "form": {"type": ["string", "null"]},
        }
    ),
    "right-holder": _object({"holder": _choice(Holder), "changes_on": DATE}),
    "contact-by": _object({"date": {"type": ["string", "null"], "format": "date"}}),
    "notice-by": _object({"date": DATE, "latest": DATE}),
    "appeal-by": _object({"date": DATE, "at": {"type": "string"}, "ask_a_person": BOOLEAN}),
    "agreed-action-by": _object(
        {"dates": {"type": "array", "items": _object({"what": {"type": "string"}, "date": DATE})}}
    ),
}
"""What each question is answered with; those not named are answered with one date."""

ERROR: Schema = _object({"error": {"type": "string"}})

SCHEMAS: dict[str, Schema] = {
    "date": DATE | {"description": f"from {FIRST_DAY} to {LAST_DAY}"},
    "birth": DATE,
    "dates": {"type": "string", "pattern": f"^{with_commas(ISO_DATE)}$"},
    "sections": {"type": "string", "pattern": f"^{with_commas(SECTION)}$"},
    "weeks": {"type": "integer", "minimum": 1, "maximum": MOST_WEEKS},
}


def parameter(key: Key) -> Schema:
    """One key of a question as a query parameter."""
    schema = {"type": "string", "enum": list(key.choices)} if key.kind == "choice" else SCHEMAS[key.kind]
    description = f"Takes {key.takes}."
    return {
        "in": "query",
        "name": key.name,
        "required": key.required,
        "schema": schema,
        "description": description,
    }


def reply(question: Question) -> Schema:
    """The whole reply to a question: the answer with its reasons, certainty and sources."""
    step = _object({"step": {"type": "string"}, "rule": {"type": "string"}, "cite": {"type": "string"}})
    return _object(
        {
            "question": {"type": "string", "const": question.name},
            "given": {"type": "object", "additionalProperties": {"type": "string"}},
            "answer": ANSWERS.get(question.name, _object({"date": DATE})),
            "because": {"type": "array", "items": step},
            "certainty": {"type": "string", "pattern": "^(settled|accepted|inference|doubt:D[0-9]+)$"},
            "rulebook": {"type": "string"},
            "calendar": {"type": "string"},
        }
    )


def _content(schema: Schema) -> Schema:
    return {"application/json": {"schema": schema}}


def describe(question: Question) -> Schema:
    """What OpenAPI says of one question beside its address."""
    return {
        "parameters": [parameter(key) for key in question.takes],
        "responses": {
            200: {"description": "The answer, with its reasons", "content": _content(reply(question))},
            422: {
                "description": "One plain sentence: which key, and what it takes",
                "content": _content(ERROR),
            },
            429: {"description": "Too many questions in a minute", "content": _content(ERROR)},
        },
    }
