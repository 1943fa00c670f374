"""Write to us, as a family meets it: no account, one secret address, nothing for strangers, nothing twice."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from commonground.casework.conversing import make_enquiry, words_of
from commonground.conversations import commands
from commonground.conversations.codes import code_of, link_of
from commonground.conversations.models import Conversation, Line, Who
from commonground.notices.models import Notice
from commonground.record.days import now
from tests.components.shown import by_class, parsed, text_of
from tests.conversations.making import WORDS, answered, begun
from tests.family.worlds import hidden, posted
from tests.made_up import a_council, staff

pytestmark = [pytest.mark.django_db, pytest.mark.feature(14, how="partly")]
START = "/write-to-us/"
EMPTY = {"your_name": "", "council": "", "email": ""}


def place(conversation: Conversation, below: str = "") -> str:
    return f"{START}{code_of(conversation)}/{below}"


def test_somebody_writes_and_reads_the_answer_at_the_same_address(client: Client) -> None:
    council = a_council()
    page = client.get(START).text
    for words in ("within 1 working day", "call 999", "You do not need an account or a telephone"):
        assert words in page
    given = {"text": WORDS, "your_name": "Sam", "council": council.pk, "email": "sam@family.example"}
    status, address = posted(client, START, **given)
    conversation = Conversation.objects.get()
    assert (status, address) == (302, place(conversation))
    assert (conversation.name, conversation.reply_to, conversation.authority) == ("Sam", "sam@family.example", council)

    page = client.get(address).text
    assert WORDS in page
    assert link_of(conversation) in page
    assert re.search(r"An adviser answers here by \w+day \d+ \w+ \d{4}\.", page)
    assert "You get an e-mail when the answer is there" in page

    answered(conversation, staff(name="Ada Adviser"), "Look at https://www.gov.uk/appeal <b>first</b>.")
    page = client.get(address).text
    assert "We have answered. Write back when you like." in page
    lines = by_class(parsed(page), "cg-line")
    assert [text_of(by_class(line, "cg-line__who")[0]).split(" ")[0] for line in lines] == ["You", "Ada"]
    assert '<a href="https://www.gov.uk/appeal" rel="' in page
    assert "&lt;b&gt;first" in page
    status, again = posted(client, address, text="Thank you.")
    assert (status, again) == (302, f"{address}#line-{Line.objects.latest('id').pk}")
    assert Conversation.objects.get().waiting_since is not None


def test_one_page_sent_twice_is_one_conversation_and_one_line(client: Client) -> None:
    for address, words in ((START, WORDS), (None, "One thing more.")):
        here = address or place(Conversation.objects.get())
        given = {**hidden(client, here), "text": words, **({} if address is None else EMPTY)}
        assert {client.post(here, given)["Location"].split("#")[0] for _each in range(2)} == {
            place(Conversation.objects.get())
        }
    assert [line.text for line in Line.objects.all()] == [WORDS, "One thing more."]


def test_without_words_nothing_is_begun(client: Client) -> None:
    assert posted(client, START, text=" ", **EMPTY)[0] == 422
    assert posted(client, START, text="Hello", **{**EMPTY, "email": "sam"})[0] == 422
    assert not Conversation.objects.exists()


def test_a_stranger_gets_the_same_answer_whatever_is_guessed_and_soon_none(client: Client) -> None:
    deleted = begun()
    gone = place(deleted)
    commands.delete(deleted)
    begun()
    guesses = [gone, f"{START}x/", f"{START}2222-2222-2222-2222/", f"{START}2222-2222-2222-2222/lines/"]
    guesses += [f"{gone}{below}" for below in ("lines/", "e-mail/", "end/", "delete/")]
    answers = [client.get(each) for each in guesses]
    assert {answer.status_code for answer in answers} == {404}
    assert len({re.sub(r"href=\"[^\"]*view=calm\"", "", answer.text) for answer in answers}) == 1
    more = [client.get(gone).status_code for _each in range(20)]
    assert more == [404] * 12 + [429] * 8
    assert client.get(place(Conversation.objects.get())).status_code == 200


def test_starting_and_writing_have_an_end(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    statuses = [client.post(START, {"text": ""}).status_code for _each in range(61)]
    assert statuses == [422] * 60 + [429]
    monkeypatch.setattr("commonground.web.public.writing.LINES", 2)
    address = place(begun())
    assert [posted(client, address, text=f"Line {number}")[0] for number in range(3)] == [302, 302, 429]


def test_no_cache_and_no_search_engine_keeps_it_and_looking_changes_nothing(client: Client) -> None:
    conversation = begun()
    for below in ("", "lines/", "e-mail/", "end/", "delete/"):
        answer = client.get(place(conversation, below))
        assert answer["Cache-Control"] == "no-store"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert answer["Referrer-Policy"] == "same-origin"
    before = Conversation.objects.values().get()
    assert before == Conversation.objects.values().get()
    assert "Leave this page quickly" in client.get(place(conversation)).text


def test_the_script_is_told_what_came_after_a_line_and_how_things_stand(client: Client) -> None:
    conversation = begun()
    first = Line.objects.get()
    address = place(conversation, "lines/")
    assert client.get(address, {"after": first.pk}).json()["lines"] == ""
    line = answered(conversation, staff(name="Ada Adviser"), "Yes <you> can.")
    told = client.get(address, {"after": first.pk}).json()
    assert told["state"] == "We have answered. Write back when you like."
    assert f'data-line="{line.pk}"' in told["lines"]
    assert "Yes &lt;you&gt; can." in told["lines"]
    assert WORDS not in told["lines"]
    for odd in ("", "x", "-1", "9" * 40):
        assert client.get(address, {"after": odd}).json()["lines"].count("<li") == 2


def test_late_we_say_so(client: Client) -> None:
    with time_machine.travel("2026-11-20 10:00", tick=False):
        conversation = begun()
    with time_machine.travel("2026-11-24 10:00", tick=False):
        assert "We are late with our answer" in client.get(place(conversation)).text


def test_the_address_goes_by_e_mail_once_a_page_and_only_so_often(client: Client) -> None:
    conversation = begun()
    address = place(conversation, "e-mail/")
    given = {**hidden(client, address), "email": "sam@family.example"}
    assert [client.post(address, given).status_code for _each in range(2)] == [302, 302]
    notice = Notice.objects.get()
    assert (notice.template, notice.to_email) == ("written_link", "sam@family.example")
    assert link_of(conversation) in notice.text
    assert WORDS not in notice.text
    assert "sam@family.example" not in str(Conversation.objects.values())
    assert "The e-mail is on its way" in client.get(address + "?mailed=yes").text
    assert [client.post(address, given).status_code for _each in range(4)] == [302] * 3 + [429]


def test_where_no_e_mail_goes_it_says_what_to_do(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commonground.web.public.writing.mail_is_possible", lambda: False)
    address = place(begun(), "e-mail/")
    answer = client.post(address, {**hidden(client, address), "email": "sam@family.example"})
    assert "Write down the address" in answer.text
    assert not Notice.objects.exists()


def test_they_end_it_and_write_again(client: Client) -> None:
    conversation = begun()
    assert client.get(place(conversation, "end/")).status_code == 200
    assert client.post(place(conversation, "end/")).status_code == 302
    assert "This conversation is over" in client.get(place(conversation)).text
    assert posted(client, place(conversation), text="One thing more")[0] == 302
    assert "An adviser answers here by" in client.get(place(conversation)).text


def test_they_delete_it_and_the_address_leads_nowhere(client: Client) -> None:
    conversation = begun()
    address = place(conversation, "delete/")
    assert "Nobody can bring it back" in client.get(address).text
    assert client.post(address)["Location"] == f"{START}?deleted=yes"
    assert "It is deleted" in client.get(f"{START}?deleted=yes").text
    assert client.get(place(conversation)).status_code == 404


def test_once_it_is_a_request_it_names_the_reference_and_is_deleted_by_asking(client: Client) -> None:
    conversation = begun(name="Sam")
    enquiry = make_enquiry(conversation, words_of(conversation), by=staff(), token="t" * 22)
    assert enquiry.reference in client.get(place(conversation)).text
    page = client.get(place(conversation, "delete/")).text
    assert "Call us to have it deleted" in page
    assert client.post(place(conversation, "delete/")).status_code == 422
    assert Conversation.objects.exists()


def test_what_strangers_write_is_no_link_and_no_markup(client: Client) -> None:
    conversation = begun(text="See http://bad.example <script>")
    page = client.get(place(conversation)).text
    assert "http://bad.example &lt;script&gt;" in page
    assert 'href="http://bad.example' not in page


def test_two_who_write_see_only_their_own(client: Client) -> None:
    mine, theirs = begun(text="Mine alone"), begun(text="Theirs alone")
    page = client.get(place(mine)).text
    assert "Mine alone" in page
    assert "Theirs alone" not in page
    assert code_of(theirs) not in page


def test_every_way_to_reach_us_names_it_but_on_its_own_page(client: Client, settings: Any) -> None:
    for address in ("/", "/ask/", "/complaints/"):
        panels = by_class(parsed(client.get(address).text), "cg-call")
        links = [link.get("href") for panel in panels for link in panel.iter("a")]
        assert not panels or START in links
    assert START in [link.get("href") for link in by_class(parsed(client.get("/").text), "cg-call")[0].iter("a")]
    own = by_class(parsed(client.get(START).text), "cg-call")[0]
    assert START not in [link.get("href") for link in own.iter("a")]


def test_a_line_long_after_the_first_is_answered_from_when_it_came(client: Client) -> None:
    conversation = begun()
    answered(conversation)
    with time_machine.travel(now() + timedelta(days=20)):
        commands.write(conversation, text="And now?", token=uuid4().hex)
        assert "An adviser answers here by" in client.get(place(conversation)).text
    assert Line.objects.filter(who=Who.FAMILY).count() == 2
