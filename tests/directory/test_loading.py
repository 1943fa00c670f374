"""England's councils, NHS boards and published figures, as they come with the program."""

import csv
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonground.directory import commands, queries
from commonground.directory.loading import DATA, care_board_of, load_directory
from commonground.directory.models import (
    IntegratedCareBoard,
    LocalAuthority,
    PublishedFigures,
)
from commonground.record.days import today

pytestmark = pytest.mark.django_db


def _everything() -> list[list[tuple[object, ...]]]:
    return [
        list(LocalAuthority.objects.filter(made_up=False).values_list()),
        list(IntegratedCareBoard.objects.filter(made_up=False).values_list()),
        list(IntegratedCareBoard.authorities.through.objects.order_by("id").values_list()),
        list(PublishedFigures.objects.order_by("id").values_list()),
    ]


def test_all_153_councils_of_england_are_there(england: None) -> None:
    councils = LocalAuthority.objects.filter(made_up=False)
    assert councils.count() == 153
    assert councils.values("region").distinct().count() == 9
    assert not councils.filter(name__contains="  ").exists()


def test_loading_again_changes_nothing(england: None) -> None:
    before = _everything()
    told = StringIO()
    call_command("load_directory", stdout=told)
    assert told.getvalue() == "153 councils, 36 NHS boards, 308 rows of published figures, 0 advice services.\n"
    assert _everything() == before
    assert len(before[0]) == 153


def test_loading_takes_few_queries_however_many_rows(england: None) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        load_directory()
    assert len(asked) <= 8, [q["sql"][:80] for q in asked]


def test_a_changed_row_of_the_file_changes_the_database(england: None, tmp_path: Path) -> None:
    data = Path(shutil.copytree(DATA, tmp_path / "data"))
    file = data / "local_authorities.csv"
    file.write_text(file.read_text().replace("Surrey,South East,county,,", "Surrey,South East,county,,2027-03-31"))
    load_directory(data)
    assert str(LocalAuthority.objects.get(short_name="Surrey").ends_on) == "2027-03-31"


def test_a_board_that_no_longer_covers_a_council_lets_it_go(england: None, tmp_path: Path) -> None:
    data = Path(shutil.copytree(DATA, tmp_path / "data"))
    file = data / "care_boards.csv"
    file.write_text(file.read_text().replace("E10000016 E06000035", "E10000016"))
    load_directory(data)
    assert not queries.icbs_of("E06000035").exists()
    assert queries.icbs_of("E10000016").exists()


def test_loading_keeps_what_the_installation_entered(england: None) -> None:
    IntegratedCareBoard.objects.filter(pk="QKS").update(email="send@nhs.example")
    load_directory()
    assert IntegratedCareBoard.objects.get(pk="QKS").email == "send@nhs.example"


def test_every_council_has_an_nhs_board(england: None) -> None:
    assert not LocalAuthority.objects.filter(made_up=False, icbs=None).exists()


def test_published_figures_stand_by_council_and_for_england(england: None) -> None:
    england_2024 = queries.figures_of_england().get(year=2024)
    sent_to_mediation = [
        england_2024.mediation_refused_to_assess,
        england_2024.mediation_refused_to_issue,
        england_2024.mediation_other,
    ]
    assert sum(n or 0 for n in sent_to_mediation) == 14493
    assert [f.year for f in queries.figures_of("E10000032")] == [2023, 2024]


def test_a_suppressed_figure_is_no_figure_and_not_nought(england: None) -> None:
    with (DATA / "published_figures.csv").open() as lines:
        blanks = sum(not value for row in csv.DictReader(lines) for value in row.values())
    fields = [f.name for f in PublishedFigures._meta.concrete_fields if f.null and f.name != "authority"]
    none = sum(value is None for row in PublishedFigures.objects.values_list(*fields) for value in row)
    assert blanks == none > 0


def test_every_figure_is_shown_with_its_source() -> None:
    assert "Department for Education" in str(queries.FIGURES_SOURCE)
    assert "Open Government Licence" in str(queries.FIGURES_SOURCE)


def test_a_made_up_council_and_its_board_stand_beside_the_real_ones(exampleshire: LocalAuthority) -> None:
    board = care_board_of(ods_code="X901", name="Exampleshire Integrated Care Board", made_up=True)
    board.save()
    board.authorities.add(exampleshire)
    load_directory()
    assert list(queries.icbs_of(exampleshire)) == [board]
    assert [c.name for c in queries.find("exampleshire")] == ["Exampleshire County Council"]
    assert LocalAuthority.objects.filter(made_up=False).count() == 153


@pytest.mark.feature(56)
def test_a_sendiass_that_somebody_found_and_checked_is_shown_until_the_file_says_otherwise(
    england: None, tmp_path: Path
) -> None:
    data = Path(shutil.copytree(DATA, tmp_path / "data"))
    file = data / "advice_services.csv"
    head = file.read_text()
    row = "E09000003,Barnet SENDIASS,01632 960411,,https://barnet-sendiass.example,its website,2026-11-02\n"
    for name in ("Barnet SENDIASS", "Barnet Advice"):
        file.write_text(head + row.replace("Barnet SENDIASS", name))
        assert load_directory(data).advice_services == 1
        service = queries.advice_service("E09000003")
        assert service is not None
        assert (service.name, service.checked_on.isoformat()) == (name, "2026-11-02")


@pytest.mark.feature(56)
@pytest.mark.parametrize("away", [False, True])
def test_what_a_person_says_of_a_sendiass_outlasts_the_next_loading(england: None, tmp_path: Path, away: bool) -> None:
    data = Path(shutil.copytree(DATA, tmp_path / "data"))
    with (data / "advice_services.csv").open("a") as file:
        for code, name in (("E09000003", "Barnet"), ("E10000016", "Kent")):
            file.write(f"{code},{name} SENDIASS,01632 960411,,,its website,2026-11-02\n")
    load_directory(data)
    by = "person:6f1d1f0e-5a52-4a54-9d1f-0a7a3f7c2b11"
    service = commands.set_advice_service(
        authority=LocalAuthority.objects.get(pk="E09000003"), name="Barnet Advice", telephone="01632 960499",
        source="Rang them", checked_on=today(), by=by,
    )  # fmt: skip
    if away:
        commands.end_advice_service(service=service, by=by)
    assert load_directory(data).advice_services == (1 if away else 2)
    kept = queries.advice_service("E09000003")
    assert (kept and kept.name) == (None if away else "Barnet Advice")
    assert queries.advice_service("E10000016") is not None
