"""Texts in the desk's post: what the supplier reports of them, and which of them nobody here reads."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

from commonground.notices import commands as notices
from commonground.notices.commands import Recipient
from commonground.notices.models import Notice, State
from commonground.people.models import Person
from commonground.record.days import today
from commonground.web.components.filters import moment
from tests.desk.working import text_of
from tests.made_up import a_case, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(db: None) -> Person:
    """The adviser."""
    return staff(name="Ada Adviser")


@pytest.mark.feature(154, how="partly")
def test_what_a_supplier_reports_of_a_text_stands_beside_it(ada: Person, desk: Client, settings: Settings) -> None:
    case = a_case(ada, family_email="", family_telephone="+447700900982", messages_by="text")
    text = Notice.objects.get(about=case.pk, template="case_opened")
    page = f"/desk/post/{text.pk}/"
    Notice.objects.filter(pk=text.pk).update(state=State.SENT, sent_at=text.created_at, sent_by="text")
    assert "Reached the phone" not in text_of(desk, page), "no reports come in here"
    settings.TEXTS_REPORTS_KEY = "k" * 32
    assert "Not known yet" in text_of(desk, page)
    with time_machine.travel(text.created_at + timedelta(hours=2)):
        notices.supplier_reports(str(text.pk), delivered=True, said="delivered")
    text.refresh_from_db()
    assert text_of(desk, page).count(moment(text.delivered_at)) == 2, "when, and what became of it"
    other = a_case(ada, family_email="", family_telephone="+447700900983", messages_by="text", child_name="Alex Other")
    lost = Notice.objects.get(about=other.pk, template="case_opened")
    Notice.objects.filter(pk=lost.pk).update(state=State.SENT, sent_at=lost.created_at, sent_by="text")
    notices.supplier_reports(str(lost.pk), delivered=False, said="expired")
    assert "No. The supplier said so on" in text_of(desk, f"/desk/post/{lost.pk}/")
    assert "The phone never took this text (expired)." in text_of(desk, "/desk/post/")


def test_nobody_here_reads_or_sends_on_the_link_to_a_request_that_was_not_sent(ada: Person, desk: Client) -> None:
    to = Recipient(person=None, name="", telephone="07700 900982", by="text")
    context = {"url": "http://localhost:8000/ask/come-back/4F7K-2MXR-9BCD/", "code": "4F7K-2MXR-9BCD", "until": today()}
    link = notices.queue("request_saved", to=to, context=context)
    Notice.objects.filter(pk=link.pk).update(state=State.SENT, sent_at=link.created_at, sent_by="text")
    notices.supplier_reports(str(link.pk), delivered=False, said="expired")
    page = text_of(desk, f"/desk/post/{link.pk}/")
    assert "4F7K" not in page
    assert "Only whoever asked for this message reads it" in page
    assert "Your link to carry on" not in text_of(desk, "/desk/post/")
    assert desk.get(f"/desk/post/{link.pk}/send-again/").status_code == 404


def test_a_message_to_a_number_alone_says_which_in_the_post(ada: Person, desk: Client) -> None:
    dates = notices.queue("sign_in_code", to=Recipient(None, "", telephone="07700 900982", by="text"),
                          context={"code": "482 913", "minutes": 15})  # fmt: skip
    Notice.objects.filter(pk=dates.pk).update(state=State.FAILED, last_error="400")
    assert "07700 900982" in text_of(desk, "/desk/post/")
