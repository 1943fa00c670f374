"""An interpreter is offered before the time of a call is chosen, in one's own language, and goes along to that call."""

import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client

from commonground.calls.models import Call
from commonground.calls.queries import interpreters_to_book
from commonground.cases import request as said
from commonground.cases.models import Enquiry
from commonground.guidance import library
from commonground.notices.models import Notice
from commonground.web.components.call_times import value_of
from commonground.web.public.ask.languages import LANGUAGES
from tests.ask.walk import Answer, Walk
from tests.calls.making import THURSDAY, an_adviser, london

pytestmark = [pytest.mark.usefixtures("wednesday"), pytest.mark.django_db, pytest.mark.feature(16)]
TEN = london(THURSDAY, 10)
AT_TEN: dict[str, Answer] = {"call": {"when": value_of(TEN)}}
NONE: dict[str, Answer] = {"interpreter": {"interpreter": "no"}}
BSL: dict[str, Answer] = {"interpreter": {"interpreter": "bsl"}}


def links(client: Client) -> list[str]:
    """Where the line of each language leads, on the home page as on every other."""
    page = client.get("/").text
    return [found.replace("&amp;", "&") for found in re.findall(r'href="(/ask/\?interpreter=[^"]+)"', page)]


def plain(answer: Any) -> str:
    return " ".join(answer.text.split())


def test_the_line_in_each_language_leads_to_a_request_that_carries_the_language_to_the_booked_call(
    client: Client,
) -> None:
    an_adviser()
    found = [link for link in links(client) if "language" in link]
    assert [dict(parse_qsl(urlsplit(link).query))["language"] for link in found] == [
        offer.english for offer in library.offers()
    ]
    assert {offer.english for offer in library.offers()} <= {str(each) for each in LANGUAGES}
    polish = next(link for link in found if "Polish" in link)
    start = plain(client.get(polish))
    assert "Yes, for a language" in start
    assert "Polish" in start
    walk = Walk(client, strict=True).begin(**dict(parse_qsl(urlsplit(polish).query)))
    walk.through(AT_TEN, until="/ask/call/")
    assert "interpreter" not in walk.slugs
    assert "We book an interpreter for this call: Polish." in plain(client.get("/ask/call/"))
    sent = plain(walk.through(AT_TEN).send())
    assert "We are booking an interpreter for this call: Polish." in sent
    call, enquiry = Call.objects.get(), Enquiry.objects.get()
    assert (call.interpreter, list(interpreters_to_book())) == ("Polish", [call])
    assert said.of(enquiry).interpreter == "Polish"
    assert "Language: Polish." in enquiry.needs
    mail = Notice.objects.get(template="enquiry_received").text
    assert "We are booking an interpreter for this call: Polish. It is free." in mail


def test_bsl_leads_there_too_and_is_a_call_that_is_seen(client: Client) -> None:
    an_adviser()
    (link,) = [link for link in links(client) if "bsl" in link]
    walk = Walk(client, strict=True).begin(**dict(parse_qsl(urlsplit(link).query)))
    walk.through({}, until="/ask/safe-contact/")
    assert "A call, with a BSL interpreter by video relay" in plain(client.get("/ask/safe-contact/"))
    sent = plain(walk.through(AT_TEN).send())
    assert "You see the interpreter on a screen, by video relay." in sent
    assert Call.objects.get().interpreter == "BSL"


def test_the_question_stands_before_the_time_and_can_be_answered_again_from_there(client: Client) -> None:
    an_adviser()
    walk = Walk(client, strict=True).begin().through(NONE, until="/ask/call/")
    assert walk.slugs.index("interpreter") < walk.slugs.index("safe-contact")
    page = plain(client.get("/ask/call/"))
    assert "An interpreter can join the call, free. BSL too." in page
    assert 'href="/ask/interpreter/"' in page
    walk.at = "/ask/interpreter/"
    assert "It is free, and we book them." in plain(client.get(walk.at))
    walk.answer(BSL["interpreter"])
    assert walk.at == "/ask/call/"
    walk.through(AT_TEN).send()
    assert Call.objects.get().interpreter == "BSL"


def test_who_wants_none_gets_none_and_reads_nothing_more_of_it(client: Client) -> None:
    an_adviser()
    sent = plain(Walk(client, strict=True).begin().through({**NONE, **AT_TEN}).send())
    assert "We are booking an interpreter" not in sent
    assert Call.objects.get().interpreter == ""
    assert not interpreters_to_book().exists()
    assert said.of(Enquiry.objects.get()).interpreter == ""


def test_without_a_time_the_interpreter_is_promised_for_when_we_talk(client: Client) -> None:
    an_adviser()
    sent = plain(Walk(client, strict=True).begin().through({"call": {"when": "soon"}}).send())
    assert "You asked for an interpreter: Urdu. When we talk, one joins." in sent


def test_a_helper_is_asked_for_the_family_and_for_their_own_call_apart(client: Client) -> None:
    an_adviser()
    helper = {"helper_name": "Hal Helper", "relationship": "SENDIASS", "telephone": "01632 960009", "email": ""}
    answers: dict[str, Answer] = {
        "who": {"who": "helper"}, "helper": helper, "call": {"when": value_of(TEN), "interpreter": "BSL"},
    }  # fmt: skip
    walk = Walk(client, strict=True).begin().through(answers, until="/ask/interpreter/")
    assert "Does the family want an interpreter?" in plain(client.get("/ask/interpreter/"))
    walk.through(answers, until="/ask/call/")
    assert "Do you want an interpreter for our call with you?" in plain(client.get("/ask/call/"))
    walk.through(answers).send()
    assert Call.objects.get().interpreter == "BSL"
    assert said.of(Enquiry.objects.get()).interpreter == "Urdu"


@pytest.mark.parametrize(
    "link",
    [
        {"interpreter": "language"},
        {"interpreter": "yes", "language": "Urdu"},
        {"interpreter": "language", "language": "<script>"},
        {"language": "Urdu"},
    ],
)
def test_a_link_that_says_half_of_it_is_asked_instead(client: Client, link: dict[str, str]) -> None:
    assert client.get("/ask/", link).status_code == 200
    assert "interpreter" in Walk(client).begin(**link).through({}).slugs
