"""A number that somebody gives for themselves counts once a code that went to that number was typed."""

import re

import pytest

from commonground.casework import new_number
from commonground.notices.models import Notice
from commonground.people.codes import Result
from commonground.people.models import Person
from tests.made_up import a_case, a_supporter, acting, staff

pytestmark = pytest.mark.django_db
FIRST, OTHER = "+447700900982", "+447700900983"


@pytest.mark.parametrize(("number", "result"), [(FIRST, Result.RIGHT), (OTHER, Result.ENDED)])
def test_a_code_counts_for_the_number_that_it_went_to_alone(number: str, result: Result) -> None:
    case = a_case(staff())
    pat = a_supporter(case, staff(name="Bea Adviser"))
    ticket = new_number.send_code(FIRST)
    sent = re.search(r"\d{6}", Notice.objects.get(template="number_code").short)
    assert sent is not None
    done = new_number.confirm(
        case, pat, by=acting(pat.person), ticket=ticket, typed=sent[0], number=number
    )  # fmt: skip
    assert done == result
    known = Person.objects.get(pk=pat.person_id)
    assert new_number.is_new(known, number) is (result != Result.RIGHT)
