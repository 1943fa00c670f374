"""What an enquiry leaves open stands on its page as what to ask in the first call."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from commonground.cases import enquiries
from commonground.cases.enquiries import EnquiryWords
from commonground.cases.models import Enquiry
from commonground.people.roles import Role
from commonground.web.components.forms.choices import Choosing
from commonground.web.desk.to_ask import UNSURE, to_ask
from commonground.web.public.ask.answers import Answers
from commonground.web.public.ask.journey import PAGES
from tests.ask.walk import Answer, Walk, token_of
from tests.made_up import a_council, staff
from tests.signing_in import client_for

pytestmark = pytest.mark.django_db
WHOLE: dict[str, Any] = {"child_born": date(2016, 5, 4), "decision": "refuse_to_assess", "letter_on": date(2026, 11, 2)}
IN_A_PLACE_OF_ITS_OWN = {"council.council", "decision.decision", "sections.sections", "other-parent-more.order"}
"""Asked where that place is empty; a court's order has a mark of its own."""
NO_SECTIONS = "Which parts of the plan?"


def an_enquiry(**words: Any) -> Enquiry:
    """An enquiry by telephone that says all that is asked, and what is changed here."""
    told = {**WHOLE, "authority": a_council().gss_code, **words}
    enquiry, _new = enquiries.receive(EnquiryWords(name="Sam Sample", **told), token=uuid4().hex, by="system:tests")
    return enquiry


@pytest.mark.parametrize(
    ("changed", "begins"),
    [
        ({}, []),
        ({"decision": ""}, ["What did the council decide?"]),
        ({"decision": "not_sure", "letter_on": None}, ["What did the council decide?", "The date on the letter"]),
        ({"letter_on": None}, ["The date on the letter"]),
        ({"decision": "sen_support", "letter_on": None}, []),
        ({"decision": "plan_contents"}, [NO_SECTIONS]),
        ({"decision": "plan_contents", "sections": frozenset("B")}, []),
        ({"decision": "discrimination", "letter_on": None}, ["When did it happen?", "Did it happen more than once?"]),
        (
            {"decision": "discrimination", "letter_on": None, "happened_on": date(2026, 9, 14)},
            ["Did it happen more than once?"],
        ),
        ({"authority": ""}, ["Which council?"]),
        ({"child_born": None}, ["The date of birth"]),
        ({"child_born": None, "answers": {"who": "helper"}}, []),
        ({"answers": {"unsure": ["health.health", "who.unknown"]}}, ["Do they want health support?"]),
    ],
    ids=[
        "all is said", "no decision", "not sure, no letter", "no letter", "no letter comes of it", "a plan",
        "a plan, section B", "unfair treatment", "unfair treatment, with its day", "no council", "no date of birth",
        "a helper without leave", "not sure about health",
    ],
)  # fmt: skip
def test_what_is_not_known_is_asked(changed: dict[str, Any], begins: list[str]) -> None:
    asked = [str(each) for each in to_ask(an_enquiry(**changed))]
    assert len(asked) == len(begins)
    assert [each for each, begin in zip(asked, begins, strict=True) if not each.startswith(begin)] == []


def test_whatever_somebody_can_be_unsure_of_has_its_question() -> None:
    there = {
        f"{page.slug}.{name}"
        for page in PAGES
        for name, field in page.form(answers=Answers({})).fields.items()
        if isinstance(field, Choosing) and any(choice.value == "not_sure" for choice in field.choices)
    }
    assert there - IN_A_PLACE_OF_ITS_OWN == set(UNSURE)


def test_the_adviser_reads_what_to_ask_while_the_enquiry_is_open(client: Client) -> None:
    unsure: dict[str, Answer] = {
        "health": {"health": "not_sure"},
        "decision": {"decision": "plan_contents"},
        "sections": {"sections": ["not_sure"]},
        "earlier-certificate": {"earlier": "not_sure"},
        "want": {"want": "not_sure"},
        "safe-contact": {"reads": "not_sure", "ways": ["call"]},
    }
    Walk(client).begin().through(unsure).send()
    enquiry, desk = Enquiry.objects.get(), client_for(staff(Role.ADVISER))
    page = desk.get(f"/desk/enquiries/{enquiry.reference}/").text
    assert [str(words) for words in to_ask(enquiry) if str(words) not in page] == []
    for begin in ("Can they talk now?", NO_SECTIONS, "Is there a certificate for this decision already?",
                  "Do they want health support?", "Do they want to appeal?", "What do they want from us?"):  # fmt: skip
        assert begin in page
    enquiries.put_aside(enquiry, by="system:tests", why="A duplicate")
    assert "To ask them" not in desk.get(f"/desk/enquiries/{enquiry.reference}/").text


def test_a_call_about_unfair_treatment_is_written_down_with_its_day_and_a_letter_older_than_the_law_is_said() -> None:
    desk = client_for(staff(Role.ADVISER))
    call: dict[str, Any] = {"came_by": "telephone", "caller": "Sam Sample", "telephone": "01632 960123"}
    happened = {"happened_on-day": "14", "happened_on-month": "9", "happened_on-year": "2026"}
    old = {"letter_on-day": "1", "letter_on-month": "9", "letter_on-year": "2004"}
    form = desk.get("/desk/enquiries/new/").text
    call["token"] = token_of(form)
    wrong = desk.post("/desk/enquiries/new/", {**call, **old, "decision": "refuse_to_assess"})
    assert wrong.status_code == 422
    assert "2004" in wrong.text
    assert desk.post("/desk/enquiries/new/", {**call, **happened, "decision": "discrimination"}).status_code == 302
    enquiry = Enquiry.objects.get()
    assert enquiry.happened_on == date(2026, 9, 14)
    opening = desk.get(f"/desk/enquiries/{enquiry.reference}/open/").text
    assert "Last day for a claim: Saturday 13 March 2027 (R51). A case does not count it" in opening


def test_who_opens_another_case_reads_of_no_claim() -> None:
    opening = client_for(staff(Role.ADVISER)).get(f"/desk/enquiries/{an_enquiry().reference}/open/").text
    assert "Last day for a claim" not in opening
