"""Four cases from a family's first question to their end, in a real browser, by way of the running service."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page

from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.record.days import today
from tests.made_up import EVERYTHING, a_council, staff
from tests.service import Service
from tests.walking import Given, Walker

pytestmark = [pytest.mark.browser, pytest.mark.service]

A_REFUSAL: dict[str, Given] = {
    "who": "parent",
    "child_born": date(2016, 5, 4),
    "decision": "refuse_to_assess",
    "earlier": "no",
    "appeal": "yes",
    "want": "certificate",
    "reads": "no",
    "ways": ["email"],
}


@pytest.fixture
def walker(service: Service, page: Page) -> Walker:
    """Somebody at the running service."""
    return Walker(page, service.url)


@pytest.fixture
def ada(service: Service) -> Person:
    """The adviser, and a council that they work for."""
    a_council()
    return staff(Role.ADVISER)


def asks(walker: Walker, child: str, **answers: Given) -> str:
    """A child's parent sends a request from the home page on; gives its reference."""
    walker.go("/ask/")
    council = a_council().gss_code
    name = child.split()[0]
    said = {
        **A_REFUSAL, "council": council, "letter_on": today() - timedelta(days=14), "child_name": child,
        "your_name": f"Parent of {name}", "email": f"{name.lower()}@family.example", **answers,
    }  # fmt: skip
    walker.press()
    for _page in range(30):
        here = walker.names()
        if walker.page.url.endswith("/ask/check/"):
            break
        walker.fill({name: given for name, given in said.items() if {name, f"{name}-day"} & set(here)})
        walker.press()
    walker.press()
    assert walker.page.url.endswith("/ask/sent/")
    found = re.search(r"CG-[A-Z0-9]{4}-[A-Z0-9]{4}", walker.text())
    assert found, walker.text()
    return found[0]


def opens(walker: Walker, ada: Person, enquiry: str, **changes: Given) -> str:
    """The adviser opens a case from the enquiry and speaks with the family; gives its reference."""
    walker.sign_in(ada)
    walker.go("/desk/")
    walker.go(f"/desk/enquiries/{enquiry}/")
    walker.follow("Open a case")
    walker.fill({"basis": "parent", **changes})
    walker.press()
    reference = walker.page.url.rstrip("/").rsplit("/", 1)[1]
    walker.do(reference, "declare", independent="yes")
    walker.do(reference, "information", told=sorted(EVERYTHING), how="telephone")
    return reference


def test_no_mediation_and_a_certificate(service: Service, walker: Walker, ada: Person) -> None:
    enquiry = asks(walker, "Robin Sample")
    assert enquiry in str(service.smtp.wait_for("robin@family.example")["Subject"])
    reference = opens(walker, ada, enquiry)
    walker.do(reference, "appeal-wish", wish="yes")
    walker.do(reference, "no-mediation")
    walker.do(reference, "certificate")
    assert "They chose not to mediate" in walker.text()
    service.smtp.wait_for("robin@family.example", subject="certificate")


def test_mediation_a_meeting_and_an_agreement(service: Service, walker: Walker, ada: Person) -> None:
    reference = opens(walker, ada, asks(walker, "Kit Sample", want="mediation"))
    walker.do(reference, "mediation")
    walker.do(reference, "tell-council")
    assert "30 days" in walker.text()
    assert service.smtp.wait_for("send@exampleshire.example", subject=reference)
    walker.do(
        reference, "fix-meeting", day=today(), time="15:00", mode="online", rooms="both", place="By video",
        waived_by="Parent of Kit",
    )  # fmt: skip
    walker.do(
        reference, "held", family="Parent of Kit", other_side="Olly Officer", could_decide="yes", outcome="agreed",
        in_writing=True,
    )  # fmt: skip
    walker.do(reference, "certificate")
    assert "Mediation took place" in walker.text()


def test_the_council_cannot_arrange_it(service: Service, walker: Walker, ada: Person) -> None:
    reference = opens(walker, ada, asks(walker, "Lou Sample", want="mediation"))
    walker.do(reference, "mediation")
    walker.do(reference, "tell-council")
    walker.do(reference, "cannot-arrange", whose="la", why="Nobody is free before February.")
    walker.do(reference, "certificate")
    assert "could not arrange" in walker.text()


def test_disagreement_resolution_and_the_school_says_no(service: Service, walker: Walker, ada: Person) -> None:
    enquiry = asks(walker, "Noor Sample", decision="sen_support", want="disagreement_resolution")
    reference = opens(walker, ada, enquiry, route="disagreement_resolution")
    walker.do(reference, "add-party", kind="school", name="Sample Primary School", email="head@school.example")
    walker.go(f"/desk/cases/{reference}/do/ask-parties/")
    walker.page.get_by_label("Sample Primary School").check()
    walker.press()
    service.smtp.wait_for("head@school.example", subject=reference)
    walker.go(f"/desk/cases/{reference}/do/answer/")
    walker.page.get_by_label("Sample Primary School").check()
    walker.fill({"agrees": "no", "why": "We think that we do enough."})
    walker.press()
    assert "said no" in walker.text().lower()
