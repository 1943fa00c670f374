"""Opening a case: from an enquiry, from a call, or a second one beside another."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.cases import queries
from commonground.cases.answers import AskAPerson, Impossible
from commonground.cases.apply import Acting, settle
from commonground.cases.models import Case, Enquiry, Fact, Issue, Participant, Party
from commonground.cases.references import new_reference
from commonground.cases.words import Basis, FactKind, PartyKind, Route
from commonground.directory.models import LocalAuthority
from commonground.law import Decision
from commonground.people.commands import add_person
from commonground.people.models import Person
from commonground.people.queries import staff_roles_of
from commonground.people.roles import Role
from commonground.record import commands as record
from commonground.record.days import london_day, now

EARLIEST = date(2014, 9, 1)
"""Part 3 of the Children and Families Act 2014 came into force on this day."""


@dataclass(frozen=True)
class NewCase:
    """What a case starts with. `sent_on` is the law's date; `letter_on` is the one printed on the letter (D20)."""

    route: Route
    authority: LocalAuthority
    decision: Decision
    child_name: str
    child_born: date | None
    family_name: str
    family_email: str = ""
    family_telephone: str = ""
    messages_by: str = ""
    basis: Basis = Basis.PARENT
    relationship: str = ""
    sections: frozenset[str] = frozenset()
    letter_on: date | None = None
    sent_on: date | None = None
    detained: bool = False
    lacks_capacity: bool = False
    has_deputy: bool = False
    contacted_on: date | None = None
    safe_contact: str = ""
    needs: str = ""
    enquiry: Enquiry | None = None
    family: Person | None = None
    """Who contacted us, where we know them already."""
    beside: Case | None = None


@transaction.atomic
def open_case(new: NewCase, *, by: Acting) -> Case:
    """Open a case with its family, its council and the day of first contact, and work out what is owed.

    Raises Impossible when the dates contradict each other or the enquiry has its case, AskAPerson when a case about the
    same decision is open already. Whoever holds no right under R8 is in the case, but the choice is not theirs.
    """
    _dates_can_be(new)
    if new.enquiry is not None:
        _take_over(new.enquiry)
    child = _child(new)
    case = _row(new, child, by)
    _not_twice(case, by)
    case.save(force_insert=True)
    whose = _family(case, new, by)
    Party.objects.create(case=case, kind=PartyKind.AUTHORITY, name=new.authority.name)
    contacted = new.contacted_on or (new.enquiry.arrived_on if new.enquiry else by.day)
    Fact.objects.create(case=case, kind=FactKind.CONTACTED, on=contacted, at=by.instant, came_by=by.came_by)
    if new.enquiry is not None:
        _raise_issues(case, new.enquiry, whose, by)
        new.enquiry.closed_on = by.day
        new.enquiry.closed_because = "opened"
        new.enquiry.save(update_fields=["closed_on", "closed_because"])
    settle(case, as_of=by.day)
    case.save()
    words = {
        "reference": case.reference,
        "child": child.name,
        "council": new.authority.name,
        "reason": by.reason,
    }
    record.append(case=case.pk, what="case.opened", by=by.actor, words=words, at=by.at)
    return case


def _raise_issues(case: Case, enquiry: Enquiry, whose: Person, by: Acting) -> None:
    """What the family wrote in its request stands on the case as issues, in their own words (R17)."""
    for said in enquiry.answers.get("issues", []):
        Issue.objects.create(
            case=case,
            section=said["section"],
            what=said["what"],
            is_health=bool(said["health"]),
            raised_by=whose,
            health_provision_wanted=said["health"],
            raised_on=by.day,
        )


def _row(new: NewCase, child: Person, by: Acting) -> Case:
    """The case takes over the id and reference of its enquiry, so that people keep the reference they were given."""
    case_id: UUID = new.enquiry.pk if new.enquiry else uuid4()
    return Case(
        id=case_id,
        reference=new.enquiry.reference if new.enquiry else new_reference(Case),
        route=new.route,
        child=child,
        authority=new.authority,
        decision=new.decision.value,
        sections=",".join(sorted(new.sections)),
        letter_on=new.letter_on,
        sent_on=new.sent_on or new.letter_on,
        detained=new.detained,
        lacks_capacity=new.lacks_capacity,
        has_deputy=new.has_deputy,
        beside=new.beside,
        opened_on=by.day,
        adviser=by.person if by.person and Role.ADVISER in staff_roles_of(by.person) else None,
    )


def _dates_can_be(new: NewCase) -> None:
    """Dates that contradict each other are refused; an old letter is not (late contact goes to a person, D1)."""
    today = london_day(now())
    letter_can_be(new.letter_on, new.sent_on)
    if new.contacted_on is not None and new.contacted_on > today:
        raise Impossible(_("The day on which they contacted us has not come yet."))
    if new.child_born is not None and new.child_born > today:
        raise Impossible(_("The date of birth cannot be after today."))
    first = new.sent_on or new.letter_on
    if first and new.contacted_on and new.contacted_on < first:
        raise Impossible(_("They cannot have contacted us about the letter before it was sent."))


def letter_can_be(*days: date | None) -> None:
    """Raise Impossible for the day of a letter that has not come yet, or was before this law."""
    for day in days:
        if day is not None and day > london_day(now()):
            raise Impossible(_("The letter cannot have been sent after today."))
        if day is not None and day < EARLIEST:
            raise Impossible(_("The letter cannot be older than 1 September 2014, when this law began."))


def _take_over(enquiry: Enquiry) -> None:
    """Lock the enquiry, so that of two people who open a case from it at once one is told."""
    Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    if Case.objects.filter(pk=enquiry.pk).exists():
        raise Impossible(_("A case has already been opened from this enquiry."))


def _child(new: NewCase) -> Person:
    if new.beside is not None:
        return new.beside.child
    if new.basis == Basis.YOUNG_PERSON:
        return add_person(
            name=new.child_name,
            email=new.family_email,
            telephone=new.family_telephone,
            born=new.child_born,
            messages_by=new.messages_by,
        )
    return add_person(name=new.child_name, born=new.child_born)


def _not_twice(case: Case, by: Acting) -> None:
    """One decision, one case: a second goes on only when somebody says why."""
    alike = queries.same_decision(
        child=case.child, authority=case.authority_id, decision=case.decision, sent_on=case.sent_on
    )
    found = alike.filter(route=case.route).exclude(pk=case.pk).first()
    if found is not None and not by.reason:
        raise AskAPerson(
            _("%(reference)s is already about this child, council, decision and letter. Say why a second is needed.")
            % {"reference": found.reference}
        )


def _family(case: Case, new: NewCase, by: Acting) -> Person:
    """The person who contacted us, with whether the right is theirs on this day (R8, R9)."""
    party = Party.objects.create(case=case, kind=PartyKind.FAMILY, name=new.family_name)
    if new.basis == Basis.YOUNG_PERSON:
        person = case.child
    elif new.family is not None:
        person = new.family
    else:
        person = add_person(
            name=new.family_name, email=new.family_email, telephone=new.family_telephone, messages_by=new.messages_by
        )
    Participant.objects.create(
        case=case,
        person=person,
        party=party,
        role=Role.FAMILY,
        relationship=new.relationship,
        basis=new.basis,
        holds_right=_holds_right(case, new.basis, by.day),
        safe_contact=new.safe_contact,
        needs=new.needs,
        from_on=by.day,
    )
    return person


def _holds_right(case: Case, basis: Basis, on: date) -> bool:
    """Whether somebody on this footing holds the right on this day."""
    return queries.footing_fits(queries.holder_of(case, on), basis, has_deputy=case.has_deputy)
