"""Every model says what it knows about people."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from commonground.record.personal import NOTHING_PERSONAL, Basis, Kept, Personal, unanswered

KEEPING = {"basis": Basis.PUBLIC_TASK, "kept": Kept.CASE}


def _ours() -> list[type[models.Model]]:
    ours = (app for app in apps.get_app_configs() if app.name.startswith("commonground."))
    return [model for app in ours for model in app.get_models()]


def test_every_model_says_which_of_its_fields_are_personal_why_and_for_how_long() -> None:
    assert len(_ours()) >= 5
    assert unanswered(_ours()) == []


def _model(answer: object, **fields: object) -> type[models.Model]:
    meta = type("Meta", (), {"app_label": "record", "managed": False, "abstract": True})
    body = {"__module__": __name__, "Meta": meta, "name": models.TextField(), **fields}
    return type("MadeUp", (models.Model,), body if answer is None else {**body, "personal": answer})


def test_a_model_that_says_nothing_is_named() -> None:
    assert unanswered([_model(None)]) == [
        "record.MadeUp does not say which of its fields are personal: set `personal = Personal(...)`."
    ]


@pytest.mark.parametrize(
    ("answer", "sentences"),
    [
        (Personal(fields=("name",), **KEEPING), []),
        (NOTHING_PERSONAL, []),
        (Personal(fields=(), **KEEPING), ["record.MadeUp names no personal field: set `personal = NOTHING_PERSONAL`."]),
        (Personal(fields=("nickname",), **KEEPING), ["record.MadeUp has no field nickname."]),
        ("name", ["record.MadeUp does not say which of its fields are personal: set `personal = Personal(...)`."]),
    ],
)
def test_an_answer_is_held_against_the_model(answer: object, sentences: list[str]) -> None:
    assert unanswered([_model(answer)]) == sentences


def test_a_field_that_points_at_a_person_is_personal() -> None:
    pointing = _model(
        NOTHING_PERSONAL, child=models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    )
    assert unanswered([pointing]) == ["record.MadeUp.child points at a person."]
