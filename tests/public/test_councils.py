"""The page of each council: who helps there, free advice near by, and published counts with where they come from."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from commonground.directory import commands, queries
from commonground.directory.loading import load_directory
from commonground.directory.models import LocalAuthority, PublishedFigures
from commonground.guidance.reading import measure
from commonground.guidance.wording import STAFF_WORDS, STEERING
from commonground.record.days import today
from tests.components.shown import by_class, parsed, text_of
from tests.made_up import a_council

pytestmark = [pytest.mark.django_db, pytest.mark.feature(56)]


@pytest.fixture
def barnet() -> LocalAuthority:
    load_directory()
    return LocalAuthority.objects.get(short_name="Barnet")


def main_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return text_of(parsed(answer.text).find(".//main"))


def test_a_council_with_no_contract_has_a_signpost_and_its_published_counts(
    client: Client, barnet: LocalAuthority
) -> None:
    told = main_of(client, "/councils/barnet/")
    assert "We do not work for this council" in told
    assert "It must name the mediation adviser." in told
    assert "Find your local IAS service" in told
    assert str(queries.FIGURES_SOURCE) in told
    latest = queries.figures_of(barnet).last()
    assert latest is not None
    assert f"In 2024 it said no to an assessment this many times: {latest.refused_to_assess}." in told
    assert "These are counts and no marks" in told


def test_each_count_stands_as_it_was_published_and_what_was_kept_back_says_so(
    client: Client, barnet: LocalAuthority
) -> None:
    PublishedFigures.objects.filter(authority=barnet, year=2024).update(mediation_refused_to_assess=None)
    page = parsed(client.get("/councils/barnet/").text)
    rows = [[text_of(cell) for cell in row] for row in by_class(page, "govuk-table__row")]
    assert rows[0] == ["What was counted", "2023", "2024"]
    assert len(rows) == 9
    assert rows[2][2] == "Not published"
    assert "In 2024 it said no to an assessment" not in text_of(page.find(".//main"))


def test_a_council_of_ours_names_us_what_we_do_and_its_sendiass_with_the_day_it_was_checked(
    client: Client, settings: Any
) -> None:
    settings.DEMO = True
    council = a_council()
    commands.set_advice_service(
        authority=council, name="Exampleshire SENDIASS", telephone="01632 960411", source="Its website",
        checked_on=today(), by="system:tests",
    )  # fmt: skip
    told = main_of(client, "/councils/exampleshire/")
    assert settings.PROVIDER.name in told
    assert "For information and certificates, mediation and disagreement resolution. It is free." in told
    assert "Exampleshire SENDIASS 01632 960411 Source: Its website. Checked on" in told
    assert "published no counts" in told


def test_a_made_up_council_is_in_the_demo_alone(client: Client, settings: Any) -> None:
    a_council()
    LocalAuthority.objects.update(made_up=True)
    settings.DEMO = False
    assert client.get("/councils/exampleshire/").status_code == 404
    assert "Exampleshire" not in main_of(client, "/councils/")


def test_every_council_is_listed_by_name_and_found_by_a_word(client: Client, barnet: LocalAuthority) -> None:
    links = by_class(parsed(client.get("/councils/").text), "cg-columns")[0]
    names = [text_of(link) for link in links.iter("a")]
    assert len(names) == 153
    told = main_of(client, "/councils/?q=north+east")
    assert "North East Lincolnshire" in told
    assert "Barnet" not in told
    assert "We found no council of that name." in main_of(client, "/councils/?q=nowhere")
    assert all(client.get(str(link.get("href"))).status_code == 200 for link in list(links.iter("a"))[::40])


def test_a_code_leads_to_the_name_and_what_is_no_council_leads_nowhere(client: Client, barnet: LocalAuthority) -> None:
    assert client.get(f"/councils/{barnet.gss_code}/")["Location"] == "/councils/barnet/"
    assert client.get(f"/councils/{barnet.dfe_code}/")["Location"] == "/councils/barnet/"
    assert client.get("/councils/nowhere/").status_code == 404


def test_a_council_that_decides_no_more_says_so_and_gives_its_name_to_the_new_one(
    client: Client, barnet: LocalAuthority
) -> None:
    barnet.ends_on = date(2026, 3, 31)
    barnet.save()
    assert "This council decided until Tuesday 31 March 2026." in main_of(client, "/councils/barnet/")
    new = LocalAuthority.objects.get(short_name="Barnsley")
    new.sort_key = "barnet"
    new.save()
    assert queries.at_slug("barnet") == new


def test_the_pages_read_plainly_and_lean_nowhere(client: Client, barnet: LocalAuthority) -> None:
    for address in ("/councils/", "/councils/barnet/"):
        main = parsed(client.get(address).text).find(".//main")
        assert main is not None
        words = [text_of(each) for each in main.iter("p") if "govuk-body-s" not in str(each.get("class"))]
        assert measure(words).age <= 11
        assert not STEERING.search(" ".join(words))
        assert not STAFF_WORDS.search(" ".join(words))


@pytest.mark.parametrize(
    "given",
    [
        {"telephone": ""},
        {"telephone": "01632 960411", "source": " "},
        {"telephone": "01632 960411", "checked_on": date(2099, 1, 1)},
        {"telephone": "01632 960411", "email": "nobody"},
    ],
)
def test_an_advice_service_that_nobody_could_check_or_reach_is_refused(given: dict[str, object]) -> None:
    usual: dict[str, object] = {"name": "A SENDIASS", "source": "Its website", "checked_on": today()}
    with pytest.raises(commands.Refused):
        commands.set_advice_service(authority=a_council(), by="system:tests", **{**usual, **given})  # type: ignore[arg-type]
