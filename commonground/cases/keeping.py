"""Erasing a case or an enquiry with all that this room keeps of it, and who is in no case any more.

An enquiry and the case opened from it share one id, and go together.
"""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from commonground.cases.models import Case, Draft, Enquiry, Participant
from commonground.cases.queries import enquiries_of
from commonground.people.models import Person


def lock(about: UUID) -> Case | Enquiry | None:
    """The case with this id, or the enquiry where it has no case, held until the caller commits; None where it is gone.

    An enquiry that became a case is locked with it, so that nobody opens the one while the other is erased.
    """
    enquiry = Enquiry.objects.select_for_update().filter(pk=about).first()
    return Case.objects.select_for_update(of=("self",)).filter(pk=about).first() or enquiry


def lock_if_free(about: UUID) -> Case | Enquiry | None:
    """The same, but None too where somebody is working on it this moment."""
    free = Enquiry.objects.select_for_update(skip_locked=True).filter(pk=about).first()
    if free is None and Enquiry.objects.filter(pk=about).exists():
        return None
    if Case.objects.filter(pk=about).exists():
        return Case.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=about).first()
    return free


@transaction.atomic
def forget(about: UUID) -> int:
    """Delete the case and the enquiry with this id and all that this room keeps of them. Returns how many of the two.

    What rooms above keep must be gone. A case beside it stays as it is, and stands alone from now on.
    """
    Case.objects.filter(beside=about).update(beside=None)
    people = Participant.objects.filter(case=about)
    people.filter(helps__isnull=False).delete()
    people.delete()
    Draft.objects.filter(enquiry=about).delete()
    gone = Case.objects.filter(pk=about).delete()[1].get(Case._meta.label, 0)
    return gone + Enquiry.objects.filter(pk=about).delete()[1].get(Enquiry._meta.label, 0)


def people_in(about: UUID) -> set[UUID]:
    """Everybody who is or was in the case with this id, and whom it is about; nobody for an enquiry."""
    taking_part = set(Participant.objects.filter(case=about).values_list("person", flat=True))
    return taking_part | set(Case.objects.filter(pk=about).values_list("child", flat=True))


def still_known(people: Collection[UUID]) -> set[UUID]:
    """Those of these people of whom a case still knows, or who can sign in to an enquiry that is still open."""
    here = set(Participant.objects.filter(person__in=people).values_list("person", flat=True))
    here |= set(Case.objects.filter(child__in=people).values_list("child", flat=True))
    rest = Person.objects.filter(pk__in=set(people) - here)
    return here | {person.pk for person in rest if enquiries_of(person).exists()}
