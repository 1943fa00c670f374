"""The files of a request are kept and deleted with it, and go along when it is sent."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import time_machine

from commonground.cases import drafts
from commonground.cases.enquiries import EnquiryWords
from commonground.cases.models import Draft, Enquiry
from commonground.cases.tasks import forget_drafts
from commonground.casework.intake import receive_draft
from commonground.documents.models import File
from tests.documents import made

pytestmark = pytest.mark.django_db
WORDS = EnquiryWords(name="Sam Sample")
BY = "system:public"


def with_letter(draft: Draft, text: str = "1 September 2026") -> File | None:
    return drafts.add_file(draft, made.upload(made.pdf(text)), by=BY)


def about() -> list[UUID]:
    return list(File.objects.values_list("about", flat=True))


def send(draft: Draft) -> Enquiry:
    return receive_draft(draft, words_of=lambda answers: WORDS, by=BY)


def test_a_letter_goes_along_when_the_request_is_sent() -> None:
    draft = drafts.begin({})
    with_letter(draft)
    assert about() == [draft.pk]
    enquiry = send(draft)
    assert about() == [enquiry.pk]


def test_a_letter_that_arrives_while_the_request_is_sent_goes_with_the_enquiry() -> None:
    draft = drafts.begin({})
    enquiry = send(draft)
    with_letter(draft)
    assert about() == [enquiry.pk]


def test_a_letter_that_arrives_for_a_deleted_request_is_not_kept() -> None:
    draft = drafts.begin({})
    key = draft.pk
    drafts.delete(draft)
    assert with_letter(Draft(pk=key)) is None
    assert about() == []


def test_deleting_a_request_deletes_its_letter_alone() -> None:
    mine, other, sent = (drafts.begin({}) for _each in range(3))
    for draft in (mine, other, sent):
        with_letter(draft)
    enquiry = send(sent)
    drafts.delete(mine)
    drafts.delete(sent)
    assert set(about()) == {other.pk, enquiry.pk}


def test_a_letter_is_deleted_with_the_request_when_its_week_is_over() -> None:
    with time_machine.travel(datetime(2026, 11, 1, 12, tzinfo=UTC), tick=True) as clock:
        old = drafts.begin({})
        with_letter(old)
        clock.shift(timedelta(days=4))
        young = drafts.begin({})
        with_letter(young)
        clock.shift(timedelta(days=4))
        forget_drafts(0)
    assert about() == [young.pk]
