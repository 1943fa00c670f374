"""Closing a case, opening it again, and a second route beside the first."""

from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.cases import queries
from commonground.cases.answers import Impossible
from commonground.cases.apply import Acting, change
from commonground.cases.models import Case, Participant
from commonground.cases.opening import NewCase, open_case
from commonground.cases.taking_part import stop_all_contact
from commonground.cases.telling import tell_family
from commonground.cases.words import Act, Basis, PartyKind, Route
from commonground.casework.intake import tell_opened
from commonground.law import Decision
from commonground.meetings.queries import meeting_ahead
from commonground.people.roles import Role


@transaction.atomic
def close(case: Case, *, by: Acting, outcome_words: str) -> Case:
    """Close the case with what came of it. The family is told how to come back. Raises as the stage table says."""
    if meeting_ahead(case) is not None:
        raise Impossible(_("A meeting is still fixed. Record what became of it first."))
    case = change(case, by=by, what="case.closed", act=Act.CLOSE, words={"outcome": outcome_words})
    tell_family(case, "closed")
    return case


@transaction.atomic
def reopen(case: Case, *, by: Acting) -> Case:
    """Open a closed case again where it stood, with its duties worked out afresh."""
    case = change(case, by=by, what="case.reopened", act=Act.REOPEN)
    tell_family(case, "reopened")
    return case


@transaction.atomic
def open_beside(case: Case, *, by: Acting, route: Route) -> Case:
    """A second case about the same child beside this one: a certificate while disagreement resolution runs (R55), or
    disagreement resolution beside mediation. It starts with the same council, decision, letter and people.
    """
    if case.route == route or case.cases_beside.filter(route=route, closed_on=None).exists():
        raise Impossible(_("Such a case is open already."))
    people = list(case.participants.filter(queries.current(), role=Role.FAMILY).select_related("person").order_by("id"))
    first = next((p for p in people if p.holds_right), people[0] if people else None)
    if first is None:
        raise Impossible(_("Record who contacted us first."))
    new = NewCase(
        route=route, authority=case.authority, decision=Decision(case.decision), child_name=case.child.name,
        child_born=case.child.born, family_name=first.person.name, basis=Basis(first.basis), family=first.person,
        relationship=first.relationship, sections=case.section_set, letter_on=case.letter_on, sent_on=case.sent_on,
        detained=case.detained, lacks_capacity=case.lacks_capacity, has_deputy=case.has_deputy,
        contacted_on=queries.facts_of(case).contacted_on, beside=case,
    )  # fmt: skip
    opened = open_case(new, by=replace(by, version=None))
    for person in people:
        _same_person(person, opened, on=by.day)
    if case.contact_stopped:
        opened = stop_all_contact(opened, by=replace(by, version=None))
    tell_opened(opened, on=by.day)
    return opened


def _same_person(known: Participant, case: Case, *, on: date) -> None:
    """Somebody of the family in the case beside: on the same footing, reached as safely, told to nobody they named."""
    row = case.participants.filter(person=known.person, role=Role.FAMILY).first() or Participant(
        case=case, person=known.person, role=Role.FAMILY, from_on=on, party=case.parties.get(kind=PartyKind.FAMILY)
    )
    for name in _SAME:
        setattr(row, name, getattr(known, name))
    row.save()


_SAME = (
    "relationship", "holds_right", "basis", "evidence", "evidence_seen_on", "court_orders", "do_not_disclose_to",
    "safe_contact", "address", "needs", "contact_stopped",
)  # fmt: skip
