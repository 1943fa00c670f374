"""Texts that families send: each a line of the conversation with their number, answered by text."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

from commonground.conversations import commands
from commonground.conversations.models import CameBy, Conversation, Line
from commonground.notices import sending
from commonground.notices.models import Notice
from tests.conversations.making import answered, begun
from tests.made_up import staff
from tests.notices.text_supplier import TextSupplier
from tests.signing_in import client_for

pytestmark = [pytest.mark.django_db, pytest.mark.feature(14)]

KEY = "4f7k2mxr9bcdhjkm4f7k2mxr9bcdhjkm"
NUMBER = "+447700900982"


@pytest.fixture(autouse=True)
def with_a_key(settings: Settings) -> Iterator[None]:
    settings.TEXTS_IN_KEY = KEY
    with time_machine.travel(datetime(2026, 11, 25, 12, 0, tzinfo=UTC), tick=True):
        yield


def text_in(
    client: Client, text: str = "They said no. What now?", number: str = NUMBER, name: str = "SM1", key: str = KEY
) -> int:
    return client.post(f"/texts/in/{key}/", {"from": number, "text": text, "id": name}).status_code


def test_a_text_begins_a_conversation_and_the_next_goes_on_with_it(client: Client) -> None:
    assert text_in(client) == 204
    assert text_in(client, "Are you there?", "07700 900982", name="SM2") == 204
    assert text_in(client, "Hello", "+447700900983", name="SM3") == 204
    first, other = Conversation.objects.all()
    assert (first.came_by, first.reply_to, first.name) == (CameBy.TEXT, NUMBER, "")
    assert [line.text for line in first.lines.all()] == ["They said no. What now?", "Are you there?"]
    assert other.lines.count() == 1


@pytest.mark.parametrize("sign", ["\\u0000", "\\ud83d", "\\udc4d\\ud83d"])
def test_half_a_sign_in_a_text_does_not_keep_the_rest_from_us(client: Client, sign: str) -> None:
    sent = f'{{"from": "+447700900982", "text": "Help{sign} me", "id": "SM{sign}"}}'
    for _twice in range(2):
        assert client.post(f"/texts/in/{KEY}/", sent, content_type="application/json").status_code == 204
    line = Line.objects.get()
    assert line.text.startswith("Help")
    assert line.text.endswith(" me")
    from_a_shop = f'{{"from": "SHOP{sign}", "text": "Hello", "id": "SM2"}}'
    assert client.post(f"/texts/in/{KEY}/", from_a_shop, content_type="application/json").status_code == 204


def test_two_halves_that_belong_together_are_one_sign(client: Client) -> None:
    sent = '{"from": "+447700900982", "text": "Good \\ud83d\\udc4d", "id": "SM1"}'
    assert client.post(f"/texts/in/{KEY}/", sent, content_type="application/json").status_code == 204
    assert Line.objects.get().text == "Good 👍"


def test_json_without_an_end_to_it_is_no_fault_of_ours(client: Client) -> None:
    assert client.post(f"/texts/in/{KEY}/", "[" * 100_000, content_type="application/json").status_code == 422


def test_a_text_that_is_passed_on_twice_is_there_once(client: Client) -> None:
    assert [text_in(client), text_in(client)] == [204, 204]
    assert Line.objects.count() == 1


def test_the_answer_goes_back_as_a_text_and_in_words(client: Client, settings: Settings) -> None:
    supplier = TextSupplier()
    supplier.start()
    settings.TEXTS, settings.DEMO = supplier.settings(), False
    text_in(client)
    answered(Conversation.objects.get(), text="You have until Friday to ask us. Ring when you like.")
    sending.drain()
    supplier.stop()
    (taken,) = supplier.taken
    assert taken.said["to"] == NUMBER
    assert taken.said["text"].endswith(": You have until Friday to ask us. Ring when you like.")


def test_a_long_answer_goes_as_a_link_that_opens_it(client: Client) -> None:
    text_in(client)
    answered(Conversation.objects.get(), text="word " * 100)
    sent = Notice.objects.get()
    assert sent.template == "written_answer"
    address = sent.short.split()[-1].removeprefix("http://localhost:8000")
    assert "word word" in client.get(address, follow=True).text


def test_a_conversation_of_the_page_is_not_gone_on_with_by_text(client: Client) -> None:
    begun(reply_to=NUMBER)
    text_in(client)
    assert Conversation.objects.count() == 2


def test_a_full_conversation_gives_way_to_a_new_one(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "MOST", 1)
    text_in(client)
    assert text_in(client, "Still here", name="SM2") == 204
    assert Conversation.objects.count() == 2


def test_a_name_in_place_of_a_number_is_kept_and_promised_no_text(client: Client) -> None:
    text_in(client, number="SCHOOL")
    conversation = Conversation.objects.get()
    assert (conversation.name, conversation.reply_to) == ("SCHOOL", "")
    assert not commands.tells(conversation)


@pytest.mark.parametrize("fields", [("From", "Body", "MessageSid"), ("msisdn", "content", "uid")])
def test_suppliers_name_things_their_own_way_in_forms_and_in_json(
    client: Client, settings: Settings, fields: tuple[str, str, str]
) -> None:
    settings.TEXTS_IN_FIELDS = fields
    for number, kind in enumerate(("form", "json")):
        sent = dict(zip(fields, (NUMBER, f"as {kind}", f"SM{number}"), strict=True))
        if kind == "json":
            answer = client.post(f"/texts/in/{KEY}/", json.dumps(sent), content_type="application/json")
        else:
            answer = client.post(f"/texts/in/{KEY}/", sent)
        assert answer.status_code == 204
    assert list(Line.objects.values_list("text", flat=True)) == ["as form", "as json"]


@pytest.mark.parametrize(
    ("key", "set_key"), [("wrong" * 8, KEY), (KEY[:-1], KEY), ("", KEY), (KEY, ""), ("none", "")]
)  # fmt: skip
def test_without_the_right_key_there_is_no_such_address(
    client: Client, settings: Settings, key: str, set_key: str
) -> None:
    settings.TEXTS_IN_KEY = set_key
    assert text_in(client, key=key) == 404
    assert not Conversation.objects.exists()


def test_looking_at_the_address_writes_nothing(client: Client) -> None:
    assert client.get(f"/texts/in/{KEY}/", {"from": NUMBER, "text": "Hello", "id": "SM1"}).status_code == 405
    assert not Conversation.objects.exists()


@pytest.mark.parametrize(
    ("body", "kind", "missing"),
    [('{"from": "+447700900982", "id": "1"}', "application/json", "text"), ("{", "application/json", "from"),
     ("[1]", "application/json", "from"), ("text=Hello&id=1", "application/x-www-form-urlencoded", "from"),
     ("from=1&text=Hello", "application/x-www-form-urlencoded", "id")],
)  # fmt: skip
def test_what_is_not_a_text_is_answered_with_a_sentence(client: Client, body: str, kind: str, missing: str) -> None:
    answer = client.post(f"/texts/in/{KEY}/", body, content_type=kind)
    assert (answer.status_code, answer.text) == (422, f"This text has no {missing}. Set TEXTS_IN_FIELDS.\n")


def test_whoever_guesses_keys_is_slowed_down(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commonground.api.limits.A_MINUTE", 3)
    assert [text_in(client, key="guess") for _each in range(4)] == [404, 404, 404, 429]


def test_the_number_to_text_stands_beside_the_others_where_there_is_one(client: Client, settings: Settings) -> None:
    assert "sms:" not in client.get("/").text
    settings.PROVIDER = replace(settings.PROVIDER, texts="07700 900 123")
    page = client.get("/").text
    assert 'href="sms:+447700900123">07700 900123</a>' in page


def test_at_the_desk_a_text_is_known_by_its_number_and_becomes_a_request_by_text(client: Client) -> None:
    text_in(client)
    conversation = Conversation.objects.get()
    desk = client_for(staff())
    page = desk.get(f"/desk/conversations/{conversation.pk}/").text
    assert "<h1" in page
    assert "07700 900982</h1>" in page
    assert "It goes as a text: up to 400 letters in the text itself" in page
    form = desk.get(f"/desk/conversations/{conversation.pk}/request/").text
    assert re.search(r'value="text"[^>]*checked', form)
