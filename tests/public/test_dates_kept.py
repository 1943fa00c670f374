"""The dates taken away: as a calendar file, and by e-mail to oneself."""

import re
from datetime import date, timedelta
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from icalendar import Calendar

from commonground.notices.models import Notice
from tests.public.reading_dates import ADDRESS, USUAL, asked, on

pytestmark = pytest.mark.django_db
FILE, MAIL = f"{ADDRESS}dates.ics", f"{ADDRESS}e-mail/?{urlencode(USUAL)}"


def events(**given: str) -> list[Any]:
    """What stands in the calendar file."""
    response = Client().get(FILE, {**USUAL, **given})
    assert response["Content-Type"].startswith("text/calendar")
    assert 'filename="dates.ics"' in response["Content-Disposition"]
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


@pytest.mark.feature(21, how="partly")
def test_the_calendar_file_opens_with_the_last_days_of_the_page_and_warns_before_them() -> None:
    with on("2026-11-25"):
        found, page = events(), asked()
    assert [event.decoded("dtstart") for event in found] == [date(2027, 1, 2), date(2027, 1, 4)]
    assert {event.decoded("dtstart").isoformat() for event in found} <= set(page.dates.values())
    for event in found:
        alarms = [alarm.decoded("trigger") for alarm in event.walk("VALARM")]
        assert alarms == [timedelta(days=-7), timedelta(days=-1)]


def test_one_line_of_the_page_gives_one_day_and_the_same_day_keeps_its_name_in_the_calendar() -> None:
    with on("2026-11-25"):
        (first,) = events(only="appeal")
        page = asked()
    with on("2026-11-26"):
        (again,) = events(only="appeal")
    assert (first["uid"], first.decoded("dtstart")) == (again["uid"], date(2027, 1, 4))
    links = [link.get("href", "") for link in page.document.iter("a") if "only=" in link.get("href", "")]
    assert [Client().get(link).status_code for link in links] == [200, 200]


def test_a_calendar_that_others_see_names_no_council_and_no_decision() -> None:
    with on("2026-11-25"):
        text = Client().get(FILE, {**USUAL, "council": "E09000002"}).text
    assert not re.search("Barking|assess|SEND|child", text.replace("\r\n ", ""))


@pytest.mark.parametrize("given", [{"sent": "nonsense"}, {"decision": ""}, {"decision": "draft_plan", "sent": ""}])
def test_without_a_day_to_put_in_it_there_is_no_file(given: dict[str, str]) -> None:
    with on("2026-11-25"):
        answer = Client().get(FILE, {**USUAL, **given})
    assert (answer.status_code, answer["Location"].startswith(f"{ADDRESS}?")) == (302, True)


def token_of(client: Client) -> str:
    """The token that the page carries."""
    found = re.search(r'name="token" value="([^"]+)"', client.get(MAIL).text)
    assert found
    return unescape(found[1])


def test_the_dates_go_by_e_mail_once_with_a_link_to_the_same_page(client: Client) -> None:
    with on("2026-11-25"):
        given = {"token": token_of(client), "email": "sam@family.example"}
        pages = [client.post(MAIL, given, follow=True) for _each in range(2)]
        notice = Notice.objects.get()
        linked = re.search(r"https?://\S+", notice.text)
        assert linked
        page = client.get(linked[0].split("/", 3)[3].join(["/", ""]))
    assert all("Your dates are on their way" in page.text for page in pages)
    assert "Saturday 2 January 2027" in notice.text
    assert "Monday 4 January 2027" in notice.text
    assert page.status_code == 200
    assert "Contact us by Saturday 2 January 2027" in page.text


def test_what_asks_a_person_goes_out_without_a_day_to_appeal(client: Client) -> None:
    with on("2027-02-25"):
        client.post(MAIL, {"token": token_of(client), "email": "sam@family.example"})
    text = Notice.objects.get().text
    assert "4 January" not in text
    assert "Call us today" in text


def test_an_address_gets_only_so_many_and_a_wrong_one_is_said_plainly(client: Client) -> None:
    with on("2026-11-25"):
        wrong = client.post(MAIL, {"token": token_of(client), "email": "sam"})
        sent = [client.post(MAIL, {"token": token_of(client), "email": "sam@family.example"}) for _each in range(6)]
    assert (wrong.status_code, "Enter an e-mail address like" in wrong.text) == (422, True)
    assert [answer.status_code for answer in sent] == [302] * 5 + [429]
    assert Notice.objects.count() == 5
