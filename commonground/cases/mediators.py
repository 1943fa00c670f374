"""Whether somebody may mediate in a case: independent, without a conflict, and not the one who informed (R10, D12)."""

from django.utils.translation import gettext as _

from commonground import law
from commonground.cases import queries
from commonground.cases.answers import AskAPerson, hold_to
from commonground.cases.apply import Acting
from commonground.cases.models import Case, Declaration
from commonground.cases.words import Route
from commonground.law import Employer, Office
from commonground.people.models import Person
from commonground.people.queries import employer_of

_EMPLOYERS = {
    "la": Employer.ENGLISH_LOCAL_AUTHORITY,
    "icb": Employer.INTEGRATED_CARE_BOARD,
    "nhs_england": Employer.NHS_ENGLAND,
}


def hold_mediator_to_the_rules(case: Case, mediator: Person, *, by: Acting) -> None:
    """Raise Unlawful or AskAPerson where the law or a doubt stands against this mediator in this case."""
    office = Office.MEDIATOR if case.route == Route.MEDIATION else Office.DISAGREEMENT_RESOLVER
    employer = _EMPLOYERS.get(employer_of(mediator, by.day) or "", Employer.ANYONE_ELSE)
    hold_to(law.may_act(office, employer), reason=by.reason)
    informed_by = queries.facts_of(case, as_of=by.day).informed_by
    informed = str(mediator.pk) in {informed_by, str(case.adviser_id)}
    hold_to(law.may_mediate_too(informed_in_this_case=informed), reason=by.reason)
    said = Declaration.objects.filter(case=case, person=mediator).last()
    if said is not None and not said.independent and not by.reason:
        raise AskAPerson(_("The mediator has declared a conflict. Choose another, or say why it is right here."))
