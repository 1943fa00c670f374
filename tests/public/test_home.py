"""The first page: in the order of what matters to somebody with a letter, and leaning to neither way."""

from typing import Any

import pytest
from django.test import Client

from commonground.guidance.reading import measure
from tests.components.shown import by_class, parsed, text_of
from tests.public.reading_dates import USUAL, asked, on

pytestmark = pytest.mark.django_db


def test_what_matters_most_comes_first(client: Client) -> None:
    page = parsed(client.get("/").text)
    headings = [text_of(each) for each in page.find(".//main").iter() if each.tag in {"h1", "h2"}]  # type: ignore[union-attr]
    assert headings == [
        "You and the council, or the school, disagree about SEND support. We help you talk.",
        "Has the council sent you a letter with its decision?",
        "Ask a person",
        "Two ways to talk",
        "Other ways in",
    ]
    assert "Councils pay for this service. They do not decide what happens in it." in text_of(page)


@pytest.mark.feature(6)
def test_the_two_ways_have_the_same_weight(client: Client) -> None:
    ways = by_class(parsed(client.get("/").text), "cg-way")
    assert [text_of(way.find("h3")) for way in ways] == ["Mediation", "Disagreement resolution"]
    assert len({way.get("class") for way in ways}) == 1
    assert len({len(way.findall(".//li")) for way in ways}) == 1
    assert len({len(way.findall(".//a")) for way in ways}) == 1


@pytest.mark.feature(14, how="partly")
def test_a_person_can_be_reached_by_telephone_text_relay_e_mail_in_writing_and_by_call_back(
    client: Client, settings: Any
) -> None:
    panel = by_class(parsed(client.get("/").text), "cg-call")[0]
    links = [link.get("href") for link in panel.iter("a")]
    assert links == ["tel:+441632960123", f"mailto:{settings.PROVIDER.email}", "/write-to-us/", "/ask/"]
    assert settings.PROVIDER.text_relay in text_of(panel)
    assert settings.PROVIDER.hours in text_of(panel)


def test_every_door_of_the_house_is_there(client: Client) -> None:
    doors = by_class(parsed(client.get("/").text), "cg-doors")[0]
    assert [link.get("href", "").strip("/") for link in doors.iter("a")] == [
        "for-young-people", "for-supporters", "for-councils", "for-schools", "certificates/check", "sign-in",
    ]  # fmt: skip


def test_the_first_page_and_the_dates_can_be_read_at_the_age_of_eleven(client: Client) -> None:
    with on("2026-11-25"):
        pages = {
            "home": parsed(client.get("/").text),
            "answer": asked().document,
            "late": asked(sent="2021-06-01").document,
        }
    for name, page in pages.items():
        main = page.find(".//main")
        assert main is not None
        read = [
            each for each in main.iter() if each.tag in {"p", "li"} and not list(each.iter("a")) and each.tag != "ul"
        ]
        age = measure(text_of(each) for each in read if "cg-cite" not in [s.get("class") for s in each.iter()]).age
        assert age < 11, f"{name} reads at {age:.1f}"


def test_what_was_typed_on_the_first_page_is_there_again_where_something_is_wrong(client: Client) -> None:
    with on("2026-11-25"):
        page = client.get("/check-your-dates/", {**USUAL, "sent": "", "sent-day": "31", "sent-month": "Feb"}).text
    for kept in ('value="31"', 'value="Feb"', 'value="refuse_to_assess" checked'):
        assert kept in page
