"""Cases at each stage of each route, for one family, made through the commands of the rooms below."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.test import Client

from commonground.cases import choosing, commands
from commonground.cases.models import Case
from commonground.cases.taking_part import add_party
from commonground.cases.words import Channel, Outcome, PartyKind, Route, Stage
from commonground.casework import arranging, closing, disagreement
from commonground.law import Decision
from commonground.meetings import commands as meetings
from commonground.people.models import Person
from commonground.record.days import today
from tests.made_up import (
    CAME,
    a_case,
    acting,
    an_arrangement,
    certified,
    declined,
    fixed,
    held,
    informed,
    told,
)
from tests.signing_in import client_for

Build = Callable[[Person], Case]


def parent_of(case: Case) -> Person:
    """The one whose choice it is."""
    return case.participants.filter(role="family", holds_right=True).order_by("id")[0].person


def page_of(case: Case, who: Person | None = None, below: str = "") -> str:
    """The page of a case as somebody of it sees it: the parent unless said."""
    answer = client_for(who or parent_of(case)).get(f"/case/{case.reference}/{below}")
    assert answer.status_code == 200, (answer.status_code, below)
    return answer.text


def hidden(client: Client, address: str) -> dict[str, str]:
    """What the form of a page carries along unseen."""
    text = client.get(address).text
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def posted(client: Client, address: str, **given: str) -> tuple[int, str]:
    """Send a form as its page gives it: what stands in its hidden fields goes along."""
    answer = client.post(address, {**hidden(client, address), **given})
    return answer.status_code, answer.get("Location", "")


def together(by: Person) -> Case:
    """A disagreement resolution about support without a plan, with a school beside the council."""
    case = a_case(by, route=Route.DISAGREEMENT_RESOLUTION, decision=Decision.SEN_SUPPORT, letter_on=None)
    return add_party(
        case, by=acting(by), kind=PartyKind.SCHOOL, name="Example Primary School", email="head@school.example"
    )


def asked_all(by: Person) -> Case:
    """Council and school were asked."""
    case = informed(together(by), by)
    others = [party.pk for party in case.parties.exclude(kind=PartyKind.FAMILY)]
    return disagreement.ask_parties(case, by=acting(by), parties=others)


def _answer(case: Case, by: Person, kind: str, *, agrees: bool, why: str = "") -> Case:
    party = case.parties.filter(kind=kind)[0]
    return disagreement.record_answer(case, by=acting(by), party=party.pk, agrees=agrees, why=why)


def refused(by: Person) -> Case:
    """The school said no, and why."""
    return _answer(asked_all(by), by, PartyKind.SCHOOL, agrees=False, why="We meet the parents every week.")


def all_agreed(by: Person) -> Case:
    """Everybody said yes."""
    case = _answer(asked_all(by), by, PartyKind.SCHOOL, agrees=True)
    return _answer(case, by, PartyKind.AUTHORITY, agrees=True)


def fixed_together(by: Person) -> Case:
    """Everybody said yes and a day is fixed."""
    return arranging.fix_meeting(
        all_agreed(by), by=acting(by), arrangement=an_arrangement(today() + timedelta(days=21))
    )  # fmt: skip


def held_together(by: Person) -> Case:
    """The disagreement resolution meeting was held today."""
    arrangement = an_arrangement(today(), notice_waived_by="Sam Sample")
    case = arranging.fix_meeting(all_agreed(by), by=acting(by), arrangement=arrangement)
    return meetings.conclude(case, by=acting(by), came=CAME, outcome=Outcome.PARTLY, agreed_in_writing=True)


def not_reached(case: Case, by: Person) -> Case:
    """One attempt that did not reach them."""
    return commands.record_attempt(
        case, by=acting(by), channel=Channel.TELEPHONE, named_dates=False, next_contact_on=today() + timedelta(days=2)
    )  # fmt: skip


def undecided(case: Case, by: Person) -> Case:
    """They want more time."""
    return commands.leave_undecided(case, by=acting(by), next_contact_on=today() + timedelta(days=7))


def shut(case: Case, by: Person) -> Case:
    """Closed, with a reason where one is asked for."""
    return closing.close(case, by=acting(by, reason="They asked for it."), outcome_words="done")


def issued(by: Person, **changes: Any) -> Case:
    """They declined and have their certificate."""
    return Case.objects.get(pk=certified(declined(a_case(by, **changes), by), by).case_id)


def not_needed(by: Person) -> Case:
    """Only the school is in dispute."""
    placement = {"decision": Decision.PLAN_CONTENTS, "sections": frozenset({"I"})}
    return commands.need_no_certificate(informed(a_case(by, **placement), by), by=acting(by))


BUILDS: dict[tuple[Route, Stage], Build] = {
    (Route.MEDIATION, Stage.ENQUIRY): a_case,
    (Route.MEDIATION, Stage.NOT_REACHED): lambda by: not_reached(a_case(by), by),
    (Route.MEDIATION, Stage.INFORMED): lambda by: informed(a_case(by), by),
    (Route.MEDIATION, Stage.UNDECIDED): lambda by: undecided(informed(a_case(by), by), by),
    (Route.MEDIATION, Stage.DECLINED): lambda by: declined(a_case(by), by),
    (Route.MEDIATION, Stage.ASKED): lambda by: choosing.ask_mediation(informed(a_case(by), by), by=acting(by)),
    (Route.MEDIATION, Stage.ARRANGING): lambda by: told(a_case(by), by),
    (Route.MEDIATION, Stage.NOT_ARRANGED): lambda by: arranging.cannot_arrange(
        told(a_case(by), by), by=acting(by), why="Nobody is free."
    ),
    (Route.MEDIATION, Stage.MEETING_FIXED): lambda by: fixed(a_case(by), by),
    (Route.MEDIATION, Stage.CONCLUDED): lambda by: held(a_case(by), by),
    (Route.MEDIATION, Stage.CERTIFIED): issued,
    (Route.MEDIATION, Stage.NOT_NEEDED): not_needed,
    (Route.MEDIATION, Stage.CLOSED): lambda by: shut(issued(by), by),
    (Route.DISAGREEMENT_RESOLUTION, Stage.ENQUIRY): together,
    (Route.DISAGREEMENT_RESOLUTION, Stage.NOT_REACHED): lambda by: not_reached(together(by), by),
    (Route.DISAGREEMENT_RESOLUTION, Stage.INFORMED): lambda by: informed(together(by), by),
    (Route.DISAGREEMENT_RESOLUTION, Stage.UNDECIDED): lambda by: undecided(informed(together(by), by), by),
    (Route.DISAGREEMENT_RESOLUTION, Stage.ASKING_PARTIES): asked_all,
    (Route.DISAGREEMENT_RESOLUTION, Stage.REFUSED): refused,
    (Route.DISAGREEMENT_RESOLUTION, Stage.ARRANGING): all_agreed,
    (Route.DISAGREEMENT_RESOLUTION, Stage.MEETING_FIXED): fixed_together,
    (Route.DISAGREEMENT_RESOLUTION, Stage.CONCLUDED): held_together,
    (Route.DISAGREEMENT_RESOLUTION, Stage.CLOSED): lambda by: shut(refused(by), by),
}
