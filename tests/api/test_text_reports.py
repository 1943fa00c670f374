"""The address where a supplier of texts reports: with its key, in its own words, and for nobody else."""

import json
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from commonground.notices.commands import Recipient
from commonground.notices.models import Notice, State
from commonground.record import days
from tests.notices.samples import a_notice

pytestmark = [pytest.mark.django_db, pytest.mark.feature(154, how="partly")]

KEY = "8d2k7mxr9bcdhjkm4f7k2mxr9bcdhjkm"
SAM = Recipient(person=None, name="Sam Sample", telephone="07700 900982", by="text")


@pytest.fixture(autouse=True)
def with_a_key(settings: Settings) -> None:
    settings.TEXTS_REPORTS_KEY = KEY


@pytest.fixture
def text() -> Notice:
    """A text that the supplier took."""
    notice = a_notice(to=SAM)
    Notice.objects.filter(pk=notice.pk).update(state=State.SENT, sent_at=days.now(), sent_by="text")
    return notice


def where(notice: Notice) -> str:
    notice.refresh_from_db()
    return "delivered" if notice.delivered_at else notice.state


@pytest.mark.parametrize(
    ("fields", "word", "comes_to"),
    [
        (("reference", "status"), "delivered", "delivered"),
        (("reference", "status"), "temporary-failure", "failed"),
        (("reference", "status"), "technical-failure", "failed"),
        (("reference", "MessageStatus"), "sent", "sent"),
        (("reference", "MessageStatus"), "undelivered", "failed"),
        (("client-ref", "status"), "DELIVERED", "delivered"),
        (("client-ref", "status"), "expired", "failed"),
        (("client-ref", "status"), "buffered", "sent"),
        (("reference", "status"), "anything else", "sent"),
    ],
)
@pytest.mark.parametrize("kind", ["form", "json", "query"])
def test_suppliers_report_in_their_own_way(
    client: Client, settings: Settings, text: Notice, fields: tuple[str, str], word: str, comes_to: str, kind: str
) -> None:
    settings.TEXTS_REPORTS_FIELDS = fields
    address, said = f"/texts/reports/{KEY}/", {fields[0]: str(text.pk), fields[1]: word, "to": "+447700900982"}
    if kind == "json":
        answer = client.post(address, json.dumps(said), content_type="application/json")
    elif kind == "query":
        answer = client.post(f"{address}?{fields[0]}={said.pop(fields[0])}", said)
    else:
        answer = client.post(address, said)
    assert (answer.status_code, answer.content) == (204, b"")
    assert where(text) == comes_to


def test_numbers_may_be_words(client: Client, settings: Settings, text: Notice) -> None:
    settings.TEXTS_REPORTS_DELIVERED, settings.TEXTS_REPORTS_FAILED = frozenset({"0"}), frozenset({"1"})
    for word, comes_to in ((2, "sent"), (1, "failed"), (0, "failed")):
        said = json.dumps({"reference": str(text.pk), "status": word})
        assert client.post(f"/texts/reports/{KEY}/", said, content_type="application/json").status_code == 204
        assert where(text) == comes_to


@pytest.mark.parametrize(
    ("key", "set_key"), [("wrong" * 8, KEY), (KEY[:-1], KEY), ("", KEY), (KEY, ""), ("none", "")]
)  # fmt: skip
def test_without_the_right_key_there_is_no_such_address(
    client: Client, settings: Settings, text: Notice, key: str, set_key: str
) -> None:
    settings.TEXTS_REPORTS_KEY, settings.TEXTS_IN_KEY = set_key, "another" * 5
    forged = {"reference": str(text.pk), "status": "failed"}
    assert client.post(f"/texts/reports/{key}/", forged).status_code == 404
    assert client.post(f"/texts/reports/{'another' * 5}/", forged).status_code == 404, "each address has its own key"
    assert where(text) == "sent"


def test_whoever_guesses_keys_is_slowed_down_and_the_supplier_never(
    client: Client, text: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("commonground.api.limits.A_MINUTE", 3)
    said = {"reference": str(text.pk), "status": "sent"}
    found = [client.post("/texts/reports/guess/", said).status_code for _each in range(4)]
    assert found == [404, 404, 404, 429]
    assert {client.post(f"/texts/reports/{KEY}/", said).status_code for _each in range(9)} == {204}


def test_looking_at_the_address_changes_nothing(client: Client, text: Notice) -> None:
    assert client.get(f"/texts/reports/{KEY}/?reference={text.pk}&status=failed").status_code == 405
    assert where(text) == "sent"


@pytest.mark.parametrize(
    ("body", "kind", "missing"),
    [
        ('{"reference": "1"}', "application/json", "status"),
        ('{"status": "delivered"}', "application/json", "reference"),
        ('[{"reference": "1", "status": "delivered"}]', "application/json", "reference"),
        ("{", "application/json", "reference"),
        ("reference=1&status=+", "application/x-www-form-urlencoded", "status"),
    ],
)
def test_what_is_not_a_report_is_answered_with_a_sentence(client: Client, body: str, kind: str, missing: str) -> None:
    answer = client.post(f"/texts/reports/{KEY}/", body, content_type=kind)
    assert (answer.status_code, answer.text) == (422, f"This report has no {missing}. Set TEXTS_REPORTS_FIELDS.\n")


def test_one_we_do_not_know_is_answered_as_one_we_do_and_writes_nothing(client: Client, text: Notice) -> None:
    for reference in (str(UUID(int=1)), "SM1", "x" * 10_000, "\x00"):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = client.post(f"/texts/reports/{KEY}/", {"reference": reference, "status": "failed"})
        assert (answer.status_code, answer.content) == (204, b"")
        assert not [each for each in asked if not each["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))]
    assert where(text) == "sent"
