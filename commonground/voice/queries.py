"""How sayings are read: by whose they are, and by whom they were shared with. By nobody else."""

from django.db.models import Prefetch, Q, QuerySet

from commonground.cases import queries as cases
from commonground.cases.models import Case, Participant
from commonground.cases.words import Basis
from commonground.law import Holder
from commonground.people.models import Person
from commonground.people.queries import staff_roles_of
from commonground.people.roles import CASE_ROLES, Role
from commonground.record.days import today
from commonground.voice.models import Saying, Share
from commonground.voice.words import With


def has_space(case: Case, person: Person) -> bool:
    """Whether this is the one the case is about, in it themselves: the young person, or a child who signs in."""
    themselves = Q(basis=Basis.YOUNG_PERSON) | Q(case__child=person)
    mine = case.participants.filter(cases.current(), person=person, role=Role.FAMILY)
    return mine.filter(themselves).exists()


def speaks_for_child(case: Case, person: Person) -> bool:
    """Whether this person may help the child to say something (R27): a parent, or who cares for the child.

    Not once the young person speaks for themselves: where they are in the case, or the right is theirs (R8).
    """
    if has_space(case, person):
        return False
    parents = case.participants.filter(cases.current(), person=person, role=Role.FAMILY)
    return parents.exists() and not _speaks_for_themselves(case)


def _speaks_for_themselves(case: Case) -> bool:
    there = Q(basis=Basis.YOUNG_PERSON) | Q(person=case.child_id)
    if case.participants.filter(cases.current(), there, role=Role.FAMILY).exists():
        return True
    holder = cases.holder_of(case, today())
    return holder is not None and holder.holder == Holder.YOUNG_PERSON


def sayings_of(case: Case, person: Person) -> QuerySet[Saying]:
    """What this person said in this case, newest first, each with those who are shown it now (`shown_to`)."""
    return _read(Saying.objects.filter(case=case, person=person))


def shared_with(case: Case, person: Person) -> QuerySet[Saying]:
    """What others share with this person now: as one of the case, as one who works here, as the mediator.

    Of two of the family, one of whom must be kept from the other, neither reads what was shared before that was known.
    """
    found = _shared(case, Q(shares__in=_shares_for(case, person))).exclude(person=person)
    family = case.participants.filter(role=Role.FAMILY)
    if not family.filter(cases.current(), person=person).exists():
        return _read(found)
    hidden = family.exclude(do_not_disclose_to="")
    if hidden.filter(person=person).exists():
        found = found.exclude(person__in=family.values("person"))
    return _read(found.exclude(person__in=hidden.values("person")))


def cases_shared_with_mediator(person: Person) -> QuerySet[Case]:
    """The cases this person leads as mediator in which somebody shares a saying with the mediator now, by reference."""
    if Role.MEDIATOR not in staff_roles_of(person):
        return Case.objects.none()
    live = Share.objects.filter(with_whom=With.THE_MEDIATOR, to_on=None, saying__dropped_on=None)
    found = Case.objects.filter(mediator=person, pk__in=live.values("saying__case"))
    return found.select_related("child").order_by("reference")


def may_be_shown(case: Case, person: Person) -> QuerySet[Participant]:
    """Whom of the case a person can share with by name: the rest of the family, and who helps them.

    Nobody is named here whose part in the case must not be disclosed, nor who helps another.
    """
    family, helpers = Q(role=Role.FAMILY, do_not_disclose_to=""), Q(role=Role.SUPPORTER, helps__person=person)
    found = case.participants.filter(cases.current(), family | helpers)
    return found.exclude(person=person).select_related("person").order_by("id")


def _shares_for(case: Case, person: Person) -> QuerySet[Share]:
    mine = Participant.objects.filter(cases.current(), case=case, person=person, role__in=CASE_ROLES)
    reads = Q(with_whom=With.PARTICIPANT, participant__in=mine)
    roles = staff_roles_of(person)
    if roles & cases.DESK:
        reads |= Q(with_whom=With.THE_SERVICE)
    if Role.MEDIATOR in roles and case.mediator_id == person.pk:
        reads |= Q(with_whom=With.THE_MEDIATOR)
    return Share.objects.filter(reads, to_on=None)


def _shared(case: Case, how: Q) -> QuerySet[Saying]:
    return Saying.objects.filter(how, case=case).distinct()


def _read(found: QuerySet[Saying]) -> QuerySet[Saying]:
    live = Share.objects.filter(to_on=None).select_related("participant__person").order_by("id")
    return (
        found.filter(dropped_on=None)
        .select_related("person", "recorded_by")
        .prefetch_related(Prefetch("shares", queryset=live, to_attr="shown_to"))
        .order_by("-said_on", "-changed_at", "-id")
    )
