"""Four cases from a family's first question to their end, in a real browser, by way of the running service."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page

from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.record.days import today
from tests.certificates.paper_tools import ask, info, qr_of, text_of
from tests.made_up import EVERYTHING, a_council, staff
from tests.service import Service
from tests.walking import Given, Walker

pytestmark = [pytest.mark.browser, pytest.mark.service, pytest.mark.usefixtures("worker")]

A_REFUSAL: dict[str, Given] = {
    "interpreter": "no",
    "helped": "no",
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


def checks_dates(walker: Walker, letter: date, decision: str) -> None:
    """A family starts at the home page with its letter, reads its dates, and starts a request with these answers."""
    walker.go("/")
    walker.fill({"council": a_council().gss_code, "sent": letter, "decision": decision})
    walker.page.get_by_role("button", name="Check my dates").click()
    walker.page.wait_for_url("**/check-your-dates/**")
    walker.follow("Start a request with these answers")


def asks(walker: Walker, child: str, **answers: Given) -> str:
    """A child's parent goes from the home page over their dates to a request; gives its reference."""
    name = child.split()[0]
    said = {
        **A_REFUSAL, "council": a_council().gss_code, "letter_on": today() - timedelta(days=14), "child_name": child,
        "your_name": f"Parent of {name}", "email": f"{name.lower()}@family.example", **answers,
    }  # fmt: skip
    if said["decision"] == "refuse_to_assess":
        checks_dates(walker, today() - timedelta(days=14), "refuse_to_assess")
    else:
        walker.go("/ask/")
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


def reads_own_case(service: Service, walker: Walker, email: str, subject: str) -> str:
    """The family follows the link of a message and signs in with the code that is sent to them; gives the page."""
    words: Any = service.smtp.wait_for(email, subject=subject).get_body(("plain",))
    link = re.search(r"http\S+/case/\S+", words.get_content())
    assert link
    walker.page.context.clear_cookies()
    walker.go(link[0])
    before = len(service.smtp.to(email))
    walker.fill({"address": email})
    walker.page.get_by_role("button", name="Send me a code").click()
    sent: Any = service.smtp.wait_for(email, subject="code").get_body(("plain",))
    assert len(service.smtp.to(email)) > before
    code = re.search(r"\b(\d{3}) ?(\d{3})\b", sent.get_content())
    assert code
    walker.page.locator("[name=code]").fill("".join(code.groups()))
    walker.page.locator("form:has([name=code]) button").first.click()
    walker.page.wait_for_url(link[0])
    return walker.text()


def downloads(walker: Walker) -> tuple[str, bytes]:
    """The family presses the certificate; gives its address and the file."""
    address = walker.page.get_by_role("link", name="Download your certificate (PDF)").get_attribute("href")
    assert address
    answer = walker.page.request.get(f"{walker.url}{address}")
    assert answer.status == 200
    return address, answer.body()


@pytest.mark.feature(38, 61)
def test_no_mediation_and_a_certificate(service: Service, walker: Walker, ada: Person) -> None:
    # Given a family that read its dates on the home page and asked
    enquiry = asks(walker, "Robin Sample")
    assert enquiry in str(service.smtp.wait_for("robin@family.example")["Subject"])
    # When the adviser calls, explains, and writes down both answers
    reference = opens(walker, ada, enquiry)
    walker.do(reference, "appeal-wish", wish="yes")
    walker.do(reference, "no-mediation")
    walker.do(reference, "certificate")
    assert "They chose not to mediate" in walker.text()
    # Then the link in the message opens the case for the family, and the certificate is theirs to download
    page = reads_own_case(service, walker, "robin@family.example", "Your certificate")
    assert "certificate" in page.lower()
    address, pdf = downloads(walker)
    assert "Signature is Valid" in ask("pdfsig", pdf)
    assert info(pdf)["Tagged"] == "yes"
    assert "Parent of Robin" in text_of(pdf)
    # And its square leads to a page that says it is valid, without a name
    walker.go(qr_of(pdf)[0].replace("http://localhost:8000", walker.url))
    assert "valid" in walker.text().lower()
    assert "Robin" not in walker.text()
    # And nobody else opens it: not without signing in, not the parent of another child
    walker.page.context.clear_cookies()
    assert "/sign-in/" in walker.page.request.get(f"{walker.url}{address}").url
    other = opens(walker, ada, asks(walker, "Alex Other"))
    walker.page.context.clear_cookies()
    reads_own_case(service, walker, "alex@family.example", other)
    assert walker.page.request.get(f"{walker.url}{address}").status == 404


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
    reads_own_case(service, walker, "kit@family.example", "Your certificate")
    assert "55(5)" in text_of(downloads(walker)[1])


@pytest.mark.feature(62)
def test_the_council_cannot_arrange_it(service: Service, walker: Walker, ada: Person) -> None:
    reference = opens(walker, ada, asks(walker, "Lou Sample", want="mediation"))
    walker.do(reference, "mediation")
    walker.do(reference, "tell-council")
    walker.do(reference, "cannot-arrange", whose="la", why="Nobody is free before February.")
    walker.do(reference, "certificate")
    page = reads_own_case(service, walker, "lou@family.example", "Your certificate")
    assert "could not arrange" in page.lower()
    assert info(downloads(walker)[1])["Tagged"] == "yes"


@pytest.mark.feature(75)
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
    page = reads_own_case(service, walker, "noor@family.example", reference)
    assert "Sample Primary School" in page
    assert "We think that we do enough." in page
