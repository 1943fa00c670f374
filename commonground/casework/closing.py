"""Closing a case, opening it again, and a second route beside the first."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.cases import queries
from commonground.cases.answers import Impossible
from commonground.cases.apply import Acting, change
from commonground.cases.models import Case
from commonground.cases.opening import NewCase
from commonground.cases.telling import tell_family
from commonground.cases.words import Act, Basis, Route
from commonground.casework.intake import open_from
from commonground.law import Decision
from commonground.meetings.queries import meeting_ahead


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
    first = queries.right_holders(case).first() or case.participants.filter(role="family").first()
    if first is None:
        raise Impossible(_("Record who contacted us first."))
    new = NewCase(
        route=route, authority=case.authority, decision=Decision(case.decision), child_name=case.child.name,
        child_born=case.child.born, family_name=first.person.name, family_email=first.person.email,
        family_telephone=first.person.telephone, basis=Basis(first.basis), relationship=first.relationship,
        sections=case.section_set, letter_on=case.letter_on, sent_on=case.sent_on, detained=case.detained,
        lacks_capacity=case.lacks_capacity, has_deputy=case.has_deputy,
        contacted_on=queries.facts_of(case).contacted_on, safe_contact=first.safe_contact, needs=first.needs,
        beside=case,
    )  # fmt: skip
    return open_from(new, by=replace(by, version=None))
