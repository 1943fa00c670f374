"""At the desk: what was wrong or missing is put right, and the family that has no e-mail is told of its meeting."""

from datetime import date, timedelta

import pytest

from commonground.cases import queries
from commonground.cases.models import Case
from commonground.people.models import Person
from commonground.record.days import today
from tests.made_up import a_case, fixed, informed, staff, told
from tests.signing_in import client_for

pytestmark = pytest.mark.django_db


def do(case: Case, person: Person, deed: str, **answers: object) -> Case:
    """Fill in a deed's form and send it; the case afterwards."""
    client = client_for(person)
    address = f"/desk/cases/{case.reference}/do/{deed}/"
    assert client.get(address).status_code == 200
    reply = client.post(address, {"version": case.version, **split(answers)})
    assert reply.status_code == 302, reply.content.decode()
    return Case.objects.get(pk=case.pk)


def split(answers: dict[str, object]) -> dict[str, object]:
    """Dates go into three boxes."""
    boxes: dict[str, object] = {}
    for name, value in answers.items():
        if isinstance(value, date):
            boxes |= {f"{name}-{part}": getattr(value, part) for part in ("day", "month", "year")}
        else:
            boxes[name] = value
    return boxes


def test_the_letter_that_came_later_and_the_childs_birthday_are_put_on_the_case() -> None:
    adviser = staff()
    case = informed(a_case(adviser, letter_on=None, child_born=None), adviser)
    page = client_for(adviser).get(f"/desk/cases/{case.reference}/").content.decode()
    assert "Change the decision or its letter" in page
    letter = today() - timedelta(days=9)
    case = do(
        case, adviser, "decision", decision="plan_contents", sections=["B", "F"], letter_on=letter,
        sent_on=letter + timedelta(days=1),
    )  # fmt: skip
    assert (case.decision, case.sections, case.sent_on) == ("plan_contents", "B,F", letter + timedelta(days=1))
    case = do(case, adviser, "child", name="Robyn Sample", born=date(2009, 1, 2))
    assert (case.child.name, case.child.born) == ("Robyn Sample", date(2009, 1, 2))
    assert not queries.right_holders(case).exists()
    # And what happened says each change in words, with what stood there before
    page = client_for(adviser).get(f"/desk/cases/{case.reference}/").content.decode()
    assert "Decision: What a plan says (was: Refused an EHC needs assessment)" in page
    assert "Date of birth: Friday 2 January 2009 (was: not given)" in page


def test_a_family_without_e_mail_is_told_of_the_meeting_by_telephone() -> None:
    adviser = staff()
    case = fixed(told(a_case(adviser, family_email=""), adviser), adviser)
    case = do(case, adviser, "told-family", how="telephone")
    assert case.duties.get(kind="give_notice").settled_on == today()
    page = client_for(adviser).get(f"/desk/cases/{case.reference}/").content.decode()
    assert "The family was told of the meeting" not in page
