"""Check your dates: the worked cases of the law on the page, and nothing printed that asks a person."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from commonground import law
from commonground.directory.commands import set_other_provider
from commonground.directory.models import LocalAuthority
from commonground.law import Decision
from commonground.web.components.filters import day
from commonground.web.public.decisions import LABELS
from tests.components.shown import by_class, parsed, text_of
from tests.law.cases import ASKED
from tests.made_up import a_council
from tests.public.reading_dates import ADDRESS, USUAL, asked, on

pytestmark = pytest.mark.django_db
CONTACT, APPEAL = "Last day to contact us", "Last day for your appeal to arrive"


def told_for(certificate: str) -> date | None:
    """A day on which to say no, so that the certificate is owed on this one; None where no day fits."""
    issued = date.fromisoformat(certificate)
    days = (issued - timedelta(days=back) for back in range(3, 12))
    return next((told for told in days if law.certificate_by(told).date == issued), None)


def can_be_shown(given: dict[str, str]) -> bool:
    """Not what the page does not ask (detention, two certificates), nor a certificate that we never owe on that day."""
    certificate = given.get("certificate", "")
    return "detained" not in given and (
        not certificate or ("," not in certificate and told_for(certificate) is not None)
    )


def cases(question: str) -> list[Any]:
    """The worked cases of a question that have a right answer."""
    found = [
        case for case in ASKED if case["question"] == question and "answer" in case and can_be_shown(case["given"])
    ]
    return [pytest.param(case["given"], case["answer"], id=f"case-{case['n']}") for case in found]


def test_hardly_a_worked_case_is_left_out() -> None:
    assert [len(cases(question)) for question in ("routes", "contact-by", "appeal-by", "claim-by")] == [19, 5, 18, 1]


@pytest.mark.feature(5)
@pytest.mark.parametrize(("given", "answer"), cases("routes"))
def test_the_page_says_of_each_worked_case_what_can_be_done(given: dict[str, str], answer: dict[str, Any]) -> None:
    with on("2026-11-25"):
        page = asked(**given)
    words = {
        "required": "You need a certificate first",
        "not_required": "You do not need a certificate",
        "ask_a_person": "Ask us whether you need a certificate",
    }
    for key, told in words.items():
        assert (told in page.way("Appeal")) == (answer["certificate"] == key and answer.get("appeal", True))
    if "appeal" in answer:
        assert ("You cannot appeal about this" in page.way("Appeal")) != answer["appeal"]
    if "mediation" in answer:
        assert ("no right to mediation" in page.way("Mediation")) != answer["mediation"]
    assert answer.get("form") is None or answer["form"] in page.text
    assert "You can ask for it at any time" in page.way("Disagreement resolution")


@pytest.mark.feature(3)
@pytest.mark.parametrize(("given", "answer"), cases("contact-by"))
def test_the_last_day_to_make_contact_is_that_of_the_worked_case(given: dict[str, str], answer: dict[str, Any]) -> None:
    with on(given["sent"]):
        page = asked(**given)
    assert page.dates.get(CONTACT) == answer["date"]
    assert day(date.fromisoformat(answer["date"])) in page.headline


@pytest.mark.feature(3, 4)
@pytest.mark.parametrize(("given", "answer"), cases("appeal-by"))
def test_the_last_day_to_appeal_is_that_of_the_worked_case(given: dict[str, str], answer: dict[str, Any]) -> None:
    certificate = given.get("certificate", "")
    letter = {key: given[key] for key in ("sent", "decision", "sections") if key in given}
    if answer.get("ask_a_person") or "contacted" in given:
        with on(given["contacted"]):
            page = asked(**letter)
        assert APPEAL not in page.dates
        return
    if not certificate:
        with on(given["sent"]):
            assert asked(**letter).dates[APPEAL] == answer["date"]
        return
    told = told_for(certificate)
    assert told is not None
    with on(max(told, date.fromisoformat(given["sent"]))):
        page = asked(**letter)
    if "You only disagree about the school" in page.text:
        assert page.dates[APPEAL] == answer["date"]
        return
    rows = {row[1]: row[2] for row in page.table}
    assert rows[day(date.fromisoformat(certificate))] == day(date.fromisoformat(answer["date"]))


@pytest.mark.feature(3)
@pytest.mark.parametrize(("given", "answer"), cases("certificate-by"))
def test_the_certificate_comes_by_the_day_of_the_worked_case(given: dict[str, str], answer: dict[str, Any]) -> None:
    with on(given["told"]):
        page = asked(sent=given["told"])
    assert page.dates["You do not want mediation: your certificate by"] == answer["date"]


@pytest.mark.feature(3)
@pytest.mark.parametrize(("given", "answer"), cases("arrange-by"))
def test_the_meeting_comes_by_the_day_of_the_worked_case(given: dict[str, str], answer: dict[str, Any]) -> None:
    with on(given["told"]):
        page = asked(sent=given["told"])
    assert page.dates["You choose mediation: a meeting by"] == answer["date"]


@pytest.mark.parametrize(("given", "answer"), cases("claim-by"))
def test_the_last_day_for_a_claim_is_that_of_the_worked_case(given: dict[str, str], answer: dict[str, Any]) -> None:
    with on(given["act"]):
        page = asked(sent=given["act"], decision="discrimination")
    assert page.dates["Last day for a claim to arrive"] == answer["date"]
    assert "A claim must arrive by" in page.headline


@pytest.mark.parametrize("decision", list(LABELS))
@pytest.mark.parametrize("sent", ["2026-11-02", ""])
def test_every_matter_has_a_full_answer_in_good_html(decision: str, sent: str) -> None:
    if not sent and decision != Decision.NOT_SURE and law.routes(Decision(decision)).appeal:
        with on("2026-11-25"):
            assert Client().get(ADDRESS, {**USUAL, "decision": decision, "sent": sent}).status_code == 422
        return
    with on("2026-11-25"):
        page = asked(decision=decision, sent=sent)
    assert str(LABELS[decision]) in page.text
    assert len(page.document.findall(".//h1")) == 1
    assert [text_of(way.find("h3")) for way in by_class(page.document, "cg-way")] == [
        "Appeal", "Complaint", "Disagreement resolution", "Mediation", "Wait",
    ]  # fmt: skip


@pytest.mark.parametrize("days_late", [1, 30, 1800])
def test_after_the_last_day_to_make_contact_no_page_file_or_message_prints_a_day_to_appeal(days_late: int) -> None:
    sent = date(2021, 6, 1)
    with on(date(2021, 8, 1) + timedelta(days=days_late)):
        page = asked(sent=sent.isoformat())
        file = Client().get(f"{ADDRESS}dates.ics", {**USUAL, "sent": sent.isoformat()})
    assert page.headline.startswith("Call us today")
    assert "late appeal" in page.text
    assert "Is the year right?" in page.text
    arithmetic = law.appeal_by(sent).date
    assert day(arithmetic) not in page.response.text
    assert f"{arithmetic:%Y%m%d}" not in file.text


@pytest.mark.parametrize(
    ("today", "headline"),
    [
        ("2026-12-01", "Contact us by Saturday 2 January 2027"),
        ("2026-12-31", "Contact us by Saturday 2 January 2027"),
        ("2027-01-02", "Make contact today: it is the last day"),
        ("2027-01-03", "Call us today on 01632 960123"),
    ],
)
def test_what_to_do_next_is_said_first_with_its_day(today: str, headline: str) -> None:
    with on(today):
        page = asked()
    assert page.headline == headline
    near = "Either counts as contact." in page.text
    assert near == (today in {"2026-12-31", "2027-01-02"})
    assert ("That is soon" in page.text) == (today == "2026-12-31"), "today is not called soon"


def test_half_past_midnight_counts_as_the_day_it_is_in_london() -> None:
    with time_machine.travel("2026-07-01T00:30:00+01:00", tick=False):
        page = asked(sent="2026-07-01")
    assert page.dates["You choose mediation: a meeting by"] == "2026-07-31"


def test_waiting_is_a_way_and_saying_no_does_not_count_against_anybody() -> None:
    with on("2026-11-25"):
        page = asked()
    assert "You can wait until Saturday 2 January 2027. After that you may lose your right" in page.way("Wait")
    assert "Choosing not to mediate does not count against you." in page.way("Mediation")
    assert "It does not stop the time to appeal." in page.way("Disagreement resolution")


def test_the_working_is_there_closed_with_the_source_of_every_step_and_what_is_not_sure() -> None:
    with on("2026-11-25"):
        page = asked()
    (details,) = page.document.findall(".//main//details")
    assert details.get("open") is None
    assert "SEND Regulations 2014 reg 33 (R11)" in text_of(details)
    assert "HESC Rules 2008 rule 20(1)(c) (R42)" in text_of(details)
    assert "not a working day. We do not count on a later day" in page.text
    assert "SENDIASS" in page.text


@pytest.mark.feature(1)
def test_a_council_that_is_not_ours_gets_a_signpost_and_the_same_dates() -> None:
    ours = a_council().gss_code
    with on("2026-11-25"):
        page, home = asked(council="E09000002"), asked(council=ours)
    assert "We do not work for London Borough of Barking and Dagenham" in page.text
    assert 'href="/not-one-of-ours/"' in page.response.text
    assert page.headline == "Contact the mediation adviser by Saturday 2 January 2027"
    assert list(page.dates.values()) == list(home.dates.values())
    assert "We do not work for" not in home.text


@pytest.mark.feature(1)
def test_the_service_that_works_there_instead_of_us_is_named() -> None:
    set_other_provider(
        authority=LocalAuthority.objects.get(pk="E09000002"), name="Bridge House", telephone="01632 960402",
        website="https://bridge-house.example", mediation=True, starts_on=date(2026, 4, 1), by="system:tests",
    )  # fmt: skip
    with on("2026-11-25"):
        page = asked(council="E09000002")
    assert "Bridge House: for mediation. It is free." in page.text
    assert 'href="tel:+441632960402"' in page.response.text
    assert 'href="https://bridge-house.example"' in page.response.text


@pytest.mark.feature(7, how="partly")
def test_a_request_begins_with_these_answers() -> None:
    client, ours = Client(), a_council()
    with on("2026-11-25"):
        page = asked(client, council=ours.gss_code, decision="plan_contents", sections="B,F")
        (link,) = {
            each.get("href")
            for each in page.document.iter("a")
            if text_of(each) == "Start a request with these answers"
        }
        begun = client.get(link)
    told = text_of(parsed(begun.text).find(".//main"))
    for word in (ours.short_name, "What the final plan says", "2 November 2026", "special educational needs"):
        assert word in told


def test_the_plan_s_parts_are_asked_for_only_where_they_matter_and_the_other_answers_go_along() -> None:
    with on("2026-11-25"):
        page = Client().get(ADDRESS, {**USUAL, "decision": "plan_contents"})
        fields = {
            each.get("name"): each.get("value")
            for each in parsed(page.text).iter("input")
            if each.get("type") == "hidden"
        }
        assert fields == {"council": "not_sure", "decision": "plan_contents", "sent": "2026-11-02", "asked": "yes"}
        none = Client().get(ADDRESS, fields)
        assert (none.status_code, "Tick the parts you disagree with" in none.text) == (422, True)
        assert "you do not need a certificate" in asked(**fields, sections="I").text


def test_answers_can_be_changed_without_typing_them_again() -> None:
    with on("2026-11-25"):
        page = Client().get(ADDRESS, {**USUAL, "change": "yes"})
    assert page.status_code == 200
    for kept in ('value="2026"', 'value="11"', 'value="refuse_to_assess" checked', 'value="not_sure" selected'):
        assert kept in page.text


def test_nothing_is_stored_and_little_is_asked_of_the_database(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    ours = a_council().gss_code
    with on("2026-11-25"):
        with django_assert_max_num_queries(4):
            page = asked(client, council=ours)
        with django_assert_max_num_queries(1):
            client.get(ADDRESS)
        with django_assert_max_num_queries(1):
            client.get("/")
    assert not client.cookies
    assert "no-store" not in page.response.get("Cache-Control", "")
