"""A directory with England's councils in it, and one made-up council to act on."""

import pytest

from commonground.directory.loading import authority_of, load_directory
from commonground.directory.models import LocalAuthority


@pytest.fixture
def england(db: None) -> None:
    load_directory()


@pytest.fixture
def exampleshire(db: None) -> LocalAuthority:
    council = authority_of(
        gss_code="X99000001",
        dfe_code="X901",
        name="Exampleshire County Council",
        short_name="Exampleshire",
        region="Made up",
        kind="county",
        made_up=True,
    )
    council.save()
    return council


@pytest.fixture
def samplebury(db: None) -> LocalAuthority:
    council = authority_of(
        gss_code="X99000002",
        dfe_code="X902",
        name="Samplebury Council",
        short_name="Samplebury",
        region="Made up",
        kind="unitary authority",
        made_up=True,
    )
    council.save()
    return council
