"""Which messages a hold covers, asked of the holds themselves each time: a row's own state only shows it."""

from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from commonground.notices.models import Hold, Notice, State, Step
from commonground.record import days


def held_back() -> Exists:
    """For a query of notices: true where a live hold covers the notice."""
    return Exists(_covering(OuterRef("about"), OuterRef("person")))


def is_held(*, about: UUID | None, person: UUID | None) -> bool:
    """Whether a live hold covers a message to this person about this case."""
    return _covering(about, person).exists()


def _covering(about: UUID | OuterRef | None, person: UUID | OuterRef | None) -> QuerySet[Hold]:
    of_case = Q(about=about, person__isnull=True) if about else Q(pk__in=[])
    of_person = Q(person=person, about__isnull=True) if person else Q(pk__in=[])
    of_both = Q(about=about, person=person) if about and person else Q(pk__in=[])
    return Hold.objects.filter(of_case | of_person | of_both, released_at__isnull=True)


def hold_what_waits(*, by: str) -> int:
    """Show as held whatever waits under a hold. Returns how many. In the caller's transaction."""
    waiting = Notice.objects.filter(held_back(), state__in=[State.QUEUED, State.UNCERTAIN])
    return _move(waiting, by=by, state=Value(State.HELD.value))


def free_what_may_go(*, by: str) -> int:
    """Queue again whatever is held and no longer covered. Returns how many. In the caller's transaction."""
    free = Notice.objects.filter(~held_back(), state=State.HELD)
    back = Case(When(possible_copies__gt=0, then=Value(State.UNCERTAIN.value)), default=Value(State.QUEUED.value))
    return _move(free, by=by, state=back)


def _move(notices: QuerySet[Notice], *, by: str, state: Case | Value) -> int:
    found = list(notices.select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True))
    Notice.objects.filter(pk__in=found).update(state=state)
    now = days.now()
    moved = Notice.objects.filter(pk__in=found).values_list("pk", "state")
    Step.objects.bulk_create([Step(notice_id=key, at=now, state=new, by=by) for key, new in moved])
    return len(found)
