"""Who sits at the desk in these tests."""

import pytest
from django.test import Client

from commonground.people.models import Person
from tests.signing_in import client_for


@pytest.fixture
def desk(ada: Person) -> Client:
    """The browser of whichever Ada the file has."""
    return client_for(ada)
