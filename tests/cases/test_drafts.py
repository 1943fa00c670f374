"""Requests that are being written: kept a week, found by their code alone, sent once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connections

from commonground.cases import drafts
from commonground.cases.enquiries import EnquiryWords
from commonground.cases.models import Draft, Enquiry
from commonground.cases.tasks import forget_drafts
from commonground.casework.intake import receive_draft, receive_enquiry
from commonground.notices.models import Notice
from commonground.record.days import today

WORDS = EnquiryWords(name="Sam Sample", email="sam@family.example")


def test_a_draft_is_found_by_its_code_however_it_is_typed(db: None) -> None:
    draft = drafts.begin({"who": {"who": "parent"}})
    code = drafts.code_of(draft)
    assert len(code.replace("-", "")) == 12
    for typed in (code, code.lower(), f" {code.replace('-', ' ')} "):
        assert drafts.with_code(typed) == draft
    assert drafts.with_id(draft.pk) == draft
    assert drafts.with_token(draft.token) == draft


@pytest.mark.parametrize("typed", ["", "2222-2222-2222", "é" * 12, "A" * 10_000, "\x00", "💡"])
def test_what_is_no_code_of_ours_leads_nowhere(db: None, typed: str) -> None:
    drafts.begin({})
    assert drafts.with_code(typed) is None


def test_the_database_holds_no_code(db: None) -> None:
    draft = drafts.begin({})
    code = drafts.code_of(draft)
    row = str(Draft.objects.filter(pk=draft.pk).values())
    assert code not in row
    assert code.replace("-", "") not in row


def test_two_tabs_answer_two_pages_and_neither_loses_anything(db: None) -> None:
    draft = drafts.begin({"who": {"who": "parent"}})
    drafts.answer(draft, {"council": {"council": "X1"}})
    drafts.answer(draft, {"appeal": {"appeal": "no"}, "who": None})
    found = drafts.with_id(draft.pk)
    assert found is not None
    assert found.answers == {"council": {"council": "X1"}, "appeal": {"appeal": "no"}}


def test_a_draft_is_kept_a_week_from_the_last_answer_and_then_deleted(db: None) -> None:
    with time_machine.travel(datetime(2026, 11, 1, 12, tzinfo=UTC), tick=False) as clock:
        draft = drafts.begin({})
        clock.shift(timedelta(days=5))
        drafts.answer(draft, {"who": {"who": "parent"}})
        clock.shift(timedelta(days=7))
        assert drafts.with_id(draft.pk) == draft
        forget_drafts(0)
        clock.shift(timedelta(days=1))
        assert drafts.with_id(draft.pk) is None
        assert drafts.with_code(drafts.code_of(draft)) is None
        forget_drafts(0)
        assert not Draft.objects.exists()


def test_a_draft_that_was_sent_is_empty_and_stays_as_it_is(db: None) -> None:
    draft = drafts.begin({"who": {"who": "parent"}})
    enquiry = receive_draft(draft, words_of=lambda answers: WORDS, by="system:public")
    drafts.answer(draft, {"who": {"who": "young_person"}})
    found = drafts.with_id(draft.pk)
    assert found is not None
    assert (found.enquiry, found.answers) == (enquiry, {})


def test_sent_twice_at_the_same_moment_is_one_enquiry_and_one_acknowledgement(committing: str) -> None:
    draft = drafts.begin({"who": {"who": "parent"}})

    def send(_number: int) -> object:
        try:
            return receive_draft(draft, words_of=lambda answers: WORDS, by="system:public").pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        sent = set(pool.map(send, range(4)))
    assert len(sent) == 1
    assert Enquiry.objects.count() == 1
    assert Notice.objects.filter(template="enquiry_received").count() == 1


@pytest.mark.parametrize(
    ("days_ago", "names_dates"), [(10, True), (100, False)], ids=["in time", "after the last day: a person is asked"]
)
def test_the_acknowledgement_names_the_last_days_while_they_are_to_come(
    db: None, days_ago: int, names_dates: bool
) -> None:
    words = EnquiryWords(
        name="Sam Sample",
        email="sam@family.example",
        decision="refuse_to_assess",
        letter_on=today() - timedelta(days=days_ago),
    )
    enquiry = receive_enquiry(words, token=uuid4().hex, by="system:public")
    text = Notice.objects.get(about=enquiry.pk).text
    assert ("To appeal to the tribunal:" in text) == names_dates


@pytest.mark.parametrize(
    ("on", "answer_by"),
    [(date(2026, 11, 27), date(2026, 11, 27)), (date(2026, 11, 28), date(2026, 11, 30))],
    ids=["Friday: the same day", "Saturday: Monday"],
)
def test_an_urgent_enquiry_is_answered_the_same_working_day(db: None, on: date, answer_by: date) -> None:
    with time_machine.travel(datetime(on.year, on.month, on.day, 10, tzinfo=UTC), tick=False):
        words = EnquiryWords(name="Sam Sample", decision="refuse_to_assess", letter_on=date(2026, 9, 29))
        enquiry = receive_enquiry(words, token=uuid4().hex, by="system:public")
    assert enquiry.answer_by == answer_by
