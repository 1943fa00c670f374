"""How tests work at the desk: a form is filled in and sent, and the case afterwards is looked at."""

from datetime import date, time
from typing import Any

from django.http import HttpResponse
from django.test import Client

from commonground.cases.models import Case
from commonground.people.models import Person
from tests.signing_in import client_for


def send(case: Case, person: Person, deed: str, **answers: Any) -> HttpResponse:
    """Ask for a deed's form and send it with these answers, as the case stands now."""
    client = client_for(person)
    address = f"/desk/cases/{case.reference}/do/{deed}/"
    assert client.get(address).status_code == 200
    version = Case.objects.get(pk=case.pk).version
    return client.post(address, {"version": version, **boxes(answers)})


def do(case: Case, person: Person, deed: str, **answers: Any) -> Case:
    """The same, where it is to be done; the case afterwards."""
    reply = send(case, person, deed, **answers)
    assert reply.status_code == 302, faults(reply)
    return Case.objects.get(pk=case.pk)


def text_of(client: Client, address: str) -> str:
    """A page that is there, as text."""
    reply = client.get(address)
    assert reply.status_code == 200, reply.status_code
    return reply.text


def faults(reply: HttpResponse) -> str:
    """What the page says is wrong."""
    text = reply.content.decode()
    start = text.find("govuk-error-summary")
    return text[start : start + 1500] if start >= 0 else text[:1500]


def boxes(answers: dict[str, Any]) -> dict[str, Any]:
    """Dates go into three boxes."""
    given: dict[str, Any] = {}
    for name, value in answers.items():
        if isinstance(value, date):
            given |= {f"{name}-{part}": getattr(value, part) for part in ("day", "month", "year")}
        else:
            given[name] = value.strftime("%H:%M") if isinstance(value, time) else value
    return given
