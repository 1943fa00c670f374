"""The office: what is kept of councils is found, changed and ended there, and families see it at once."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from commonground.directory import commands, queries
from commonground.directory.loading import authority_of, load_directory
from commonground.directory.models import Change, Contract, LocalAuthority, NoticeAddress, OtherProvider
from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.record.days import today
from tests.components.shown import by_class, parsed, text_of
from tests.desk.working import boxes
from tests.made_up import a_council, an_icb, staff
from tests.signing_in import client_for

pytestmark = pytest.mark.django_db
SENDIASS = {
    "name": "Exampleshire SENDIASS", "telephone": "01632 960411", "source": "Its own website", "checked_on": today(),
}  # fmt: skip
SERVICE = {
    "name": "Even Keel", "telephone": "01632 960401", "services": ["mediation"], "starts_on": date(2026, 4, 1),
}  # fmt: skip


@pytest.fixture(autouse=True)
def demo(settings: Any) -> None:
    """Made-up councils have their public page in the demo alone."""
    settings.DEMO = True


@pytest.fixture
def olu(db: None) -> Person:
    """The administrator."""
    return staff(Role.ADMINISTRATOR, "Olu Office")


@pytest.fixture
def office(olu: Person) -> Client:
    """Their browser."""
    return client_for(olu)


@pytest.fixture
def council(db: None) -> LocalAuthority:
    """A council with a contract and an address for each kind of message."""
    return a_council()


@pytest.fixture
def testwick(db: None) -> LocalAuthority:
    """A council of which nothing is known."""
    made = authority_of(
        gss_code="X99000003", dfe_code="X903", name="Testwick Council", short_name="Testwick", region="Made up",
        kind="made up", made_up=True,
    )  # fmt: skip
    made.save()
    return made


def at(council: LocalAuthority, rest: str = "") -> str:
    return f"/office/councils/{council.pk}/{rest}"


def main_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return text_of(parsed(answer.text.replace("<br>", " ")).find(".//main"))


def public(council: LocalAuthority) -> str:
    return main_of(Client(), f"/councils/{queries.slug_of(council)}/")


def send(client: Client, address: str, **answers: Any) -> HttpResponse:
    """Ask for the form and send it as it stands, with these answers in the place of what stood there."""
    page = parsed(client.get(address).text)
    given: dict[str, Any] = {}
    for box in page.find(".//main").iter("input"):  # type: ignore[union-attr]
        if box.get("type") == "checkbox" and box.get("checked") is None:
            continue
        given.setdefault(str(box.get("name")), []).append(box.get("value") or "")
    given.pop("csrfmiddlewaretoken")
    return client.post(address, given | boxes(answers))


def done(reply: HttpResponse) -> None:
    assert reply.status_code == 302, text_of(parsed(reply.content.decode()).find(".//main"))


@pytest.mark.feature(56)
def test_a_sendiass_that_is_entered_stands_on_the_public_page_at_once(office: Client, testwick: LocalAuthority) -> None:
    assert "We have not checked yet who it is here" in public(testwick)
    done(send(office, at(testwick, "sendiass/"), **SENDIASS))
    assert "Exampleshire SENDIASS 01632 960411 Source: Its own website. Checked on" in public(testwick)
    told = main_of(office, at(testwick))
    assert "Families see this from now on." in told
    assert "Last checked" in told
    assert "Olu Office" in told
    done(send(office, at(testwick, "sendiass/"), telephone="01632 960499"))
    assert "01632 960499" in public(testwick)
    assert "Telephone: 01632 960499, was 01632 960411" in main_of(office, at(testwick))
    done(send(office, at(testwick, "sendiass/take-away/")))
    assert "We have not checked yet who it is here" in public(testwick)
    assert "SENDIASS: ended by Olu Office" in main_of(office, at(testwick))


@pytest.mark.feature(56)
def test_what_is_saved_as_it_stands_counts_as_checked_today(
    office: Client, olu: Person, testwick: LocalAuthority
) -> None:
    long_ago = today() - timedelta(days=400)
    commands.set_advice_service(authority=testwick, by="system:tests", **{**SENDIASS, "checked_on": long_ago})
    assert "Not checked for a year" in main_of(office, at(testwick))
    done(send(office, at(testwick, "sendiass/")))
    service = queries.advice_service(testwick)
    assert service is not None
    assert (service.checked_on, service.set_by) == (today(), olu.actor)
    told = main_of(office, at(testwick))
    assert "SENDIASS: checked, and still right by Olu Office" in told
    assert "Not checked for a year" not in told


@pytest.mark.feature(2, 56, how="partly")
def test_another_service_comes_changes_its_name_and_ends_for_families_too(
    office: Client, testwick: LocalAuthority
) -> None:
    assert "do not know who does" in public(testwick)
    done(send(office, at(testwick, "services/add/"), **SERVICE))
    found = OtherProvider.objects.get()
    assert "Even Keel For mediation." in public(testwick)
    done(send(office, at(testwick, f"services/{found.pk}/"), name="Level Keel", services=["mediation", "information"]))
    assert "Level Keel For information and certificates and mediation." in public(testwick)
    done(send(office, at(testwick, f"services/{found.pk}/end/"), ends_on=today() - timedelta(days=1)))
    assert "Level Keel" not in public(testwick)
    told = main_of(office, at(testwick))
    assert "Level Keel Over" in told
    assert "Level Keel: ended by Olu Office" in told


@pytest.mark.feature(137, how="partly")
@pytest.mark.parametrize("purpose", NoticeAddress.Purpose)
def test_where_each_kind_of_message_goes_is_set_and_taken_away(
    office: Client, testwick: LocalAuthority, purpose: NoticeAddress.Purpose
) -> None:
    page = at(testwick, f"messages/{purpose.value}/")
    assert office.get(f"{page}take-away/").status_code == 404
    done(send(office, page, name="SEND team", email="send@testwick.example"))
    address = queries.notice_address(testwick, purpose)
    assert str(address) == "SEND team <send@testwick.example>"
    assert f"{purpose.label} SEND team send@testwick.example Last checked" in main_of(office, at(testwick))
    done(send(office, f"{page}take-away/"))
    assert queries.notice_address(testwick, purpose) is None


@pytest.mark.feature(56, how="partly")
def test_who_acts_for_a_council_and_where_its_nhs_board_reads_are_set_too(
    office: Client, council: LocalAuthority
) -> None:
    board = an_icb(council)
    done(send(office, at(council, "contact/"), name="Ana Sample", email="ana@exampleshire.example"))
    done(send(office, at(council, f"nhs/{board.pk}/"), email="new@icb.example"))
    told = main_of(office, at(council))
    for words in (
        "Ana Sample ana@exampleshire.example",
        "Exampleshire ICB new@icb.example",
        "Exampleshire ICB: changed",
    ):
        assert words in told
    done(send(office, at(council, "contact/take-away/")))
    assert queries.mediation_contact(council) is None


@pytest.mark.feature(137, how="partly")
def test_a_contract_is_added_and_ended_and_families_are_told_who_works_there(
    office: Client, testwick: LocalAuthority, settings: Any
) -> None:
    assert settings.PROVIDER.name not in public(testwick).split("Free advice")[0]
    done(send(office, at(testwick, "contracts/add/"), services=["mediation"], starts_on=date(2026, 4, 1)))
    assert f"{settings.PROVIDER.name} For mediation." in public(testwick)
    told = main_of(office, at(testwick))
    assert "A message has nowhere to go" in told
    assert "Mediation from Wednesday 1 April 2026, with no end date" in told
    contract = Contract.objects.get(authority=testwick)
    again = send(office, at(testwick, "contracts/add/"), services=["mediation"], starts_on=today())
    assert again.status_code == 422
    assert "already has a contract from 1 April 2026 with no end date. End that one first." in again.content.decode()
    done(send(office, at(testwick, f"contracts/{contract.pk}/end/"), ends_on=today() - timedelta(days=1)))
    assert "We do not work for this council" in public(testwick)


@pytest.mark.parametrize(
    ("form", "answers", "sentence"),
    [
        ("sendiass/", {**SENDIASS, "name": ""}, "Enter the name"),
        ("sendiass/", {**SENDIASS, "telephone": ""}, "so that a family can reach it"),
        ("sendiass/", {**SENDIASS, "checked_on": date(2099, 1, 1)}, "has not come yet"),
        ("sendiass/", {**SENDIASS, "website": "its own site"}, "Enter a website in the right form"),
        ("messages/commissioner/", {"name": "Contracts", "email": "contracts"}, "Enter an e-mail address like"),
        ("contact/", {"name": "Ana Sample"}, "so that the council can be reached"),
        ("services/add/", {**SERVICE, "services": []}, "Choose at least one"),
        ("services/add/", {**SERVICE, "ends_on": date(2026, 1, 1)}, "cannot be before its first day"),
        ("contracts/add/", {"services": [], "starts_on": today()}, "Choose at least one"),
    ],
)
def test_what_cannot_be_right_says_so_and_keeps_what_was_typed(
    office: Client, testwick: LocalAuthority, form: str, answers: dict[str, Any], sentence: str
) -> None:
    reply = send(office, at(testwick, form), **answers)
    assert reply.status_code == 422
    page = parsed(reply.content.decode())
    (summary,) = by_class(page, "govuk-error-summary")
    assert sentence in text_of(summary)
    typed = {str(box.get("value") or "") for box in page.iter("input")}
    assert {str(words) for name, words in boxes(answers).items() if words and isinstance(words, str)} <= typed
    assert not Change.objects.filter(authority=testwick).exists()


def test_what_somebody_else_changed_meanwhile_is_shown_before_it_is_written_over(
    office: Client, council: LocalAuthority
) -> None:
    page = at(council, "messages/commissioner/")
    seen = parsed(office.get(page).text)
    (number,) = [box.get("value") for box in seen.iter("input") if box.get("name") == "seen"]
    cora = client_for(staff(Role.COORDINATOR, "Cora Coordinator"))
    done(send(cora, page, name="New team", email="new@exampleshire.example"))
    answers = {"name": "Contracts", "email": "contracts@exampleshire.example"}
    late = office.post(page, {"seen": number, **answers})
    assert late.status_code == 422
    assert "Somebody else changed this council while you were writing" in late.text
    assert "Cora Coordinator" in late.text
    (number,) = [box.get("value") for box in parsed(late.text).iter("input") if box.get("name") == "seen"]
    done(office.post(page, {"seen": number, **answers}))
    found = queries.notice_address(council, NoticeAddress.Purpose.COMMISSIONER)
    assert found is not None
    assert found.name == "Contracts"


@pytest.mark.feature(56, how="partly")
def test_the_list_counts_what_is_missing_and_is_narrowed_by_its_address(
    office: Client, council: LocalAuthority
) -> None:
    load_directory()
    NoticeAddress.objects.filter(purpose="commissioner").delete()

    def names(query: str) -> list[str]:
        page = parsed(office.get(f"/office/councils/{query}").text)
        return [text_of(row.find("th/a")) for row in by_class(page, "govuk-table__row")[1:]]

    assert len(names("")) == 154
    assert names("?show=ours") == ["Exampleshire"]
    assert len(names("?show=not-ours")) == 153
    assert names("?show=no-address") == ["Exampleshire"]
    assert names("?q=north+east&show=no-sendiass") == ["Bath and North East Somerset", "North East Lincolnshire"]
    assert names("?q=E09000003") == names("?q=barnet") == ["Barnet"]
    assert names("?show=old") == []
    assert len(names("?show=nonsense")) == 154
    told = main_of(office, "/office/councils/")
    for words in (
        "154 all",
        "1 with a contract",
        "153 without one",
        "1 a message has nowhere to go",
        "154 no SENDIASS",
    ):
        assert words in told
    assert "No council here has this name" in main_of(office, "/office/councils/?q=nowhere")


def test_the_first_page_says_what_is_missing_and_what_changed_lately(office: Client, testwick: LocalAuthority) -> None:
    told = main_of(office, "/office/")
    without = queries.authorities().count()
    assert f" {without} no SENDIASS" in told
    assert "Nothing yet." in told
    done(send(office, at(testwick, "sendiass/"), **SENDIASS))
    told = main_of(office, "/office/")
    assert f" {without - 1} no SENDIASS" in told
    assert "Testwick. SENDIASS: added by Olu Office" in told


@pytest.mark.parametrize("rest", ["", "sendiass/", "contact/", "services/add/", "contracts/add/", "nhs/XX/"])
def test_there_is_no_such_council(office: Client, rest: str) -> None:
    assert office.get(f"/office/councils/nowhere/{rest}").status_code == 404


@pytest.mark.parametrize(
    "rest",
    ["sendiass/take-away/", "contact/take-away/", "messages/nothing/", "services/1/", "contracts/1/end/", "nhs/XX/"],
)
def test_what_is_not_there_has_no_page(office: Client, testwick: LocalAuthority, rest: str) -> None:
    assert office.get(at(testwick, rest)).status_code == 404


def test_a_service_of_one_council_is_not_changed_from_anothers_page(
    office: Client, council: LocalAuthority, testwick: LocalAuthority
) -> None:
    done(send(office, at(testwick, "services/add/"), **SERVICE))
    found = OtherProvider.objects.get()
    assert office.get(at(council, f"services/{found.pk}/")).status_code == 404
    assert office.get(at(council, f"contracts/{council.contracts.get().pk}/end/")).status_code == 200


@pytest.mark.feature(140, how="partly")
@pytest.mark.parametrize(
    ("role", "councils", "contracts"),
    [(Role.ADMINISTRATOR, 200, 200), (Role.COORDINATOR, 200, 403), (Role.ADVISER, 403, 403), (Role.MEDIATOR, 403, 403)],
)
def test_a_coordinator_keeps_the_councils_and_an_administrator_the_contracts_too(
    council: LocalAuthority, role: Role, councils: int, contracts: int
) -> None:
    browser = client_for(staff(role))
    assert browser.get(at(council)).status_code == councils
    assert browser.get(at(council, "sendiass/")).status_code == councils
    assert browser.get(at(council, "contracts/add/")).status_code == contracts
    if councils == 200:
        assert ("Add a contract" in browser.get(at(council)).text) == (contracts == 200)


@pytest.mark.parametrize(
    ("role", "home", "menu"),
    [
        (Role.ADMINISTRATOR, "/office/", ["/office/", "/office/councils/"]),
        (Role.COORDINATOR, "/desk/", ["/office/", "/office/councils/", "/desk/"]),
    ],
)
def test_staff_are_led_to_where_their_work_is(council: LocalAuthority, role: Role, home: str, menu: list[str]) -> None:
    browser = client_for(staff(role))
    assert browser.get("/sign-in/staff/")["Location"] == home
    links = by_class(parsed(browser.get(at(council)).text), "govuk-service-navigation__link")
    assert [link.get("href") for link in links] == menu
    assert home in [
        link.get("href") for link in by_class(parsed(browser.get("/").text), "govuk-service-navigation__link")
    ]


def test_the_desk_leads_those_to_the_councils_who_keep_them() -> None:
    led: Callable[[Role], bool] = lambda role: "/office/councils/" in client_for(staff(role)).get("/desk/").text  # noqa: E731
    assert led(Role.COORDINATOR)
    assert not led(Role.ADVISER)
