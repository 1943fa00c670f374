"""The information that one of the family reads for themselves, before an adviser confirms it with them (R13)."""

from django.utils.translation import gettext as _

from commonground.cases import queries
from commonground.cases.answers import Impossible
from commonground.cases.apply import Acting, NewFact, change
from commonground.cases.commands import INFORMATION
from commonground.cases.models import Case
from commonground.cases.stages import FAMILY_OR_STAFF
from commonground.cases.words import FactKind
from commonground.people.models import Person
from commonground.people.roles import Role


def read_information(case: Case, *, by: Acting, read: frozenset[str], reader: Person | None = None) -> Case:
    """One of the family has read the information, online or on paper; an adviser now confirms it with them (R13).

    `read` are keys of INFORMATION; `reader` is who read it: whoever acts, unless a member of staff writes it down. The
    stage stays where it is. Said twice, it is one reading. Raises Impossible where nothing was read, by somebody who is
    not of the family, or when an adviser has given the information already.
    """
    known = frozenset(read) & INFORMATION.keys()
    reads = reader or by.person
    if not known:
        raise Impossible(_("Choose which parts were read."))
    if reads is None or not case.participants.filter(queries.current(), person=reads, role=Role.FAMILY).exists():
        raise Impossible(_("Choose which of the family read it."))
    facts = queries.facts_of(case, as_of=by.day)
    if any(one.person == str(reads.pk) and known <= one.parts for one in facts.information_read):
        return case

    def check(locked: Case) -> None:
        if queries.facts_of(locked, as_of=by.day).information_given_on is not None:
            raise Impossible(_("An adviser has given this information already."))

    data = {"reader": str(reads.pk), "read": sorted(known)}
    return change(
        case,
        by=by,
        what="information.read",
        who=FAMILY_OR_STAFF,
        facts=[NewFact(FactKind.INFORMATION_READ, None, data)],
        words={"meant_for": reads.actor, "reader": reads.name, "read": sorted(known)},
        check=check,
    )
