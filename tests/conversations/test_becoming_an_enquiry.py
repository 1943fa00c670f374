"""A conversation that becomes an enquiry: the words go on, the day they first wrote counts, nothing is made twice."""

from dataclasses import replace
from uuid import uuid4

import pytest
import time_machine

from commonground.cases.answers import Impossible, NotTheirs
from commonground.cases.enquiries import EnquiryWords
from commonground.cases.models import Enquiry
from commonground.casework.conversing import make_enquiry, words_of
from commonground.conversations import commands, keeping, queries
from commonground.conversations.models import CameBy, Conversation
from commonground.people.roles import Role
from tests.conversations.making import WORDS, answered, begun
from tests.made_up import a_council, staff

pytestmark = [pytest.mark.django_db, pytest.mark.feature(14, how="partly")]


def test_the_enquiry_carries_the_familys_words_and_counts_from_when_they_first_wrote() -> None:
    ada = staff()
    with time_machine.travel("2026-11-23 23:30", tick=False):
        conversation = begun(name="Sam Sample", reply_to="sam@family.example", authority=a_council())
    answered(conversation, ada, "Which council?")
    commands.write(conversation, text="Exampleshire.", token=uuid4().hex)
    words = words_of(conversation)
    with time_machine.travel("2026-11-25 10:00", tick=False):
        enquiry = make_enquiry(conversation, words, by=ada, token="t" * 22)
    assert (enquiry.name, enquiry.email, enquiry.authority) == ("Sam Sample", "sam@family.example", a_council())
    assert enquiry.message == f"{WORDS}\n\nExampleshire."
    assert (enquiry.channel, str(enquiry.arrived_on)) == ("web", "2026-11-23")
    assert queries.of_enquiry(enquiry) == conversation


def test_made_twice_it_is_one_and_another_is_refused() -> None:
    ada, conversation = staff(), begun(name="Sam")
    first = make_enquiry(conversation, words_of(conversation), by=ada, token="t" * 22)
    assert make_enquiry(conversation, words_of(conversation), by=ada, token="t" * 22) == first
    with pytest.raises(Impossible):
        make_enquiry(conversation, words_of(conversation), by=ada, token="u" * 22)
    assert Enquiry.objects.count() == 1


def test_it_is_made_by_the_desk_alone() -> None:
    conversation = begun()
    with pytest.raises(NotTheirs):
        make_enquiry(conversation, EnquiryWords(name="Sam"), by=staff(Role.MEDIATOR), token="t" * 22)


def test_from_then_on_it_stays_with_the_enquiry() -> None:
    with time_machine.travel("2026-03-01 10:00", tick=False):
        conversation = begun(name="Sam")
        enquiry = make_enquiry(conversation, words_of(conversation), by=staff(), token="t" * 22)
    with pytest.raises(Impossible, match="call us"):
        commands.delete(conversation)
    with time_machine.travel("2026-11-25 10:00", tick=False):
        assert keeping.clear() == 0
    enquiry.delete()
    assert not Conversation.objects.exists()


def test_what_came_by_text_is_reached_by_telephone() -> None:
    words = words_of(begun(came_by=CameBy.TEXT, reply_to="07700900123"))
    assert (words.telephone, words.email) == ("07700900123", "")
    conversation = begun(came_by=CameBy.TEXT)
    enquiry = make_enquiry(conversation, replace(words, name="Sam"), by=staff(), token="t" * 22)
    assert enquiry.channel == "text"
