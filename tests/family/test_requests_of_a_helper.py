"""Who helps several families sees on each request they sent for which of them it is: their own words, nobody else's."""

import re
from typing import Any

import pytest

from commonground.cases.enquiries import EnquiryWords, receive
from commonground.cases.models import Enquiry
from commonground.cases.words import Channel
from commonground.people.commands import add_person
from tests.signing_in import client_for

pytestmark = pytest.mark.django_db
HAL = "hal@sendiass.example"


def sent(number: int, *, who: str, email: str = HAL, child: str = "", family: str = "", **more: Any) -> Enquiry:
    """A request as the form writes it down."""
    words = EnquiryWords(
        name="Hal Helper", email=email, child_name=child, answers={"who": who, "family": {"name": family}}
    )
    return receive(words, token=f"request-{number}", by="system:tests", **more)[0]


def cards_of(email: str) -> list[str]:
    """The titles of the cards on their own front page."""
    answer = client_for(add_person(name="Hal Helper", email=email)).get("/case/")
    assert answer.status_code == 200
    return [" ".join(title.split()) for title in re.findall(r"Your request of[^<]*", answer.text)]


def test_each_card_says_for_whom_it_is_in_the_words_of_who_sent_it() -> None:
    # Given a helper's requests: with the child's name, with the family's alone, and with neither
    sent(1, who="helper", child="Cai Heron", family="Wyn Heron")
    sent(2, who="helper", family="Orla Dell")
    sent(3, who="helper")
    # And what was sent by somebody else
    sent(4, who="helper", email="pat@sendiass.example", child="Alex Other")
    titles = cards_of(HAL)
    # Then each says whose it is, as far as they said it themselves
    assert [title.partition(" for ")[2] for title in titles] == ["", "Orla Dell", "Cai"]
    assert "Alex" not in " ".join(titles)


def test_what_was_not_typed_by_them_as_a_helper_is_not_shown() -> None:
    sent(1, who="helper", child="Cai Heron", channel=Channel.TELEPHONE)
    sent(2, who="parent", child="Robin Sample")
    assert [" for " in title for title in cards_of(HAL)] == [False, False]
