"""What stands in the logs: nothing that somebody typed, and no address that is a secret."""

import json
import logging
import stat
from collections.abc import Iterator
from io import StringIO
from logging.config import dictConfig

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.test import Client, RequestFactory

from commonground.conversations.codes import link_of
from commonground.conversations.commands import start
from commonground.conversations.models import Line
from commonground.record.days import now
from commonground.settings.logs import LEFT_OUT, configuration, told, unquoted
from commonground.settings.postgres import Cluster

WORDS = "He reads my telephone"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[StringIO]:
    """What the service's own logging writes, from here on."""
    out = StringIO()
    monkeypatch.setattr("sys.stderr", out)
    dictConfig(configuration("INFO", plain=False))
    yield out
    monkeypatch.undo()
    dictConfig(settings.LOGGING)


@pytest.mark.django_db
def test_the_code_of_a_conversation_is_in_no_line_about_a_form_that_is_not_ours(written: StringIO) -> None:
    address = link_of(start(text=WORDS, token="t1")).removeprefix(settings.SITE_URL)
    assert Client(enforce_csrf_checks=True).post(address, {"text": "hello"}).status_code == 403
    assert "/write-to-us/<str:code>/" in written.getvalue()
    assert address.split("/")[2] not in written.getvalue()


@pytest.mark.django_db
def test_nor_is_an_address_or_what_was_typed_in_a_line_about_a_fault_of_ours(
    written: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_given: object, **_more: object) -> None:
        raise ValueError(f"invalid literal: '{WORDS}'")

    address = link_of(start(text=WORDS, token="t1")).removeprefix(settings.SITE_URL)
    monkeypatch.setattr("commonground.web.public.writing.as_seen_by", fails)
    assert Client(raise_request_exception=False).get(address).status_code == 500
    assert f"ValueError: invalid literal: {LEFT_OUT}" in json.loads(written.getvalue().splitlines()[-1])["exception"]
    assert "public/writing.py" in written.getvalue(), "where it was is what we need to know"
    assert WORDS not in written.getvalue()
    assert address.split("/")[2] not in written.getvalue()


def test_an_address_that_leads_nowhere_is_not_named_either(written: StringIO) -> None:
    request = RequestFactory().get("/write-to-us/V4Q6-732X-HYF5-YF9K/")
    logging.getLogger("django.security.csrf").warning(
        "Forbidden (%s): %s", "no", request.path, extra={"request": request}
    )
    assert "an address of no page" in written.getvalue()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("invalid literal for int() with base 10: 'Sam'", "invalid literal for int… with base 10: …"),
        ("duplicate key value\nDETAIL:  Key (email)=(sam@family.example) already exists.", "duplicate key value"),
        ("{'sam@family.example': (550, b'unknown')}", "… …}"),
        ("550 <sam@family.example> unknown", "550 … unknown"),
        ("nobody at sam@family.example", "nobody at …"),
    ],
)
def test_what_an_exception_quotes_is_left_out(said: str, kept: str) -> None:
    assert unquoted(said) == kept


def test_what_led_to_a_fault_is_told_as_well() -> None:
    address = "sam@family.example"
    try:
        try:
            int(WORDS)
        except ValueError as first:
            raise KeyError(address) from first
    except KeyError as fault:
        lines = told(fault)
    assert lines.index("ValueError") < lines.index("KeyError: …")
    assert WORDS not in lines
    assert "sam@" not in lines


@pytest.mark.django_db
def test_postgresql_writes_down_no_words_of_a_form_that_is_sent_twice(cluster: Cluster) -> None:
    line = Line.objects.get(conversation=start(text=WORDS, token="sent-twice"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Line.objects.create(conversation=line.conversation, at=now(), who=line.who, text=WORDS, token="sent-twice")
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")  # what came before is written by now
    log = cluster.data_dir / "postgresql.log"
    assert "conversations_line_token_key" in log.read_text()
    assert WORDS not in log.read_text()
    assert "sent-twice" not in log.read_text()
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
