"""What a family's page of its case costs, at every stage of both routes."""

from typing import Any

import pytest

from commonground.cases.models import Case
from commonground.cases.words import Route, Stage
from tests.family.worlds import BUILDS, parent_of
from tests.made_up import staff
from tests.signing_in import client_for

pytestmark = pytest.mark.django_db

MOST_QUERIES = 10


@pytest.mark.parametrize(("route", "stage"), BUILDS)
def test_the_page_of_a_case_costs_at_most_ten_queries(
    route: Route, stage: Stage, django_assert_max_num_queries: Any
) -> None:
    case = Case.objects.get(pk=BUILDS[route, stage](staff()).pk)
    family = client_for(parent_of(case))
    for _first_and_again in range(2):
        with django_assert_max_num_queries(MOST_QUERIES):
            assert family.get(f"/case/{case.reference}/").status_code == 200
