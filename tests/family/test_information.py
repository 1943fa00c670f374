"""The information step on a family's own pages: eight parts, one a page, and a word at the end that chooses nothing."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from commonground.cases.commands import INFORMATION
from commonground.cases.models import Case
from commonground.cases.queries import facts_of
from commonground.cases.words import Stage
from commonground.guidance.reading import measure
from commonground.guidance.wording import STAFF_WORDS, STEERING
from commonground.people.roles import Role
from tests.components.shown import by_class, parsed, text_of
from tests.family.worlds import page_of, parent_of, posted
from tests.made_up import a_case, a_supporter, informed, staff
from tests.signing_in import client_for

pytestmark = [pytest.mark.django_db, pytest.mark.feature(8)]
TUESDAY = datetime(2026, 11, 24, 20, 30, tzinfo=UTC)


def ready() -> tuple[Case, Client]:
    case = a_case(staff(name="Maya Adviser"))
    return case, client_for(parent_of(case))


def follow(client: Client, address: str, words: str) -> str:
    """Where the link of these words leads."""
    found = [link for link in parsed(client.get(address).text).iter("a") if text_of(link) == words]
    assert found, (address, words)
    return str(found[0].get("href"))


def walk(client: Client, case: Case) -> list[str]:
    """Every address from the start to the end, by the button of each page."""
    address = follow(client, f"/case/{case.reference}/information/", "Start reading")
    seen = []
    while "/read/" not in address:
        seen.append(address)
        address = follow(client, address, "Next")
    return [*seen, address]


@time_machine.travel(TUESDAY)
def test_from_the_first_page_to_the_last_and_what_the_case_then_says() -> None:
    case, client = ready()
    assert "Read what you can do, by yourself" in page_of(case)
    *parts, end = walk(client, case)
    assert [re.search(r"information/(\w+)/", each)[1] for each in parts] == list(INFORMATION)  # type: ignore[index]
    assert "You have not opened" not in client.get(end).text
    status, there = posted(client, end)
    assert (status, there) == (302, f"/case/{case.reference}/")
    told = client.get(there).text
    assert "You have read the information." in told
    assert "Maya Adviser confirms it with you by Wednesday 25 November 2026." in told
    assert "Read again what you can do" in told
    (reading,) = facts_of(case).information_read
    assert (reading.person, reading.parts) == (str(parent_of(case).pk), frozenset(INFORMATION))
    assert Case.objects.get(pk=case.pk).stage == Stage.ENQUIRY
    assert "The information was read" in page_of(case, below="what-happened/")


def test_sent_twice_it_is_one_reading() -> None:
    case, client = ready()
    end = f"/case/{case.reference}/information/read/?read=free+dates"
    for _again in range(2):
        assert posted(client, end)[0] == 302
    assert len(facts_of(case).information_read) == 1


def test_what_was_not_opened_is_named_with_its_way_and_only_the_rest_is_recorded() -> None:
    case, client = ready()
    end = f"/case/{case.reference}/information/read/?read=free+nonsense"
    page = client.get(end).text
    assert page.count("/information/dates/?read=free") == 1
    assert posted(client, end)[0] == 302
    assert facts_of(case).information_read[0].parts == {"free"}
    nothing = client.get(f"/case/{case.reference}/information/read/").text
    assert "I have read this" not in nothing
    assert client.post(f"/case/{case.reference}/information/read/").status_code == 422


def test_looking_changes_nothing() -> None:
    case, client = ready()
    walk(client, case)
    assert Case.objects.get(pk=case.pk).version == case.version
    assert not facts_of(case).information_read


def test_each_part_has_its_picture_in_usual_words_and_in_easy_read_and_is_in_good_html() -> None:
    case, client = ready()
    for address in walk(client, case):
        assert parsed(client.get(address).text).findtext(".//title")
    for key in INFORMATION:
        address = f"/case/{case.reference}/information/{key}/"
        usual = parsed(client.get(address).text)
        assert len(by_class(usual, "cg-part__picture")) == 1
        easy = parsed(client.get(f"{address}?easy=1").text)
        assert by_class(easy, "cg-easy__line")
        assert "easy=1" in str(next(link for link in easy.iter("a") if text_of(link) == "Next").get("href"))
    assert client.get(f"/case/{case.reference}/information/nonsense/").status_code == 404


def test_the_last_part_names_the_dates_of_this_case() -> None:
    case, client = ready()
    page = client.get(f"/case/{case.reference}/information/dates/").text
    assert "The dates in your case" in page
    assert "Last day to appeal" in page


def test_once_an_adviser_has_told_them_it_is_read_on_the_page_for_everybody() -> None:
    by = staff()
    case = informed(a_case(by), by)
    client = client_for(parent_of(case))
    assert "Read what you can do" not in page_of(case)
    for below in ("", "free/", "read/"):
        assert client.get(f"/case/{case.reference}/information/{below}")["Location"] == "/information/"


def test_a_supporter_reads_the_page_for_everybody() -> None:
    by = staff()
    case = a_case(by)
    helper = client_for(a_supporter(case, by).person)
    assert helper.get(f"/case/{case.reference}/information/")["Location"] == "/information/"


def test_the_adviser_s_form_holds_what_they_read_and_that_they_did_it_themselves() -> None:
    by = staff(Role.ADVISER)
    case = a_case(by)
    posted(client_for(parent_of(case)), f"/case/{case.reference}/information/read/?read=free+dates")
    document = parsed(client_for(by).get(f"/desk/cases/{case.reference}/do/information/").text)
    ticked = {box.get("value") for box in document.iter("input") if box.get("checked") is not None}
    assert {"free", "dates"} <= ticked
    assert "mediation" not in ticked
    assert any(box.get("name") == "themselves" and box.get("checked") is not None for box in document.iter("input"))
    assert "Sam Sample read 2 of these 8 on" in text_of(document.find(".//main"))


def test_the_pages_read_plainly_and_lean_nowhere() -> None:
    case, client = ready()
    addresses = [f"/case/{case.reference}/information/", *walk(client, case)]
    for address in addresses:
        main: Any = parsed(client.get(address).text).find(".//main")
        text = text_of(main)
        assert not STEERING.search(text), address
        assert not STAFF_WORDS.search(text), address
        words = [text_of(each) for each in main.iter("p")]
        assert measure(words).age <= 11, (address, words)
