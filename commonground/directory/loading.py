"""Brings the packaged data (`data/`, see its README) into the database. Running it again changes nothing."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from commonground.directory.models import (
    AdviceService,
    Change,
    IntegratedCareBoard,
    LocalAuthority,
    PublishedFigures,
)
from commonground.directory.names import name_key

DATA = Path(__file__).parent / "data"
ENGLAND = "E92000001"
COUNTS = [
    "refused_to_assess",
    "refused_to_issue",
    "mediation_refused_to_assess",
    "mediation_refused_to_issue",
    "mediation_other",
    "appeal_after_mediation_refused_to_assess",
    "appeal_after_mediation_refused_to_issue",
    "appeal_after_mediation_other",
]


@dataclass(frozen=True)
class Loaded:
    """How many rows of each file stand in the database afterwards."""

    authorities: int
    care_boards: int
    figures: int
    advice_services: int


@transaction.atomic
def load_directory(data: Path = DATA) -> Loaded:
    """Write the four files of `data` into the database, changing the rows that are there.

    Contracts, addresses and contacts are not touched, nor a SENDIASS that a person set or took away here, nor any
    council that is missing from the file: cases may stand on it. Raises ValueError naming a row that contradicts
    itself, KeyError for a missing column.
    """
    return Loaded(
        authorities=_load_authorities(data / "local_authorities.csv"),
        care_boards=_load_care_boards(data / "care_boards.csv"),
        figures=_load_figures(data / "published_figures.csv"),
        advice_services=_load_advice_services(data / "advice_services.csv"),
    )


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def authority_of(
    *,
    gss_code: str,
    dfe_code: str,
    name: str,
    short_name: str,
    region: str,
    kind: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
    made_up: bool = False,
) -> LocalAuthority:
    """An authority, not yet saved, with the keys it is searched and sorted by."""
    return LocalAuthority(
        gss_code=gss_code,
        dfe_code=dfe_code,
        name=name,
        short_name=short_name,
        # The leading space lets "starts a word" be asked as "contains ' wor'".
        search_key=f" {name_key(name)} {name_key(short_name)}",
        sort_key=name_key(short_name),
        region=region,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        made_up=made_up,
    )


def care_board_of(
    *,
    ods_code: str,
    name: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
    made_up: bool = False,
) -> IntegratedCareBoard:
    """An NHS board, not yet saved, with the key it is sorted by."""
    return IntegratedCareBoard(
        ods_code=ods_code,
        name=name,
        sort_key=name_key(name),
        starts_on=starts_on,
        ends_on=ends_on,
        made_up=made_up,
    )


def _load_authorities(file: Path) -> int:
    rows = [
        authority_of(
            gss_code=row["gss_code"],
            dfe_code=row["dfe_code"],
            name=row["name"],
            short_name=row["short_name"],
            region=row["region"],
            kind=row["kind"],
            starts_on=_day(row["starts_on"]),
            ends_on=_day(row["ends_on"]),
        )
        for row in _rows(file)
    ]
    LocalAuthority.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["gss_code"],
        update_fields=[f.name for f in LocalAuthority._meta.concrete_fields if not f.primary_key],
    )
    return len(rows)


def _load_care_boards(file: Path) -> int:
    rows = list(_rows(file))
    boards = [
        care_board_of(
            ods_code=row["ods_code"],
            name=row["name"],
            starts_on=_day(row["starts_on"]),
            ends_on=_day(row["ends_on"]),
        )
        for row in rows
    ]
    # Not `email`: that is entered in the installation, and no file of ours knows it.
    IntegratedCareBoard.objects.bulk_create(
        boards,
        update_conflicts=True,
        unique_fields=["ods_code"],
        update_fields=["name", "sort_key", "starts_on", "ends_on"],
    )
    covers = IntegratedCareBoard.authorities.through
    wanted = {(row["ods_code"], code) for row in rows for code in row["authorities"].split()}
    links = covers.objects.filter(integratedcareboard__in=boards)
    there = set(links.values_list("integratedcareboard_id", "localauthority_id"))
    for board, code in there - wanted:
        links.filter(integratedcareboard_id=board, localauthority_id=code).delete()
    covers.objects.bulk_create(
        covers(integratedcareboard_id=board, localauthority_id=code) for board, code in sorted(wanted - there)
    )
    return len(rows)


def _load_figures(file: Path) -> int:
    rows = [
        PublishedFigures(
            year=int(row["year"]),
            area_code=row["gss_code"],
            area_name=row["name"],
            authority_id=None if row["gss_code"] == ENGLAND else row["gss_code"],
            **{count: int(row[count]) if row[count] else None for count in COUNTS},
        )
        for row in _rows(file)
    ]
    PublishedFigures.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["area_code", "year"],
        update_fields=["area_name", "authority", *COUNTS],
    )
    return len(rows)


def _load_advice_services(file: Path) -> int:
    told = ["name", "telephone", "email", "website", "source"]
    by_a_person = Change.objects.filter(fact=Change.Fact.ADVICE_SERVICE, by__startswith="person:")
    kept = set(by_a_person.values_list("authority_id", flat=True))
    rows = [
        AdviceService(
            authority_id=row["gss_code"],
            checked_on=date.fromisoformat(row["checked_on"]),
            set_by="system:load_directory",
            **{name: row[name].strip() for name in told},
        )
        for row in _rows(file)
        if row["gss_code"] not in kept
    ]
    AdviceService.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["authority"], update_fields=[*told, "checked_on", "set_by"]
    )
    return AdviceService.objects.filter(authority__made_up=False).count()
