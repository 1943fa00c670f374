"""The request: the right pages for each person, kept as they are answered, sent as one enquiry."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

import pytest
import time_machine
from django.test import Client

from commonground.cases.models import Enquiry
from commonground.cases.words import Channel
from commonground.directory.models import LocalAuthority
from commonground.law import Decision
from commonground.notices.models import Notice
from commonground.people.roles import Role
from commonground.record.days import today
from commonground.web.public.date_questions import Asked
from tests.ask.walk import Answer, Walk, token_of
from tests.made_up import a_council, staff
from tests.signing_in import client_for

pytestmark = pytest.mark.django_db


def letter(days_ago: int) -> Answer:
    """The letter page with a date."""
    on = today() - timedelta(days=days_ago)
    return {"letter_on-day": str(on.day), "letter_on-month": str(on.month), "letter_on-year": str(on.year)}


FIRST, MATTER = ["who", "child", "council", "decision"], ["council", "decision"]
REACH, NEEDS = ["want", "interpreter", "reach", "safe-contact"], ["needs", "about-you", "more"]
LAST = [*REACH, "other-parent", "supporter", *NEEDS]
LETTER = ["letter-copy", "letter", "wanted", "earlier-certificate", "appeal"]
BRANCHES: list[Any] = [
    pytest.param({}, [*FIRST, *LETTER, *LAST], id="a parent, a refusal, no letter at hand"),
    pytest.param(
        {"who": {"who": "young_person"}, "reach": {"email": "robin@family.example"},
         "safe-contact": {"reads": "yes", "ways": ["email"]}},
        ["who", "young-person", *MATTER, *LETTER, *REACH, "supporter", *NEEDS],
        id="a young person is asked their name once",
    ),
    pytest.param(
        {"decision": {"decision": "plan_contents"}},
        [*FIRST, *LETTER[:2], "sections", "wanted-by-section", "health", "earlier-certificate", "appeal", *LAST],
        id="a plan, section by section",
    ),
    pytest.param(
        {"decision": {"decision": "plan_contents"}, "sections": {"sections": ["I"]}},
        [*FIRST, *LETTER[:2], "sections", "wanted-by-section", "health", "appeal", *LAST],
        id="the school alone needs no certificate",
    ),
    pytest.param(
        {"decision": {"decision": "plan_contents"}, "sections": {"sections": ["not_sure"]}},
        [*FIRST, *LETTER[:2], "sections", "wanted", "health", "earlier-certificate", "appeal", *LAST],
        id="a plan, not sure which section",
    ),
    pytest.param(
        {"decision": {"decision": "sen_support"}, "want": {"want": "disagreement_resolution"}},
        [*FIRST, "wanted", *LAST],
        id="what cannot be appealed has no letter, certificate or appeal",
    ),
    pytest.param({"decision": {"decision": "not_sure"}}, [*FIRST, *LETTER, *LAST], id="not sure is a full answer"),
    pytest.param(
        {"letter": letter(58)},
        [*FIRST, *LETTER[:2], "last-days", *LETTER[2:], *LAST[:4], "call", *LAST[4:]],
        id="a last day is near",
    ),
    pytest.param(
        {"letter": letter(5 * 365)},
        [*FIRST, *LETTER[:2], "last-days", *LETTER[2:], *LAST[:4], "call", *LAST[4:]],
        id="a letter from five years ago goes on",
    ),
    *(
        pytest.param({"who": {"who": who}}, [*FIRST, *LETTER, *LAST], id=who)
        for who in ("step_parent", "kinship_carer")
    ),
    pytest.param(
        {"other-parent": {"shares": "yes"}, "supporter": {"helped": "yes"}},
        [*FIRST, *LETTER, *REACH, "other-parent", "other-parent-more", "supporter", "supporter-who", *NEEDS],
        id="another parent, and somebody to help",
    ),
    pytest.param(
        {"who": {"who": "foster_carer"}},
        ["who", "in-care", "child", *MATTER, *LETTER, *REACH, "supporter", *NEEDS],
        id="a foster carer is told that a person rings",
    ),
    pytest.param(
        {"who": {"who": "social_worker"}},
        ["who", "in-care", "child", *MATTER, *LETTER, *REACH, *NEEDS],
        id="a social worker is told that a person rings, and needs nobody to help",
    ),
    pytest.param(
        {"who": {"who": "deputy"}},
        ["who", "deputy", "child", *MATTER, *LETTER, *REACH, "supporter", *NEEDS],
        id="a deputy is asked for the paper",
    ),
    pytest.param(
        {"who": {"who": "helper"}},
        ["who", "helper", "permission", "permission-given", "child", *MATTER, *LETTER, "want", "interpreter",
         "family-contact", *NEEDS],
        id="a helper with the family's permission",
    ),
    pytest.param(
        {"who": {"who": "helper"}, "permission": {"agreed": "not_yet"}, "child": {}},
        ["who", "helper", "permission", "child", *MATTER, *LETTER, "want", "interpreter", *NEEDS],
        id="a helper without permission names nobody and is refused nothing",
    ),
]  # fmt: skip


@pytest.mark.feature(7, 9)
@pytest.mark.feature(14, 15, 16, 20, 29, how="partly")
@pytest.mark.parametrize(("answers", "pages"), BRANCHES)
def test_each_person_meets_the_pages_that_apply_and_one_enquiry_comes_of_it(
    client: Client, answers: dict[str, Answer], pages: list[str]
) -> None:
    walk = Walk(client, strict=True).begin().through(answers)
    assert walk.slugs == pages
    done = walk.send()
    enquiry = Enquiry.objects.get()
    assert enquiry.channel == Channel.WEB
    assert enquiry.reference in done.text
    assert Notice.objects.filter(template="enquiry_received", about=enquiry.pk).count() == 1


def test_everything_that_was_said_reaches_the_desk(client: Client) -> None:
    council = a_council()
    answers: dict[str, Answer] = {
        "council": {"council": council.gss_code},
        "decision": {"decision": "plan_contents"},
        "letter": letter(10),
        "sections": {"sections": ["B", "F"]},
        "wanted-by-section": {"section_B": "Dyslexia is missing.", "section_F": "Two hours a week."},
        "health": {"health": "yes", "health_wanted": "Speech therapy"},
        "earlier-certificate": {"earlier": "yes", **{f"earlier_on-{p}": v for p, v in
                                zip(("day", "month", "year"), ("1", "9", "2026"), strict=True)}},
        "appeal": {"appeal": "yes"},
        "want": {"want": "mediation"},
        "safe-contact": {"reads": "yes", "ways": ["call"], "times": "Never on Fridays"},
        "interpreter": {"interpreter": "bsl"},
        "needs": {"support": ["easy_read"]},
        "about-you": {"communicate": "Robin likes pictures."},
        "more": {"more": "Thank you 💚"},
    }  # fmt: skip
    Walk(client).begin().through(answers).send()
    enquiry = Enquiry.objects.get()
    assert (enquiry.name, enquiry.telephone, enquiry.email) == ("Sam Sample", "+441632960001", "")
    assert (enquiry.child_name, enquiry.child_born) == ("Robin Sample", date(2016, 5, 4))
    assert (enquiry.authority, enquiry.decision, enquiry.sections) == (council, "plan_contents", "B,F")
    assert (enquiry.letter_on, enquiry.wants, enquiry.standing) == (today() - timedelta(10), "mediation", "parent")
    desk = client_for(staff(Role.ADVISER)).get(f"/desk/enquiries/{enquiry.reference}/")
    assert desk.status_code == 200
    for words in (
        "Somebody else reads their messages", "Safe: telephone. Do not use: sam@family.example.", "Never on Fridays",
        "Dyslexia is missing.",
        "Two hours a week.", "Speech therapy", "Tuesday 1 September 2026", "Do you want to appeal to the tribunal?",
        "Easy Read", "British Sign Language", "Robin likes pictures.", "Thank you 💚", "A parent",
    ):  # fmt: skip
        assert words in desk.text, words


@pytest.mark.feature(47)
def test_nobody_is_written_to_at_an_address_that_others_read(client: Client) -> None:
    walk = Walk(client).begin().through({"safe-contact": {"reads": "yes", "ways": ["call"]}})
    assert "Leave this page quickly" in client.get("/ask/check/").text
    assert walk.send().status_code == 200
    assert not Notice.objects.exists()
    enquiry = Enquiry.objects.get()
    assert enquiry.email == enquiry.email_key == ""
    assert "Do not use: sam@family.example." in enquiry.safe_contact


@pytest.mark.feature(20)
@pytest.mark.feature(47)
def test_the_receipt_is_a_text_where_a_text_is_safe_and_an_email_is_not(client: Client) -> None:
    reach = {"your_name": "Sam Sample", "telephone": "07700 900982", "email": "sam@family.example"}
    safe = {"reads": "yes", "ways": ["text"]}
    done = Walk(client).begin().through({"reach": reach, "safe-contact": safe}).send()
    enquiry, sent = Enquiry.objects.get(), Notice.objects.get()
    assert (enquiry.messages_by, enquiry.telephone, enquiry.email) == ("text", "+447700900982", "")
    assert (sent.channel, sent.to_number, sent.to_email) == ("text", "+447700900982", "")
    assert enquiry.reference in sent.short
    assert "A text with your reference is on its way to 07700 900982." in done.text


def test_texts_are_offered_to_a_mobile_alone(client: Client) -> None:
    Walk(client).begin().through({}, until="/ask/safe-contact/")
    assert "A text message" not in client.get("/ask/safe-contact/").text
    mobile = {"your_name": "Sam Sample", "telephone": "07700 900982"}
    Walk(client).begin().through({"reach": mobile}, until="/ask/safe-contact/")
    assert "A text message" in client.get("/ask/safe-contact/").text


def test_a_number_that_is_not_safe_is_not_where_somebody_might_ring_it(client: Client) -> None:
    Walk(client).begin().through({"safe-contact": {"reads": "not_sure", "ways": ["email"]}}).send()
    enquiry = Enquiry.objects.get()
    assert (enquiry.telephone, enquiry.email) == ("", "sam@family.example")
    assert enquiry.safe_contact == (
        "Somebody else may read their messages or answer their phone. Safe: e-mail. Do not use: 01632 960001."
    )


def test_the_certificate_and_mediation_are_offered_only_where_they_can_be_had(client: Client) -> None:
    for decision, there in (("refuse_to_assess", True), ("sen_support", False)):
        walk = Walk(client).begin().through({"decision": {"decision": decision}}, until="/ask/want/")
        page = client.get(walk.at).text
        assert ('value="certificate"' in page, 'value="mediation"' in page) == (there, there)
        assert 'value="disagreement_resolution"' in page


def test_the_safe_ways_are_those_for_which_there_is_a_number_or_an_address(client: Client) -> None:
    reach = {"reach": {"your_name": "Sam", "email": "sam@family.example"}}
    walk = Walk(client).begin().through(reach, until="/ask/safe-contact/")
    page = client.get(walk.at).text
    assert 'value="email"' in page
    assert 'value="call"' not in page


@pytest.mark.feature(1)
def test_a_council_without_a_contract_gets_a_signpost_and_no_dead_end(client: Client) -> None:
    other = LocalAuthority.objects.exclude(contracts__isnull=False).first()
    assert other is not None
    walk = Walk(client).begin().through({"council": {"council": other.gss_code}}, until="/ask/other-service/")
    page = client.get(walk.at).text
    assert f"We do not work for {other.name}" in page
    assert "It must name the mediation adviser." in page
    walk.through({"council": {"council": other.gss_code}})
    done = walk.send()
    assert "We tell you who does" in done.text
    assert Enquiry.objects.get().authority == other


def test_asking_us_is_not_said_to_be_in_time_where_another_service_gives_the_advice(client: Client) -> None:
    other = LocalAuthority.objects.exclude(contracts__isnull=False).first()
    assert other is not None
    answers = {"council": {"council": other.gss_code}, "letter": letter(58)}
    walk = Walk(client).begin().through(answers, until="/ask/last-days/")
    page = client.get(walk.at).text
    assert "For this council that is another service" in page
    assert "to us counts" not in page
    assert "You have asked us in time" not in walk.through(answers).send().text


def test_a_council_with_a_contract_gets_none(client: Client) -> None:
    walk = Walk(client).begin().through({"council": {"council": a_council().gss_code}})
    assert "other-service" not in walk.slugs


def test_changing_the_council_tells_anew_that_it_is_not_ours(client: Client) -> None:
    first, second = LocalAuthority.objects.exclude(contracts__isnull=False)[:2]
    walk = Walk(client).begin().through({"council": {"council": first.gss_code}})
    walk.at = "/ask/council/"
    walk.answer({"council": second.gss_code})
    assert walk.at == "/ask/other-service/"
    assert second.name in client.get(walk.at).text


@pytest.mark.parametrize(
    ("days_ago", "there", "missing"),
    [
        (58, ["A last day is near", "Sending this request to us counts."], ["Is the year right?"]),
        (100, ["You can still ask", "allow a late appeal"], ["Is the year right?", "Last day to appeal"]),
        (5 * 365, ["You can still ask", "Is the year right?", "You have not done anything wrong"], ["Last day to"]),
    ],
    ids=["near", "passed", "five years ago"],
)
def test_a_last_day_that_is_near_or_past_is_told_at_once_and_kindly(
    client: Client, days_ago: int, there: list[str], missing: list[str]
) -> None:
    answers = {"letter": letter(days_ago)}
    walk = Walk(client).begin().through(answers, until="/ask/last-days/")
    page = client.get(walk.at).text
    assert [words for words in there if words not in page] == []
    assert [words for words in missing if words in page] == []
    done = walk.through(answers).send().text
    assert done.index("What to do today") < done.index("What happens next")
    assert ("You have asked us in time" in done) == (days_ago == 58)
    assert "The tribunal can be asked to allow a late appeal" in done


def test_of_a_plan_nobody_is_told_that_a_certificate_moves_the_day_before_we_know_what_is_disputed(
    client: Client,
) -> None:
    """About the school alone a certificate moves nothing (D8); which parts it is about is asked later."""
    plan = {"decision": {"decision": "plan_contents"}, "letter": letter(58)}
    walk = Walk(client).begin().through(plan, until="/ask/last-days/")
    page = client.get(walk.at).text
    assert "unless a certificate gives you longer" not in page
    assert "Do not count on a certificate for more time." in page


def test_who_needs_no_certificate_is_told_not_to_wait_for_us_with_the_appeal(client: Client) -> None:
    school = {"decision": {"decision": "plan_contents"}, "sections": {"sections": ["I"]}, "letter": letter(58)}
    done = Walk(client).begin().through(school).send().text
    assert "You do not need a certificate. You can send your appeal now, without waiting for us." in done
    assert "You have asked us in time" not in done


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 11, 25, 10, tzinfo=UTC), "gets in touch with you by Thursday 26 November 2026"),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "gets in touch with you by Friday 3 July 2026"),
        (datetime(2026, 12, 24, 18, tzinfo=UTC), "gets in touch with you by Tuesday 29 December 2026"),
    ],
    ids=["a weekday", "after midnight in London", "over Christmas"],
)
def test_the_last_page_says_by_when_somebody_gets_in_touch(client: Client, at: datetime, words: str) -> None:
    with time_machine.travel(at, tick=False):
        assert words in Walk(client).begin().through({}).send().text


def test_an_urgent_request_is_answered_today(client: Client) -> None:
    with time_machine.travel(datetime(2026, 11, 25, 10, tzinfo=UTC), tick=False):
        done = Walk(client).begin().through({"letter": letter(58)}).send()
    assert "gets in touch with you today, if we are still open" in done.text


def test_a_link_from_the_dates_page_brings_its_answers_along(client: Client) -> None:
    council = a_council()
    asked = Asked(council.gss_code, Decision.PLAN_CONTENTS, date(2026, 11, 2), frozenset("BF"))
    link = dict(parse_qsl(asked.address))
    with time_machine.travel(datetime(2026, 11, 25, 10, tzinfo=UTC), tick=False):
        page = client.get("/ask/", link).text
        assert "Monday 2 November 2026" in page
        assert council.short_name in page
        walk = Walk(client).begin(**link).through({})
        check = client.get("/ask/check/").text
    assert {"council", "decision", "letter", "sections"} & set(walk.slugs) == set()
    assert Enquiry.objects.count() == 0
    assert "Monday 2 November 2026" in check


@pytest.mark.parametrize(
    "link",
    [
        {"decision": "<script>", "council": "X" * 5000, "sections": "Z,💡", "sent": "2026-02-31"},
        {"decision": "sen_support", "sent": "2026-11-02", "sections": "B"},
        {"sent": "--", "sections": ",,,"},
    ],
)
def test_a_link_that_says_nonsense_is_asked_instead(client: Client, link: dict[str, str]) -> None:
    page = client.get("/ask/", link)
    assert page.status_code == 200
    assert "<script>" not in page.text.replace('<script type="module"', "").replace("<script>document", "")
    walk = Walk(client).begin(**link).through({"decision": {"decision": "sen_support"}})
    assert "council" in walk.slugs


def test_changing_an_answer_asks_what_now_applies_and_drops_what_does_not(client: Client) -> None:
    walk = Walk(client).begin().through({"letter": letter(10), "appeal": {"appeal": "yes"}})
    walk.at = "/ask/decision/"
    walk.answer({"decision": "sen_support"})
    assert walk.at == "/ask/check/"
    walk.send()
    enquiry = Enquiry.objects.get()
    assert (enquiry.decision, enquiry.letter_on) == ("sen_support", None)
    assert "appeal" not in str(enquiry.answers)


def test_what_was_answered_stands_in_the_page_again(client: Client) -> None:
    Walk(client).begin().through({"letter": letter(10)})
    assert 'value="Robin Sample"' in client.get("/ask/child/").text
    assert 'value="2016"' in client.get("/ask/child/").text
    interpreter = client.get("/ask/interpreter/").text
    assert 'value="Urdu" selected' in interpreter
    assert 'value="language" checked' in interpreter


def test_pages_of_a_request_are_kept_out_of_every_cache(client: Client) -> None:
    walk = Walk(client).begin().through({})
    walk.send()
    for address in ("/ask/", "/ask/who/", "/ask/check/", "/ask/sent/", "/ask/saved/"):
        assert client.get(address)["Cache-Control"] == "no-store", address


def test_a_page_costs_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    Walk(client).begin().through({})
    token = token_of(client.get("/ask/appeal/").text)
    with django_assert_max_num_queries(6):
        client.get("/ask/appeal/")
    with django_assert_max_num_queries(20):
        client.post("/ask/appeal/", {"appeal": "no", "token": token})
