"""A conversation: begun once, answered by the desk, told of without its words, ended, deleted, forgotten."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from commonground.cases.answers import Impossible, NotTheirs
from commonground.conversations import codes, commands, keeping, queries
from commonground.conversations.models import CameBy, Conversation, Line, Who
from commonground.conversations.tasks import clear_conversations
from commonground.notices.models import Channel, Notice
from commonground.people.roles import Role
from commonground.record.days import now
from tests.conversations.making import WORDS, answered, begun
from tests.made_up import staff

pytestmark = [pytest.mark.django_db, pytest.mark.feature(14, how="partly")]


def test_begun_twice_with_one_token_it_is_one_and_so_is_each_line() -> None:
    ada, token, second = staff(), uuid4().hex, uuid4().hex
    first = begun(token=token)
    assert begun(token=token, text="Something else") == first
    lines = [commands.write(first, text="And more.", token=second) for _each in range(2)]
    answers = [commands.answer(first, by=ada, text="Good morning.", token="a" * 22) for _each in range(2)]
    assert lines[0] == lines[1]
    assert answers[0] == answers[1]
    assert [(line.who, line.text) for line in queries.lines_of(first)] == [
        (Who.FAMILY, WORDS), (Who.FAMILY, "And more."), (Who.ADVISER, "Good morning."),
    ]  # fmt: skip
    assert [line.text for line in queries.lines_of(first, after=lines[0].pk)] == ["Good morning."]


def test_a_token_of_one_conversation_writes_nothing_into_another() -> None:
    token = uuid4().hex
    begun(token=token)
    other = begun()
    with pytest.raises(Impossible):
        commands.write(other, text="Mine", token=token)
    assert other.lines.count() == 1


def test_the_code_leads_back_in_any_spelling_and_the_database_does_not_hold_it() -> None:
    conversation = begun()
    code = codes.code_of(conversation)
    for spelling in (code, code.lower(), code.replace("-", " ")):
        assert queries.with_code(spelling) == conversation
    for guess in ("", "x", code[:-1], "2222-2222-2222-2222"):
        assert queries.with_code(guess) is None
    assert code.replace("-", "") not in str(Conversation.objects.values())
    assert codes.link_of(conversation) == f"http://localhost:8000/write-to-us/{code}/"


def test_who_waits_longest_comes_first_and_an_answer_takes_them_off() -> None:
    ada = staff()
    with time_machine.travel("2026-11-26 10:00", tick=False):
        later = begun()
    with time_machine.travel("2026-11-25 10:00", tick=False):
        sooner, done = begun(), begun()
        answered(done, ada)
    assert list(queries.waiting()) == [sooner, later]
    assert list(queries.at_the_desk()) == [sooner, later, done]
    assert str(queries.answer_by(sooner)) == "2026-11-26"
    assert queries.answer_by(queries.at_the_desk()[2]) is None
    assert queries.at_the_desk()[0].first_words == WORDS


def test_writing_more_keeps_the_first_moment_they_wait_from() -> None:
    conversation = begun()
    since = Conversation.objects.get().waiting_since
    with time_machine.travel(now() + timedelta(hours=3)):
        commands.write(conversation, text="Are you there?", token=uuid4().hex)
    assert Conversation.objects.get().waiting_since == since


def test_they_are_told_that_an_answer_is_there_without_a_word_of_it_once_an_hour() -> None:
    ada, conversation = staff(), begun(reply_to="sam@family.example")
    for minutes, count in ((0, 1), (30, 1), (61, 2)):
        with time_machine.travel(now() + timedelta(minutes=minutes)):
            answered(conversation, ada, "Your secret answer")
        assert Notice.objects.count() == count
    notice = Notice.objects.filter(template="written_answer")[0]
    assert (notice.to_email, notice.channel, notice.about) == ("sam@family.example", Channel.EMAIL, None)
    for words in ("secret", WORDS, "Sam Sample"):
        assert words not in notice.subject + notice.text + notice.html
    assert codes.link_of(conversation) in notice.text


def test_what_they_write_lets_the_next_answer_be_told_of_at_once() -> None:
    ada, conversation = staff(), begun(reply_to="sam@family.example")
    answered(conversation, ada)
    commands.write(conversation, text="Thank you. And then?", token=uuid4().hex)
    answered(conversation, ada)
    assert Notice.objects.count() == 2


def test_without_an_address_nobody_is_told() -> None:
    conversation = begun()
    answered(conversation, staff())
    assert not Notice.objects.exists()
    assert commands.tells(conversation) is False
    assert commands.tells(begun(reply_to="sam@family.example")) is True


def test_one_that_came_by_text_is_told_of_by_text(settings: object) -> None:
    conversation = begun(came_by=CameBy.TEXT, reply_to="07700900123")
    to = commands._recipient(conversation)
    assert to is not None
    assert (to.telephone, to.by, to.email) == ("07700900123", "text", "")


def test_the_first_who_answers_looks_after_it_and_hands_it_over_to_the_desk_alone() -> None:
    ada, cora, conversation = staff(), staff(Role.COORDINATOR, "Cora"), begun()
    answered(conversation, ada)
    answered(conversation, cora)
    assert Conversation.objects.get().taken_by == ada
    assert commands.take(conversation, by=cora).taken_by == cora
    assert commands.hand_over(conversation, by=cora, to=ada).taken_by == ada
    mo = staff(Role.MEDIATOR, "Mo")
    for refused in (
        lambda: commands.hand_over(conversation, by=cora, to=mo),
        lambda: commands.take(conversation, by=mo),
        lambda: commands.close(conversation, by=mo),
        lambda: answered(conversation, mo),
    ):
        with pytest.raises(NotTheirs):
            refused()
    assert Line.objects.count() == 3


def test_ended_it_waits_for_nobody_and_writing_opens_it_again() -> None:
    conversation = begun()
    commands.close(conversation)
    assert not queries.waiting().exists()
    commands.write(conversation, text="One thing more.", token=uuid4().hex)
    assert queries.waiting().get().closed_at is None


def test_deleted_it_is_gone_and_nobody_can_write_in_it() -> None:
    conversation = begun()
    commands.delete(conversation)
    assert not Line.objects.exists()
    for refused in (lambda: commands.write(conversation, text="x", token=uuid4().hex), lambda: answered(conversation)):
        with pytest.raises(Impossible):
            refused()


def test_nothing_is_written_without_words_and_not_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Impossible):
        begun(text=" \n")
    assert not Conversation.objects.exists()
    conversation = begun()
    monkeypatch.setattr(commands, "MOST", 1)
    with pytest.raises(Impossible, match="no more room"):
        commands.write(conversation, text="x", token=uuid4().hex)


def test_each_night_what_nobody_wrote_in_for_ninety_days_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "AT_ONCE", 1)
    with time_machine.travel("2026-03-01 10:00", tick=False):
        old = [begun(), begun()]
        kept = begun()
    with time_machine.travel("2026-03-20 10:00", tick=False):
        answered(kept, staff())
    with time_machine.travel("2026-05-29 10:00", tick=False):
        assert keeping.clear() == 0
    with time_machine.travel("2026-05-31 10:00", tick=False):
        clear_conversations.func(0)
    assert list(Conversation.objects.all()) == [kept]
    assert not Line.objects.filter(conversation__in=old).exists()
