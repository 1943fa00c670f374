"""A request that is half written, on a phone that others use: it closes here, and every word of it is kept."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from commonground.cases.models import Draft, Enquiry
from commonground.record.days import now
from commonground.web.public.ask import keeping
from tests.ask.walk import Walk, code_shown_to, token_of

pytestmark = pytest.mark.django_db


def test_after_an_hour_without_use_the_browser_asks_for_the_code_and_nothing_is_lost(client: Client) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        Walk(client).begin().through({})
        code = code_shown_to(client)
        for _each in range(3):  # in use it stays open
            clock.shift(timedelta(seconds=keeping.IDLE))
            assert "Robin Sample" in client.get("/ask/check/").text
        clock.shift(timedelta(seconds=keeping.IDLE + 1))
        for address in ("/ask/check/", "/ask/child/", "/ask/saved/", "/ask/close/"):
            assert client.get(address)["Location"] == "/ask/none/"
        assert "after an hour without use" in client.get("/ask/none/").text
        assert "You have begun a request" not in client.get("/ask/").text
        back = client.post("/ask/come-back/", {"code": code}, follow=True)
        assert "Robin Sample" in back.text


def test_a_page_that_somebody_wrote_on_for_hours_is_sent_all_the_same(client: Client) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        walk = Walk(client).begin().through({}, until="/ask/wanted/")
        token = token_of(client.get(walk.at).text)
        clock.shift(timedelta(hours=3))
        slow = client.post(walk.at, {"token": token, "wanted": "Typed with many breaks."})
        assert slow["Location"] == "/ask/earlier-certificate/"
        assert Draft.objects.get().answers["wanted"] == {"wanted": "Typed with many breaks."}
        assert client.get(slow["Location"]).status_code == 200


@pytest.mark.feature(9, how="partly")
def test_stop_and_close_keeps_what_was_typed_and_shows_nothing_here_any_more(client: Client) -> None:
    # Given a request that is half written, on a phone that others use
    walk = Walk(client).begin().through({}, until="/ask/wanted/")
    token = token_of(client.get(walk.at).text)
    # When she stops in the middle of a page
    stopped = client.post(walk.at, {"token": token, "close": "yes", "wanted": "Half a sente"}, follow=True)
    code = re.search(r'<p class="govuk-heading-m">([A-Z0-9-]{14})</p>', stopped.text)
    assert code
    closed = client.post("/ask/close/", follow=True)
    # Then nothing of it is left in this browser
    assert "Your request is closed here" in closed.text
    assert code[1] not in closed.text
    assert "You have begun a request" not in client.get("/ask/").text
    for address in ("/ask/check/", "/ask/wanted/", "/ask/saved/", "/ask/close/"):
        assert client.get(address)["Location"] == "/ask/none/"
    # And the code brings back every word
    other = Client()
    other.post("/ask/come-back/", {"code": code[1]})
    assert "Half a sente" in other.get("/ask/wanted/").text


def test_who_typed_nothing_on_the_page_can_stop_as_well(client: Client) -> None:
    walk = Walk(client).begin()
    for at in ("/ask/who/", "/ask/letter-copy/"):
        walk.through({}, until=at)
        token = token_of(client.get(at).text)
        assert client.post(at, {"token": token, "close": "yes"})["Location"] == "/ask/close/"
        assert client.get(at).status_code == 200, "nothing is closed before the code was shown"


def test_what_was_sent_can_be_closed_here_too(client: Client) -> None:
    Walk(client).begin().through({}).send()
    reference = Enquiry.objects.get().reference
    assert reference in client.get("/ask/close/").text
    page = client.post("/ask/close/", follow=True).text
    assert "Your request is closed here" in page
    assert reference not in client.get("/ask/sent/", follow=True).text
    assert Enquiry.objects.count() == 1
